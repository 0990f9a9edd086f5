/** What every action of the module works with. */
import type { CasesService } from '#modules/cases/contract.ts'
import type { CoordinationService } from '#modules/coordination/contract.ts'
import type { TerritoryService } from '#modules/territory/contract.ts'
import type { Site, CentreInfo } from '#platform/http/site.ts'
import type { Keys } from '#platform/keys/index.ts'
import type { DayKeys } from '#platform/keys/day.ts'
import type { Ground } from '#platform/module.ts'

export type IntakeNeeds = {
  readonly cases: Pick<CasesService, 'open' | 'facts'>
  readonly territory: Pick<TerritoryService, 'parties'>
  readonly coordination: Pick<CoordinationService, 'onCall'>
  readonly site: Site
  centre(): Promise<CentreInfo>
  readonly dayKeys: DayKeys
  readonly keys: Pick<Keys, 'seal' | 'open'>
  /** Ids that a code of a registry may stand for, `registry:code` or the code alone; whether they are there is another question. */
  partyIds(realm: string, code: string): readonly string[]
  /** For the stamp of a form: proves when the first page was drawn. */
  readonly secret: string
}
export type Context = { readonly ground: Ground; readonly needs: IntakeNeeds }
