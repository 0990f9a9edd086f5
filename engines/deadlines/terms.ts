/** The moments of one stage: which clock, how counted, and the reasons that say so. */

import { readClock } from './clocks.ts'
import type { HolidayCalendar } from './counting/holidays.ts'
import { calendarTerm, hoursTerm, noonRuleForHours, type Bounds } from './counting/terms.ts'
import type { Facts } from './facts.ts'
import type { FactPath } from './messages/facts.data.ts'
import { message } from './messages/message.ts'
import type { Term, TermClock } from './regimes/regime.ts'
import type { ClockId, Country, Message, RegimeId } from './types.ts'

export interface Environment {
  readonly facts: Facts
  readonly now: Date
  readonly country: Country
  readonly calendar: HolidayCalendar
}

export interface TermReading {
  /** Null when the law gives no hours, or when a moment is missing. */
  readonly bounds: Bounds | null
  readonly clock: ClockId | null
  readonly from: Date | null
  readonly missing: readonly FactPath[]
  readonly reasons: readonly Message[]
}

export function readTerm(term: Exclude<Term, { kind: 'nis2_final' }>, regime: RegimeId, env: Environment): TermReading {
  switch (term.kind) {
    case 'hours': return fromClock(term.clock, regime, env, (at) => inHours(at, term.hours))
    case 'days': return fromClock(term.clock, regime, env, (at) => {
      const bounds = calendarTerm(at, { days: term.days }, term.shift, env.country, env.calendar)
      return { bounds, reasons: [message('days_term', { days: term.days }), ...shiftReasons(bounds)] }
    })
    case 'months': return fromClock(term.clock, regime, env, (at) => inMonths(at, term.months, term.shift, env))
    case 'without_delay': return fromClock(term.clock, regime, env, () => ({ bounds: null, reasons: [message('no_hours_in_law')] }))
    case 'contract': return fromClock(term.clock, regime, env, (at) => byContract(at, env.facts))
    case 'dora_hours': return fromClock(term.clock, regime, env, (at) => doraHours(at, term.hours, env))
    case 'dora_initial': return doraInitial(term, regime, env)
    case 'attachment': return { bounds: null, clock: null, from: null, missing: [], reasons: [] }
  }
}

type Counted = { readonly bounds: Bounds | null; readonly reasons: readonly Message[] }

export function inMonths(at: Date, months: number, shift: 'it_national' | 'eu' | 'dora_noon', env: Environment): Counted {
  const bounds = calendarTerm(at, { months }, shift, env.country, env.calendar)
  return { bounds, reasons: [message('month_term'), ...shiftReasons(bounds)] }
}

function fromClock(clock: TermClock, regime: RegimeId, env: Environment, count: (at: Date) => Counted): TermReading {
  const reading = readClock(clock, regime, env.facts)
  if (!reading.running) {
    return { bounds: null, clock: reading.clock, from: null, missing: [reading.missing], reasons: reading.reasons }
  }
  const { bounds, reasons } = count(reading.at)
  const runs = message('runs_from', { clock: reading.clock, at: reading.at })
  return { bounds, clock: reading.clock, from: reading.at, missing: [], reasons: [runs, ...reasons] }
}

function inHours(at: Date, hours: number): Counted {
  return { bounds: hoursTerm(at, hours), reasons: [message('hours_never_move', { hours })] }
}

function byContract(at: Date, { incident }: Facts): Counted {
  const hours = incident.processorContractHours
  if (hours === undefined) return { bounds: null, reasons: [message('no_hours_in_law')] }
  return { bounds: hoursTerm(at, hours), reasons: [message('contract_hours', { hours })] }
}

function shiftReasons({ strictAt, legalAt, outerAt }: Bounds): readonly Message[] {
  if (legalAt > strictAt) return [message('moved_by_holiday', { legal: legalAt, strict: strictAt })]
  return outerAt > legalAt ? [message('saturday_not_moved', { outer: outerAt })] : []
}

function doraHours(at: Date, hours: number, env: Environment): Counted {
  const plain = hoursTerm(at, hours)
  const moved = noonRuleForHours(plain, env.country, env.calendar)
  if (moved === plain) return { bounds: plain, reasons: [] }
  if (keepsHolidayTerms(env.facts)) return { bounds: plain, reasons: [message('dora_not_moved')] }
  return { bounds: moved, reasons: [message('dora_moved_to_noon')] }
}

/** Art. 5(5): initial and intermediate reports of these entities are due on holidays too. */
function keepsHolidayTerms({ party }: Facts): boolean {
  const { financial } = party
  if (financial === 'credit_institution' || financial === 'ccp' || financial === 'trading_venue') return true
  return party.acn?.status === 'essential' || party.acn?.status === 'important'
}

/** Four hours from classification and not later than 24 from awareness; four from a classification that came later. */
function doraInitial(term: Extract<Term, { kind: 'dora_initial' }>, regime: RegimeId, env: Environment): TermReading {
  const aware = readClock('aware', regime, env.facts)
  const classified = readClock('classified_major', regime, env.facts)
  const fromAwareness = aware.running ? doraHours(aware.at, term.fromAwarenessHours, env) : null
  const fromClassification = classified.running ? doraHours(classified.at, term.fromClassificationHours, env) : null
  if (!aware.running || !fromAwareness) {
    // Provisional: without awareness the 24 hours cannot be compared.
    return reading(fromClassification, classified, aware.running ? [] : [aware.missing], aware.running ? [] : aware.reasons)
  }
  if (!classified.running || !fromClassification) {
    return reading(fromAwareness, aware, classified.running ? [] : [classified.missing], classified.running ? [] : classified.reasons)
  }
  // Compared on elapsed hours, before any move to noon.
  const dayFromAwareness = hoursTerm(aware.at, term.fromAwarenessHours).strictAt
  if (classified.at > dayFromAwareness) return reading(fromClassification, classified, [], [message('dora_late_classification')])
  const fourHours = hoursTerm(classified.at, term.fromClassificationHours).strictAt
  return fourHours <= dayFromAwareness
    ? reading(fromClassification, classified, [], [message('dora_four_hours')])
    : reading(fromAwareness, aware, [], [message('dora_day_from_awareness')])
}

function reading(
  counted: Counted | null, clock: ReturnType<typeof readClock>, missing: readonly FactPath[], reasons: readonly Message[],
): TermReading {
  const runs = clock.running ? [message('runs_from', { clock: clock.clock, at: clock.at })] : []
  return {
    bounds: counted?.bounds ?? null, clock: clock.clock, from: clock.running ? clock.at : null, missing,
    reasons: [...runs, ...reasons, ...(counted?.reasons ?? [])],
  }
}
