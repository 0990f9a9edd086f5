/** What waits for a person. One statement counts all queues, one lists the chosen one. */
import { sql, type RawBuilder } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { TAKE_BACK_MS } from '#platform/mail/outgoing.ts'
import { STOPPED_BY_TLP } from '../../core/deliveryProblem.ts'

export type QueueName = 'unanswered' | 'dont_know' | 'uncertain' | 'unled' | 'calls'
export type QueueCounts = { unanswered: number; dontKnow: number; uncertain: number; unled: number; calls: number }
export type QueueItem = {
  id: string
  case_id: string | null
  ref: string
  subject: string
  party_name: string
  since: Date
  expected_at: Date | null
  inferred: string | null
  confidence: number | null
  people: number
  detail: string
  state: string | null
  problem: string
  channel: string | null
  recipient: string
}

const here = sql`realm = (select current_setting('app.realm', true))`
const open = sql`${here} and state <> 'closed'`
const caseQueues = {
  unanswered: sql`${open} and kind = 'tied' and answered_at is null`,
  dont_know: sql`${open} and kind = 'tied' and answered_at is not null and answer = 'unknown'`,
  unled: sql`${open} and kind = 'main' and lead_id is null`,
} as const satisfies Partial<Record<QueueName, RawBuilder<unknown>>>
/** In an exercise a message is held, and what a person does by hand still has to be played. */
const messageQueues = {
  uncertain: sql`${here} and state in ('uncertain', 'failed') and about like 'case:%'`,
  calls: sql`${here} and by_hand and state in ('queued', 'held') and about like 'case:%'`,
} as const

export async function countQueues(tx: Tx): Promise<QueueCounts> {
  const { rows } = await sql<QueueCounts>`select
    (select count(*)::int from cases."case" where ${caseQueues.unanswered}) as unanswered, (select count(*)::int
    from cases."case" where ${caseQueues.dont_know}) as "dontKnow",
    (select count(*)::int from cases."case" where ${caseQueues.unled}) as unled,
    (select count(*)::int from platform.delivery where ${messageQueues.uncertain}) as uncertain,
    (select count(*)::int from platform.delivery where ${messageQueues.calls}) as calls`.execute(own<'cases'>(tx))
  return rows[0]!
}

/** Most urgent first: the earliest expected moment, then the most people. */
export async function listQueue(tx: Tx, name: QueueName, limit: number, offset: number): Promise<QueueItem[]> {
  const db = own<'cases'>(tx)
  if (name === 'uncertain' || name === 'calls') {
    const { rows } = await sql<QueueItem>`select d.id::text as id, c.id as case_id, coalesce(c.ref, '') as ref,
      d.subject,
        coalesce(c.party_name, '') as party_name, d.created_at as since, c.expected_at, c.inferred,
        c.confidence, coalesce(c.people_served, 0) as people, case when d.by_hand
        then d.body else '' end as detail, case when d.by_hand then null else d.state end as state, d.problem, d.channel, d.recipient
      from (select * from platform.delivery where ${messageQueues[name]}) d left
      join cases."case" c on c.id = substring(d.about from 6)::uuid
      order by c.expected_at nulls last, c.people_served desc nulls last, d.id
      limit ${limit} offset ${offset}`.execute(db)
    return rows
  }
  const { rows } = await sql<QueueItem>`select id::text as id, id as case_id, ref, title as subject, party_name,
    coalesce(answered_at,
      opened_at) as since, expected_at, inferred, confidence, people_served as people, answer_note as detail, null as state, '' as problem, null as channel, '' as recipient
    from cases."case" where ${caseQueues[name]} order by expected_at nulls last, people_served desc, ref
    limit ${limit} offset ${offset}`.execute(db)
  return rows
}

export type DeliveryRow = {
  id: number
  party_id: string | null
  channel: string
  by_hand: boolean
  recipient: string
  subject: string
  body: string
  state: string
  problem: string
  created_at: Date
  sent_at: Date | null
}

/** Messages about a case; about a main one, those about its tied cases too. */
export async function listDeliveries(
  tx: Tx,
  caseId: string,
  query: { state?: string | undefined; channel?: string | undefined; limit: number; offset: number },
): Promise<{ rows: DeliveryRow[]; total: number }> {
  const wanted = sql`d.about in (select 'case:' || c.id from cases."case" c where c.id = ${caseId}
    or c.main_id = ${caseId})
    and (${query.state ?? null}::text is null or d.state = ${query.state ?? null})
    and (${query.channel ?? null}::text is null or d.channel = ${query.channel ?? null})`
  const db = own<'cases'>(tx)
  const { rows } = await sql<DeliveryRow>`select d.id, d.party_id, d.channel, d.by_hand, d.recipient, d.subject, d.body, d.state,
    d.problem,
      d.created_at, d.sent_at from platform.delivery d where ${wanted} order by d.id desc
      limit ${query.limit} offset ${query.offset}`.execute(db)
  const counted = await sql<{ n: number }>`select count(*)::int as n from platform.delivery d
    where ${wanted}`.execute(db)
  return { rows, total: counted.rows[0]!.n }
}

/** Only what waits for a person's decision is touched. @returns the party and case of the message, or undefined. */
export async function settleDelivery(tx: Tx, id: number, outcome: 'again' | 'done' | 'reopen', at: Date): Promise<{ about: string; party_id: string | null } | undefined> {
  const waits = sql`state in ('uncertain', 'failed') or (by_hand and state in ('queued', 'held') and ${outcome} = 'done')`
  const justDone = sql`by_hand and state = 'done' and sent_at > ${new Date(at.getTime() - TAKE_BACK_MS)}`
  const { rows } = await sql<{ about: string; party_id: string | null }>`update platform.delivery
    set state = case when ${outcome} = 'done' then 'done' when by_hand and realm <> 'live' then 'held' else 'queued' end, attempts = 0, tried_at = null, problem = '',
      sent_at = case when ${outcome} = 'done' then ${at}::timestamptz when ${outcome} = 'reopen' then null else sent_at end
    where id = ${id} and about like 'case:%' and (${outcome === 'reopen' ? justDone : waits})
    returning about, party_id`.execute(own<'platform'>(tx))
  return rows[0]
}

/** What still waits to be sent about a case that may not reach its body any more: a person decides, and not before it may again. */
export async function stopDeliveries(tx: Tx, caseId: string): Promise<void> {
  await sql`update platform.delivery set state = 'failed', problem = ${STOPPED_BY_TLP}
    where about = ${`case:${caseId}`} and state = 'queued'`.execute(own<'cases'>(tx))
}

/** Nobody sends by hand any more what is about a case that is over. It was not sent, so it has no such moment. */
export async function settleByHand(tx: Tx, caseId: string): Promise<void> {
  await sql`update platform.delivery set state = 'done', problem = 'the case was closed before this was sent'
    where about = ${`case:${caseId}`} and by_hand and state in ('queued', 'held')`.execute(own<'cases'>(tx))
}
