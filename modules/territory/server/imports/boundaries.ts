/** GeoJSON boundaries, one feature at a time, joined to parties by their codes. */
import { createReadStream } from 'node:fs'
import type { Tx } from '#platform/db/index.ts'
import type { Actor } from '#platform/contract/index.ts'
import { joinBorders, readBorder, type Border, type Geometry } from '../../core/places/index.ts'
import { bounded, decodeText, defaultLimits, gunzipBounded, isFileError, jsonItemsOf, type Format, type Parsed, type Problem } from '../../core/registry/index.ts'
import type { ImportReport } from '../../contract.ts'
import { readBoundary, readPlaceCodes, readWithoutBorder, type PlaceCode } from '../store/mapStore.ts'
import { saveBoundaries, type Stamp } from '../store/rowsStore.ts'
import { sentence } from './words.ts'
import type { Lang } from '#platform/contract/index.ts'

/** One border may be long: the most jagged Italian municipality has 60,000 points at full detail. */
const limits = { ...defaultLimits, maxRecordChars: 8 * 1024 * 1024, maxExpandedBytes: 512 * 1024 * 1024 }
const BATCH = 500
const TOLD = 100

/** What `storeFile` gives for a registry, for borders: the same report, with which code matched whom and who is still without. */
export async function storeBoundaries(tx: Tx, actor: Actor, file: { path: string; fileName: string; id: string; dryRun: boolean; lang: Lang; now: Date }, format: Format, onBad: (parsed: Parsed) => Promise<void>): Promise<ImportReport> {
  const stamp: Stamp = { realm: actor.realm, now: file.now, source: file.fileName }
  const codes = await readPlaceCodes(tx)
  const waiting = new Map<string, Geometry>()
  const seen = new Set<string>()
  const by = new Map<string, { property: string; code: PlaceCode['by']; kind: PlaceCode['kind']; places: number }>()
  const unknown: NonNullable<ImportReport['borders']>['unknown'] = []
  const report = { read: 0, stored: 0, unchanged: 0, refused: 0, skipped: 0, problems: [] as ImportReport['problems'], first: [] as ImportReport['first'] }
  let fatal: ImportReport['fatal'] = null
  const told = (line: number, problem: Problem) => ({ line, code: problem.code, params: { ...problem.params }, text: sentence(problem, file.lang) })

  async function flush() {
    const written = await saveBoundaries(tx, stamp, [...waiting].map(([party_id, geometry]) => ({ party_id, geometry })))
    report.stored += written
    report.unchanged += waiting.size - written
    waiting.clear()
  }

  async function take(line: number, border: Border) {
    const found = border.codes.flatMap(({ property, code }) => { const place = codes.get(code); return place ? [{ property, code, place }] : [] })[0]
    if (!found) {
      report.skipped += 1
      if (unknown.length < TOLD) unknown.push({ line, code: border.codes[0]!.code, name: border.name })
      return
    }
    const { place, property } = found
    const before = waiting.get(place.id) ?? (seen.has(place.id) ? ((await readBoundary(tx, place.id)) as Geometry | undefined) : undefined)
    waiting.set(place.id, before ? joinBorders(before, border.geometry) : border.geometry)
    if (!seen.has(place.id)) {
      seen.add(place.id)
      const key = `${property} ${place.by} ${place.kind}`
      const match = by.get(key) ?? by.set(key, { property, code: place.by, kind: place.kind, places: 0 }).get(key)!
      match.places += 1
      if (report.first.length < 10) report.first.push({ line, kind: place.kind, key: found.code, text: place.name })
    }
    if (waiting.size >= BATCH) await flush()
  }

  try {
    const source = createReadStream(file.path)
    const bytes = format.compression === 'gzip' ? gunzipBounded(source, limits.maxExpandedBytes) : bounded(source, limits.maxExpandedBytes)
    for await (const items of jsonItemsOf(decodeText(bytes, 'utf-8', () => {}), limits)) {
      for (const { text, tooLong } of items) {
        report.read += 1
        const border = tooLong ? ({ problem: 'line-too-long' } as const) : parsed(text)
        if (!('problem' in border)) { await take(report.read, border); continue }
        const problem = { code: border.problem === 'line-too-long' || border.problem === 'json-broken' ? border.problem : 'boundary-broken', params: { reason: border.problem } }
        report.refused += 1
        if (report.problems.length < TOLD) report.problems.push(told(report.read, problem))
        await onBad({ line: report.read, refused: { ...problem, raw: text } })
      }
    }
    await flush()
  } catch (error) {
    if (!isFileError(error)) throw error
    fatal = told(report.read, error.fileProblem)
  }
  const without = await readWithoutBorder(tx, TOLD)
  return {
    ...report, ...(fatal ? { stored: 0, unchanged: 0 } : {}), importId: file.id, format: format.id, dryRun: file.dryRun, notes: [], fatal, badRowsFile: null, ms: 0,
    skippedBy: report.skipped > 0 ? [{ code: 'boundary-unknown', text: sentence({ code: 'boundary-unknown', params: {} }, file.lang), rows: report.skipped }] : [],
    borders: { by: [...by.values()].sort((a, b) => b.places - a.places), unknown, unknownTotal: report.skipped, without: without.items, withoutTotal: without.total },
  }
}

function parsed(text: string): ReturnType<typeof readBorder> | { problem: 'json-broken' } {
  try { return readBorder(JSON.parse(text)) } catch { return { problem: 'json-broken' } }
}
