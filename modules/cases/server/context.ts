/** What every action of the module works with. */
import type { Ground } from '#platform/module.ts'
import type { TerritoryService } from '#modules/territory/contract.ts'
import { Refusal, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Keys } from '#platform/keys/index.ts'
import { readableTlps } from '../core/audience.ts'
import { loadCase, type CaseRow } from './store.ts'

export type CasesNeeds = {
  readonly territory: Pick<TerritoryService, 'graph' | 'parties' | 'contacts'>
  readonly keys: Keys
}
export type Context = CasesNeeds & { readonly ground: Ground }

/** @throws Refusal not_found when the case does not exist for this actor, or its TLP does not reach it. */
export async function seen(
  tx: Tx,
  actor: Actor,
  caseId: string,
  options: { lock?: boolean; main?: boolean } = {},
): Promise<CaseRow> {
  const row = await loadCase(tx, caseId, options)
  if (!row || !(readableTlps(actor) as string[]).includes(row.tlp) || (options.main && row.kind !== 'main'))
    throw new Refusal('not_found')
  return row
}

/** The main case that a case belongs to: itself, when it is one. */
export const mainIdOf = (row: Pick<CaseRow, 'id' | 'main_id'>) => row.main_id ?? row.id
export const entryOf = (row: Pick<CaseRow, 'id' | 'main_id' | 'party_id'>) => ({
  case_id: row.id,
  main_id: mainIdOf(row),
  party_id: row.party_id,
})
