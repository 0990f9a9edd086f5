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

/** `first` by byte, `next` by pair of bytes. `seen`: grams by hash as they were met in `length` bytes of logs; they outweigh the rest. */
export type Rarity = { readonly first: Float64Array; readonly next: Float64Array; readonly seen?: { readonly counts: Uint32Array; readonly length: number } }

/** @param literals all of them, one behind the other */
export function rarityOf(literals: Uint8Array): Rarity {
  const pairs = new Float64Array(65536)
  const singles = new Float64Array(256)
  const count = (text: Uint8Array, times: number) => {
    for (let i = 0; i + 1 < text.length; i++) {
      pairs[(text[i]! << 8) | text[i + 1]!]! += times
      singles[text[i]!]! += times
    }
  }
  count(literals, 1)
  const encoder = new TextEncoder()
  for (const text of common) count(encoder.encode(text), weight)
  const total = singles.reduce((sum, one) => sum + one, 0) + 256
  const next = new Float64Array(65536)
  for (let i = 0; i < next.length; i++) next[i] = (pairs[i]! + 0.05) / (singles[i >> 8]! + 12)
  const first = singles.map((one) => (one + 1) / total)
  return { first, next }
}
