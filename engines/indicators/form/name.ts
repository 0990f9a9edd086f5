import { lower } from './chars.ts'

/**
 * A host name into `key` at `at`, canonical: ASCII lower case, without `*.` and dots at its ends, punycode for anything else.
 * Answers its end, or -1. Labels of 1 to 63 of letters, digits, `-`, `_`; at most 253; a last label of digits alone is a broken address.
 */
export function readName(bytes: Uint8Array, from: number, to: number, key: Uint8Array, at: number): number {
  if (to - from > 1 && bytes[from] === 42 && bytes[from + 1] === 46) from += 2
  while (from < to && bytes[from] === 46) from++
  while (to > from && bytes[to - 1] === 46) to--
  if (from >= to || to - from > 1024) return -1
  let out = at, label = 0, letters = false
  for (let i = from; i < to; i++) {
    const c = lower(bytes[i]!)
    if (c === 46) {
      if (label === 0) return -1
      label = 0; letters = false
    } else if ((c >= 97 && c <= 122) || (c >= 48 && c <= 57) || c === 45 || c === 95) {
      if (++label > 63) return -1
      if (c > 57 || c === 45) letters = true
    } else if (c >= 128) return readForeign(bytes, from, to, key, at)
    else return -1
    key[out++] = c
  }
  return letters && out - at <= 253 ? out : -1
}

/** Names with other letters are rare: the URL of the runtime maps them (UTS 46). */
function readForeign(bytes: Uint8Array, from: number, to: number, key: Uint8Array, at: number): number {
  const text = new TextDecoder().decode(bytes.subarray(from, to))
  if (!/^[^\s/?#@:%\\[\]]+$/.test(text) || !URL.canParse(`http://${text}`)) return -1
  const ascii = new URL(`http://${text}`).hostname
  for (let i = 0; i < ascii.length; i++) if (ascii.charCodeAt(i) >= 128) return -1
  const plain = Uint8Array.from(ascii, (c) => c.charCodeAt(0))
  return readName(plain, 0, plain.length, key, at)
}
