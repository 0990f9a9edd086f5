import type { Ground, Module } from '#platform/module.ts'
import type { ObservatoryService } from '../contract.ts'
import type { Context, ObservatoryNeeds } from './context.ts'
import { observatoryListeners } from './listeners.ts'
import { createEditions } from './public/edition.ts'
import { publicObservatory, type PublicNeeds } from './public/pages.ts'
import { retention } from './retention.ts'
import { observatoryRoutes } from './routes.ts'
import { createObservatoryService } from './service.ts'
import { forgetAll } from './store/entries-store.ts'
import { subjectPlaces } from './subject.ts'

export { createEditions } from './public/edition.ts'
export { printed, reportInput } from './public/report.ts'

export function createObservatory(ground: Ground, needs: ObservatoryNeeds & PublicNeeds): Module<ObservatoryService> {
  const context: Context = { ground, needs }
  return { service: createObservatoryService(context), routes: [...observatoryRoutes(context), ...publicObservatory(ground, needs, createEditions(ground.db))], listeners: observatoryListeners(context), periodic: [], retention, subject: subjectPlaces, forget: forgetAll }
}
