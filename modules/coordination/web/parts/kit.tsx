import type { Kit } from '../data.ts'

/** Who runs what this body needs, each once, with the body's own services that lean on it. */
export function providersOf(detail: Kit['detail']): { readonly name: string; readonly services: readonly string[] }[] {
  const found = new Map<string, Set<string>>()
  for (const one of detail.dependencies) {
    if (one.state === 'denied' || !one.on.party || one.on.party.id === detail.party.id) continue
    found.set(one.on.party.name, (found.get(one.on.party.name) ?? new Set()).add(one.dependent.name))
  }
  return [...found].map(([name, services]) => ({ name, services: [...services].toSorted() })).toSorted((a, b) => a.name.localeCompare(b.name))
}

/** What a body offers to people, one row a category. */
export function categoriesOf(detail: Pick<Kit['detail'], 'services'>): { readonly category: string; readonly names: readonly string[] }[] {
  const open = detail.services.filter((one) => one.public)
  return [...Map.groupBy(open, (one) => one.category)].map(([category, list]) => ({ category, names: [...new Set(list.map((one) => one.name))] })).toSorted((a, b) => a.names[0]!.localeCompare(b.names[0]!))
}

/** A table to be filled by hand: each row begins with what is known, and the rest is empty. */
export function Blank({ caption, heads, rows }: { caption: string; heads: readonly string[]; rows: readonly (readonly string[])[] }) {
  return (
    <div className="kit-scroll" tabIndex={0} role="group" aria-label={caption}>
      <table className="kit-table">
        <thead><tr>{heads.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>{rows.map((row, i) => <tr key={i}>{heads.map((head, at) => <td key={head}>{row[at] ?? ''}</td>)}</tr>)}</tbody>
      </table>
    </div>
  )
}
