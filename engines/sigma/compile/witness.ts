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
export function witnessOf(node: Node, rates: Rates): Witness | undefined {
  const rate = rateOf(node, rates, false)
  if (rate === undefined) return undefined
  const atoms: number[] = []
  collect(node, rates, false, atoms)
  return { rate, atoms }
}

/** Of the cheapest witness; only then it is put together. */
function rateOf(node: Node, rates: Rates, negated: boolean): number | undefined {
  switch (node.kind) {
    case 'not': return rateOf(node.of, rates, !negated)
    case 'all': case 'any': {
      const needsAll = (node.kind === 'all') !== negated
      let rate: number | undefined
      for (const one of node.of) {
        const found = rateOf(one, rates, negated)
        if (needsAll) { if (found !== undefined && (rate === undefined || found < rate)) rate = found } else if (found === undefined) return undefined
        else rate = (rate ?? 0) + found
      }
      return rate ?? (needsAll ? undefined : 0)
    }
    default: return leafOf(node, rates, negated)?.rate
  }
}

function collect(node: Node, rates: Rates, negated: boolean, atoms: number[]): void {
  switch (node.kind) {
    case 'not': return collect(node.of, rates, !negated, atoms)
    case 'all': case 'any': {
      if ((node.kind === 'all') === negated) { for (const one of node.of) collect(one, rates, negated, atoms); return }
      let [best, least]: [Node | undefined, number] = [undefined, Infinity]
      for (const one of node.of) {
        const rate = rateOf(one, rates, negated)
        if (rate !== undefined && (best === undefined || rate < least)) [best, least] = [one, rate]
      }
      if (best) collect(best, rates, negated, atoms)
      return
    }
    default: for (const atom of leafOf(node, rates, negated)?.atoms ?? []) atoms.push(atom)
  }
}

type Leaf = Exclude<Node, { readonly kind: 'all' | 'any' | 'not' }>
function leafOf(node: Leaf, rates: Rates, negated: boolean): Witness | undefined {
  if (negated) return undefined
  switch (node.kind) {
    case 'literal': return rates.isLazy(node.atom) ? leafOf({ ...node, kind: 'lazy', isWide: false }, rates, negated) : { rate: rates.atom(node.atom), atoms: [node.atom] }
    case 'wide': {
      if (rates.isLazy(node.atom)) return leafOf({ ...node, kind: 'lazyWide' }, rates, negated)
      const wide = rates.wide(node.field)
      return { rate: rates.atom(node.atom) + wide.rate, atoms: [node.atom, wide.atom] }
    }
    default: {
      if (node.kind === 'lazy' && node.isWide) { const wide = rates.wide(node.field); return { rate: wide.rate, atoms: [wide.atom] } }
      if (node.field === 0) return undefined
      const present = rates.present(node.field)
      return { rate: present.rate, atoms: [present.atom] }
    }
  }
}
