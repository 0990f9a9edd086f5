/** Emergency access: a role of the centre for some hours, and the report of what was done with it. */
import * as z from 'zod'
import { can, endpoint, instant, prose, uuid } from '#platform/contract/index.ts'

export const EMERGENCY = { hours: 4, reason: 20 } as const
const reasons = prose(2000).refine((text) => text.length >= EMERGENCY.reason, { error: 'at least 20 characters' })

export const emergency = z.object({
  id: uuid, personId: uuid, person: z.string(), role: z.enum(['coordinator', 'analyst']), reason: z.string(),
  /** Null: given at the server. */
  givenBy: z.string().nullable(), givenAt: instant, until: instant,
  /** running: the role counts · open: it is over, and nobody has looked at it yet · closed. */
  state: z.enum(['running', 'open', 'closed']), closedBy: z.string().nullable(), closedAt: instant.nullable(), remark: z.string(),
  /** Whether the one who asks may close it: neither who gave nor who received. */
  mayClose: z.boolean(),
}).meta({ id: 'Emergency' })
export type Emergency = z.output<typeof emergency>

export const listEmergencies = endpoint({
  id: 'identity.emergencies', method: 'GET', path: '/api/identity/emergencies', summary: 'Emergency accesses: those that are not closed, and the last twenty that are', access: can('coordinator'), response: z.object({ emergencies: z.array(emergency) }),
})
export const readEmergency = endpoint({
  id: 'identity.emergency', method: 'GET', path: '/api/identity/emergencies/:emergencyId', summary: 'One emergency access, and everything its person did while it held', access: can('coordinator'), params: z.object({ emergencyId: uuid }),
  /** `more`: there are entries beyond the first five hundred. */
  response: emergency.extend({ done: z.array(z.object({ id: z.number(), at: instant, action: z.string(), object: z.string(), reason: z.string() })), more: z.boolean() }),
})
export const giveEmergency = endpoint({
  id: 'identity.giveEmergency', method: 'POST', path: '/api/identity/emergencies', summary: 'Gives a person a role of the centre for at most four hours; every coordinator is told by mail', access: can('coordinator'),
  body: z.object({ personId: uuid, role: z.enum(['coordinator', 'analyst']), hours: z.number().int().min(1).max(EMERGENCY.hours), reason: reasons }), status: 201, response: z.object({ id: uuid, until: instant }), refuses: ['not_found'],
})
/** 409 `second_person` for who gave it and who received it. */
export const closeEmergency = endpoint({
  id: 'identity.closeEmergency', method: 'POST', path: '/api/identity/emergencies/:emergencyId/close', summary: 'Closes the report with a remark; the role ends if it still counts', access: can('coordinator'),
  params: z.object({ emergencyId: uuid }), body: z.object({ remark: reasons }), status: 204,
})
