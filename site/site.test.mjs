// The tests of what makes the site: node --test site/site.test.mjs
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { deadLinks } from './links.mjs'
import { addressOf, anchorOf, resolve } from './pages.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

test('a link to a page that is not there is dead, and so is one to an anchor that is not there', t => {
  const folder = folderWith(t, {
    'index.html': '<a href="a/">1</a> <a href="/a/#here">2</a> <a href="b.html">3</a> <a href="a/index.html#gone">4</a>',
    'a/index.html': '<p id="here"><a href="#here">5</a> <img src="../no.png"> <a href="../../out.html">6</a></p>',
  })

  assert.deepEqual(deadLinks(folder).found, [
    'a/index.html links to ../../out.html: it leaves the site',
    'a/index.html links to ../no.png: there is no such page',
    'index.html links to a/index.html#gone: the page has no such anchor',
    'index.html links to b.html: there is no such page',
  ])
})

test('links under the path of the site are alive, and those to the root of its host are dead', t => {
  const folder = folderWith(t, { 'index.html': '<a href="/bird/">1</a> <a href="/">2</a> <a href="https://example.org/x">3</a>' })

  assert.deepEqual(deadLinks(folder, '/bird/').found, ['index.html links to /: it does not begin with /bird/'])
})

test('signatures in anchors of Javadoc are compared as they are, however they are escaped', t => {
  const folder = folderWith(t, {
    'A.html': '<section id="get(java.util.List&lt;T&gt;)"></section><a href="#get(java.util.List%3CT%3E)">1</a>',
  })

  assert.deepEqual(deadLinks(folder).found, [])
})

test('what stands in scripts and comments is no link', t => {
  const folder = folderWith(t, { 'index.html': '<script>"<a href=\\"x\\">"; \'<a href="y">\'</script><!-- <a href="z"> -->' })

  assert.deepEqual(deadLinks(folder), { pages: 1, links: 0, found: [] })
})

test('a page links to pages of the site and to files of the repository by their paths in it', () => {
  const from = (source, link) => resolve(root, 'https://example.org/r', source, link)

  assert.equal(from('README.md', 'docs/console.md#open-it'), '/docs/console#open-it')
  assert.equal(from('docs/console.md', '../README.md'), '/readme')
  assert.equal(from('docs/adr/0001-structured-scope-by-method-handles.md', '../../ARCHITECTURE.md'), '/project/architecture')
  assert.equal(from('README.md', 'LICENSE'), 'https://example.org/r/blob/main/LICENSE')
  assert.equal(from('README.md', 'docs/adr'), 'https://example.org/r/tree/main/docs/adr')
  assert.throws(() => from('README.md', 'docs/gone.md'), /README.md links to docs\/gone.md, which is not in the repository/)
})

test('the index of the guides is the page of their folder', () => {
  assert.equal(addressOf('docs/guides/README.md'), '/guides/')
  assert.equal(addressOf('docs/guides/first-bot.md'), '/guides/first-bot')
})

test('an anchor is what GitHub makes of a heading', () => {
  assert.equal(anchorOf('What `op 7` is, and what not'), 'what-op-7-is-and-what-not')
  assert.equal(anchorOf('2. Über_all: C++'), '2-über_all-c')
})

function folderWith(t, files) {
  const folder = mkdtempSync(path.join(tmpdir(), 'site-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const [file, html] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), html)
  }
  return folder
}
