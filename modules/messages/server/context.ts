import type { CasesService } from '#modules/cases/contract.ts'
import type { CoordinationService } from '#modules/coordination/contract.ts'
import type { IdentityService } from '#modules/identity/contract.ts'
import type { ObligationsService } from '#modules/obligations/contract.ts'
import type { TerritoryService } from '#modules/territory/contract.ts'
import type { Lang } from '#platform/contract/index.ts'
import type { CentreInfo, Site } from '#platform/http/site.ts'
import type { Ground } from '#platform/module.ts'

export type Needs = {
  readonly identity: Pick<IdentityService, 'peopleOf' | 'addressOf'>
  readonly territory: Pick<TerritoryService, 'parties' | 'contacts' | 'contactBook'>
  readonly cases: Pick<CasesService, 'facts' | 'tiedOf'>
  readonly obligations: Pick<ObligationsService, 'nearest'>
  readonly coordination: Pick<CoordinationService, 'ending'>
  readonly site: Site
  centre(): Promise<CentreInfo>
  /** Signs the links in mails. */
  readonly secret: string
}
export type Context = { readonly ground: Pick<Ground, 'db' | 'clock' | 'publicUrl' | 'log'>; readonly needs: Needs }

export const firstLang = (info: CentreInfo): Lang => info.languages[0] ?? 'it'
export const inLang = (texts: Readonly<Record<string, string>>, lang: Lang): string => texts[lang] ?? Object.values(texts)[0] ?? ''
