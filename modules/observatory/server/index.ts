import type { Ground, Module } from '#platform/module.ts'
import type { ObservatoryService } from '../contract.ts'
import { observatoryRoutes } from './routes.ts'
import { createObservatoryService } from './service.ts'

export function createObservatory(ground: Ground): Module<ObservatoryService> {
  return { service: createObservatoryService(), routes: observatoryRoutes(ground), listeners: [], periodic: [] }
}
