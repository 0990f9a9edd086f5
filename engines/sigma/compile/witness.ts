import type { Node } from './nodes.ts'

/**
 * Questions of which at least one must be answered with yes for a rule to hold: the rule is looked at only then.
 * `rate`: how many events of one are expected to answer so, summed.
 */
export type Witness = { readonly rate: number; readonly atoms: readonly number[] }
export type Rates = {
  /** Literals that the scan does not look for. */
  readonly isLazy: (atom: number) => boolean
  readonly atom: (atom: number) => number
  /** Atom that holds when the field is there, and how often it is. */
  readonly present: (field: number) => { readonly atom: number; readonly rate: number }
  /** Atom that holds when a text of the field is not ASCII. */
  readonly wide: (field: number) => { readonly atom: number; readonly rate: number }
}

/** @returns undefined where nothing must be there (a rule of nothing but negations): it is asked of every event. */
export function witnessOf(node: Node, rates: Rates, negated = false): Witness | undefined {
  switch (node.kind) {
    case 'not': return witnessOf(node.of, rates, !negated)
    case 'all': case 'any': {
      const needsAll = (node.kind === 'all') !== negated
      let best: Witness | undefined
      if (needsAll) {
        for (const one of node.of) {
          const found = witnessOf(one, rates, negated)
          if (found && (!best || found.rate < best.rate)) best = found
        }
        return best
      }
      const atoms: number[] = []
      let rate = 0
      for (const one of node.of) {
        const found = witnessOf(one, rates, negated)
        if (!found) return undefined
        for (const atom of found.atoms) atoms.push(atom)
        rate += found.rate
      }
      return { rate, atoms }
    }
    case 'literal':
      if (rates.isLazy(node.atom)) return witnessOf({ ...node, kind: 'lazy', isWide: false }, rates, negated)
      return negated ? undefined : { rate: rates.atom(node.atom), atoms: [node.atom] }
    case 'wide': {
      if (negated) return undefined
      if (rates.isLazy(node.atom)) return witnessOf({ ...node, kind: 'lazyWide' }, rates)
      const wide = rates.wide(node.field)
      return { rate: rates.atom(node.atom) + wide.rate, atoms: [node.atom, wide.atom] }
    }
    case 'seen': case 'value': case 'host': case 'lazy': case 'lazyWide': {
      if (negated) return undefined
      if (node.kind === 'lazy' && node.isWide) { const wide = rates.wide(node.field); return { rate: wide.rate, atoms: [wide.atom] } }
      if (node.field === 0) return undefined
      const present = rates.present(node.field)
      return { rate: present.rate, atoms: [present.atom] }
    }
  }
}
