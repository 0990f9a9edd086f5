/** Statements that each have a level of their own: none of their entries is ever more open than its level. */
import { record as audit } from '#platform/audit/index.ts'
import { stricter, type Actor, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import { entryChanged, publicationChanged, type Recorded, type RecordedAs } from '../../contract.ts'
import type { Statement } from '../../contract-facts.ts'
import { againDraft, load, save } from '../entries.ts'
import { recordStatements, refold } from '../recording.ts'
import { dropPublication, markState, publicationOf, type EntryLine } from '../store/entries-store.ts'
import { levelsOf } from '../store/imports-store.ts'

export type Levelled = { readonly statement: Statement; readonly tlp?: Tlp | null | undefined }
/** Under which level an entry comes where none may be more open than `most`; and whether it is for a part that is stricter than its whole. */
export function levelFor({ own, tlp }: { readonly own?: Tlp | null | undefined; readonly tlp?: Tlp | null | undefined }, most: Tlp): { readonly tlp: Tlp; readonly byPart: boolean } {
  const [whole, all] = [stricter(own ?? most, most), stricter(tlp ?? most, most)]
  return { tlp: all, byPart: all !== whole }
}
/** `open`: its event has become stricter, and it is public: a person decides. */
export type LevelledAs = Recorded & { readonly open: boolean }

/** In the caller's transaction; outcomes in their order. `as.tlp` is the most open level that any of them gets. */
export async function recordLevelled(tx: Tx, actor: Actor, now: Date, given: readonly Levelled[], as: RecordedAs): Promise<LevelledAs[]> {
  const recorded = await recordStatements(tx, actor, now, given.map((one) => one.statement), { ...as, levels: given.map((one) => one.tlp ?? undefined) })
  // What a file says of all that is in it was said when it came; what an event says of itself holds at once.
  const wanted = new Map<string, Tlp>()
  for (const [at, { entryId, outcome }] of recorded.entries()) {
    const { tlp } = given[at]!
    if (outcome !== 'stored' && tlp) wanted.set(entryId, stricter(stricter(tlp, as.tlp), wanted.get(entryId) ?? as.tlp))
  }
  const open = new Set<string>()
  for (const { id, tlp } of await levelsOf(tx, [...wanted.keys()])) if (stricter(tlp, wanted.get(id)!) !== tlp && !(await tighten(tx, actor, now, id, wanted.get(id)!))) open.add(id)
  return recorded.map((one) => ({ ...one, open: open.has(one.entryId) }))
}

/** Its words are in the record already, so its level is too, published or not. False where it is public: the copy that people reviewed stands until one decides. */
async function tighten(tx: Tx, actor: Actor, now: Date, entryId: string, tlp: Tlp): Promise<boolean> {
  const entry = await load(tx, entryId, true)
  await save(tx, entry, { ...againDraft(entry), tlp }, now)
  await refold(tx, actor, now, [entryId])
  await audit(tx, actor, now, { action: 'observatory.tighten', object: `entry:${entryId}`, detail: { tlp } })
  let inside = true
  for (let at: string | null = entryId; at !== null;) {
    await emit(tx, actor, entryChanged, { entryId: at })
    const one = await load(tx, at, true)
    if (one.state === 'published' && !(await holdBack(tx, actor, now, one, tlp))) inside = false
    at = one.merged_into
  }
  return inside
}

/** What waits for the end of an embargo does not become public by the clock alone: a person verifies it again. False where it is public, or may be. */
async function holdBack(tx: Tx, actor: Actor, now: Date, entry: EntryLine, tlp: Tlp): Promise<boolean> {
  const publication = await publicationOf(tx, entry.id)
  if (!publication || publication.public_from <= now || (tlp !== 'red' && tlp !== 'amber+strict')) return false
  await dropPublication(tx, entry.id)
  await save(tx, entry, { state: 'to_verify', proposal: null, ready_by: null, ready_by_name: null, ready_at: null }, now)
  await markState(tx, entry.id, 'to_verify')
  await emit(tx, actor, publicationChanged, { entryId: entry.id, public: false })
  await audit(tx, actor, now, { action: 'observatory.hold_back', object: `entry:${entry.id}` })
  return true
}
