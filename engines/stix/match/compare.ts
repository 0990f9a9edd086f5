import { canonicalTime, contains, fromBase64, fromHex, networkOf } from '../parse/literal.ts'
import type { Comparison, Json, Literal, Path, Problem } from '../types.ts'
import { itemOf, type Item, type Seen } from './observations.ts'

/** A value from an object; bytes are a text of characters below 256. */
type Value = { readonly is: 'number' | 'text' | 'boolean' | 'binary' | 'time'; readonly value: string | number | boolean } | { readonly is: 'other' }
export type Context = { problem?: Problem }

/**
 * Whether one object of the observation satisfies the whole comparison: AND asks the same object. A value out of several (`[*]`) is enough for each
 * test, NOT included.
 */
export function holdsIn(comparison: Comparison, seen: Seen, context: Context): boolean {
  let found = false
  // Every object is asked, so that what is wrong is told whatever stands before it.
  for (const item of seen.objects) if (holdsFor(comparison, item, seen, context)) found = true
  return found
}

function holdsFor(comparison: Comparison, item: Item, seen: Seen, context: Context): boolean {
  if ('left' in comparison) {
    const left = holdsFor(comparison.left, item, seen, context), right = holdsFor(comparison.right, item, seen, context)
    return comparison.kind === 'and' ? left && right : left || right
  }
  const values = valuesAt(comparison.path, item, seen, context)
  if (comparison.kind === 'exists') return comparison.not ? item['type'] === comparison.path.type && values.length === 0 : values.length > 0
  return values.some((value) => test(comparison, value, context))
}

/** Of two values that cannot be compared, `!=` is true, order and NOT of an order are false. */
function test(comparison: Exclude<Comparison, { kind: 'and' | 'or' | 'exists' }>, value: Value, context: Context): boolean {
  const { not } = comparison
  switch (comparison.kind) {
    case 'compare': {
      const own = timed(value, comparison.value, context)
      if (comparison.op === '=' || comparison.op === '!=') return (equal(own, comparison.value) !== (comparison.op === '!=')) !== not
      const order = orderOf(own, comparison.value)
      if (order === undefined) return false
      if (order === 'never') return not
      return (comparison.op === '<' ? order < 0 : comparison.op === '>' ? order > 0 : comparison.op === '<=' ? order <= 0 : order >= 0) !== not
    }
    case 'in': return comparison.values.some((one) => equal(timed(value, one, context), one)) !== not
    case 'like': case 'matches': {
      if (value.is !== 'text' && value.is !== 'binary') return not
      if (value.is === 'binary' && comparison.wide) return not
      return comparison.test.test(value.is === 'text' ? String(value.value).normalize('NFC') : String(value.value)) !== not
    }
    case 'subset': case 'superset': {
      const own = value.is === 'text' ? networkOf(String(value.value)) : undefined
      if (!own) return not
      return (comparison.kind === 'subset' ? contains(comparison.network, own) : contains(own, comparison.network)) !== not
    }
  }
}

function timed(value: Value, literal: Literal, context: Context): Value {
  if (literal.is !== 'time' || value.is !== 'text') return value
  const time = canonicalTime(String(value.value))
  if (time !== undefined) return { is: 'time', value: time }
  context.problem ??= { code: 'timestamp', message: `the object has no moment here: ${String(value.value).slice(0, 100)}`, at: 0 }
  return { is: 'other' }
}

function equal(value: Value, literal: Literal): boolean {
  if (value.is === 'other') return false
  if (value.is === literal.is) return value.value === literal.value
  return mixed(value, literal) && isNarrow(value.is === 'text' ? value.value : literal.value) && value.value === literal.value
}
function orderOf(value: Value, literal: Literal): number | 'never' | undefined {
  if (value.is === 'other' || value.is === 'boolean') return undefined
  if (value.is !== literal.is) {
    if (!mixed(value, literal)) return undefined
    if (!isNarrow(value.is === 'text' ? value.value : literal.value)) return 'never'
  }
  if (value.is === 'text' && literal.is === 'text') return byCodePoint(String(value.value), literal.value)
  return value.value < literal.value ? -1 : value.value > literal.value ? 1 : 0
}
const mixed = (value: Value, literal: Literal) => (value.is === 'binary' && literal.is === 'text') || (value.is === 'text' && literal.is === 'binary')
const isNarrow = (text: string | number | boolean) => { const own = String(text); for (let i = 0; i < own.length; i++) if (own.charCodeAt(i) > 255) return false; return true }
function byCodePoint(a: string, b: string): number {
  const [left, right] = [[...a], [...b]]
  for (let i = 0; i < Math.min(left.length, right.length); i++) if (left[i] !== right[i]) return left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!
  return left.length - right.length
}

function valuesAt(path: Path, item: Item, seen: Seen, context: Context): Value[] {
  if (item['type'] !== path.type) return []
  let reached: Json[] = [item]
  let name = ''
  path.steps.forEach((step, at) => {
    const next: Json[] = []
    for (const value of reached) {
      if (step === 'all') { if (Array.isArray(value)) next.push(...value as Json[]) }
      else if ('index' in step) { if (Array.isArray(value) && step.index < value.length) next.push((value as Json[])[step.index]!) }
      else {
        const own = itemOf(value)
        if (own && Object.hasOwn(own, step.name)) next.push(own[step.name]!)
      }
    }
    if (typeof step === 'object' && 'name' in step) name = step.name
    // A reference leads on where the path does: `x_ref.name`, `x_refs[*].name`.
    const goesOn = at + 1 < path.steps.length && typeof path.steps[at + 1] === 'object' && 'name' in (path.steps[at + 1] as object)
    const refers = goesOn && (name.endsWith('_ref') || (name.endsWith('_refs') && (step === 'all' || 'index' in (step as object))))
    reached = refers ? next.flatMap((id) => (typeof id === 'string' ? seen.byId.get(id) ?? [] : [])) : next
  })
  return reached.map((value) => valueOf(value, name, context))
}

/** The ending of a name says that a text stands for bytes. */
function valueOf(value: Json, name: string, context: Context): Value {
  if (typeof value === 'string') {
    if (!name.endsWith('_hex') && !name.endsWith('_bin')) return { is: 'text', value }
    const bytes = name.endsWith('_hex') ? fromHex(value) : fromBase64(value)
    if (bytes !== undefined) return { is: 'binary', value: bytes }
    context.problem ??= { code: 'observation', message: `${name} holds no bytes: ${value.slice(0, 100)}`, at: 0 }
    return { is: 'other' }
  }
  if (typeof value === 'number') return { is: 'number', value }
  if (typeof value === 'boolean') return { is: 'boolean', value }
  return { is: 'other' }
}
