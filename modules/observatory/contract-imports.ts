/** The doors of imports: a file of attacks in any of six formats, what its columns mean, how far it is, and what did not go in. */
import * as z from 'zod'
import { can, centre, endpoint, instant, line, page, tlps, uuid } from '#platform/contract/index.ts'

export const formats = ['veris', 'eurepoc', 'hhs', 'misp', 'stix', 'csv'] as const
export type Format = (typeof formats)[number]
export const dateFormats = ['iso', 'dmy', 'mdy', 'ymd', 'year'] as const
export type DateFormat = (typeof dateFormats)[number]
/** What a column of a table of anybody may mean. */
export const targets = ['id', 'title', 'summary', 'started', 'discovered', 'contained', 'restored', 'rsit', 'action', 'techniques', 'victim_name', 'victim_kind', 'victim_count', 'sector', 'country', 'region', 'province', 'place', 'people', 'records', 'gigabytes', 'cost_eur', 'days_to_restore', 'extortion', 'url', 'actor'] as const
export type Target = (typeof targets)[number]
export const mappingShape = z.object({
  columns: z.array(z.object({
    column: line(200), target: z.enum(targets), format: z.enum(dateFormats).optional(),
    /** What a cell says → what is meant: `comune` → `municipality`. */
    values: z.record(z.string().max(200), z.string().max(200)).refine((all) => Object.keys(all).length <= 500).optional(),
  })).min(1).max(60),
})
export type Mapping = z.output<typeof mappingShape>

const desk = can(...centre)
export const ATTACKS_MAX_BYTES = 512 * 1_048_576
export const HEAD_MAX_CHARS = 65_536
const refusedRow = z.object({ number: z.number().int(), code: z.string(), text: z.string() })
export const attackImport = z.object({
  id: uuid, fileName: z.string(), sha256: z.string(), format: z.enum(formats), tlp: z.enum(tlps), state: z.enum(['running', 'interrupted', 'done']), by: z.string(), startedAt: instant, finishedAt: instant.nullable(),
  /** Attacks, not lines: a format may tell one attack on many lines. */
  read: z.number().int(), stored: z.number().int(), /** Joined to a known entry by its key. */ merged: z.number().int(), refused: z.number().int(),
}).meta({ id: 'AttackImport' })
export type AttackImport = z.output<typeof attackImport>
/** The same, where nothing was stored. */
const tried = attackImport.omit({ id: true, startedAt: true, finishedAt: true, by: true, state: true }).extend({ rows: z.array(refusedRow), /** Under which levels they would come; `parts` of them for a part that is stricter than its whole. */ levels: z.array(z.object({ tlp: z.enum(tlps), n: z.number().int(), parts: z.number().int() })) })

export const importAttacks = endpoint({
  id: 'observatory.import', method: 'POST', path: '/api/observatory/imports', access: desk, status: 201, raw: true, bodyLimit: ATTACKS_MAX_BYTES, accepts: ['text/csv', 'application/octet-stream'], refuses: ['too_large', 'unsupported', 'conflict', 'not_found'],
  summary: 'A file of attacks, stored in parts as entries that only the centre reads; the same file again goes on where it was cut short, and stores nothing twice',
  query: z.object({ fileName: line(200).default('attacks'), format: z.enum(formats).optional(), /** Name of a saved mapping, for tables. */ mapping: line(200).optional(), tlp: z.enum(tlps).default('amber'), dryRun: z.enum(['true', 'false']).default('false') }),
  response: z.union([attackImport, tried]),
})
export const readAttackImports = endpoint({ id: 'observatory.imports', method: 'GET', path: '/api/observatory/imports', access: desk, summary: 'Files of attacks, the latest first', query: z.object(page), response: z.object({ total: z.number().int(), items: z.array(attackImport) }) })
const byImport = z.object({ importId: uuid })
export const readAttackImport = endpoint({ id: 'observatory.import_read', method: 'GET', path: '/api/observatory/imports/:importId', access: desk, summary: 'One file of attacks: how far it is, and what did not go in with its reason', params: byImport, response: attackImport.extend({ rows: z.array(refusedRow) }) })
export const readRefused = endpoint({ id: 'observatory.import_refused', method: 'GET', path: '/api/observatory/imports/:importId/refused.csv', access: desk, summary: 'What did not go in, as a table: number and reason', params: byImport, raw: true, answers: ['text/csv'] })
export const lookAtHead = endpoint({
  id: 'observatory.import_look', method: 'POST', path: '/api/observatory/imports/look', access: desk, summary: 'The format of a file by its first lines; of a table its columns, what they may mean, and five rows. Nothing is stored',
  body: z.object({ head: z.string().min(1).max(HEAD_MAX_CHARS) }),
  response: z.object({ format: z.enum(formats).nullable(), header: z.array(z.string()), rows: z.array(z.array(z.string())), proposed: z.array(mappingShape.shape.columns.element) }),
})
export const readMappings = endpoint({ id: 'observatory.mappings', method: 'GET', path: '/api/observatory/mappings', access: desk, summary: 'What columns mean in tables of known sources', response: z.object({ items: z.array(z.object({ id: uuid, name: z.string(), mapping: mappingShape, savedAt: instant, savedBy: z.string() })) }) })
export const putMapping = endpoint({ id: 'observatory.save_mapping', method: 'PUT', path: '/api/observatory/mappings', access: desk, status: 204, summary: 'Keeps what columns mean under a name', body: z.object({ name: line(200), mapping: mappingShape }) })
export const seedCatalogue = endpoint({
  id: 'observatory.seed', method: 'POST', path: '/api/observatory/seed', access: can('coordinator'), summary: 'The first cases of the catalogue: those with a source public, the others to be verified; again it changes nothing', body: z.object({}),
  response: z.object({ stored: z.number().int(), known: z.number().int(), published: z.number().int() }),
})
