import { load, YAMLException } from 'js-yaml'
import { MAX_ALIASES, MAX_DEPTH, MAX_VALUES } from '../limits.ts'
import type { Json, Problem } from '../types.ts'
import { readPlain } from './plain.ts'
import type { Piece } from './split.ts'

/** YAML 1.2 core: dates and yes/no stay text, a name that stands twice is a mistake. */
export function parseYaml(path: string, piece: Piece): { readonly value: Json } | { readonly problem: Problem } {
  const plain = readPlain(piece.text)
  if (plain !== undefined) return { value: plain }
  const wrong = (code: string, message: string, line = piece.first, column = 1) => ({ problem: { code, message, path, line, column } })
  let value: unknown
  try { value = load(piece.text, { maxDepth: MAX_DEPTH * 2, maxAliases: MAX_ALIASES }) } catch (error) {
    if (!(error instanceof YAMLException)) return wrong('not_yaml', `This is not YAML: ${error instanceof Error ? error.message : String(error)}.`)
    const mark = error.mark
    return wrong('not_yaml', `This is not YAML: ${error.reason}.`, piece.line + (mark?.line ?? 0), (mark?.column ?? 0) + 1)
  }
  const said = measure(value)
  return said === undefined ? { value: value as Json } : wrong(...said)
}

/** Aliases make a tree of any size, or a circle, from a few bytes: it is walked as it will be read, and the walk is bounded. */
function measure(root: unknown): [code: string, message: string] | undefined {
  let values = 0
  const walk = (value: unknown, depth: number): [string, string] | undefined => {
    if (++values > MAX_VALUES) return ['too_many_values', `This document has more than ${MAX_VALUES} values, aliases counted each time.`]
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) return ['bad_value', 'Infinity and NaN are no values of a log: write them in quotes if they are text.']
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) return ['digits_lost', `The number ${value} has more digits than a number can hold: write it in quotes.`]
      return undefined
    }
    if (typeof value !== 'object' || value === null) return undefined
    if (depth >= MAX_DEPTH) return ['too_deep', `Maps and lists stand inside one another more than ${MAX_DEPTH} times.`]
    for (const inner of Array.isArray(value) ? value : Object.values(value)) {
      const said = walk(inner, depth + 1)
      if (said !== undefined) return said
    }
    return undefined
  }
  return walk(root, 0)
}
