/**
 * How often four bytes are expected to follow each other in the logs: a chain of pairs, counted in the literals of the rules
 * themselves (what rules look for is made of the same words as the logs) and in a few fragments that every log is full of.
 * Only speed depends on it.
 */
const common = [
  'c:\\windows\\system32\\', 'c:\\program files\\', 'c:\\program files (x86)\\', '\\appdata\\local\\', 'c:\\users\\', 'microsoft', 'microsoft-windows-',
  '.exe', '.dll', 'system', 'software', 'nt authority\\system', '\\currentversion\\', 'hklm\\', 'http://', 'https://', 'service', 'svchost.exe -k ', 'user', 'name',
  'process', 'security', 'account', 'event', ' the ', 'ing ', 'tion', 'ment', 'ion ', 'local', 'application', '0000', '0x00', '    ', '2026-', ':00:0',
]
const weight = 200

/** @returns by place how often the four bytes that begin there are expected; the next call writes over it. */
export type Rarity = (text: Uint8Array) => Float64Array

export function rarityOf(texts: readonly Uint8Array[]): Rarity {
  const pairs = new Float64Array(65536)
  const singles = new Float64Array(256)
  const count = (text: Uint8Array, times: number) => {
    for (let i = 0; i + 1 < text.length; i++) {
      pairs[(text[i]! << 8) | text[i + 1]!]! += times
      singles[text[i]!]! += times
    }
  }
  for (const text of texts) count(text, 1)
  const encoder = new TextEncoder()
  for (const text of common) count(encoder.encode(text), weight)
  const total = singles.reduce((sum, one) => sum + one, 0) + 256
  const next = new Float64Array(65536)
  for (let i = 0; i < next.length; i++) next[i] = (pairs[i]! + 0.05) / (singles[i >> 8]! + 12)
  const first = singles.map((one) => (one + 1) / total)
  let rates = new Float64Array(4096)
  return (text) => {
    if (rates.length < text.length) rates = new Float64Array(text.length)
    // Of the pairs that the gram is made of, each is looked up once.
    let [ab, bc] = [next[(text[0]! << 8) | text[1]!]!, next[(text[1]! << 8) | text[2]!]!]
    for (let at = 0; at + 4 <= text.length; at++) {
      const cd = next[(text[at + 2]! << 8) | text[at + 3]!]!
      rates[at] = first[text[at]!]! * ab * bc * cd
      ab = bc
      bc = cd
    }
    return rates
  }
}
