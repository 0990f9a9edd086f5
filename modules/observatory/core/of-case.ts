/** A closed case as the statement of a source: ours. Nothing is written twice. */
import type { CaseCoding, CaseFacts } from '#modules/cases/contract.ts'
import type { Party } from '#modules/territory/contract.ts'
import { statement, verisActions, type Facts, type Size, type Statement, type Victim } from '../contract-facts.ts'

const SECTORS: { readonly [kind: string]: string } = { municipality: 'O84', province: 'O84', metropolitan_city: 'O84', region: 'O84', union: 'O84', authority: 'O84', health_agency: 'Q86', school: 'P85', university: 'P85', transport: 'H49', in_house: 'J62', provider: 'J62' }

/** @param tied cases whose bodies said that they were hit; the others are not victims. */
export function statementOfCase(main: CaseFacts, tied: readonly CaseFacts[], parties: ReadonlyMap<string, Party>, coding: CaseCoding): Statement {
  const hit = tied.filter((one) => one.answer === 'hit' || one.answer === 'data_lost')
  // Nobody answered that it was hit: the one where it happened is the victim.
  const sufferers = hit.length > 0 ? hit : [main]
  const victims: Victim[] = sufferers.map((one) => victimOf(one, parties.get(one.partyId)))
  const restored = [main, ...hit].map((one) => one.reopenedSafeAt).filter((at) => at !== null)
  const everyBack = restored.length > 0 && sufferers.every((one) => one.reopenedSafeAt !== null)
  const actions = (coding.veris.action ?? []).flatMap((term) => actionOf(term))
  const facts: Facts = {
    title: main.title, ...(typeof main.description['summary'] === 'string' && main.description['summary'] !== '' ? { summary: main.description['summary'] } : {}),
    started: main.occurredAt.toISOString(), discovered: main.openedAt.toISOString(), ...(everyBack ? { restored: new Date(Math.max(...restored.map((at) => at.getTime()))).toISOString() } : {}),
    certainty: 'confirmed',
    ...(coding.rsit ? { rsit: [coding.rsit.class, coding.rsit.type].filter(Boolean).join('/') } : {}),
    ...(actions.length > 0 ? { actions } : {}),
    ...(coding.veris.asset?.length ? { assets: coding.veris.asset } : {}),
    ...(coding.attack.length > 0 ? { techniques: coding.attack } : {}),
    ...(coding.veris.extortion ? { extortion: coding.veris.extortion } : {}),
    confidentiality: { disclosed: [main, ...hit].some((one) => one.personalData === 'yes') ? 'potentially' : [main, ...hit].every((one) => one.personalData === 'no') ? 'no' : 'unknown', classes: [] },
    ...(main.services.some((one) => one.availability !== 'none') ? { availability: ['Interruption'] } : {}),
    services: [...new Set([main, ...hit].flatMap((one) => one.services.map((service) => service.category)))].slice(0, 60),
    victims: merged(victims), providers: main.providerName ? [{ role: 'hosting', name: main.providerName, partyId: main.providerId }] : [],
  }
  return statement.parse({ source: { kind: 'case', title: main.ref }, key: `case:${main.id}`, facts, confidence: 90 })
}

function victimOf(one: CaseFacts, party: Party | undefined): Victim {
  const kind = party?.kind ?? 'unknown'
  return {
    kind, count: 1, name: one.partyName, naming: 'inside', partyId: one.partyId, size: party?.kind === 'municipality' ? peopleSize(party.population) : 'unknown',
    ...(SECTORS[kind] ? { sector: SECTORS[kind] } : {}), ...(party ? { country: party.country } : {}), ...(party?.region ? { region: party.region } : {}), ...(party?.province ? { province: party.province } : {}),
    ...(party?.kind === 'municipality' ? { place: one.partyName } : {}),
  }
}
export const peopleSize = (population: number | null): Size => (population === null ? 'unknown' : population < 5_000 ? 'pop_5k' : population < 20_000 ? 'pop_20k' : population < 100_000 ? 'pop_100k' : 'pop_more')

const MOST = 2000
/** Beyond the bound of the shape those who are alike are counted together, without names. */
function merged(victims: readonly Victim[]): Victim[] {
  if (victims.length <= MOST) return [...victims]
  const groups = Map.groupBy(victims, (one) => JSON.stringify([one.kind, one.sector, one.size, one.country, one.region, one.province]))
  return [...groups.values()].map((alike) => { const { name: _, partyId: _party, place: _place, ...rest } = alike[0]!; return { ...rest, count: alike.length, naming: 'no' as const } }).slice(0, MOST)
}

const actionOf = (term: string): NonNullable<Facts['actions']> => {
  const [head = '', variety] = term.toLowerCase().split(/[.:/]/)
  const action = verisActions.find((one) => one === head.trim())
  return action ? [{ action, varieties: variety ? [variety.trim()] : [], vectors: [] }] : []
}
