import { inNetwork, parseAddress, parseNetwork } from '../address.ts'
import type { Test } from '../types.ts'

/** What an event says, as the host sees it: texts of a field's values, numbers and booleans as they are spoken. */
export type Values = (field: string | null) => readonly string[]
export type Judge = (texts: readonly string[], values: Values) => boolean

/** How a regular expression is searched for in a text. */
export type MakePattern = (source: string, flags: string) => (text: string) => boolean
const usualPattern: MakePattern = (source, flags) => {
  const pattern = new RegExp(source, flags)
  return (text) => pattern.test(text)
}

/** A test that is no literal for the kernel, made ready once. It holds when one value satisfies it. */
export function judgeOf(test: Test, makePattern = usualPattern): Judge {
  const each = (holds: (text: string) => boolean): Judge => (texts) => texts.some(holds)
  switch (test.kind) {
    case 'equals': case 'contains': case 'startswith': case 'endswith': {
      const compare = comparisons[test.kind]
      const text = test.text.toWellFormed()
      if (test.cased) return each((one) => compare(one, text))
      const folded = text.toLowerCase()
      return each((one) => compare(one.toLowerCase(), folded))
    }
    case 'glob': return each(globOf(test.tokens, test.cased))
    case 'regex': return each(makePattern(test.source, test.flags))
    case 'cidr': {
      const network = parseNetwork(test.network)
      if (network === undefined) return () => false
      return each((one) => { const address = parseAddress(one); return address !== undefined && inNetwork(address, network) })
    }
    case 'compare': return each((one) => compareNumber(one, test.op, test.than))
    case 'other': {
      const compare = comparisons[test.how]
      return (texts, values) => {
        const others = values(test.field)
        return texts.some((one) => others.some((other) => compare(fold(one, test.cased), fold(other, test.cased))))
      }
    }
    case 'exists': case 'null': throw new Error('the kernel knows whether a field is there')
  }
}

const fold = (text: string, cased: boolean) => (cased ? text : text.toLowerCase())

/**
 * Between two stars lies a piece of texts and question marks; each is taken at its first place behind the one before, which is
 * never worse than a later one. A last piece must end the text. Never slower than length of the text × length of the pattern.
 */
function globOf(tokens: readonly ({ readonly text: string } | '*' | '?')[], cased: boolean): (text: string) => boolean {
  const pieces: (string | undefined)[][] = [[]]
  for (const token of tokens) {
    if (token === '*') pieces.push([])
    else if (token === '?') pieces.at(-1)!.push(undefined)
    else pieces.at(-1)!.push(...fold(token.text.toWellFormed(), cased))
  }
  const [head, ...rest] = pieces
  return (written) => {
    const text = [...fold(written, cased)]
    if (rest.length === 0) return text.length === head!.length && liesAt(text, 0, head!)
    if (!liesAt(text, 0, head!)) return false
    let at = head!.length
    for (const piece of rest.slice(0, -1)) {
      while (at + piece.length <= text.length && !liesAt(text, at, piece)) at++
      if (at + piece.length > text.length) return false
      at += piece.length
    }
    const tail = rest.at(-1)!
    return text.length - tail.length >= at && liesAt(text, text.length - tail.length, tail)
  }
}

const liesAt = (text: readonly string[], at: number, piece: readonly (string | undefined)[]) =>
  at + piece.length <= text.length && piece.every((c, i) => c === undefined || c === text[at + i])

const comparisons = {
  equals: (value: string, text: string) => value === text,
  contains: (value: string, text: string) => value.includes(text),
  startswith: (value: string, text: string) => value.startsWith(text),
  endswith: (value: string, text: string) => value.endsWith(text),
} as const

/** A number as people write it; anything else is no number, also the empty text. */
const numeric = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/
function compareNumber(text: string, op: 'lt' | 'lte' | 'gt' | 'gte', than: number): boolean {
  if (!numeric.test(text)) return false
  const value = Number(text)
  return op === 'lt' ? value < than : op === 'lte' ? value <= than : op === 'gt' ? value > than : value >= than
}
