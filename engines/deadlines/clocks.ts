/** Which recorded moment a term runs from. Suggested moments and outages start nothing. */

import { message } from './messages/message.ts'
import type { FactPath } from './messages/facts.data.ts'
import type { Facts } from './facts.ts'
import type { TermClock } from './regimes/regime.ts'
import type { ClockId, Message, RecordedClock, RegimeId, StageId } from './types.ts'

export type ClockReading =
  | { readonly running: true; readonly clock: ClockId; readonly at: Date }
  | { readonly running: false; readonly clock: ClockId; readonly missing: FactPath; readonly reasons: readonly Message[] }

export function readClock(clock: TermClock, regime: RegimeId, facts: Facts): ClockReading {
  if (clock === 'breach') return firstOf(breachCandidates(facts), 'breach_aware', facts)
  if (clock === 'attack') return firstOf(facts.clocks.attack_known ? ['attack_known'] : ['aware'], 'attack_known', facts)
  const sent = sentStages[clock as keyof typeof sentStages]
  return sent ? readSent(clock, sent, regime, facts) : firstOf([clock as RecordedClock], clock as RecordedClock, facts)
}

/**
 * The controller's own word on the breach decides. Without it, the earlier of its awareness of the incident and of
 * being told by its processor: each controller's 72 hours start with its own knowledge, never with the processor's.
 */
function breachCandidates({ clocks }: Facts): readonly RecordedClock[] {
  return clocks.breach_aware ? ['breach_aware'] : ['told_by_processor', 'aware']
}

function firstOf(candidates: readonly RecordedClock[], asked: RecordedClock, facts: Facts): ClockReading {
  let found: RecordedClock | null = null
  for (const clock of candidates) {
    const at = facts.clocks[clock]?.at
    if (at && (!found || at < facts.clocks[found]!.at)) found = clock
  }
  if (found) return { running: true, clock: found, at: facts.clocks[found]!.at }
  const reasons = [message('clock_not_recorded', { clock: asked })]
  const suggestion = [asked, ...candidates].map((clock) => facts.suggested[clock]).find((moment) => moment)
  if (suggestion) reasons.push(message('clock_only_suggested', { at: suggestion.at }))
  if (facts.incident.outageSince && isAwareness(asked)) {
    reasons.push(message('outage_is_not_awareness', { at: facts.incident.outageSince }))
  }
  return { running: false, clock: asked, missing: `clocks.${asked === 'told_by_processor' ? 'breach_aware' : asked}`, reasons }
}

function isAwareness(clock: RecordedClock): boolean {
  return clock === 'aware' || clock === 'breach_aware' || clock === 'attack_known'
}

const sentStages = {
  early_warning_sent: 'early_warning', notification_sent: 'notification',
  initial_sent: 'initial', intermediate_sent: 'intermediate',
} as const

/** The latest filing of that stage: DORA counts from the latest updated intermediate report. */
function readSent(
  clock: TermClock, stage: keyof { [S in (typeof sentStages)[keyof typeof sentStages]]: StageId },
  regime: RegimeId, facts: Facts,
): ClockReading {
  let latest: Date | null = null
  for (const filing of facts.filings) {
    if (filing.regime === regime && filing.stage === stage && (!latest || filing.sentAt > latest)) latest = filing.sentAt
  }
  if (latest) return { running: true, clock: clock as ClockId, at: latest }
  return { running: false, clock: clock as ClockId, missing: `filings.${stage}`, reasons: [message('starts_when_sent')] }
}
