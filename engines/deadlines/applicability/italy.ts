/** Who the Italian regimes reach, and which incidents. */

import { addMonths, formatDay, instantOf, localMoment, parseDay } from '../counting/localTime.ts'
import type { Facts } from '../facts.ts'
import { message } from '../messages/message.ts'
import type { RegimeVersion } from '../regimes/regime.ts'
import { significanceReasons } from '../significance.ts'
import { mayBeLab, mayBeTrustProvider, publicAdministrations } from './kinds.data.ts'
import { ask, fromDecision, fromIncidentFact, fromPartyFact, no, settledByKind, yes, type Verdict } from './verdict.ts'

export function reachesPsnc({ party }: Facts): Verdict {
  if (party.psnc === 'yes') return yes('psnc_subject')
  return party.psnc === 'no' ? no('not_psnc') : ask('party.psnc')
}

export function triggersPsnc(table: 'table_1' | 'table_2' | 'outside_assets', { incident }: Facts): Verdict {
  const found = incident.psncTable ?? 'unknown'
  if (found === 'unknown') return ask('incident.psncTable', 'incident_fact_unknown')
  return found === table ? yes('psnc_table') : no('psnc_other_table')
}

export function reachesLab(facts: Facts): Verdict {
  return fromPartyFact(facts, facts.party.accreditedLab, mayBeLab, 'party.accreditedLab', { yes: 'is_lab', no: 'not_lab' })
}

/** The list of ACN decides; the duty to notify starts for each entity with its own listing. */
export function reachesNis2({ party }: Facts, at: Date): Verdict {
  const acn = party.acn
  if (acn?.status === 'not_listed') return no('nis2_not_listed')
  if (acn?.status !== 'essential' && acn?.status !== 'important') return ask('party.acn.status')
  const listed = message(acn.status === 'essential' ? 'nis2_listed_essential' : 'nis2_listed_important')
  const from = nis2StartOf(acn, at)
  if (from === 'unknown') return { is: 'unknown', reasons: [listed, message('fact_unknown')], missing: ['party.acn.noticeReceivedOn'] }
  if (at < from) return { is: 'later', reasons: [listed, message('nis2_starts_later', { from: formatDay(localMoment(from, 'IT')) })] }
  return { is: 'yes', reasons: [listed] }
}

/**
 * First listed in 2026: 1 January 2027 (det. 127434/2026 art. 1). Otherwise nine months from the receipt of the first
 * notice (det. 379907/2025 art. 3). For the first wave without a recorded notice only January 2026 is in doubt.
 */
function nis2StartOf(acn: NonNullable<Facts['party']['acn']>, at: Date): Date | 'unknown' {
  const year = acn.firstListedYear ?? (acn.noticeReceivedOn ? parseDay(acn.noticeReceivedOn).year : undefined)
  if (year === 2026) return instantOf({ year: 2027, month: 1, day: 1 }, 0, 'IT')
  if (acn.noticeReceivedOn) return instantOf(addMonths(parseDay(acn.noticeReceivedOn), 9), 0, 'IT')
  if (year === undefined || year > 2026) return 'unknown'
  const firstDay = instantOf({ year: 2026, month: 1, day: 1 }, 0, 'IT')
  const lastDay = instantOf({ year: 2026, month: 2, day: 1 }, 0, 'IT')
  if (at < firstDay) return firstDay
  return at >= lastDay ? firstDay : 'unknown'
}

export function reachesTrustService(facts: Facts): Verdict {
  const kind = facts.party.trustService
  const answer = kind === 'qualified' || kind === 'non_qualified' ? 'yes' : kind
  return fromPartyFact(facts, answer, mayBeTrustProvider, 'party.trustService', { yes: 'trust_provider', no: 'not_trust_provider' })
}

export function reachesNis2Trust(facts: Facts, at: Date): Verdict {
  const trust = reachesTrustService(facts)
  return trust.is === 'yes' ? reachesNis2(facts, at) : trust
}

export function triggersTrustService({ incident }: Facts): Verdict {
  return fromIncidentFact(incident.trustServiceImpact, 'incident.trustServiceImpact', { yes: 'trust_provider', no: 'no_trust_impact' })
}

/** Significance is a person's decision; the IS types and art. 25(4) are shown beside it, neither decides alone. */
export function triggersNis2(facts: Facts, version: RegimeVersion): Verdict {
  const verdict = fromDecision(facts.decisions.significant, 'decisions.significant', {
    yes: 'decided_significant', no: 'decided_not_significant', undecided: 'significance_undecided',
  })
  return { ...verdict, reasons: [...verdict.reasons, ...significanceReasons(facts, version)] }
}

export function triggersNis2Trust(facts: Facts, version: RegimeVersion): Verdict {
  const trust = triggersTrustService(facts)
  if (trust.is === 'no') return trust
  const significant = triggersNis2(facts, version)
  if (trust.is === 'yes' || significant.is === 'no') return significant
  if (significant.is !== 'unknown' || trust.is !== 'unknown') return trust
  return { ...significant, missing: [...trust.missing, ...significant.missing] }
}

export function reachesAgid({ party }: Facts): Verdict {
  return publicAdministrations.has(party.kind) ? yes('public_administration') : settledByKind(party.kind, 'not_public_administration')
}
