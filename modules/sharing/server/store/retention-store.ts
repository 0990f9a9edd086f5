/** What of sharing goes when its term is over, and what names people of the centre. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Ask, Due } from '#platform/retention.ts'
import { matchOf, type Found, type Subject } from '#platform/db/subject.ts'

const q = own<'sharing'>
const ids = (due: readonly Due[]) => due.map((one) => one.id.slice(one.id.indexOf(':') + 1))
const locked = (ask: Ask) => (ask.lock ? sql`for update skip locked` : sql``)

export const dueStatuses = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'status:' || id as id, at from sharing.status where at <= ${ask.before} order by at, id limit ${ask.limit} ${locked(ask)}`.execute(q(tx))).rows
export async function deleteStatuses(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from sharing.status where id = any (${ids(due)}::uuid[])`.execute(q(tx))
}
export const dueConflicts = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'conflict:' || id as id, settled_at as at from sharing.conflict where settled_at <= ${ask.before} order by settled_at, id limit ${ask.limit} ${locked(ask)}`.execute(q(tx))).rows
export async function deleteConflicts(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from sharing.conflict where id = any (${ids(due)}::uuid[])`.execute(q(tx))
}

const places = [['sharing_group', 'id', 'made_at', 'made_by'], ['peer', 'id', 'made_at', 'made_by'], ['collection', 'id', 'made_at', 'made_by'], ['tombstone', 'uuid', 'at', 'by_id'], ['conflict', 'id', 'at', 'settled_by'], ['choice', 'kind', 'chosen_at', 'chosen_by'], ['gift', 'id', 'given_at', 'given_by']] as const
export async function findWork(tx: Tx, subject: Subject): Promise<Found[]> {
  const found: Found[] = []
  for (const [table, id, at, by] of places) {
    const match = matchOf(subject, { ids: by })
    found.push(...(await sql<Found>`select ${`sharing_${table}:`} || ${sql.raw(id)} as id, ${sql.raw(at)} as at, ${match} as by, '' as label, jsonb_build_object('what', ${table}::text, 'at', ${sql.raw(at)}) as data from ${sql.table(`sharing.${table}`)} where ${match} is not null order by 2, 1`.execute(q(tx))).rows)
  }
  return found
}
