/**
 * VERIS → facts, and back. What facts have a place for moves there; the incident itself, in the current edition, stays in `rest.veris`, so that
 * nothing is lost on the way back. On the way out what VERIS has no place for stands under `plus.bastida`.
 */
import { checkIncident, editionOf, terms, type TermsAt } from '#engines/veris/index.ts'
import { facts as factsShape, verisActions, type Facts, type Statement, type Victim } from '../../contract-facts.ts'
import { canonical } from '../fold.ts'
import { sectorOf, industryOf, sizeOf, employeesOf } from './naics.ts'
import { accept, known, problem, type Problem } from './read.ts'
import { cleanLine, cleanProse } from './text.ts'
import { upgrade, type Json } from './veris-upgrade.ts'

export type { Json }

const MOST_REST = 60_000
const certainties = { Confirmed: 'confirmed', Suspected: 'suspected', 'Near miss': 'near_miss', 'False positive': 'false_positive' } as const
const disclosures = { Yes: 'yes', No: 'no', Potentially: 'potentially', Unknown: 'unknown' } as const
const sure: Readonly<Record<string, number>> = { High: 80, Medium: 55, Low: 30, None: 10 }
const DAYS: Readonly<Record<string, number>> = { Seconds: 1 / 86_400, Minutes: 1 / 1440, Hours: 1 / 24, Days: 1, Weeks: 7, Months: 30, Years: 365 }

/** One incident as a statement. What is no valid incident of its edition is refused with its first problem. */
export function readVeris(value: unknown): Statement | Problem {
  const { valid, problems } = checkIncident(value)
  if (!valid) return problem('invalid_veris', { path: problems[0]!.path, why: problems[0]!.code, count: String(problems.length) })
  const incident = value as Json
  const { facts, confidence } = toFacts(incident)
  const reference = str(incident['reference'])
  const url = /https?:\/\/[^\s;,"<>]{3,1900}/.exec(reference ?? '')?.[0]
  const source = { kind: 'dataset' as const, title: cleanLine(`VERIS ${str(incident['source_id']) ?? ''}`), ...(url !== undefined && URL.canParse(url) ? { url } : {}) }
  return accept({ source, key: `veris:${str(incident['source_id']) ?? ''}:${str(incident['incident_id'])!}`, facts, confidence }, 'veris')
}

export function toFacts(given: Json): { readonly facts: Facts; readonly confidence: number } {
  const incident = editionOf(given['schema_version']) === 'current' ? given : upgrade(given)
  const mapped = mappedOf(incident)
  const own = factsShape.safeParse(obj(obj(incident['plus'])['bastida']))
  // Ours is given back as it was; the copy of the incident does not hold it twice.
  const { bastida: _, ...plus } = obj(incident['plus'])
  const { plus: __, ...kept } = incident
  const copy = Object.keys(plus).length > 0 ? { ...kept, plus } : kept
  const rest = JSON.stringify(copy).length <= MOST_REST ? { veris: copy } : { verisDropped: true }
  return { facts: known({ ...mapped, ...(own.success ? own.data : {}), rest: { ...(own.success ? own.data.rest : {}), ...rest } }) as Facts, confidence: sure[String(incident['confidence'])] ?? 50 }
}

/** An incident of 1.4.1 that is valid, or undefined where not even a year is known: VERIS has no incident without one. */
export function fromFacts(facts: Facts, id: string): Json | undefined {
  const { veris, verisDropped: _, ...others } = facts.rest ?? {}
  const base = typeof veris === 'object' && veris !== null && !Array.isArray(veris) && checkIncident(veris).valid ? (veris as Json) : undefined
  if (facts.started === undefined && base === undefined) return undefined
  const built = base === undefined ? over(skeleton(id), facts) : overChanged(base, facts)
  // Whatever the incident does not say as we have it goes beside, whole.
  const said = mappedOf(built)
  const beside = Object.fromEntries(Object.entries({ ...facts, rest: undefined }).filter(([field, value]) => value !== undefined && canonical(value) !== canonical((said as Record<string, unknown>)[field])))
  const bastida = { ...beside, ...(Object.keys(others).length > 0 ? { rest: others } : {}) }
  return Object.keys(bastida).length === 0 ? built : { ...built, plus: { ...obj(built['plus']), bastida } }
}

function mappedOf(incident: Json): Facts {
  const summary = cleanProse(str(incident['summary']) ?? '')
  const attribute = obj(incident['attribute'])
  const [secret, integrity, available] = [obj(attribute['confidentiality']), obj(attribute['integrity']), obj(attribute['availability'])]
  const impact = obj(incident['impact'])
  const duration = obj(available['duration'])
  const days = num(duration['value']) !== undefined && DAYS[String(duration['unit'])] !== undefined ? Math.round(num(duration['value'])! * DAYS[String(duration['unit'])]! * 1e4) / 1e4 : undefined
  return known({
    title: cleanLine(summary.split(/\n|(?<=[.!?])\s/)[0] ?? '', 160) || undefined, summary: summary || undefined,
    started: startOf(obj(obj(incident['timeline'])['incident'])), certainty: certainties[incident['security_incident'] as keyof typeof certainties],
    actions: verisActions.filter((action) => Object.hasOwn(obj(incident['action']), action)).map((action) => { const one = obj(obj(incident['action'])[action]); return { action, varieties: strings(one['variety']), vectors: strings(one['vector']) } }),
    actors: (['external', 'internal', 'partner', 'unknown'] as const).filter((actor) => Object.hasOwn(obj(incident['actor']), actor)).map((actor) => {
      const one = obj(obj(incident['actor'])[actor])
      return { actor, varieties: strings(one['variety']), motives: strings(one['motive']), countries: strings(one['country']).filter((code) => /^[A-Z]{2}$/.test(code)).slice(0, 20) }
    }),
    assets: [...new Set(objects(obj(incident['asset'])['assets']).flatMap((one) => str(one['variety']) ?? []))].slice(0, 60),
    confidentiality: Object.hasOwn(attribute, 'confidentiality') ? { disclosed: disclosures[secret['data_disclosure'] as keyof typeof disclosures] ?? 'unknown', classes: [...new Set(objects(secret['data']).flatMap((one) => str(one['variety']) ?? []))].slice(0, 60) } : undefined,
    integrity: strings(integrity['variety']), availability: strings(available['variety']), records: bounded(secret['data_total'], 1e15), daysToRestore: days !== undefined && days >= 0 && days <= 36_500 ? days : undefined,
    campaign: cleanLine(str(incident['campaign_id']) ?? '', 200) || undefined, costEur: impact['iso_currency_code'] === 'EUR' ? bounded(impact['overall_amount'], 1e12) : undefined,
    victims: victimsOf(obj(incident['victim'])),
  }) as Facts
}

function victimsOf(victim: Json): Victim[] {
  if (Object.keys(victim).length === 0) return []
  const name = cleanLine(str(victim['victim_id']) ?? '')
  const country = strings(victim['country']).find((code) => /^[A-Z]{2}$/.test(code))
  const industry = str(victim['industry']) ?? ''
  const sector = sectorOf(industry)
  const main: Victim = {
    kind: kindOf(industry, strings(victim['government'])), count: 1, naming: name === '' ? 'no' : 'inside', size: sizeOf(str(victim['employee_count']) ?? ''),
    ...(name === '' ? {} : { name }), ...(sector ? { sector } : {}), ...(country ? { country } : {}),
  }
  const more = bounded(obj(victim['secondary'])['amount'], 8e9)
  return more !== undefined && more >= 1 ? [main, { kind: 'unknown', count: more, naming: 'no', size: 'unknown' }] : [main]
}
function kindOf(industry: string, government: readonly string[]): Victim['kind'] {
  if (industry.startsWith('92')) return government.includes('Regional') ? 'region' : government.includes('Local') ? 'municipality' : 'other_body'
  if (/^6113/.test(industry)) return 'university'
  if (/^61/.test(industry)) return 'school'
  return /^00|^$/.test(industry) ? 'unknown' : 'firm'
}

const skeleton = (id: string): Json => ({
  schema_version: '1.4.1', incident_id: id, security_incident: 'Confirmed', summary: '', timeline: { incident: { year: 1950 } }, actor: { unknown: {} }, action: { unknown: {} },
  asset: { assets: [{ variety: 'Unknown' }], cloud: ['Unknown'] }, discovery_method: { unknown: true },
})

/** Only what we hold otherwise than the incident itself says is written over it. */
function overChanged(base: Json, facts: Facts): Json {
  const said = mappedOf(base) as Record<string, unknown>
  return over(base, Object.fromEntries(Object.entries(facts).filter(([field, value]) => field !== 'rest' && canonical(value) !== canonical(said[field]))) as Facts)
}

function over(base: Json, facts: Facts): Json {
  const result: Record<string, unknown> = { ...base }
  if (facts.summary !== undefined || facts.title !== undefined) result['summary'] = facts.summary ?? facts.title
  const certainty = Object.entries(certainties).find(([, ours]) => ours === facts.certainty)?.[0]
  if (certainty) result['security_incident'] = certainty
  const start = facts.started === undefined ? undefined : /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(facts.started)
  if (start && Number(start[1]) >= 1950 && Number(start[1]) <= 2050) result['timeline'] = { ...obj(base['timeline']), incident: { year: Number(start[1]), ...(start[2] ? { month: Number(start[2]) } : {}), ...(start[3] ? { day: Number(start[3]) } : {}) } }
  if (facts.actions?.length) result['action'] = Object.fromEntries(facts.actions.map(({ action, varieties, vectors }) => [action, { ...obj(obj(base['action'])[action]), ...actionOf(action, varieties, vectors, obj(obj(base['action'])[action])) }]))
  if (facts.actors?.length) result['actor'] = Object.fromEntries(facts.actors.map((one) => [one.actor, { ...obj(obj(base['actor'])[one.actor]), ...actorOf(one) }]))
  if (facts.assets?.length) result['asset'] = { ...obj(base['asset']), assets: fit('asset.assets.variety', facts.assets).map((variety) => ({ variety })) }
  const attribute: Record<string, unknown> = { ...obj(base['attribute']) }
  if (facts.confidentiality) attribute['confidentiality'] = { ...obj(attribute['confidentiality']), data_disclosure: Object.entries(disclosures).find(([, ours]) => ours === facts.confidentiality!.disclosed)![0], ...dataOf(facts.confidentiality.classes, obj(attribute['confidentiality'])) }
  if (facts.records !== undefined && attribute['confidentiality']) attribute['confidentiality'] = { ...obj(attribute['confidentiality']), data_total: facts.records }
  if (facts.integrity?.length) attribute['integrity'] = { ...obj(attribute['integrity']), variety: fit('attribute.integrity.variety', facts.integrity) }
  if (facts.availability?.length) attribute['availability'] = { ...obj(attribute['availability']), variety: fit('attribute.availability.variety', facts.availability) }
  if (facts.daysToRestore !== undefined && attribute['availability']) attribute['availability'] = { ...obj(attribute['availability']), duration: { unit: 'Days', value: facts.daysToRestore } }
  if (Object.keys(attribute).length > 0) result['attribute'] = attribute
  if (facts.campaign !== undefined) result['campaign_id'] = facts.campaign
  if (facts.costEur !== undefined) result['impact'] = { overall_rating: 'Unknown', ...obj(base['impact']), iso_currency_code: 'EUR', overall_amount: facts.costEur }
  const main = facts.victims?.[0]
  if (main) {
    const others = facts.victims!.reduce((sum, one) => sum + one.count, 0) - 1
    result['victim'] = {
      ...obj(base['victim']), country: [main.country ?? 'Unknown'], employee_count: employeesOf(main.size), industry: industryOf(main), government: [governmentOf(main.kind)],
      ...(main.name === undefined ? {} : { victim_id: main.name }), ...(others > 0 ? { secondary: { ...obj(obj(base['victim'])['secondary']), amount: others } } : {}),
    }
  }
  return result as Json
}

const actionOf = (action: (typeof verisActions)[number], varieties: readonly string[], vectors: readonly string[], had: Json): object => {
  if (action === 'unknown') return {}
  const variety = fit(`action.${action}.variety`, varieties)
  if (action === 'environmental') return { variety }
  return { variety, vector: fit(`action.${action}.vector`, vectors), ...(action === 'social' && had['target'] === undefined ? { target: ['Unknown'] } : {}) }
}
function actorOf({ actor, varieties, motives, countries }: NonNullable<Facts['actors']>[number]): object {
  if (actor === 'unknown') return {}
  const motive = fit(`actor.${actor}.motive`, motives)
  if (actor === 'partner') return { motive, country: countries.length > 0 ? [...new Set(countries)] : ['Unknown'] }
  return { motive, variety: fit(`actor.${actor}.variety`, varieties), ...(actor === 'external' && countries.length > 0 ? { country: [...new Set(countries)] } : {}) }
}
/** Of the words those that VERIS has there; where none is left, its word for unknown. The whole list goes beside when any fell out. */
function fit(of: TermsAt, words: readonly string[]): string[] {
  const kept = [...new Set(words)].filter((one) => (terms[of] as readonly string[]).includes(one))
  return kept.length > 0 ? kept : ['Unknown']
}
function dataOf(classes: readonly string[], had: Json): object {
  const amounts = new Map(objects(had['data']).map((one) => [str(one['variety']), one]))
  const kept = [...new Set(classes)].filter((one) => (terms['attribute.confidentiality.data.variety'] as readonly string[]).includes(one))
  return kept.length > 0 ? { data: kept.map((variety) => amounts.get(variety) ?? { variety }) } : {}
}
const governmentOf = (kind: Victim['kind']) => (kind === 'region' ? 'Regional' : ['municipality', 'province', 'metropolitan_city', 'union'].includes(kind) ? 'Local' : kind === 'unknown' ? 'Unknown' : 'NA')

function startOf(incident: Json): string | undefined {
  const [year, month, day] = ['year', 'month', 'day'].map((part) => num(incident[part]))
  if (year === undefined) return undefined
  if (month === undefined) return String(year)
  const whole = `${year}-${String(month).padStart(2, '0')}`
  // A day that the month does not have is not believed.
  return day === undefined || new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day ? whole : `${whole}-${String(day).padStart(2, '0')}`
}

export const obj = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {})
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.map(obj) : [])
const str = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const num = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined)
const bounded = (value: unknown, most: number): number | undefined => { const one = num(value); return one !== undefined && one >= 0 && one <= most ? one : undefined }
const strings = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '').map((one) => cleanLine(one, 120)).slice(0, 60)
