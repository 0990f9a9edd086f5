import { levels, type Head, type Json, type JsonObject, type Level, type Logsource } from '../types.ts'
import { derivedId } from './id.ts'
import { isList, isObject, textOf, textsOf } from './json.ts'
import type { Complaint } from './place.ts'

type Where = { readonly path: string; readonly document: number; readonly line: number }

/** What every document says about itself. A title is asked for; everything else that is odd is left out, except a level. */
export function readHead(value: JsonObject, where: Where, complaints: Complaint[]): Head {
  const title = textOf(value['title'])?.trim()
  if (!title) complaints.push({ code: 'no_title', message: 'A document needs a title.', at: ['title'] })
  const level = textOf(value['level'])?.trim().toLowerCase()
  if (level !== undefined && !isLevel(level)) complaints.push({ code: 'bad_level', message: `The level is one of ${levels.join(', ')}, not "${level}".`, at: ['level'] })
  const id = textOf(value['id'])?.trim()
  const optional = (name: string) => { const text = textOf(value[name])?.trim(); return text ? { [name]: text } : {} }
  return {
    id: id || derivedId(where.path, where.document), title: title ?? '', ...optional('name'), ...optional('description'), ...optional('status'),
    ...(level !== undefined && isLevel(level) ? { level } : {}), ...optional('author'), ...optional('license'), ...optional('date'), ...optional('modified'),
    tags: textsOf(value['tags']), references: textsOf(value['references']), falsepositives: textsOf(value['falsepositives']), fields: textsOf(value['fields']),
    related: relatedOf(value['related']), ...where,
  }
}

const isLevel = (text: string): text is Level => (levels as readonly string[]).includes(text)

const relatedOf = (value: Json | undefined) => (isList(value) ? value : []).flatMap((one) => {
  const [id, type] = isObject(one) ? [textOf(one['id']), textOf(one['type'])] : []
  return id !== undefined && type !== undefined ? [{ id, type }] : []
})

export function readLogsource(value: Json | undefined, complaints: Complaint[]): Logsource {
  if (!isObject(value)) { complaints.push({ code: 'no_logsource', message: 'A rule says which log it is for: `logsource` with a product, a category or a service.', at: ['logsource'] }); return {} }
  const [product, category, service] = ['product', 'category', 'service'].map((name) => textOf(value[name])?.trim().toLowerCase() || undefined)
  if (product === undefined && category === undefined && service === undefined) complaints.push({ code: 'no_logsource', message: 'The log source needs a product, a category or a service.', at: ['logsource'] })
  return { ...(product === undefined ? {} : { product }), ...(category === undefined ? {} : { category }), ...(service === undefined ? {} : { service }) }
}

/** Selections by name and conditions, out of `detection` or `filter`. */
export function readDetections(value: JsonObject, at: string, leave: ReadonlySet<string>, complaints: Complaint[]): { detections: Record<string, Json>; conditions: readonly string[] } {
  const detections = Object.fromEntries(Object.entries(value).filter(([name]) => !leave.has(name)))
  if (Object.keys(detections).length === 0) complaints.push({ code: 'no_selection', message: `\`${at}\` has no selection.`, at: [at] })
  const given = value['condition']
  const conditions = isList(given) ? given.filter((one) => typeof one === 'string') : typeof given === 'string' ? [given] : []
  if (conditions.length === 0 || (isList(given) && conditions.length < given.length)) complaints.push({ code: 'no_condition', message: `\`${at}\` needs a condition: a text, or a list of texts of which one has to hold.`, at: [at, 'condition'] })
  return { detections, conditions }
}
