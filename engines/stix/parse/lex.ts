import type { Problem } from '../types.ts'

export type Token = { readonly kind: 'word' | 'string' | 'binary' | 'hex' | 'time' | 'integer' | 'float' | 'sign' | 'end'; readonly text: string; readonly at: number }

/** Longest pattern that is read. */
export const MAX_PATTERN = 65_536

const rules: readonly { readonly kind: Token['kind']; readonly test: RegExp }[] = [
  { kind: 'time', test: /t'((?:[^'\\]|\\['\\])*)'/y }, { kind: 'hex', test: /h'((?:[0-9a-fA-F]{2})*)'/y }, { kind: 'binary', test: /b'((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)'/y },
  { kind: 'string', test: /'((?:[^'\\]|\\['\\])*)'/y }, { kind: 'float', test: /([+-]?\d*\.\d+)/y }, { kind: 'integer', test: /([+-]?\d+)/y },
  { kind: 'word', test: /([A-Za-z_][A-Za-z0-9_-]*)/y }, { kind: 'sign', test: /(==|<=|>=|!=|<>|[=<>[\]().,:*])/y },
]

/** Tokens, and the first character that begins none. Comments are passed over. */
export function lex(text: string): { readonly tokens: readonly Token[]; readonly problem?: Problem } {
  if (text.length > MAX_PATTERN) return { tokens: [], problem: { code: 'too-long', message: `a pattern has at most ${MAX_PATTERN} characters`, at: MAX_PATTERN } }
  const tokens: Token[] = []
  const space = /(?:\s+|\/\*[\s\S]*?\*\/|\/\/[^\r\n]*)+/y
  for (let at = 0; at < text.length;) {
    space.lastIndex = at
    if (space.test(text)) { at = space.lastIndex; continue }
    const found = rules.map(({ kind, test }) => { test.lastIndex = at; return { kind, match: test.exec(text), end: test.lastIndex } }).find((one) => one.match !== null)
    if (!found) return { tokens, problem: { code: 'syntax', message: text[at] === "'" ? "this text does not end, or has a backslash that is followed by neither ' nor \\" : `this is not understood: ${text[at]}`, at } }
    tokens.push({ kind: found.kind, text: found.kind === 'string' || found.kind === 'time' ? found.match![1]!.replace(/\\(['\\])/g, '$1') : found.match![1]!, at })
    at = found.end
  }
  tokens.push({ kind: 'end', text: 'the end', at: text.length })
  return { tokens }
}
