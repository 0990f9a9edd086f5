/** Messages of the stream that a reader is done with. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

const q = (tx: Tx) => own<'watch'>(tx)
const uuids = (ids: readonly string[]) => `{${ids.join(',')}}`

export type Message = { readonly id: string; readonly seq: number }
/** Those of them that a reader is done with. */
export async function takenOf(tx: Tx, reader: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await sql<{ id: string }>`select id from watch.taken where reader = ${reader} and id = any (${uuids(ids)}::uuid[])`.execute(q(tx))).rows.map((row) => row.id))
}
/** In one order everywhere, so that two who have the same ones wait for each other and never in a ring. @returns how many nobody had taken before. */
export async function take(tx: Tx, reader: string, messages: readonly Message[], at: Date): Promise<number> {
  return Number((await sql`insert into watch.taken (reader, id, seq, at) select ${reader}, id, seq, ${at} from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as t(id uuid, seq bigint) order by id on conflict do nothing`.execute(q(tx))).numAffectedRows ?? 0n)
}
/** What cannot come again: the servers know that it is done, and nobody who got it twice still has it in hand. */
export async function forgetTaken(tx: Tx, reader: string, { floor, before, old, limit }: { floor: number; before: Date; old: Date; limit: number }): Promise<void> {
  await sql`delete from watch.taken where reader = ${reader} and id in (select id from watch.taken where reader = ${reader} and seq <= ${floor} and at < ${before} order by seq limit ${limit})`.execute(q(tx))
  await sql`delete from watch.taken where reader = ${reader} and id in (select id from watch.taken where reader = ${reader} and at < ${old} limit ${limit})`.execute(q(tx))
}
