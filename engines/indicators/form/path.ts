import { hexValue, isHex } from './chars.ts'

/**
 * Path and query into `key` at `at`, canonical: no fragment, `%41` as `A` where RFC 3986 calls the character unreserved, other escapes in
 * upper case, no `/` at the end. Letters keep their case. Answers the end; what is longer than `limit` is cut.
 */
export function readPath(bytes: Uint8Array, from: number, to: number, key: Uint8Array, at: number, limit: number): number {
  let out = at
  for (let i = from; i < to && out < limit - 3; i++) {
    const c = bytes[i]!
    if (c === 35) break
    if (c === 37 && i + 2 < to && isHex(bytes[i + 1]!) && isHex(bytes[i + 2]!)) {
      const plain = hexValue(bytes[i + 1]!) * 16 + hexValue(bytes[i + 2]!)
      if (unreserved(plain)) key[out++] = plain
      else { key[out++] = 37; key[out++] = upper(bytes[i + 1]!); key[out++] = upper(bytes[i + 2]!) }
      i += 2
    } else key[out++] = c
  }
  while (out > at && key[out - 1] === 47) out--
  return out
}

const unreserved = (c: number) => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 45 || c === 46 || c === 95 || c === 126
const upper = (c: number) => (c >= 97 ? c - 32 : c)
