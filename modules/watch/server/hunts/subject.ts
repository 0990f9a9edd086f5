/** What one look back asks about, where it is one thing: only of one thing can others be told that it was seen. */
import { createStore, readLines, readStix } from '#engines/indicators/index.ts'
import { readPatterns, type StixObject } from '#engines/stix/index.ts'
import { Refusal } from '#platform/contract/index.ts'
import type { HuntKind } from '../../contract-hunts.ts'
import type { Asked } from '../../core/told/hunt.ts'
import { patternOf } from '../../core/told/pattern.ts'
import { INDICATOR_ORIGIN as ORIGIN, rulesIn } from './ask.ts'
import { valuesIn } from './keys.ts'

type Row = { readonly kind: string; readonly text: string; readonly about_id: string | null; readonly list_id: string | null }
/** Under its own name, never under that of the hunt, in which somebody may have written at whom. `terms`: of a rule of the catalogue, whose author and licence go with it. */
export function subjectOf({ kind, text, about_id: id, list_id: list }: Row, terms: string): Asked | undefined {
  if (id !== null) return { id }
  // Values of a list are told as the list tells them.
  if (list !== null) return undefined
  switch (kind as HuntKind) {
    case 'rule': { const [rule, ...more] = readable(text); return rule && more.length === 0 ? { name: rule.title, pattern: text, patternType: 'sigma', terms } : undefined }
    // The indicators of a bundle are somebody else's, and told one by one.
    case 'pattern': return text.trim().startsWith('{') || readPatterns(text).patterns.length !== 1 ? undefined : { name: text.trim(), pattern: text.trim(), patternType: 'stix', terms: '' }
    case 'indicator': {
      const store = createStore()
      readLines(store, text, text.includes('\t') ? 'typed' : 'list', ORIGIN)
      const [one, ...more] = valuesIn(store)
      const pattern = one && patternOf(one.kind, one.value)
      return more.length > 0 || pattern === undefined ? undefined : { name: one!.value, pattern, patternType: 'stix', terms: '' }
    }
  }
}
/** None of what was asked once and is no rule by today's reading. */
export function readable(text: string): ReturnType<typeof rulesIn> {
  try { return rulesIn(text) } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

/** How an indicator of STIX is asked of lines: by its values in whatever field where it says no more than values, else by its pattern, or as a rule. @throws Refusal invalid */
export function askedOf(object: StixObject): { readonly kind: HuntKind; readonly text: string } {
  const [pattern, type] = [object['pattern'], object['pattern_type'] ?? 'stix']
  if (object.type !== 'indicator' || typeof pattern !== 'string') throw unfit('only an indicator has a pattern to ask')
  if (type === 'sigma') return { kind: 'rule', text: pattern }
  if (type !== 'stix') throw unfit(`a pattern of the kind ${String(type).slice(0, 100)} cannot be asked of lines`)
  const store = createStore()
  // Without its end: what has ended now may have been met then.
  const { refused } = readStix(store, JSON.stringify({ type: 'indicator', pattern }), ORIGIN)
  const values = refused === 0 ? valuesIn(store) : []
  return values.length > 0 ? { kind: 'indicator', text: values.map((one) => `${one.kind}\t${one.value}\n`).join('') } : { kind: 'pattern', text: pattern }
}
const unfit = (problem: string) => new Refusal('invalid', { fields: [{ path: 'object', problem }] })
