/** Tokens of sources. */
import { createHash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32
const TOKEN_PREFIX = 'blog_'
const TOKEN_MOST = 200
export const newToken = (): string => TOKEN_PREFIX + randomBytes(TOKEN_BYTES).toString('base64url')
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** As shippers send it: Bearer, the password of Basic, or an API key of Elasticsearch (`id:key` in base64, or the key alone). */
export function tokenIn(authorization: string | undefined): string | undefined {
  const [scheme = '', value = ''] = (authorization ?? '').trim().split(/\s+/, 2)
  const candidates = scheme.toLowerCase() === 'bearer' ? [value] : ['basic', 'apikey'].includes(scheme.toLowerCase()) ? [value, ...Buffer.from(value, 'base64').toString('latin1').split(':')] : []
  return candidates.find((one) => one.startsWith(TOKEN_PREFIX) && one.length < TOKEN_MOST)
}
