/** Who the French regimes reach, and which incidents. */

import type { Facts } from '../facts.ts'
import { healthActorByKind, mayBeHealthActor, mayBeVital } from './kinds.data.ts'
import { ask, fromDecision, fromIncidentFact, fromPartyFact, no, yes, type Verdict } from './verdict.ts'

export function reachesLopmi({ party }: Facts): Verdict {
  if (party.cyberInsured === 'yes') return yes('insured')
  return party.cyberInsured === 'no' ? no('not_insured') : ask('party.cyberInsured')
}

export function triggersLopmi({ incident, clocks }: Facts): Verdict {
  if (incident.malicious === 'no') return no('not_an_attack')
  // A recorded moment of learning of the attack says that there was one.
  if (incident.malicious === 'yes' || clocks.attack_known) return yes()
  return ask('incident.malicious', 'incident_fact_unknown')
}

export function reachesHealth(facts: Facts): Verdict {
  const recorded = facts.party.healthActor
  const answer = recorded && recorded !== 'unknown' ? recorded : healthActorByKind.has(facts.party.kind) ? 'yes' : 'unknown'
  return fromPartyFact(facts, answer, mayBeHealthActor, 'party.healthActor', { yes: 'health_actor', no: 'not_health_actor' })
}

export function triggersHealth({ decisions }: Facts): Verdict {
  return fromDecision(decisions.healthSignificant, 'decisions.healthSignificant', {
    yes: 'health_significant', no: 'health_not_significant', undecided: 'decision_awaited',
  })
}

export function reachesLpm(facts: Facts): Verdict {
  return fromPartyFact(facts, facts.party.oiv, mayBeVital, 'party.oiv', { yes: 'is_oiv', no: 'not_oiv' })
}

export function triggersLpm({ incident }: Facts): Verdict {
  return fromIncidentFact(incident.onSiiv, 'incident.onSiiv', { yes: 'is_oiv', no: 'not_on_siiv' })
}

export function reachesOse(facts: Facts): Verdict {
  return fromPartyFact(facts, facts.party.ose, mayBeVital, 'party.ose', { yes: 'is_ose', no: 'not_ose' })
}

export function triggersOse({ decisions }: Facts): Verdict {
  return fromDecision(decisions.significant, 'decisions.significant', {
    yes: 'decided_significant', no: 'decided_not_significant', undecided: 'decision_awaited',
  })
}
