/** Applies the overlaps: what another notification already fulfils is shown with its reason, and is not due. */

import { message } from './messages/message.ts'
import { overlaps } from './overlaps.data.ts'
import type { Obligation, ObligationState, RegimeId } from './types.ts'

export interface Outcome {
  readonly regime: RegimeId
  /** Under the regime and in force at the moment of awareness. */
  readonly reaches: boolean
  /** And this incident is reportable under it. */
  readonly triggered: boolean
  readonly rows: readonly Obligation[]
}

const open: ReadonlySet<ObligationState> = new Set(['due', 'due_without_hours', 'awaiting_input', 'exceeded'])

const displacing: ReadonlySet<RegimeId> = new Set(overlaps.map(({ by }) => by))

export function applyOverlaps(outcomes: readonly Outcome[]): readonly Outcome[] {
  if (!outcomes.some((outcome) => outcome.reaches && displacing.has(outcome.regime))) return outcomes
  const byRegime = new Map(outcomes.map((outcome) => [outcome.regime, outcome]))
  const gone = new Set<RegimeId>()
  for (const overlap of overlaps) {
    const target = byRegime.get(overlap.displaced)
    const by = byRegime.get(overlap.by)
    if (!target || !by || gone.has(overlap.displaced) || gone.has(overlap.by)) continue
    if (!(overlap.when === 'reaches' ? by.reaches : by.triggered)) continue
    if (!target.rows.some((row) => open.has(row.state))) continue
    gone.add(overlap.displaced)
    const reason = message(overlap.reason, { regime: overlap.by, article: overlap.article })
    byRegime.set(overlap.displaced, {
      ...target,
      rows: target.rows.map((row) => open.has(row.state) ? displacedRow(row, overlap.by, reason) : row),
    })
  }
  return gone.size === 0 ? outcomes : outcomes.map((outcome) => byRegime.get(outcome.regime)!)
}

/** Without moments: nothing of it may ring an alarm. */
function displacedRow(row: Obligation, by: RegimeId, reason: Obligation['reasons'][number]): Obligation {
  return {
    ...row, state: 'displaced', displacedBy: by, strictAt: null, legalAt: null, outerAt: null, anchorAt: null,
    missing: [], reasons: [reason, ...row.reasons],
  }
}
