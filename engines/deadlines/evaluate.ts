/** Facts and now → every obligation of the party in this incident, with its moment, article and reason. */

import { rules } from './applicability/index.ts'
import type { Verdict } from './applicability/verdict.ts'
import { readClock } from './clocks.ts'
import { holidayCalendar, type HolidayCalendar } from './counting/holidays.ts'
import type { Facts, Filing } from './facts.ts'
import type { FactPath } from './messages/facts.data.ts'
import { message } from './messages/message.ts'
import { nis2FinalRows } from './nis2Final.ts'
import { firstFiling, regimeRow, stageRow } from './obligation.ts'
import { applyOverlaps, type Outcome } from './overlap.ts'
import { regimesOf, versionAt } from './regimes/index.ts'
import type { Regime, RegimeVersion, TermClock } from './regimes/regime.ts'
import { significanceTests, type SignificanceTests } from './significance.ts'
import { withAttachment, withAuthorityNotes, withSupplement, withVoluntary } from './sequels.ts'
import { readTerm, type Environment } from './terms.ts'
import type { Country, Message, Obligation, RecordedClock } from './types.ts'

export interface Evaluation {
  readonly evaluatedAt: Date
  readonly country: Country
  readonly obligations: readonly Obligation[]
  /** Italy only: both tests of a significant incident and the person's decision. */
  readonly significance: SignificanceTests | null
  /** All that is asked for, once each. */
  readonly missing: readonly FactPath[]
  readonly warnings: readonly Message[]
}

/**
 * Pure: the same facts and the same `now` give the same rows. `calendar` may be shared by a batch of parties of one
 * country, so that holidays are computed once.
 */
export function evaluate(facts: Facts, now: Date, calendar?: HolidayCalendar): Evaluation {
  const { country } = facts.party
  const env: Environment = { facts, now, country, calendar: calendar ?? holidayCalendar(country) }
  const outcomes = applyOverlaps(evaluateRegimes(regimesOf[country], env))
  const own = withSupplement(withAuthorityNotes(outcomes.flatMap(({ rows }) => rows), env), env)
  const obligations = withVoluntary(withAttachment(own), env)
  return {
    evaluatedAt: now, country, obligations,
    significance: country === 'IT' ? testsOf(env) : null,
    missing: [...new Set(obligations.flatMap((row) => row.missing))],
    warnings: warningsOf(env),
  }
}

/** Many parties at one moment: one holiday calendar per country. */
export function evaluateMany(list: readonly Facts[], now: Date): readonly Evaluation[] {
  const calendars = { IT: holidayCalendar('IT'), FR: holidayCalendar('FR') }
  return list.map((facts) => evaluate(facts, now, calendars[facts.party.country]))
}

function evaluateRegimes(regimes: readonly Regime[], env: Environment): readonly Outcome[] {
  const told = new Set<string>()
  const outcomes: Outcome[] = []
  for (const regime of regimes) {
    const outcome = evaluateRegime(regime, env)
    // One row speaks for a family that the same fact about the party excludes or leaves open.
    if (regime.family && !outcome.reaches) {
      if (told.has(regime.family) && outcome.rows.every((row) => row.state !== 'sent')) continue
      told.add(regime.family)
    }
    outcomes.push(outcome)
  }
  return outcomes
}

function evaluateRegime(regime: Regime, env: Environment): Outcome {
  const aware = readClock(awarenessClock(regime), regime.id, env.facts)
  const at = aware.running ? aware.at : env.now
  const reach = rules[regime.id].reaches(env.facts, at)
  const version = versionAt(regime, at, env.country)
  const shown = version ?? regime.versions[0]!
  if (reach.is === 'no') return closed(regime, shown, env, [regimeRow(regime, shown, env, 'not_applicable', reach)])
  if (!version) return closed(regime, shown, env, [notYetRow(regime, shown, env)])
  if (version.status === 'not_in_force') {
    const reasons = rules[regime.id].triggers(env.facts, version, 'all').reasons
    return closed(regime, shown, env, [regimeRow(regime, version, env, 'not_in_force', { reasons })])
  }
  if (reach.is === 'later') return closed(regime, shown, env, [regimeRow(regime, version, env, 'not_in_force', reach)])
  if (reach.is === 'unknown') return closed(regime, shown, env, [regimeRow(regime, version, env, 'awaiting_input', reach, reach.missing)])
  return evaluateStages(regime, version, env, reach)
}

function evaluateStages(regime: Regime, version: RegimeVersion, env: Environment, reach: Verdict): Outcome {
  const triggers = version.stages.map(({ stage }) => rules[regime.id].triggers(env.facts, version, stage))
  const triggered = triggers.some(({ is }) => is === 'yes')
  if (triggers.every(({ is }) => is === 'no')) {
    const reasons = [...reach.reasons, ...triggers[0]!.reasons]
    const outcome = closed(regime, version, env, [regimeRow(regime, version, env, 'not_applicable', { reasons })])
    return { ...outcome, reaches: true }
  }
  const rows: Obligation[] = []
  version.stages.forEach((stage, index) => {
    const trigger = triggers[index]!
    const filed = firstFiling(env.facts.filings, regime.id, stage.stage)
    if (stage.onlyIfRecorded && !env.facts.clocks[stage.onlyIfRecorded] && !filed) return
    // The public communication exists only in the place of the individual one.
    if (stage.stage === 'public_communication' && trigger.is !== 'yes' && !filed) return
    if (trigger.is === 'no' && !filed) {
      const row = regimeRow(regime, version, env, 'not_applicable', trigger)
      rows.push({ ...row, id: `${regime.id}/${stage.stage}`, stage: stage.stage, article: stage.article })
      return
    }
    const situation = { regime, version, stage, reach, trigger }
    if (stage.term.kind === 'nis2_final') rows.push(...nis2FinalRows(situation, env, stage.term))
    else rows.push(stageRow(situation, env, readTerm(stage.term, regime.id, env)))
  })
  return { regime: regime.id, reaches: true, triggered, rows }
}

/** Closed for a reason, yet what was filed all the same stays on record. */
function closed(regime: Regime, version: RegimeVersion, env: Environment, rows: readonly Obligation[]): Outcome {
  const filed = env.facts.filings.filter((filing) => filing.regime === regime.id && filing.stage !== 'voluntary' && filing.stage !== 'supplement')
  const kept = filed.map((filing) => keptRow(rows[0]!, regime, version, filing))
  return { regime: regime.id, reaches: false, triggered: false, rows: [...rows, ...kept] }
}

function keptRow(row: Obligation, regime: Regime, version: RegimeVersion, filing: Filing): Obligation {
  const stage = version.stages.find((candidate) => candidate.stage === filing.stage)
  const suffix = filing.number === undefined ? '' : `/${filing.number}`
  return {
    ...row, id: `${regime.id}/${filing.stage}${suffix}`, stage: filing.stage, state: 'sent', article: stage?.article ?? row.article,
    sentAt: filing.sentAt, protocol: filing.protocol, missing: [],
    reasons: [...row.reasons, message('sent', { at: filing.sentAt, protocol: filing.protocol })],
  }
}

function notYetRow(regime: Regime, first: RegimeVersion, env: Environment): Obligation {
  return regimeRow(regime, first, env, 'not_in_force', { reasons: [message('before_in_force', { from: first.from })] })
}

/** The moment that decides which version of the law applies: the party's awareness, never a later filing. */
function awarenessClock(regime: Regime): TermClock {
  const term = regime.versions[0]?.stages[0]?.term
  return term && 'clock' in term && (term.clock === 'breach' || term.clock === 'attack') ? term.clock : 'aware'
}

const law90 = regimesOf.IT.find(({ id }) => id === 'IT-L90')!
const nis2 = regimesOf.IT.find(({ id }) => id === 'IT-NIS2')!

function testsOf(env: Environment): SignificanceTests {
  const at = env.facts.clocks.aware?.at ?? env.now
  return significanceTests(env.facts, versionAt(nis2, at, 'IT'), versionAt(law90, at, 'IT'))
}

function warningsOf({ facts, now }: Environment): readonly Message[] {
  const warnings: Message[] = []
  for (const clock of Object.keys(facts.clocks) as RecordedClock[]) {
    const at = facts.clocks[clock]?.at
    if (at && at > now) warnings.push(message('clock_in_future', { clock, at }))
  }
  const aware = facts.clocks.aware?.at
  for (const { stage, sentAt } of facts.filings) {
    if (aware && sentAt < aware) warnings.push(message('sent_before_clock', { stage }))
  }
  return warnings
}
