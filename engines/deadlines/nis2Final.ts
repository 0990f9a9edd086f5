/**
 * D.Lgs. 138/2024 art. 25(5)(d)-(e). One month from the transmission of the notification: the final report, or, while
 * the incident lasts, a progress report each month and the final report one month from the end of handling.
 */

import { readClock } from './clocks.ts'
import { firstFiling, stageRow, type StageSituation } from './obligation.ts'
import { message } from './messages/message.ts'
import type { Term } from './regimes/regime.ts'
import { inMonths, type Environment, type TermReading } from './terms.ts'
import type { Obligation } from './types.ts'

/** Progress reports listed at most: ten years of months. */
const longestMonths = 120

export function nis2FinalRows(situation: StageSituation, env: Environment, term: Extract<Term, { kind: 'nis2_final' }>): Obligation[] {
  const sent = readClock('notification_sent', situation.regime.id, env.facts)
  if (!sent.running) {
    return [stageRow(situation, env, { bounds: null, clock: sent.clock, from: null, missing: [sent.missing], reasons: sent.reasons })]
  }
  const monthly = (number: number): TermReading => {
    const { bounds, reasons } = inMonths(sent.at, term.months * number, term.shift, env)
    const runs = message('runs_from', { clock: sent.clock, at: sent.at })
    return { bounds, clock: sent.clock, from: sent.at, missing: [], reasons: [runs, ...reasons] }
  }
  const first = monthly(1)
  const ended = env.facts.clocks.handling_ended?.at ?? null
  const stillOn = lastsBeyond(first, ended, env)
  if (!stillOn) return [stageRow(situation, env, singleFinal(first, ended, env))]
  const progress = progressRows(situation, env, monthly, ended)
  return [...progress, stageRow(situation, env, finalAfterHandling(situation, env, term, ended))]
}

/** Whether the incident outlasted the first month: by its recorded end or, without one, by the word "ongoing". */
function lastsBeyond(first: TermReading, ended: Date | null, env: Environment): boolean {
  const due = first.bounds!.strictAt
  if (ended) return ended > due
  return env.facts.incident.ongoing === 'yes' && env.now > due
}

function singleFinal(first: TermReading, ended: Date | null, env: Environment): TermReading {
  if (ended || env.facts.incident.ongoing === 'no') return first
  const reasons = [...first.reasons, message('progress_instead_if_ongoing')]
  // Past the date nobody can tell which of the two reports is late: the answer is asked, and the alarm stays.
  return { ...first, reasons }
}

function progressRows(
  situation: StageSituation, env: Environment, monthly: (number: number) => TermReading, ended: Date | null,
): Obligation[] {
  const stage = { ...situation.stage, stage: 'progress' as const, article: 'D.Lgs. 138/2024 art. 25(5)(e)' }
  const rows: Obligation[] = []
  for (let number = 1; number <= longestMonths; number++) {
    const term = monthly(number)
    const due = term.bounds!.strictAt
    if (ended && due > ended) break
    const reasons = [...term.reasons, message('ongoing_progress', { number })]
    rows.push(stageRow({ ...situation, stage }, env, { ...term, reasons }, number))
    if (!ended && due > env.now) break
  }
  return rows
}

function finalAfterHandling(
  situation: StageSituation, env: Environment, term: Extract<Term, { kind: 'nis2_final' }>, ended: Date | null,
): TermReading {
  const reason = message('final_after_handling')
  if (!ended) {
    const filed = firstFiling(env.facts.filings, situation.regime.id, 'final')
    const missing = filed ? [] : ['clocks.handling_ended' as const]
    return { bounds: null, clock: 'handling_ended', from: null, missing, reasons: [reason] }
  }
  const { bounds, reasons } = inMonths(ended, term.months, term.shift, env)
  const runs = message('runs_from', { clock: 'handling_ended', at: ended })
  return { bounds, clock: 'handling_ended', from: ended, missing: [], reasons: [reason, runs, ...reasons] }
}
