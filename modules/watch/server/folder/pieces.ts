/** A file taken apart into pieces that end with a line, unpacked where it is packed. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { FileHandle } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import type { FileProblem } from '../../contract-shapes.ts'

export const FILE_MAX = 256 * 1_048_576
/** Of a JSON list, which is read whole, and of a line. */
export const WHOLE_MAX = 16 * 1_048_576
const PIECE_BYTES = 1_048_576
const READ_BYTES = 262_144
const NEWLINE = 10

export type Unreadable = Error & { readonly fileProblem: FileProblem }
export const problem = (fileProblem: FileProblem): Unreadable => Object.assign(new Error(fileProblem), { fileProblem })
export const isUnreadable = (error: unknown): error is Unreadable => error instanceof Error && 'fileProblem' in error

export async function hashOf(file: FileHandle): Promise<Buffer> {
  const hash = createHash('sha256')
  for await (const bytes of reading(file)) hash.update(bytes)
  return hash.digest()
}

/** A stream of node would close the file when it is left early. */
async function* reading(file: FileHandle): AsyncGenerator<Buffer> {
  for (let at = 0; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(READ_BYTES), 0, READ_BYTES, at)
    if (bytesRead === 0) return
    at += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}
async function* unpacked(file: FileHandle): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: READ_BYTES })
  const feed = async (): Promise<void> => {
    for await (const bytes of reading(file)) {
      if (gunzip.destroyed) return
      if (!gunzip.write(bytes)) await Promise.race([once(gunzip, 'drain'), once(gunzip, 'close')])
    }
    gunzip.end()
  }
  const feeding = feed().catch((error: Error) => { gunzip.destroy(error) })
  try { yield* gunzip } finally {
    gunzip.destroy()
    await feeding
  }
}
const bytesOf = (file: FileHandle, packed: boolean): AsyncGenerator<Buffer> => (packed ? unpacked(file) : reading(file))

/** Whether a packed file can be unpacked to its end, before the first of its lines is taken. @throws Unreadable */
export async function tryPacked(file: FileHandle): Promise<void> {
  let seen = 0
  try {
    for await (const { length } of bytesOf(file, true)) {
      seen += length
      if (seen > FILE_MAX) throw problem('too_large')
    }
  } catch (error) { throw isUnreadable(error) || !/^Z_/.test((error as { code?: string }).code ?? '') ? error : problem('packed') }
}

/** `from`: bytes, unpacked, that were read before. @throws Unreadable */
export async function* piecesOf(file: FileHandle, packed: boolean, from: number): AsyncGenerator<{ readonly bytes: Buffer; readonly end: number }> {
  let held: Buffer[] = []
  let [at, seen] = [0, 0]
  let list: boolean | undefined
  /** Up to a place, without what was read before. */
  const piece = (bytes: Buffer, end: number) => ({ bytes: bytes.subarray(Math.max(0, bytes.length - (end - from))), end })
  for await (const chunk of bytesOf(file, packed)) {
    held.push(chunk)
    seen += chunk.length
    if (list === undefined && seen >= HEAD) list = beginsList(Buffer.concat(held))
    if (seen - at > WHOLE_MAX) throw problem(list ? 'list' : 'line')
    const end = chunk.lastIndexOf(NEWLINE) + 1
    if (seen - at < PIECE_BYTES || list !== false || end === 0) continue
    const bytes = Buffer.concat([...held.slice(0, -1), chunk.subarray(0, end)])
    held = [chunk.subarray(end)]
    at += bytes.length
    if (at > from) yield piece(bytes, at)
  }
  if (seen > at && seen > from) yield piece(Buffer.concat(held), seen)
}
const HEAD = 1000
const beginsList = (bytes: Buffer): boolean => /^\s*\[/.test(bytes.toString('utf8', 0, HEAD).replace(/^\ufeff/, ''))
