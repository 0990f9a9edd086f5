/** Files of attacks and how far they are; what columns of a table mean. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { matchOf, type Found, type Subject } from '#platform/db/subject.ts'
import type { Tlp } from '#platform/contract/index.ts'
import type { Format, Mapping } from '../../contract-imports.ts'
import type { ProblemCode } from '../../core/imports/read.ts'

const q = (tx: Tx) => own<'observatory'>(tx)
const here = sql`realm = (select current_setting('app.realm', true))`

export type RefusedRow = { readonly number: number; readonly code: ProblemCode; readonly params: Readonly<Record<string, string>> }
export type ImportRow = {
  id: string; fileName: string; sha256: string; format: Format; tlp: Tlp; state: 'running' | 'interrupted' | 'done'; byName: string; startedAt: Date; movedAt: Date; finishedAt: Date | null
  position: number; stored: number; merged: number; refusedCount: number; refused: RefusedRow[]
}
const columns = sql`id, file_name as "fileName", encode(sha256, 'hex') as sha256, format, tlp, state, by_name as "byName", started_at as "startedAt", moved_at as "movedAt", finished_at as "finishedAt", position, stored, merged, refused_count as "refusedCount"`

/** One row a file and way of reading it, whoever begins it and however often. */
export async function beginImport(tx: Tx, row: { id: string; realm: string; fileName: string; sha256: string; variant: string; format: Format; mapping: Mapping | null; tlp: Tlp; byId: string; byName: string; at: Date }): Promise<ImportRow> {
  await sql`insert into observatory.import (id, realm, file_name, sha256, variant, format, mapping, tlp, state, by_id, by_name, started_at, moved_at)
    values (${row.id}, ${row.realm}, ${row.fileName}, decode(${row.sha256}, 'hex'), decode(${row.variant}, 'hex'), ${row.format}, ${row.mapping === null ? null : JSON.stringify(row.mapping)}::jsonb, ${row.tlp}, 'running', ${row.byId}, ${row.byName}, ${row.at}, ${row.at})
    on conflict (realm, sha256, variant) do update set state = case import.state when 'done' then 'done' else 'running' end, moved_at = ${row.at}`.execute(q(tx))
  return (await sql<ImportRow>`select ${columns}, refused from observatory.import where ${here} and sha256 = decode(${row.sha256}, 'hex') and variant = decode(${row.variant}, 'hex')`.execute(q(tx))).rows[0]!
}
export async function importById(tx: Tx, id: string): Promise<ImportRow | undefined> {
  return (await sql<ImportRow>`select ${columns}, refused from observatory.import where ${here} and id = ${id}`.execute(q(tx))).rows[0]
}
export async function listImports(tx: Tx, page: { limit: number; offset: number }): Promise<{ total: number; items: ImportRow[] }> {
  const { rows } = await sql<ImportRow>`select ${columns}, '[]'::jsonb as refused from observatory.import where ${here} order by started_at desc, id limit ${page.limit} offset ${page.offset}`.execute(q(tx))
  return { total: (await sql<{ n: number }>`select count(*)::int as n from observatory.import where ${here}`.execute(q(tx))).rows[0]!.n, items: rows }
}
export type Step = { readonly from: number; readonly to: number; readonly stored: number; readonly merged: number; readonly refused: readonly RefusedRow[]; /** Of them as many are kept with their reason. */ readonly keep: number; readonly at: Date }
/** False when another run of this file has come further: this part is then not stored. */
export async function advanceImport(tx: Tx, id: string, step: Step): Promise<boolean> {
  const result = await sql`update observatory.import set position = ${step.to}, stored = stored + ${step.stored}, merged = merged + ${step.merged}, refused_count = refused_count + ${step.refused.length},
    refused = refused || ${JSON.stringify(step.refused.slice(0, step.keep))}::jsonb, moved_at = ${step.at} where id = ${id} and position = ${step.from} and state <> 'done'`.execute(q(tx))
  return result.numAffectedRows === 1n
}
export async function finishImport(tx: Tx, id: string, at: Date): Promise<boolean> {
  return (await sql`update observatory.import set state = 'done', finished_at = ${at}, moved_at = ${at} where id = ${id} and state <> 'done'`.execute(q(tx))).numAffectedRows === 1n
}
export async function interruptImport(tx: Tx, id: string): Promise<void> {
  await sql`update observatory.import set state = 'interrupted' where id = ${id} and state = 'running'`.execute(q(tx))
}

export async function levelsOf(tx: Tx, entryIds: readonly string[]): Promise<{ id: string; tlp: Tlp }[]> {
  if (entryIds.length === 0) return []
  return (await sql<{ id: string; tlp: Tlp }>`select id, tlp from observatory.entry where id = any (${`{${[...new Set(entryIds)].join(',')}}`}::uuid[])`.execute(q(tx))).rows
}

export type MappingRow = { id: string; name: string; mapping: Mapping; savedAt: Date; savedBy: string }
export async function listMappings(tx: Tx): Promise<MappingRow[]> {
  return (await sql<MappingRow>`select id, name, mapping, saved_at as "savedAt", saved_by_name as "savedBy" from observatory.mapping where ${here} order by name limit 500`.execute(q(tx))).rows
}
export async function mappingByName(tx: Tx, name: string): Promise<Mapping | undefined> {
  return (await sql<{ mapping: Mapping }>`select mapping from observatory.mapping where ${here} and name = ${name}`.execute(q(tx))).rows[0]?.mapping
}
export async function saveMapping(tx: Tx, row: { id: string; realm: string; name: string; mapping: Mapping; at: Date; byId: string; byName: string }): Promise<void> {
  await sql`insert into observatory.mapping (id, realm, name, mapping, saved_at, saved_by, saved_by_name) values (${row.id}, ${row.realm}, ${row.name}, ${JSON.stringify(row.mapping)}::jsonb, ${row.at}, ${row.byId}, ${row.byName})
    on conflict (realm, name) do update set mapping = excluded.mapping, saved_at = excluded.saved_at, saved_by = excluded.saved_by, saved_by_name = excluded.saved_by_name`.execute(q(tx))
}

const places = [['import', 'started_at', 'by_id', 'by_name', 'file_name'], ['mapping', 'saved_at', 'saved_by', 'saved_by_name', 'name']] as const
export async function findImports(tx: Tx, subject: Subject): Promise<Found[]> {
  const found: Found[] = []
  for (const [table, at, ids, name, label] of places) {
    const match = matchOf(subject, { ids, names: [name] })
    found.push(...(await sql<Found>`select ${`observatory_${table}:`} || id as id, ${sql.raw(at)} as at, ${match} as by, ${sql.raw(label)} as label, jsonb_build_object('what', ${table}::text, 'at', ${sql.raw(at)}, 'name', ${sql.raw(label)}) as data
      from ${sql.table(`observatory.${table}`)} where realm = 'live' and ${match} is not null order by 2, 1`.execute(q(tx))).rows)
  }
  return found
}
