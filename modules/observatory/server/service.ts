import type { CasesService } from '#modules/cases/contract.ts'
import type { TerritoryService } from '#modules/territory/contract.ts'
import type { PageCache } from '#platform/http/pages.ts'
import type { Ground } from '#platform/module.ts'
import type { ObservatoryService } from '../contract.ts'
import { publishSeed } from './publishing.ts'
import { recordStatements } from './recording.ts'

export type ObservatoryNeeds = {
  readonly cases: Pick<CasesService, 'facts' | 'tiedOf' | 'coding'>
  readonly territory: Pick<TerritoryService, 'parties' | 'map'>
  readonly pages: Pick<PageCache, 'drop'>
}
export type Context = { readonly ground: Ground; readonly needs: ObservatoryNeeds }

export function createObservatoryService(context: Context): ObservatoryService {
  const { clock } = context.ground
  return {
    record: (tx, actor, statements, as) => recordStatements(tx, actor, clock.now(), statements, as),
    publishSeed: (tx, actor, entryId, texts) => publishSeed(context, tx, actor, entryId, texts),
  }
}
