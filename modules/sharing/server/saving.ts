/** Objects come in: decided one by one, written together, in the transaction of whoever brings them. */
import { createHash, hash, randomUUID } from 'node:crypto'
import { stricter, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { decide, type Known, type Origin } from '../core/decide.ts'
import type { Facts } from '../core/facts.ts'
import type { Value } from '../core/values.ts'
import { readTexts } from './reading.ts'
import { insertConflict } from './store/conflicts-store.ts'
import * as store from './store/objects-store.ts'

export type Saving = { readonly collectionNo: number; readonly origin: Origin; readonly groupNo: number | null; readonly now: Date; /** No object of these is served more widely. */ readonly tlp?: Tlp | undefined }
export type Refused = { readonly at: number; readonly id: string; readonly problem: string }
export type Saved = { readonly stored: number; readonly same: number; readonly conflicts: number; readonly refused: readonly Refused[]; /** By place. */ readonly verdicts: readonly ('stored' | 'same' | 'conflict' | 'refused')[] }

const HASH_BYTES = 6
/** Six bytes are a number that JavaScript holds; who looks compares the values themselves. */
export const hashOfValue = ({ kind, value }: Value): number => hash('sha256', `${kind}\0${value}`, 'buffer').readUIntBE(0, HASH_BYTES)

export async function saveObjects(tx: Tx, all: readonly Facts[], { collectionNo, origin, groupNo, now, tlp }: Saving): Promise<Saved> {
  if (all.length === 0) return { stored: 0, same: 0, conflicts: 0, refused: [], verdicts: [] }
  const last = await store.lockCollection(tx, collectionNo)
  if (last === undefined) throw new Error(`there is no collection ${collectionNo}`)
  const known = await store.knownOf(tx, collectionNo, all)
  const deleted = await store.deletedOf(tx, collectionNo, all)
  const rows: (store.NewRow & { newest: boolean })[] = []
  const [refused, verdicts, links]: [Refused[], Saved['verdicts'][number][], { hash: number; added: number }[]] = [[], [], []]
  const [here, replaced, risen] = [new Map<string, Known[]>(), [] as store.NewRow[], [] as Facts[]]
  let added = Math.max(last + 1, now.getTime() * 1000)
  let [same, conflicts] = [0, 0]
  for (const [at, facts] of all.entries()) {
    const before = here.get(facts.id)
    const versions = [...(known.get(at) ?? []).map((one) => (before?.some((other) => other.newest) ? { ...one, newest: false } : one)), ...(before ?? [])]
    const verdict = decide(facts, origin, { versions, deleted: deleted.has(facts.id) })
    verdicts.push(verdict.as)
    if (verdict.as === 'same') same += 1
    else if (verdict.as === 'refused') refused.push({ at, id: facts.id, problem: verdict.problem })
    else if (verdict.as === 'conflict') {
      conflicts += 1
      await insertConflict(tx, { id: randomUUID(), collectionNo, facts, kind: verdict.kind, origin, groupNo, sha256: createHash('sha256').update(facts.body).digest(), at: now })
    } else {
      if (verdict.newest) for (const row of before ? rows : []) if (row.facts.id === facts.id) row.newest = false
      const row = { facts, added, newest: verdict.newest, origin, groupNo, tlp: tlp ? stricter(tlp, facts.tlp) : facts.tlp }
      rows.push(row)
      if (verdict.newest && known.get(at)?.length) replaced.push(row)
      if (deleted.has(facts.id)) risen.push(facts)
      here.set(facts.id, [...(before ?? []).map((one) => (verdict.newest ? { ...one, newest: false } : one)), { stamp: facts.stamp, newest: verdict.newest, revoked: facts.revoked, origin, body: facts.body }])
      for (const value of facts.values) links.push({ hash: hashOfValue(value), added })
      added += 1
    }
  }
  if (rows.length > 0) {
    await store.supersede(tx, collectionNo, replaced)
    await store.insertObjects(tx, collectionNo, rows)
    await store.insertValues(tx, collectionNo, links)
    await store.saveLastAdded(tx, collectionNo, added - 1)
    if (risen.length > 0) await store.unbury(tx, collectionNo, risen)
    await readAnew(tx, collectionNo, rows, added)
  }
  return { stored: rows.length, same, conflicts, refused, verdicts }
}

/** Definitions of markings that come after the objects which they mark. */
async function readAnew(tx: Tx, collectionNo: number, rows: readonly store.NewRow[], added: number): Promise<void> {
  const definitions = rows.filter((one) => one.facts.type === 'marking-definition').map((one) => one.facts.id)
  if (definitions.length === 0) return
  const inside = await store.keptInside(tx, collectionNo, definitions)
  const { good, places } = await readTexts(inside.map((one) => ({ object: JSON.parse(one.body) as unknown, text: one.body })), { find: (ids) => store.definitionsIn(tx, collectionNo, ids), whole: false, asKept: true })
  const moved = good.flatMap((facts, i) => (facts.unknown.length > 0 || facts.tlp === 'red' ? [] : [{ from: inside[places[i]!]!.added, tlp: facts.tlp }])).map((one, i) => ({ ...one, to: added + i }))
  if (moved.length === 0) return
  await store.letOut(tx, collectionNo, moved)
  await store.saveLastAdded(tx, collectionNo, added + moved.length - 1)
}
