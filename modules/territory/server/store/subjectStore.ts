/** Contact persons of bodies and providers. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { keysOf, matchOf, type Found, type Subject } from '#platform/db/subject.ts'

const q = (tx: Tx) => own<'territory'>(tx)
const columns = { emails: ['c.email'], phones: ['c.phone'], names: ['c.name'] }

export const findContacts = async (tx: Tx, subject: Subject): Promise<Found[]> => (await sql<Found>`select 'contact:' || c.id as id, c.updated_at as at, ${matchOf(subject, columns)} as by, concat_ws(', ', nullif(c.name, ''), nullif(c.email, ''), (select p.name from territory.party p where p.id = c.party_id and p.realm = c.realm)) as label,
    jsonb_build_object('body', (select p.name from territory.party p where p.id = c.party_id and p.realm = c.realm), 'role', c.role, 'name', c.name, 'email', c.email, 'phone', c.phone, 'language', c.language, 'source', c.source, 'changed', c.updated_at) as data
  from territory.contact c where c.realm = 'live' and ${matchOf(subject, columns)} is not null order by c.id`.execute(q(tx))).rows
export async function deleteContacts(tx: Tx, found: readonly Found[]): Promise<void> {
  await sql`delete from territory.contact where realm = 'live' and id = any (${keysOf(found)}::uuid[])`.execute(q(tx))
}

export const findStatements = async (tx: Tx, subject: Subject): Promise<Found[]> => (await sql<Found>`select 'statement:' || s.party_id || ':' || s.fact as id, s.stated_at as at, ${matchOf(subject, { ids: 's.by_id', names: ['s.by_name'] })} as by, s.by_name as label,
    jsonb_build_object('fact', s.fact, 'at', s.stated_at) as data
  from territory.statement s where s.realm = 'live' and ${matchOf(subject, { ids: 's.by_id', names: ['s.by_name'] })} is not null order by 1`.execute(q(tx))).rows

export const findImports = async (tx: Tx, subject: Subject): Promise<Found[]> => (await sql<Found>`select 'import:' || i.id as id, i.created_at as at, ${matchOf(subject, { ids: 'i.by_id', names: ['i.by_name'] })} as by, i.by_name as label,
    jsonb_build_object('file', i.file_name, 'at', i.created_at) as data
  from territory.import i where i.realm = 'live' and ${matchOf(subject, { ids: 'i.by_id', names: ['i.by_name'] })} is not null order by 1`.execute(q(tx))).rows
