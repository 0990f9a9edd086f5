/** What is to be done now, by what was answered so far. Linear in the plan. */
import type { Plan, Standing } from '../types.ts'

/**
 * `open`: whatever the answers still to come, it is to be done · `waiting`: an answer decides · `closed`: the answers lead past it.
 * @param answers by id of the item; one that the item does not offer leads nowhere.
 */
export function standingOf({ start, items, ways }: Plan, answers: ReadonlyMap<string, string>): ReadonlyMap<string, Standing> {
  const from = Map.groupBy(ways, (way) => way.from)
  const reach = (passable: (id: string, answer: string) => boolean): ReadonlySet<string> => {
    const reached = new Set([start])
    // A set that grows while it is walked is walked to its end.
    for (const id of reached) for (const way of from.get(id) ?? []) if (way.answer === undefined || passable(id, way.answer)) reached.add(way.to)
    return reached
  }
  const sure = reach((id, answer) => answers.get(id) === answer)
  const possible = reach((id, answer) => !answers.has(id) || answers.get(id) === answer)
  return new Map(items.map(({ id }) => [id, sure.has(id) ? 'open' : possible.has(id) ? 'waiting' : 'closed']))
}
