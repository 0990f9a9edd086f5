/** One sharing policy a field: a kept field's value stands apart, and who reads it is held by the database. */
import { marks, marksOf, mayReadMark, Refusal, tlps, type Actor, type BodyOf, type Mark } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { labelOfKey } from '#engines/deadlines/index.ts'
import { readerGroups, type keepField, type KeptField } from '../contract-sharing.ts'
import { mayRead, readerOf, type Part } from '../core/readers.ts'
import { seen, type Context } from './context.ts'
import { tell } from './gating.ts'
import { saveCase, type CaseRow } from './store.ts'
import { countLevels, deleteKept, insertKept, keptOf, writeKept, type Kept } from './store/kept-store.ts'

type Description = Readonly<Record<string, unknown>>

/** The centre keeps for authorities; for counsel only the body's own administrators keep, who then read it alone. */
function refuseKeeper(actor: Actor, row: CaseRow, mark: Mark): void {
  if (!mayReadMark(mark, marksOf(actor), row.party_id)) throw new Refusal('forbidden')
}

export const keep = ({ ground }: Context, actor: Actor, caseId: string, field: string, { version, mark, reason }: BodyOf<typeof keepField>): Promise<{ version: number }> =>
  ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId, { lock: true })
    refuseKeeper(actor, row, mark)
    const description = row.description as Description
    const before = (await keptOf(tx, [caseId])).find((one) => one.field === field)
    if (before && !('value' in before)) throw new Refusal('forbidden')
    const value = before ? before.value : description[field]
    if (value === undefined) throw new Refusal('invalid', { fields: [{ path: 'params.field', problem: 'nothing is written there' }] })
    const now = ground.clock.now()
    const next = await saveCase(tx, caseId, now, { description: JSON.stringify(without(description, field)) }, version)
    if (next === undefined) throw new Refusal('conflict')
    if (before) await deleteKept(tx, before.id)
    await insertKept(tx, { realm: row.realm, caseId, partyId: row.party_id }, { field, mark, reason, byId: actor.id, byName: actor.name, at: now, value })
    await tell(tx, actor, now, row, { kind: 'state', code: 'kept', params: { field, mark } }, reason)
    return { version: next }
  })

export const release = ({ ground }: Context, actor: Actor, caseId: string, field: string): Promise<{ version: number }> =>
  ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId, { lock: true })
    const kept = (await keptOf(tx, [caseId])).find((one) => one.field === field)
    if (!kept) throw new Refusal('not_found')
    if (!('value' in kept)) throw new Refusal('forbidden')
    const now = ground.clock.now()
    await deleteKept(tx, kept.id)
    const next = await saveCase(tx, caseId, now, { description: JSON.stringify({ ...(row.description as Description), [field]: kept.value }) })
    await tell(tx, actor, now, row, { kind: 'state', code: 'released', params: { field, mark: kept.mark } })
    return { version: next! }
  })

/**
 * What somebody writes into a description stays where it is kept: a kept field takes its new value there. Who cannot read it
 * cannot write it either. @returns what goes into the description itself.
 */
export async function intoKept(tx: Tx, caseId: string, written: Description): Promise<Description> {
  let open = written
  for (const one of await keptOf(tx, [caseId])) {
    if (!(one.field in open)) continue
    const value = open[one.field]
    open = without(open, one.field)
    if ('value' in one) await writeKept(tx, one.id, value)
    else throw new Refusal('invalid', { fields: [{ path: `body.description.${one.field}`, problem: 'kept by somebody else' }] })
  }
  return open
}

/** Kept values that the asker reads, as part of the description. */
export const readableOf = (kept: readonly Kept[]): Description => Object.fromEntries(kept.flatMap((one) => ('value' in one ? [[one.field, one.value]] : [])))
export const toKept = (one: Kept): KeptField => ({ field: one.field, mark: one.mark, reason: one.reason, byName: one.byName, at: one.at.toISOString(), readable: 'value' in one })

/** From the rules and not from the rows: who would read it, were they to come. */
export const readers = ({ ground }: Context, actor: Actor, caseId: string) => ground.db.as(actor, async (tx) => {
  const row = await seen(tx, actor, caseId)
  const of = { kind: row.kind as 'main' | 'tied', partyId: row.party_id }
  const kept = await keptOf(tx, [caseId])
  const levels = await countLevels(tx, caseId)
  const told = (part: Part) => ({ readers: readerGroups.map((group) => mayRead(readerOf(group, of), of, part)), me: mayRead(actor, of, part) })
  const tlp = row.tlp as (typeof tlps)[number]
  return {
    groups: [...readerGroups],
    parts: [
      { kind: 'case' as const, tlp, count: 1, field: null, label: null, mark: null, ...told({ tlp }) },
      // What hangs on a case is read by nobody who does not read the case.
      ...tlps.flatMap((level) => {
        const count = levels.find((one) => one.tlp === level)?.n ?? 0
        const strictest = tlps.indexOf(level) < tlps.indexOf(tlp) ? level : tlp
        return count === 0 ? [] : [{ kind: 'tlp' as const, tlp: level, count, field: null, label: null, mark: null, ...told({ tlp: strictest }) }]
      }),
      ...kept.map((one) => ({ kind: 'field' as const, tlp, count: 1, field: one.field, label: { ...labelOfKey(one.field) }, mark: one.mark, ...told({ tlp, mark: one.mark }) })),
    ],
    fields: Object.keys(row.description as Description).map((field) => ({ field, label: { ...labelOfKey(field) } })),
    kept: kept.map(toKept),
    mayKeep: row.state === 'closed' || !actor.roles.some((role) => role !== 'liaison' && role !== 'provider') ? [] : marks.filter((mark) => mayReadMark(mark, marksOf(actor), row.party_id)),
  }
})

function without(from: Description, field: string): Description {
  const { [field]: _gone, ...rest } = from
  return rest
}
