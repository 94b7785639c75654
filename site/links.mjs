// The check of the finished site's links: each that leads to the site itself must have its page and its anchor, those between the
// pages and the Javadoc included.
//
//   node site/links.mjs FOLDER [BASE]
//
// BASE is the path that the site's address has, "/" unless told otherwise. Addresses of other sites are not asked.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

// Scripts and the text of programs may hold anything. Javadoc writes an id without quotes nowhere.
const NO_MARKUP = /<script\b[^>]*>[\s\S]*?<\/script>|<!--[\s\S]*?-->/g
const LINK = /<[a-zA-Z][^>]*?\s(?:href|src)="([^"]*)"/g
const ANCHOR = /<[a-zA-Z][^>]*?\s(?:id|name)="([^"]*)"/g

/** The dead links of a folder of HTML files, one sentence each. */
export function deadLinks(folder, base = '/') {
  const pages = new Map()
  for (const file of readdirSync(folder, { recursive: true }).map(each => each.split(path.sep).join('/'))) {
    if (file.endsWith('.html')) pages.set(file, read(path.join(folder, file)))
  }
  const found = []
  for (const [page, { links }] of pages) {
    for (const link of links) {
      const why = dead(folder, base, pages, page, link)
      if (why) found.push(`${page} links to ${link}: ${why}`)
    }
  }
  return { pages: pages.size, links: [...pages.values()].reduce((sum, page) => sum + page.links.size, 0), found: found.sort() }
}

function read(file) {
  const html = readFileSync(file, 'utf8').replace(NO_MARKUP, '')
  return {
    links: new Set([...html.matchAll(LINK)].map(match => text(match[1]))),
    anchors: new Set([...html.matchAll(ANCHOR)].map(match => text(match[1]))),
  }
}

function dead(folder, base, pages, page, link) {
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(link)) return null
  const [, address, anchor] = /^([^#?]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(link)
  let target
  if (address === '') target = page
  else if (!address.startsWith('/')) target = path.posix.join(path.posix.dirname(page), decodeURIComponent(address))
  else if (address.startsWith(base)) target = decodeURIComponent(address.slice(base.length))
  else return `it does not begin with ${base}`
  if (target.startsWith('../')) return 'it leaves the site'

  const file = [target, path.posix.join(target, 'index.html')].find(each => isFile(path.join(folder, each)))
  if (!file) return 'there is no such page'
  if (anchor && pages.has(file) && !pages.get(file).anchors.has(decodeURIComponent(anchor))) return 'the page has no such anchor'
  return null
}

function isFile(file) {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false
}

function text(attribute) {
  const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return attribute.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    hex ? String.fromCodePoint(parseInt(hex, 16)) : decimal ? String.fromCodePoint(Number(decimal)) : entities[name] ?? whole)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, base] = process.argv.slice(2)
  const { pages, links, found } = deadLinks(folder, base)
  found.slice(0, 50).forEach(each => console.error(each))
  console.log(`${links} links of ${pages} pages: ${found.length} are dead`)
  if (pages === 0 || found.length > 0) process.exitCode = 1
}
