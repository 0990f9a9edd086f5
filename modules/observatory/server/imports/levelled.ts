/** Statements that each have a level of their own: none of their entries is ever more open than its level. */
import { stricter, type Actor, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import { entryChanged, type Recorded, type RecordedAs } from '../../contract.ts'
import type { Statement } from '../../contract-facts.ts'
import { againDraft, load, save } from '../entries.ts'
import { recordStatements, refold } from '../recording.ts'
import { levelsOf } from '../store/imports-store.ts'

export type Levelled = { readonly statement: Statement; readonly tlp?: Tlp | null | undefined }
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

/** False where it stays more open than this: what is public is for a person. */
async function tighten(tx: Tx, actor: Actor, now: Date, entryId: string, tlp: Tlp): Promise<boolean> {
  const entry = await load(tx, entryId, true)
  if (entry.state === 'published') return false
  await save(tx, entry, { ...againDraft(entry), tlp }, now)
  await refold(tx, actor, now, [entryId])
  for (let at: string | null = entryId; at !== null; at = (await load(tx, at)).merged_into) await emit(tx, actor, entryChanged, { entryId: at })
  return true
}
