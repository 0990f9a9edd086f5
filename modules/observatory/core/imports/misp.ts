/**
 * Events of MISP: what they say of the attack, not their indicators (those are a list of the watch). Tags carry VERIS, RSIT, TLP, ATT&CK and countries.
 * A feed is a manifest and its events: each event of it comes through here.
 */
import { EVENTS_MOST, levelOf, readEvent, readManifest, type MispEvent } from '#engines/misp/index.ts'
import { levels, type Level } from '#engines/stix/index.ts'
import { isRsit } from '#modules/cases/contract.ts'
import { verisActions, type Facts, type Statement } from '../../contract-facts.ts'
import { countryOf } from './countries.ts'
import { accept, digest, known, problem, type Problem } from './read.ts'
import { cleanLine, momentOf } from './text.ts'
import { obj } from './veris.ts'

/** `tlp`: what the event says of itself; null where it says nothing. */
export type Told = { readonly uuid: string; readonly title: string; readonly tlp: Level | null; readonly read: Statement | Problem }
/** Events in all the wrappings of MISP, each as a statement or a reason. `sure`: only those that say that they tell of an attack. */
export function* readMispAll(value: unknown, { sure = false } = {}): Generator<Told> {
  const { events, problems } = readEvent(value)
  for (const event of events) yield { uuid: textIn(event, 'uuid').toLowerCase().slice(0, 100), title: cleanLine(textIn(event, 'info')), tlp: levelOf(event), read: readMisp(event, sure) }
  for (const { path, code, severity, text } of problems) {
    if (severity === 'error') yield { uuid: '', title: '', tlp: null, read: code === 'not-json' ? problem('not_json') : code === 'not-an-event' ? problem('not_an_incident', { missing: 'Event' }) : problem('out_of_bounds', { field: path || 'Event', why: [code, text].filter(Boolean).join(': ') }) }
  }
}
const textIn = (of: { readonly [name: string]: unknown }, name: string): string => (typeof of[name] === 'string' || typeof of[name] === 'number' ? String(of[name]) : '')

function readMisp(event: MispEvent, sure: boolean): Statement | Problem {
  const text = (name: string) => textIn(event, name)
  if (text('uuid') === '' || text('info') === '') return problem('not_an_incident', { missing: text('uuid') === '' ? 'uuid' : 'info' })
  if (!/^[\da-f-]{36}$/i.test(text('uuid'))) return problem('bad_value', { column: 'uuid', value: text('uuid').slice(0, 60) })
  const started = text('date') === '' ? undefined : momentOf(text('date'))
  if (text('date') !== '' && started === undefined) return problem('bad_date', { column: 'date', value: text('date').slice(0, 60) })
  const tags = [...new Set([event, ...partsOf(event)].flatMap(tagsOf))].slice(0, 500)
  const said = saysOf(tags)
  if (said.denied !== undefined) return problem('said_no_attack', { tag: said.denied.slice(0, 120) })
  if (sure && !said.attack && !hasTarget(event)) return problem('not_said_attack')
  const galaxies = list(event['Galaxy']).flatMap((one) => list(obj(one)['GalaxyCluster'])).map(obj)
  const words = [...tags, ...galaxies.flatMap((one) => [one['value'], one['tag_name']]).filter((one): one is string => typeof one === 'string')]
  const veris = tags.flatMap((tag) => { const found = /^veris:([^=]+)="([^"]+)"$/.exec(tag); return found ? [[found[1]!, found[2]!] as const] : [] })
  const of = (path: string) => [...new Set(veris.filter(([at]) => at === path).map(([, value]) => cleanLine(value, 120)))].slice(0, 60)
  const [disclosed] = of('attribute:confidentiality:data_disclosure').map((one) => one.toLowerCase())
  const countries = [...new Set([...of('victim:country'), ...tags.flatMap((tag) => /^misp-galaxy:target-information="([^"]+)"$/.exec(tag)?.[1] ?? [])].flatMap((one) => countryOf(one) ?? []))]
  const facts = known({
    title: cleanLine(text('info')), started, certainty: /^0*2$/.test(text('analysis')) ? ('confirmed' as const) : ('suspected' as const), rsit: tags.flatMap((tag) => rsitOf(tag) ?? [])[0],
    actions: verisActions.filter((action) => veris.some(([path]) => path === `action:${action}` || path.startsWith(`action:${action}:`))).map((action) => ({ action, varieties: of(`action:${action}:variety`), vectors: of(`action:${action}:vector`) })),
    actors: (['external', 'internal', 'partner'] as const).filter((actor) => veris.some(([path]) => path.startsWith(`actor:${actor}:`))).map((actor) => ({ actor, varieties: of(`actor:${actor}:variety`), motives: of(`actor:${actor}:motive`), countries: of(`actor:${actor}:country`).flatMap((one) => countryOf(one) ?? []).slice(0, 20) })),
    assets: of('asset:assets:variety'), integrity: of('attribute:integrity:variety'), availability: of('attribute:availability:variety'),
    confidentiality: disclosed === undefined ? undefined : { disclosed: (['yes', 'no', 'potentially'] as const).find((one) => one === disclosed) ?? ('unknown' as const), classes: of('attribute:confidentiality:data:variety') },
    techniques: [...new Set(words.flatMap((word) => [...word.matchAll(/\bT\d{4}(?:\.\d{3})?\b/g)].map((one) => one[0])))].slice(0, 200), victims: countries.map((country) => ({ kind: 'unknown' as const, count: 1, size: 'unknown' as const, country })) as never,
    rest: { misp: known({ tags: tags.filter((tag) => !/^(tlp|veris|rsit):/i.test(tag)).slice(0, 100), threatLevel: text('threat_level_id') || undefined, tlp: levelOf(event) ?? undefined, org: cleanLine(String(obj(event['Orgc'])['name'] ?? ''), 120) }) } as Facts['rest'],
  })
  return accept({ source: { kind: 'dataset', title: cleanLine(`MISP ${String(obj(event['Orgc'])['name'] ?? '')}`) }, key: `misp:${text('uuid').toLowerCase()}`, facts, confidence: 50 }, 'misp')
}

/** `rsit:malicious-code="infected-system"`, or the class alone. */
function rsitOf(tag: string): string | undefined {
  const [, name, type] = /^rsit:([a-z-]+)(?:="([a-z0-9-]+)")?$/.exec(tag) ?? []
  if (name === undefined || !isRsit(name)) return undefined
  return type !== undefined && isRsit(name, type) ? `${name}/${type}` : name
}
/** A line of a manifest: what it says of its event, and a mark of all that it says; or why there is none. */
export type Line = { readonly uuid: string; readonly mark: string; readonly title: string; readonly maker: string; /** When its event was last changed, in seconds. */ readonly at: number; readonly attack: boolean; readonly denied?: string } | { readonly problem: Problem }
/** What is no list of events gives a problem alone. */
export function manifestLines(text: string): Line[] {
  const { entries, problems } = readManifest(text)
  if (entries.length === 0 && problems.length > 0) return [{ problem: problems[0]!.code === 'not-json' ? problem('not_json') : problem('not_object') }]
  return [
    ...entries.map(({ uuid, entry }) => ({ uuid: uuid.toLowerCase(), mark: digest(entry).slice(0, 32), title: cleanLine(textIn(entry, 'info')), maker: textIn(obj(entry['Orgc']), 'uuid').toLowerCase().slice(0, 100), at: /^\d{1,12}$/.test(textIn(entry, 'timestamp')) ? Number(textIn(entry, 'timestamp')) : 0, ...saysOf(tagsOf(entry)) })),
    ...problems.filter((one) => one.code === 'too-many').map(() => ({ problem: problem('too_many_rows', { most: String(EVENTS_MOST) }) })),
  ]
}

/** Attributes whose tags count for the event. One that is stricter than its event tells it nothing. */
function partsOf(event: MispEvent): MispEvent[] {
  const level = levelOf(event), most = level === null ? levels.length : levels.indexOf(level)
  return list(event['Attribute']).map((one) => obj(one) as MispEvent).filter((one) => { const own = one['Tag'] === undefined ? null : levelOf(one); return own === null || levels.indexOf(own) >= most })
}
const tagsOf = (of: { readonly [name: string]: unknown }): string[] => list(of['Tag']).flatMap((one) => { const name = obj(one)['name']; return typeof name === 'string' ? [name.slice(0, 300)] : [] })

/** Taxonomies of MISP whose tags are given to incidents; of others a tag says how it is known, how sure it is, or what may be done with it. */
const ofIncidents = /^(?:veris:|rsit:(?!vulnerable|test)|ecsirt:(?!vulnerable|test)|europol-incident:|csirt-americas:(?!vulnerability)|circl:incident-classification=|incident-disposition:incident|nis2?:(?!test)|acn:(?!vulnerability)|misp-galaxy:target-information=)/i
/** A drill, a weakness that nobody used, or what turned out to be nothing. */
const ofNothing = /^(?:incident-disposition:(?:not-an-incident|duplicate)|veris:security_incident="?false positive|(?:rsit|ecsirt|nis2?):test|exercise:)/i
const ofWeakness = /^(?:rsit|ecsirt):vulnerable/i
/** What tags say of an event: that it tells of an attack, that it tells of none (by which tag), or neither. */
export function saysOf(tags: readonly string[]): { readonly attack: boolean; readonly denied?: string } {
  const attack = tags.some((one) => ofIncidents.test(one))
  const denied = tags.find((one) => ofNothing.test(one)) ?? (attack ? undefined : tags.find((one) => ofWeakness.test(one)))
  return { attack, ...(denied === undefined ? {} : { denied }) }
}
/** Attributes that say whom it hit, alone or in an object. */
const hasTarget = (event: MispEvent): boolean => [event, ...list(event['Object']).map(obj)].some((of) => obj(of)['name'] === 'victim' || list(obj(of)['Attribute']).some((one) => /^target-(?!email$)/.test(String(obj(one)['type'] ?? ''))))
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, 5000) : [])
