/** Nothing below asks this module anything: what it does, it does by itself (collect.ts, send.ts). */
import type { MessagesService } from '../contract.ts'

export const messagesService: MessagesService = {}
