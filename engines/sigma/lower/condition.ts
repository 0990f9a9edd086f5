/** The language of conditions: `not` before `and` before `or`, parentheses, `1 of`, `any of`, `all of`, `them`. Words of it in any case. */
import { MAX_CONDITION_TOKENS, MAX_PARENTHESES } from '../limits.ts'

export type Condition =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'of'; readonly quantity: 'any' | 'all'; readonly pattern: string }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }

export function parseCondition(text: string): { readonly condition: Condition } | { readonly wrong: string } {
  const tokens = text.match(/[()]|[^\s()]+/g) ?? []
  if (tokens.length === 0) return { wrong: 'The condition is empty.' }
  if (tokens.length > MAX_CONDITION_TOKENS) return { wrong: `The condition has more than ${MAX_CONDITION_TOKENS} words.` }
  if (text.includes('|')) return { wrong: 'A condition has no "|": to count, write a correlation rule.' }
  let at = 0
  let depth = 0
  let wrong: string | undefined
  const fail = (message: string): Condition => { wrong ??= message; at = tokens.length; return { kind: 'name', name: '' } }
  const is = (word: string, ahead = 0) => tokens[at + ahead]?.toLowerCase() === word

  const condition = either()
  if (wrong === undefined && at < tokens.length) fail(`"and" or "or" is missing before "${tokens[at]}".`)
  return wrong === undefined ? { condition } : { wrong }

  function either(): Condition { return joined('or', 'any', both) }
  function both(): Condition { return joined('and', 'all', negated) }
  function joined(word: string, kind: 'all' | 'any', part: () => Condition): Condition {
    const of = [part()]
    while (is(word)) { at++; of.push(part()) }
    return of.length === 1 ? of[0]! : { kind, of }
  }
  function negated(): Condition {
    let times = 0
    for (; is('not'); at++) times++
    const inner = single()
    return times % 2 === 0 ? inner : { kind: 'not', of: inner }
  }
  function single(): Condition {
    const token = tokens[at]
    if (token === undefined) return fail('The condition ends too early.')
    if (token === '(') {
      if (++depth > MAX_PARENTHESES) return fail(`Parentheses stand inside one another more than ${MAX_PARENTHESES} times.`)
      at++
      const inner = either()
      if (tokens[at] !== ')') return fail('A parenthesis is not closed.')
      at++
      depth--
      return inner
    }
    if (token === ')') return fail('A parenthesis closes that was not opened.')
    if (is('of', 1)) return quantified(token)
    if (/^(and|or|of|them)$/i.test(token)) return fail(`"${token}" stands where a selection is expected.`)
    at++
    return token.includes('*') ? fail(`"${token}" stands for several selections: write "1 of ${token}" or "all of ${token}".`) : { kind: 'name', name: token }
  }
  function quantified(token: string): Condition {
    const quantity = /^(1|any)$/i.test(token) ? 'any' : /^all$/i.test(token) ? 'all' : undefined
    if (quantity === undefined) return fail(`"${token} of" is not known: "1 of", "any of" and "all of" are.`)
    const pattern = tokens[at + 2]
    if (pattern === undefined || pattern === '(' || pattern === ')') return fail(`"${token} of" needs a name with * or "them".`)
    at += 3
    return { kind: 'of', quantity, pattern: /^them$/i.test(pattern) ? 'them' : pattern }
  }
}

/** The selections that a quantifier speaks of. Names that begin with `_` are helpers: only a pattern that begins so finds them. */
export function selectionsOf(pattern: string, names: readonly string[]): string[] {
  const open = names.filter((name) => pattern.startsWith('_') || !name.startsWith('_'))
  if (pattern === 'them') return open
  const parts = pattern.split('*')
  if (parts.length === 2 && parts[1] === '') return open.filter((name) => name.startsWith(parts[0]!))
  const source = new RegExp(`^${parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.*')}$`, 's')
  return open.filter((name) => source.test(name))
}
