/** The one question by another way: who may be asked how, asking again, and the text that a person copies. */
import * as z from 'zod'
import { can, channels, endpoint, instant, uuid } from '#platform/contract/index.ts'

const ofCentre = can('coordinator', 'analyst')
const caseParams = z.object({ caseId: uuid })

export const readWays = endpoint({
  id: 'cases.ways', method: 'GET', path: '/api/cases/:caseId/ways', summary: 'How a body was asked, and how it may be asked now', access: ofCentre, params: caseParams,
  response: z.object({
    asked: z.array(z.object({ channel: z.enum(channels), role: z.string(), to: z.string(), at: instant, state: z.string().nullable(), byHand: z.boolean() })),
    /** In the order in which they are tried. `againAt`: the way rests until then. */
    ways: z.array(z.object({ channel: z.enum(channels), to: z.string(), role: z.string(), byHand: z.boolean(), againAt: instant.nullable() })),
  }),
})
export const askAgain = endpoint({
  id: 'cases.ask', method: 'POST', path: '/api/cases/:caseId/questions', summary: 'The same question by another way; without one, by the best that was not the last', access: ofCentre, params: caseParams,
  body: z.object({ channel: z.enum(channels).optional() }),
  response: z.object({ channel: z.enum(channels), to: z.string(), byHand: z.boolean(), at: instant }), status: 201,
})
export const readText = endpoint({
  id: 'cases.copyText', method: 'POST', path: '/api/cases/deliveries/:deliveryId/text', summary: 'The whole text of a message that a person sends; who read it is recorded', access: ofCentre,
  params: z.object({ deliveryId: z.coerce.number().int().min(1).max(2 ** 50) }),
  response: z.object({ to: z.string(), subject: z.string(), text: z.string() }),
})
