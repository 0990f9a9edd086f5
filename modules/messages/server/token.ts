/** The link of a recipient: its id and a mark that only this centre can make. Nothing of it is stored. */
import { createHmac, timingSafeEqual } from 'node:crypto'

const MARK_BYTES = 16
const mark = (secret: string, id: Buffer) => createHmac('sha256', secret).update('messages: a recipient').update(id).digest().subarray(0, MARK_BYTES)

export function tokenOf(secret: string, recipientId: string): string {
  const id = Buffer.from(recipientId.replaceAll('-', ''), 'hex')
  return Buffer.concat([id, mark(secret, id)]).toString('base64url')
}

/** Undefined for what this centre never wrote. */
export function recipientIn(secret: string, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 16 + MARK_BYTES || bytes.toString('base64url') !== token) return undefined
  const id = bytes.subarray(0, 16)
  if (!timingSafeEqual(bytes.subarray(16), mark(secret, id))) return undefined
  const hex = id.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
