/** Files of imports: `dataFolder/imports/<id>.data` as it came, `<id>-bad.csv` (or `.ndjson`) to hand back. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Refusal, type Lang } from '#platform/contract/index.ts'
import { badRowsFile, type Format, type Parsed } from '../../core/registry/index.ts'
import { sentence } from './words.ts'

export type Kept = { readonly path: string; readonly sha256: string; readonly bytes: number; readonly head: Uint8Array }
const HEAD_BYTES = 65_536
const MAX_WAITING_CHARS = 4 * 1024 * 1024

export const folderOf = (dataFolder: string) => join(dataFolder, 'imports')
export const dataFile = (dataFolder: string, id: string) => join(folderOf(dataFolder), `${id}.data`)
export const badFile = (dataFolder: string, id: string, shape: 'csv' | 'json') => join(folderOf(dataFolder), `${id}-bad.${shape === 'csv' ? 'csv' : 'ndjson'}`)

/** Writes a stream beside the database, counting and hashing in passing. Nothing stays when it is too large or breaks off. */
export async function keepStream(stream: AsyncIterable<Uint8Array>, path: string, maxBytes: number): Promise<Kept> {
  await mkdir(dirname(path), { recursive: true })
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(`${path}.part`, 'w')
  try {
    for await (const chunk of stream) {
      bytes += chunk.length
      if (bytes > maxBytes) throw new Refusal('too_large', { maxMegabytes: Math.floor(maxBytes / 1048576) })
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.close()
    await rename(`${path}.part`, path)
  } catch (error) {
    await file.close().catch(() => {})
    await rm(`${path}.part`, { force: true })
    throw error
  }
  return { path, sha256: hash.digest('hex'), bytes, head: await headOf(path) }
}

/** A file that is already on this machine, read where it lies. @throws Refusal not_found. */
export async function keepPath(path: string): Promise<Kept> {
  const info = await stat(path).catch(() => undefined)
  if (!info?.isFile()) throw new Refusal('not_found', { path })
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return { path, sha256: hash.digest('hex'), bytes: info.size, head: await headOf(path) }
}

export async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const buffer = Buffer.alloc(HEAD_BYTES)
    const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally { await file.close() }
}

/** Refused rows go to the file as they come, a thousand or some megabytes at a time: a file of which every row is bad stays out of memory. */
export function createBadRows(path: string, format: Format, lang: Lang) {
  let waiting: Parsed[] = []
  let chars = 0
  let any = false
  async function flush() {
    if (waiting.length === 0) return
    const text = badRowsFile(format, waiting, (problem) => sentence(problem, lang))
    waiting = []
    chars = 0
    if (!any) await mkdir(dirname(path), { recursive: true })
    const file = await open(`${path}.part`, any ? 'a' : 'w')
    try { await file.writeFile(any && format.shape === 'csv' ? text.slice(text.indexOf('\n') + 1) : text) } finally { await file.close() }
    any = true
  }
  return {
    async add(parsed: Parsed) {
      if (!parsed.refused || parsed.refused.raw === '') return
      waiting.push(parsed)
      chars += parsed.refused.raw.length
      if (waiting.length >= 1000 || chars >= MAX_WAITING_CHARS) await flush()
    },
    /** True when there is a file. */
    async finish(keep: boolean): Promise<boolean> {
      if (keep) await flush()
      if (any && keep) await rename(`${path}.part`, path)
      else if (any) await rm(`${path}.part`, { force: true })
      return any && keep
    },
  }
}
