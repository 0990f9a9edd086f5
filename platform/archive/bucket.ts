/** Segments in a bucket of S3. One is sent in one piece with its SHA-256, which the other side checks: it is there whole or not at all. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../contract/refused.ts'
import { bucketAt, isTrouble, type BucketOptions, type BucketPlace } from './s3.ts'
import { keyed, type SegmentStore } from './store.ts'

/** Of a file that is fetched whole. */
const PIECE_BYTES = 8 * 1_048_576
/** The one that is read, and the next. */
const FETCHED = 2
const FULL: ReadonlySet<string> = new Set(['507', 'InsufficientStorage', 'QuotaExceeded', 'XMinioStorageFull'])

/** @param scratch folder in which fetched files lie for a moment, without a name. */
export function bucketStore(place: BucketPlace, scratch: string, options?: BucketOptions): SegmentStore {
  const ask = bucketAt(place, options)

  /** Of one object: that a piece is of another one is noticed. A listing could lag behind, and HEAD does not tell a key from a bucket that is not there. */
  async function sizeOf(key: string, signal?: AbortSignal): Promise<{ readonly size: number; readonly mark: string } | undefined> {
    const { status, headers } = await ask('GET', { key, headers: { range: 'bytes=0-0' }, signal })
    if (status === 404) return undefined
    const size = Number(/\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1])
    if (!Number.isSafeInteger(size)) throw new Error(`the bucket of the archive does not say how long a segment is: ${key}`)
    return { size, mark: headers.get('etag') ?? '' }
  }
  async function piece(key: string, mark: string, start: number, end: number, signal?: AbortSignal): Promise<ArrayBuffer> {
    const { status, bytes } = await ask('GET', { key, headers: { range: `bytes=${start}-${end - 1}`, ...(mark ? { 'if-match': mark } : {}) }, signal })
    if (status === 404) throw new Error(`a segment went while it was read: ${key}`)
    if (bytes.length !== end - start) throw new Error(`a segment ends too early: ${key}`)
    return bytes.buffer
  }
  async function versionsOf(key: string): Promise<readonly string[]> {
    const { bytes } = await ask('GET', { query: { versions: '', prefix: place.prefix + key } })
    return [...Buffer.from(bytes).toString('utf8').matchAll(/<(Version|DeleteMarker)>(.*?)<\/\1>/gs)].flatMap(([, , inside]) => {
      const versionId = textIn(inside!, 'VersionId')
      return textIn(inside!, 'Key') === place.prefix + key && versionId ? [versionId] : []
    })
  }
  /** Where a bucket keeps versions, all of them and the marks of deletion go too: the oldest first, so that none comes to light again. */
  async function removeVersions(key: string): Promise<void> {
    for (const versionId of (await versionsOf(key)).toReversed()) await ask('DELETE', { key, query: { versionId } }).catch(async (error: unknown) => {
      // Swift takes it away and then finds fault with a neighbour whose name begins alike: gone is gone, whatever is said of it.
      if ((await versionsOf(key)).includes(versionId)) throw error
    })
  }
  async function put(key: string, bytes: Uint8Array) {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    try { await ask('PUT', { key: keyed(key), body: bytes, headers: { 'x-amz-content-sha256': sha256 } }) } catch (error) { throw isTrouble(error) && FULL.has(error.bucket) ? new Refusal('no_space') : error }
    return { bytes: bytes.length, sha256 }
  }
  async function remove(key: string): Promise<void> {
    const { headers } = await ask('DELETE', { key: keyed(key) })
    if (headers.has('x-amz-delete-marker') || headers.has('x-amz-version-id')) await removeVersions(key)
    if (await sizeOf(key)) throw new Error(`the bucket of the archive says that a segment is deleted, and has it still: ${key}`)
  }
  async function fetchTo(file: FileHandle, key: string, signal: AbortSignal): Promise<void> {
    const found = await sizeOf(key, signal)
    for (let at = 0; found && at < found.size; at += PIECE_BYTES) await file.write(new Uint8Array(await piece(key, found.mark, at, Math.min(found.size, at + PIECE_BYTES), signal)), 0, null, at)
  }

  return {
    put, remove,
    async get(key) {
      const found = await sizeOf(keyed(key))
      return found && { byteLength: found.size, slice: (start, end = found.size) => piece(key, found.mark, start, Math.min(end, found.size)), close: async () => {} }
    },
    async list(prefix = '') {
      const keys: string[] = []
      for (let after = ''; ;) {
        const { bytes } = await ask('GET', { query: { 'list-type': '2', prefix: place.prefix + prefix, ...(after ? { 'continuation-token': after } : {}) } })
        const text = Buffer.from(bytes).toString('utf8')
        for (const [, inside] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs)) keys.push(textIn(inside!, 'Key').slice(place.prefix.length))
        after = textIn(text, 'NextContinuationToken')
        if (!after) return keys.toSorted()
      }
    },
    async check() {
      const key = `check-${randomUUID()}`
      await put(key, Buffer.from('bastida'))
      await remove(key)
    },
    async files(keys) {
      const stop = new AbortController()
      const files: FileHandle[] = []
      const begun = new Map<number, Promise<void>>()
      const close = async () => { stop.abort(); await Promise.allSettled(begun.values()); for (const one of files) await one.close() }
      try {
        await mkdir(scratch, { recursive: true, mode: 0o700 })
        for (let n = 0; n < Math.min(FETCHED, keys.length); n++) {
          const path = join(scratch, randomUUID())
          files.push(await open(path, 'wx+', 0o600))
          // Without a name nothing of it is left after a kill.
          await rm(path)
        }
      } catch (error) { await close(); throw error }
      const fileOf = (n: number): FileHandle => files[n % FETCHED]!
      const begin = (n: number): Promise<void> => {
        const going = begun.get(n) ?? fileOf(n).truncate(0).then(() => fetchTo(fileOf(n), keyed(keys[n]!), stop.signal))
        going.catch(() => {})
        begun.set(n, going)
        return going
      }
      return {
        paths: keys.map((_, n) => `/dev/fd/${fileOf(n).fd}`), close,
        async ready(n) {
          await begin(n)
          if (n + 1 < keys.length) void begin(n + 1)
          return (await fileOf(n).stat()).size > 0
        },
      }
    },
  }
}

/** Keys and ids have few letters that XML writes otherwise. */
const textIn = (xml: string, name: string): string => (new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
