/**
 * Files of evidence: `evidence/<2>/<hash>.age`, named by the hash of the plain bytes and sealed while they arrive, so that
 * the plain ones never lie on the disk. A file without `.age` was stored by an earlier version; it is read, and sealed by a job.
 */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { ReadableStream } from 'node:stream/web'
import { Refusal } from '#platform/contract/index.ts'
import { flush } from '#platform/files.ts'
import type { Keys } from '#platform/keys/index.ts'
import { evidenceMaxBytes } from '../contract-endpoints.ts'

export type Received = { readonly incoming: string; readonly sha256: Buffer; readonly bytes: number }
const INCOMING = 'incoming'
const UNKNOWN = 'unknown'

/** Seals and hashes what comes, piece by piece, into a file that nobody names yet. @throws Refusal too_large, invalid, key_missing. */
export async function receive(dataFolder: string, keys: Keys, body: Readable): Promise<Received> {
  const counted = { bytes: 0, hash: createHash('sha256') }
  const incoming = await writeSealed(dataFolder, keys, count(body, counted))
  if (counted.bytes > 0) return { incoming, sha256: counted.hash.digest(), bytes: counted.bytes }
  await forget(incoming)
  throw new Refusal('invalid', { fields: [{ path: 'body', problem: 'empty file' }] })
}

/** Gives the file its name, and puts that on the disk too. The caller holds the files (`holdFiles`), so that none is taken away between this and its row. */
export async function keep(dataFolder: string, { incoming, sha256 }: Received): Promise<void> {
  const path = sealedPath(dataFolder, sha256)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await rename(incoming, path)
  // The folder may have been made just now, by this upload or by one beside it.
  for (const folder of [dirname(path), join(dataFolder, 'evidence')]) await flush(folder)
}

export const forget = (incoming: string): Promise<void> => rm(incoming, { force: true })

/**
 * The plain bytes, read once the key has opened the file. The last piece is held back until the hash is known to be right: a
 * file that was changed breaks off instead of arriving whole.
 * @throws Refusal unavailable when there is no such file, key_missing when its key is not here.
 */
export async function openFile(dataFolder: string, keys: Keys, sha256: Buffer): Promise<Readable> {
  const isSealed = existsSync(sealedPath(dataFolder, sha256))
  const file = await open(isSealed ? sealedPath(dataFolder, sha256) : plainPath(dataFolder, sha256)).catch(() => undefined)
  if (!file) throw new Refusal('unavailable', { reason: 'the stored file is missing' })
  const stored = file.createReadStream()
  try {
    const plain = isSealed ? await keys.openStream(ReadableStream.from(stored)) : stored
    const out = Readable.from(checked(plain, sha256))
    out.once('close', () => stored.destroy()) // whoever goes away in the middle, or never begins, leaves no open file
    return out
  } catch (error) {
    stored.destroy()
    throw error
  }
}

/** Whether a key that is here opens the file: for lists, while one is missing. */
export async function opens(dataFolder: string, keys: Keys, sha256: Buffer): Promise<boolean> {
  if (!existsSync(sealedPath(dataFolder, sha256))) return true
  return openFile(dataFolder, keys, sha256).then((stream) => { stream.destroy(); return true }, () => false)
}

/** A file as it lies in the folder. */
export type Stored = { readonly path: string; readonly sha256: Buffer; readonly isSealed: boolean; readonly changedAt: Date }

/** One subfolder at a time: there may be many. */
export async function* storedFiles(dataFolder: string): AsyncGenerator<Stored[]> {
  for (const folder of await list(join(dataFolder, 'evidence'))) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue
    const files: Stored[] = []
    for (const name of await list(join(dataFolder, 'evidence', folder))) {
      const hash = /^([0-9a-f]{64})(\.age)?$/.exec(name)
      const path = join(dataFolder, 'evidence', folder, name)
      const found = hash && (await stat(path).catch(() => undefined))
      if (found) files.push({ path, sha256: Buffer.from(hash[1]!, 'hex'), isSealed: hash[2] !== undefined, changedAt: found.mtime })
    }
    if (files.length > 0) yield files
  }
}

/** Out of the way under its name, where neither a reader nor the sweep looks. */
export async function putAside(dataFolder: string, { path }: Stored): Promise<void> {
  const aside = join(dataFolder, 'evidence', UNKNOWN, basename(path))
  await mkdir(dirname(aside), { recursive: true, mode: 0o700 })
  await rename(path, aside)
}

/** What uploads that were cut off have left. */
export async function staleUploads(dataFolder: string, before: Date): Promise<string[]> {
  const folder = join(dataFolder, 'evidence', INCOMING)
  const paths = (await list(folder)).map((name) => join(folder, name))
  const found = await Promise.all(paths.map(async (path) => ({ path, changedAt: (await stat(path).catch(() => undefined))?.mtime })))
  return found.flatMap(({ path, changedAt }) => (changedAt && changedAt < before ? [path] : []))
}

/** The sealed twin of a plain file, not yet in its place. @returns undefined when the plain one is gone meanwhile. */
export async function sealPlain(dataFolder: string, keys: Keys, plain: Stored): Promise<Received | undefined> {
  const file = await open(plain.path).catch(() => undefined)
  if (!file) return undefined
  const counted = { bytes: 0, hash: createHash('sha256') }
  const incoming = await writeSealed(dataFolder, keys, count(file.createReadStream(), counted, Number.MAX_SAFE_INTEGER))
  // Under the name that its row knows, whatever the bytes are: a damaged file stays as damaged as it was, and downloads say so.
  return { incoming, sha256: plain.sha256, bytes: counted.bytes }
}

export const sealedPath = (dataFolder: string, sha256: Buffer): string => `${plainPath(dataFolder, sha256)}.age`
const plainPath = (dataFolder: string, sha256: Buffer) => join(dataFolder, 'evidence', sha256.toString('hex').slice(0, 2), sha256.toString('hex'))

async function writeSealed(dataFolder: string, keys: Keys, plain: AsyncIterable<Buffer>): Promise<string> {
  const incoming = join(dataFolder, 'evidence', INCOMING, randomUUID())
  const made = await mkdir(dirname(incoming), { recursive: true, mode: 0o700 })
  if (made !== undefined) await flush(dirname(made))
  const sealed = await keys.sealStream(ReadableStream.from(plain))
  const file = await open(incoming, 'wx', 0o600)
  try {
    for await (const piece of sealed) await file.writeFile(piece)
    await file.sync() // acknowledged means on the disk
    await file.close()
    return incoming
  } catch (error) {
    await file.close().catch(() => {})
    await forget(incoming)
    throw error
  }
}

async function* count(body: Readable, counted: { bytes: number; hash: ReturnType<typeof createHash> }, maxBytes = evidenceMaxBytes): AsyncGenerator<Buffer> {
  for await (const piece of body as AsyncIterable<Buffer>) {
    counted.bytes += piece.length
    if (counted.bytes > maxBytes) throw new Refusal('too_large', { maxBytes })
    counted.hash.update(piece)
    yield piece
  }
}

async function* checked(plain: AsyncIterable<Uint8Array>, sha256: Buffer): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let held: Buffer | undefined
  for await (const piece of plain) {
    hash.update(piece)
    if (held) yield held
    held = Buffer.from(piece.buffer, piece.byteOffset, piece.length)
  }
  if (!hash.digest().equals(sha256)) throw new Error('the stored file is not what was received: its hash differs')
  if (held) yield held
}

const list = (folder: string) => readdir(folder).catch((error: NodeJS.ErrnoException) => { if (error.code === 'ENOENT') return []; throw error })
