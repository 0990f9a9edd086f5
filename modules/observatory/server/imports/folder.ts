/** A feed of MISP that lies here as a folder: its manifest, and a file for each event of it. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Refusal } from '#platform/contract/index.ts'
import type { Format } from '../../contract-imports.ts'
import { problem, toRead, type Read } from '../../core/imports/read.ts'
import { createEventReader, type EventReader } from './events.ts'

export const MANIFEST = 'manifest.json'
const FILE_BYTES = 64 * 1_048_576
/** `sha256`: of the manifest and all files that it names. */
export type Folder = { readonly path: string; readonly uuids: readonly string[]; readonly sha256: string; readonly over: number }

/** Undefined for a file of another kind. @throws Refusal unsupported for a folder without a manifest. */
export async function folderOf(path: string, format: Format | undefined): Promise<Folder | undefined> {
  const found = await stat(path).catch(() => undefined)
  if (!found || (format !== undefined && format !== 'misp') || (!found.isDirectory() && basename(path) !== MANIFEST)) {
    if (found?.isDirectory()) throw new Refusal('unsupported', { reason: 'a folder is a feed of MISP' })
    return undefined
  }
  const folder = found.isDirectory() ? path : dirname(path)
  const bytes = await readBounded(join(folder, MANIFEST))
  if (bytes === undefined || bytes === 'too_long') throw new Refusal('unsupported', { reason: bytes ? 'the manifest is too long' : 'no manifest.json' })
  const reader = createEventReader()
  const hash = createHash('sha256').update(bytes)
  const uuids: string[] = []
  let over = 0
  try {
    for await (const line of reader.manifest(bytes)) {
      if ('uuid' in line) { uuids.push(line.uuid); continue }
      if (line.problem.code !== 'too_many_rows') throw new Refusal('unsupported', { reason: 'the manifest is none of MISP' })
      over += 1
    }
  } finally { await reader.end() }
  for (const uuid of uuids) {
    hash.update(uuid)
    try { for await (const piece of createReadStream(join(folder, `${uuid}.json`)) as AsyncIterable<Buffer>) hash.update(piece) } catch { hash.update('none') }
  }
  return { path: folder, uuids, sha256: hash.digest('hex'), over }
}

/** In the order of the manifest; the number is the place in it. Of the first `skip` nothing is read. */
export async function* readFolder({ path, uuids, over }: Folder, reader: EventReader, skip: number): AsyncGenerator<Read> {
  for (const [at, uuid] of uuids.entries()) {
    if (at < skip) { yield toRead(at + 1, '', problem('empty')); continue }
    const bytes = await readBounded(join(path, `${uuid}.json`))
    if (bytes === undefined || bytes === 'too_long') { yield toRead(at + 1, uuid, problem(bytes === undefined ? 'not_there' : 'too_long')); continue }
    const told = await reader.one(bytes, uuid)
    yield toRead(at + 1, uuid, told.read, told)
  }
  if (over > 0) yield toRead(uuids.length + 1, '', problem('too_many_rows', { most: String(uuids.length) }))
}
async function readBounded(path: string): Promise<Buffer | 'too_long' | undefined> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) return undefined
  return found.size > FILE_BYTES ? 'too_long' : readFile(path)
}
