// The types and members of the Javadoc by the names that people write, for the links of the guides.
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** Looks up `Shard`, `GatewayConfig.Builder`, `Shard.open` or `shard.open(…)`, and gives the page below the Javadoc, or null. */
export function javadocIndex(folder) {
  const read = name => JSON.parse(/= (\[.*\]);/s.exec(readFileSync(path.join(folder, `${name}-search-index.js`), 'utf8'))[1])
  const modules = new Map(read('package').filter(each => each.m).map(each => [each.l, each.m]))
  const pages = new Map()
  const add = (name, page) => pages.set(name, pages.has(name) && pages.get(name) !== page ? null : page)
  const pageOf = (pkg, type) => `${modules.get(pkg)}/${pkg.replaceAll('.', '/')}/${type}.html`

  for (const type of read('type').filter(each => each.p)) add(type.l, pageOf(type.p, type.l))
  for (const member of read('member').filter(each => each.c)) {
    const anchor = member.u ?? member.l
    const name = member.l.replace(/\(.*/, '')
    const page = `${pageOf(member.p, member.c)}#${anchor}`
    // The first of several methods of one name stands for all of them: they are beside each other on the page.
    if (!pages.has(`${member.c}.${name}`)) pages.set(`${member.c}.${name}`, page)
  }
  return code => {
    const name = code.replace(/\(.*\)$/s, '').replace('#', '.')
    // A variable with the name of its type, as in `shard.open`.
    return pages.get(name.includes('.') ? name[0].toUpperCase() + name.slice(1) : name) ?? null
  }
}
