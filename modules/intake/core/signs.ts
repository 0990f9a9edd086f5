/**
 * The normal form of a report, in pieces that two of them can share: indicators, and the words as MinHash bands (Broder 1997).
 * Of two texts with likeness s (Jaccard, over pairs of words) at least one of the 8 bands of 2 is equal with chance 1 − (1 − s²)⁸:
 * 0.57 → 0.95, 0.3 → 0.53, 0.1 → 0.08. Linear in the text; a candidate is found by index.
 */
import { createHash } from 'node:crypto'
import { parse } from 'tldts'
import type { Contact } from '../contract.ts'

export type Sign = { readonly kind: 'indicator' | 'words' | 'sender'; readonly value: Buffer }
export type Indicators = readonly string[]

const [BANDS, ROWS] = [8, 2]
const MOST_INDICATORS = 40
/** So common that sharing one says nothing. */
const EVERYBODYS = new Set(['gmail.com', 'outlook.com', 'hotmail.com', 'live.com', 'libero.it', 'virgilio.it', 'tiscali.it', 'alice.it', 'yahoo.com', 'yahoo.it', 'yahoo.fr', 'orange.fr', 'wanadoo.fr', 'free.fr', 'laposte.net', 'sfr.fr', 'icloud.com', 'pec.it', 'legalmail.it', 'arubapec.it', 'google.com', 'microsoft.com', 'facebook.com', 'whatsapp.com'])

/** What an attack is known by, in its plain spelling and without doubles: addresses, domains, hashes, CVE numbers. At most 40. */
export function indicatorsOf(text: string): Indicators {
  const plain = text.slice(0, 100_000).replaceAll(/\[\.\]|\(\.\)|\[dot\]/gi, '.').replaceAll(/\bhxxp(s?):/gi, 'http$1:').replaceAll(/\[:\]/g, ':')
  const found = new Set<string>()
  const add = (one: string) => { if (found.size < MOST_INDICATORS) found.add(one) }
  for (const [hash] of plain.matchAll(/(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})(?![0-9a-f])/gi)) add(hash.toLowerCase())
  for (const [cve] of plain.matchAll(/\bCVE-\d{4}-\d{4,7}\b/gi)) add(cve.toUpperCase())
  for (const [ip] of plain.matchAll(/(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])/g)) if (!/^(?:10|127|192\.168|0|255)\./.test(ip)) add(ip)
  for (const [name] of plain.matchAll(/(?<![\w.-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?![\w-])/gi)) {
    const { domain, isIcann, hostname } = parse(name.toLowerCase())
    if (domain && isIcann && hostname && !EVERYBODYS.has(domain) && !/\.(?:gov|governo|regione)\.it$|\.gouv\.fr$/.test(hostname)) add(hostname.replace(/^www\./, ''))
  }
  return [...found]
}

/** Without accents, case, numbers and the shortest words. */
export function wordsOf(text: string): string[] {
  return text.slice(0, 20_000).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\d+/g, '0').match(/[\p{L}0]{3,}/gu) ?? []
}

export function signsOf(report: { readonly subject: string; readonly words: string }, contact: Pick<Contact, 'email' | 'phone'>): { signs: Sign[]; indicators: Indicators } {
  const indicators = indicatorsOf(`${report.subject}\n${report.words}`)
  const sender = contact.email.toLowerCase() || contact.phone.replaceAll(/\D/g, '')
  return {
    indicators,
    signs: [
      ...indicators.map((one): Sign => ({ kind: 'indicator', value: Buffer.from(one) })),
      ...bandsOf(wordsOf(`${report.subject} ${report.words}`)).map((value): Sign => ({ kind: 'words', value })),
      // As a hash: whoever may look for doubles need not read addresses.
      ...(sender ? [{ kind: 'sender' as const, value: createHash('sha256').update(sender).digest().subarray(0, 16) }] : []),
    ],
  }
}

/** None for fewer than four words: "my account was stolen" is everybody's. */
function bandsOf(words: readonly string[]): Buffer[] {
  if (words.length < 4) return []
  const smallest = new Uint32Array(BANDS * ROWS).fill(0xffff_ffff)
  for (let at = 0; at + 1 < words.length; at++) {
    const seed = fnv(`${words[at]} ${words[at + 1]}`)
    for (let i = 0; i < smallest.length; i++) {
      const value = mix(seed ^ Math.imul(i + 1, 0x9e37_79b1))
      if (value < smallest[i]!) smallest[i] = value
    }
  }
  return Array.from({ length: BANDS }, (_, band) => {
    const bytes = Buffer.alloc(1 + 4 * ROWS)
    bytes[0] = band
    for (let row = 0; row < ROWS; row++) bytes.writeUInt32BE(smallest[band * ROWS + row]!, 1 + 4 * row)
    return bytes
  })
}

/** Likeness of two texts, 0 to 1: pairs of words that both have, of all that either has. */
export function likeness(a: string, b: string): number {
  const [one, two] = [pairsOf(a), pairsOf(b)]
  if (one.size === 0 || two.size === 0) return 0
  let both = 0
  for (const pair of one) if (two.has(pair)) both += 1
  return both / (one.size + two.size - both)
}
function pairsOf(text: string): Set<string> {
  const words = wordsOf(text)
  return new Set(words.slice(1).map((word, i) => `${words[i]} ${word}`))
}

/** FNV-1a, 32 bits, over UTF-16 units. */
function fnv(text: string): number {
  let hash = 0x811c_9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193)
  return hash >>> 0
}
/** The finisher of MurmurHash3: spreads every bit over all 32. */
function mix(value: number): number {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35)
  return (h ^ (h >>> 16)) >>> 0
}
