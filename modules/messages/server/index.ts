import type { Ground, Module } from '#platform/module.ts'
import type { MessagesService } from '../contract.ts'
import { messagesRoutes } from './routes.ts'
import { createMessagesService } from './service.ts'

export function createMessages(ground: Ground): Module<MessagesService> {
  const service = createMessagesService(ground)
  return { service, routes: messagesRoutes(service), listeners: [], periodic: [] }
}
