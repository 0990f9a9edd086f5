import type { Ground, Module } from '#platform/module.ts'
import type { MessagesService } from '../contract.ts'
import { createChoices } from './choices.ts'
import { createCollecting } from './collect.ts'
import type { Context, Needs } from './context.ts'
import { periodic } from './jobs.ts'
import { createKeys } from './keys.ts'
import { listeners } from './listeners.ts'
import { publicPages } from './public/pages.ts'
import { retention } from './retention.ts'
import { routes } from './routes.ts'
import { createSending } from './send.ts'
import { messagesService } from './service.ts'
import { forgetRealm } from './store/retention-store.ts'
import { subjectPlaces } from './subject.ts'

export function createMessages(ground: Ground, needs: Needs): Module<MessagesService> {
  const context: Context = { ground, needs }
  const [collecting, sending, choices] = [createCollecting(context), createSending(context), createChoices(context)]
  return {
    service: messagesService, routes: [...routes(context, choices, createKeys(context)), ...publicPages(context, choices)],
    listeners: listeners(collecting), periodic: periodic(collecting, sending), retention, subject: subjectPlaces, forget: forgetRealm,
  }
}
