import { guardOf, type Guard } from './guards.ts'
import type { Atom, Expr, Rule, Test } from '../types.ts'

/**
 * A rule as questions to the kernel. `literal`: the scan has looked for it. `lazy`: a literal so short that it lies nearly everywhere,
 * searched when it is asked for. `wide`: the same, but it counts as there when a text
 * of the field is not ASCII (folding can lengthen or bend such texts, so only the test behind it may judge). `host`: only
 * the host can tell. Negations stand directly before a question.
 */
export type Node =
  | { readonly kind: 'literal'; readonly atom: number; readonly field: number }
  | { readonly kind: 'lazy'; readonly atom: number; readonly field: number; readonly isWide: boolean }
  | { readonly kind: 'wide' | 'lazyWide'; readonly atom: number; readonly field: number }
  | { readonly kind: 'host'; readonly atom: number; readonly field: number }
  | { readonly kind: 'seen' | 'value'; readonly field: number }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Node[]; /** What asking all of it costs; a bit that the scan has set is 1. */ readonly cost: number }
  | { readonly kind: 'not'; readonly of: Node }

/** A literal of the kernel. `text` is folded, `bytes` are the same in UTF-8; `how` says where in the value it must lie. */
export type Literal = { readonly atom: number; readonly field: number; readonly how: 'equals' | 'contains' | 'startswith' | 'endswith'; readonly text: string; readonly bytes: Uint8Array }
export type HostTest = { readonly atom: number; readonly field: number; readonly test: Test }

export type Questions = {
  /** Field names of rules by number; 0 is the pseudo-field of keywords. */
  readonly fields: readonly string[]
  readonly atomCount: number
  readonly literals: readonly Literal[]
  /** Their bytes, one behind the other. */
  readonly bytes: Uint8Array
  readonly hostTests: readonly HostTest[]
  readonly nodes: readonly Node[]
}

export const keywordField = 0
/** Literals above this number of characters are judged by the host, with a piece of them as guard. */
const longest = 1024
const isAscii = (text: string) => Buffer.byteLength(text) === text.length
/** Too few bytes for a gram. */
export const isShort = (text: string) => text.length < 4 && Buffer.byteLength(text) < 4

export function questionsOf(rules: readonly Rule[]): Questions {
  const fields = ['']
  const fieldNumbers = new Map<string, number>()
  // By what is asked of which field, then by the text: no key has to be put together for each of them.
  const atoms = new Map<string, Map<string, number>>()
  const found: Omit<Literal, 'bytes'>[] = []
  const hostTests: HostTest[] = []
  let atomCount = 0

  const fieldOf = (name: string | null) => {
    if (name === null) return keywordField
    const known = fieldNumbers.get(name)
    if (known !== undefined) return known
    fieldNumbers.set(name, fields.length)
    return fields.push(name) - 1
  }
  const intern = (field: number, how: Literal['how'] | 'host', text: string, make: (atom: number) => void) => {
    let own = atoms.get(`${field}${how}`)
    if (own === undefined) atoms.set(`${field}${how}`, own = new Map())
    const known = own.get(text)
    if (known !== undefined) return known
    const atom = atomCount++
    own.set(text, atom)
    make(atom)
    return atom
  }
  const literal = (field: number, how: Literal['how'], text: string) => intern(field, how, text, (atom) => found.push({ atom, field, how, text }))
  const host = (field: number, test: Test): Node => ({ kind: 'host', field, atom: intern(field, 'host', JSON.stringify(test), (atom) => hostTests.push({ atom, field, test })) })
  const guarded = (field: number, guard: Guard | undefined, test: Test): Node => {
    const asked = host(field, test)
    return guard === undefined ? asked : group('all', [guardNode(field, guard), asked])
  }
  const guardNode = (field: number, guard: Guard): Node => {
    if (guard.kind !== 'text') return group(guard.kind, guard.of.map((one) => guardNode(field, one)))
    // The beginning of a long text is guard enough, and the kernel counts lengths in 16 bits.
    const text = guard.text.length > longest ? [...guard.text.slice(0, longest)].slice(0, longest / 8).join('') : guard.text
    return { kind: isShort(text) ? 'lazyWide' : 'wide', field, atom: literal(field, 'contains', text) }
  }

  const question = ({ field: name, test }: Atom): Node => {
    const field = fieldOf(name)
    switch (test.kind) {
      case 'exists': return name === null ? group('any', []) : { kind: 'seen', field } // no keyword is there by name
      case 'null': return name === null ? group('all', []) : { kind: 'not', of: { kind: 'value', field } }
      case 'equals': case 'contains': case 'startswith': case 'endswith': {
        const text = test.text.toWellFormed().toLowerCase()
        // Any text contains nothing: `*` asks whether there is one.
        if (text === '' && test.kind !== 'equals') return { kind: 'lazy', field, atom: literal(field, 'contains', ''), isWide: false }
        if (text.length > longest) return guarded(field, { kind: 'text', text }, test)
        const isLazy = test.kind === 'contains' && isShort(text)
        if (!test.cased) return isLazy ? { kind: 'lazy', field, atom: literal(field, test.kind, text), isWide: !isAscii(text) } : { kind: 'literal', field, atom: literal(field, test.kind, text) }
        return group('all', [{ kind: isLazy ? 'lazyWide' : 'wide', field, atom: literal(field, test.kind, text) }, host(field, test)])
      }
      case 'glob': {
        const texts = test.tokens.flatMap((token) => (typeof token === 'string' ? [] : [token.text.toWellFormed().toLowerCase()])).filter((text) => text !== '')
        const guards = texts.map((text): Guard => ({ kind: 'text', text }))
        return guarded(field, guards.length === 0 ? undefined : { kind: 'all', of: guards }, test)
      }
      case 'regex': return guarded(field, guardOf(test.source), test)
      default:
        if (test.kind === 'other') fieldOf(test.field)
        return host(field, test)
    }
  }
  const node = (expr: Expr): Node => {
    if (expr.kind === 'atom') return question(expr.atom)
    if (expr.kind === 'not') {
      const of = node(expr.of)
      return of.kind === 'not' ? of.of : { kind: 'not', of }
    }
    const of: Node[] = []
    for (const one of expr.of) {
      const made = node(one)
      if (made.kind === expr.kind) for (const part of made.of) of.push(part)
      else of.push(made)
    }
    return of.length === 1 ? of[0]! : group(expr.kind, of)
  }
  const nodes = rules.map((rule) => node(rule.when))
  const { bytes, pieces } = encode(found.map((one) => one.text))
  return { nodes, fields, literals: found.map((one, index) => ({ ...one, bytes: pieces[index]! })), bytes, hostTests, atomCount }
}

function group(kind: 'all' | 'any', of: readonly Node[]): Node {
  let cost = 0
  for (const one of of) cost += costOf(one)
  return { kind, of, cost }
}
/** Of a literal that is searched when it is asked for. */
export const lazyCost = 20
export function costOf(node: Node): number {
  switch (node.kind) {
    case 'all': case 'any': return node.cost
    case 'not': return costOf(node.of)
    case 'host': return 1000
    case 'lazy': case 'lazyWide': return lazyCost
    default: return 1
  }
}

/** All at once: a call for each of them takes longer than its work. */
function encode(texts: readonly string[]): { bytes: Uint8Array; pieces: Uint8Array[] } {
  const whole = texts.join('')
  const bytes = new TextEncoder().encode(whole)
  const isAscii = bytes.length === whole.length
  let at = 0
  const pieces = texts.map((text) => bytes.subarray(at, at += isAscii ? text.length : Buffer.byteLength(text)))
  return { bytes, pieces }
}
