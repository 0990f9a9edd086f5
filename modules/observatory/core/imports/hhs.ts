/**
 * Breaches of US health bodies as their authority (HHS, OCR) publishes them: `\N` where nothing is known, several types in one cell, a backslash
 * before the closing quotation mark. The date is the day on which the body told the authority: no start, but a latest day of discovery.
 */
import type { Facts, Statement } from '../../contract-facts.ts'
import { accept, digest, known, problem, type Problem } from './read.ts'
import type { Row } from './table.ts'
import { cleanLine, cleanProse, isUnknown, momentOf, wholeOf } from './text.ts'

type Kind = { readonly action: 'hacking' | 'physical' | 'misuse' | 'error' | 'unknown'; readonly variety?: string; readonly rsit?: string; readonly availability?: string }
const types: Readonly<Record<string, Kind>> = {
  'hacking/it incident': { action: 'hacking', rsit: 'intrusions' }, theft: { action: 'physical', variety: 'Theft', rsit: 'intrusions/burglary', availability: 'Loss' }, loss: { action: 'error', variety: 'Loss', rsit: 'information-content-security/data-loss', availability: 'Loss' },
  'improper disposal': { action: 'error', variety: 'Disposal error', rsit: 'information-content-security/data-leak' }, 'unauthorized access/disclosure': { action: 'misuse', rsit: 'information-content-security/unauthorised-information-access' },
  other: { action: 'unknown' }, unknown: { action: 'unknown' },
}
const places: Readonly<Record<string, string>> = { laptop: 'U - Laptop', 'desktop computer': 'U - Desktop', 'network server': 'S - Other', email: 'S - Mail', 'paper/films': 'M - Documents', 'electronic medical record': 'S - Database', 'other portable electronic device': 'M - Other' }

export const HHS_COLUMNS = ['name_of_covered_entity', 'individuals_affected', 'breach_submission_date', 'type_of_breach'] as const

export function readHhs(row: Row): Statement | Problem {
  const cell = (column: string) => { const text = row(column).replace(/[\\\s]+$/, ''); return isUnknown(row(column)) || isUnknown(text) ? '' : text }
  const name = cleanLine(cell('name_of_covered_entity'))
  if (name === '' && cell('type_of_breach') === '' && cell('breach_submission_date') === '') return problem('empty')
  const told = cell('breach_submission_date')
  const discovered = told === '' ? undefined : momentOf(told, 'mdy')
  if (told !== '' && discovered === undefined) return problem('bad_date', { column: 'breach_submission_date', value: told.slice(0, 60) })
  const affected = cell('individuals_affected')
  const people = affected === '' ? undefined : wholeOf(affected)
  if (affected !== '' && people === undefined) return problem('bad_value', { column: 'individuals_affected', value: affected.slice(0, 60) })
  const said = cell('type_of_breach').split(',').map((one) => one.trim().toLowerCase()).filter(Boolean)
  const strange = said.find((one) => types[one] === undefined)
  if (strange !== undefined) return problem('unknown_term', { column: 'type_of_breach', value: strange.slice(0, 60) })
  const kinds = said.map((one) => types[one]!)
  const actions = new Map<string, string[]>()
  for (const { action, variety } of kinds) actions.set(action, [...(actions.get(action) ?? []), ...(variety ? [variety] : [])])
  const locations = cell('location_of_breached_information').split(',').map((one) => one.trim()).filter(Boolean)
  const state = cell('state')
  const summary = cleanProse(cell('web_description'))
  const helped = cell('business_associate_present')
  const facts = known({
    // The names of bodies stay out of titles: a title may go further than a name.
    title: `${cell('type_of_breach') || 'Breach'}, ${cell('covered_entity_type') || 'health body'}${state ? ` (US-${state})` : ''}`, summary: summary || undefined, discovered, certainty: 'confirmed', rsit: kinds.find((one) => one.rsit)?.rsit,
    actions: [...actions].map(([action, varieties]) => ({ action: action as Kind['action'], varieties: [...new Set(varieties)], vectors: [] })), people,
    assets: [...new Set(locations.flatMap((one) => places[one.toLowerCase()] ?? []))], confidentiality: { disclosed: kinds.some((one) => one.availability) ? 'potentially' : 'yes', classes: ['Medical'] } as const,
    availability: [...new Set(kinds.flatMap((one) => one.availability ?? []))], victims: [{ kind: 'health_agency', count: 1, ...(name ? { name } : {}), sector: 'Q86', country: 'US', ...(/^[A-Z]{2}$/.test(state) ? { region: `US-${state}` } : {}), size: 'unknown' }] as never,
    rest: known({ hhs: known({ entity: cell('covered_entity_type'), locations: locations.length > 0 ? locations : undefined, businessAssociate: helped || undefined }) }) as Facts['rest'],
  })
  // The table has no numbers of its own. What a later edition adds to the description is the same breach.
  const key = `hhs:${digest([name, state, told, affected, said])}`
  return accept({ source: { kind: 'authority', title: 'HHS OCR breach portal', publisher: 'US Department of Health and Human Services' }, key, facts, confidence: 70 }, 'hhs')
}
