/** Several things that one look back asks at once, each known by a key: what was met is kept for each, so that each can be told by itself. */
import { createStore, readLines } from '#engines/indicators/index.ts'
import { isRecord, markingsOf, readPatterns, type Json } from '#engines/stix/index.ts'
import type { Tlp } from '#platform/contract/index.ts'
import { HUNT_PARTS, type HuntKind } from '../../contract-hunts.ts'
import type { Asked } from '../../core/told/hunt.ts'
import { patternOf } from '../../core/told/pattern.ts'
import { INDICATOR_ORIGIN } from './ask.ts'
import { keyOf, patternKey, valuesIn } from './keys.ts'
import { readable } from './subject.ts'

/** `asked`: undefined where no sighting can name it. `value`: of a list, which may tell of it. */
export type Part = { readonly key: string; readonly name: string; readonly asked: Asked | undefined; readonly floor: Tlp | null; readonly value?: string }
type Row = { readonly kind: string; readonly text: string; readonly about_id: string | null; readonly list_id: string | null }

/** Empty: it is one thing, or what was met cannot be said for each. */
export function partsOf(row: Row): readonly Part[] {
  // Somebody's indicator is one thing, whatever number of values it has.
  if (row.about_id !== null) return []
  const all = allOf(row)
  const one = all.length === 1 && row.list_id === null && !isBundle(row)
  return one || all.length > HUNT_PARTS || new Set(all.map((each) => each.key)).size < all.length ? [] : all
}
const isBundle = ({ kind, text }: Row): boolean => kind === 'pattern' && text.trim().startsWith('{')

function allOf(row: Row): readonly Part[] {
  switch (row.kind as HuntKind) {
    case 'rule': return readable(row.text).map((rule) => ({ key: keyOf('rule', rule.id), name: rule.title, asked: { name: rule.title, pattern: rule.source, patternType: 'sigma', terms: '' }, floor: null }))
    case 'pattern': return isBundle(row) ? inBundle(row.text) : []
    case 'indicator': {
      const store = createStore()
      readLines(store, row.text, row.text.includes('\t') ? 'typed' : 'list', INDICATOR_ORIGIN)
      const values = valuesIn(store)
      // Of the ports of one address the matcher tells some, where a line names none.
      if (values.filter((one) => one.kind === 'endpoint').length > ENDPOINTS_MOST) return []
      return values.map(({ kind, value }) => {
        const pattern = row.list_id === null ? patternOf(kind, value) : undefined
        return { key: keyOf(kind, value), name: value, asked: pattern === undefined ? undefined : { name: value, pattern, patternType: 'stix', terms: '' }, floor: null, value: `${kind} ${value}` }
      })
    }
  }
}
const ENDPOINTS_MOST = 32

/** Somebody else's, each by its identifier, and under its level. One without an identifier that others know is not told. */
function inBundle(text: string): readonly Part[] {
  const { patterns } = readPatterns(text)
  if (patterns.length === 0) return []
  const { objects } = JSON.parse(text) as { objects?: Json }
  const all = (Array.isArray(objects) ? objects : [JSON.parse(text) as Json]).filter((one: Json) => isRecord(one)) as { readonly [name: string]: Json }[]
  const byId = new Map(all.map((one) => [String(one['id']), one]))
  return patterns.map(({ id, title }, n) => {
    const { tlp, unknown } = markingsOf(byId.get(id) ?? {}, (ref) => byId.get(ref))
    return { key: patternKey(id, n), name: title, asked: INDICATOR.test(id) ? { id } : undefined, floor: unknown.length > 0 ? 'red' : tlp }
  })
}
const INDICATOR = /^indicator--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
