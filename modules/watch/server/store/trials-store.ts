/** Events by which rules are tried. */
import { sql, type Selectable } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { WatchRuleEvent } from '#db/types.ts'

const q = (tx: Tx) => own<'watch'>(tx)
export type TrialRow = Selectable<WatchRuleEvent>
export const trialsOf = async (tx: Tx, ruleIds: readonly string[]): Promise<TrialRow[]> => (await sql<TrialRow>`select * from watch.rule_event where rule_id = any (${[...ruleIds]}::text[]) order by own, at, name, id`.execute(q(tx))).rows
export async function insertTrial(tx: Tx, row: TrialRow): Promise<void> { await q(tx).insertInto('watch.rule_event').values(row).execute() }
export const deleteTrial = async (tx: Tx, id: string): Promise<TrialRow | undefined> => (await sql<TrialRow>`delete from watch.rule_event where id = ${id} and own returning *`.execute(q(tx))).rows[0]
