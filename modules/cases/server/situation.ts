/** Gathers the facts of the five lines and words them. */
import type { Tx } from '#platform/db/index.ts'
import { tlps, type Tlp, type Trilingual } from '#platform/contract/index.ts'
import { gateOf } from '../core/gate.ts'
import { situationOf, type SituationFacts, type SituationLine } from '../core/situation.ts'
import { gateConditions } from './gating.ts'
import type { CaseRow } from './store.ts'
import { countTabs, countTied, type Counts, type Tabs } from './store/list-store.ts'
import { decisionsOf } from './store/log-store.ts'
import { sayLine } from './words.ts'

export type WordedLine = { readonly key: SituationLine['key']; readonly text: Trilingual; readonly source: string }

export async function situationLines(
  tx: Tx,
  row: CaseRow,
  timeZone: string,
  known: { counts?: Counts; tabs?: Tabs } = {},
): Promise<WordedLine[]> {
  const counts = known.counts ?? (await countTied(tx, row.id))
  const tabs = known.tabs ?? (await countTabs(tx, row.id, tlps))
  const gate = gateOf(await gateConditions(tx, row))
  // A decision stricter than the case has no place in its report.
  const latest = (await decisionsOf(tx, row.id, tlps.slice(tlps.indexOf(row.tlp as Tlp)), 1))[0]
  const lines = situationOf({
    providerName: row.provider_name,
    occurredAt: row.occurred_at,
    observed: row.observed as SituationFacts['observed'],
    effects: row.effects as SituationFacts['effects'],
    counts,
    conditions: gate,
    tasks: { open: tabs.tasksOpen, done: tabs.tasksDone },
    lastDecision: latest?.text ?? null,
    leadName: row.lead_name,
  })
  return lines.map((line) => ({ key: line.key, source: line.source, text: sayLine(line, timeZone) }))
}
