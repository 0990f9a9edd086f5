import type { Site } from '#platform/http/site.ts'
import type { Ground, Module } from '#platform/module.ts'
import type { NoticesService } from '../contract.ts'
import type { Context } from './context.ts'
import { createFollowers } from './followers.ts'
import { periodic } from './jobs.ts'
import { listeners } from './listeners.ts'
import type { CentreInfo, NoticesNeeds } from './needs.ts'
import { createDoor } from './public/door.ts'
import { publicRoutes } from './public/routes.ts'
import { createSite } from './public/site.ts'
import { createViews } from './public/views.ts'
import { retention } from './retention.ts'
import { routes } from './routes.ts'
import { createService } from './service.ts'
import { createStatuses } from './statuses.ts'
import { sealedSecrets } from './store/hooks-store.ts'
import { forgetRealm } from './store/retention-store.ts'
import { subjectPlaces } from './subject.ts'
import { createHooks } from './webhooks/index.ts'

export { hearPublicChanges, type Ears } from './store/ears-store.ts'
export type { CentreInfo, NoticesNeeds, Render, Reply } from './needs.ts'

export type NoticesModule = Module<NoticesService> & {
  /** For the public pages of modules below. */
  readonly site: Site
  /** Seals what an earlier version stored in plain; at each start. */
  sealSecrets(): Promise<number>
  /** What a person reads when no page could be drawn: also while the database is away, in the words of the centre as last read. */
  errorPage(path: string, error: { readonly status: 404 | 500 | 503; readonly requestId: string }): Promise<string>
}

export function createNotices(ground: Ground, given: NoticesNeeds): NoticesModule {
  let last: CentreInfo | undefined
  const needs = { ...given, centre: async () => (last = await given.centre()) }
  const context: Context = { ground, needs }
  const service = createService(context)
  const followers = createFollowers(context)
  const hooks = createHooks(context)
  const door = createDoor(context)
  const site = createSite(context, door)
  return {
    service, site,
    routes: [...routes(context, service, createStatuses(context), hooks), ...publicRoutes(context, door, site, createViews(context), followers)],
    listeners: listeners(context),
    periodic: periodic(context, followers, hooks),
    sealSecrets: hooks.sealSecrets,
    retention, subject: subjectPlaces, sealed: sealedSecrets, forget: forgetRealm,
    async errorPage(url, { status, requestId }) {
      const info = status === 503 && last ? last : await needs.centre()
      const [first = 'it'] = info.languages
      const [path = '/'] = url.split('?')
      const lang = info.languages.find((one) => path === `/${one}` || path.startsWith(`/${one}/`)) ?? first
      const bare = path.replace(new RegExp(`^/${lang}(?=/|$)`), '') || '/'
      // The switch of language leads back here; an address like "//elsewhere.example" would lead away.
      return door.draw({ lang, path: /^\/(?!\/)[\w./~%-]*$/.test(bare) ? bare : '/', info }, 'error', { status, ...(status === 404 ? {} : { requestId }) }).body
    },
  }
}
