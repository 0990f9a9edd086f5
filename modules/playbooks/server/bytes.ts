import type { Readable } from 'node:stream'
import { Refusal } from '#platform/contract/index.ts'
import { MAX_DOCUMENT_BYTES } from '../contract.ts'

/** The document as it was written, or, where a program sent it as JSON, as it was understood. @throws Refusal too_large, invalid. */
export async function textOf(body: unknown): Promise<string> {
  if (body === undefined || body === null || typeof body !== 'object' || !('pipe' in body)) return JSON.stringify(body ?? null)
  const parts: Buffer[] = []
  let length = 0
  for await (const part of body as Readable) {
    length += (part as Buffer).length
    // A mark of three bytes before the text is no part of the document.
    if (length > MAX_DOCUMENT_BYTES + 3) throw new Refusal('too_large')
    parts.push(part as Buffer)
  }
  try { return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)) } catch { throw new Refusal('invalid', { fields: [{ path: '', problem: 'not_json' }], problems: [{ code: 'not_json', severity: 'error', path: '', params: {} }], count: 1 }) }
}
