/** Who the Union's regimes reach, and which incidents. */

import type { Facts } from '../facts.ts'
import { message } from '../messages/message.ts'
import { controllerByKind, mayBeFinancial, mayBeManufacturer } from './kinds.data.ts'
import { ask, fromDecision, fromIncidentFact, fromPartyFact, no, yes, type Verdict } from './verdict.ts'

export function reachesController({ party, incident }: Facts): Verdict {
  const role = incident.dataRole ?? 'unknown'
  if (role === 'controller' || role === 'both') return yes('controller')
  if (role === 'processor') return no('not_controller')
  return controllerByKind.has(party.kind) ? yes('controller') : ask('incident.dataRole')
}

export function reachesProcessor({ party, incident }: Facts): Verdict {
  const role = incident.dataRole ?? 'unknown'
  if (role === 'processor' || role === 'both') return yes('processor')
  if (role === 'controller' || controllerByKind.has(party.kind)) return no('not_processor')
  return ask('incident.dataRole')
}

/** GDPR 33(1): the 72 hours run while the risk is undecided; "unlikely" with its reasoning ends in the register. */
export function triggersGdpr33(facts: Facts): Verdict {
  const data = personalData(facts)
  if (data) return data
  const risk = facts.decisions.gdprRisk
  switch (risk?.value) {
    case 'high': return yes('risk_high', 'phases_allowed')
    case 'risk': return yes('risk_present', 'phases_allowed')
    case 'unlikely':
      if (risk.reasoning) return { is: 'registered', reasons: [message('risk_unlikely')] }
      return { is: 'yes', reasons: [message('reasoning_missing')], asks: ['decisions.gdprRisk.reasoning'] }
    default: return { is: 'yes', reasons: [message('risk_undecided'), message('phases_allowed')], asks: ['decisions.gdprRisk'] }
  }
}

export function triggersGdpr33P(facts: Facts): Verdict {
  return personalData(facts) ?? yes()
}

/** Art. 34, for the stage that this exception leaves: each person, or the public where that is disproportionate. */
export function triggersGdpr34(facts: Facts, stage: 'communication' | 'public_communication'): Verdict {
  const data = personalData(facts)
  if (data) return data
  const risk = facts.decisions.gdprRisk
  if (risk?.value === 'risk' || (risk?.value === 'unlikely' && risk.reasoning)) return no('risk_not_high')
  if (risk?.value === 'unlikely') return ask('decisions.gdprRisk.reasoning', 'reasoning_missing')
  if (risk?.value !== 'high') return ask('decisions.gdprRisk', 'risk_awaited')
  return art34Exception(facts, stage)
}

function art34Exception({ decisions }: Facts, stage: 'communication' | 'public_communication'): Verdict {
  const exception = decisions.art34Exception
  const claimed = exception && exception.value !== 'none'
  if (claimed && exception.reasoning) {
    if (exception.value === 'a') return no('art34_unintelligible')
    if (exception.value === 'b') return no('art34_later_measures')
    return stage === 'public_communication' ? yes('risk_high', 'art34_disproportionate') : no('art34_disproportionate')
  }
  if (stage === 'public_communication') return no('art34_individual')
  if (claimed) return { is: 'yes', reasons: [message('risk_high'), message('reasoning_missing')], asks: ['decisions.art34Exception.reasoning'] }
  return yes('risk_high')
}

/** Null when personal data are involved and the risk decides. */
function personalData({ incident }: Facts): Verdict | null {
  if (incident.personalData === 'yes') return null
  return incident.personalData === 'no' ? no('no_personal_data') : ask('incident.personalData', 'personal_data_unknown')
}

export function reachesDora(facts: Facts): Verdict {
  const kind = facts.party.financial ?? 'unknown'
  const answer = kind === 'no' || kind === 'unknown' ? kind : 'yes'
  return fromPartyFact(facts, answer, mayBeFinancial, 'party.financial', { yes: 'is_financial', no: 'not_financial' })
}

/** A recorded moment of classification is itself the decision. */
export function triggersDora({ decisions, clocks }: Facts): Verdict {
  if (clocks.classified_major && decisions.doraMajor?.value !== 'no') return yes('dora_major')
  return fromDecision(decisions.doraMajor, 'decisions.doraMajor', { yes: 'dora_major', no: 'dora_not_major', undecided: 'dora_undecided' })
}

export function reachesCra(facts: Facts): Verdict {
  return fromPartyFact(facts, facts.party.manufacturer, mayBeManufacturer, 'party.manufacturer', { yes: 'is_manufacturer', no: 'not_manufacturer' })
}

export function triggersCraVulnerability({ incident }: Facts): Verdict {
  return fromIncidentFact(incident.exploitedVulnerability, 'incident.exploitedVulnerability', { yes: 'cra_exploited', no: 'cra_not_this' })
}

export function triggersCraIncident({ incident }: Facts): Verdict {
  return fromIncidentFact(incident.severeProductIncident, 'incident.severeProductIncident', { yes: 'cra_severe', no: 'cra_not_this' })
}
