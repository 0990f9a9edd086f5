/** Objects that several parts of a centre make, the same to the letter: whoever reads both reads one. */
import { deterministicId } from './ids.ts'
import { statementMarking, tlpMarking } from './markings.ts'
import type { StixObject } from './types.ts'

/** `url`: the centre's address, without a slash at its end. */
export type Maker = { readonly name: string; readonly url: string; readonly since: string }
/** What a technique is called, and the day of the release that says so. */
export type Called = { readonly name: string; readonly on: string | null }
const LICENCE = 'CC BY 4.0: https://creativecommons.org/licenses/by/4.0/'

/** What tells nothing of anybody: who made it, and words of others. It is marked for everybody, wherever it stands. */
export function openlyBy({ name, url, since }: Maker) {
  const [clear, licence] = [tlpMarking('clear'), statementMarking(LICENCE, since)]
  const marked = { object_marking_refs: [clear.id, licence.id] }
  const maker: StixObject = { type: 'identity', spec_version: '2.1', id: deterministicId('identity', url), created: since, modified: since, name, identity_class: 'organization', ...marked }
  const open = { spec_version: '2.1', created: since, modified: since, created_by_ref: maker.id, ...marked }
  return {
    clear, licence, maker, marked,
    /** Ours, and not MITRE's own: that one carries no TLP, and whoever keeps the reference finds it by its code. A newer release makes a newer version. */
    technique: (id: string, called?: Called): StixObject => ({
      type: 'attack-pattern', id: deterministicId('attack-pattern', 'mitre-attack', id), ...open, modified: called?.on && called.on > since ? `${called.on}T00:00:00.000Z` : since, name: called?.name ?? id,
      external_references: [{ source_name: 'mitre-attack', external_id: id, url: `https://attack.mitre.org/techniques/${id.replace('.', '/')}/` }],
    }),
    /** Bodies of a kind, none by name. */
    kindOfBody: (kind: string): StixObject => ({
      type: 'identity', id: deterministicId('identity', url, 'class', kind), ...open, name: kind.replaceAll('_', ' '), identity_class: 'class', ...(Object.hasOwn(SECTORS, kind) ? { sectors: [SECTORS[kind]!] } : {}),
    }),
  }
}
export type Openly = ReturnType<typeof openlyBy>

/** `more`: its times, who says it, and its markings. */
export const relationOf = (source: string, kind: string, target: string, more: Omit<StixObject, 'type' | 'id'>): StixObject => ({ type: 'relationship', id: deterministicId('relationship', source, kind, target), ...more, relationship_type: kind, source_ref: source, target_ref: target })

/** STIX 2.1 section 10.8, by kind of party. */
export const SECTORS: { readonly [kind: string]: string } = {
  municipality: 'government-local', province: 'government-regional', metropolitan_city: 'government-local', region: 'government-regional', union: 'government-local', authority: 'government-national', other_body: 'government-public-services',
  health_agency: 'healthcare', school: 'education', university: 'education', transport: 'transportation', in_house: 'technology', provider: 'technology', responder: 'technology',
}
