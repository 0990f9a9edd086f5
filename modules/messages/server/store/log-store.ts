/** The log of deliveries: rows of the platform that the transaction may see. No text is read here, so no link is. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { DeliveryItem } from '../../contract.ts'

const q = (tx: Tx) => own<'platform'>(tx)
type State = DeliveryItem['state']
export type LogRow = {
  id: number; key: string; party_id: string | null; channel: DeliveryItem['channel']; by_hand: boolean; recipient: string; subject: string; about: string; state: State; problem: string
  created_at: Date; sent_at: Date | null; settled_by: string; settled_at: Date | null; settled_reason: string
}
export type LogFilter = { readonly state?: State | undefined; readonly kind?: string | undefined; readonly partyId?: string | undefined; readonly q: string; readonly limit: number; readonly offset: number }

export async function listLog(tx: Tx, { state = undefined, kind = undefined, partyId = undefined, q: text, limit, offset }: LogFilter): Promise<{ rows: LogRow[]; total: number; counts: Partial<Record<State, number>>; kinds: string[] }> {
  // `%` and `_` are letters of addresses.
  const like = `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
  const wanted = sql`d.realm = (select current_setting('app.realm', true)) and (${kind ?? null}::text is null or split_part(d.key, ':', 1) = ${kind ?? null}) and (${partyId ?? null}::uuid is null or d.party_id = ${partyId ?? null})
    and (${text} = '' or lower(d.recipient) like ${like})`
  const { rows: counted } = await sql<{ state: State; n: number }>`select d.state, count(*)::int as n from platform.delivery d where ${wanted} group by 1`.execute(q(tx))
  const { rows } = await sql<LogRow>`select d.id, d.key, d.party_id, d.channel, d.by_hand, d.recipient, d.subject, d.about, d.state, d.problem, d.created_at, d.sent_at, d.settled_by, d.settled_at, d.settled_reason
    from platform.delivery d where ${wanted} and (${state ?? null}::text is null or d.state = ${state ?? null}) order by d.id desc limit ${limit} offset ${offset}`.execute(q(tx))
  const { rows: kinds } = await sql<{ kind: string }>`select distinct split_part(d.key, ':', 1) as kind from platform.delivery d where d.realm = (select current_setting('app.realm', true)) order by 1 limit 40`.execute(q(tx))
  const counts = Object.fromEntries(counted.map((row) => [row.state, row.n])) as Partial<Record<State, number>>
  return { rows, counts, kinds: kinds.map((row) => row.kind), total: state === undefined ? counted.reduce((sum, row) => sum + row.n, 0) : counts[state] ?? 0 }
}

export const loadLogRow = async (tx: Tx, id: number): Promise<LogRow | undefined> =>
  (await sql<LogRow>`select id, key, party_id, channel, by_hand, recipient, subject, about, state, problem, created_at, sent_at, settled_by, settled_at, settled_reason from platform.delivery
    where id = ${id} and realm = (select current_setting('app.realm', true)) for update`.execute(q(tx))).rows[0]
/** Only what failed or is uncertain: the caller holds the row. */
export async function settleLogRow(tx: Tx, id: number, outcome: 'again' | 'done', by: { readonly name: string; readonly at: Date; readonly reason: string }): Promise<void> {
  await sql`update platform.delivery set state = case when ${outcome} = 'done' then 'done' when realm <> 'live' then 'held' else 'queued' end, attempts = 0, put_off = 0, tried_at = null, problem = '',
    sent_at = case when ${outcome} = 'done' then ${by.at}::timestamptz else null end, settled_by = ${by.name}, settled_at = ${by.at}, settled_reason = ${by.reason} where id = ${id}`.execute(q(tx))
}
