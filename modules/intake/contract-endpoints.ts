/** The signed-in doors: who may report by a program or for a caller, and the desk that works on what arrived. */
import * as z from 'zod'
import { can, centre, endpoint, instant, lang, line, ofBody, page, paps, prose, tlps, uuid } from '#platform/contract/index.ts'
import { kinds, outcomes, situations, whos } from './contract.ts'
import { alike, queueNames, reportDetail, reportRow } from './contract-shapes.ts'

const desk = can(...centre)
const reporters = can(...centre, ...ofBody)
const byReport = z.object({ reportId: uuid })
const version = z.number().int().min(0).max(2_147_483_647)

const contactIn = z.object({ name: line(200).or(z.literal('')).default(''), phone: line(60).or(z.literal('')).default(''), email: z.email().max(254).or(z.literal('')).default('') })
  .default({ name: '', phone: '', email: '' })
export const reportIn = z.object({
  /** Of the caller's own: the same again is the same report. */
  externalId: line(200).optional(),
  kind: z.enum(kinds).default('report'),
  who: z.enum(whos).default('unknown'), whoName: line(300).or(z.literal('')).default(''),
  /** Of the territory. A body reports for itself alone. */
  partyId: uuid.optional(),
  situation: z.enum(situations).default('unknown'),
  subject: line(300).optional(), words: prose(20_000).default(''),
  occurredAt: instant.optional(), lang: lang.default('it'),
  contact: contactIn, danger: z.boolean().default(false), tlp: z.enum(tlps).default('amber'),
}).meta({ id: 'ReportIn' })

export const receipt = z.object({ id: uuid, ref: z.string(), code: z.string(), answerBy: instant.nullable(), was: z.enum(['new', 'again', 'known']) }).meta({ id: 'ReportReceipt' })
export const fileReport = endpoint({
  id: 'intake.file', method: 'POST', path: '/api/intake/reports', access: reporters, status: 201,
  summary: 'Files one report: of a body for itself, of the centre for a caller, of a program', body: reportIn, response: receipt, refuses: ['not_found'],
})
export const fileReports = endpoint({
  id: 'intake.file_many', method: 'POST', path: '/api/intake/reports/batch', access: reporters, status: 201, bodyLimit: 8 * 1_048_576,
  summary: 'Files up to 500 reports in one transaction: all or none', body: z.object({ reports: z.array(reportIn).min(1).max(500) }), response: z.object({ receipts: z.array(receipt) }), refuses: ['not_found'],
})
/** The operator types while the caller speaks: the report is in their hands from the first. */
export const phoneReport = endpoint({
  id: 'intake.phone', method: 'POST', path: '/api/intake/calls', access: desk, status: 201, summary: 'A telephone call, typed while listening', body: reportIn, response: receipt, refuses: ['not_found'],
})

export const listReports = endpoint({
  id: 'intake.reports', method: 'GET', path: '/api/intake/reports', access: can(...centre, ...ofBody, 'liaison'),
  summary: 'What waits, the most urgent first; or what was, the newest first',
  query: z.object({ of: z.enum(queueNames).default('waiting'), q: z.string().trim().max(200).optional(), situation: z.enum(situations).optional(), kind: z.enum(kinds).optional(), partyId: uuid.optional(), caseId: uuid.optional(), ...page }),
  response: z.object({
    items: z.array(reportRow), total: z.number().int(),
    counts: z.object({ waiting: z.number().int(), mine: z.number().int(), new: z.number().int(), late: z.number().int(), doubtful: z.number().int() }),
  }),
})
export const readReport = endpoint({ id: 'intake.report', method: 'GET', path: '/api/intake/reports/:reportId', access: can(...centre, ...ofBody, 'liaison'), summary: 'One report, what happened to it and what came with it', params: byReport, response: reportDetail })
export const readAlike = endpoint({ id: 'intake.alike', method: 'GET', path: '/api/intake/reports/:reportId/alike', access: desk, summary: 'Reports that may be about the same, each with its reasons', params: byReport, response: z.object({ items: z.array(alike) }) })
export const readOriginal = endpoint({
  id: 'intake.original', method: 'POST', path: '/api/intake/signals/:signalId/original', access: desk, summary: 'What arrived, as it came; the reading is recorded with its reason', params: z.object({ signalId: uuid }),
  body: z.object({ reason: line(300).refine((text) => text.isWellFormed()) }), raw: true, accepts: ['application/json'], answers: ['application/octet-stream'], refuses: ['key_missing', 'expired'],
})

export const takeReport = endpoint({
  id: 'intake.take', method: 'POST', path: '/api/intake/reports/:reportId/assignment', access: desk, status: 204, summary: 'Takes a report, hands it to a colleague, or puts it back', params: byReport,
  body: z.object({ to: z.enum(['me', 'nobody']).or(z.object({ id: line(100), name: line(200) })) }),
})
export const writeToReporter = endpoint({
  id: 'intake.write', method: 'POST', path: '/api/intake/reports/:reportId/entries', access: desk, status: 204, summary: 'A note for colleagues, or a message to the reporter with the next promised hour', params: byReport,
  body: z.object({ text: prose(10_000).min(1), told: z.boolean(), promiseAt: instant.optional() }),
})
/** Of whom the report is: what the door of number and code takes, from within. */
export const replyToCentre = endpoint({
  id: 'intake.reply', method: 'POST', path: '/api/intake/reports/:reportId/words', access: can(...ofBody), status: 204, summary: 'A word of the body to the centre, about a report of its own', params: byReport,
  body: z.object({ text: prose(4000).min(1) }), refuses: ['conflict'],
})
export const moveReport = endpoint({
  id: 'intake.move', method: 'POST', path: '/api/intake/reports/:reportId/state', access: desk, status: 204, summary: 'Waits for the reporter, goes on, closes with its outcome, opens again', params: byReport,
  body: z.object({ state: z.enum(['open', 'waiting', 'closed']), outcome: z.enum(outcomes).optional(), text: prose(10_000).default('') }),
})
export const changeReport = endpoint({
  id: 'intake.change', method: 'PATCH', path: '/api/intake/reports/:reportId', access: desk, status: 204, summary: 'Corrects what was understood: whose it is, what it is, how soon; covers what should not be read', params: byReport,
  body: z.object({ version, partyId: uuid.nullable().optional(), situation: z.enum(situations).optional(), urgency: z.number().int().min(0).max(3).optional(), subject: line(300).optional(), words: prose(20_000).optional(), tlp: z.enum(tlps).optional(), pap: z.enum(paps).optional() }),
})

export const MERGE_MAX = 2000
export const mergeReports = endpoint({
  id: 'intake.merge', method: 'POST', path: '/api/intake/merges', access: desk, status: 201, bodyLimit: 262_144,
  summary: 'Many reports into one case, new or open, in one step; the same request again changes nothing',
  body: z.object({
    requestId: uuid, reportIds: z.array(uuid).min(1).max(MERGE_MAX),
    into: z.object({ caseId: uuid }).or(z.object({ partyId: uuid, title: line(200), occurredAt: instant.optional(), effects: z.object({ unavailable: z.boolean(), exposed: z.boolean(), tampered: z.boolean() }).default({ unavailable: false, exposed: false, tampered: false }) })),
  }),
  response: z.object({ mergeId: uuid, caseId: uuid, caseRef: z.string(), merged: z.number().int() }), refuses: ['not_found'],
})
export const undoMerge = endpoint({ id: 'intake.undo', method: 'POST', path: '/api/intake/merges/:mergeId/undo', access: desk, summary: 'Every report is again what it was before the merge', params: z.object({ mergeId: uuid }), response: z.object({ restored: z.number().int() }) })
export const detachReport = endpoint({ id: 'intake.detach', method: 'POST', path: '/api/intake/reports/:reportId/detach', access: desk, status: 204, summary: 'Takes one report out of its case; it is again what it was', params: byReport })

export const readShift = endpoint({
  id: 'intake.shift', method: 'GET', path: '/api/intake/shift', access: desk, summary: 'What happened since a moment, for whoever comes on duty', query: z.object({ since: instant.optional() }),
  response: z.object({
    since: instant, received: z.number().int(), closed: z.number().int(), merged: z.number().int(), missed: z.number().int(),
    waiting: z.array(reportRow), handed: z.array(reportRow), overdue: z.array(reportRow),
  }),
})
