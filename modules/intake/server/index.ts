import type { Ground, Module } from '#platform/module.ts'
import type { IntakeService } from '../contract.ts'
import { createBatching } from './batching.ts'
import type { Context, IntakeNeeds } from './context.ts'
import { createDesk } from './desk.ts'
import { createJobs } from './jobs.ts'
import { listeners } from './listeners.ts'
import { createMerging } from './merging.ts'
import { createRoads, type Roads } from './roads/index.ts'
import { createFollowing } from './public/following.ts'
import { publicPages } from './public/pages.ts'
import { createReporting } from './public/reporting.ts'
import { retention } from './retention.ts'
import { routes } from './routes.ts'
import { createService } from './service.ts'
import { forgetRealm } from './store/retention-store.ts'
import { sealedSecrets } from './store/roads-store.ts'
import { subjectPlaces } from './subject.ts'

export type { IntakeNeeds } from './context.ts'

export function createIntake(ground: Ground, needs: IntakeNeeds): Module<IntakeService> & { readonly jobs: ReturnType<typeof createJobs>; readonly roads: Roads } {
  const context: Context = { ground, needs }
  const service = createService(context)
  const batch = createBatching(service.receive)
  const jobs = createJobs(context)
  const roads = createRoads(context)
  return {
    service, jobs, roads, listeners: listeners(context), periodic: [...jobs.periodic, ...roads.periodic], retention, subject: subjectPlaces, sealed: sealedSecrets, forget: forgetRealm,
    routes: [...routes(service.receive, batch, createDesk(context), createMerging(context)), ...roads.routes, ...publicPages(context, createReporting(context, batch), createFollowing(context))],
  }
}
