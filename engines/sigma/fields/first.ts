/** One text of an event, for whoever groups or counts by a field: correlations, and nobody who matches. */
import type { Json } from '../types.ts'
import { fieldNames } from './names.ts'

/**
 * The first text, number or boolean found under the names of a field, in the order of the names: the rule's own first. A dotted name
 * is the whole key, then each split of its dots; of a list its first value. Undefined where there is none: null and objects are none.
 */
export function firstText(event: unknown, field: string): string | undefined {
  for (const name of fieldNames(field)) {
    const found = textUnder(event as Json, name)
    if (found !== undefined) return found
  }
  return undefined
}

/** Under one name alone. */
export function textUnder(event: Json, name: string): string | undefined {
  if (Array.isArray(event)) return firstOf(event as readonly Json[], (one) => textUnder(one, name))
  if (typeof event !== 'object' || event === null) return undefined
  const object = event as { readonly [name: string]: Json }
  const whole = Object.hasOwn(object, name) ? textIn(object[name]!) : undefined
  if (whole !== undefined) return whole
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const head = name.slice(0, dot)
    const found = Object.hasOwn(object, head) ? textUnder(object[head]!, name.slice(dot + 1)) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

function textIn(value: Json): string | undefined {
  if (typeof value === 'string') return value.toWellFormed()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return Array.isArray(value) ? firstOf(value as readonly Json[], textIn) : undefined
}
function firstOf(list: readonly Json[], ask: (one: Json) => string | undefined): string | undefined {
  for (const one of list) {
    const found = ask(one)
    if (found !== undefined) return found
  }
  return undefined
}
