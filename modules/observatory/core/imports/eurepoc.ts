/**
 * EuRepoC: one row an incident × victim × sector. Rows of one incident become one statement with its victims. Known oddities: years as `2000.0`,
 * regions printed as a list, `<br>` inside values, names of countries with commas, three words for unknown, rows without a date.
 */
import type { Facts, Statement, Victim } from '../../contract-facts.ts'
import { countryOf } from './countries.ts'
import { accept, known, problem, type Problem } from './read.ts'
import type { Row } from './table.ts'
import { cleanLine, cleanProse, isUnknown, listOf, momentOf, numberOf, plainWords } from './text.ts'

export const EUREPOC_COLUMNS = ['incident_type', 'receiver_country', 'receiver_category'] as const
const MOST_VICTIMS = 2000
const SITE = 'https://eurepoc.eu/'

export const eurepocId = (row: Row): string | undefined => {
  const id = [row('incident_id'), row('id'), row('incidents_id')].find((one) => !isUnknown(one))
  return id === undefined ? undefined : cleanLine(id, 80).replace(/^(\d+)\.0$/, '$1')
}

const kinds: readonly (readonly [words: RegExp, kind: Victim['kind'], sector?: string])[] = [
  [/civil service|administration|government|ministries|legislative|judiciary|military|police|intelligence|election|political parties|state institutions|political system/, 'other_body', 'O84'],
  [/health/, 'health_agency', 'Q86'], [/research|science/, 'university', 'M72'], [/education/, 'school', 'P'], [/energy/, 'firm', 'D'], [/\bwater/, 'firm', 'E'], [/transport/, 'transport', 'H'], [/telecommunications|digital provider/, 'provider', 'J'],
  [/finance/, 'firm', 'K'], [/food/, 'firm', 'C10'], [/chemicals/, 'firm', 'C20'], [/defence industry|critical manufacturing/, 'firm', 'C'], [/space/, 'firm', 'H51'], [/waste/, 'firm', 'E38'], [/media/, 'firm', 'J'], [/corporate|critical infrastructure|it provider/, 'firm'],
  [/end users?|specially protected/, 'person'], [/social groups|advocacy|ngo|religious|ethnic/, 'other_body', 'S94'], [/international|supranational/, 'other_body', 'U99'],
]
type Seen = { readonly rsit?: string; readonly action?: 'malware' | 'hacking'; readonly variety?: string; readonly availability?: string; readonly disclosed?: true }
const incidents: readonly (readonly [words: RegExp, seen: Seen])[] = [
  [/ransomware/, { rsit: 'information-content-security/unauthorised-information-modification', action: 'malware', variety: 'Ransomware', availability: 'Obscuration' }], [/wiper/, { rsit: 'availability/sabotage', action: 'malware', variety: 'Destroy data', availability: 'Destruction' }],
  [/data theft and doxing|doxing|leak/, { rsit: 'information-content-security/data-leak', disclosed: true }], [/data theft/, { rsit: 'information-content-security/unauthorised-information-access', disclosed: true }],
  [/ddos|disruption/, { rsit: 'availability', action: 'hacking', availability: 'Interruption' }], [/hijacking/, { rsit: 'intrusions', action: 'hacking' }],
]

/** @param rows of one incident, at least one. */
export function readEurepoc(rows: readonly Row[]): Statement | Problem {
  const first = rows[0]!
  const id = eurepocId(first)
  if (id === undefined) return problem('no_id')
  const cell = (column: string): string => rows.map((row) => row(column)).find((text) => !isUnknown(text)) ?? ''
  const date = cell('start_date')
  const year = cell('year')
  const started = date !== '' ? momentOf(date, 'dmy') : year !== '' ? momentOf(year) : undefined
  if ((date !== '' || year !== '') && started === undefined) return problem('bad_date', { column: date === '' ? 'year' : 'start_date', value: (date || year).slice(0, 60) })
  const said = listOf(splitBreaks(cell('incident_type'))).join('; ')
  const seen = incidents.filter(([words]) => words.test(plainWords(said))).map(([, one]) => one)
  const cause = cleanLine(cell('initiator_name'), 200)
  const countries = [...new Set(rows.flatMap((row) => namesOf(row('initiator_country')).flatMap((name) => countryOf(name) ?? [])))].slice(0, 20)
  const initiators = listOf(splitBreaks(cell('initiator_category'))).join('; ').toLowerCase()
  const cost = numberOf(cell('economic_impact_value'))
  const actions = [...new Map(seen.flatMap((one) => (one.action ? [[one.action, { action: one.action, varieties: seen.flatMap((it) => (it.action === one.action && it.variety ? [it.variety] : [])), vectors: [] }] as const] : []))).values()]
  const facts = known({
    title: cleanLine(cell('name'), 300), summary: cleanProse(cell('description')) || undefined, started, certainty: 'confirmed', rsit: seen[0]?.rsit, actions,
    actors: countries.length > 0 || initiators !== '' ? [{ actor: 'external' as const, varieties: /non state/.test(plainWords(initiators)) ? (/crim/.test(initiators) ? ['Organized crime'] : /activis/.test(initiators) ? ['Activist'] : ['Unknown']) : /state/.test(initiators) ? ['Nation-state'] : ['Unknown'], motives: [], countries }] : undefined,
    confidentiality: seen.some((one) => one.disclosed) ? { disclosed: 'yes' as const, classes: [] } : undefined, availability: [...new Set(seen.flatMap((one) => one.availability ?? []))],
    techniques: [...new Set([...`${cell('mitre_initial_access')} ${cell('mitre_impact')}`.matchAll(/\bT\d{4}(?:\.\d{3})?\b/g)].map((one) => one[0]))], extortion: seen.some((one) => one.variety === 'Ransomware') ? ('unknown' as const) : undefined,
    costEur: cost !== undefined && /eur|€/i.test(cell('economic_impact_currency')) ? cost : undefined, victims: victimsOf(rows) as never,
    rest: { eurepoc: known({ type: said, initiator: isUnknown(cause) ? undefined : cause, regions: regionsOf(rows), ended: momentOf(cell('end_date'), 'dmy'), intensity: numberOf(cell('weighted_cyber_intensity')), politicised: cell('inclusion_criteria') ? cleanLine(splitBreaks(cell('inclusion_criteria')), 300) : undefined }) } as Facts['rest'],
  })
  const url = /https?:\/\/[^\s;,"<>'\]]{3,1900}/.exec(cell('sources_url') || cell('source_url'))?.[0]
  return accept({ source: { kind: 'dataset', title: `EuRepoC ${id}`, url: url !== undefined && URL.canParse(url) ? url : SITE, publisher: 'European Repository of Cyber Incidents' }, key: `eurepoc:${id}`, facts, confidence: 60 }, 'eurepoc')
}

const splitBreaks = (text: string): string => text.replaceAll(/<br\s*\/?>/gi, ';')
/** `Korea, Republic of` is one country, `Italy, France` are two: the whole is asked first, then ever shorter heads. */
export function namesOf(text: string): string[] {
  return listOf(splitBreaks(text)).flatMap((name) => {
    const parts = name.split(',').map((one) => one.trim())
    const names: string[] = []
    for (let from = 0; from < parts.length; ) {
      let to = parts.length
      while (to > from + 1 && countryOf(parts.slice(from, to).join(', ')) === undefined) to -= 1
      names.push(parts.slice(from, to).join(', '))
      from = to
    }
    return names
  })
}
const regionsOf = (rows: readonly Row[]) => { const all = [...new Set(rows.flatMap((row) => listOf(splitBreaks(row('receiver_region')))))]; return all.length > 0 ? all.slice(0, 60) : undefined }

/** One victim for each name and country; of its sectors the first that says something. */
function victimsOf(rows: readonly Row[]): Partial<Victim>[] {
  const found = new Map<string, Partial<Victim>>()
  for (const row of rows) {
    const names = listOf(splitBreaks(row('receiver_name')))
    const countries = namesOf(row('receiver_country')).flatMap((name) => countryOf(name) ?? [])
    const words = plainWords(`${row('receiver_category_subcode')} ${row('receiver_category')}`)
    const sub = plainWords(row('receiver_category_subcode'))
    const [, kind, sector] = kinds.find(([like]) => like.test(sub)) ?? kinds.find(([like]) => like.test(words)) ?? [undefined, 'unknown' as const]
    const pairs = names.length <= 1 || countries.length <= 1 ? (names.length > 1 ? names.map((name) => [name, countries[0]] as const) : (countries.length > 0 ? countries : [undefined]).map((country) => [names[0], country] as const)) : names.map((name, at) => [name, countries.length === names.length ? countries[at] : undefined] as const)
    for (const [name, country] of pairs) {
      const key = `${name ?? ''}|${country ?? ''}`
      const had = found.get(key)
      if (had && (had.kind !== 'unknown' || kind === 'unknown')) continue
      if (!had && found.size >= MOST_VICTIMS) return [...found.values()]
      // Names of people stand in it too: of persons the number, never the name.
      found.set(key, known({ kind, count: 1, size: 'unknown', name: kind === 'person' ? undefined : name, sector, country }))
    }
  }
  return [...found.values()]
}
