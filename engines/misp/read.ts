/** Events in all the wrappings that MISP gives: one, a list, the answer of a search. Nothing throws. */
import { isRecord, measure, type Json } from '#engines/stix/index.ts'
import { categories, languages, otherTypes, paths } from './attributes.data.ts'
import { ATTRIBUTES_MOST, EVENTS_MOST, PROBLEMS_MOST, VALUES_MOST, type MispEvent, type MispProblem } from './types.ts'
import { records } from './values.ts'

export type ReadEvents = { readonly events: readonly MispEvent[]; readonly problems: readonly MispProblem[] }

/** A text of JSON or what is in it. Events with an error are left out; what is only unusual is a warning, and kept. */
export function readEvent(input: unknown): ReadEvents {
  const problems: MispProblem[] = [], events: MispEvent[] = []
  const note = (path: string, code: MispProblem['code'], severity: MispProblem['severity'], text?: string) => { if (problems.length < PROBLEMS_MOST) problems.push({ path, code, severity, ...(text === undefined ? {} : { text: text.slice(0, 200) }) }) }
  let value: unknown = input
  if (typeof input === 'string') { try { value = JSON.parse(input) } catch (error) { note('', 'not-json', 'error', String(error)); return { events, problems } } }
  if (isRecord(value) && value['response'] !== undefined) value = value['response']
  const all = Array.isArray(value) ? value : [value]
  if (all.length > EVENTS_MOST) note('', 'too-many', 'error', String(all.length))
  all.slice(0, EVENTS_MOST).forEach((raw: unknown, at) => {
    const path = Array.isArray(value) ? `[${at}]` : ''
    const event = isRecord(raw) && isRecord(raw['Event']) ? raw['Event'] : raw
    if (!isRecord(event)) { note(path, 'not-an-event', 'error'); return }
    const size = measure(event, VALUES_MOST)
    if (size) { note(path, size, 'error'); return }
    if (event['info'] === undefined && event['uuid'] === undefined) { note(path, 'not-an-event', 'error'); return }
    if (checkEvent(event, path, note)) events.push(event)
  })
  return { events, problems }
}

function checkEvent(event: MispEvent, path: string, note: (path: string, code: MispProblem['code'], severity: MispProblem['severity'], text?: string) => void): boolean {
  for (const name of ['uuid', 'info', 'date'] as const) if (event[name] === undefined) note(`${path}.${name}`, 'missing', 'warning')
  for (const name of ['Attribute', 'Object', 'Tag', 'Galaxy']) if (event[name] !== undefined && !Array.isArray(event[name])) { note(`${path}.${name}`, 'kind', 'error'); return false }
  const attributes = [...records(event['Attribute']), ...records(event['Object']).flatMap((one) => records(one['Attribute']))]
  if (attributes.length > ATTRIBUTES_MOST) { note(path, 'too-many', 'error', String(attributes.length)); return false }
  for (const { type, category, value } of attributes) {
    if (typeof type !== 'string' || typeof value !== 'string') { note(`${path}.Attribute`, 'kind', 'warning'); continue }
    if (!Object.hasOwn(paths, type) && !Object.hasOwn(languages, type) && !otherTypes.includes(type) && type !== 'vulnerability') note(`${path}.Attribute`, 'unknown-type', 'warning', type)
    if (typeof category === 'string' && !categories.includes(category)) note(`${path}.Attribute`, 'unknown-category', 'warning', category)
  }
  return true
}

export type ManifestEntry = { readonly uuid: string; readonly entry: { readonly [name: string]: Json } }
/** The list of a feed: which events it has, and of when they are. */
export function readManifest(input: unknown): { readonly entries: readonly ManifestEntry[]; readonly problems: readonly MispProblem[] } {
  let value: unknown = input
  if (typeof input === 'string') { try { value = JSON.parse(input) } catch (error) { return { entries: [], problems: [{ path: '', code: 'not-json', severity: 'error', text: String(error).slice(0, 200) }] } } }
  if (!isRecord(value)) return { entries: [], problems: [{ path: '', code: 'kind', severity: 'error' }] }
  const entries: ManifestEntry[] = [], problems: MispProblem[] = []
  for (const [uuid, entry] of Object.entries(value)) {
    if (entries.length >= EVENTS_MOST) { problems.push({ path: '', code: 'too-many', severity: 'error' }); break }
    // The name becomes that of a file to fetch: nothing but a UUID may.
    if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(uuid) && isRecord(entry)) entries.push({ uuid, entry })
    else if (problems.length < PROBLEMS_MOST) problems.push({ path: uuid.slice(0, 100), code: 'kind', severity: 'error' })
  }
  return { entries, problems }
}
