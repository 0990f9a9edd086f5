/**
 * A publication in STIX 2.1: one incident, how it was done, what kind of victim it met and where, marked TLP:CLEAR with the licence.
 * Identifiers follow from the centre's address and the number of the entry: the same publication gives the same objects anywhere.
 */
import { deterministicId, statementMarking, tlpMarking, type StixObject } from '#engines/stix/index.ts'
import type { PublicFacts, Proposal } from '../contract-entries.ts'

export type Published = {
  readonly ref: string; readonly title: Proposal['title']; readonly summary: Proposal['summary']; readonly facts: PublicFacts; readonly sources: Proposal['sources']
  /** What techniques are called, and the day of the release that says so. */ readonly called?: ReadonlyMap<string, { readonly name: string; readonly on: string | null }>
  readonly year: number; readonly publishedAt: Date; readonly updatedAt: Date
}
export type Author = { readonly name: string; /** The centre's address, without a slash at its end. */ readonly url: string; readonly since: string; /** Where people read it. */ readonly page: string }

/** What STIX has no property for goes into this extension, named after the fields of the catalogue. */
const extensionId = deterministicId('extension-definition', 'bastida', 'observatory', '1')
const LICENCE = 'CC BY 4.0: https://creativecommons.org/licenses/by/4.0/'
/** STIX 2.1 section 10.8, by kind of party. */
const SECTORS: { readonly [kind: string]: string } = {
  municipality: 'government-local', province: 'government-regional', metropolitan_city: 'government-local', region: 'government-regional', union: 'government-local', authority: 'government-national', other_body: 'government-public-services',
  health_agency: 'healthcare', school: 'education', university: 'education', transport: 'transportation', in_house: 'technology', provider: 'technology', responder: 'technology',
}

export function stixOf(one: Published, author: Author): StixObject[] {
  const [created, modified] = [one.publishedAt.toISOString(), one.updatedAt.toISOString()]
  const clear = tlpMarking('clear')
  const licence = statementMarking(LICENCE, author.since)
  const marked = { object_marking_refs: [clear.id, licence.id] }
  const maker: StixObject = { type: 'identity', spec_version: '2.1', id: deterministicId('identity', author.url), created: author.since, modified: author.since, name: author.name, identity_class: 'organization', ...marked }
  const by = { spec_version: '2.1', created_by_ref: maker.id, created, modified, ...marked }
  const facts = one.facts
  const incident: StixObject = {
    type: 'incident', id: incidentId(author.url, one.ref), ...by, name: textOf(one.title) ?? one.ref, ...(textOf(one.summary) ? { description: textOf(one.summary)! } : {}),
    external_references: [{ source_name: author.name, url: author.page, external_id: one.ref }, ...one.sources.filter((source) => source.url !== undefined || source.title !== '').map((source) => ({ source_name: source.publisher ?? source.title, ...(source.url ? { url: source.url } : {}), description: source.title }))],
    extensions: { [extensionId]: { extension_type: 'property-extension', ...(JSON.parse(JSON.stringify(facts)) as Record<string, never>) } },
  }
  const relation = (source: string, kind: string, target: string): StixObject => ({ type: 'relationship', id: deterministicId('relationship', source, kind, target), ...by, relationship_type: kind, source_ref: source, target_ref: target })
  // Ours, and not MITRE's own: that one carries no TLP, and whoever keeps the reference finds it by its code. A newer release makes a newer version.
  const patterns = (facts.techniques ?? []).map((technique): StixObject => ({
    type: 'attack-pattern', id: deterministicId('attack-pattern', 'mitre-attack', technique), spec_version: '2.1', created: author.since, modified: laterOf(author.since, one.called?.get(technique)?.on), created_by_ref: maker.id, ...marked, name: one.called?.get(technique)?.name ?? technique,
    external_references: [{ source_name: 'mitre-attack', external_id: technique, url: `https://attack.mitre.org/techniques/${technique.replace('.', '/')}/` }],
  }))
  const victims = (facts.victims ?? []).map((victim): StixObject => ({
    type: 'identity', id: deterministicId('identity', author.url, victim.name ?? '', victim.kind, victim.sector ?? '', victim.size, victim.country ?? '', victim.province ?? ''), spec_version: '2.1', created: author.since, modified: author.since, created_by_ref: maker.id, ...marked,
    name: victim.name ?? victim.kind.replaceAll('_', ' '), identity_class: victim.name ? 'organization' : 'class', ...(SECTORS[victim.kind] ? { sectors: [SECTORS[victim.kind]!] } : {}),
  }))
  const places = new Map<string, StixObject>((facts.victims ?? []).flatMap((victim) => (victim.country ? [[victim.country, {
    type: 'location', id: deterministicId('location', victim.country), spec_version: '2.1', created: author.since, modified: author.since, created_by_ref: maker.id, ...marked, name: victim.country, country: victim.country,
  } satisfies StixObject] as const] : [])))
  const definition: StixObject = {
    type: 'extension-definition', spec_version: '2.1', id: extensionId, created: EXTENSION_SINCE, modified: EXTENSION_SINCE, created_by_ref: maker.id, object_marking_refs: [clear.id], name: 'Bastida observatory entry', description: 'Fields of the catalogue of attacks that STIX has no property for.',
    schema: `${author.url}/openapi.json`, version: '1.0', extension_types: ['property-extension'],
  }
  const said = new Map([clear, licence, maker, definition, incident, ...patterns, ...victims, ...places.values(),
    ...patterns.map((pattern) => relation(incident.id, 'related-to', pattern.id)), ...victims.map((victim) => relation(incident.id, 'related-to', victim.id)),
    ...(facts.victims ?? []).flatMap((victim, at) => (victim.country ? [relation(victims[at]!.id, 'located-at', places.get(victim.country)!.id)] : []))].map((object) => [object.id, object]))
  return [...said.values()]
}
export const incidentId = (url: string, ref: string): string => deterministicId('incident', url, ref)
export const bundleOf = (objects: readonly StixObject[]): StixObject => ({ type: 'bundle', id: deterministicId('bundle', ...objects.map((one) => `${one.id} ${String(one['modified'] ?? '')}`)), objects: objects as never })

const laterOf = (since: string, day: string | null | undefined): string => (day && day > since ? `${day}T00:00:00.000Z` : since)
const EXTENSION_SINCE = '2026-11-28T00:00:00.000Z'
/** English where it was written; else the first that was. */
const textOf = (texts: Proposal['title']): string | undefined => texts.en || texts.it || texts.fr || undefined
