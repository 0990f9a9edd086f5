import type { DependencyRow, RegistryRow } from '#modules/territory/core/registry/types.ts'
import { keyText } from '#modules/territory/core/registry/own.ts'

export type Reach = {
  readonly down: ReadonlySet<string>
  readonly degraded: ReadonlySet<string>
  readonly exposed: ReadonlySet<string>
}

/**
 * Who falls, is degraded or has data at risk when some services fall, moments aside: plain rounds until nothing changes.
 * Only to count bodies while the seed is made, and to check it; the answer to people is the cascade engine's.
 */
export function reach(rows: readonly RegistryRow[], fallen: readonly string[]): Reach {
  const edges = rows.filter((row): row is DependencyRow => row.kind === 'dependency')
  const down = new Set(fallen)
  const degraded = new Set<string>()
  const exposed = new Set(fallen)
  const groups = new Map<string, DependencyRow[]>()
  for (const edge of edges) {
    if (edge.availability !== 'group') continue
    const id = `${keyText(edge.dependent)} ${edge.groupId}`
    groups.set(id, [...(groups.get(id) ?? []), edge])
  }
  for (let changed = true; changed;) {
    const before = down.size + degraded.size + exposed.size
    for (const edge of edges) {
      const [from, to] = [keyText(edge.on), keyText(edge.dependent)]
      if (edge.confidentiality && exposed.has(from)) exposed.add(to)
      if (edge.availability === 'hard' && down.has(from)) down.add(to)
      else if (edge.availability === 'hard' && degraded.has(from)) degraded.add(to)
      else if (edge.availability === 'degraded' && (down.has(from) || degraded.has(from))) degraded.add(to)
    }
    for (const members of groups.values()) {
      const standing = members.filter((edge) => !down.has(keyText(edge.on))).length
      if (standing < members[0]!.k!) down.add(keyText(members[0]!.dependent))
    }
    changed = down.size + degraded.size + exposed.size > before
  }
  return { down, degraded, exposed }
}

/** Parties with at least one service in the set. */
export function partiesOf(rows: readonly RegistryRow[], services: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    rows.flatMap((row) => (row.kind === 'service' && services.has(keyText(row.key)) ? [keyText(row.party)] : [])),
  )
}
