/** Where a person may stand in the catalogue. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { matchOf, type Found, type Subject } from '#platform/db/subject.ts'

const q = (tx: Tx) => own<'observatory'>(tx)

/** A source may name somebody in its text. It may name others too: for somebody to read. */
export async function findTexts(tx: Tx, { emails, names }: Subject): Promise<Found[]> {
  const within = (list: readonly string[]) => sql`exists (select from unnest(${[...list]}::text[]) as w where strpos(lower(s.facts::text), w) > 0)`
  return (await sql<Found>`select 'statement:' || s.id as id, s.recorded_at as at, case when ${within(emails)} then 'email' else 'name' end as by, e.ref as label, 1 as "toRead", jsonb_build_object('ref', e.ref, 'source', s.source) as data
    from observatory.statement s join observatory.entry e on e.id = s.entry_id where s.realm = 'live' and (${within(emails)} or ${within(names)}) order by s.recorded_at, s.id`.execute(q(tx))).rows
}

const places = [['entry', 'id', 'ready_at', 'ready_by', 'ready_by_name'], ['publication', 'entry_id', 'published_at', 'published_by', 'published_by_name'], ['publication', 'entry_id', 'published_at', 'reviewed_by', 'reviewed_by_name']] as const
export async function findWork(tx: Tx, subject: Subject): Promise<Found[]> {
  const found: Found[] = []
  for (const [table, id, at, ids, name] of places) {
    const match = matchOf(subject, { ids, names: [name] })
    found.push(...(await sql<Found>`select ${`observatory_${ids}:`} || ${sql.raw(id)} as id, ${sql.raw(at)} as at, ${match} as by, ref as label, jsonb_build_object('what', ${ids}::text, 'at', ${sql.raw(at)}, 'ref', ref) as data
      from ${sql.table(`observatory.${table}`)} where realm = 'live' and ${sql.raw(at)} is not null and ${match} is not null order by 2, 1`.execute(q(tx))).rows)
  }
  return found
}
