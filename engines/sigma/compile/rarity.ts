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

export type Rarity = (gram: Uint8Array, at: number) => number

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
  const next = (a: number, b: number) => (pairs[(a << 8) | b]! + 0.05) / (singles[a]! + 12)
  return (gram, at) => {
    const b = gram[at + 1]!
    const c = gram[at + 2]!
    return ((singles[gram[at]!]! + 1) / total) * next(gram[at]!, b) * next(b, c) * next(c, gram[at + 3]!)
  }
}
