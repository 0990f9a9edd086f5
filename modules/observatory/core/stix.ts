/**
 * A publication in STIX 2.1: one incident, how it was done, what kind of victim it met and where, marked TLP:CLEAR with the licence.
 * Identifiers follow from the centre's address and the number of the entry: the same publication gives the same objects anywhere.
 */
import { deterministicId, openlyBy, relationOf, SECTORS, tlpMarking, type Level, type Maker, type StixObject } from '#engines/stix/index.ts'
import type { PublicFacts, Proposal } from '../contract-entries.ts'

export type Published = {
  readonly ref: string; readonly title: Proposal['title']; readonly summary: Proposal['summary']; readonly facts: PublicFacts; readonly sources: Proposal['sources']
  /** What techniques are called, and the day of the release that says so. */ readonly called?: ReadonlyMap<string, { readonly name: string; readonly on: string | null }>
  readonly year: number; readonly publishedAt: Date; readonly updatedAt: Date
}
/** `page`: where people read it; for what is given to a group there is none. */
export type Author = Maker & { readonly page?: string }

/** What STIX has no property for goes into this extension, named after the fields of the catalogue. */
const extensionId = deterministicId('extension-definition', 'bastida', 'observatory', '1')

/** Published: marked for everybody, with the licence. Given to a group: with its level, and what it refers to stays as everybody may read it, since it tells of nobody by itself. */
export function stixOf(one: Published, author: Author, level: Level = 'clear'): StixObject[] {
  const [created, modified] = [one.publishedAt.toISOString(), one.updatedAt.toISOString()]
  const { clear, licence, maker, marked, technique } = openlyBy(author)
  const own = level === 'clear' ? marked : { object_marking_refs: [tlpMarking(level).id] }
  const by = { spec_version: '2.1', created_by_ref: maker.id, created, modified, ...own }
  const facts = one.facts
  const incident: StixObject = {
    type: 'incident', id: incidentId(author.url, one.ref), ...by, name: textOf(one.title) ?? one.ref, ...(textOf(one.summary) ? { description: textOf(one.summary)! } : {}),
    external_references: [{ source_name: author.name, ...(author.page ? { url: author.page } : {}), external_id: one.ref }, ...one.sources.filter((source) => source.url !== undefined || source.title !== '').map((source) => ({ source_name: source.publisher ?? source.title, ...(source.url ? { url: source.url } : {}), description: source.title }))],
    extensions: { [extensionId]: { extension_type: 'property-extension', ...(JSON.parse(JSON.stringify(facts)) as Record<string, never>) } },
  }
  const relation = (source: string, kind: string, target: string): StixObject => relationOf(source, kind, target, by)
  const patterns = (facts.techniques ?? []).map((code) => technique(code, one.called?.get(code)))
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
  const said = new Map([clear, ...(level === 'clear' ? [] : [tlpMarking(level)]), licence, maker, definition, incident, ...patterns, ...victims, ...places.values(),
    ...patterns.map((pattern) => relation(incident.id, 'related-to', pattern.id)), ...victims.map((victim) => relation(incident.id, 'related-to', victim.id)),
    ...(facts.victims ?? []).flatMap((victim, at) => (victim.country ? [relation(victims[at]!.id, 'located-at', places.get(victim.country)!.id)] : []))].map((object) => [object.id, object]))
  return [...said.values()]
}
export const incidentId = (url: string, ref: string): string => deterministicId('incident', url, ref)
export const bundleOf = (objects: readonly StixObject[]): StixObject => ({ type: 'bundle', id: deterministicId('bundle', ...objects.map((one) => `${one.id} ${String(one['modified'] ?? '')}`)), objects: objects as never })

const EXTENSION_SINCE = '2026-11-28T00:00:00.000Z'
/** English where it was written; else the first that was. */
const textOf = (texts: Proposal['title']): string | undefined => texts.en || texts.it || texts.fr || undefined
