import type { Ground, Module } from '#platform/module.ts'
import { retention } from './retention.ts'
import { routes } from './routes.ts'
import { createService, type Needs, type Service } from './service.ts'

export type { Stage } from './player.ts'

export function createExercise(ground: Ground, needs: Needs): Module<Service> {
  const service = createService(ground, needs)
  return { service, routes: routes(service, ground.publicUrl.startsWith('https:')), listeners: [], periodic: [{ name: 'exercise.follow', everyMs: 2000, run: () => service.follow() }], retention: retention(needs) }
}
