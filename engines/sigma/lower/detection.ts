/** A selection → an expression. Maps join with and, lists with or, values of a field with or unless `all` says otherwise. */
import { MAX_ATOMS } from '../limits.ts'
import type { Complaint } from '../parse/place.ts'
import { isList, isObject, isScalar } from '../parse/json.ts'
import type { Expr, Json, JsonObject } from '../types.ts'
import type { Lists } from './expand.ts'
import { readModifiers } from './modifiers.ts'
import { testsOf } from './values.ts'

type Context = { readonly lists: Lists; readonly at: readonly string[]; readonly complaints: Complaint[]; /** Comparisons written so far in the whole rule. */ readonly written: { atoms: number } }

export function lowerDetection(value: Json, context: Context): Expr {
  if (isObject(value)) return lowerMap(value, context)
  if (isScalar(value)) return lowerItem(undefined, value, context)
  if (!isList(value) || value.length === 0) return fail(context, 'empty_selection', 'A selection is a map, a list of maps, or a list of keywords.')
  return join('any', value.map((one) => {
    if (isObject(one)) return lowerMap(one, context)
    return isScalar(one) ? lowerItem(undefined, one, context) : fail(context, 'bad_selection', 'In the list of a selection there are maps and keywords.')
  }))
}

const lowerMap = (map: JsonObject, context: Context): Expr => {
  const items = Object.entries(map)
  if (items.length === 0) return fail(context, 'empty_selection', 'The selection is empty.')
  return join('all', items.map(([key, value]) => lowerItem(key, value, context)))
}

/** @param key undefined where there is none: keywords */
function lowerItem(key: string | undefined, value: Json, context: Context): Expr {
  const [name, ...written] = (key ?? '').split('|')
  const wrong = (code: string, message: string) => fail(context, code, message, key)
  const field = name!.trim() === '' ? null : name!
  const modifiers = readModifiers(written)
  if ('code' in modifiers) return wrong(modifiers.code, modifiers.message)
  const values = isList(value) ? value : [value]
  if (values.length === 0) return wrong('empty_list', `The list of ${key || 'keywords'} is empty.`)
  if (field === null && (modifiers.mode === 'exists' || modifiers.mode === 'fieldref')) return wrong('bad_modifier', `"${modifiers.mode}" needs a field.`)
  if (modifiers.mode === 'exists' && isList(value)) return wrong('bad_value', '`exists` takes true or false, not a list.')
  const said = join(modifiers.all ? 'all' : 'any', values.map((one): Expr => {
    if (context.written.atoms > MAX_ATOMS) return wrong('too_large', `The rule comes to more than ${MAX_ATOMS} comparisons.`)
    const tests = testsOf(one, modifiers, field === null, context.lists)
    if ('code' in tests) return wrong(tests.code, tests.message)
    context.written.atoms += tests.length
    return tests.length === 1 ? { kind: 'atom', atom: { field, test: tests[0]! } } : { kind: 'any', of: tests.map((test) => ({ kind: 'atom', atom: { field, test } })) }
  }))
  return modifiers.neq !== (modifiers.mode === 'exists' && value === false) ? { kind: 'not', of: said } : said
}

export const join = (kind: 'all' | 'any', of: readonly Expr[]): Expr => (of.length === 1 ? of[0]! : { kind, of })

/** Something to go on with: the rule is refused, and the rest of it is looked at as well. */
function fail(context: Context, code: string, message: string, key?: string): Expr {
  context.complaints.push({ code, message, at: key === undefined ? context.at : [...context.at, key] })
  return { kind: 'any', of: [] }
}
