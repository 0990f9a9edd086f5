/** Law 90/2024 art. 1: who is named, from when, and whether the incident is in the taxonomy. */

import { instantOf, parseDay } from '../counting/localTime.ts'
import type { Facts, PartyFacts } from '../facts.ts'
import type { FactPath } from '../messages/facts.data.ts'
import { message } from '../messages/message.ts'
import type { MessageCode } from '../messages/reasons.data.ts'
import type { RegimeVersion } from '../regimes/regime.ts'
import { mayBeInHouse } from './kinds.data.ts'
import { ask, no, type Verdict } from './verdict.ts'

/** Art. 1(3): 180th day for municipalities, transport, ASL and in-house companies. */
const deferredDay = '2025-01-13'
const deferredStart = instantOf(parseDay(deferredDay), 0, 'IT')
const populationOver = 100_000
const catchmentFrom = 100_000

const namedKinds: ReadonlySet<PartyFacts['kind']> = new Set([
  'central_administration', 'region', 'autonomous_province', 'metropolitan_city',
])

export function reachesLaw90({ party }: Facts, at: Date): Verdict {
  if (namedKinds.has(party.kind)) return { is: 'yes', reasons: [message('l90_kind', { kind: party.kind })] }
  const verdict = deferredKinds(party)
  if (verdict.is !== 'yes' || at >= deferredStart) return verdict
  return { is: 'later', reasons: [...verdict.reasons, message('l90_starts_later', { from: deferredDay })] }
}

function deferredKinds(party: PartyFacts): Verdict {
  if (party.kind === 'municipality') return municipality(party)
  const own = party.kind === 'health_agency' ? healthAgency(party) : party.kind === 'transport_company' ? transport(party) : null
  const inHouse = mayBeInHouse.has(party.kind) || party.inHouse ? inHouseCompany(party) : null
  if (own?.is === 'yes' || inHouse?.is === 'yes') return own?.is === 'yes' ? own : inHouse!
  if (own?.is === 'unknown' || inHouse?.is === 'unknown') return own?.is === 'unknown' ? own : inHouse!
  return own ?? inHouse ?? { is: 'no', reasons: [message('l90_kind_not_named', { kind: party.kind })] }
}

function municipality({ population, regionalCapital }: PartyFacts): Verdict {
  if (regionalCapital === 'yes') return because('l90_capital')
  if (population !== undefined && population > populationOver) {
    return { is: 'yes', reasons: [message('l90_population_over', { population })] }
  }
  const missing: FactPath[] = []
  if (population === undefined) missing.push('party.population')
  if (regionalCapital !== 'no') missing.push('party.regionalCapital')
  if (missing.length > 0) return { is: 'unknown', reasons: [message('fact_unknown')], missing }
  return { is: 'no', reasons: [message('l90_small_municipality', { population: population! })] }
}

function healthAgency({ asl }: PartyFacts): Verdict {
  if (asl === 'yes') return because('l90_asl')
  return asl === 'no' ? no('l90_not_asl') : ask('party.asl')
}

function transport({ transport: line }: PartyFacts): Verdict {
  if (!line) return ask('party.transport')
  if (line.scope === 'urban') {
    if (line.catchment === undefined) return ask('party.transport.catchment')
    return line.catchment >= catchmentFrom ? because('l90_transport') : no('l90_not_transport')
  }
  if (line.inMetropolitanCity === 'yes') return because('l90_transport')
  return line.inMetropolitanCity === 'no' ? no('l90_not_transport') : ask('party.transport.inMetropolitanCity')
}

function inHouseCompany({ inHouse }: PartyFacts): Verdict {
  if (inHouse?.ofLaw90Body === 'no' || inHouse?.activity === 'other') return no('l90_not_in_house')
  if (inHouse?.ofLaw90Body !== 'yes') return ask('party.inHouse')
  return inHouse.activity === 'unknown' ? ask('party.inHouse.activity') : because('l90_in_house')
}

/** One type found is enough; "no" needs all of them excluded. */
export function triggersLaw90({ incident }: Facts, version: RegimeVersion): Verdict {
  const types = version.incidentTypes?.law90 ?? []
  const found = types.filter((type) => incident.isTypes?.[type] === 'yes')
  if (found.length > 0) return { is: 'yes', reasons: [message('l90_in_taxonomy', { types: found.join(', ') })] }
  const missing = types
    .filter((type) => incident.isTypes?.[type] !== 'no')
    .map((type) => `incident.isTypes.${type as Exclude<typeof type, 'IS-4'>}` as const)
  if (missing.length === 0) return no('l90_outside_taxonomy')
  return { is: 'unknown', reasons: [message('incident_fact_unknown')], missing }
}

function because(code: MessageCode): Verdict {
  return { is: 'yes', reasons: [message(code)] }
}
