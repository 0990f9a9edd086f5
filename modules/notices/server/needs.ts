import type { CasesService } from '#modules/cases/contract.ts'
import type { readReply, writeReply } from '#modules/cases/contract-endpoints.ts'
import type { TerritoryService } from '#modules/territory/contract.ts'
import type { BodyOf, Lang, ResponseOf } from '#platform/contract/index.ts'
import type { PageCache } from '#platform/http/pages.ts'
import type { CentreInfo } from '#platform/http/site.ts'
import type { Keys } from '#platform/keys/index.ts'
import type { Assets, PrivacyNotice, PublicDocument, PublicRoute } from '../contract-public.ts'

export type { CentreInfo }

/** Draws one public document; `apps/web/public.ts`. */
export type Render = <R extends PublicRoute>(route: R, document: PublicDocument<R>) => string

/** The question behind a mailed link, as the cases module answers it. @throws Refusal not_found, expired, invalid. */
export type Reply = {
  read(token: string): Promise<ResponseOf<typeof readReply>>
  answer(token: string, input: BodyOf<typeof writeReply>): Promise<ResponseOf<typeof writeReply>>
}

export type NoticesNeeds = {
  readonly cases: Pick<CasesService, 'facts' | 'tiedOf'>
  readonly territory: Pick<TerritoryService, 'parties' | 'map'>
  centre(): Promise<CentreInfo>
  readonly pages: PageCache
  /** Seals the secrets of webhooks, which the database holds and only the sender needs in plain. */
  readonly keys: Pick<Keys, 'seal' | 'open'>
  readonly render: Render
  assets(): Assets
  readonly reply?: Reply
  /** What the centre itself says of the data of people, in place of the short text; undefined while nobody has published it. */
  privacyNotice?(lang: Lang): Promise<PrivacyNotice | undefined>
  /** False while this process may miss a public change made by another: pages are then drawn each time. */
  hears?(): boolean
  /** For tests: webhooks may go to this machine, without https. */
  readonly localHooks?: boolean
}
