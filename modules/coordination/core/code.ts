/** The code of a paper card: eight signs of Crockford's alphabet (no I, L, O, U), 40 bits, said on the telephone in two halves. */
import { createHash } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** `random`: five bytes. */
export function codeOf(random: Uint8Array): string {
  const number = random.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n)
  const signs = Array.from({ length: 8 }, (_, i) => ALPHABET[Number((number >> BigInt(5 * (7 - i))) & 31n)]!)
  return `${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`
}

/** As somebody said it: small letters, spaces, and the letters that Crockford reads as digits. Undefined: no code. */
export function readCode(typed: string): string | undefined {
  const signs = typed.toUpperCase().replaceAll(/[\s\-–—.]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(signs) ? `${signs.slice(0, 4)}-${signs.slice(4)}` : undefined
}

export const hashOf = (code: string): Buffer => createHash('sha256').update(`coordination.card ${code}`).digest()

/** Wrong codes in an hour: of one person, and of all together. Forty bits then last longer than any card. */
export const TRIES = { person: 10, all: 60 } as const
export const triesLeft = (misses: { readonly own: number; readonly all: number }): number => Math.max(0, Math.min(TRIES.person - misses.own, TRIES.all - misses.all))
