import type { Json, JsonObject } from '../types.ts'

export const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)
export const isScalar = (value: Json | undefined): value is string | number | boolean => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** A list of texts, one text, or nothing: people write both. What is neither is left out. */
export const textsOf = (value: Json | undefined): string[] => (isList(value) ? value.filter(isScalar).map(String) : isScalar(value) ? [String(value)] : [])
export const textOf = (value: Json | undefined): string | undefined => (isScalar(value) ? String(value) : undefined)

/** The right one wins, maps are joined: what `action: global` asks for. */
export function merge(left: JsonObject, right: JsonObject): JsonObject {
  const all = new Map(Object.entries(left))
  for (const [name, value] of Object.entries(right)) {
    const before = all.get(name)
    all.set(name, isObject(before) && isObject(value) ? merge(before, value) : value)
  }
  return Object.fromEntries(all)
}
