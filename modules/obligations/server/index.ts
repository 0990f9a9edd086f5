import type { Ground, Module } from '#platform/module.ts'
import { periodic } from './jobs.ts'
import { listeners } from './listeners.ts'
import { retention } from './retention.ts'
import { routes } from './routes.ts'
import { createService, type Needs, type Service } from './service.ts'
import { forgetRealm } from './store.ts'

export function createObligations(ground: Ground, needs: Needs): Module<Service> {
  const service = createService(ground, needs)
  return { service, routes: routes(service, ground.publicUrl), listeners: listeners(service), periodic: periodic(service), retention, forget: forgetRealm }
}
