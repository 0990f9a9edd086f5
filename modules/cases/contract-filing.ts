/** Papers of a case: evidence, containment sheet, reports, messages, and the hold that keeps them. */
import * as z from 'zod'
import { can, channels, endpoint, instant, line, page, prose, tlps, uuid, version } from '#platform/contract/index.ts'
import * as shape from './contract-shapes.ts'

const ofCentre = can('coordinator', 'analyst')
const ofCase = can('coordinator', 'analyst', 'liaison', 'member', 'admin', 'provider')
const ofParty = can('coordinator', 'analyst', 'member', 'admin', 'provider')
const caseParams = z.object({ caseId: uuid })
const listed = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), total: z.number().int() })
const done = z.object({ version: z.number().int() })

export const listEvidence = endpoint({
  id: 'cases.evidence',
  method: 'GET',
  path: '/api/cases/:caseId/evidence',
  summary: 'Evidence with its chain of custody',
  access: ofCase,
  params: caseParams,
  query: z.object(page),
  response: listed(shape.evidenceItem),
})
export const evidenceMaxBytes = 50 * 1024 * 1024
export const uploadEvidence = endpoint({
  id: 'cases.uploadEvidence',
  method: 'POST',
  path: '/api/cases/:caseId/evidence',
  summary: 'Upload one file as application/octet-stream; its bytes are never opened',
  access: ofParty,
  params: caseParams,
  query: z.object({
    fileName: line(255),
    mediaType: z
      .string()
      .regex(/^[\w.+-]{1,80}\/[\w.+-]{1,80}$/)
      .default('application/octet-stream'),
    note: z.string().trim().max(1000).default(''),
    tlp: z.enum(tlps).default('amber'),
  }),
  response: shape.evidenceItem,
  raw: true,
  accepts: ['application/octet-stream'],
  bodyLimit: evidenceMaxBytes,
  status: 201,
})
export const downloadEvidence = endpoint({
  id: 'cases.downloadEvidence',
  method: 'GET',
  path: '/api/cases/evidence/:evidenceId/file',
  summary: 'The bytes as they came',
  access: ofParty,
  params: z.object({ evidenceId: uuid }),
  raw: true,
  answers: ['application/octet-stream'],
  refuses: ['expired'],
})
export const handEvidence = endpoint({
  id: 'cases.handEvidence',
  method: 'POST',
  path: '/api/cases/evidence/:evidenceId/custody',
  summary: 'Handed over, returned or verified',
  access: ofCentre,
  params: z.object({ evidenceId: uuid }),
  body: z.object({ action: z.enum(['handed_over', 'returned', 'verified']), note: line(1000) }),
  response: shape.evidenceItem,
  refuses: ['expired'],
})

export const listTasks = endpoint({
  id: 'cases.tasks',
  method: 'GET',
  path: '/api/cases/:caseId/tasks',
  summary: 'The containment sheet',
  access: ofCase,
  params: caseParams,
  response: listed(shape.task),
})
export const layTasks = endpoint({
  id: 'cases.layTasks',
  method: 'POST',
  path: '/api/cases/:caseId/tasks',
  summary: 'Lay a containment sheet on the case',
  access: ofParty,
  params: caseParams,
  body: z.object({ situation: z.enum(shape.situations) }),
  response: listed(shape.task),
  status: 201,
})
export const decideTask = endpoint({
  id: 'cases.decideTask',
  method: 'PATCH',
  path: '/api/cases/tasks/:taskId',
  summary: 'Tick, skip or reopen an item',
  access: ofParty,
  params: z.object({ taskId: uuid }),
  body: z.object({ version, state: z.enum(shape.taskStates), note: prose(2000).default('') }),
  response: done,
})

export const listReports = endpoint({
  id: 'cases.reports',
  method: 'GET',
  path: '/api/cases/:caseId/reports',
  summary: 'Situation reports, newest first',
  access: ofCentre,
  params: caseParams,
  query: z.object(page),
  response: listed(shape.report),
})
export const writeReport = endpoint({
  id: 'cases.writeReport',
  method: 'POST',
  path: '/api/cases/:caseId/reports',
  summary: 'A situation report in one click',
  access: ofCentre,
  params: caseParams,
  body: z.object({ tlp: z.enum(tlps).default('amber') }),
  response: shape.report,
  status: 201,
})

export const listDeliveries = endpoint({
  id: 'cases.deliveries',
  method: 'GET',
  path: '/api/cases/:caseId/deliveries',
  summary: 'Messages about a case and its tied cases, and calls to make',
  access: ofCentre,
  params: caseParams,
  query: z.object({
    state: z.enum(['queued', 'sending', 'sent', 'failed', 'uncertain', 'held', 'done']).optional(),
    channel: z.enum(channels).optional(),
    ...page,
  }),
  response: listed(shape.delivery),
})
export const settleDelivery = endpoint({
  id: 'cases.settleDelivery',
  method: 'POST',
  path: '/api/cases/deliveries/:deliveryId',
  summary: 'A person decides on a message that may not have left',
  access: ofCentre,
  params: z.object({
    deliveryId: z.coerce
      .number()
      .int()
      .min(1)
      .max(2 ** 50),
  }),
  /** `reopen` takes back a `done` of the last ten minutes, of what a person does by hand. */
  body: z.object({ outcome: z.enum(['again', 'done', 'reopen']) }),
  status: 204,
})

export const holdCase = endpoint({
  id: 'cases.hold',
  method: 'PUT',
  path: '/api/cases/:caseId/hold',
  summary: 'Keep the data of a case, and of the cases tied to it, past their terms',
  access: can('coordinator'),
  params: caseParams,
  /** Until then, or with null until somebody lifts it. */
  body: z.object({ reason: prose(1000).min(3), until: instant.nullable().default(null) }),
  status: 204,
})
export const liftHold = endpoint({
  id: 'cases.liftHold',
  method: 'DELETE',
  path: '/api/cases/:caseId/hold',
  summary: 'The data of a case go by their terms again',
  access: can('coordinator'),
  params: caseParams,
  status: 204,
})
