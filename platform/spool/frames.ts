/** Segment files and the frames in them. A frame is length (u32), CRC-32 of length and payload (u32), payload. */
import { readdir, readFile, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

export const HEADER = 8
/** Larger than any payload that a writer takes: a length beyond it is not one. */
export const FRAME_MAX = 64 * 1_048_576

/** Named by the place of its first byte in the whole of the spool. */
export type Segment = { readonly start: number; readonly path: string; readonly bytes: number }
const DIGITS = 16
export const segmentPath = (folder: string, start: number): string => join(folder, `${String(start).padStart(DIGITS, '0')}.seg`)

/** Where a reader keeps how far it has read. */
export const cursorPath = (folder: string, name: string): string => join(folder, name === '' ? 'cursor' : `cursor-${name}`)
export const placeIn = async (path: string): Promise<number> => Number(await readFile(path, 'utf8').catch(() => '0')) || 0
/** How far whoever reads the most has come. */
export async function furthest(folder: string): Promise<number> {
  const names = (await readdir(folder)).filter((name) => /^cursor(?:-[a-z]+)?$/.test(name))
  return Math.max(0, ...await Promise.all(names.map((name) => placeIn(join(folder, name)))))
}

export async function segmentsIn(folder: string): Promise<Segment[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{16}\.seg$/.test(name)).toSorted()
  const found = await Promise.all(names.map(async (name) => {
    const path = join(folder, name)
    // The reader may have taken it away since.
    const bytes = await stat(path).then((one) => one.size, () => undefined)
    return bytes === undefined ? [] : [{ start: Number(name.slice(0, DIGITS)), path, bytes }]
  }))
  return found.flat()
}

/** Of a payload in pieces. */
export function headerOf(parts: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(HEADER)
  header.writeUInt32LE(parts.reduce((sum, one) => sum + one.length, 0), 0)
  header.writeUInt32LE(parts.reduce((crc, one) => crc32(one, crc), crc32(header.subarray(0, 4))), 4)
  return header
}

/** The frame that begins at `at` in a file; undefined where there is none, or only a piece of one. */
export async function readFrame(file: FileHandle, at: number): Promise<Buffer | undefined> {
  const header = Buffer.allocUnsafe(HEADER)
  if ((await file.read(header, 0, HEADER, at)).bytesRead < HEADER) return undefined
  const length = header.readUInt32LE(0)
  if (length === 0 || length > FRAME_MAX) return undefined
  const payload = Buffer.allocUnsafe(length)
  for (let got = 0; got < length;) {
    const { bytesRead } = await file.read(payload, got, length - got, at + HEADER + got)
    if (bytesRead === 0) return undefined
    got += bytesRead
  }
  return crc32(payload, crc32(header.subarray(0, 4))) === header.readUInt32LE(4) ? payload : undefined
}
