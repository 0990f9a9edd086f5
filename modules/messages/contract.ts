/** The wire of messages: read by the server, the browser and the permission tests. */
import * as z from 'zod'
import { centre, endpoint, type Actor } from '#platform/contract/index.ts'

export const messagesSummary = z.object({ count: z.number().int() })

export const readMessagesSummary = endpoint({
  id: 'messages.summary',
  method: 'GET',
  path: '/api/messages/summary',
  summary: 'How many there are',
  access: { kind: 'roles', roles: centre },
  response: messagesSummary,
})

/** What the modules below may call. */
export type MessagesService = {
  summary(actor: Actor): Promise<z.output<typeof messagesSummary>>
}
