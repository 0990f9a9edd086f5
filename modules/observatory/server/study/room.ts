/** The research room: asked by a researcher, granted or refused by a coordinator; the extract is made once, and every download is written down. */
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { record as audit } from '#platform/audit/index.ts'
import { toCsv } from '#platform/contract/csv.ts'
import { Refusal, type Actor } from '#platform/contract/index.ts'
import { studyFilter, type RoomField, type RoomRequest } from '../../contract-study.ts'
import { extractOf, ROOM_K } from '../../core/study/extract.ts'
import { noisyOf, YEAR_EPSILON } from '../../core/study/noisy.ts'
import type { Context } from '../context.ts'
import * as store from '../store/room-store.ts'
import { readExtractRows } from '../store/study-store.ts'
import type { Tx } from '#platform/db/index.ts'
import { by } from './study.ts'

/** A grant lasts two years at most; then it is asked anew. */
const MOST_DAYS = 731
const DAY_MS = 86_400_000

export const listRoom = async ({ ground, needs }: Context, actor: Actor, page: { limit: number; offset: number }) => {
  const universities = [...await needs.territory.namesOfKind('university')]
  return ground.db.as(actor, async (tx) => {
    const { total, items } = await store.listRequests(tx, page)
    const year = ground.clock.now().getUTCFullYear()
    const noise = actor.roles.includes('coordinator') ? { year, most: YEAR_EPSILON, spent: (await store.readBudget(tx, actor.realm, year))?.spent ?? 0 } : null
    return { noise, total, items: items.map((one): RoomRequest => ({ ...one, filters: studyFilter.partial().parse(one.filters), askedAt: one.askedAt.toISOString(), decidedAt: one.decidedAt?.toISOString() ?? null })), universities }
  })
}

export const askRoom = ({ ground }: Context, actor: Actor, asked: Omit<store.NewRequest, 'id'>) => ground.db.as(actor, async (tx) => {
  const now = ground.clock.now()
  const days = (Date.parse(asked.until) - now.getTime()) / DAY_MS
  if (days < 0 || days > MOST_DAYS) throw new Refusal('invalid', { fields: [{ path: 'until', problem: 'from today, within two years' }] })
  const id = randomUUID()
  await store.insertRequest(tx, { id, ...asked, fields: [...new Set(asked.fields)] }, by(actor, now))
  await audit(tx, actor, now, { action: 'observatory.ask_room', object: `room:${id}`, detail: { fields: asked.fields, until: asked.until } })
  return { id }
})

export const decideRoom = ({ ground, needs }: Context, actor: Actor, id: string, { version, decision, reason }: { readonly version: number; readonly decision: 'grant' | 'counts' | 'refuse'; readonly reason: string }) => ground.db.as(actor, async (tx) => {
  const now = ground.clock.now()
  const asked = await store.readRequest(tx, id)
  if (!asked) throw new Refusal('not_found')
  const state = decision === 'refuse' ? 'refused' as const : 'granted' as const
  if (!(await store.decideRequest(tx, id, version, state, reason, by(actor, now)))) throw new Refusal('conflict')
  let epsilon: number | undefined
  if (decision === 'counts') epsilon = await makeCounts(tx, actor, now, asked)
  if (decision === 'grant') {
    const key = randomBytes(32)
    const rows = await readExtractRows(tx, studyFilter.parse(asked.filters))
    const made = extractOf(rows, asked.fields as RoomField[], (entryId) => createHmac('sha256', key).update(entryId).digest('base64url').slice(0, 22))
    // Nothing is granted that is nothing: too few are alike, or what was asked would stand there as blanks.
    const blank = made.grain.length > 0 && made.grain.every((one) => one === null)
    if (made.rows.length < ROOM_K || blank) throw new Refusal('invalid', { fields: [{ path: 'rows', problem: `${rows.length} rows match; each must stand among ${ROOM_K} alike` }], matching: rows.length, least: ROOM_K })
    await store.insertExtract(tx, id, asked.until, { sealed: await needs.keys.seal(key.toString('base64')) }, made, by(actor, now))
  }
  await audit(tx, actor, now, { action: 'observatory.decide_room', object: `room:${id}`, reason, detail: { decision, ...(epsilon === undefined ? {} : { epsilon }) } })
  return { state }
})

/** @returns what it took from the budget of the year, which is held until the commit. */
async function makeCounts(tx: Tx, actor: Actor, now: Date, asked: store.RoomRow): Promise<number> {
  const year = now.getUTCFullYear()
  const budget = await store.holdBudget(tx, actor.realm, year, YEAR_EPSILON)
  const rows = await readExtractRows(tx, studyFilter.parse(asked.filters))
  const answer = noisyOf(rows, asked.fields as RoomField[], asked.filters, { edition: String(year), limit: budget.most, spent: budget.spent, answers: budget.answers }, year, () => randomBytes(4).readUInt32LE())
  if ('problem' in answer) throw new Refusal('invalid', answer.problem === 'spent' ? { fields: [{ path: 'budget', problem: 'what may be asked this year has been asked' }], left: answer.left } : { fields: [{ path: 'counts', problem: 'nothing of what was asked can be counted: choose when, kind, sector, size or action' }] })
  await store.saveBudget(tx, actor.realm, year, answer.budget)
  await store.insertExtract(tx, asked.id, asked.until, { epsilon: answer.epsilon }, answer.made, by(actor, now))
  return answer.spent
}

export const takeRoom = ({ ground }: Context, actor: Actor, id: string, format: 'csv' | 'json') => ground.db.as(actor, async (tx) => {
  const now = ground.clock.now()
  const extract = await store.readExtract(tx, id, now.toISOString().slice(0, 10))
  if (!extract) throw new Refusal('not_found')
  await store.insertDownload(tx, { id: randomUUID(), requestId: id, format, rows: extract.rows.length }, by(actor, now))
  await audit(tx, actor, now, { action: 'observatory.take_room', object: `room:${id}`, detail: { format, rows: extract.rows.length } })
  return format === 'csv' ? toCsv([extract.columns, ...extract.rows]) : JSON.stringify(extract.rows.map((row) => Object.fromEntries(extract.columns.map((name, i) => [name, row[i]]))))
})
