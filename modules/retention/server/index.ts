import type { Ground, Module } from '#platform/module.ts'
import type { RetentionService } from '../contract.ts'
import { periodic } from './jobs.ts'
import { routes } from './routes.ts'
import { createService, type RetentionNeeds } from './service.ts'

export function createRetention(ground: Ground, needs: RetentionNeeds): Module<RetentionService> {
  const service = createService(ground, needs)
  return { service, routes: routes(service), listeners: [], periodic: periodic(service) }
}
