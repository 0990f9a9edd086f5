import { hex16, mappedV4, readV4, readV6, showV4, showV6 } from '../form/address.ts'

export type Range =
  | { readonly version: 4; readonly first: number; readonly last: number; readonly text: string }
  | { readonly version: 6; readonly first: string; readonly last: string; readonly text: string }

/** Wider than these is no indicator but a mistake. */
export const WIDEST_V4 = 4
export const WIDEST_V6 = 3

/** `10.0.0.0/8`, `2001:db8::/32`, `10.0.0.1-10.0.0.9`. Bits behind the prefix are cleared. v4-mapped v6 becomes v4. */
export function readRange(bytes: Uint8Array, from: number, to: number): Range | 'too-wide' | undefined {
  if (to - from > 100) return undefined
  let text = ''
  for (let i = from; i < to; i++) text += String.fromCharCode(bytes[i]!)
  text = text.trim()
  const slash = text.indexOf('/')
  if (slash > 0) return /^\d{1,3}$/.test(text.slice(slash + 1)) ? network(text.slice(0, slash), Number(text.slice(slash + 1))) : undefined
  const parts = /^([^\s-]+)\s*-\s*([^\s-]+)$/.exec(text)
  return parts ? between(parts[1]!, parts[2]!) : undefined
}

function network(address: string, prefix: number): Range | 'too-wide' | undefined {
  const read = addressOf(address)
  if (read === undefined) return undefined
  if (typeof read === 'number') {
    // A mapped address keeps the prefix of its own family.
    const bits = address.includes(':') ? prefix - 96 : prefix
    if (prefix > (address.includes(':') ? 128 : 32)) return undefined
    if (bits < WIDEST_V4) return 'too-wide'
    const size = 2 ** (32 - bits)
    const first = Math.floor(read / size) * size
    return { version: 4, first, last: first + size - 1, text: `${showV4(first)}/${bits}` }
  }
  if (prefix > 128) return undefined
  if (prefix < WIDEST_V6) return 'too-wide'
  const low = read.slice(), high = read.slice()
  for (let bit = prefix; bit < 128; bit++) {
    const mask = 128 >> (bit & 7)
    low[bit >> 3]! &= ~mask
    high[bit >> 3]! |= mask
  }
  return { version: 6, first: hex16(low), last: hex16(high), text: `${showV6(low)}/${prefix}` }
}

function between(one: string, other: string): Range | 'too-wide' | undefined {
  const first = addressOf(one), last = addressOf(other)
  if (first === undefined || last === undefined || typeof first !== typeof last) return undefined
  if (typeof first === 'number' && typeof last === 'number') {
    if (first > last) return undefined
    if (last - first >= 2 ** (32 - WIDEST_V4)) return 'too-wide'
    return { version: 4, first, last, text: `${showV4(first)}-${showV4(last)}` }
  }
  const [low, high] = [hex16(first as Uint8Array), hex16(last as Uint8Array)]
  return low > high ? undefined : { version: 6, first: low, last: high, text: `${showV6(first as Uint8Array)}-${showV6(last as Uint8Array)}` }
}

function addressOf(text: string): number | Uint8Array | undefined {
  const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0))
  const v4 = readV4(bytes, 0, bytes.length)
  if (v4 >= 0) return v4
  const v6 = new Uint8Array(16)
  if (!readV6(bytes, 0, bytes.length, v6)) return undefined
  const mapped = mappedV4(v6)
  return mapped >= 0 ? mapped : v6
}
