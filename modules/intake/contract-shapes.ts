/** What the pages of the desk read. */
import * as z from 'zod'
import { instant, lang, paps, tlps, uuid } from '#platform/contract/index.ts'
import { kinds, outcomes, roads, situations, states, whos } from './contract.ts'

export const queueNames = ['waiting', 'mine', 'new', 'late', 'doubtful', 'in_case', 'closed', 'all'] as const
export type QueueName = (typeof queueNames)[number]

export const reportRow = z.object({
  id: uuid, ref: z.string(), kind: z.enum(kinds), road: z.enum(roads), receivedAt: instant, partyId: uuid.nullable(), who: z.enum(whos), whoName: z.string(),
  situation: z.enum(situations), subject: z.string(), urgency: z.number().int(), doubt: z.array(z.string()), state: z.enum(states), outcome: z.enum(outcomes).nullable(),
  assignedTo: z.string().nullable(), assignedName: z.string(), promiseAt: instant.nullable(), promisesMissed: z.number().int(), times: z.number().int(), caseId: uuid.nullable(), caseRef: z.string(), version: z.number().int(),
}).meta({ id: 'ReportRow' })
export type ReportRow = z.output<typeof reportRow>

export const reportEntry = z.object({
  id: z.number().int(), at: instant, kind: z.string(), params: z.record(z.string(), z.unknown()), text: z.string(), told: z.boolean(), byKind: z.enum(['person', 'system', 'reporter']), byName: z.string(),
}).meta({ id: 'ReportEntry' })

/** Why two reports may be about one thing. */
export const reasons = ['indicator', 'words', 'party', 'sender', 'name'] as const
export const alike = z.object({
  report: reportRow,
  /** 0 to 1: how sure. */
  score: z.number(),
  reasons: z.array(z.object({ kind: z.enum(reasons), value: z.string() })),
}).meta({ id: 'AlikeReport' })

export const reportDetail = reportRow.extend({
  words: z.string(), occurredAt: instant.nullable(), lang, tlp: z.enum(tlps), answeredAt: instant.nullable(), closedAt: instant.nullable(), 
  /** What may be done with the indicators; a program is given them only where it may act. */
  pap: z.enum(paps), indicators: z.array(z.string()),
  /** Null when it has gone after its term. */
  contact: z.object({ name: z.string(), phone: z.string(), email: z.string() }).nullable(),
  entries: z.array(reportEntry),
  attachments: z.array(z.object({ id: uuid, fileName: z.string(), mediaType: z.string(), bytes: z.number(), sha256: z.string(), gone: z.boolean() })),
  originals: z.array(z.object({ id: uuid, road: z.enum(roads), receivedAt: instant, bytes: z.number(), sha256: z.string(), keepUntil: instant, gone: z.boolean() })),
  mergeId: uuid.nullable(),
}).meta({ id: 'ReportDetail' })
export type ReportDetail = z.output<typeof reportDetail>
