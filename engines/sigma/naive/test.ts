/** One comparison against the text of one value. */
import { inNetwork, parseAddress, parseNetwork } from '../address.ts'
import type { Test } from '../types.ts'

/** Tests that ask about a value; `null`, `exists` and `other` ask about the event. */
export type ValueTest = Exclude<Test, { kind: 'null' | 'exists' | 'other' }>

export function holds(test: ValueTest, value: string, regexOf: (source: string, flags: string) => RegExp): boolean {
  switch (test.kind) {
    case 'equals': case 'contains': case 'startswith': case 'endswith': return compareText(test.kind, value, test.text, test.cased)
    case 'glob': return globHolds(test.tokens.map((token) => (typeof token === 'string' ? token : { text: fold(token.text.toWellFormed(), test.cased) })), fold(value, test.cased))
    case 'regex': return regexOf(test.source, test.flags).test(value)
    case 'cidr': {
      const [address, network] = [parseAddress(value), parseNetwork(test.network)]
      return address !== undefined && network !== undefined && inNetwork(address, network)
    }
    case 'compare': {
      const number = toNumber(value)
      if (number === undefined) return false
      return test.op === 'lt' ? number < test.than : test.op === 'lte' ? number <= test.than : test.op === 'gt' ? number > test.than : number >= test.than
    }
  }
}

export const fold = (text: string, cased: boolean): string => (cased ? text : text.toLowerCase())

export function compareText(how: 'equals' | 'contains' | 'startswith' | 'endswith', value: string, text: string, cased: boolean): boolean {
  const [left, right] = [fold(value, cased), fold(text.toWellFormed(), cased)]
  return how === 'equals' ? left === right : how === 'contains' ? left.includes(right) : how === 'startswith' ? left.startsWith(right) : left.endsWith(right)
}

/** A number as people and JSON write it: decimal, with a sign, a fraction and an exponent. Not 0x10, not the empty text. */
export const toNumber = (text: string): number | undefined => (/^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : undefined)

/** The set of places in the text that the tokens so far can end at. */
function globHolds(tokens: readonly ({ readonly text: string } | '*' | '?')[], value: string): boolean {
  let ends = new Set([0])
  for (const token of tokens) {
    const next = new Set<number>()
    for (const at of ends) {
      if (token === '*') for (let to = at; to <= value.length; to++) next.add(to)
      else if (token === '?') { if (at < value.length) next.add(at + (value.codePointAt(at)! > 0xffff ? 2 : 1)) }
      else if (value.startsWith(token.text, at)) next.add(at + token.text.length)
    }
    ends = next
  }
  return ends.has(value.length)
}
