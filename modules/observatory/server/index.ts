import type { Ground, Module } from '#platform/module.ts'
import type { ObservatoryService } from '../contract.ts'
import { observatoryListeners } from './listeners.ts'
import { retention } from './retention.ts'
import { createImports, type Imports } from './imports/index.ts'
import { observatoryRoutes } from './routes.ts'
import { createObservatoryService, type Context, type ObservatoryNeeds } from './service.ts'
import { forgetAll } from './store/entries-store.ts'
import { subjectPlaces } from './subject.ts'

export function createObservatory(ground: Ground, needs: ObservatoryNeeds): Module<ObservatoryService> & { readonly imports: Imports } {
  const context: Context = { ground, needs }
  return { service: createObservatoryService(context), routes: observatoryRoutes(context), listeners: observatoryListeners(context), periodic: [], retention, subject: subjectPlaces, forget: forgetAll, imports: createImports(context) }
}
