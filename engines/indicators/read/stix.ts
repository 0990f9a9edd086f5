import { addText, type Added } from '../store/add.ts'
import { originId, type Store } from '../store/store.ts'
import type { Kind, Loaded, Origin } from '../types.ts'
import { confidenceOf, momentOf } from './origin.ts'
import { makeTally } from './tally.ts'

/** A value that a simple pattern names. */
export type Named = { readonly kind: Kind | undefined; readonly value: string }

const paths: readonly { readonly path: RegExp; readonly kind: Kind | undefined }[] = [
  { path: /^(?:ipv4-addr|ipv6-addr):value$/, kind: undefined },
  { path: /^domain-name:value$/, kind: 'domain' },
  { path: /^url:value$/, kind: 'url' },
  { path: /^email-addr:value$|^email-message:(?:from|sender)_ref\.value$/, kind: 'email' },
  { path: /^(?:file|artifact|x509-certificate):hashes\.(?:'MD5'|"MD5"|MD5)$/i, kind: 'md5' },
  { path: /^(?:file|artifact|x509-certificate):hashes\.(?:'SHA-?1'|"SHA-?1"|SHA_?1)$/i, kind: 'sha1' },
  { path: /^(?:file|artifact|x509-certificate):hashes\.(?:'SHA-?256'|"SHA-?256"|SHA_?256)$/i, kind: 'sha256' },
  { path: /^(?:file|artifact|x509-certificate):hashes\.(?:'SHA-?512'|"SHA-?512"|SHA_?512)$/i, kind: 'sha512' },
  { path: /^network-traffic:(?:src|dst)_ref\.value$/, kind: undefined },
]

/**
 * The values of a pattern that says no more than "one of these": comparisons `=`, `IN` and `ISSUBSET` joined by OR, in one observation or in
 * several. Everything else (AND, FOLLOWEDBY, qualifiers, other paths) belongs to the matcher of patterns, and is said so.
 */
export function namedBy(pattern: string): readonly Named[] | 'not-simple' | 'negated' {
  const observations = pattern.trim().match(/^\[[\s\S]*\]$/) ? splitObservations(pattern.trim()) : undefined
  if (!observations) return 'not-simple'
  const named: Named[] = []
  for (const observation of observations) {
    for (const comparison of split(observation, /\sOR\s/gi)) {
      const parts = /^\(?\s*([^\s=]+)\s+(NOT\s+)?(=|!=|IN\b|ISSUBSET\b)\s*([\s\S]+?)\s*\)?$/i.exec(comparison.replace(/([^\s!<>])(=|!=)/, '$1 $2').trim())
      if (!parts) return 'not-simple'
      if (parts[2] !== undefined || parts[3] === '!=') return 'negated'
      const known = paths.find((one) => one.path.test(parts[1]!))
      const values = literals(parts[3]!.toUpperCase() === 'IN' ? parts[4]!.replace(/^\(/, '') : parts[4]!)
      if (!known || values.length === 0) return 'not-simple'
      for (const value of values) named.push({ kind: known.kind, value })
    }
  }
  return named
}

/** Indicators of a bundle, or a list of objects, or one. Objects of other types are passed over; revoked ones too. The number of a problem is that of the object. */
export function readStix(store: Store, text: string, origin: Origin): Loaded {
  const tally = makeTally()
  let root: unknown
  try { root = JSON.parse(text) } catch (error) { tally.note(1, 'bad-document', String(error)); return tally.loaded() }
  const objects = Array.isArray(root) ? root : Array.isArray((root as { objects?: unknown } | null)?.objects) ? (root as { objects: unknown[] }).objects : [root]
  objects.forEach((raw, at) => {
    const one = raw as Record<string, unknown> | null
    if (typeof one !== 'object' || one === null) { tally.note(at + 1, 'bad-document', 'no object'); return }
    if (one['type'] !== 'indicator' || one['revoked'] === true) return
    if (typeof one['pattern'] !== 'string' || (one['pattern_type'] !== undefined && one['pattern_type'] !== 'stix')) { tally.note(at + 1, 'not-simple', String(one['id'])); return }
    const named = namedBy(one['pattern'])
    if (typeof named === 'string') { tally.note(at + 1, named, one['pattern']); return }
    const kinds = Array.isArray(one['indicator_types']) ? one['indicator_types'] : Array.isArray(one['labels']) ? one['labels'] : []
    const id = originId(store, { ...origin, confidence: confidenceOf(one['confidence']) ?? origin.confidence, ...(typeof kinds[0] === 'string' ? { category: kinds[0] } : {}) })
    const validFrom = typeof one['valid_from'] === 'string' ? momentOf(one['valid_from']) : undefined
    const validUntil = typeof one['valid_until'] === 'string' ? momentOf(one['valid_until']) : origin.validUntil
    for (const { kind, value } of named) tally.note(at + 1, addText(store, value, kind, id, { ...(validFrom !== undefined ? { validFrom } : {}), ...(validUntil !== undefined ? { validUntil } : {}) }) as Added, value)
  })
  return tally.loaded()
}

/** `[a] OR [b]` into the insides; undefined when something else joins them. Quotes are respected. */
function splitObservations(pattern: string): string[] | undefined {
  const out: string[] = []
  let depth = 0, start = 0, quoted = false, between = ''
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!
    if (quoted) { if (c === '\\') i++; else if (c === "'") quoted = false; continue }
    if (c === "'") quoted = true
    else if (c === '[' && depth++ === 0) { if (out.length > 0 && !/^\s*OR\s*$/i.test(between)) return undefined; start = i + 1; between = '' }
    else if (c === ']' && --depth === 0) out.push(pattern.slice(start, i))
    else if (depth === 0) between += c
  }
  return depth === 0 && !quoted && between.trim() === '' ? out : undefined
}

/** At separators that stand in no quotes. */
function split(text: string, separator: RegExp): string[] {
  const hidden = text.replace(/'(?:\\.|[^'\\])*'/g, (quote) => `'${'x'.repeat(quote.length - 2)}'`)
  const out: string[] = []
  let from = 0
  for (const match of hidden.matchAll(separator)) { out.push(text.slice(from, match.index)); from = match.index + match[0].length }
  out.push(text.slice(from))
  return out
}
const literals = (text: string): string[] => (/^\s*(?:'(?:\\.|[^'\\])*'\s*,?\s*)+\)?\s*$/.test(text) ? [...text.matchAll(/'((?:\\.|[^'\\])*)'/g)].map((one) => one[1]!.replace(/\\(.)/g, '$1')) : [])
