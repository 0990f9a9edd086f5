/** Which format a file is, by its head; and its units, whatever the format: a statement or a reason, with a number. */
import { createElements } from '#engines/stix/index.ts'
import type { Format, Mapping } from '../../contract-imports.ts'
import { problem, toRead, type Read } from './read.ts'
import { EUREPOC_COLUMNS, eurepocId, readEurepoc } from './eurepoc.ts'
import { HHS_COLUMNS, readHhs } from './hhs.ts'
import { proposeMapping, readMapped } from './mapped.ts'
import { readMispAll, type Told as EventOf } from './misp.ts'
import { cellsOf, cellsOfLine, delimiterOf, objectsOf } from './rows.ts'
import { createStixReader, MOST_OBJECTS, readStix } from './stix.ts'
import { columnKey, rowOf, type Row } from './table.ts'
import { obj, readVeris } from './veris.ts'

const MOST_ROWS = 300_000
const MOST_OBJECT = 4_000_000
const MOST_BUNDLE = 64_000_000

export const isTable = (format: Format): boolean => format === 'eurepoc' || format === 'hhs' || format === 'csv'
export function headerOf(head: string): { readonly header: readonly string[]; readonly delimiter: string } {
  const delimiter = delimiterOf(head)
  const first = head.replace(/^\uFEFF/, '').split('\n').find((line) => line.trim() !== '') ?? ''
  return { delimiter, header: first.replace(/\r$/, '').split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/s, '$1').replaceAll('""', '"')) }
}

/** Undefined: neither JSON of a kind that we know nor a table. */
export function guessFormat(head: string): Format | undefined {
  const text = head.replace(/^\uFEFF/, '').trimStart()
  if (/^[[{]/.test(text)) {
    if (/"type"\s*:\s*"bundle"|"spec_version"\s*:\s*"2\./.test(text)) return 'stix'
    if (/"Event"\s*:|"threat_level_id"\s*:/.test(text)) return 'misp'
    return /"(security_incident|incident_id|discovery_method|schema_version)"\s*:/.test(text) ? 'veris' : undefined
  }
  const columns = new Set(headerOf(text).header.map(columnKey))
  if (HHS_COLUMNS.every((one) => columns.has(one))) return 'hhs'
  if (EUREPOC_COLUMNS.every((one) => columns.has(one))) return 'eurepoc'
  return columns.size > 1 ? 'csv' : undefined
}

/** Whoever says the format may be wrong: a table has one at least of its columns, since editions differ, and the others are JSON. A file without anything may be all. */
export function mayBe(format: Format, head: string): boolean {
  const text = head.replace(/^\uFEFF/, '')
  if (text.trim() === '') return true
  if (!isTable(format)) return /^\s*[[{]/m.test(text)
  if (/^\s*[[{]/.test(text)) return false
  const columns = new Set(headerOf(text).header.map(columnKey))
  return format === 'csv' || (format === 'hhs' ? HHS_COLUMNS : EUREPOC_COLUMNS).some((one) => columns.has(one))
}

export type Reading = {
  readonly format: Format; readonly head: string; readonly fileName: string; readonly mapping?: Mapping | undefined
  /** Takes a text with events of MISP apart, elsewhere where it is long. */
  readonly events?: ((text: string) => AsyncIterable<EventOf> | Iterable<EventOf>) | undefined
}
const eventsOf = (text: string): Iterable<EventOf> => readMispAll(text)
/** `number` of a table is that of the line, the header being the first; of JSON that of the line or of the object. */
export async function* readAll(chunks: AsyncIterable<string>, reading: Reading): AsyncGenerator<Read> {
  if (isTable(reading.format)) yield* readTable(chunks, reading)
  else if (reading.format === 'stix' && !startsWithLine(reading.head) && /"objects"\s*:|"type"\s*:\s*"bundle"/.test(reading.head)) yield* readBundle(chunks)
  else yield* readObjects(chunks, reading)
}

async function* readTable(chunks: AsyncIterable<string>, { format, head, mapping, fileName }: Reading): AsyncGenerator<Read> {
  let of: ((cells: readonly string[]) => Row) | undefined
  let width = 0
  // Rows of one incident may stand anywhere in the file, so this format is gathered before it is given.
  const groups = new Map<string, { number: number; raw: string; rows: Row[] }>()
  let rows = 0
  for await (const record of cellsOf(chunks, delimiterOf(head))) {
    if ('problem' in record) { if (of) yield toRead(record.number, record.raw, record.problem); continue }
    if (!of) { of = rowOf(record.cells); width = record.cells.length; continue }
    const { number, raw, cells } = record
    if (cells.every((cell) => cell.trim() === '')) continue
    if (cells.slice(width).some((cell) => cell.trim() !== '')) { yield toRead(number, raw, problem('too_many_cells')); continue }
    const row = of(cells)
    if (format === 'hhs') yield toRead(number, raw, readHhs(row))
    else if (format === 'csv') yield toRead(number, raw, readMapped(row, mapping!, { title: fileName }))
    else {
      const id = eurepocId(row)
      if (id === undefined) { yield toRead(number, raw, problem('no_id')); continue }
      if ((rows += 1) > MOST_ROWS) { yield toRead(number, raw, problem('too_many_rows', { most: String(MOST_ROWS) })); return }
      const group = groups.get(id)
      if (group) group.rows.push(row)
      else groups.set(id, { number, raw, rows: [row] })
    }
  }
  for (const group of groups.values()) yield toRead(group.number, group.raw, readEurepoc(group.rows))
}

async function* readObjects(chunks: AsyncIterable<string>, { format, head, events = eventsOf }: Reading): AsyncGenerator<Read> {
  const lines = startsWithLine(head)
  for await (const { number, raw, problem: broken } of objectsOf(chunks, lines, format === 'veris' ? MOST_OBJECT : MOST_BUNDLE)) {
    if (broken) { yield toRead(number, raw, broken); continue }
    if (format === 'misp' && raw.startsWith('{')) { for await (const one of events(raw)) yield toRead(number, JSON.stringify({ uuid: one.uuid, info: one.title }), one.read, one); continue }
    let value: unknown
    try { value = JSON.parse(raw) } catch { yield toRead(number, raw, problem('not_json')); continue }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) { yield toRead(number, raw, problem('not_object')); continue }
    if (format === 'veris') yield toRead(number, raw, readVeris(value))
    else {
      const all = readStix(value)
      if (all.length === 0) yield toRead(number, raw.slice(0, 500), problem('not_an_incident', { type: String(obj(value)['type'] ?? '').slice(0, 60) }))
      for (const { id, read, ...level } of all) yield toRead(number, JSON.stringify({ id }), read, level)
    }
  }
}
/** A bundle of any size: each object is read by itself, and a small part of it kept. */
async function* readBundle(chunks: AsyncIterable<string>): AsyncGenerator<Read> {
  const reader = createStixReader()
  const encoder = new TextEncoder()
  let broken: Read[] = []
  const elements = createElements(MOST_OBJECT, (element) => {
    const number = element.index + 1
    if ('problem' in element) { broken.push(toRead(number, '', problem(element.problem === 'too_large' ? 'too_long' : 'not_object'))); return }
    const raw = Buffer.from(element.bytes.buffer, element.bytes.byteOffset, element.bytes.byteLength).toString('utf8')
    let value: unknown
    try { value = JSON.parse(raw) } catch { broken.push(toRead(number, raw, problem('not_json'))); return }
    reader.take(value, number)
  })
  for await (const chunk of chunks) {
    elements.push(encoder.encode(chunk))
    if (broken.length > 0) { yield* broken; broken = [] }
  }
  const end = elements.end()
  yield* broken
  const { all, left } = reader.end()
  for (const { id, place, read, ...level } of all) yield toRead(place, JSON.stringify({ id }), read, level)
  if (left > 0) yield toRead(end.elements, '', problem('too_many_rows', { most: String(MOST_OBJECTS) }))
  if (end.problem === 'truncated' || end.problem === 'not_json') yield toRead(end.elements + 1, '', problem('not_json'))
  else if (all.length === 0) yield toRead(1, '', problem('not_an_incident', { type: 'bundle' }))
}
/** The first line is an object by itself, and something follows it. */
function startsWithLine(head: string): boolean {
  const text = head.replace(/^\uFEFF/, '').trimStart()
  const end = text.indexOf('\n')
  if (end < 0 || text.slice(end).trim() === '') return false
  try { const first: unknown = JSON.parse(text.slice(0, end)); return typeof first === 'object' && first !== null && !Array.isArray(first) } catch { return false }
}

/** What a person is shown of a file before it goes in. */
export function look(head: string): { format: Format | null; header: string[]; rows: string[][]; proposed: Mapping['columns'] } {
  const format = guessFormat(head) ?? null
  if (format === null || !isTable(format)) return { format, header: [], rows: [], proposed: [] }
  const { header, delimiter } = headerOf(head)
  const rows = head.replace(/^\uFEFF/, '').split('\n').filter((line) => line.trim() !== '').slice(1, 200)
    // The last line of a head may be cut.
    .flatMap((line) => cellsOfLine(line.replace(/\r$/, ''), delimiter)).slice(0, 5).map((cells) => cells.slice(0, 200).map((cell) => cell.slice(0, 300)))
  return { format, header: header.slice(0, 200).map((name) => name.slice(0, 200)), rows, proposed: format === 'csv' ? proposeMapping(header, rows).columns : [] }
}
