/**
 * The authority: what a rule says of an event, in the plainest words. Slow on purpose. It walks its own copy of the rules, so
 * that nothing which rewrites expressions for speed can change what is right.
 */
import { fieldNames } from '../fields/names.ts'
import { MAX_EVENT_COMMAS, MAX_EVENT_DEPTH, MAX_LINE_BYTES } from '../limits.ts'
import { route, speaks } from '../route/route.ts'
import type { Atom, Expr, FieldNames, Json, Matcher, Rule } from '../types.ts'
import { compareText, holds } from './test.ts'
import { onlyNull, sayings, type Sayings } from './values.ts'

export type NaiveOptions = {
  readonly names?: FieldNames
  /** `product`: a rule speaks of the events of its log source alone. `none`: of all. */
  readonly routing?: 'product' | 'none'
}

export function createNaive(given: readonly Rule[], { names = fieldNames, routing = 'product' }: NaiveOptions = {}): Matcher {
  const rules = structuredClone(given)
  const regexes = new Map<string, RegExp>()
  return { scan }

  function scan(bytes: Uint8Array, hit: (line: number, rule: number) => void): { lines: number; broken: number; bytes: number } {
    let broken = 0
    const lines = linesOf(bytes)
    lines.forEach((raw, at) => {
      const line = new TextDecoder('utf-8', { ignoreBOM: true }).decode(raw)
      if (/^[ \t\r]*$/.test(line)) return
      const event = raw.length > MAX_LINE_BYTES ? undefined : parse(line)
      if (event === undefined) { broken++; return }
      const said = sayings(event, names)
      const sources = routing === 'none' ? [] : route((field) => said.under(field).texts)
      rules.forEach((rule, index) => { if (speaks(rule.logsource, sources) && says(rule.when, said)) hit(at, index) })
    })
    return { lines: lines.length, broken, bytes: bytes.length }
  }

  function says(expr: Expr, event: Sayings): boolean {
    switch (expr.kind) {
      case 'all': return expr.of.every((one) => says(one, event))
      case 'any': return expr.of.some((one) => says(one, event))
      case 'not': return !says(expr.of, event)
      case 'atom': return atomHolds(expr.atom, event)
    }
  }

  function atomHolds({ field, test }: Atom, event: Sayings): boolean {
    const { found, texts } = field === null ? { found: [], texts: event.leaves } : event.under(field)
    switch (test.kind) {
      case 'exists': return found.length > 0
      case 'null': return onlyNull(found)
      case 'other': return texts.some((text) => event.under(test.field).texts.some((other) => compareText(test.how, text, other, test.cased)))
      default: return texts.some((text) => holds(test, text, regexOf))
    }
  }

  function regexOf(source: string, flags: string): RegExp {
    const key = `${flags}/${source}`
    const made = regexes.get(key) ?? new RegExp(source, flags)
    regexes.set(key, made)
    return made
  }
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(10, from)
    lines.push(bytes.subarray(from, end < 0 ? bytes.length : end))
    from = end < 0 ? bytes.length : end + 1
  }
  return lines
}

/** One JSON object within the bounds, or nothing. */
function parse(line: string): Json | undefined {
  try {
    const value = JSON.parse(line) as Json
    return typeof value === 'object' && value !== null && !Array.isArray(value) && isBounded(line) ? value : undefined
  } catch { return undefined }
}

/** Of the line as written: JSON.parse forgets what stands under a name that comes once more. */
function isBounded(line: string): boolean {
  let [depth, commas] = [0, 0]
  for (const [sign] of line.matchAll(/"(?:[^"\\]|\\.)*"|[,{}[\]]/g)) {
    if (sign === ',') { if (++commas > MAX_EVENT_COMMAS) return false } else if (sign === '{' || sign === '[') { if (++depth > MAX_EVENT_DEPTH) return false } else if (sign === '}' || sign === ']') depth--
  }
  return true
}
