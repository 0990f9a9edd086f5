/** What parties say of themselves, and whom to call there. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Fact } from '../../contract.ts'

export type StatementRead = {
  party_id: string; fact: Fact; value: unknown; source: string; source_date: string | null; state: 'confirmed' | 'stated' | 'proposed' | 'accepted' | 'refused'; by_name: string; stated_at: Date; reason: string; version: number
}
const columns = sql.raw('party_id, fact, value, source, source_date::text as source_date, state, by_name, stated_at, reason, version')

export const loadStatements = async (tx: Tx, partyId: string): Promise<StatementRead[]> =>
  (await sql<StatementRead>`select ${columns} from territory.statement where party_id = ${partyId} order by fact`.execute(own<'territory'>(tx))).rows

export async function loadProposed(tx: Tx, limit: number, offset: number): Promise<{ total: number; items: StatementRead[] }> {
  const { rows } = await sql<StatementRead>`select ${columns} from territory.statement where state = 'proposed' order by stated_at, party_id, fact limit ${limit} offset ${offset}`.execute(own<'territory'>(tx))
  const { rows: counted } = await sql<{ n: number }>`select count(*)::int as n from territory.statement where state = 'proposed'`.execute(own<'territory'>(tx))
  return { total: counted[0]!.n, items: rows }
}

export type Word = { realm: string; partyId: string; fact: string; value: unknown; source: string; sourceDate: string | null; state: string; byId: string; byName: string; now: Date }
/** The latest word on a fact stands in the place of the one before. */
export async function writeStatement(tx: Tx, word: Word): Promise<void> {
  await sql`insert into territory.statement as s (realm, party_id, fact, value, source, source_date, state, by_id, by_name, stated_at)
    values (${word.realm}, ${word.partyId}, ${word.fact}, ${JSON.stringify(word.value)}::jsonb, ${word.source}, ${word.sourceDate}, ${word.state}, ${word.byId}, ${word.byName}, ${word.now})
    on conflict (realm, party_id, fact) do update set value = excluded.value, source = excluded.source, source_date = excluded.source_date, state = excluded.state, by_id = excluded.by_id, by_name = excluded.by_name,
      stated_at = excluded.stated_at, decided_by = null, decided_at = null, reason = '', version = s.version + 1`.execute(own<'territory'>(tx))
}

export async function decideStatement(tx: Tx, key: { realm: string; partyId: string; fact: string; version: number; now: Date; by: string }, state: 'accepted' | 'refused', reason: string): Promise<boolean> {
  const result = await sql`update territory.statement set state = ${state}, reason = ${reason}, decided_by = ${key.by}, decided_at = ${key.now}, version = version + 1
    where realm = ${key.realm} and party_id = ${key.partyId} and fact = ${key.fact} and version = ${key.version} and state = 'proposed'`.execute(own<'territory'>(tx))
  return result.numAffectedRows === 1n
}

/** The centre wrote other facts: a body's word that says otherwise counts no longer, and the body sees that. A fact left out is not known, and a body may have said just that. */
export async function overrule(tx: Tx, partyId: string, facts: Record<string, unknown>, by: string, now: Date): Promise<void> {
  await sql`update territory.statement set state = 'refused', decided_by = ${by}, decided_at = ${now}, version = version + 1
    where party_id = ${partyId} and state = 'stated' and coalesce(${JSON.stringify(facts)}::jsonb -> fact, case fact when 'acn' then '{"status": "unknown"}' else '"unknown"' end::jsonb) is distinct from value`.execute(own<'territory'>(tx))
}

export type ContactRead = { id: string; version: number; role: string; name: string; email: string; phone: string; language: string; source: string }
export const readContacts = async (tx: Tx, partyId: string): Promise<ContactRead[]> =>
  (await sql<ContactRead>`select id, version, role, name, email, phone, language, source from territory.contact where party_id = ${partyId} order by role, email limit 100`.execute(own<'territory'>(tx))).rows

export type ContactWord = { role: string; name: string; email: string; phone: string; language: string }
export async function writeContact(tx: Tx, key: { id: string | undefined; version: number | undefined; realm: string; partyId: string; now: Date; source: string }, word: ContactWord): Promise<string | undefined> {
  const { role, name, email, phone, language } = word
  const { rows } = key.id === undefined
    ? await sql<{ id: string }>`insert into territory.contact (realm, party_id, role, name, email, phone, language, source, updated_at)
      values (${key.realm}, ${key.partyId}, ${role}, ${name}, ${email}, ${phone}, ${language}, ${key.source}, ${key.now}) on conflict do nothing returning id`.execute(own<'territory'>(tx))
    : await sql<{ id: string }>`update territory.contact set role = ${role}, name = ${name}, email = ${email}, phone = ${phone}, language = ${language}, source = ${key.source}, version = version + 1, updated_at = ${key.now}
      where id = ${key.id} and party_id = ${key.partyId} and realm = ${key.realm} and version = ${key.version ?? 0}`.execute(own<'territory'>(tx)).then((result) => ({ rows: result.numAffectedRows === 1n ? [{ id: key.id! }] : [] }))
  return rows[0]?.id
}
export async function deleteContact(tx: Tx, key: { id: string; realm: string; partyId: string }): Promise<boolean> {
  return (await sql`delete from territory.contact where id = ${key.id} and party_id = ${key.partyId} and realm = ${key.realm}`.execute(own<'territory'>(tx))).numAffectedRows === 1n
}
