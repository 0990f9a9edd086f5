/** What a rule does at a body: as everywhere, unless the body has a word of its own about it. */
import type { Tx } from '#platform/db/index.ts'
import type { RuleRow } from '../store/rules-store.ts'
import { tunings } from '../store/tuning-store.ts'

export type StateAt = (rule: Pick<RuleRow, 'id' | 'state'>, partyId: string) => string

export async function statesAt(tx: Tx, partyIds: readonly string[], ruleIds: readonly string[]): Promise<StateAt> {
  const own = ruleIds.length === 0 ? [] : await tunings(tx, [...new Set(partyIds)], [...new Set(ruleIds)])
  const states = new Map(own.map((row) => [`${row.party_id} ${row.rule_id}`, row.state]))
  return (rule, partyId) => states.get(`${partyId} ${rule.id}`) ?? rule.state
}
