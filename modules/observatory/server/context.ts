/** What the parts of this module share: the ground, and what was handed to them. */
import type { CasesService } from '#modules/cases/contract.ts'
import type { WatchService } from '#modules/watch/contract.ts'
import type { TerritoryService } from '#modules/territory/contract.ts'
import type { PageCache } from '#platform/http/pages.ts'
import type { Keys } from '#platform/keys/index.ts'
import type { Ground } from '#platform/module.ts'

export type ObservatoryNeeds = {
  readonly cases: Pick<CasesService, 'facts' | 'tiedOf' | 'coding' | 'carrying'>
  readonly territory: Pick<TerritoryService, 'parties' | 'map' | 'census' | 'usersOf' | 'partiesCalled' | 'namesOfKind' | 'falls'>
  /** Seals the key of each grant of the research room, and those by which feeds are asked. */
  readonly keys: Pick<Keys, 'seal' | 'open'>
  /** Which rules name a technique. */
  readonly watch: Pick<WatchService, 'tagged'>
  readonly pages: Pick<PageCache, 'drop'>
  /** For tests: feeds may be on this machine, without https. */
  readonly localFeeds?: boolean
}
export type Context = { readonly ground: Ground; readonly needs: ObservatoryNeeds }
