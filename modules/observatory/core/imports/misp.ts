/**
 * Events of MISP: what they say of the attack, not their indicators (those are a list of the watch). Tags carry VERIS, RSIT, TLP, ATT&CK and countries.
 * A feed is a manifest and its events: each event of it comes through here.
 */
import { levelOf, readEvent, type MispEvent } from '#engines/misp/index.ts'
import type { Tlp } from '#platform/contract/index.ts'
import { isRsit } from '#modules/cases/contract.ts'
import { verisActions, type Facts, type Statement } from '../../contract-facts.ts'
import { countryOf } from './countries.ts'
import { accept, known, problem, type Problem } from './read.ts'
import { cleanLine, momentOf } from './text.ts'
import { obj } from './veris.ts'

/** Events in all the wrappings of MISP, each as a statement or a reason. */
export function* readMispAll(value: unknown): Generator<{ readonly raw: string; readonly read: Statement | Problem; readonly tlp?: Tlp | null }> {
  const { events, problems } = readEvent(value)
  for (const event of events) yield { raw: JSON.stringify(event), read: readMisp(event), tlp: levelOf(event) }
  for (const { path, code, severity, text } of problems) {
    if (severity === 'error') yield { raw: '', read: code === 'not-an-event' || code === 'not-json' ? problem('not_an_incident', { missing: 'Event' }) : problem('out_of_bounds', { field: path || 'Event', why: [code, text].filter(Boolean).join(': ') }) }
  }
}

function readMisp(event: MispEvent): Statement | Problem {
  const text = (name: string) => (typeof event[name] === 'string' || typeof event[name] === 'number' ? String(event[name]) : '')
  if (text('uuid') === '' || text('info') === '') return problem('not_an_incident', { missing: text('uuid') === '' ? 'uuid' : 'info' })
  if (!/^[\da-f-]{36}$/i.test(text('uuid'))) return problem('bad_value', { column: 'uuid', value: text('uuid').slice(0, 60) })
  const started = text('date') === '' ? undefined : momentOf(text('date'))
  if (text('date') !== '' && started === undefined) return problem('bad_date', { column: 'date', value: text('date').slice(0, 60) })
  const tags = [...new Set([...list(event['Tag']), ...list(event['Attribute']).flatMap((one) => list(obj(one)['Tag']))].flatMap((one) => { const name = obj(one)['name']; return typeof name === 'string' ? [name.slice(0, 300)] : [] }))].slice(0, 500)
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
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, 5000) : [])
