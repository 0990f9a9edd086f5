/** A code that is said on the telephone in two halves: eight signs of Crockford's alphabet (no I, L, O, U), 40 bits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** `random`: five bytes. */
export function spokenCode(random: Uint8Array): string {
  const number = random.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n)
  const signs = Array.from({ length: 8 }, (_, i) => ALPHABET[Number((number >> BigInt(5 * (7 - i))) & 31n)]!)
  return `${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`
}

/** As somebody typed it: small letters, spaces, and the letters that Crockford reads as digits. Undefined: no code. */
export function readSpokenCode(typed: string): string | undefined {
  const signs = typed.toUpperCase().replaceAll(/[\s\-–—.]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(signs) ? `${signs.slice(0, 4)}-${signs.slice(4)}` : undefined
}
