/** When a form was drawn, in the form itself: signed, so that a machine cannot say that it took its time. No cookie, no third party. */
import { createHmac, timingSafeEqual } from 'node:crypto'

const sign = (secret: string, text: string) => createHmac('sha256', secret).update(`intake.stamp ${text}`).digest('base64url').slice(0, 22)

export const stampOf = (secret: string, at: Date): string => { const text = at.getTime().toString(36); return `${text}.${sign(secret, text)}` }

/** Undefined: not one of ours. */
export function readStamp(secret: string, stamp: string): Date | undefined {
  const [text = '', mac = ''] = stamp.split('.', 2)
  const right = sign(secret, text)
  return mac.length === right.length && timingSafeEqual(Buffer.from(mac), Buffer.from(right)) ? new Date(parseInt(text, 36)) : undefined
}
