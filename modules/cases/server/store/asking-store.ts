/** How a body was asked, and the words of what a person sends. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Channel } from '#platform/contract/index.ts'

export type AskedRow = { readonly channel: Channel; readonly role: string; readonly asked_at: Date; readonly recipient: string; readonly state: string | null; readonly by_hand: boolean }

/** Newest first. A question and its message are written in one transaction, at one moment. */
export async function askedBefore(tx: Tx, caseId: string): Promise<AskedRow[]> {
  const { rows } = await sql<AskedRow>`select q.channel, q.contact_name as role, q.asked_at, coalesce(d.recipient, '') as recipient, d.state, coalesce(d.by_hand, false) as by_hand
    from cases.question q
    left join platform.delivery d on d.about = 'case:' || q.case_id and d.channel = q.channel and d.created_at = q.asked_at and d.key like 'cases.question:%'
    where q.case_id = ${caseId} order by q.asked_at desc, q.id`.execute(own<'cases'>(tx))
  return rows
}

export async function textOfDelivery(tx: Tx, id: number) {
  const { rows } = await sql<{ party_id: string | null; about: string; channel: Channel; recipient: string; subject: string; body: string }>`
    select party_id, about, channel, recipient, subject, body from platform.delivery
    where id = ${id} and by_hand and about like 'case:%' and realm = (select current_setting('app.realm', true))`.execute(own<'cases'>(tx))
  return rows[0]
}
