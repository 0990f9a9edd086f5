/** Files of folders: which were read, how far, and which were refused. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { FileProblem } from '../../contract-shapes.ts'

const q = (tx: Tx) => own<'watch'>(tx)
const here = sql<boolean>`realm = (select current_setting('app.realm', true))`

export async function folderSources(tx: Tx): Promise<string[]> {
  return (await sql<{ id: string }>`select id from watch.source where kind = 'folder' and realm = 'live' and active order by id`.execute(q(tx))).rows.map((row) => row.id)
}
export type Progress = { readonly id: string; readonly state: 'reading' | 'read' | 'refused'; readonly place: number; readonly lines: number }
/** The file of this content: a new one, or how far it was read. */
export async function fileOf(tx: Tx, file: { readonly sourceId: string; readonly partyId: string; readonly name: string; readonly sha256: Buffer; readonly at: Date }): Promise<Progress> {
  await sql`insert into watch.file (source_id, party_id, name, sha256, state, at) values (${file.sourceId}, ${file.partyId}, ${file.name}, ${file.sha256}, 'reading', ${file.at}) on conflict (source_id, sha256) do nothing`.execute(q(tx))
  return (await sql<Progress>`select id::text, state, place::float8 as place, lines::float8 as lines from watch.file where source_id = ${file.sourceId} and sha256 = ${file.sha256}`.execute(q(tx))).rows[0]!
}
export async function moveOn(tx: Tx, id: string, place: number, lines: number): Promise<void> {
  await sql`update watch.file set place = ${place}, lines = lines + ${lines} where id = ${id}`.execute(q(tx))
}
export async function wasRead(tx: Tx, id: string, at: Date): Promise<boolean> {
  return (await sql`update watch.file set state = 'read', at = ${at} where id = ${id} and state = 'reading'`.execute(q(tx))).numAffectedRows === 1n
}
export async function wasRefused(tx: Tx, file: { readonly sourceId: string; readonly partyId: string; readonly name: string; readonly sha256: Buffer | null; readonly why: FileProblem; readonly at: Date }): Promise<void> {
  await sql`insert into watch.file (source_id, party_id, name, sha256, state, why, at) values (${file.sourceId}, ${file.partyId}, ${file.name}, ${file.sha256}, 'refused', ${file.why}, ${file.at})
    on conflict (source_id, sha256) do update set state = 'refused', why = excluded.why, at = excluded.at, name = excluded.name`.execute(q(tx))
}
export async function refusedFiles(tx: Tx, sourceId: string, limit: number): Promise<{ total: number; rows: { name: string; why: FileProblem; at: Date; lines: number }[] }> {
  const { rows } = await sql<{ name: string; why: FileProblem; at: Date; lines: number }>`select name, why, at, lines::float8 as lines from watch.file where source_id = ${sourceId} and state = 'refused' and ${here} order by at desc, id desc limit ${limit}`.execute(q(tx))
  const { n } = (await sql<{ n: number }>`select count(*)::int as n from watch.file where source_id = ${sourceId} and state = 'refused' and ${here}`.execute(q(tx))).rows[0]!
  return { total: n, rows }
}
