/** What an event says under the names of a field, as DESIGN.md has it. */
import type { FieldNames, Json } from '../types.ts'

/** Everything found under a name: the values themselves, with lists spread. A dotted name is looked for at every split of its dots. */
export function find(event: Json, name: string): Json[] {
  if (Array.isArray(event)) return (event as readonly Json[]).flatMap((one) => find(one, name))
  if (typeof event !== 'object' || event === null) return []
  const object = event as { readonly [name: string]: Json }
  const found: Json[] = Object.hasOwn(object, name) ? [object[name]!] : []
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const head = name.slice(0, dot)
    if (Object.hasOwn(object, head)) found.push(...find(object[head]!, name.slice(dot + 1)))
  }
  return found
}

/** Text, number or boolean as text; a list spread; null and objects are none. */
export function textsIn(value: Json): string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(textsIn)
  if (typeof value === 'string') return [value.toWellFormed()]
  return typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : []
}

/** Nothing but null: what is missing, null, or a list of nulls with at least one in it. */
export const onlyNull = (found: readonly Json[]): boolean => found.every(isNull)
const isNull = (value: Json): boolean => value === null || (Array.isArray(value) && value.length > 0 && (value as readonly Json[]).every(isNull))

/** Every text, number and boolean at any depth. */
export function leaves(value: Json): string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(leaves)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves)
  return textsIn(value)
}

/** One event, asked many times by thousands of rules: each field is looked up once. */
export type Sayings = {
  readonly leaves: readonly string[]
  readonly under: (field: string) => { readonly found: readonly Json[]; readonly texts: readonly string[] }
}

export function sayings(event: Json, names: FieldNames): Sayings {
  const known = new Map<string, { readonly found: readonly Json[]; readonly texts: readonly string[] }>()
  return {
    leaves: leaves(event),
    under(field) {
      const before = known.get(field)
      if (before !== undefined) return before
      const found = names(field).flatMap((name) => find(event, name))
      const said = { found, texts: found.flatMap(textsIn) }
      known.set(field, said)
      return said
    },
  }
}
