/** The body of a request, unpacked, and never more than the bound. */
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { gunzip, inflate } from 'node:zlib'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '#platform/contract/index.ts'
import { BODY_MAX } from '../contract-ingest.ts'

const [unzip, unflate] = [promisify(gunzip), promisify(inflate)]

/** @throws Refusal too_large · invalid for what cannot be unpacked · unsupported for another encoding. */
export async function bytesOf({ body, headers }: FastifyRequest, most = BODY_MAX): Promise<Buffer> {
  const raw = await gather(body, most)
  const encoding = String(headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (encoding === 'identity' || encoding === '') return raw
  if (encoding !== 'gzip' && encoding !== 'x-gzip' && encoding !== 'deflate') throw new Refusal('unsupported', { encoding: encoding.slice(0, 40) })
  try { return await (encoding === 'deflate' ? unflate : unzip)(raw, { maxOutputLength: most }) } catch (error) {
    throw new Refusal((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'invalid')
  }
}
async function gather(body: unknown, most: number): Promise<Buffer> {
  if (Buffer.isBuffer(body)) return body
  if (typeof body === 'string') return Buffer.from(body)
  if (!(body instanceof Readable)) return Buffer.alloc(0)
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > most) throw new Refusal('too_large')
    chunks.push(chunk)
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, bytes)
}
/** What a shipper wants to keep here is not read: the connection goes on with the next request. */
export function drain({ body }: FastifyRequest): void { if (body instanceof Readable) body.resume() }

/** Bodies being read at a time, of all doors: beyond them memory would be anybody's who sends. */
const AT_ONCE = 16
export type Reading = <T>(work: () => Promise<T>) => Promise<T>
/** @throws Refusal busy */
export function atOnce(): Reading {
  let reading = 0
  return async (work) => {
    if (reading >= AT_ONCE) throw new Refusal('busy', { retryAfterSeconds: 1 })
    reading += 1
    try { return await work() } finally { reading -= 1 }
  }
}
