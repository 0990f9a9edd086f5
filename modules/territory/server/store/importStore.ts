import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Ask, Due } from '#platform/retention.ts'

export type ImportRow = {
  id: string; realm: string; file_name: string; sha256: string; bytes: number; format: string; region: string; state: 'uploaded' | 'running' | 'done' | 'failed' | 'interrupted'
  counts: Record<string, number>; problems: { line: number; code: string; params: Record<string, string | number> }[]; bad_rows: boolean; by_name: string; created_at: Date; finished_at: Date | null
}

export async function insertImport(tx: Tx, row: { id: string; realm: string; fileName: string; sha256: string; bytes: number; format: string; region: string; byId: string; byName: string; now: Date }): Promise<void> {
  await sql`insert into territory.import (id, realm, file_name, sha256, bytes, format, region, state, by_id, by_name, created_at)
    values (${row.id}, ${row.realm}, ${row.fileName}, ${row.sha256}, ${row.bytes}, ${row.format}, ${row.region}, 'uploaded', ${row.byId}, ${row.byName}, ${row.now})`.execute(own<'territory'>(tx))
}

export async function loadImport(tx: Tx, id: string): Promise<ImportRow | undefined> {
  return (await sql<ImportRow>`select * from territory.import where id = ${id}`.execute(own<'territory'>(tx))).rows[0]
}

export async function listImports(tx: Tx, limit: number, offset: number): Promise<{ total: number; items: ImportRow[] }> {
  const { rows } = await sql<ImportRow>`select * from territory.import order by created_at desc, id limit ${limit} offset ${offset}`.execute(own<'territory'>(tx))
  const { rows: counted } = await sql<{ n: number }>`select count(*)::int as n from territory.import`.execute(own<'territory'>(tx))
  return { total: counted[0]!.n, items: rows }
}

/** Imports whose file, refused rows or problems are past their term; one that never became anything goes whole. */
export async function dueImports(tx: Tx, ask: Ask): Promise<Due[]> {
  const { rows } = await sql<Due>`select id, coalesce(finished_at, created_at) as at from territory.import
    where realm = ${ask.realm} and coalesce(finished_at, created_at) <= ${ask.before} and state <> 'running' and (state <> 'done' or bad_rows or problems <> '[]')
    order by 2, 1 limit ${ask.limit} ${ask.lock ? sql`for update skip locked` : sql``}`.execute(own<'territory'>(tx))
  return rows
}
/** Whether each of these imports, as far as there is one, still needs what lies in its files. */
export async function importsWithFiles(tx: Tx, ids: readonly string[]): Promise<Map<string, boolean>> {
  const { rows } = await sql<{ id: string; needed: boolean }>`select id, state <> 'done' or bad_rows as needed from territory.import where id = any (${ids}::uuid[])`.execute(own<'territory'>(tx))
  return new Map(rows.map((row) => [row.id, row.needed]))
}
export async function emptyImports(tx: Tx, due: readonly Due[]): Promise<void> {
  const ids = due.map((one) => one.id)
  await sql`update territory.import set bad_rows = false, problems = '[]' where id = any (${ids}::uuid[]) and state = 'done'`.execute(own<'territory'>(tx))
  await sql`delete from territory.import where id = any (${ids}::uuid[]) and state <> 'done'`.execute(own<'territory'>(tx))
}

/** False when it is done already. */
export async function startImport(tx: Tx, id: string, now: Date): Promise<boolean> {
  const result = await sql`update territory.import set state = 'running', started_at = ${now}, finished_at = null where id = ${id} and state <> 'done'`.execute(own<'territory'>(tx))
  return result.numAffectedRows === 1n
}

export async function endImport(tx: Tx, id: string, end: { state: 'done' | 'failed'; counts: Record<string, number>; problems: readonly unknown[]; badRows: boolean; now: Date }): Promise<void> {
  await sql`update territory.import set state = ${end.state}, counts = ${JSON.stringify(end.counts)}::jsonb, problems = ${JSON.stringify(end.problems)}::jsonb,
    bad_rows = ${end.badRows}, finished_at = ${end.now} where id = ${id}`.execute(own<'territory'>(tx))
}

/**
 * One import at a time in a realm; the lock dies with its connection, so whoever holds it knows that no other import is alive.
 * Waits up to `waitMs`, since a list holds it for a moment. When it returns false the transaction can only be left.
 */
export async function lockImports(tx: Tx, realm: string, waitMs: number): Promise<boolean> {
  if (waitMs === 0) {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(712020, hashtext(${realm})) as mine`.execute(own<'territory'>(tx))
    return rows[0]!.mine
  }
  try {
    await sql`select set_config('lock_timeout', ${`${waitMs}ms`}, true)`.execute(own<'territory'>(tx))
    await sql`select pg_advisory_xact_lock(712020, hashtext(${realm}))`.execute(own<'territory'>(tx))
    await sql`select set_config('lock_timeout', '0', true)`.execute(own<'territory'>(tx))
    return true
  } catch (error) {
    if ((error as { code?: string }).code === '55P03') return false // lock_not_available
    throw error
  }
}

/** Call while holding the lock: an import that says "running" belongs to a process that is gone. */
export async function markInterrupted(tx: Tx, except: string | null): Promise<void> {
  await sql`update territory.import set state = 'interrupted' where state = 'running' and id is distinct from ${except}`.execute(own<'territory'>(tx))
}
