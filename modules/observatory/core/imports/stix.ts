/** Bundles of STIX 2.0 and 2.1: incidents, campaigns and reports, each with what it refers to. Identities are victims, attack patterns techniques. */
import { safeLevelOf, type StixObject } from '#engines/stix/index.ts'
import { stricter, type Tlp } from '#platform/contract/index.ts'
import { countryOf } from './countries.ts'
import type { Facts, Statement, Victim } from '../../contract-facts.ts'
import { accept, known, problem, type Problem } from './read.ts'
import { cleanLine, cleanProse, momentOf } from './text.ts'
import { obj, type Json } from './veris.ts'

const told = ['incident', 'campaign', 'report'] as const
/** Of those that are looked at. */
export const MOST_OBJECTS = 200_000

/** STIX's list of industry sectors, as kinds and NACE. */
const sectors: Readonly<Record<string, readonly [kind: Victim['kind'], sector?: string]>> = {
  'government-national': ['authority', 'O84'], 'government-regional': ['region', 'O84'], 'government-local': ['municipality', 'O84'], 'government-public-services': ['other_body', 'O84'], government: ['other_body', 'O84'], healthcare: ['health_agency', 'Q86'], education: ['school', 'P'],
  'financial-services': ['firm', 'K'], insurance: ['firm', 'K65'], energy: ['firm', 'D'], utilities: ['firm', 'D'], telecommunications: ['provider', 'J61'], technology: ['provider', 'J'], manufacturing: ['firm', 'C'], transportation: ['transport', 'H'], water: ['firm', 'E36'],
  retail: ['firm', 'G47'], construction: ['firm', 'F'], agriculture: ['firm', 'A'], pharmaceuticals: ['firm', 'C21'], automotive: ['firm', 'C29'], chemical: ['firm', 'C20'], defence: ['firm', 'C'], defense: ['firm', 'C'], entertainment: ['firm', 'R'], 'hospitality-leisure': ['firm', 'I'], 'non-profit': ['other_body', 'S94'], mining: ['firm', 'B'], aerospace: ['firm', 'C30'], communications: ['provider', 'J'],
}

/** What is looked at, of each type; all else of a bundle (indicators, observed data) is most of it and goes by. */
const kept: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ...told.map((type) => [type, ['name', 'description', 'first_seen', 'published', 'created_by_ref', 'object_refs', 'external_references', 'confidence', 'revoked']]), ['marking-definition', ['name', 'definition_type', 'definition', 'extensions']], ['identity', ['name', 'identity_class', 'sectors', 'created_by_ref']], ['location', ['country']], ['attack-pattern', ['external_references']],
  ['relationship', ['relationship_type', 'source_ref', 'target_ref']], ...['intrusion-set', 'threat-actor', 'malware', 'tool'].map((type) => [type, ['name']]),
])
const DESCRIPTION_MOST = 20_000
const MARKS = ['object_marking_refs', 'granular_markings']
function slim(one: Json, type: string): Json {
  const some: Record<string, unknown> = { id: one['id'], type }
  for (const name of [...kept[type]!, ...MARKS]) if (one[name] !== undefined) some[name] = name === 'description' ? text(one[name]).slice(0, DESCRIPTION_MOST) : name === 'external_references' ? references(one[name], type) : one[name]
  return some as Json
}
/** Of a technique its code, of what is told the first address. */
const references = (value: unknown, type: string) => list(value).map(obj).filter((ref) => (type === 'attack-pattern' ? /^T\d/.test(text(ref['external_id'])) : /^https?:/.test(text(ref['url'])))).slice(0, 5).map((ref) => ({ external_id: ref['external_id'], url: ref['url'] }))

export type StixRead = { readonly id: string; /** Its place among the objects, from 1. */ readonly place: number; readonly read: Statement | Problem; /** By its own markings; and with those of all that it is told from. */ readonly own: Tlp | null; readonly tlp: Tlp | null }
/** Who is tied to an object, by the relationships that say so; null where one of them is unmarked, or the object says it itself. */
type Ties = Map<string, Json[] | null>
/**
 * Object by object, in any order; answers at the end, since what they refer to may come after them. Keeps a small part of each.
 * A campaign or an incident that a report speaks of is told once, by itself; a report by itself is told too.
 */
export function createStixReader(): { take(value: unknown, place: number): void; end(): { readonly all: StixRead[]; readonly left: number } } {
  const byId = new Map<string, Json>()
  const main: { one: Json; place: number }[] = []
  const near = new Map<string, Ties>()
  let [ties, left] = [0, 0]
  const tie = (from: unknown, to: unknown, by: Json | null = null) => {
    if (typeof from !== 'string' || typeof to !== 'string' || (ties += 1) > MOST_OBJECTS * 2) return
    let all = near.get(from)
    if (!all) near.set(from, all = new Map())
    const before = all.get(to)
    if (by === null || before === null) all.set(to, null)
    else if (before) before.push(by)
    else all.set(to, [by])
  }
  function take(value: unknown, place: number): void {
    const given = obj(value)
    const [id, type] = [given['id'], given['type']]
    if (typeof id !== 'string' || typeof type !== 'string' || !Object.hasOwn(kept, type)) return
    if (byId.size >= MOST_OBJECTS && type !== 'relationship') { left += 1; return }
    const one = slim(given, type)
    if (type === 'relationship') {
      const marked = MARKS.some((name) => one[name] !== undefined) ? one : null
      tie(one['source_ref'], one['target_ref'], marked)
      if (['attributed-to', 'targets', 'located-at', 'related-to'].includes(String(one['relationship_type']))) tie(one['target_ref'], one['source_ref'], marked)
      return
    }
    for (const ref of list(one['object_refs'])) tie(id, ref)
    byId.set(id, one)
    if ((told as readonly unknown[]).includes(type) && one['revoked'] !== true) main.push({ one, place })
  }
  function end() {
    const inside = new Set(main.filter(({ one }) => one['type'] !== 'report').map(({ one }) => String(one['id'])))
    const alone = main.filter(({ one }) => one['type'] !== 'report' || !list(one['object_refs']).some((ref) => inside.has(String(ref))))
    const lookUp = (id: string) => byId.get(id) as StixObject | undefined
    const levelOf = (...all: readonly Json[]) => safeLevelOf(all as readonly StixObject[], lookUp)
    return { all: alone.map(({ one, place }) => {
      const around = aroundOf(one, byId, near)
      const author = byId.get(text(one['created_by_ref']))
      // Who wrote it is named as its source. A marking of a part of an object counts for all of it: which of its words are told is not asked.
      const parts = [...author ? [levelOf(author)] : [], ...around.flatMap(({ it, by }) => [levelOf(it), ...by ? [widest(by.map((each) => levelOf(each)))] : []])]
      const own = levelOf(one)
      return { id: String(one['id']), place, read: readOne(one, around.map(({ it }) => it), byId), own, tlp: parts.reduce((a, b) => (a && b ? stricter(a, b) : a ?? b), own) }
    }), left: left + Math.max(0, ties - MOST_OBJECTS * 2) }
  }
  return { take, end }
}

/** Of a bundle that is there as a whole, or of one object. */
export function readStix(value: unknown): readonly StixRead[] {
  const reader = createStixReader()
  const root = obj(value)
  for (const [at, one] of (Array.isArray(root['objects']) ? (root['objects'] as readonly unknown[]) : [value]).entries()) reader.take(one, at + 1)
  return reader.end().all
}

/** Said by several relationships, a tie is as open as the most open of them. */
const widest = (all: readonly (Tlp | null)[]): Tlp | null => all.reduce((a, b) => (a === null || b === null ? null : stricter(a, b) === a ? b : a))

/** What tells something of what it is near to. Other reports and incidents, and definitions, tell it nothing. */
const telling: readonly unknown[] = ['identity', 'location', 'attack-pattern', 'campaign', 'intrusion-set', 'threat-actor', 'malware', 'tool']
type Near = { readonly it: Json; readonly by: readonly Json[] | null }
function aroundOf(one: Json, byId: ReadonlyMap<string, Json>, near: ReadonlyMap<string, Ties>): Near[] {
  const ids = new Map(near.get(String(one['id'])) ?? [])
  // Where a victim is located is one step further.
  for (const id of [...ids.keys()]) if (id.startsWith('identity--')) for (const [next, by] of near.get(id) ?? []) if (next.startsWith('location--') && ids.get(next) !== null) ids.set(next, by === null ? null : [...ids.get(next) ?? [], ...by])
  return [...ids].slice(0, 5000).flatMap(([id, by]): Near[] => { const it = byId.get(id); return it && telling.includes(it['type']) ? [{ it, by }] : [] })
}

function readOne(one: Json, around: readonly Json[], byId: ReadonlyMap<string, Json>): Statement | Problem {
  const name = cleanLine(text(one['name']))
  if (!/^[a-z-]+--[\da-f-]{36}$/i.test(text(one['id']))) return problem('bad_value', { column: 'id', value: text(one['id']).slice(0, 80) })
  if (name === '' && text(one['description']) === '') return problem('empty')
  // When it was published is not when it began.
  const moment = text(one['first_seen'])
  const started = moment === '' ? undefined : momentOf(moment)
  if (moment !== '' && started === undefined) return problem('bad_date', { column: 'first_seen', value: moment.slice(0, 60) })
  const of = (type: string) => around.filter((it) => it['type'] === type)
  const places = of('location').flatMap((it) => countryOf(text(it['country'])) ?? [])
  const identities = of('identity').filter((it) => it['id'] !== one['created_by_ref'])
  const victims: Partial<Victim>[] = identities.map((it) => {
    const [kind, sector] = list(it['sectors']).map((sector_) => sectors[text(sector_)]).find(Boolean) ?? ['unknown' as const]
    const person = it['identity_class'] === 'individual'
    return known({ kind: person ? 'person' : kind, count: 1, size: 'unknown', name: person || it['identity_class'] === 'class' ? undefined : cleanLine(text(it['name'])), sector, country: places.length === 1 ? places[0] : undefined })
  })
  if (victims.length === 0) victims.push(...[...new Set(places)].map((country) => ({ kind: 'unknown' as const, count: 1, size: 'unknown' as const, country })))
  const extortion = /ransom/i.test(`${name} ${text(one['description']).slice(0, 4000)}`) ? ('unknown' as const) : undefined
  const facts = known({
    title: name, summary: cleanProse(text(one['description'])) || undefined, started,
    techniques: [...new Set(of('attack-pattern').flatMap((it) => list(it['external_references']).flatMap((ref) => { const id = text(obj(ref)['external_id']); return /^T\d{4}(\.\d{3})?$/.test(id) ? [id] : [] })))].slice(0, 200),
    victims: victims.slice(0, 2000) as never, campaign: one['type'] === 'campaign' ? name.slice(0, 200) : cleanLine(text(of('campaign')[0]?.['name']), 200) || undefined, extortion,
    rest: { stix: known({ id: text(one['id']), type: text(one['type']), actors: [...of('intrusion-set'), ...of('threat-actor')].map((it) => cleanLine(text(it['name']), 120)).slice(0, 50), tools: [...of('malware'), ...of('tool')].map((it) => cleanLine(text(it['name']), 120)).slice(0, 100), published: text(one['published']) || undefined }) } as Facts['rest'],
  })
  const url = list(one['external_references']).map((ref) => text(obj(ref)['url'])).find((it) => /^https?:\/\//.test(it) && URL.canParse(it) && it.length < 2000)
  const author = byId.get(text(one['created_by_ref']))
  const sure = one['confidence']
  return accept({
    source: { kind: 'dataset', title: cleanLine(`STIX ${text(author?.['name'])}`), ...(url === undefined ? {} : { url }), ...(text(author?.['name']) === '' ? {} : { publisher: cleanLine(text(author?.['name']), 200) }) },
    key: `stix:${text(one['id']).toLowerCase()}`, facts, confidence: typeof sure === 'number' && Number.isInteger(sure) && sure >= 0 && sure <= 100 ? sure : 50,
  }, 'stix')
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]).slice(0, 20_000) : [])
