import type { CorrelationDocument, Problem } from '../types.ts'
import { holds, namesOf, readExpression, type Expression } from './expression.ts'

/** A correlation ready to be fed. `order` sorts those it refers to before it. */
export type Compiled = {
  /** From 0, each its own. */
  readonly index: number
  readonly doc: CorrelationDocument
  /** By place: each once, and for an ordered one in its order. */
  readonly rules: readonly string[]
  readonly numeric: boolean
  readonly ordered: boolean
  /** The field of `value_…`; undefined where events alone are counted. */
  readonly counted: string | undefined
  /** Where one field makes the groups, and no alias stands for another: it is read as it is. */
  readonly onlyField: string | undefined
  /** Whether the condition holds: `value` counted or computed, `seen` the events of each rule in the window by its place. */
  readonly test: (value: number, seen: readonly number[]) => boolean
}
/** A rule's place in a correlation. */
export type Target = { readonly correlation: Compiled; readonly rule: number }
export type Plan = { readonly targets: ReadonlyMap<string, readonly Target[]>; /** How many correlations there are. */ readonly count: number; readonly problems: readonly Problem[] }

export function compile(documents: readonly CorrelationDocument[]): Plan {
  const problems: Problem[] = []
  const tell = (doc: CorrelationDocument, code: string, message: string) => { problems.push({ code, message, path: doc.path, line: doc.line }) }
  const byName = new Map<string, CorrelationDocument>()
  for (const doc of documents) for (const name of namesFor(doc)) byName.set(name, doc)
  const targets = new Map<string, Target[]>()
  let count = 0
  for (const doc of documents) {
    if (inCircle(doc, byName)) { tell(doc, 'circle', 'this correlation refers to itself by way of others'); continue }
    const wrong = wrongWith(doc)
    if (wrong) { tell(doc, wrong[0], wrong[1]); continue }
    const correlation = compiled(doc, count)
    if (typeof correlation === 'string') { tell(doc, 'expression', correlation); continue }
    count++
    correlation.rules.forEach((name, rule) => {
      const list = targets.get(name) ?? []
      list.push({ correlation, rule })
      targets.set(name, list)
    })
  }
  return { targets, count, problems }
}

export const namesFor = (doc: CorrelationDocument): string[] => (doc.name === undefined ? [doc.id] : [doc.id, doc.name])

function inCircle(start: CorrelationDocument, byName: ReadonlyMap<string, CorrelationDocument>): boolean {
  const open = [start], seen = new Set<CorrelationDocument>()
  while (open.length > 0) {
    for (const name of open.pop()!.rules) {
      const next = byName.get(name)
      if (next === start) return true
      if (next && !seen.has(next)) { seen.add(next); open.push(next) }
    }
  }
  return false
}

function wrongWith(doc: CorrelationDocument): readonly [string, string] | undefined {
  if (doc.rules.length === 0) return ['rules', 'it refers to no rule']
  if (!(doc.timespanMs > 0)) return ['timespan', 'the timespan is a positive length of time']
  const temporal = doc.type === 'temporal' || doc.type === 'temporal_ordered'
  if (doc.type.startsWith('value_') && doc.condition.field === undefined) return ['field', `${doc.type} asks for a field`]
  if (doc.type === 'value_percentile' && !(doc.condition.percentile !== undefined && doc.condition.percentile >= 0 && doc.condition.percentile <= 100)) return ['percentile', 'value_percentile asks for a percentile from 0 to 100']
  if (!temporal && doc.condition.bounds.length === 0) return ['bounds', `${doc.type} asks for a bound`]
  return undefined
}

function compiled(doc: CorrelationDocument, index: number): Compiled | string {
  const { bounds, expression } = doc.condition
  const ordered = doc.type === 'temporal_ordered'
  const numeric = ['value_sum', 'value_avg', 'value_percentile', 'value_median'].includes(doc.type)
  const counted = doc.type.startsWith('value_') ? doc.condition.field : undefined
  const onlyField = doc.groupBy.length === 1 && Object.keys(doc.aliases).length === 0 ? doc.groupBy[0] : undefined
  const inBounds = boundsTest(bounds)
  if (expression === undefined) {
    const rules = [...new Set(doc.rules)]
    if (ordered && rules.length < doc.rules.length) return 'an order names each rule once'
    return { index, doc, rules, numeric, ordered, counted, onlyField, test: bounds.length > 0 ? inBounds : (value) => value >= rules.length }
  }
  const tree = readExpression(expression)
  if (typeof tree === 'string') return tree
  const unknown = namesOf(tree).find((name) => !doc.rules.includes(name))
  if (unknown !== undefined) return `${unknown} is not among its rules`
  const rules = [...new Set(doc.rules)]
  if (!ordered) return { index, doc, rules, numeric, ordered, counted, onlyField, test: (_value, seen) => holds(tree, (name) => seen[rules.indexOf(name)]! > 0) }
  const names = namesOf(tree)
  if (new Set(names).size < names.length) return 'an order names each rule once'
  if (!onlyAnd(tree)) return 'an order is known only of rules joined by AND'
  return { index, doc, rules: names, numeric, ordered, counted, onlyField, test: (value) => value >= names.length }
}
/** One bound is the rule, and `gte` nearly always: asked of every event, it is one comparison. */
function boundsTest(bounds: CorrelationDocument['condition']['bounds']): (value: number) => boolean {
  const [first] = bounds
  if (first && bounds.length === 1 && first.op === 'gte') { const than = first.value; return (value) => value >= than }
  return (value) => bounds.every(({ op, value: than }) => (op === 'lt' ? value < than : op === 'lte' ? value <= than : op === 'gt' ? value > than : op === 'gte' ? value >= than : op === 'eq' ? value === than : value !== than))
}
const onlyAnd = (tree: Expression): boolean => tree.kind === 'name' || (tree.kind === 'and' && onlyAnd(tree.left) && onlyAnd(tree.right))
