/** One file, a registry or borders, one transaction: all of its good rows or, when the process dies or the file cannot go on, none. */
import { createReadStream } from 'node:fs'
import { LIVE, Refusal, type Actor, type Lang } from '#platform/contract/index.ts'
import type { Database, Tx } from '#platform/db/index.ts'
import { record } from '#platform/audit/index.ts'
import { emit } from '#platform/events/index.ts'
import type { Clock } from '#platform/clock.ts'
import { keyText, readRegistry, recognise, type Format, type Parsed, type RegistryRow } from '../../core/registry/index.ts'
import { territoryChanged, type ImportReport } from '../../contract.ts'
import { endImport, loadImport, lockImports, markInterrupted, startImport } from '../store/importStore.ts'
import { partyKeys, serviceKeys } from '../store/keysStore.ts'
import { bumpVersion } from '../store/rowsStore.ts'
import { storeBoundaries } from './boundaries.ts'
import { badFile, createBadRows, headOf } from './files.ts'
import { createSink } from './sink.ts'
import { sentence } from './words.ts'

export type Run = { readonly id: string; readonly path: string; readonly fileName: string; readonly region: string; readonly dryRun: boolean; readonly lang: Lang; readonly dataFolder: string }

/** @throws Refusal busy when another import runs in this realm. A file that cannot be read is a report with `fatal`. */
export async function runFile(db: Database, clock: Clock, actor: Actor, run: Run): Promise<ImportReport> {
  const format = recognise(await headOf(run.path), run.fileName)
  if (!run.dryRun && !await db.as(actor, (tx) => startImport(tx, run.id, clock.now()))) throw new Refusal('conflict')
  const bad = createBadRows(badFile(run.dataFolder, run.id, format.shape === 'csv' ? 'csv' : 'json'), format, run.lang)
  const started = clock.elapsedMs()
  try {
    return await db.as(actor, async (tx) => {
      if (!await lockImports(tx, actor.realm, 2000)) throw new Refusal('busy')
      // While this one waited, another run of the same file may have come to its end.
      if (!run.dryRun && (await loadImport(tx, run.id))?.state === 'done') throw new Refusal('conflict')
      if (!run.dryRun) await markInterrupted(tx, run.id)
      const report = format.id === 'geojson' ? await storeBoundaries(tx, actor, { ...run, now: clock.now() }, format, bad.add) : await storeFile(tx, clock, actor, run, format, bad.add)
      const whole = { ...report, ms: Math.round(clock.elapsedMs() - started) }
      if (run.dryRun || whole.fatal) throw new NotKept(whole)
      const badRows = await bad.finish(true)
      await close(tx, clock, actor, run, whole, badRows)
      return badRows ? { ...whole, badRowsFile: badFile(run.dataFolder, run.id, format.shape === 'csv' ? 'csv' : 'json') } : whole
    })
  } catch (error) {
    await bad.finish(false)
    const report = error instanceof NotKept ? error.report : undefined
    if (error instanceof Refusal) throw error // the row belongs to the run that is at work or done
    if (!run.dryRun) await db.as(actor, (tx) => endImport(tx, run.id, { state: 'failed', counts: report ? countsOf(report) : {}, problems: report ? problemsOf(report) : [], badRows: false, now: clock.now() }))
    if (report) return report
    throw error
  }
}

/** Leaves the transaction without keeping anything of it. */
class NotKept extends Error {
  readonly report: ImportReport
  constructor(report: ImportReport) { super('nothing is kept'); this.report = report }
}

async function storeFile(tx: Tx, clock: Clock, actor: Actor, run: Run, format: Format, onBad: (parsed: Parsed) => Promise<void>): Promise<ImportReport> {
  const sink = await createSink(tx, { realm: actor.realm, now: clock.now(), source: format.id })
  const known = await knownKeys(tx, format)
  const skipped = new Map<string, { code: string; text: string; rows: number }>()
  const report = { read: 0, stored: 0, unchanged: 0, refused: 0, skipped: 0, notes: [] as string[], problems: [] as ImportReport['problems'], first: [] as ImportReport['first'] }
  let fatal: ImportReport['fatal'] = null
  const skip = (code: string, rows: number, params = {}) => {
    const before = skipped.get(code)
    skipped.set(code, { code, text: sentence({ code, params }, run.lang), rows: (before?.rows ?? 0) + rows })
    report.skipped += rows
  }
  for await (const parsed of readRegistry(createReadStream(run.path), { fileName: run.fileName, today: clock.now(), ...known, ...(run.region ? { region: run.region } : {}) })) {
    if (parsed.note) { report.notes.push(sentence(parsed.note, run.lang)); continue }
    report.read += 1
    if (parsed.skipped) skip(parsed.skipped.code, 1, parsed.skipped.params)
    else if (parsed.refused) {
      const problem = { line: parsed.line, code: parsed.refused.code, params: { ...parsed.refused.params }, text: sentence(parsed.refused, run.lang) }
      if (parsed.fatal) { fatal = problem; break }
      report.refused += 1
      if (report.problems.length < 100) report.problems.push(problem)
      await onBad(parsed)
    } else if (parsed.row) {
      if (report.first.length < 10) report.first.push(sample(parsed.line, parsed.row))
      await sink.add(parsed.line, parsed.row)
    }
  }
  if (!fatal) await sink.finish()
  if (sink.counts.strangers > 0) skip('member-unknown', sink.counts.strangers)
  for (const problem of sink.problems.slice(0, 100 - report.problems.length)) report.problems.push({ ...problem, text: sentence(problem, run.lang) })
  return {
    ...report, importId: run.id, format: format.id, dryRun: run.dryRun, stored: fatal ? 0 : sink.counts.stored, unchanged: fatal ? 0 : sink.counts.unchanged,
    refused: report.refused + sink.counts.refused, skippedBy: [...skipped.values()], fatal, badRowsFile: null, borders: null, ms: 0,
  }
}

/** Only what a format refers to is read: the tests run row by row inside the reader, so that a refused row keeps its text. */
async function knownKeys(tx: Tx, format: Format) {
  if (format.id === 'services-csv') { const keys = await partyKeys(tx); return { knownParty: (key: string) => keys.has(key) } }
  if (format.id === 'dependencies-csv') { const keys = await serviceKeys(tx); return { knownService: (key: string) => keys.has(key) } }
  return {}
}

function sample(line: number, row: RegistryRow): ImportReport['first'][number] {
  if (row.kind === 'party') return { line, kind: row.partyKind, key: keyText(row.key), text: [row.name, row.province?.name, row.region?.name].filter(Boolean).join(', ') }
  if (row.kind === 'service') return { line, kind: 'service', key: keyText(row.key), text: `${row.name} (${keyText(row.party)})` }
  if (row.kind === 'membership') return { line, kind: 'membership', key: keyText(row.member), text: `${row.memberName ?? keyText(row.member)} → ${keyText(row.of)}` }
  return { line, kind: 'dependency', key: keyText(row.dependent), text: `${keyText(row.dependent)} → ${keyText(row.on)}` }
}

async function close(tx: Tx, clock: Clock, actor: Actor, run: Run, report: ImportReport, badRows: boolean) {
  const now = clock.now()
  await endImport(tx, run.id, { state: 'done', counts: countsOf(report), problems: problemsOf(report), badRows, now })
  await record(tx, actor, now, { action: 'territory.run_import', object: `import:${run.id}`, detail: { file: run.fileName, format: report.format, ...countsOf(report) } })
  if (report.stored === 0) return
  const version = await bumpVersion(tx, { realm: actor.realm || LIVE, now })
  await emit(tx, actor, territoryChanged, { version })
}

const countsOf = ({ read, stored, unchanged, refused, skipped, ms }: ImportReport) => ({ read, stored, unchanged, refused, skipped, ms })
const problemsOf = (report: ImportReport) => (report.fatal ? [report.fatal] : report.problems).map(({ line, code, params }) => ({ line, code, params }))
