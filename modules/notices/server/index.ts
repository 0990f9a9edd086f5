import type { Ground, Module } from '#platform/module.ts'
import type { NoticesService } from '../contract.ts'
import type { Context } from './context.ts'
import { createFollowers } from './followers.ts'
import { periodic } from './jobs.ts'
import { listeners } from './listeners.ts'
import type { NoticesNeeds } from './needs.ts'
import { createDoor } from './public/door.ts'
import { publicRoutes } from './public/routes.ts'
import { createViews } from './public/views.ts'
import { retention } from './retention.ts'
import { routes } from './routes.ts'
import { createService } from './service.ts'
import { createStatuses } from './statuses.ts'
import { forgetRealm } from './store/retention-store.ts'
import { createHooks } from './webhooks/index.ts'

export { hearPublicChanges, type Ears } from './store/ears-store.ts'
export type { CentreInfo, NoticesNeeds, Render, Reply } from './needs.ts'

export type NoticesModule = Module<NoticesService> & {
  /** Seals what an earlier version stored in plain; at each start. */
  sealSecrets(): Promise<number>
  /** A page for an address nobody serves, for the readers of the public part. */
  notFoundPage(path: string): Promise<string>
}

export function createNotices(ground: Ground, needs: NoticesNeeds): NoticesModule {
  const context: Context = { ground, needs }
  const service = createService(context)
  const followers = createFollowers(context)
  const hooks = createHooks(context)
  const door = createDoor(context)
  return {
    service,
    routes: [...routes(context, service, createStatuses(context), hooks), ...publicRoutes(context, door, createViews(context), followers)],
    listeners: listeners(context),
    periodic: periodic(context, followers, hooks),
    sealSecrets: hooks.sealSecrets,
    retention, forget: forgetRealm,
    async notFoundPage(path) {
      const info = await needs.centre()
      const lang = info.languages.find((one) => path === `/${one}` || path.startsWith(`/${one}/`)) ?? info.languages[0] ?? 'it'
      return door.draw({ lang, path: '/', info }, 'error', { status: 404 }).body
    },
  }
}
