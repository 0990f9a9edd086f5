import type { Impact } from './cascade.ts'

export type ThinGroup = {
  /** Row of the caller's table of groups. */
  readonly group: number
  readonly lost: number
  /** How many more it can lose and still hold. */
  readonly spare: number
}

/** Groups that lost members and hold: nobody at the counter notices, the one who keeps the reserves should. */
export function thinGroups({ graph, lostMembers }: Impact): ThinGroup[] {
  const { breaksAt } = graph.groups
  return Array.from(lostMembers, (lost, group) => ({ group, lost, spare: breaksAt[group]! - lost - 1 }))
    .filter(({ lost, spare }) => lost > 0 && spare >= 0)
}
