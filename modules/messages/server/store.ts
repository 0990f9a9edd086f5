/** The only SQL of messages, and only to its own schema and the deliveries of the platform. Recipients, and the lines that wait for them. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Lang } from '#platform/contract/index.ts'
import type { Kind, Pace, Whole } from '../core/kinds.data.ts'

const q = (tx: Tx) => own<'messages'>(tx)

export type NewItem = {
  readonly address: string; readonly lang: Lang; readonly partyId: string; readonly partyName: string; readonly kind: Kind; readonly object: string
  readonly pace: Pace; readonly role: string; readonly detail: Readonly<Record<string, string>> & { readonly once: string }; readonly dueAt: Date
}

/** One id an address; the language follows the latest word. */
export async function keepRecipients(tx: Tx, realm: string, at: Date, some: readonly { readonly address: string; readonly lang: Lang }[]): Promise<ReadonlyMap<string, string>> {
  // In one order everywhere, so that two who write the same addresses do not wait for each other.
  const rows = [...new Map(some.map((one) => [one.address, { id: randomUUID(), ...one }])).values()].toSorted((a, b) => (a.address < b.address ? -1 : 1))
  const { rows: kept } = await sql<{ id: string; address: string }>`insert into messages.recipient as r (id, realm, address, lang, made_at, seen_at)
    select x.id, ${realm}, x.address, x.lang, ${at}, ${at} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, address text, lang text)
    on conflict (realm, address) do update set lang = excluded.lang, seen_at = excluded.seen_at returning r.id, r.address`.execute(q(tx))
  return new Map(kept.map((one) => [one.address, one.id]))
}

/**
 * A line that waits is changed, never doubled; what was told last in the same words is not told again, however often its event comes.
 * @returns how many lines are new or changed.
 */
export async function keepItems(tx: Tx, realm: string, at: Date, items: readonly NewItem[]): Promise<number> {
  if (items.length === 0) return 0
  const ids = await keepRecipients(tx, realm, at, items)
  const rows = items.map((one) => ({ recipient_id: ids.get(one.address), party_id: one.partyId, party_name: one.partyName, kind: one.kind, object: one.object, pace: one.pace, role: one.role, detail: one.detail, due_at: one.dueAt }))
  const done = await sql`insert into messages.item as i (realm, recipient_id, party_id, party_name, kind, object, pace, role, detail, first_at, changed_at, due_at)
    select ${realm}, x.recipient_id, x.party_id, x.party_name, x.kind, x.object, x.pace, x.role, x.detail, ${at}, ${at}, x.due_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(recipient_id uuid, party_id uuid, party_name text, kind text, object text, pace text, role text, detail jsonb, due_at timestamptz)
    where x.detail ->> 'once' is distinct from (select t.detail ->> 'once' from messages.item t where t.recipient_id = x.recipient_id and t.party_id = x.party_id and t.kind = x.kind and t.object = x.object
      and t.state <> 'waiting' order by t.id desc limit 1)
    on conflict (recipient_id, party_id, kind, object) where state = 'waiting' do update
      set pace = excluded.pace, role = excluded.role, party_name = excluded.party_name, detail = excluded.detail, changed_at = excluded.changed_at, due_at = excluded.due_at, changes = i.changes + 1
      where i.detail ->> 'once' is distinct from excluded.detail ->> 'once' or i.pace <> excluded.pace`.execute(q(tx))
  return Number(done.numAffectedRows ?? 0)
}

/** Whom the cases have asked by themselves: a question is one mail. By case, in small letters. */
export async function askedAddresses(tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await sql<{ id: string; address: string }>`select substring(about from 6) as id, lower(recipient) as address from platform.delivery
    where about = any (${caseIds.map((id) => `case:${id}`)}) and channel = 'mail' and key like 'cases.question:%'`.execute(own<'platform'>(tx))
  return new Map([...Map.groupBy(rows, (row) => row.id)].map(([id, some]) => [id, new Set(some.map((row) => row.address))]))
}

export type Recipient = { id: string; address: string; lang: Lang; week_at: Date | null }
export type ItemRow = { id: number; party_id: string; party_name: string; kind: Kind; object: string; pace: Pace; role: string; detail: Record<string, string>; changes: number; first_at: Date; changed_at: Date; due_at: Date }

/** Who has something that is due, from an id on; each is then taken alone. */
export async function recipientsDue(tx: Tx, realm: string, now: Date, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct recipient_id as id from messages.item where realm = ${realm} and state = 'waiting' and due_at <= ${now} and recipient_id > ${after} order by 1 limit ${limit}`.execute(q(tx))
  return rows.map((row) => row.id)
}
/** Undefined when another process has it in hand. */
export const takeRecipient = async (tx: Tx, id: string): Promise<Recipient | undefined> =>
  (await sql<Recipient>`select id, address, lang, week_at from messages.recipient where id = ${id} for update skip locked`.execute(q(tx))).rows[0]
export const loadRecipient = async (tx: Tx, id: string): Promise<Recipient | undefined> =>
  (await sql<Recipient>`select id, address, lang, week_at from messages.recipient where id = ${id}`.execute(q(tx))).rows[0]
export const waitingOf = async (tx: Tx, recipientId: string): Promise<ItemRow[]> =>
  (await sql<ItemRow>`select id, party_id, party_name, kind, object, pace, role, detail, changes, first_at, changed_at, due_at from messages.item where recipient_id = ${recipientId} and state = 'waiting' order by id for update`.execute(q(tx))).rows
export async function settleItems(tx: Tx, ids: readonly number[], state: 'told' | 'muted' | 'over' | 'withheld', at: Date): Promise<void> {
  if (ids.length > 0) await sql`update messages.item set state = ${state}, settled_at = ${at} where id = any (${[...ids]}::bigint[])`.execute(q(tx))
}
export async function saveWeek(tx: Tx, recipientId: string, slot: Date): Promise<void> {
  await sql`update messages.recipient set week_at = ${slot} where id = ${recipientId}`.execute(q(tx))
}
export const nowKey = (recipientId: string) => `messages.now:${recipientId}:`
/** When mails at once were queued for this recipient. */
export async function hurriedSince(tx: Tx, recipientId: string, since: Date): Promise<Date[]> {
  const from = nowKey(recipientId)
  return (await sql<{ at: Date }>`select created_at as at from platform.delivery where key >= ${from} and key < ${`${from.slice(0, -1)};`} and created_at > ${since}`.execute(own<'platform'>(tx))).rows.map((row) => row.at)
}

export const mutesOf = async (tx: Tx, recipientId: string): Promise<ReadonlySet<Kind | Whole>> =>
  new Set((await sql<{ what: Kind | Whole }>`select what from messages.mute where recipient_id = ${recipientId}`.execute(q(tx))).rows.map((row) => row.what))
/** @returns whether it changed anything. */
export async function saveMute(tx: Tx, realm: string, recipientId: string, what: Kind | Whole, muted: boolean, at: Date): Promise<boolean> {
  const done = muted
    ? await sql`insert into messages.mute (recipient_id, realm, what, at) values (${recipientId}, ${realm}, ${what}, ${at}) on conflict do nothing`.execute(q(tx))
    : await sql`delete from messages.mute where recipient_id = ${recipientId} and what = ${what}`.execute(q(tx))
  return done.numAffectedRows === 1n
}
/** Why this address is written to, the latest first: of which bodies, as what. */
export const reasonsOf = async (tx: Tx, recipientId: string): Promise<{ partyName: string; role: string }[]> =>
  (await sql<{ partyName: string; role: string }>`select distinct party_name as "partyName", role from messages.item where recipient_id = ${recipientId} order by 1, 2 limit 20`.execute(q(tx))).rows
