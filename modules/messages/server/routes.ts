import { route, type Route } from '#platform/http/index.ts'
import { readMessagesSummary, type MessagesService } from '../contract.ts'

export const messagesRoutes = (service: MessagesService): Route[] => [
  route(readMessagesSummary, ({ actor }) => service.summary(actor)),
]
