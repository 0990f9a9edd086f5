/** A file of attacks goes in by parts, each with its progress in one transaction: a run that was killed goes on behind the last. */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { record as audit } from '#platform/audit/index.ts'
import { Refusal, tlps, type Actor, type Tlp } from '#platform/contract/index.ts'
import { ATTACKS_MAX_BYTES, type Format, type Mapping } from '../../contract-imports.ts'
import { guessFormat, look, mayBe, readAll } from '../../core/imports/formats.ts'
import { digest, type Read } from '../../core/imports/read.ts'
import { MOST_AT_ONCE } from '../recording.ts'
import type { Context } from '../context.ts'
import { createEventReader } from './events.ts'
import { folderOf, readFolder, type Folder } from './folder.ts'
import { levelFor, recordLevelled, type Levelled } from './levelled.ts'
import { advanceImport, beginImport, finishImport, importById, interruptImport, mappingByName, type ImportRow, type RefusedRow } from '../store/imports-store.ts'

const PART = 500
/** Of a file in which everything is wrong as many reasons are kept; the others are counted. */
const REASONS_MOST = 5000
export const HEAD_BYTES = 65_536
/** What a packed file may become. */
const UNPACKED_MOST = 4 * ATTACKS_MAX_BYTES

export type Run = { readonly path: string; readonly fileName: string; readonly format?: Format | undefined; /** A name under which one was saved, or the mapping itself. */ readonly mapping?: string | Mapping | undefined; /** Without a mapping, what the header suggests. */ readonly propose?: boolean; readonly tlp: Tlp }
export type Told = { readonly read: number; readonly stored: number; readonly merged: number; readonly refused: number }
type Opened = { readonly format: Format; readonly head: string; readonly mapping: Mapping | undefined; readonly encoding: string; readonly sha256: string; /** A feed that lies here, instead of a file. */ readonly folder?: Folder }

/**
 * Of a file that is done already nothing is read again. `onPart`: after each part that was stored, with what this run did.
 * @throws Refusal unsupported, not_found for a mapping; conflict when another run of the same file comes between.
 */
export async function runImport(context: Context, actor: Actor, run: Run, onPart: (told: Told) => void = () => {}): Promise<{ readonly row: ImportRow; readonly now: Told; readonly mapping: Mapping | undefined }> {
  const { db, clock } = context.ground
  const opened = await openFile(context, actor, run)
  const variant = createHash('sha256').update(digest([opened.format, opened.mapping ?? null, run.tlp])).digest('hex')
  const begun = await db.as(actor, (tx) => beginImport(tx, { id: randomUUID(), realm: actor.realm, fileName: run.fileName, sha256: opened.sha256, variant, format: opened.format, mapping: opened.mapping ?? null, tlp: run.tlp, byId: actor.id, byName: actor.name, at: clock.now() }))
  const now = { read: 0, stored: 0, merged: 0, refused: 0 }
  if (begun.state === 'done') return { mapping: opened.mapping, row: begun, now: { ...now, read: begun.position, merged: begun.position - begun.refusedCount, refused: begun.refusedCount } }
  let position = begun.position
  let kept = begun.refused.length
  const step = async (part: readonly Read[]) => {
    const good = part.flatMap((one): Levelled[] => ('statement' in one ? [one] : []))
    const bad = part.flatMap((one): RefusedRow[] => ('problem' in one ? [{ number: one.number, ...one.problem }] : []))
    const stored = await db.as(actor, async (tx) => {
      const outcomes = await recordLevelled(tx, actor, clock.now(), good, { state: opened.format === 'misp' ? 'to_verify' : 'internal', origin: 'import', tlp: run.tlp })
      const fresh = outcomes.filter((one) => one.outcome === 'stored').length
      if (!await advanceImport(tx, begun.id, { from: position, to: position + part.length, stored: fresh, merged: good.length - fresh, refused: bad, keep: Math.max(0, REASONS_MOST - kept), at: clock.now() })) throw new Refusal('conflict')
      return fresh
    })
    position += part.length
    kept += Math.min(bad.length, Math.max(0, REASONS_MOST - kept))
    Object.assign(now, { read: now.read + part.length, stored: now.stored + stored, merged: now.merged + good.length - stored, refused: now.refused + bad.length })
    onPart({ ...now })
  }
  try {
    await eachPart(run, opened, begun.position, step)
    await db.as(actor, async (tx) => {
      if (!await finishImport(tx, begun.id, clock.now())) return
      const done = (await importById(tx, begun.id))!
      await audit(tx, actor, clock.now(), { action: 'observatory.import', object: `import:${begun.id}`, detail: { file: done.fileName, sha256: done.sha256, format: done.format, read: done.position, stored: done.stored, merged: done.merged, refused: done.refusedCount } })
    })
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'conflict')) await db.as(actor, (tx) => interruptImport(tx, begun.id)).catch(() => {})
    throw error
  }
  return { row: (await db.as(actor, (tx) => importById(tx, begun.id)))!, now, mapping: opened.mapping }
}

/** What an import would meet, without a word stored. */
export async function tryImport(context: Context, actor: Actor, run: Run): Promise<{ readonly format: Format; readonly sha256: string; readonly read: number; readonly good: number; readonly refused: number; readonly rows: readonly RefusedRow[]; readonly levels: readonly { readonly tlp: Tlp; readonly n: number; readonly parts: number }[] }> {
  const opened = await openFile(context, actor, run)
  const told = { read: 0, good: 0, refused: 0 }
  const rows: RefusedRow[] = []
  const levels = new Map<Tlp, { n: number; parts: number }>()
  await eachPart(run, opened, 0, async (part) => {
    for (const one of part) {
      told.read += 1
      if ('statement' in one) {
        const { tlp, byPart } = levelFor(one, run.tlp)
        const was = levels.get(tlp) ?? { n: 0, parts: 0 }
        levels.set(tlp, { n: was.n + 1, parts: was.parts + (byPart ? 1 : 0) })
        told.good += 1
        continue
      }
      told.refused += 1
      if (rows.length < 100) rows.push({ number: one.number, ...one.problem })
    }
  })
  return { format: opened.format, sha256: opened.sha256, ...told, rows, levels: tlps.flatMap((tlp) => { const of = levels.get(tlp); return of ? [{ tlp, ...of }] : [] }) }
}

async function eachPart(run: Run, opened: Opened, skip: number, step: (part: readonly Read[]) => Promise<void>): Promise<void> {
  let part: Read[] = []
  let passed = 0
  const reader = createEventReader()
  try {
    for await (const one of opened.folder ? readFolder(opened.folder, reader, skip) : readAll(textOf(run.path, opened.encoding), { ...opened, fileName: run.fileName, events: reader.events })) {
      if ((passed += 1) <= skip) continue
      part.push(one)
      if (part.length >= Math.min(PART, MOST_AT_ONCE)) { await step(part); part = [] }
    }
    if (part.length > 0) await step(part)
  } finally { await reader.end() }
}

async function openFile({ ground: { db } }: Context, actor: Actor, run: Run): Promise<Opened> {
  const folder = await folderOf(run.path, run.format)
  if (folder) return { format: 'misp', head: '', mapping: undefined, encoding: 'utf-8', sha256: folder.sha256, folder }
  const bytes = await headOf(run)
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
  if (!wide && bytes.includes(0)) throw new Refusal('unsupported', { reason: 'no text' })
  const { sha256, encoding } = await lookThrough(run.path, wide)
  const head = new TextDecoder(encoding).decode(bytes)
  const format = run.format ?? guessFormat(head)
  if (!format) throw new Refusal('unsupported', { reason: 'no format that is known' })
  if (!mayBe(format, head)) throw new Refusal('unsupported', { reason: `it does not look like ${format}` })
  const named = format !== 'csv' ? undefined : typeof run.mapping === 'string' ? await db.as(actor, (tx) => mappingByName(tx, run.mapping as string)) : run.mapping
  if (format === 'csv' && typeof run.mapping === 'string' && !named) throw new Refusal('not_found', { mapping: run.mapping })
  const proposed = format === 'csv' && !named && run.propose ? look(head).proposed : []
  const mapping = named ?? (proposed.length > 1 ? { columns: proposed } : undefined)
  if (format === 'csv' && !mapping) throw new Refusal('unsupported', { reason: 'a table needs a mapping' })
  return { format, head, mapping, encoding, sha256 }
}

async function headOf({ path, fileName }: Run): Promise<Buffer> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new Refusal('not_found', { path: fileName })
  if (!found.isFile()) throw new Refusal('unsupported', { reason: 'no file' })
  const parts: Buffer[] = []
  let length = 0
  for await (const part of bytesOf(path)) { parts.push(part); if ((length += part.length) >= HEAD_BYTES) break }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES)
}

/** A file, unpacked where it is packed with gzip. @throws Refusal too_large, unsupported. */
async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path)
  let packed: boolean
  try { const two = Buffer.alloc(2); await file.read(two, 0, 2, 0); packed = two[0] === 0x1f && two[1] === 0x8b } finally { await file.close() }
  const raw = createReadStream(path, { highWaterMark: 262_144 })
  if (!packed) { yield* raw as AsyncIterable<Buffer>; return }
  const unpacked = createGunzip()
  raw.on('error', (error) => unpacked.destroy(error)).pipe(unpacked)
  let bytes = 0
  try {
    for await (const part of unpacked as AsyncIterable<Buffer>) {
      if ((bytes += part.length) > UNPACKED_MOST) throw new Refusal('too_large', { maxMegabytes: UNPACKED_MOST / 1_048_576 })
      yield part
    }
  } catch (error) { throw String((error as { code?: unknown }).code).startsWith('Z_') ? new Refusal('unsupported', { reason: 'a broken archive' }) : error } finally { raw.destroy() }
}

/** What is no UTF-8 is Windows-1252, of which every byte is a character. The same content is the same import, packed or not. */
async function lookThrough(path: string, wide: string | undefined): Promise<{ readonly sha256: string; readonly encoding: string }> {
  const hash = createHash('sha256')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let utf8 = wide === undefined
  for await (const chunk of bytesOf(path)) {
    hash.update(chunk)
    if (utf8) try { decoder.decode(chunk, { stream: true }) } catch { utf8 = false }
  }
  return { sha256: hash.digest('hex'), encoding: wide ?? (utf8 ? 'utf-8' : 'windows-1252') }
}
async function* textOf(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of bytesOf(path)) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
