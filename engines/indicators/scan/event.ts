import { makeForm, NONE } from '../form/classes.ts'
import { readForm } from '../form/read.ts'
import type { Guard } from '../guard/guard.ts'
import { ask } from '../match/ask.ts'
import { makeFound } from '../store/found.ts'
import { hitsOf } from '../match/lookup.ts'
import type { Store } from '../store/store.ts'
import type { EventHit, Hit } from '../types.ts'
import { eachCandidate } from './candidates.ts'
import { makeQuick } from './quick.ts'

/** One scanner a worker: it keeps its scratch. The store may grow meanwhile. */
export type Scanner = {
  /** Hits in the bytes of one event, a JSON document or a line of text. */
  event(bytes: Uint8Array, from: number, to: number, now: number): readonly EventHit[]
  /** Only whether `event` might find any: what a stage asks of every line. */
  may(bytes: Uint8Array, from: number, to: number, now: number): boolean
}

const nothing: readonly EventHit[] = Object.freeze([])

export function createScanner(store: Store, guard?: Guard): Scanner {
  const form = makeForm(), found = makeFound()
  const quick = makeQuick(store, form, found)
  const plainBytes = (bytes: Uint8Array) => (bytes.constructor === Uint8Array ? bytes : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return {
    may: (bytes, from, to, now) => quick(plainBytes(bytes), from, to, now),
    event(given, from, to, now) {
      const bytes = plainBytes(given)
      return quick(bytes, from, to, now) ? scanExactly(store, new TextDecoder().decode(bytes.subarray(from, to)), now, guard) : nothing
    },
  }
}

/** The whole event, field by field: what `event` answers when the quick question said yes, and always when it is asked directly. */
export function scanExactly(store: Store, text: string, now: number, guard?: Guard): readonly EventHit[] {
  const form = makeForm(), found = makeFound()
  const leaves = leavesOf(text)
  const hits: EventHit[] = []
  const seen = new Set<string>()
  for (const leaf of leaves) {
    if (typeof leaf.value !== 'string') continue
    const bytes = new TextEncoder().encode(leaf.value)
    eachCandidate(bytes, 0, bytes.length, false, true, (all, start, end) => {
      if (readForm(all, start, end, form) === NONE) return false
      found.count = 0
      ask(store, form, now, found)
      if (found.count === 0) return false
      const matched = new TextDecoder().decode(all.subarray(start, end))
      for (const hit of hitsOf(store, found)) {
        const key = `${hit.indicator.id} ${leaf.field} ${matched}`
        if (seen.has(key)) continue
        seen.add(key)
        hits.push(judged(hit, leaf.field, matched, leaves, now, guard))
      }
      return false
    })
  }
  return hits
}

function judged(hit: Hit, field: string, matched: string, leaves: readonly Leaf[], now: number, guard: Guard | undefined): EventHit {
  const reason = hit.reason === 'port-unseen' && portBeside(hit.indicator.value, leaves) ? 'port-beside' as const : hit.reason
  const warnings = guard?.listsOf(hit.indicator, matched, now) ?? []
  return { indicator: hit.indicator, reason, field, matched, warnings, alerts: warnings.length === 0 && reason !== 'port-unseen' }
}

/** A field that is called a port and holds this one. */
function portBeside(value: string, leaves: readonly Leaf[]): boolean {
  const port = value.slice(value.lastIndexOf(':') + 1)
  return leaves.some((leaf) => String(leaf.value) === port && /port|(?:^|\.)[sd]pt$/i.test(leaf.field))
}

type Leaf = { readonly field: string; readonly value: string | number }
/** Texts and numbers with the path to them; a list shares the path of its field. What is no JSON is one text without a field. */
export function leavesOf(text: string): readonly Leaf[] {
  let root: unknown
  try { root = JSON.parse(text) } catch { return [{ field: '', value: text }] }
  const leaves: Leaf[] = []
  const stack: { readonly field: string; readonly value: unknown }[] = [{ field: '', value: root }]
  while (stack.length > 0) {
    const { field, value } = stack.pop()!
    if (typeof value === 'string' || typeof value === 'number') leaves.push({ field, value })
    else if (Array.isArray(value)) for (let i = value.length - 1; i >= 0; i--) stack.push({ field, value: value[i] })
    else if (typeof value === 'object' && value !== null) {
      const names = Object.entries(value)
      for (let i = names.length - 1; i >= 0; i--) stack.push({ field: field === '' ? names[i]![0] : `${field}.${names[i]![0]}`, value: names[i]![1] })
    }
  }
  return leaves
}
