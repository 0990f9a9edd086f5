/** Addresses that are written to, with what they were told and do not want; keys for encrypted mail. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { keysOf, matchOf, type Found, type Subject } from '#platform/db/subject.ts'

const q = (tx: Tx) => own<'messages'>(tx)

/** Whoever is still a contact or an account becomes a recipient again with the next thing to tell: those places stand before this one. */
export const findRecipients = async (tx: Tx, subject: Subject): Promise<Found[]> => (await sql<Found>`select 'recipient:' || r.id as id, r.made_at as at, ${matchOf(subject, { emails: ['r.address'] })} as by, r.address as label,
    jsonb_build_object('address', r.address, 'language', r.lang, 'since', r.made_at,
      'silenced', (select coalesce(jsonb_agg(jsonb_build_object('what', m.what, 'at', m.at) order by m.what), '[]') from messages.mute m where m.recipient_id = r.id),
      'told', (select coalesce(jsonb_agg(jsonb_build_object('what', i.kind, 'body', i.party_name, 'as', i.role, 'state', i.state, 'at', i.changed_at) order by i.id), '[]') from messages.item i where i.recipient_id = r.id)) as data
  from messages.recipient r where r.realm = 'live' and ${matchOf(subject, { emails: ['r.address'] })} is not null order by r.id`.execute(q(tx))).rows
/** Lines and choices go with it. */
export async function deleteRecipients(tx: Tx, found: readonly Found[]): Promise<void> {
  await sql`delete from messages.recipient where id = any (${keysOf(found)}::uuid[])`.execute(q(tx))
}

export const findKeys = async (tx: Tx, subject: Subject): Promise<Found[]> => (await sql<Found>`select 'mailkey:' || k.address as id, k.set_at as at, ${matchOf(subject, { emails: ['k.address'] })} as by, k.address as label,
    jsonb_build_object('address', k.address, 'key', k.armored, 'fingerprint', k.fingerprint, 'set', k.set_at) as data
  from platform.mail_key k where k.realm = 'live' and ${matchOf(subject, { emails: ['k.address'] })} is not null order by k.address`.execute(own<'platform'>(tx))).rows
export async function deleteKeys(tx: Tx, found: readonly Found[]): Promise<void> {
  await sql`delete from platform.mail_key where realm = 'live' and address = any (${keysOf(found)}::text[])`.execute(own<'platform'>(tx))
}
