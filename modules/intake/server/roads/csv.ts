/** A table of reports goes in by parts, each with its progress in one transaction: a run that was killed goes on behind the last. */
import { createHash, randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type Lang } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { IMPORT_MAX_BYTES, type ReportImport } from '../../contract-roads.ts'
import type { Receipt } from '../../contract.ts'
import { badRowsTable, problemText, readRow, tableOf, textOf, type Problem, type Row, type Table } from '../../core/roads/csv.ts'
import type { Context } from '../context.ts'
import { receive } from '../receiving.ts'
import { advanceImport, badOfImport, beginImport, finishImport, importById, interruptImport, listImports, type ImportRow, type RefusedRow } from '../store/roads-store.ts'

const PART = 200
/** Of a file in which everything is wrong as many reasons are kept; the others are counted. */
const REASONS_MOST = 5000
/** A run that has not moved for so long is not alive any more: a part takes seconds. */
const STILL_MS = 120_000

export function createCsv(context: Context) {
  const { ground: { db, clock }, needs } = context

  /**
   * Of a file that is done already nothing is read again. `onPart`: after each part that was stored.
   * @throws Refusal too_large, unsupported; conflict when another run of the same file comes between.
   */
  async function run(actor: Actor, input: { bytes: Uint8Array; fileName: string }, onPart: (read: number) => void = () => {}): Promise<ImportRow & { readonly storedNow: number; readonly knownNow: number }> {
    if (input.bytes.byteLength > IMPORT_MAX_BYTES) throw new Refusal('too_large', { maxMegabytes: IMPORT_MAX_BYTES / 1_048_576 })
    const table = tableOf(textOf(input.bytes))
    if (!table) throw new Refusal('unsupported', { reason: 'no column of the first line says what happened: words or subject' })
    const sha256 = createHash('sha256').update(input.bytes).digest()
    const lang = (await needs.centre()).languages[0] ?? 'it'
    const begun = await db.as(actor, (tx) => beginImport(tx, { id: randomUUID(), realm: actor.realm, fileName: input.fileName, sha256, byId: actor.id, byName: actor.name, at: clock.now() }))
    if (begun.state === 'done') return { ...begun, storedNow: 0, knownNow: begun.stored + begun.known }
    const of = { now: clock.now(), sha256: sha256.toString('hex'), fileName: input.fileName, otherwise: lang }
    const refused: RefusedRow[] = [...begun.refused]
    let [read, storedNow, knownNow] = [begun.read, 0, begun.stored + begun.known]
    try {
      while (read < table.rows.length) {
        const part = table.rows.slice(read, read + PART)
        const judged = await judge(actor, table, part, of)
        const bad = judged.flatMap((one) => ('problem' in one ? [{ line: one.line, code: one.problem.code, params: one.problem.params }] : []))
        const good = judged.flatMap((one) => ('incoming' in one ? [one.incoming] : []))
        const counted = { stored: 0, known: 0 }
        const keep = async (tx: Tx, receipts: readonly Receipt[]) => {
          counted.stored = receipts.filter((one) => one.was === 'new').length
          counted.known = receipts.length - counted.stored
          if (!await advanceImport(tx, begun.id, { from: read, to: read + part.length, ...counted, refused: bad, keep: Math.max(0, REASONS_MOST - refused.length), at: clock.now() })) throw new Refusal('conflict')
        }
        if (good.length > 0) await receive(context, actor, good, keep)
        else await db.as(actor, (tx) => keep(tx, []))
        read += part.length
        storedNow += counted.stored
        knownNow += counted.known
        refused.push(...bad.slice(0, Math.max(0, REASONS_MOST - refused.length)))
        onPart(read)
      }
      await finish(actor, begun.id, table, refused, lang)
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'conflict')) await db.as(actor, (tx) => interruptImport(tx, begun.id)).catch(() => {})
      throw error
    }
    return { ...(await load(actor, begun.id)), storedNow, knownNow }
  }

  async function finish(actor: Actor, id: string, table: Table, refused: readonly RefusedRow[], lang: Lang): Promise<void> {
    const now = clock.now()
    const bad = refused.length === 0 ? undefined : await needs.dayKeys.seal(now, `import:${id}`, Buffer.from(badRowsTable(table, new Map(refused.map((one) => [one.line, one as Problem & RefusedRow])), lang)))
    await db.as(actor, async (tx) => {
      if (!await finishImport(tx, id, { at: now, badKey: bad?.keyName ?? '', badSealed: bad?.sealed ?? null })) return
      const done = (await importById(tx, id))!
      await record(tx, actor, now, { action: 'intake.import', object: `import:${id}`, detail: { file: done.file_name, sha256: done.sha256.toString('hex'), read: done.read, stored: done.stored, known: done.known, refused: done.refused_count } })
    })
  }

  /** Codes of bodies are looked up for a whole part at once. */
  async function judge(actor: Actor, table: Table, part: readonly Row[], of: Parameters<typeof readRow>[2]) {
    const rows = part.map((row) => ({ line: row.line, ...readRow(table, row, of) }))
    const codes = [...new Set(rows.flatMap((row) => ('incoming' in row && row.partyCode ? [row.partyCode] : [])))]
    const ids = new Map(codes.map((code) => [code, needs.partyIds(actor.realm, code)]))
    const there = codes.length === 0 ? new Set<string>() : new Set((await db.as(actor, (tx) => needs.territory.parties(tx, [...ids.values()].flat()))).map((one) => one.id))
    return rows.map((row): { line: number } & ({ problem: Problem } | { incoming: Parameters<typeof receive>[2][number] }) => {
      if ('problem' in row || row.partyCode === '') return row
      const partyId = ids.get(row.partyCode)!.find((id) => there.has(id))
      return partyId ? { line: row.line, incoming: { ...row.incoming, partyId } } : { line: row.line, problem: { code: 'unknown_party', params: { value: row.partyCode } } }
    })
  }

  async function load(actor: Actor, id: string): Promise<ImportRow> {
    const row = await db.as(actor, (tx) => importById(tx, id))
    if (!row) throw new Refusal('not_found')
    return row
  }
  const toItem = (row: ImportRow): ReportImport => ({
    id: row.id, fileName: row.file_name, sha256: row.sha256.toString('hex'), by: row.by_name, startedAt: row.started_at.toISOString(), finishedAt: row.finished_at?.toISOString() ?? null,
    state: row.state === 'running' && (row.moved_at ?? row.started_at).getTime() < clock.now().getTime() - STILL_MS ? 'interrupted' : row.state,
    read: row.read, stored: row.stored, known: row.known, refused: row.refused_count, badRows: row.bad,
  })
  async function read(actor: Actor, id: string, lang: Lang) {
    const row = await load(actor, id)
    return { ...toItem(row), rows: row.refused.map(({ line, code, params }) => ({ line, code, text: problemText({ code, params } as Problem, lang) })) }
  }
  const list = (actor: Actor, page: { limit: number; offset: number }) => db.as(actor, async (tx) => { const { total, items } = await listImports(tx, page); return { total, items: items.map(toItem) } })
  /** @throws Refusal not_found when no row was refused · expired after its term · key_missing. */
  async function badRows(actor: Actor, id: string): Promise<Buffer> {
    const row = await load(actor, id)
    const kept = await db.as(actor, (tx) => badOfImport(tx, id))
    if (!kept?.sealed) throw new Refusal(row.state === 'done' && row.refused_count > 0 ? 'expired' : 'not_found')
    return needs.dayKeys.open(`import:${id}`, { keyName: kept.keyName, sealed: kept.sealed })
  }
  return { run, read, list, badRows, toItem }
}
export type Csv = ReturnType<typeof createCsv>
