import type { Ground, Module } from '#platform/module.ts'
import type { ObservatoryService } from '../contract.ts'
import { retention } from './retention.ts'
import { observatoryRoutes } from './routes.ts'
import { createObservatoryService, type Context } from './service.ts'
import { subjectPlaces } from './subject.ts'

export function createObservatory(ground: Ground): Module<ObservatoryService> {
  const context: Context = { ground }
  return { service: createObservatoryService(context), routes: observatoryRoutes(context), listeners: [], periodic: [], retention, subject: subjectPlaces }
}
