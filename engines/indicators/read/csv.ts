import { addText, type Added } from '../store/add.ts'
import { originId, type Store } from '../store/store.ts'
import { refang } from '../form/refang.ts'
import { kinds, type Kind, type Loaded, type Origin } from '../types.ts'
import { addAttribute } from './misp.ts'
import { confidenceOf, momentOf, tlpOf } from './origin.ts'
import { makeTally } from './tally.ts'

/**
 * `parse` of csv-parse/sync, handed in: quoting is never written by hand, and an engine imports no package.
 * Rows with the line on which they end.
 */
export type CsvParse = (text: string, options: Record<string, unknown>) => unknown

/** Column names (with a header) or numbers from 0. What is not mapped comes from the origin. */
export type CsvMapping = {
  readonly delimiter?: string
  /** The first row names the columns. */
  readonly header?: boolean
  readonly value: string | number
  readonly kind?: string | number
  readonly category?: string | number
  readonly family?: string | number
  readonly confidence?: string | number
  readonly tlp?: string | number
  readonly validFrom?: string | number
  readonly validUntil?: string | number
  /** Words of the file for our kinds: `{ IPv4: 'ip' }`. */
  readonly kinds?: Readonly<Record<string, Kind>>
}

export function readCsv(store: Store, parse: CsvParse, text: string, mapping: CsvMapping, origin: Origin): Loaded {
  const tally = makeTally()
  eachRow(parse, text, mapping.delimiter ?? ',', mapping.header ?? true, tally.note, (row, line) => tally.note(line, addRow(store, row, mapping, origin), row.join(' ')), mapping)
  return tally.loaded()
}

/** The CSV that MISP exports: uuid, event_id, category, type, value, comment, to_ids, date and more, in any order. */
export function readMispCsv(store: Store, parse: CsvParse, text: string, origin: Origin, options: { readonly all?: boolean } = {}): Loaded {
  const tally = makeTally()
  let at: Readonly<Record<string, number>> = {}
  let first = true
  eachRow(parse, text, ',', false, tally.note, (row, line) => {
    if (first) {
      first = false
      at = Object.fromEntries(row.map((name, column) => [name.trim().toLowerCase(), column]))
      if (at['type'] === undefined || at['value'] === undefined) tally.note(line, 'bad-document', 'the first row names no columns `type` and `value`')
      return
    }
    if (at['type'] === undefined || at['value'] === undefined) return
    const cell = (name: string) => (at[name] === undefined ? '' : row[at[name]!] ?? '').trim()
    if (at['to_ids'] !== undefined && !options.all && !['1', 'true', 'yes'].includes(cell('to_ids').toLowerCase())) return
    const from = momentOf(cell('date'))
    for (const one of addAttribute(store, cell('type'), cell('value'), { ...origin, ...(cell('category') ? { category: cell('category') } : {}), ...(from !== undefined ? { validFrom: from } : {}) })) tally.note(line, one, `${cell('type')} ${cell('value')}`)
  })
  return tally.loaded()
}

type Note = (line: number, outcome: Added, about?: string) => void
type Row = readonly string[]

/** A row that is broken costs itself, not the file. */
function eachRow(parse: CsvParse, text: string, delimiter: string, header: boolean, note: Note, use: (row: Row, line: number) => void, mapping?: CsvMapping): void {
  let rows: { record: string[]; info: { lines: number } }[]
  try {
    rows = parse(text, { delimiter, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, comment: '#', comment_no_infix: true, info: true }) as typeof rows
  } catch (error) {
    note(1, 'bad-document', error instanceof Error ? error.message : String(error))
    return
  }
  const names = header ? rows.shift()?.record : undefined
  if (mapping && names) {
    const missing = Object.entries(mapping).filter(([key, column]) => typeof column === 'string' && key !== 'delimiter' && !names.includes(column))
    if (missing.length > 0) { note(1, 'bad-document', `no column ${missing.map(([, column]) => String(column)).join(', ')}`); return }
  }
  for (const { record, info } of rows) use(names ? [...record, ...names] : record, info.lines)
}

function addRow(store: Store, row: Row, mapping: CsvMapping, origin: Origin): Added {
  const names = mapping.header ?? true ? row.slice(row.length / 2) : []
  const cell = (column: string | number | undefined) => (column === undefined ? '' : row[typeof column === 'number' ? column : names.indexOf(column)] ?? '').trim()
  const value = cell(mapping.value)
  if (value === '') return 'empty'
  const word = cell(mapping.kind)
  const named = (name: string) => (mapping.kinds && Object.hasOwn(mapping.kinds, name) ? mapping.kinds[name] : undefined)
  const kind = named(word) ?? named(word.toLowerCase()) ?? (kinds as readonly string[]).find((one) => one === word.toLowerCase()) as Kind | undefined
  if (word !== '' && kind === undefined) return 'unknown-kind'
  const confidence = cell(mapping.confidence) === '' ? origin.confidence : confidenceOf(cell(mapping.confidence))
  const tlp = cell(mapping.tlp) === '' ? origin.tlp : tlpOf(cell(mapping.tlp))
  const validFrom = cell(mapping.validFrom) === '' ? origin.validFrom : momentOf(cell(mapping.validFrom))
  const validUntil = cell(mapping.validUntil) === '' ? origin.validUntil : momentOf(cell(mapping.validUntil))
  const unread = (column: string | number | undefined, read: unknown) => cell(column) !== '' && read === undefined
  if (confidence === undefined || tlp === undefined || unread(mapping.validFrom, validFrom) || unread(mapping.validUntil, validUntil)) return 'bad-origin'
  const [category, family] = [cell(mapping.category) || origin.category, cell(mapping.family) || origin.family]
  const full: Origin = { source: origin.source, confidence, tlp, ...(category ? { category } : {}), ...(family ? { family } : {}) }
  return addText(store, refang(value), kind, originId(store, full), { ...(validFrom !== undefined ? { validFrom } : {}), ...(validUntil !== undefined ? { validUntil } : {}) })
}
