/** Rows of the result: one shape for every state. */

import type { Verdict } from './applicability/verdict.ts'
import type { Bounds } from './counting/terms.ts'
import type { Filing } from './facts.ts'
import { message } from './messages/message.ts'
import type { Regime, RegimeVersion, Stage } from './regimes/regime.ts'
import type { Environment, TermReading } from './terms.ts'
import type { Message, Obligation, ObligationState } from './types.ts'

/** A row about the whole regime: not applicable, not in force, or a fact about the party is missing. */
export function regimeRow(
  regime: Regime, version: RegimeVersion, env: Environment, state: ObligationState, verdict: Pick<Verdict, 'reasons'>,
  missing: Obligation['missing'] = [],
): Obligation {
  const first = version.stages[0]
  return {
    id: `${regime.id}/all`, regime: regime.id, stage: 'all', state, article: version.article, source: version.source,
    certainty: version.certainty, verifiedOn: version.verifiedOn, recipient: first?.recipient[env.country] ?? 'none',
    channel: first?.channel[env.country] ?? 'none', strictAt: null, legalAt: null, outerAt: null, fromClock: null,
    fromMoment: null, anchorAt: null, sentAt: null, protocol: null, late: false, displacedBy: null, missing,
    reasons: verdict.reasons,
  }
}

export interface StageSituation {
  readonly regime: Regime
  readonly version: RegimeVersion
  readonly stage: Stage
  readonly reach: Verdict
  readonly trigger: Verdict
}

export function stageRow(situation: StageSituation, env: Environment, term: TermReading, number?: number): Obligation {
  const { regime, version, stage, trigger } = situation
  const filing = firstFiling(env.facts.filings, regime.id, stage.stage, number)
  const outcome = filing ? sentOutcome(filing, term.bounds) : openOutcome(trigger, term, env.now)
  const bounds = outcome.state === 'registered' ? null : term.bounds
  // Written out, not spread: every row has one shape, and a batch of 1,300 parties makes some 15,000 of them.
  return {
    id: number === undefined ? `${regime.id}/${stage.stage}` : `${regime.id}/${stage.stage}/${number}`,
    regime: regime.id, stage: stage.stage, state: outcome.state, article: stage.article, source: version.source,
    certainty: version.certainty, verifiedOn: version.verifiedOn, recipient: stage.recipient[env.country],
    channel: stage.channel[env.country], strictAt: bounds?.strictAt ?? null, legalAt: bounds?.legalAt ?? null,
    outerAt: bounds?.outerAt ?? null, fromClock: term.clock, fromMoment: term.from,
    anchorAt: outcome.state === 'due_without_hours' ? env.now : null, sentAt: filing?.sentAt ?? null,
    protocol: filing?.protocol ?? null, late: outcome.late, displacedBy: null,
    missing: filing ? [] : [...missingOf(trigger), ...term.missing],
    reasons: [...situation.reach.reasons, ...trigger.reasons, ...term.reasons, ...outcome.reasons],
  }
}

export function firstFiling(filings: readonly Filing[], regime: string, stage: string, number?: number): Filing | null {
  let first: Filing | null = null
  for (const filing of filings) {
    if (filing.regime !== regime || filing.stage !== stage) continue
    if (number !== undefined && (filing.number ?? 1) !== number) continue
    if (!first || filing.sentAt < first.sentAt) first = filing
  }
  return first
}

interface Outcome {
  readonly state: ObligationState
  readonly late: boolean
  readonly reasons: readonly Message[]
}

function sentOutcome(filing: Filing, bounds: Bounds | null): Outcome {
  const late = bounds !== null && filing.sentAt > bounds.legalAt
  const reasons = [message('sent', { at: filing.sentAt, protocol: filing.protocol })]
  if (late) reasons.push(message('sent_late'))
  return { state: 'sent', late, reasons }
}

function openOutcome(trigger: Verdict, term: TermReading, now: Date): Outcome {
  if (trigger.is === 'registered') return open('registered')
  if (trigger.is === 'unknown' || term.missing.length > 0) return open('awaiting_input')
  if (!term.bounds) return open('due_without_hours')
  const { strictAt, legalAt, outerAt } = term.bounds
  if (now <= legalAt) return open('due', now > strictAt ? [message('strict_passed')] : [])
  const stillOpen = now <= outerAt ? [message('outer_still_open', { outer: outerAt })] : []
  return open('exceeded', [message('exceeded'), ...stillOpen])
}

function open(state: ObligationState, reasons: readonly Message[] = []): Outcome {
  return { state, late: false, reasons }
}

function missingOf(trigger: Verdict): Obligation['missing'] {
  if (trigger.is === 'unknown') return trigger.missing
  return trigger.is === 'yes' ? trigger.asks ?? [] : []
}
