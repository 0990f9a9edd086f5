import { momentOf } from '../parse/literal.ts'
import type { Json, Problem } from '../types.ts'

export type Item = { readonly [name: string]: Json }
/** What was seen at once: its objects, the objects that references may lead to, first and last moment, how often. */
export type Seen = { readonly objects: readonly Item[]; readonly byId: ReadonlyMap<string, Item>; readonly first: number; readonly last: number; readonly count: number }

/**
 * Observed data of STIX 2.0 (`objects` by key) and of 2.1 (`object_refs` into a bundle), in bundles, lists or alone. In a bundle only
 * what an observed-data refers to is looked at.
 */
export function readObservations(input: readonly Json[]): { readonly seen: readonly Seen[]; readonly problem?: Problem } {
  const seen: Seen[] = []
  for (const raw of input) {
    const one = itemOf(raw)
    if (!one) return { seen, problem: wrong('an observation is an object') }
    const all: Item[] = one['type'] === 'bundle' ? list(one['objects']).flatMap((each): Item[] => { const item = itemOf(each); return item ? [item] : [] }) : [one]
    const byId = new Map(all.flatMap((each): [string, Item][] => (typeof each['id'] === 'string' ? [[each['id'], each]] : [])))
    for (const data of all) {
      if (one['type'] === 'bundle' && data['type'] !== 'observed-data') continue
      const read = observed(data, byId)
      if ('code' in read) return { seen, problem: read }
      seen.push(read)
    }
  }
  return { seen }
}

function observed(data: Item, bundle: ReadonlyMap<string, Item>): Seen | Problem {
  const [first, last, count] = [data['first_observed'], data['last_observed'], data['number_observed']]
  const from = typeof first === 'string' ? momentOf(first) : undefined, to = typeof last === 'string' ? momentOf(last) : undefined
  if (from === undefined || to === undefined || from > to) return wrong('first_observed and last_observed are moments in this order')
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1) return wrong('number_observed is a whole number from 1')
  const keyed = Object.entries(itemOf(data['objects']) ?? {}).flatMap(([key, value]): [string, Item][] => { const item = itemOf(value); return item ? [[key, item]] : [] })
  const byId = new Map([...bundle, ...keyed])
  const referred = list(data['object_refs']).flatMap((id): Item[] => { const item = typeof id === 'string' ? bundle.get(id) : undefined; return item ? [item] : [] })
  return { objects: [...keyed.map(([, item]) => item), ...referred], byId, first: from, last: to, count }
}

const wrong = (message: string): Problem => ({ code: 'observation', message, at: 0 })
export const itemOf = (value: Json | undefined): Item | undefined => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Item : undefined)
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value as readonly Json[] : [])
