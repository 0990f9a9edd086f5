import type { SealedThings } from '#platform/keys/renew.ts'
import type { Ground, Module } from '#platform/module.ts'
import type { Actor } from '#platform/contract/index.ts'
import type { Denominator, ObservatoryService } from '../contract.ts'
import { createAttack, type Attack } from './attack/index.ts'
import type { Context, ObservatoryNeeds } from './context.ts'
import { observatoryListeners } from './listeners.ts'
import { createEditions, type Editions } from './public/edition.ts'
import { publicObservatory, type PublicNeeds } from './public/pages.ts'
import { retention } from './retention.ts'
import { reportRetention, reportSubjects } from './report/care.ts'
import type { Reporting } from './report/reports.ts'
import { reportRoutes } from './report/routes.ts'
import { createFeeds, LOOK_EVERY_MS } from './imports/feed-run.ts'
import { createImports, type Imports } from './imports/index.ts'
import { observatoryRoutes } from './routes.ts'
import { createObservatoryService } from './service.ts'
import { studyRetention } from './study/retention.ts'
import { studyRoutes } from './study/routes.ts'
import { saveDenominators } from './study/study.ts'
import { resealExtract, sealedExtracts } from './store/room-store.ts'
import { forgetFeeds, sealedKeys } from './store/feeds-store.ts'
import { forgetReports } from './store/report-store.ts'
import { forgetStudies } from './store/study-store.ts'
import { studySubjects } from './study/subject.ts'
import { forgetAll } from './store/entries-store.ts'
import { subjectPlaces } from './subject.ts'

const sealed: readonly SealedThings[] = [{ kind: 'texts', id: 'observatory.room', byRealm: true, list: sealedExtracts, replace: resealExtract }, sealedKeys]

export { createEditions } from './public/edition.ts'
export { printed, reportInput } from './public/report.ts'

export function createObservatory(ground: Ground, needs: ObservatoryNeeds & PublicNeeds & Pick<Reporting, 'reports'>): Module<ObservatoryService> & { readonly imports: Imports; readonly attack: Attack; readonly editions: Editions; /** How many there are of what no register holds whole. */ readonly denominators: (actor: Actor, items: readonly Denominator[]) => Promise<unknown> } {
  const context: Context = { ground, needs }
  const editions = createEditions(ground.db)
  const feeds = createFeeds(context)
  return { service: createObservatoryService(context), routes: [...observatoryRoutes(context), ...studyRoutes(context), ...publicObservatory(ground, needs, editions), ...reportRoutes({ ...context, ...needs, editions })], listeners: observatoryListeners(context), periodic: [{ name: 'observatory.feeds', everyMs: LOOK_EVERY_MS, run: () => feeds.run() }], retention: [...retention, ...studyRetention, ...reportRetention], subject: [...subjectPlaces, ...studySubjects, ...reportSubjects], sealed, forget: async (tx, realm) => { await forgetStudies(tx, realm); await forgetReports(tx, realm); await forgetFeeds(tx, realm); await forgetAll(tx, realm) }, imports: createImports(context), attack: createAttack(context), editions, denominators: (actor, items) => saveDenominators(context, actor, items) }
}
