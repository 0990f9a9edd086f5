import type { Test } from '../types.ts'

/** Text and wildcards in turn. Texts are unescaped. */
export type Token = { readonly text: string } | '*' | '?'
export type Pattern = readonly Token[]

/** `\` takes the meaning from `*`, `?` and `\` alone: `\\` is one backslash, `\\*` a backslash and anything, `C:\Windows` is as it stands. */
export function readPattern(written: string): Pattern {
  if (!/[*?\\]/.test(written)) return written === '' ? [] : [{ text: written.toWellFormed() }]
  const tokens: Token[] = []
  let text = ''
  const flush = () => { if (text !== '') tokens.push({ text: text.toWellFormed() }); text = '' }
  for (let at = 0; at < written.length; at++) {
    const char = written[at]!
    const next = written[at + 1]
    if (char === '\\' && (next === '*' || next === '?' || next === '\\')) { text += next; at++ }
    else if (char === '*' || char === '?') { flush(); if (char === '?' || tokens.at(-1) !== '*') tokens.push(char) }
    else text += char
  }
  flush()
  return tokens
}

export const literal = (text: string): Pattern => (text === '' ? [] : [{ text: text.toWellFormed() }])
/** The text of a pattern without wildcards. */
export const plain = (pattern: Pattern): string | undefined => (pattern.length === 0 ? '' : pattern.length === 1 && typeof pattern[0] === 'object' ? pattern[0].text : undefined)
export const open = (pattern: Pattern, before: boolean, after: boolean): Pattern => [
  ...(before && pattern[0] !== '*' ? ['*' as const] : []), ...pattern, ...(after && pattern.at(-1) !== '*' && (pattern.length > 0 || !before) ? ['*' as const] : []),
]

/** The cheapest comparison that says the same. `*` alone asks for any value at all: `contains` of nothing. */
export function toTest(pattern: Pattern, cased: boolean): Test {
  const [first, second, third] = pattern
  const of = (kind: 'equals' | 'contains' | 'startswith' | 'endswith', text: string): Test => ({ kind, text, cased })
  if (first === undefined) return of('equals', '')
  if (pattern.length === 1) return typeof first === 'object' ? of('equals', first.text) : first === '*' ? of('contains', '') : { kind: 'glob', tokens: pattern, cased }
  if (pattern.length === 2 && typeof first === 'object' && second === '*') return of('startswith', first.text)
  if (pattern.length === 2 && first === '*' && typeof second === 'object') return of('endswith', second.text)
  if (pattern.length === 3 && first === '*' && typeof second === 'object' && third === '*') return of('contains', second.text)
  return { kind: 'glob', tokens: pattern, cased }
}
