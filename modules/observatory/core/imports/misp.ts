/**
 * Events of MISP: what they say of the attack, not their indicators (those are a list of the watch). Tags carry VERIS, RSIT, TLP, ATT&CK and countries.
 * A feed is a manifest and its events: each event of it comes through here.
 */
import { EVENTS_MOST, levelOf, readEvent, readManifest, type MispEvent } from '#engines/misp/index.ts'
import type { Level } from '#engines/stix/index.ts'
import { isRsit } from '#modules/cases/contract.ts'
import { verisActions, type Facts, type Statement } from '../../contract-facts.ts'
import { countryOf } from './countries.ts'
import { accept, digest, known, problem, type Problem } from './read.ts'
import { saysOf, sayingsOf, strictest, tagsOf, targetOf, textIn } from './misp-tags.ts'
import { cleanLine, momentOf } from './text.ts'
import { obj } from './veris.ts'

/** `own`: what the event says of itself as a whole; `tlp`: that, or the level of a stricter part that is told here too. Null where nothing is said. */
export type Told = { readonly uuid: string; readonly title: string; readonly own: Level | null; readonly tlp: Level | null; readonly read: Statement | Problem }
/** Events in all the wrappings of MISP, each as a statement or a reason. `sure`: only those that say that they tell of an attack. */
export function* readMispAll(value: unknown, { sure = false } = {}): Generator<Told> {
  const { events, problems } = readEvent(value)
  for (const event of events) {
    const own = levelOf(event)
    yield { uuid: textIn(event, 'uuid').toLowerCase().slice(0, 100), title: cleanLine(textIn(event, 'info')), own, tlp: own, ...readMisp(event, own, sure) }
  }
  for (const { path, code, severity, text } of problems) {
    if (severity === 'error') yield { ...nobody(), read: code === 'not-json' ? problem('not_json') : code === 'not-an-event' ? problem('not_an_incident', { missing: 'Event' }) : problem('out_of_bounds', { field: path || 'Event', why: [code, text].filter(Boolean).join(': ') }) }
  }
}
/** Where there is no event to be told. */
export const nobody = (uuid = '', title = '') => ({ uuid, title, own: null, tlp: null })

function readMisp(event: MispEvent, own: Level | null, sure: boolean): { readonly read: Statement | Problem; readonly tlp?: Level | null } {
  const text = (name: string) => textIn(event, name)
  if (text('uuid') === '' || text('info') === '') return { read: problem('not_an_incident', { missing: text('uuid') === '' ? 'uuid' : 'info' }) }
  if (!/^[\da-f-]{36}$/i.test(text('uuid'))) return { read: problem('bad_value', { column: 'uuid', value: text('uuid').slice(0, 60) }) }
  const started = text('date') === '' ? undefined : momentOf(text('date'))
  if (text('date') !== '' && started === undefined) return { read: problem('bad_date', { column: 'date', value: text('date').slice(0, 60) }) }
  const { tags, techniques, tlp } = sayingsOf(event, own)
  const said = saysOf(tags)
  if (said.denied !== undefined) return { tlp, read: problem('said_no_attack', { tag: said.denied.slice(0, 120) }) }
  // Where a target alone says that it is an attack, that there is an entry is the target's word.
  const target = sure && !said.attack ? targetOf(event, own) : tlp
  if (target === undefined) return { tlp, read: problem('not_said_attack') }
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
    techniques, victims: countries.map((country) => ({ kind: 'unknown' as const, count: 1, size: 'unknown' as const, country })) as never,
    rest: { misp: known({ tags: tags.filter((tag) => !/^(tlp|veris|rsit):/i.test(tag)).slice(0, 100), threatLevel: text('threat_level_id') || undefined, tlp: own ?? undefined, org: cleanLine(String(obj(event['Orgc'])['name'] ?? ''), 120) }) } as Facts['rest'],
  })
  return { tlp: strictest(tlp, target), read: accept({ source: { kind: 'dataset', title: cleanLine(`MISP ${String(obj(event['Orgc'])['name'] ?? '')}`) }, key: `misp:${text('uuid').toLowerCase()}`, facts, confidence: 50 }, 'misp') }
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
