import { Readable, pipeline } from 'node:stream'
import { constants, createGunzip, gunzipSync } from 'node:zlib'
import { fileError } from './limits.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export const headBytesWanted = 64 * 1024

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** The start of a gzip stream cut anywhere; empty when it is damaged from the start. */
export function gunzipHead(head: Uint8Array): Uint8Array {
  try {
    // 16 KB of gzip expand to at most 16 MB: the bound of a bomb's head.
    const cut = head.subarray(0, 16 * 1024)
    return gunzipSync(cut, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 32 * 1024 * 1024 }).subarray(
      0,
      headBytesWanted,
    )
  } catch {
    return new Uint8Array(0)
  }
}

/** Expands as a stream, refusing past `maxBytes`; errors of the source pass through untouched. */
export async function* gunzipBounded(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: headBytesWanted })
  pipeline(Readable.from(chunks, { objectMode: true }), gunzip, () => {})
  try {
    yield* bounded(gunzip as AsyncIterable<Uint8Array>, maxBytes)
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (typeof code === 'string' && code.startsWith('Z_')) throw fileError('file-gzip-damaged', { reason: code })
    throw error
  } finally {
    gunzip.destroy()
  }
}

export async function* bounded(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let total = 0
  for await (const chunk of chunks) {
    total += chunk.length
    if (total > maxBytes) throw fileError('file-too-large', { maxMegabytes: Math.round(maxBytes / 1048576) })
    yield chunk
  }
}

/** Reads the first bytes without losing them: `rest` gives the whole stream again. */
export async function peek(chunks: AsyncIterable<Uint8Array>, wanted = headBytesWanted) {
  const iterator = chunks[Symbol.asyncIterator]()
  const seen: Uint8Array[] = []
  let length = 0
  let ended = false
  while (length < wanted && !ended) {
    const next = await iterator.next()
    if (next.done) ended = true
    else {
      seen.push(next.value)
      length += next.value.length
    }
  }
  const head = seen.length === 1 ? seen[0]! : new Uint8Array(Buffer.concat(seen, length))
  return { head, rest: replay(head, iterator, ended) }
}

async function* replay(
  head: Uint8Array,
  iterator: AsyncIterator<Uint8Array>,
  ended: boolean,
): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head
    while (!ended) {
      const next = await iterator.next()
      if (next.done) return
      yield next.value
    }
  } finally {
    await iterator.return?.()
  }
}
