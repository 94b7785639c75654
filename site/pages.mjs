// The pages of the site: which Markdown files of the repository it has, where each is on the site, and in which part of the menu.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

// Where a page has a name here, the menu shows that; otherwise it shows the page's heading, up to a colon. A file that is in none of
// these comes at the end: one in docs/ in the reference, another in the project's part.
const OPERATE = { console: '', metrics: '', recording: '', cli: '', cluster: '', workers: '', 'quick-start': 'Quick start of the JVM' }
const REFERENCE = { messages: 'Messages and errors', behaviours: '', 'protocol-table': 'Payloads and what follows', jfr: '',
  scalars: 'How JSON is read' }
const PROJECT = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/mutation.md', 'jmh/README.md', 'jmh/RESULTS.md', 'CHANGELOG.md',
  'SECURITY.md', 'CODE_OF_CONDUCT.md']

/** All Markdown files of the repository that are pages, by their paths in it. */
export function sources(root) {
  const docs = readdirSync(path.join(root, 'docs'), { recursive: true })
    .map(file => `docs/${file.split(path.sep).join('/')}`)
    .filter(file => file.endsWith('.md'))
  const others = ['.', 'jmh'].flatMap(folder => readdirSync(path.join(root, folder)).map(file => path.posix.join(folder, file)))
    .filter(file => file.endsWith('.md'))
  return [...others, ...docs].sort()
}

/** Where a page is on the site: its path without a slash before it, and with .md. */
export function pageOf(source) {
  if (source === 'README.md') return 'readme.md'
  const page = /^docs\/(guides|adr)\//.test(source) ? source.slice('docs/'.length) : source.includes('/') ? source : `project/${source}`
  return page.replace(/README\.md$/, 'index.md').toLowerCase()
}

/** The address of a page on the site, without what the site's own address begins with. */
export function addressOf(source) {
  return '/' + pageOf(source).replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '')
}

/** The menu beside each page. */
export function menu(root) {
  const all = sources(root)
  const item = source => ({ text: nameOf(root, source), link: addressOf(source) })
  const docs = part => Object.keys(part).map(name => `docs/${name}.md`).filter(source => all.includes(source))
  const known = new Set([...docs(OPERATE), ...docs(REFERENCE), ...PROJECT, 'README.md'])
  const others = folder => all.filter(source => path.posix.dirname(source) === folder && !known.has(source))
  return [
    { text: 'Start', items: [{ text: 'Read me', link: addressOf('README.md') }] },
    { text: 'Guides', items: guides(root, all).map(item) },
    { text: 'Operate', items: docs(OPERATE).map(item) },
    { text: 'Reference', items: [...[...docs(REFERENCE), ...others('docs')].map(item),
      { text: 'Javadoc', link: '/apidocs/index.html', target: '_self' }] },
    { text: 'Project', items: [...PROJECT.filter(source => all.includes(source)), ...others('.'), ...others('jmh')].map(item) },
    { text: 'Decisions', collapsed: true, items: all.filter(source => source.startsWith('docs/adr/')).map(item) },
  ].filter(part => part.items.length > 0)
}

/** The guides in the order in which their index names them; then those that it does not name. */
function guides(root, all) {
  const own = all.filter(source => source.startsWith('docs/guides/'))
  const index = 'docs/guides/README.md'
  if (!own.includes(index)) return own
  const named = [...readFileSync(path.join(root, index), 'utf8').matchAll(/\]\(([\w/.-]+\.md)[)#]/g)]
    .map(match => path.posix.join('docs/guides', match[1]))
    .filter(source => own.includes(source))
  return [...new Set([index, ...named, ...own])]
}

function nameOf(root, source) {
  const name = path.posix.basename(source, '.md')
  const given = source === `docs/${name}.md` ? OPERATE[name] || REFERENCE[name] : ''
  if (given) return given
  if (source === 'docs/guides/README.md') return 'All guides'
  const heading = /^# (.+)$/m.exec(readFileSync(path.join(root, source), 'utf8'))
  if (!heading) throw new Error(`${source} needs a heading: a line that begins with "# "`)
  return heading[1].replaceAll('`', '').replace(/:.*/, '')
}

/**
 * Where a link of a page leads: another page of the site, or a file of the repository that is none. Fails where there is no such
 * file, with what is to be mended.
 */
export function resolve(root, repositoryUrl, source, link) {
  const [, file, anchor] = /^([^#]*)(#.*)?$/.exec(link)
  const target = path.posix.join(path.posix.dirname(source), decodeURI(file)).replace(/\/$/, '')
  if (target.startsWith('..') || !existsSync(path.join(root, target))) {
    throw new Error(`${source} links to ${link}, which is not in the repository`)
  }
  if (sources(root).includes(target)) return addressOf(target) + (anchor ?? '')
  const kind = statSync(path.join(root, target)).isDirectory() ? 'tree' : 'blob'
  return `${repositoryUrl}/${kind}/main/${target}${anchor ?? ''}`
}

/** The anchor of a heading, as GitHub makes it, so that a link to a part of a page leads there on both. */
export function anchorOf(heading) {
  return heading.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '').replaceAll(' ', '-')
}

/** What the first group of a pattern finds in the pom of all modules. */
export function ofThePom(root, pattern) {
  const found = pattern.exec(readFileSync(path.join(root, 'parent/pom.xml'), 'utf8'))
  if (!found) throw new Error(`parent/pom.xml has nothing like ${pattern}`)
  return found[1]
}
