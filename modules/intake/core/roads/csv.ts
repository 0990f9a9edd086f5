/** A table of reports to rows that can be received and rows that cannot, each with its line and its reason. */
import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { asItWas, toCsv } from '#platform/contract/csv.ts'
import { languages, type Lang } from '#platform/contract/index.ts'
import { situations, whos, type Incoming } from '../../contract.ts'
import { aliases, columns, problemTexts, situationWords, whoWords, type Column, type ProblemCode } from './csv.data.ts'
import { langOf } from './guess.ts'

export type Problem = { readonly code: ProblemCode; readonly params: Readonly<Record<string, string>> }
export type Row = { readonly line: number; readonly cells: readonly string[]; readonly problem?: Problem }
export type Table = { readonly header: readonly string[]; readonly at: Readonly<Partial<Record<Column, number>>>; readonly rows: readonly Row[] }
/** `partyCode` is still to be looked up. */
export type Read = { readonly incoming: Incoming; readonly partyCode: string } | { readonly problem: Problem }

const RECORD_LINES = 200
const limits: Readonly<Record<Column, number>> = { external_id: 200, received_at: 60, occurred_at: 60, who: 60, who_name: 300, party_code: 200, situation: 60, subject: 300, words: 20_000, name: 200, phone: 60, email: 254, lang: 20 }

/** UTF-8 with or without BOM; what is no UTF-8 is Windows-1252, of which every byte is a character. */
export function textOf(bytes: Uint8Array): string {
  try { return new TextDecoder('utf-8', { fatal: true }).decode(bytes) } catch { return new TextDecoder('windows-1252').decode(bytes) }
}

/** Undefined: no line of it names a column of ours that says what happened. */
export function tableOf(text: string): Table | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const first = lines.findIndex((line) => line.trim() !== '')
  if (first < 0) return undefined
  const best = [',', ';', '\t'].map((delimiter) => { const header = cellsOf(lines[first]!, delimiter) ?? []; return { delimiter, header, at: placesOf(header) } }).toSorted((a, b) => Object.keys(b.at).length - Object.keys(a.at).length)[0]!
  if (best.at.words === undefined && best.at.subject === undefined) return undefined
  return { header: best.header, at: best.at, rows: [...rowsOf(lines, first + 1, best.delimiter, best.header.length)] }
}

/** A record ends on a line where the quotation marks are even. One that never closes costs its own line, not the rest of the file. */
function* rowsOf(lines: readonly string[], from: number, delimiter: string, width: number): Generator<Row> {
  for (let i = from; i < lines.length; ) {
    if (lines[i]!.trim() === '') { i += 1; continue }
    let [end, odd] = [i, oddQuotes(lines[i]!)]
    while (odd && end + 1 < lines.length && end - i < RECORD_LINES) { end += 1; if (oddQuotes(lines[end]!)) odd = false }
    const cells = odd ? undefined : cellsOf(lines.slice(i, end + 1).join('\n'), delimiter)
    if (!cells) {
      yield { line: i + 1, cells: [lines[i]!], problem: { code: 'quote_not_closed', params: {} } }
      i += 1
      continue
    }
    yield { line: i + 1, cells, ...(cells.slice(width).some((cell) => cell.trim() !== '') ? { problem: { code: 'too_many_cells', params: {} } as const } : {}) }
    i = end + 1
  }
}
const oddQuotes = (line: string) => (line.split('"').length - 1) % 2 === 1

function cellsOf(text: string, delimiter: string): string[] | undefined {
  try {
    const records = parse(text, { delimiter, relax_column_count: true, relax_quotes: true, record_delimiter: '\n\u0000' }) as string[][]
    return records.length === 1 ? records[0] : undefined
  } catch { return undefined }
}

const plain = (text: string) => text.trim().toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[^\p{L}\p{N}]+/gu, '_').replaceAll(/^_|_$/g, '')
function placesOf(header: readonly string[]): Partial<Record<Column, number>> {
  const names = header.map(plain)
  const taken = new Set<number>()
  const at: Partial<Record<Column, number>> = {}
  for (const column of columns) {
    const place = aliases[column].map((alias) => names.indexOf(alias)).find((one) => one >= 0 && !taken.has(one))
    if (place !== undefined) { at[column] = place; taken.add(place) }
  }
  return at
}

export function readRow(table: Table, row: Row, at: { readonly now: Date; readonly sha256: string; readonly fileName: string; readonly otherwise: Lang }): Read {
  if (row.problem) return { problem: row.problem }
  const no = (code: ProblemCode, params: Record<string, string> = {}) => ({ problem: { code, params } })
  const cell = (column: Column) => { const place = table.at[column]; return place === undefined ? '' : asItWas((row.cells[place] ?? '').trim()) }
  for (const column of columns) {
    if (cell(column).length > limits[column]) return no('too_long', { column })
    if (/[^\P{Cc}\n\r\t]/u.test(cell(column)) || !cell(column).isWellFormed()) return no('unreadable', { column })
  }
  if (cell('words') === '' && cell('subject') === '') return no('empty')
  const value = <T extends string>(column: Column, list: readonly T[], words: Readonly<Record<T, readonly string[]>>): T | undefined => { const asked = plain(cell(column)); return asked === '' ? ('unknown' as T) : list.find((one) => words[one].includes(asked)) }
  const situation = value('situation', situations, situationWords)
  if (!situation) return no('unknown_situation', { value: cell('situation') })
  const who = value('who', whos, whoWords)
  if (!who) return no('unknown_who', { value: cell('who') })
  const asked = cell('lang').toLowerCase()
  const lang = asked === '' ? langOf(`${cell('subject')} ${cell('words')}`, at.otherwise) : languages.find((one) => asked === one || asked.startsWith(`${one}-`))
  if (!lang) return no('unknown_lang', { value: cell('lang') })
  const email = cell('email')
  if (email !== '' && !/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]{2,}$/.test(email)) return no('bad_email')
  const moments = { received_at: undefined as Date | undefined, occurred_at: undefined as Date | undefined }
  for (const column of ['received_at', 'occurred_at'] as const) {
    if (cell(column) === '') continue
    const moment = momentOf(cell(column))
    if (!moment) return no('bad_date', { column })
    if (moment.getTime() > at.now.getTime() + 86_400_000) return no('future_date', { column })
    moments[column] = moment
  }
  const id = cell('external_id')
  const key = id || createHash('sha256').update(JSON.stringify(columns.map(cell))).digest('hex')
  const subject = cell('subject').replaceAll(/\s+/g, ' ')
  return {
    partyCode: cell('party_code'),
    incoming: {
      road: 'csv', externalKey: `csv:${key}`, who, whoName: cell('who_name'), situation, lang, ...(subject ? { subject } : {}), words: cell('words'),
      occurredAt: moments.occurred_at ?? moments.received_at ?? null, contact: { name: cell('name'), phone: cell('phone'), email },
      provenance: { file: at.fileName, sha256: at.sha256, line: row.line, ...(id ? { externalId: id } : {}), ...(moments.received_at ? { receivedAt: moments.received_at.toISOString() } : {}) },
      original: Buffer.from(JSON.stringify(Object.fromEntries(table.header.map((name, i) => [name || `_${i}`, row.cells[i] ?? ''])))),
    },
  }
}

/** ISO 8601 with or without hour and offset (without: UTC), or 31/12/2026 10:30 as both countries write it. */
function momentOf(text: string): Date | undefined {
  const local = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ T,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?$/.exec(text)
  const [, day, month, year, hour = '00', minute = '00', second = '00'] = local ?? []
  const iso = local ? `${year!}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}T${hour.padStart(2, '0')}:${minute}:${second}Z` : text.replace(' ', 'T')
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(iso)
  if (!found) return undefined
  // The calendar has no 31 February.
  if (new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]))).getUTCDate() !== Number(found[3])) return undefined
  const moment = new Date(found[4] === undefined || found[7] !== undefined ? iso : `${iso}Z`)
  return Number.isNaN(moment.getTime()) || moment.getTime() < Date.UTC(1990, 0, 1) ? undefined : moment
}

export const problemText = ({ code, params }: Problem, lang: Lang): string => Object.entries(params).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value.slice(0, 60)), problemTexts[code][lang])

/** The refused rows under their own header with the reason beside: to be mended and given back. No cell of it is a formula. */
export function badRowsTable(table: Table, refused: ReadonlyMap<number, Problem>, lang: Lang): string {
  const width = table.header.length
  const rows = table.rows.flatMap((row) => { const problem = refused.get(row.line); return problem ? [[...Array.from({ length: width }, (_, i) => row.cells[i] ?? ''), `${row.line}: ${problemText(problem, lang)}`]] : [] })
  return `\uFEFF${toCsv([[...table.header, 'problem'], ...rows])}`
}
