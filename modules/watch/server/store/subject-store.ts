/** People in what the watch keeps: whoever works with it, and accounts that an alert names. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { matchOf, type Found, type Subject } from '#platform/db/subject.ts'

const q = (tx: Tx) => own<'watch'>(tx)

/** An account is a mail address or a name, as the machine writes it; the lines themselves may name others and are for somebody to read. */
export async function findAlerts(tx: Tx, subject: Subject): Promise<Found[]> {
  const match = matchOf(subject, { emails: ['a.account'], names: ['a.account'] })
  return (await sql<Found>`select 'alert:' || a.id as id, a.first_at as at, ${match} as by, a.title as label, (select count(*)::int from watch.sample s where s.alert_id = a.id) as "toRead",
      jsonb_build_object('title', a.title, 'account', a.account, 'host', a.host, 'first', a.first_at, 'last', a.last_at, 'count', a.count, 'state', a.state) as data
    from watch.alert a where a.realm = 'live' and ${match} is not null order by a.first_at, a.id`.execute(q(tx))).rows
}

/** Lines that a look back kept, where the address or the name stands in them. They may name others: for somebody to read. What was asked may be of a level that whoever looks may not read: the line is told all the same. */
export async function findHuntLines(tx: Tx, { emails, names }: Subject): Promise<Found[]> {
  const within = (list: readonly string[]) => sql`exists (select from unnest(${[...list]}::text[]) as w where strpos(lower(s.line), w) > 0)`
  return (await sql<Found>`select 'hunt_sample:' || s.id as id, s.at, case when ${within(emails)} then 'email' else 'name' end as by, coalesce(h.title, '') as label, 1 as "toRead", jsonb_build_object('title', h.title, 'at', s.at, 'until', s.until) as data
    from watch.hunt_sample s left join watch.hunt h on h.id = s.hunt_id where s.realm = 'live' and (${within(emails)} or ${within(names)}) order by s.at, s.id`.execute(q(tx))).rows
}

/** What correlations read of events, with their lines: they may name others, and are for somebody to read. */
export async function findSteps(tx: Tx, { emails, names }: Subject): Promise<Found[]> {
  const within = (list: readonly string[]) => sql`exists (select from unnest(${[...list]}::text[]) as w where strpos(lower(s.account || ' ' || s.fields::text || ' ' || s.lines::text), w) > 0)`
  return (await sql<Found>`select 'step:' || s.id as id, s.came_at as at, case when ${within(emails)} then 'email' else 'name' end as by, r.title as label, jsonb_array_length(s.lines) as "toRead", jsonb_build_object('title', r.title, 'at', s.came_at, 'until', s.until) as data
    from watch.step s join watch.rule r on r.id = s.rule_id where s.realm = 'live' and (${within(emails)} or ${within(names)}) order by s.came_at, s.id`.execute(q(tx))).rows
}

const places = [['source', 'made_at', 'made_by', 'made_by_name'], ['suppression', 'made_at', 'made_by', 'made_by_name'], ['alert', 'first_at', 'taken_by', 'taken_by_name'], ['hunt', 'made_at', 'made_by', 'made_by_name'], ['campaign', 'made_at', 'made_by', 'made_by_name']] as const
export async function findWork(tx: Tx, subject: Subject): Promise<Found[]> {
  const found: Found[] = []
  for (const [table, at, ids, name] of places) {
    const match = matchOf(subject, { ids, names: [name] })
    found.push(...(await sql<Found>`select ${`watch_${table}:`} || id as id, ${sql.raw(at)} as at, ${match} as by, ${sql.raw(name)} as label, jsonb_build_object('what', ${table}::text, 'at', ${sql.raw(at)}) as data
      from ${sql.table(`watch.${table}`)} where realm = 'live' and ${match} is not null order by 2, 1`.execute(q(tx))).rows)
  }
  const tuned = matchOf(subject, { ids: 'by_id', names: ['by_name'] })
  found.push(...(await sql<Found>`select 'watch_tuning:' || party_id || ' ' || rule_id as id, at, ${tuned} as by, by_name as label, jsonb_build_object('what', 'tuning', 'at', at, 'reason', reason) as data from watch.tuning where realm = 'live' and ${tuned} is not null order by 2, 1`.execute(q(tx))).rows)
  // Of the centre and of no realm.
  for (const [table, id, at, ids, name] of [['list', 'id', 'made_at', 'made_by', 'made_by_name'], ['list_version', `list_id || ' ' || number`, 'at', 'by_id', 'by_name'], ['withdrawn', 'id', 'at', 'by_id', 'by_name']] as const) {
    const match = matchOf(subject, { ids, names: [name] })
    found.push(...(await sql<Found>`select ${`watch_${table}:`} || ${sql.raw(id)} as id, ${sql.raw(at)} as at, ${match} as by, ${sql.raw(name)} as label, jsonb_build_object('what', ${table}::text, 'at', ${sql.raw(at)}) as data from ${sql.table(`watch.${table}`)} where ${match} is not null order by 2, 1`.execute(q(tx))).rows)
  }
  for (const [table, at, name] of [['import', 'made_at', 'made_by'], ['rule_event', 'at', 'by']] as const) {
    const match = matchOf(subject, { names: [name] })
    found.push(...(await sql<Found>`select ${`watch_${table}:`} || id as id, ${sql.raw(at)} as at, ${match} as by, ${sql.raw(name)} as label, jsonb_build_object('what', ${table}::text, 'at', ${sql.raw(at)}) as data from ${sql.table(`watch.${table}`)} where ${match} is not null order by 2, 1`.execute(q(tx))).rows)
  }
  return found
}
