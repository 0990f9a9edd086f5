/** The doors of the other roads: files of mails, bulk files, programs that report by themselves, and the way out as a table. */
import * as z from 'zod'
import { anyone, can, centre, endpoint, instant, line, page, uuid } from '#platform/contract/index.ts'
import { kinds, situations } from './contract.ts'
import { receipt, reportIn } from './contract-endpoints.ts'
import { queueNames } from './contract-shapes.ts'

const desk = can(...centre)
const coordinating = can('coordinator')

export const readAttachment = endpoint({
  id: 'intake.attachment', method: 'GET', path: '/api/intake/attachments/:attachmentId', access: desk, summary: 'A file that came with a report, taken out of the sealed original; never opened here, and the reading is recorded',
  params: z.object({ attachmentId: uuid }), raw: true, answers: ['application/octet-stream'], refuses: ['key_missing', 'expired'],
})

export const IMPORT_MAX_BYTES = 20 * 1_048_576
const refusedRow = z.object({ line: z.number().int(), code: z.string(), text: z.string() })
export const reportImport = z.object({
  id: uuid, fileName: z.string(), sha256: z.string(), state: z.enum(['running', 'interrupted', 'done']), by: z.string(), startedAt: instant, finishedAt: instant.nullable(),
  read: z.number().int(), stored: z.number().int(), /** Stored before: by their key, or as the same from the same person. */ known: z.number().int(), refused: z.number().int(),
  /** Whether the refused rows can still be fetched. */
  badRows: z.boolean(),
}).meta({ id: 'ReportImport' })
export type ReportImport = z.output<typeof reportImport>
export const importReports = endpoint({
  id: 'intake.import', method: 'POST', path: '/api/intake/imports', access: desk, status: 201, raw: true, bodyLimit: IMPORT_MAX_BYTES, accepts: ['text/csv', 'application/octet-stream'], refuses: ['too_large', 'unsupported', 'conflict', 'key_missing'],
  summary: 'A table of reports (CSV), stored in parts; the same file again goes on where it was cut short, and stores nothing twice', query: z.object({ fileName: line(200).default('reports.csv') }), response: reportImport,
})
export const readImports = endpoint({ id: 'intake.imports', method: 'GET', path: '/api/intake/imports', access: desk, summary: 'Files of reports, the latest first', query: z.object(page), response: z.object({ total: z.number().int(), items: z.array(reportImport) }) })
const byImport = z.object({ importId: uuid })
export const readImport = endpoint({ id: 'intake.import_read', method: 'GET', path: '/api/intake/imports/:importId', access: desk, summary: 'One file of reports, and the rows that did not go in with their reason', params: byImport, response: reportImport.extend({ rows: z.array(refusedRow) }) })
export const readBadRows = endpoint({ id: 'intake.bad_rows', method: 'GET', path: '/api/intake/imports/:importId/bad-rows', access: desk, summary: 'The refused rows as a table with their reason, to be mended and given back', params: byImport, raw: true, answers: ['text/csv'], refuses: ['key_missing', 'expired'] })

export const HOOK_REPORTS_MAX = 100
export const hookBody = z.union([z.object({ reports: z.array(reportIn).min(1).max(HOOK_REPORTS_MAX) }), reportIn])
export const hookIn = endpoint({
  id: 'intake.hook', method: 'POST', path: '/api/intake/hooks/:sourceId', access: anyone, status: 201, raw: true, exactBody: true, accepts: ['application/json'], refuses: ['too_large', 'key_missing', 'invalid'],
  summary: 'One report, or up to a hundred, of a program that signs as standardwebhooks.com says; the same webhook-id is the same report', params: z.object({ sourceId: uuid }), body: hookBody, response: z.object({ receipts: z.array(receipt) }),
})
const bySource = z.object({ sourceId: uuid })
export const reportSource = z.object({ id: uuid, name: z.string(), partyId: uuid.nullable(), active: z.boolean(), madeAt: instant, madeBy: z.string(), usedAt: instant.nullable() }).meta({ id: 'ReportSource' })
export const readSources = endpoint({ id: 'intake.sources', method: 'GET', path: '/api/intake/sources', access: coordinating, summary: 'Programs that may report by webhook', query: z.object(page), response: z.object({ total: z.number().int(), items: z.array(reportSource) }) })
export const addSource = endpoint({ id: 'intake.add_source', method: 'POST', path: '/api/intake/sources', access: coordinating, status: 201, summary: 'A program that may report by webhook; its secret is shown once', body: z.object({ name: line(200), partyId: uuid.nullable().default(null) }), response: z.object({ id: uuid, url: z.string(), secret: z.string() }) })
export const changeSource = endpoint({ id: 'intake.change_source', method: 'PATCH', path: '/api/intake/sources/:sourceId', access: coordinating, status: 204, summary: 'Pauses a program, or lets it report again', params: bySource, body: z.object({ active: z.boolean() }) })
export const removeSource = endpoint({ id: 'intake.remove_source', method: 'DELETE', path: '/api/intake/sources/:sourceId', access: coordinating, status: 204, summary: 'Takes a program away, with its secret; what it reported stays', params: bySource })

export const EXPORT_MOST = 20_000
export const exportReports = endpoint({
  id: 'intake.export', method: 'GET', path: '/api/intake/reports.csv', access: desk, raw: true, answers: ['text/csv'], summary: 'Reports as a table: the covered copies, without contacts and originals, never TLP:RED',
  query: z.object({ of: z.enum(queueNames).default('all'), q: z.string().trim().max(200).optional(), situation: z.enum(situations).optional(), kind: z.enum(kinds).optional(), partyId: uuid.optional(), caseId: uuid.optional() }),
})
