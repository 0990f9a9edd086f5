/**
 * Folders into which shippers drop files, one for each source. A file that is whole is read through the same door as every other line,
 * and taken away when its lines are on the disk. How far it was read is noted by its content: after a kill it is not read again.
 */
import { constants } from 'node:fs'
import { lstat, mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { record } from '#platform/audit/index.ts'
import { Refusal, system } from '#platform/contract/index.ts'
import { LINE_MAX } from '../../contract-ingest.ts'
import type { FileProblem } from '../../contract-shapes.ts'
import { linesOfFile } from '../../core/file.ts'
import type { Append } from '../append.ts'
import type { Context } from '../context.ts'
import { lacksOfSource, partiesOf, today } from '../dto.ts'
import * as store from '../store/files-store.ts'
import { sourceById } from '../store.ts'
import { FILE_MAX, hashOf, isUnreadable, piecesOf, problem, tryPacked } from './pieces.ts'

const actor = system('watch.folder')
const limits = { lineMax: LINE_MAX, linesMax: Infinity }
/** A file that has not changed for so long is whole. */
export const QUIET_MS = 10_000
const RUN_MS = 10_000
/** Of a folder, at one look. */
const NAMES_MOST = 1000
const NAME = /^[^./\p{C}][^/\p{C}]{0,180}\.(?:ndjson|json|log|txt)(\.gz)?$/iu

const PACKED = /\.gz$/i

type Seen = { readonly mark: string; readonly since: number; /** It is left where it is. */ readonly stuck?: boolean }
type Found = { readonly sourceId: string; readonly partyId: string; readonly folder: string; readonly name: string }

export function createFolder(context: Context, append: Append) {
  const { ground: { db, clock, log, logs } } = context
  let seen = new Map<string, Seen>()

  /** Sources that may send now, with what lies in their folders and has been quiet. */
  async function quiet(root: string): Promise<Found[][]> {
    const now = clock.elapsedMs()
    const next = new Map<string, Seen>()
    const all: Found[][] = []
    for (const sourceId of await db.as(actor, store.folderSources)) {
      const folder = join(root, sourceId)
      if (!(await lstat(folder).catch(() => undefined))?.isDirectory()) continue
      const partyId = await partyOf(sourceId)
      if (partyId === undefined) continue
      const found: Found[] = []
      for (const name of (await readdir(folder)).filter((one) => NAME.test(one)).toSorted().slice(0, NAMES_MOST)) {
        const path = join(folder, name)
        const stat = await lstat(path).catch(() => undefined)
        if (!stat?.isFile()) continue
        const mark = `${stat.ino} ${stat.size} ${stat.mtimeMs}`
        const before = seen.get(path)
        const one = before?.mark === mark ? before : { mark, since: now }
        next.set(path, one)
        if (!one.stuck && now - one.since >= QUIET_MS) found.push({ sourceId, partyId, folder, name })
      }
      all.push(found)
    }
    seen = next
    return all
  }
  const partyOf = (sourceId: string): Promise<string | undefined> => db.as(actor, async (tx) => {
    const row = await sourceById(tx, sourceId)
    if (!row) return undefined
    const country = (await partiesOf(context, tx, [row.party_id])).get(row.party_id)?.country ?? 'IT'
    return lacksOfSource(row, country, await today(tx, clock.now())).length === 0 ? row.party_id : undefined
  })

  async function take(found: Found): Promise<void> {
    const { sourceId, partyId, folder, name } = found
    const path = join(folder, name)
    let sha256: Buffer | null = null
    let file: FileHandle | undefined
    try {
      // A link that came meanwhile is not followed, and a pipe does not hold us up.
      file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch((error: NodeJS.ErrnoException) => { if (error.code === 'ENOENT') return undefined; throw problem('unreadable') })
      if (!file) return
      const before = await file.stat()
      if (!before.isFile()) return
      if (before.size > FILE_MAX) throw problem('too_large')
      sha256 = await hashOf(file)
      if (PACKED.test(name)) await tryPacked(file)
      const progress = await db.as(actor, (tx) => store.fileOf(tx, { sourceId, partyId, name, sha256: sha256!, at: clock.now() }))
      if (progress.state === 'reading') {
        const lines = await read(file, found, progress)
        const after = await lstat(path).catch(() => undefined)
        // It grew while it was read: what it is now is another file, looked at in its turn.
        if (!after || after.ino !== before.ino || after.size !== before.size || after.mtimeMs !== before.mtimeMs) log.warn('a file of logs changed while it was read', { source: sourceId, name })
        await db.as(actor, async (tx) => { if (await store.wasRead(tx, progress.id, clock.now())) await record(tx, actor, clock.now(), { action: 'watch.file', partyId, object: `source:${sourceId}`, detail: { name, lines, sha256: sha256!.toString('hex') } }) })
        if (!after || after.size !== before.size || after.mtimeMs !== before.mtimeMs) return
      }
      if (progress.state === 'refused') await aside(found, 'refused', sha256)
      else if (logs!.keep) await aside(found, 'done', sha256)
      else await rm(path)
    } catch (error) {
      if (!isUnreadable(error)) throw error
      await refuse(found, sha256, error.fileProblem)
    } finally { await file?.close() }
  }

  async function read(file: FileHandle, { sourceId, name }: Found, { id, place, lines: before }: store.Progress): Promise<number> {
    let lines = before
    for await (const piece of piecesOf(file, PACKED.test(name), place)) {
      const taken = linesOfFile(piece.bytes, limits, clock.now())
      if (taken === 'list' || 'problem' in taken) throw problem('list')
      await append(sourceId, taken)
      await db.as(actor, (tx) => store.moveOn(tx, id, piece.end, taken.received))
      lines += taken.received
    }
    return lines
  }

  async function refuse(found: Found, sha256: Buffer | null, why: FileProblem): Promise<void> {
    const { sourceId, partyId, folder, name } = found
    await db.as(actor, async (tx) => {
      await store.wasRefused(tx, { sourceId, partyId, name, sha256, why, at: clock.now() })
      await record(tx, actor, clock.now(), { action: 'watch.file_refused', partyId, object: `source:${sourceId}`, detail: { name, why } })
    })
    await aside(found, 'refused', sha256).catch((error: unknown) => {
      // Said once; looked at again when it changes.
      log.warn('a file of logs could not be moved away', { source: sourceId, name, error })
      const path = join(folder, name)
      const one = seen.get(path)
      if (one) seen.set(path, { ...one, stuck: true })
    })
  }

  return {
    async run(): Promise<void> {
      if (!logs) return
      const until = clock.elapsedMs() + RUN_MS
      const waiting = await quiet(logs.folder)
      // One file of each source in turn: who has many does not hold up the others.
      for (let round = 0; waiting.some((one) => round < one.length); round++) {
        for (const one of waiting) {
          const found = one[round]
          if (!found) continue
          try { await take(found) } catch (error) {
            if (error instanceof Refusal && (error.code === 'busy' || error.code === 'no_space')) { log.debug('files of logs wait', { why: error.code }); return }
            log.error('a file of logs could not be read, and is tried again', { source: found.sourceId, name: found.name, error })
          }
          if (clock.elapsedMs() > until) return
        }
      }
    },
  }
}

/** Within the folder of the source, under its name, or one that says its content where another has that. */
async function aside({ folder, name }: Found, where: 'done' | 'refused', sha256: Buffer | null): Promise<void> {
  const to = join(folder, where)
  await mkdir(to, { mode: 0o750 }).catch((error: NodeJS.ErrnoException) => { if (error.code !== 'EEXIST') throw error })
  if (!(await lstat(to)).isDirectory()) throw new Error(`${where} is no folder`)
  const taken = await lstat(join(to, name)).then(() => true, () => false)
  await rename(join(folder, name), join(to, taken ? `${sha256?.toString('hex').slice(0, 12) ?? 'again'}-${name}` : name))
}
