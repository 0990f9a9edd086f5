/** Where segments lie: a folder here, a bucket in bucket.ts; both are the same few words. */
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { Refusal } from '../contract/refused.ts'
import { flush } from '../files.ts'

export type Blob = {
  readonly byteLength: number
  /** Bytes from `start` up to `end`. */
  slice(start: number, end?: number): Promise<ArrayBuffer>
  close(): Promise<void>
}
export type Stored = { readonly bytes: number; /** Of the whole file, in hex. */ readonly sha256: string }
export type SegmentStore = {
  /** On the disk when it returns. What lay under the key is replaced in one step. @throws Refusal no_space */
  put(key: string, bytes: Uint8Array): Promise<Stored>
  /** Undefined: there is none of this key. */
  get(key: string): Promise<Blob | undefined>
  /** Keys below a prefix that ends in `/`, or all. */
  list(prefix?: string): Promise<string[]>
  /** Gone when it returns. Not being there is no failure. */
  remove(key: string): Promise<void>
  /** For engines that open files by themselves. */
  files(keys: readonly string[]): Promise<Files>
  /** @throws what stands in the way of writing and deleting. */
  check(): Promise<void>
}
/** Read in their order, one after the other. */
export type Files = { readonly paths: readonly string[]; /** Makes the file of this number ready. False: there is none any more. */ ready(n: number): Promise<boolean>; close(): Promise<void> }

/** Letters, digits and `-_.` between slashes; no part begins with a dot. */
const KEY = /^(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*\/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*$/
const DRAFT = '.new'
export function keyed(key: string): string {
  if (!KEY.test(key)) throw new Error(`no key of a segment: ${key}`)
  return key
}

export function folderStore(root: string): SegmentStore {
  const pathOf = (key: string): string => join(root, ...keyed(key).split('/'))
  return {
    async put(key, bytes) {
      const path = pathOf(key)
      const draft = path + DRAFT
      await made(dirname(path))
      try {
        const file = await open(draft, 'w', 0o600)
        try { await file.writeFile(bytes); await file.sync() } finally { await file.close() }
        await rename(draft, path)
        await flush(dirname(path))
      } catch (error) {
        await rm(draft, { force: true }).catch(() => {})
        throw ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((error as { code?: string }).code ?? '') ? new Refusal('no_space') : error
      }
      return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
    },
    async get(key) {
      const path = pathOf(key)
      const file = await open(path, 'r').catch(absent)
      if (!file) return undefined
      const { size } = await file.stat()
      return {
        byteLength: size, close: () => file.close(),
        async slice(start, end = size) {
          const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start))
          for (let got = 0; got < bytes.length;) {
            const { bytesRead } = await file.read(bytes, got, bytes.length - got, start + got)
            if (bytesRead === 0) throw new Error(`a segment ends too early: ${key}`)
            got += bytesRead
          }
          return bytes.buffer
        },
      }
    },
    async list(prefix = '') {
      const from = prefix === '' ? root : pathOf(prefix.slice(0, -1))
      const found = await readdir(from, { recursive: true, withFileTypes: true }).catch(absent) ?? []
      return found.filter((one) => one.isFile() && !one.name.endsWith(DRAFT)).map((one) => join(one.parentPath, one.name).slice(root.length + 1).split(sep).join('/')).toSorted()
    },
    async remove(key) {
      const path = pathOf(key)
      await rm(path, { force: true })
      await rm(path + DRAFT, { force: true })
      await flush(dirname(path)).catch(absent)
    },
    async files(keys) {
      const paths = keys.map(pathOf)
      return { paths, ready: (n) => stat(paths[n]!).then(() => true, () => false), close: async () => {} }
    },
    check: () => made(root),
  }
}

/** A folder and those above it that are new: their names are on the disk as well. */
async function made(folder: string): Promise<void> {
  if (await stat(folder).then(() => true, () => false)) return
  const first = await mkdir(folder, { recursive: true, mode: 0o700 })
  for (let one = folder; first && one.length >= first.length; one = dirname(one)) await flush(dirname(one))
}
function absent(error: { code?: string }): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
}
