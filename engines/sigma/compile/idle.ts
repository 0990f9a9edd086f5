import type { Literal, Node } from './nodes.ts'
import { witnessOf, type Rates } from './witness.ts'

/** To search a literal for the one rule that asks costs so much more than to have found it for all. */
const searchCost = 0.6
/** What a literal that nobody meets costs the scan all the same, as a rate. */
const idleCost = 0.001

/**
 * Atoms that wake no rule, and that rules ask for more seldom than the scan would find them: they are searched when a rule asks. Only
 * where it is known how often each one holds.
 */
export function idleAtoms(nodes: readonly Node[], literals: readonly Literal[], atomCount: number, rates: Rates): number[] {
  const asked = new Float64Array(atomCount)
  const wakes = new Uint8Array(atomCount)
  const ask = (node: Node, rate: number): void => {
    if (node.kind === 'not') ask(node.of, rate)
    else if (node.kind === 'all' || node.kind === 'any') for (const one of node.of) ask(one, rate)
    else if ('atom' in node) asked[node.atom]! += rate
  }
  for (const node of nodes) {
    const witness = witnessOf(node, rates)
    for (const atom of witness?.atoms ?? []) if (atom < atomCount) wakes[atom] = 1
    ask(node, Math.min(witness?.rate ?? 1, 1))
  }
  return literals.flatMap(({ atom }) => (wakes[atom] === 0 && asked[atom]! <= rates.atom(atom) * searchCost + idleCost ? [atom] : []))
}
