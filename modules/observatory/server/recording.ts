/** What sources say comes in: once each, folded into one record an attack, in the transaction of whoever brings it. */
import { createHash, randomUUID } from 'node:crypto'
import { record as audit } from '#platform/audit/index.ts'
import { stricter, type Actor, type Tlp } from '#platform/contract/index.ts'
import { readCentre } from '#platform/db/centre.ts'
import type { Tx } from '#platform/db/index.ts'
import type { EntryState, Recorded, RecordedAs, Statement } from '../contract.ts'
import { columnsOf } from '../core/columns.ts'
import { canonical, fold } from '../core/fold.ts'
import { wordsOf } from '../core/words.ts'
import { byKeys, holdRecording, insertEntries, insertStatements, putRecords, replaceStatements, rootsOf, takeNumbers, type NewStatement } from './store.ts'

export const MOST_AT_ONCE = 1000

export async function recordStatements(tx: Tx, actor: Actor, now: Date, statements: readonly Statement[], as: RecordedAs): Promise<Recorded[]> {
  if (statements.length === 0) return []
  if (statements.length > MOST_AT_ONCE) throw new Error(`at most ${MOST_AT_ONCE} statements at once`)
  await holdRecording(tx, actor.realm)
  const known = await byKeys(tx, statements.flatMap((one) => one.key ?? []))
  const by = { realm: actor.realm, id: actor.id, at: now }
  const fresh: (NewStatement & { readonly year: number; readonly place: number; readonly tlp: Tlp })[] = []
  const newer: NewStatement[] = []
  const outcomes: Recorded[] = []
  const level = (place: number): Tlp => { const said = as.levels?.[place]; return said ? stricter(said, as.tlp) : as.tlp }
  const first = new Map<string, number>() // the same key twice in one batch: the later row is the newer edition
  for (const [place, said] of statements.entries()) {
    const digest = digestOf(said)
    const was = said.key === undefined ? undefined : known.get(said.key)
    const twin = said.key === undefined ? undefined : first.get(said.key)
    if (twin !== undefined) { fresh[twin] = { ...fresh[twin]!, said, digest, tlp: stricter(fresh[twin]!.tlp, level(place)) }; outcomes[place] = { outcome: 'same', entryId: fresh[twin]!.entryId, ref: '' }; continue }
    if (!was) {
      if (said.key !== undefined) first.set(said.key, fresh.length)
      fresh.push({ id: randomUUID(), entryId: randomUUID(), said, digest, year: Number((said.facts.started ?? now.toISOString()).slice(0, 4)), place, tlp: level(place) })
      continue
    }
    outcomes[place] = { outcome: was.digest === digest ? 'same' : 'changed', entryId: was.entryId, ref: was.ref }
    if (was.digest !== digest) newer.push({ id: was.id, entryId: was.entryId, said, digest })
  }

  const refs = await referencesOf(tx, actor.realm, fresh)
  await insertEntries(tx, fresh.map((one, at) => ({ id: one.entryId, ref: refs[at]!, state: as.state, tlp: one.tlp, origin: as.origin, caseId: as.caseId ?? null })), by)
  await insertStatements(tx, fresh, by)
  await replaceStatements(tx, newer, by)
  await refold(tx, actor, now, [...fresh, ...newer].map((one) => one.entryId))
  for (const [at, one] of fresh.entries()) outcomes[one.place] = { outcome: 'stored', entryId: one.entryId, ref: refs[at]! }
  const changed = fresh.length + newer.length
  if (changed > 0) await audit(tx, actor, now, changed === 1 ? { action: 'observatory.recorded', object: `entry:${(fresh[0] ?? newer[0])!.entryId}` } : { action: 'observatory.recorded', detail: { stored: fresh.length, changed: newer.length, origin: as.origin } })
  return outcomes.map((one) => (one.ref ? one : { ...one, ref: refs[fresh.findIndex((it) => it.entryId === one.entryId)]! }))
}

/** One more source's word on an entry that is there; the caller folds. */
export async function sayMore(tx: Tx, actor: Actor, now: Date, entryId: string, said: Statement, id: string = randomUUID()): Promise<void> {
  await insertStatements(tx, [{ id, entryId, said, digest: digestOf(said) }], { realm: actor.realm, id: actor.id, at: now })
}

/** Folds the records of these entries, or of those that they are merged into, anew. */
export async function refold(tx: Tx, actor: Actor, now: Date, entryIds: readonly string[]): Promise<void> {
  if (entryIds.length === 0) return
  const { country } = await readCentre(tx)
  const roots = await rootsOf(tx, entryIds)
  await putRecords(tx, roots.map((root) => {
    const folded = fold(root.said, root.chosen)
    const sure = Object.values(folded.provenance).map((one) => one.confidence)
    return {
      entryId: root.id, state: root.state as EntryState, tlp: root.tlps.reduce((a, b) => stricter(a as Tlp, b as Tlp)), folded, columns: columnsOf(folded.facts, country), words: wordsOf(folded.facts, root.said),
      confidence: sure.length === 0 ? 0 : Math.round(sure.reduce((a, b) => a + b, 0) / sure.length),
    }
  }), { realm: actor.realm, at: now })
}

/** `OSS-2023-0001`, in the order in which they came. */
async function referencesOf(tx: Tx, realm: string, fresh: readonly { readonly year: number }[]): Promise<string[]> {
  const next = new Map<number, number>()
  for (const year of new Set(fresh.map((one) => one.year))) {
    const count = fresh.filter((one) => one.year === year).length
    next.set(year, await takeNumbers(tx, realm, year, count) - count)
  }
  return fresh.map(({ year }) => { const number = next.get(year)! + 1; next.set(year, number); return `OSS-${year}-${String(number).padStart(4, '0')}` })
}

const digestOf = (said: Statement): string => createHash('sha256').update(canonical({ ...said, key: undefined })).digest('hex')
