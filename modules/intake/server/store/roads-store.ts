/** Files, programs and single files of reports: what the other roads keep. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { SealedThings } from '#platform/keys/renew.ts'
import type { Ask, Due } from '#platform/retention.ts'

const q = (tx: Tx) => own<'intake'>(tx)
const here = sql`realm = (select current_setting('app.realm', true))`

export type RefusedRow = { readonly line: number; readonly code: string; readonly params: Readonly<Record<string, string>> }
export type ImportRow = { id: string; file_name: string; sha256: Buffer; state: 'running' | 'interrupted' | 'done'; by_name: string; started_at: Date; moved_at: Date | null; finished_at: Date | null; read: number; stored: number; known: number; refused_count: number; refused: RefusedRow[]; bad: boolean }
const columns = sql`id, file_name, sha256, state, by_name, started_at, moved_at, finished_at, read, stored, known, refused_count, bad_sealed is not null as bad`

export async function importOfFile(tx: Tx, sha256: Buffer): Promise<ImportRow | undefined> {
  return (await sql<ImportRow>`select ${columns}, refused from intake.import where ${here} and sha256 = ${sha256} order by started_at limit 1 for update`.execute(q(tx))).rows[0]
}
export async function importById(tx: Tx, id: string): Promise<ImportRow | undefined> {
  return (await sql<ImportRow>`select ${columns}, refused from intake.import where ${here} and id = ${id}`.execute(q(tx))).rows[0]
}
export async function listImports(tx: Tx, page: { limit: number; offset: number }): Promise<{ total: number; items: ImportRow[] }> {
  const { rows } = await sql<ImportRow>`select ${columns}, '[]'::jsonb as refused from intake.import where ${here} order by started_at desc, id limit ${page.limit} offset ${page.offset}`.execute(q(tx))
  const total = (await sql<{ n: number }>`select count(*)::int as n from intake.import where ${here}`.execute(q(tx))).rows[0]!.n
  return { total, items: rows }
}
/** One row a file, whoever begins it and however often. */
export async function beginImport(tx: Tx, row: { id: string; realm: string; fileName: string; sha256: Buffer; byId: string; byName: string; at: Date }): Promise<ImportRow> {
  await sql`select pg_advisory_xact_lock(712160, hashtext(${row.realm + row.sha256.toString('hex')}))`.execute(q(tx))
  const before = await importOfFile(tx, row.sha256)
  if (!before) await sql`insert into intake.import (id, realm, file_name, sha256, state, by_id, by_name, started_at, moved_at) values (${row.id}, ${row.realm}, ${row.fileName}, ${row.sha256}, 'running', ${row.byId}, ${row.byName}, ${row.at}, ${row.at})`.execute(q(tx))
  else if (before.state !== 'done') await sql`update intake.import set state = 'running', moved_at = ${row.at} where id = ${before.id}`.execute(q(tx))
  return (await importOfFile(tx, row.sha256))!
}
export type Step = { readonly from: number; readonly to: number; readonly stored: number; readonly known: number; readonly refused: readonly RefusedRow[]; /** Of them as many are kept with their reason. */ readonly keep: number; readonly at: Date }
/** False when another run of this file has come further: this part is then not stored. */
export async function advanceImport(tx: Tx, id: string, step: Step): Promise<boolean> {
  const result = await sql`update intake.import set read = ${step.to}, stored = stored + ${step.stored}, known = known + ${step.known}, refused_count = refused_count + ${step.refused.length},
    refused = refused || ${JSON.stringify(step.refused.slice(0, step.keep))}::jsonb, moved_at = ${step.at} where id = ${id} and read = ${step.from} and state <> 'done'`.execute(q(tx))
  return result.numAffectedRows === 1n
}
export async function finishImport(tx: Tx, id: string, end: { at: Date; badKey: string; badSealed: Buffer | null }): Promise<boolean> {
  const result = await sql`update intake.import set state = 'done', finished_at = ${end.at}, moved_at = ${end.at}, bad_key = ${end.badKey}, bad_sealed = ${end.badSealed} where id = ${id} and state <> 'done'`.execute(q(tx))
  return result.numAffectedRows === 1n
}
export async function interruptImport(tx: Tx, id: string): Promise<void> {
  await sql`update intake.import set state = 'interrupted' where id = ${id} and state = 'running'`.execute(q(tx))
}
export async function badOfImport(tx: Tx, id: string): Promise<{ keyName: string; sealed: Buffer | null } | undefined> {
  return (await sql<{ keyName: string; sealed: Buffer | null }>`select bad_key as "keyName", bad_sealed as sealed from intake.import where ${here} and id = ${id}`.execute(q(tx))).rows[0]
}
export const dueBadRows = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'import:' || id as id, finished_at as at from intake.import where realm = ${ask.realm} and bad_sealed is not null and finished_at <= ${ask.before}
  order by finished_at, import.id limit ${ask.limit} ${ask.lock ? sql`for update skip locked` : sql``}`.execute(q(tx))).rows
export async function emptyBadRows(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`update intake.import set bad_sealed = null, bad_key = '' where id = any (${`{${due.map((one) => one.id.slice(7)).join(',')}}`}::uuid[])`.execute(q(tx))
}

export type SourceRow = { id: string; party_id: string | null; name: string; secret: string; active: boolean; made_at: Date; made_by_name: string; used_at: Date | null }
export async function listSources(tx: Tx, page: { limit: number; offset: number }): Promise<{ total: number; items: SourceRow[] }> {
  const { rows } = await sql<SourceRow>`select id, party_id, name, '' as secret, active, made_at, made_by_name, used_at from intake.source where ${here} order by made_at, id limit ${page.limit} offset ${page.offset}`.execute(q(tx))
  return { total: (await sql<{ n: number }>`select count(*)::int as n from intake.source where ${here}`.execute(q(tx))).rows[0]!.n, items: rows }
}
export const sourceById = async (tx: Tx, id: string): Promise<SourceRow | undefined> => (await sql<SourceRow>`select id, party_id, name, secret, active, made_at, made_by_name, used_at from intake.source where ${here} and id = ${id}`.execute(q(tx))).rows[0]
export async function insertSource(tx: Tx, row: { id: string; realm: string; partyId: string | null; name: string; secret: string; at: Date; byId: string; byName: string }): Promise<void> {
  await q(tx).insertInto('intake.source').values({ id: row.id, realm: row.realm, party_id: row.partyId, name: row.name, secret: row.secret, made_at: row.at, made_by: row.byId, made_by_name: row.byName }).execute()
}
export async function switchSource(tx: Tx, id: string, active: boolean): Promise<{ partyId: string | null } | undefined> {
  return (await sql<{ partyId: string | null }>`update intake.source set active = ${active} where ${here} and id = ${id} returning party_id as "partyId"`.execute(q(tx))).rows[0]
}
export async function deleteSource(tx: Tx, id: string): Promise<{ partyId: string | null } | undefined> {
  return (await sql<{ partyId: string | null }>`delete from intake.source where ${here} and id = ${id} returning party_id as "partyId"`.execute(q(tx))).rows[0]
}
export async function usedSource(tx: Tx, id: string, at: Date): Promise<void> {
  await q(tx).updateTable('intake.source').set({ used_at: at }).where('id', '=', id).execute()
}

export type AttachmentRow = { id: string; report_id: string; party_id: string | null; signal_id: string; part: number; file_name: string; sha256: Buffer; key_name: string; sealed: Buffer | null; road: string }
export const attachmentById = async (tx: Tx, id: string): Promise<AttachmentRow | undefined> => (await sql<AttachmentRow>`select a.id, a.report_id, a.party_id, a.signal_id, a.part, a.file_name, a.sha256, s.key_name, s.sealed, s.road
  from intake.attachment a join intake.signal s on s.id = a.signal_id where a.realm = (select current_setting('app.realm', true)) and a.id = ${id}`.execute(q(tx))).rows[0]
/** Reports by mail with this address to write back to, since a moment. */
export async function mailsLately(tx: Tx, email: string, since: Date): Promise<number> {
  return (await sql<{ n: number }>`select count(*)::int as n from intake.contact c join intake.report r on r.id = c.report_id where c.realm = (select current_setting('app.realm', true)) and c.email = ${email} and c.email <> '' and r.road = 'mail' and r.received_at > ${since}`.execute(q(tx))).rows[0]!.n
}
/** What became of a mail, for whoever stands at the server. */
export const filedReport = async (tx: Tx, id: string) => (await q(tx).selectFrom('intake.report').select(['id', 'ref', 'situation', 'subject', 'words', 'doubt', 'lang', 'urgency']).where('id', '=', id).executeTakeFirst())

/** For a new key of the centre. */
export const sealedSecrets: readonly SealedThings[] = [{
  kind: 'texts', id: 'intake.secrets', byRealm: true,
  list: async (tx) => (await sql<{ name: string; sealed: string }>`select id::text as name, secret as sealed from intake.source where ${here} order by id`.execute(q(tx))).rows,
  replace: async (tx, { name, sealed }, fresh) => { await sql`update intake.source set secret = ${fresh} where id = ${name} and secret = ${sealed}`.execute(q(tx)) },
}]
