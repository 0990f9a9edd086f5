/** Who is meant by an id or a name, and which correlations stand on something that is not there. */
import { identifiers } from '../parse/correlation.ts'
import type { Complaint } from '../parse/place.ts'
import type { CorrelationDocument, Head } from '../types.ts'
import { parseCondition } from './condition.ts'

export type Lookup = (reference: string) => Head | 'unknown' | 'ambiguous'

/** By id first; a name that two documents have means neither. */
export function lookup(heads: readonly Head[]): Lookup {
  const byId = new Map(heads.map((head) => [head.id, head]))
  const byName = new Map<string, Head | 'ambiguous'>()
  for (const head of heads) if (head.name !== undefined) byName.set(head.name, byName.has(head.name) ? 'ambiguous' : head)
  return (reference) => byId.get(reference) ?? byName.get(reference) ?? 'unknown'
}

/** What is wrong with the references of each correlation; those that are refused take with them whoever refers to them. */
export function checkReferences(correlations: readonly CorrelationDocument[], rules: readonly Head[]): Map<CorrelationDocument, Complaint[]> {
  const wrong = new Map<CorrelationDocument, Complaint[]>()
  const add = (one: CorrelationDocument, code: string, message: string, ...at: string[]) => { wrong.set(one, [...(wrong.get(one) ?? []), { code, message, at: ['correlation', ...at] }]) }
  for (const one of correlations) checkExpression(one, add)
  for (let before = -1; before !== wrong.size;) {
    before = wrong.size
    const find = lookup([...rules, ...correlations.filter((one) => !wrong.has(one))])
    for (const one of correlations) {
      if (wrong.has(one)) continue
      for (const reference of one.rules) {
        const found = find(reference)
        if (found === 'unknown') add(one, 'unknown_rule', `There is no rule with the id or name "${reference}" among those that were taken.`, 'rules')
        if (found === 'ambiguous') add(one, 'ambiguous_rule', `Several rules have the name "${reference}": use the id.`, 'rules')
      }
    }
    for (const one of circles(correlations.filter((other) => !wrong.has(other)), find)) add(one, 'circle', 'The correlation refers to itself, by way of others or directly.', 'rules')
  }
  return wrong
}

function checkExpression(one: CorrelationDocument, add: (one: CorrelationDocument, code: string, message: string, ...at: string[]) => void): void {
  const { expression } = one.condition
  if (expression === undefined) return
  const read = parseCondition(expression)
  if ('wrong' in read) return add(one, 'bad_condition', read.wrong, 'condition')
  if (/(^|[\s()])of($|[\s()])/i.test(expression)) return add(one, 'bad_condition', 'The condition of a correlation has names, and, or, not and parentheses.', 'condition')
  for (const name of identifiers(expression)) if (!one.rules.includes(name)) add(one, 'unknown_rule', `The condition speaks of "${name}", which is not among the rules of this correlation.`, 'condition')
}

/** Those from which a way leads back to themselves. */
function circles(correlations: readonly CorrelationDocument[], find: Lookup): CorrelationDocument[] {
  const byId = new Map(correlations.map((one) => [one.id, one]))
  const next = (one: CorrelationDocument) => one.rules.flatMap((reference) => { const found = find(reference); return typeof found === 'string' ? [] : (byId.get(found.id) ?? []) })
  return correlations.filter((start) => {
    const seen = new Set<CorrelationDocument>()
    for (const queue = next(start); queue.length > 0;) {
      const one = queue.pop()!
      if (one === start) return true
      if (!seen.has(one)) { seen.add(one); queue.push(...next(one)) }
    }
    return false
  })
}
