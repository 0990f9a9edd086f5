/** Reads a form as browsers send it without a script: application/x-www-form-urlencoded, bounded before it is parsed. */
import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../contract/index.ts'
import { FORM_BYTES } from '../contract/localPages.ts'

const MAX_FIELDS = 600

/** @throws Refusal unsupported, too_large, invalid. */
export async function readForm(request: FastifyRequest): Promise<URLSearchParams> {
  const type = String(request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') throw new Refusal('unsupported')
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request.body as Readable) {
    const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string)
    bytes += part.length
    if (bytes > FORM_BYTES) throw new Refusal('too_large')
    chunks.push(part)
  }
  const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
  if (form.size > MAX_FIELDS) throw new Refusal('too_large')
  return form
}

/** A field as typed: trimmed, without control characters other than line breaks, at most `max` characters (what is longer is kept for showing, one more). */
export const field = (form: URLSearchParams, name: string, max = 4000): string =>
  (form.get(name) ?? '').replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '').trim().slice(0, max + 1)
