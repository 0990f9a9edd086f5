import { codePoint, propertyOf } from './regex-escape.ts'

type Read = { readonly source: string; readonly end: number } | { readonly wrong: string }

/** POSIX names, ASCII as in PCRE without UCP. */
const posix: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z', alpha: 'A-Za-z', ascii: '\\x00-\\x7f', blank: ' \\t', cntrl: '\\x00-\\x1f\\x7f', digit: '0-9', graph: '!-~', lower: 'a-z',
  print: ' -~', punct: '!-\\/:-@\\[-`{-~', space: ' \\t\\n\\r\\f\\v', upper: 'A-Z', word: '\\w', xdigit: '0-9A-Fa-f',
}

/** One class, beginning at its bracket. A bracket that comes first in it is a bracket, which JavaScript would take for the end. */
export function readClass(pattern: string, start: number): Read {
  let at = start + 1
  let out = '['
  if (pattern[at] === '^') { out += '^'; at++ }
  for (let first = true; ; first = false) {
    const char = pattern[at]
    if (char === undefined) return { wrong: 'A class "[" is not closed.' }
    if (char === ']' && !first) return { source: `${out}]`, end: at + 1 }
    if (char === '\\') {
      const read = readInClass(pattern, at)
      if ('wrong' in read) return read
      out += read.source
      at = read.end
      continue
    }
    const named = /^\[:(\^?)([a-z]+):\]/.exec(pattern.slice(at, at + 14))
    if (named) {
      const set = posix[named[2]!]
      if (set === undefined || named[1] === '^') return { wrong: `${named[0]} is not supported.` }
      out += set
      at += named[0].length
      continue
    }
    const whole = String.fromCodePoint(pattern.codePointAt(at)!)
    out += /[[\]^]/.test(whole) ? `\\${whole}` : whole
    at += whole.length
  }
}

function readInClass(pattern: string, at: number): Read {
  const next = pattern[at + 1]
  if (next === undefined) return { wrong: 'The expression ends with a backslash.' }
  const give = (source: string, length = 2) => ({ source, end: at + length })
  if (/[dDwWsStnrfvb]/.test(next)) return give(`\\${next}`)
  if (next === 'h') return give('\\t \\xa0')
  if (next === 'e') return give('\\x1b')
  if (next === 'a') return give('\\x07')
  if (next === 'Q') {
    const end = pattern.indexOf('\\E', at + 2)
    if (end < 0) return { wrong: '\\Q in a class is not closed.' }
    return { source: pattern.slice(at + 2, end).replace(/[\\\]^[-]/g, '\\$&'), end: end + 2 }
  }
  if (next === 'E') return give('')
  const code = codePoint(pattern, at)
  if (code !== undefined) return give(...code)
  const property = /^\\[pP](?:\{\^?[\w=]+\}|[A-Z])/.exec(pattern.slice(at, at + 60))
  if (property) return give(propertyOf(property[0]), property[0].length)
  if (/[a-zA-Z0-9]/.test(next)) return { wrong: `"\\${next}" in a class is not supported.` }
  const whole = String.fromCodePoint(pattern.codePointAt(at + 1)!)
  return give(/[\\\]^[-]/.test(whole) ? `\\${whole}` : whole, 1 + whole.length)
}
