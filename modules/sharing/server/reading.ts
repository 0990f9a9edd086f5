/** Objects of an envelope as facts. Markings that are not TLP's own are looked up beside them, then in the collection; one that nobody knows keeps its object inside. */
import { isOlder, isRecord, markingsOf, upgradeObject, type LookUp } from '#engines/stix/objects/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { factsOf, type Facts } from '../core/facts.ts'
import { definitionsIn } from './store/objects-store.ts'

export type Read = { readonly good: readonly Facts[]; /** Places in `all` of the good ones: several may come of one object of STIX 2.0. */ readonly places: readonly number[]; /** How many of `all` were of STIX 2.0. */ readonly upgraded: number; readonly bad: readonly { readonly at: number; readonly id: string; readonly problem: string }[] }
export type Given = { readonly object: unknown; readonly text?: string | undefined }

export const readAll = (tx: Tx, collectionNo: number, all: readonly unknown[]): Promise<Read> => readTexts(all.map((object) => ({ object })), { find: (ids) => definitionsIn(tx, collectionNo, ids), whole: true })

export async function readTexts(all: readonly Given[], { known = new Map(), find, whole, asKept = false }: { known?: Map<string, Definition>; /** Read as it stands, for what is kept already. */ asKept?: boolean; /** Texts of definitions that are kept. */ find(ids: readonly string[]): Promise<readonly string[]>; /** What comes from others is held to the standard; a file that a person brings, to what the store stands on: `bastida stix validate` says the rest, and the check would halve the pace. */ whole: boolean }): Promise<Read> {
  for (const { object } of all) if (isRecord(object) && object['type'] === 'marking-definition' && typeof object['id'] === 'string') known.set(object['id'], object)
  const missing = new Set(all.flatMap(({ object }) => (isRecord(object) ? markingsOf(object, (id) => known.get(id)).unknown : [])))
  if (missing.size > 0) for (const body of await find([...missing].slice(0, MISSING_MOST))) { const object = JSON.parse(body) as Definition; known.set(String(object['id']), object) }
  const lookUp: LookUp = (id) => known.get(id)
  const [good, places, bad]: [Facts[], number[], { at: number; id: string; problem: string }[]] = [[], [], []]
  let upgraded = 0
  for (const [at, given] of all.entries()) {
    const older = !asKept && isRecord(given.object) && isOlder(given.object)
    if (!older) {
      const facts = factsOf(given.object, given.text, lookUp, whole)
      if ('problem' in facts) bad.push({ at, ...facts })
      else { good.push(facts); places.push(at) }
      continue
    }
    // All that comes of it is stored, or nothing.
    const made = upgradeObject(given.object).map((object) => factsOf(object, undefined, lookUp, whole))
    const wrong = made.find((one) => 'problem' in one)
    if (wrong && 'problem' in wrong) { bad.push({ at, id: String(given.object.id).slice(0, 300), problem: wrong.problem }); continue }
    upgraded += 1
    for (const facts of made as Facts[]) { good.push(facts); places.push(at) }
  }
  return { good, places, upgraded, bad }
}
const MISSING_MOST = 1000
export type Definition = NonNullable<ReturnType<LookUp>>
