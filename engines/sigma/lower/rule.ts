import { MAX_ATOMS } from '../limits.ts'
import type { Complaint } from '../parse/place.ts'
import type { Expr, Json } from '../types.ts'
import { parseCondition, selectionsOf, type Condition } from './condition.ts'
import { join, lowerDetection } from './detection.ts'
import type { Lists } from './expand.ts'

/** Selections and conditions of a rule or a filter → one expression. Complaints are added; what comes back then is not to be used. */
export function lowerBody(body: { readonly detections: Readonly<Record<string, Json>>; readonly conditions: readonly string[] }, at: 'detection' | 'filter', lists: Lists, complaints: Complaint[]): Expr {
  const written = { atoms: 0 }
  const selections = new Map(Object.entries(body.detections).map(([name, value]) => [name, lowerDetection(value, { lists, at: [at, name], complaints, written })]))
  const sizes = new Map([...selections].map(([name, expr]) => [name, sizeOf(expr)]))
  const names = [...selections.keys()]
  let atoms = 0
  const complain = (code: string, message: string): Expr => { complaints.push({ code, message, at: [at, 'condition'] }); return { kind: 'any', of: [] } }

  return join('any', body.conditions.map((text) => {
    const read = parseCondition(text)
    return 'wrong' in read ? complain('bad_condition', read.wrong) : write(read.condition)
  }))

  function write(condition: Condition): Expr {
    switch (condition.kind) {
      case 'name': return selection(condition.name)
      case 'not': return { kind: 'not', of: write(condition.of) }
      case 'of': {
        const found = selectionsOf(condition.pattern, names)
        return found.length === 0 ? complain('unknown_selection', `No selection fits "${condition.pattern}".`) : join(condition.quantity, found.map(selection))
      }
      default: return join(condition.kind, condition.of.map(write))
    }
  }
  function selection(name: string): Expr {
    const found = selections.get(name)
    if (found === undefined) return complain('unknown_selection', `There is no selection "${name}".`)
    const before = atoms
    atoms += sizes.get(name)!
    // Selections are shared, not copied, but every reader walks them as often as they are named.
    if (atoms > MAX_ATOMS && before <= MAX_ATOMS) return complain('too_large', `The rule comes to more than ${MAX_ATOMS} comparisons.`)
    return found
  }
}

const sizeOf = (expr: Expr): number => (expr.kind === 'atom' ? 1 : expr.kind === 'not' ? sizeOf(expr.of) : expr.of.reduce((sum, one) => sum + sizeOf(one), 0))
