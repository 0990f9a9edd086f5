import type { CasesService } from '#modules/cases/contract.ts'
import type { TerritoryService } from '#modules/territory/contract.ts'
import { Refusal, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { CentreInfo, Site } from '#platform/http/site.ts'
import type { Ground } from '#platform/module.ts'

/** The TXT records of a name, each joined; undefined when no server answered, which is not the same as none. */
export type LookUpTxt = (domain: string) => Promise<readonly string[] | undefined>
export type Needs = {
  readonly territory: Pick<TerritoryService, 'parties' | 'readAsset' | 'domainTaken' | 'holdAsset' | 'giveUpAsset' | 'contactBook' | 'ties'>
  readonly cases: Pick<CasesService, 'facts'>
  readonly site: Site
  centre(): Promise<CentreInfo>
  readonly lookUpTxt?: LookUpTxt
}
export type Context = { readonly ground: Pick<Ground, 'db' | 'clock'>; readonly needs: Needs & { readonly lookUpTxt: LookUpTxt } }

export const wrong = (path: string, problem: string) => new Refusal('invalid', { fields: [{ path: `body.${path}`, problem }] })

/** The party, when the asker may speak for it. Of a person with another role there, only that role counts. */
export async function speaking({ needs }: Context, tx: Tx, actor: Actor, partyId: string): Promise<{ id: string; name: string }> {
  const [party] = await needs.territory.parties(tx, [partyId])
  if (!party || (actor.scope !== 'all' && !actor.parties.includes(partyId))) throw new Refusal('not_found')
  const there = actor.memberships?.filter((one) => one.partyId === partyId) ?? []
  if (actor.scope !== 'all' && there.length > 0 && !there.some((one) => one.role === 'admin')) throw new Refusal('forbidden')
  return { id: party.id, name: party.name }
}

/** Names of parties by id, as the asker may read them. */
export async function namesOf({ needs }: Context, tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return new Map((await needs.territory.parties(tx, [...new Set(ids)])).map((one) => [one.id, one.name]))
}
