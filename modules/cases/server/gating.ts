/** Observed state, conditions, "reopened and safe", closing: what moves a case towards its end. */
import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import { caseMoved, type CasesService, type CloseCase } from '../contract.ts'
import { isOfCentre, speaksFor } from '../core/audience.ts'
import { decideClose, lostData } from '../core/closing.ts'
import { decideSafe, mayMeet as mayMeetCondition, type ConditionFacts } from '../core/gate.ts'
import { entryOf, seen, type Context } from './context.ts'
import { confirmImpacts, impactsOf, mainsFor, openTied, saveCase, withdrawSafe, type CaseRow } from './store.ts'
import { conditionsOf, loadCondition, meetCondition as saveMet, writeTimeline } from './store/log-store.ts'
import { insertConditions } from './store/opening-store.ts'
import { settleByHand } from './store/queue-store.ts'

type Observed = Parameters<CasesService['observe']>[2]
type NewConditionInput = Parameters<CasesService['addCondition']>[2]

export async function observe(
  { ground }: Context,
  actor: Actor,
  caseId: string,
  observed: Observed,
  services: readonly { id: string; state: string }[] = [],
): Promise<void> {
  await ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId, { lock: true })
    if (!isOfCentre(actor) && !speaksFor(actor, row.party_id)) throw new Refusal('forbidden')
    if (row.state === 'closed') throw new Refusal('conflict', { reason: 'closed' })
    const known =
      services.length > 0
        ? new Set((await impactsOf(tx, [row.id])).map((impact) => impact.service_id))
        : new Set<string>()
    const foreign = services.findIndex((service) => !known.has(service.id))
    if (foreign >= 0)
      throw new Refusal('invalid', {
        fields: [{ path: `body.services.${foreign}.id`, problem: 'not a service of this case' }],
      })
    if (row.observed === observed && services.length === 0) return
    const now = ground.clock.now()
    await confirmImpacts(tx, row.id, now, services)
    await saveCase(tx, row.id, now, { observed, observed_at: now })
    await tell(tx, actor, now, row, {
      kind: 'state',
      code: 'observed',
      params: { observed, before: row.observed, ...(services.length ? { services } : {}) },
    })
  })
}

export async function addCondition(
  { ground }: Context,
  actor: Actor,
  caseId: string,
  condition: NewConditionInput,
): Promise<{ id: string }> {
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId, { lock: true })
    if (row.state === 'closed') throw new Refusal('conflict', { reason: 'closed' })
    const now = ground.clock.now()
    const id = randomUUID()
    await insertConditions(tx, row.realm, now, [
      {
        id,
        case_id: row.id,
        party_id: row.party_id,
        kind: condition.kind,
        required: condition.required,
        title: condition.title,
        asked_by: condition.askedBy,
      },
    ])
    await tell(tx, actor, now, row, { kind: 'gate', code: 'condition_added', params: { ...condition } })
    if (condition.required) await takeBack(tx, actor, now, row)
    return { id }
  })
}

/** "Safe" was said of fewer conditions: it no longer stands, and each body is told so in its timeline. */
async function takeBack(tx: Tx, actor: Actor, now: Date, row: CaseRow) {
  const withdrawn = await withdrawSafe(tx, { caseId: row.id, isMain: row.kind === 'main' }, now)
  const mainId = row.main_id ?? row.id
  await writeTimeline(
    tx,
    actor,
    now,
    withdrawn.map((one) => ({
      case_id: one.id,
      main_id: mainId,
      party_id: one.partyId,
      at: now,
      kind: 'gate',
      code: 'safe_withdrawn',
    })),
  )
  for (const one of withdrawn)
    if (one.id !== row.id) await emit(tx, actor, caseMoved, { caseId: one.id, partyId: one.partyId })
}

export async function meetCondition(
  { ground }: Context,
  actor: Actor,
  conditionId: string,
  evidence: string,
): Promise<void> {
  await ground.db.as(actor, async (tx) => {
    const found = await loadCondition(tx, conditionId)
    if (!found) throw new Refusal('not_found')
    const row = await seen(tx, actor, found.case_id)
    if (
      !mayMeetCondition(
        actor,
        { kind: found.kind as ConditionFacts['kind'] },
        { kind: row.kind as 'main' | 'tied', partyId: row.party_id },
      )
    )
      throw new Refusal('forbidden')
    const text = evidence.trim()
    if (text === '')
      throw new Refusal('invalid', { fields: [{ path: 'body.evidence', problem: 'the document number is needed' }] })
    if (found.met_at !== null) {
      if (found.evidence === text) return
      throw new Refusal('conflict', { reason: 'already_met' })
    }
    const now = ground.clock.now()
    await saveMet(tx, found.id, { at: now, by: actor.name, evidence: text })
    await tell(tx, actor, now, row, {
      kind: 'gate',
      code: 'condition_met',
      params: { kind: found.kind, askedBy: found.asked_by, evidence: text },
    })
  })
}

/** Conditions of the case and of its main case, as far as the gate is concerned. */
export async function gateConditions(tx: Tx, row: CaseRow): Promise<ConditionFacts[]> {
  const own = (await conditionsOf(tx, [row.id])).map((one) => ({
    id: one.id,
    kind: one.kind as ConditionFacts['kind'],
    required: one.required,
    askedBy: one.asked_by,
    title: one.title,
    metAt: one.met_at,
  }))
  if (row.main_id === null) return own
  const main = (await mainsFor(tx, [row.main_id])).get(row.main_id)
  if (!main) throw new Refusal('not_found') // an unseen gate is not an open one
  return [...main.conditions, ...own]
}

export async function declareSafe({ ground }: Context, actor: Actor, caseId: string, override?: string): Promise<void> {
  await ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId, { lock: true })
    if (!isOfCentre(actor) && !speaksFor(actor, row.party_id)) throw new Refusal('forbidden')
    const safe = decideSafe(actor, { partyId: row.party_id, state: row.state }, await gateConditions(tx, row), override)
    if (row.reopened_safe_at !== null) return
    const now = ground.clock.now()
    await saveCase(tx, row.id, now, { reopened_safe_at: now, safe_by: actor.name, safe_override: safe.override })
    await tell(
      tx,
      actor,
      now,
      row,
      {
        kind: 'gate',
        code: safe.override === '' ? 'safe' : 'safe_override',
        params: { observed: row.observed, ...(safe.override === '' ? {} : { reasons: safe.override }) },
      },
      safe.override,
    )
  })
}

export async function close({ ground }: Context, actor: Actor, caseId: string, outcome: CloseCase): Promise<void> {
  await ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId, { lock: true })
    const { reason } = decideClose(
      {
        kind: row.kind as 'main' | 'tied',
        state: row.state,
        openTied: row.kind === 'main' ? await openTied(tx, row.id) : 0,
      },
      outcome,
    )
    const now = ground.clock.now()
    await saveCase(tx, row.id, now, {
      state: 'closed',
      closed_at: now,
      close_reason: reason,
      data_lost: outcome.dataLost.trim(),
      data_lost_days: outcome.dataLostDays ?? null,
      lessons: outcome.lessons.trim(),
      ...(row.kind === 'tied' && lostData(outcome) && row.answer === 'hit' ? { answer: 'data_lost' } : {}),
    })
    await settleByHand(tx, row.id)
    await tell(
      tx,
      actor,
      now,
      row,
      {
        kind: 'state',
        code: 'closed',
        params: { dataLost: outcome.dataLost.trim(), dataLostDays: outcome.dataLostDays ?? null, reason },
      },
      reason,
      { dataLostDays: outcome.dataLostDays ?? null },
    )
  })
}

/**
 * Timeline, audit and event of one step: always the three of them. `logged`: what the audit log keeps of it, where that is
 * less than the timeline; texts and names go with the case, the log is kept for ever.
 */
export async function tell(
  tx: Tx,
  actor: Actor,
  now: Date,
  row: CaseRow,
  entry: { kind: string; code: string; params: Readonly<Record<string, unknown>> },
  reason = '',
  logged: Readonly<Record<string, unknown>> = entry.params,
): Promise<void> {
  await writeTimeline(tx, actor, now, [{ ...entryOf(row), at: now, ...entry }])
  await record(tx, actor, now, {
    action: `cases.${entry.code}`,
    partyId: row.party_id,
    object: `case:${row.id}`,
    reason,
    detail: logged,
  })
  await emit(tx, actor, caseMoved, { caseId: row.id, partyId: row.party_id })
}
