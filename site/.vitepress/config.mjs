import { defineConfig } from 'vitepress'
import { javadocIndex } from '../javadoc.mjs'
import { anchorOf, menu, ofThePom, pageOf, resolve, sources } from '../pages.mjs'

// .ci/site sets these: the repository, the path that the site's address has, and the folder of the finished Javadoc.
const root = process.env.SITE_REPOSITORY
const base = process.env.SITE_BASE
const javadoc = javadocIndex(process.env.SITE_JAVADOC)

const sourceOfPage = new Map(sources(root).map(source => [pageOf(source), source]))
const repositoryUrl = ofThePom(root, /<repository\.url>(.*?)<\//)
const version = ofThePom(root, /<revision>(.*?)<\//)

export default defineConfig({
  title: 'Nightjar',
  description: "Discord's gateway in a for loop: a library for Java 21 and later.",
  lang: 'en',
  base,
  srcDir: 'pages',
  outDir: '../website',
  cleanUrls: false,
  rewrites: source => source === 'index.md' ? source : pageOf(source),
  // The Javadoc is put beside the pages when they are finished; .ci/site then checks all links.
  ignoreDeadLinks: [/^\/apidocs\//],
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}logo.svg` }],
    ['meta', { name: 'theme-color', content: '#4b3f99' }],
  ],
  markdown: {
    anchor: { slugify: anchorOf },
    theme: { light: 'github-light', dark: 'github-dark' },
    config(md) {
      linkFilesOfTheRepository(md)
      linkCodeToTheJavadoc(md)
    },
  },
  themeConfig: {
    logo: '/logo.svg',
    nav: [
      { text: 'Guides', link: '/guides/', activeMatch: '^/guides/' },
      { text: 'Reference', link: '/docs/messages', activeMatch: '^/docs/' },
      { text: 'Javadoc', link: '/apidocs/index.html', target: '_self' },
      { text: version, link: '/project/changelog' },
    ],
    sidebar: menu(root),
    outline: { level: [2, 3] },
    search: {
      provider: 'local',
      options: {
        detailedView: true,
        // Words may be typed with mistakes, but 4004 is not 4014.
        miniSearch: { searchOptions: { fuzzy: term => /\d/.test(term) ? false : 0.2 } },
      },
    },
    socialLinks: [{ icon: 'github', link: repositoryUrl }],
    editLink: { pattern: `${repositoryUrl}/edit/main/:path`, text: 'Edit this page' },
    footer: { message: 'Apache License 2.0', copyright: 'The Nightjar authors' },
    externalLinkIcon: true,
  },
})

/** Pages link to each other and to files as they do on GitHub: by their paths in the repository. */
function linkFilesOfTheRepository(md) {
  md.core.ruler.push('repository-links', state => {
    const source = sourceOf(state.env)
    if (source === 'index.md') return
    for (const token of state.tokens.flatMap(each => [each, ...each.children ?? []])) {
      // Vite takes a picture in HTML for a package's unless its path begins with a dot.
      if (token.type.startsWith('html_')) token.content = token.content.replace(/(<img [^>]*src=")(?![a-z]+:|[./])/g, '$1./')
      const link = token.type === 'link_open' ? token.attrGet('href') : null
      if (link && !/^([a-z]+:|#|\/)/.test(link)) token.attrSet('href', resolve(root, repositoryUrl, source, link))
    }
  })
}

/** Code in a text that is the name of a type or member of the Javadoc leads there, unless it is in a link or heading already. */
function linkCodeToTheJavadoc(md) {
  const plain = md.renderer.rules.code_inline
  md.core.ruler.push('javadoc-links', state => {
    state.tokens.forEach((block, at) => {
      if (block.type !== 'inline' || state.tokens[at - 1]?.type === 'heading_open') return
      let links = 0
      for (const token of block.children) {
        links += { link_open: 1, link_close: -1 }[token.type] ?? 0
        const page = token.type === 'code_inline' && links === 0 ? javadoc(token.content) : null
        if (page) token.meta = { ...token.meta, page }
      }
    })
  })
  md.renderer.rules.code_inline = (tokens, at, options, env, self) => {
    const code = plain(tokens, at, options, env, self)
    const page = tokens[at].meta?.page
    return page ? `<a class="to-javadoc" target="_self" href="${base}apidocs/${md.utils.escapeHtml(page)}">${code}</a>` : code
  }
}

/** The file in the repository that a page was made of. */
function sourceOf(env) {
  return sourceOfPage.get(env.relativePath) ?? env.relativePath
}
