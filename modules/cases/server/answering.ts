/** The body's word, by whichever way it comes: the link of the mail, the phone, its signed-in member. */
import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { anonymous, LIVE, mayReach, Refusal, type Actor, type Lang, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import { caseAnswered, type Answer, type GivenAnswer } from '../contract.ts'
import { decideAnswer, type Answered } from '../core/answers.ts'
import { isOfCentre, speaksFor } from '../core/audience.ts'
import { askProvider } from '../core/containment.data.ts'
import { entryOf, seen, type Context } from './context.ts'
import { centreName, hashToken } from './asking.ts'
import { confirmImpacts, impactsOf, loadCase, loadCentre, saveCase, type CaseRow, type ImpactRow } from './store.ts'
import { insertTasks, questionByToken, settleQuestions, writeTimeline, type Question } from './store/log-store.ts'
import { sayIn3 } from './words.ts'

export async function answer({ ground }: Context, actor: Actor, caseId: string, given: GivenAnswer): Promise<void> {
  await ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId, { lock: true })
    if (row.kind !== 'tied') throw new Refusal('not_found')
    if (!isOfCentre(actor) && !speaksFor(actor, row.party_id)) throw new Refusal('forbidden')
    await take(tx, actor, ground.clock.now(), row, given)
  })
}

/** What stands behind the link of a mail. */
export async function readReply({ ground }: Context, token: string) {
  const { question, actor } = await questionOf(ground, token)
  return ground.db.as(actor, async (tx) => {
    const { row, impacts } = await asked(tx, question, ground.clock.now())
    const centre = await loadCentre(tx)
    return {
      ref: row.ref,
      centre: { it: centreName(centre, 'it'), fr: centreName(centre, 'fr'), en: centreName(centre, 'en') },
      phone: centre.phone,
      providerName: row.provider_name,
      title: row.title,
      bodyName: row.party_name,
      language: question.language as Lang,
      exercise: row.realm !== LIVE,
      occurredAt: row.occurred_at.toISOString(),
      expiresAt: question.expiresAt.toISOString(),
      services: impacts.map((impact) => ({
        id: impact.service_id,
        name: impact.name,
        state: impact.confirmed as 'down' | 'degraded' | 'working' | null,
      })),
      given:
        row.answered_at === null
          ? null
          : {
              answer: row.answer as Answer,
              at: row.answered_at.toISOString(),
              by: row.answered_by,
              awareAt: row.aware_at?.toISOString() ?? null,
              personalData: row.personal_data as 'yes' | 'no' | 'unknown',
              note: row.answer_note,
            },
      notANotification: sayIn3('reply.notANotification'),
    }
  })
}

export async function writeReply(
  { ground }: Context,
  token: string,
  given: Omit<GivenAnswer, 'channel'> & { answer: 'hit' | 'not_hit' | 'unknown' },
) {
  const { question, actor } = await questionOf(ground, token)
  return ground.db.as({ ...actor, name: given.by }, async (tx) => {
    const now = ground.clock.now()
    const { row } = await asked(tx, question, now, { lock: true })
    await take(tx, { ...actor, name: given.by }, now, row, { ...given, channel: question.channel === 'sms' ? 'message' : 'mail' })
    return {
      ref: row.ref,
      at: now.toISOString(),
      answer: given.answer,
      notANotification: sayIn3('reply.notANotification'),
      whatNow: sayIn3(`reply.${given.answer}`, { provider: row.provider_name, ref: row.ref }),
    }
  })
}

/** Whoever holds the link acts for one party, in one realm, and for nothing else. */
async function questionOf(ground: Context['ground'], token: string): Promise<{ question: Question; actor: Actor }> {
  const question = await ground.db.as(anonymous, (tx) => questionByToken(tx, hashToken(token)))
  if (!question) throw new Refusal('not_found')
  return {
    question,
    actor: {
      ...anonymous,
      id: `question:${question.id}`,
      scope: 'parties',
      parties: [question.partyId],
      realm: question.realm,
    },
  }
}

/** @throws Refusal expired when the term is over or the case is closed. */
async function asked(
  tx: Tx,
  question: Question,
  now: Date,
  options: { lock?: boolean } = {},
): Promise<{ row: CaseRow; impacts: ImpactRow[] }> {
  const row = await loadCase(tx, question.caseId, options)
  if (!row || !mayReach(row.tlp as Tlp, 'clients')) throw new Refusal('not_found')
  if (question.expiresAt <= now || row.state === 'closed') throw new Refusal('expired')
  return { row, impacts: options.lock ? [] : await impactsOf(tx, [row.id]) }
}

async function take(tx: Tx, actor: Actor, now: Date, row: CaseRow, given: GivenAnswer): Promise<void> {
  const impacts = await impactsOf(tx, [row.id])
  const change = decideAnswer(answeredOf(row, impacts), given, now)
  if (!change) return
  await saveCase(tx, row.id, now, {
    answer: change.answer,
    answered_at: now,
    answered_by: given.by,
    answer_channel: given.channel,
    answer_note: given.note,
    aware_at: change.awareAt,
    personal_data: given.personalData,
    ...(change.observed === row.observed ? {} : { observed: change.observed, observed_at: now }),
  })
  await confirmImpacts(tx, row.id, now, change.services)
  await settleQuestions(tx, row.id, now)
  if (change.asksHelp) {
    await insertTasks(tx, row.realm, now, [
      {
        id: randomUUID(),
        case_id: row.id,
        party_id: row.party_id,
        code: askProvider.code,
        situation: '',
        position: -1,
        params: { provider: row.provider_name, ref: row.ref },
      },
    ])
  }
  const params = {
    answer: change.answer,
    channel: given.channel,
    awareAt: change.awareAt?.toISOString() ?? null,
    personalData: given.personalData,
    services: change.services,
    before: row.answered_at === null ? null : row.answer,
  }
  await writeTimeline(tx, actor, now, [
    { ...entryOf(row), at: now, kind: 'answer', code: 'answered', params: { by: given.by, ...params }, text: given.note },
  ])
  // Who answered stands in the case and goes with it; the log is kept for ever.
  await record(tx, actor, now, {
    action: 'cases.answer',
    partyId: row.party_id,
    object: `case:${row.id}`,
    detail: params,
  })
  await emit(tx, actor, caseAnswered, {
    caseId: row.id,
    partyId: row.party_id,
    answer: change.answer,
    awareAt: change.awareAt?.toISOString() ?? null,
    personalData: given.personalData,
  })
}

const answeredOf = (row: CaseRow, impacts: readonly ImpactRow[]): Answered => ({
  state: row.state,
  answer: row.answer as Answer,
  answeredAt: row.answered_at,
  awareAt: row.aware_at,
  personalData: row.personal_data as Answered['personalData'],
  note: row.answer_note,
  observed: row.observed as Answered['observed'],
  occurredAt: row.occurred_at,
  confirmed: new Map(impacts.map((impact) => [impact.service_id, impact.confirmed])),
})
