/** A hold: somebody with a reason keeps the data of a case, and of the cases tied to it, past their terms. */
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { holdCase } from '../contract-endpoints.ts'
import { entryOf, seen, type Context } from './context.ts'
import { iso } from './dto.ts'
import { loadCase, type CaseRow } from './store.ts'
import { writeTimeline } from './store/log-store.ts'
import { saveHold } from './store/retention-store.ts'

export async function hold(
  { ground }: Context,
  actor: Actor,
  caseId: string,
  body: BodyOf<typeof holdCase>,
): Promise<void> {
  const until = body.until === null ? null : new Date(body.until)
  const now = ground.clock.now()
  if (until !== null && until <= now)
    throw new Refusal('invalid', { fields: [{ path: 'body.until', problem: 'in the past' }] })
  await settle({ ground }, actor, caseId, 'hold', { reason: body.reason, until: until?.toISOString() ?? null }, (tx) =>
    saveHold(tx, caseId, { reason: body.reason, until, by: actor.name, at: now }),
  )
}

/** Lifting what is not held changes nothing. */
export async function lift({ ground }: Context, actor: Actor, caseId: string): Promise<void> {
  await settle({ ground }, actor, caseId, 'hold_lifted', {}, (tx) => saveHold(tx, caseId, null))
}

/** The case's own hold, else that of its main case; one that has run out holds nothing. */
export async function holdOf(tx: Tx, row: CaseRow, now: Date) {
  const main = row.main_id === null ? undefined : await loadCase(tx, row.main_id)
  const held = [row, main].find((one) => one?.hold_at && (one.hold_until === null || one.hold_until > now))
  if (!held) return null
  return {
    reason: held.hold_reason,
    until: iso(held.hold_until),
    by: held.hold_by,
    at: held.hold_at!.toISOString(),
    ofMain: held !== row,
  }
}

async function settle(
  { ground }: Pick<Context, 'ground'>,
  actor: Actor,
  caseId: string,
  code: 'hold' | 'hold_lifted',
  params: { reason?: string; until?: string | null },
  save: (tx: Tx) => Promise<void>,
): Promise<void> {
  await ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId, { lock: true })
    if (code === 'hold_lifted' && row.hold_at === null) return
    await save(tx)
    const now = ground.clock.now()
    // For the centre's eyes: that a prosecutor asked may be a secret of the enquiry.
    await writeTimeline(tx, actor, now, [
      { ...entryOf(row), at: now, kind: 'decision', code, params, tlp: 'amber+strict' },
    ])
    const { reason = '', ...detail } = params
    // Nobody's in the log as well: a body reads the entries that name it.
    await record(tx, actor, now, {
      action: `cases.${code}`,
      partyId: null,
      object: `case:${row.id}`,
      reason,
      detail,
    })
  })
}
