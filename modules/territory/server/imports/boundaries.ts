/** GeoJSON boundaries, one feature at a time, joined to parties by their codes. All of the file or nothing. */
import { createReadStream } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { Refusal, type Actor, type Lang } from '#platform/contract/index.ts'
import { record } from '#platform/audit/index.ts'
import { emit } from '#platform/events/index.ts'
import type { Ground } from '#platform/module.ts'
import { shapesFromGeojson, usualCodeProperties } from '../../core/places/index.ts'
import { decodeText, defaultLimits, jsonItemsOf, recognise, type Problem } from '../../core/registry/index.ts'
import { MAX_UPLOAD_BYTES, territoryChanged, type ImportReport, type ImportSource } from '../../contract.ts'
import { readPlaceCodes } from '../store/mapStore.ts'
import { bumpVersion, saveBoundaries } from '../store/rowsStore.ts'
import { dataFile, keepPath, keepStream } from './files.ts'
import { sentence } from './words.ts'

/** One border may be long: the most jagged Italian municipality has 60,000 points at full detail. */
const limits = { ...defaultLimits, maxRecordChars: 8 * 1024 * 1024 }
const MAX_EXPANDED_BYTES = 512 * 1024 * 1024

export function createBoundaries({ db, clock, dataFolder }: Ground) {
  return async function importBoundaries(actor: Actor, input: ImportSource & { fileName: string; lang?: Lang }): Promise<ImportReport> {
    const id = randomUUID()
    const started = clock.elapsedMs()
    const lang = input.lang ?? 'it'
    const kept = 'path' in input ? await keepPath(input.path) : await keepStream(input.stream, dataFile(dataFolder, id), MAX_UPLOAD_BYTES)
    try {
      const format = recognise(kept.head, input.fileName)
      if (format.id !== 'geojson') throw new Refusal('unsupported', { format: format.id })
      return await db.as(actor, async (tx) => {
        const stamp = { realm: actor.realm, now: clock.now(), source: input.fileName }
        const codes = await readPlaceCodes(tx)
        const waiting = new Map<string, unknown>()
        const report = { read: 0, stored: 0, unchanged: 0, refused: 0, skipped: 0 }
        const problems: ImportReport['problems'] = []
        const refuse = (problem: Problem) => {
          report.refused += 1
          if (problems.length < 100) problems.push({ line: report.read, code: problem.code, params: { ...problem.params }, text: sentence(problem, lang) })
        }
        const flush = async () => {
          const written = await saveBoundaries(tx, stamp, [...waiting].map(([party_id, geometry]) => ({ party_id, geometry })))
          report.stored += written
          report.unchanged += waiting.size - written
          waiting.clear()
        }
        let fatal: ImportReport['fatal'] = null
        try {
          for await (const { text } of features(kept.path, format.compression === 'gzip')) {
            report.read += 1
            const read = readFeature(text)
            if ('problem' in read) refuse(read.problem)
            else {
              const party = codes.get(read.code)
              if (party === undefined) report.skipped += 1
              else waiting.set(party, read.geometry)
            }
            if (waiting.size >= 500) await flush()
          }
          await flush()
        } catch (error) {
          const problem = fileProblemOf(error)
          if (!problem) throw error
          fatal = { line: report.read, code: problem.code, params: { ...problem.params }, text: sentence(problem, lang) }
        }
        if (fatal) throw new Refusal('invalid', { fields: [{ path: 'file', problem: fatal.text }] })
        await record(tx, actor, stamp.now, { action: 'territory.import_boundaries', object: `import:${id}`, detail: { file: input.fileName, sha256: kept.sha256, ...report } })
        if (report.stored > 0) await emit(tx, actor, territoryChanged, { version: await bumpVersion(tx, stamp) })
        const skippedBy = report.skipped > 0 ? [{ code: 'boundary-unknown', text: sentence({ code: 'boundary-unknown', params: {} }, lang), rows: report.skipped }] : []
        return { ...report, importId: id, format: 'geojson', dryRun: false, skippedBy, notes: [], problems, first: [], fatal: null, badRowsFile: null, ms: Math.round(clock.elapsedMs() - started) }
      })
    } finally {
      if ('stream' in input) await rm(kept.path, { force: true })
    }
  }
}

async function* features(path: string, gzip: boolean) {
  const source = createReadStream(path)
  const bytes = bounded(gzip ? source.pipe(createGunzip()) : source)
  for await (const items of jsonItemsOf(decodeText(bytes, 'utf-8', () => {}), limits)) yield* items
}

async function* bounded(bytes: AsyncIterable<Uint8Array>) {
  let total = 0
  for await (const chunk of bytes) {
    total += chunk.length
    if (total > MAX_EXPANDED_BYTES) throw new Refusal('too_large', { maxMegabytes: MAX_EXPANDED_BYTES / 1048576 })
    yield chunk
  }
}

/** The place's code and its geometry, when it can be drawn. */
function readFeature(text: string): { code: string; geometry: unknown } | { problem: Problem } {
  let feature: { geometry?: unknown; properties?: Record<string, unknown> }
  try { feature = JSON.parse(text) as typeof feature } catch { return { problem: { code: 'json-broken', params: {} } } }
  const { shapes, problems } = shapesFromGeojson({ type: 'FeatureCollection', features: [feature] }, { codeProperties: usualCodeProperties, maxPoints: 50 })
  if (shapes.length === 0) return { problem: { code: 'boundary-broken', params: { reason: problems[0]?.code ?? '' } } }
  return { code: shapes[0]!.code, geometry: feature.geometry }
}

function fileProblemOf(error: unknown): Problem | undefined {
  const { fileProblem, code } = error as { fileProblem?: Problem; code?: unknown }
  if (fileProblem) return fileProblem
  return typeof code === 'string' && code.startsWith('Z_') ? { code: 'file-gzip-damaged', params: { reason: code } } : undefined
}
