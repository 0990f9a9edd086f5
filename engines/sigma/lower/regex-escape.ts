type Read = { readonly source: string; readonly end: number; readonly anchor: boolean } | { readonly wrong: string }

const syntax = /[\\^$.*+?()[\]{}|/]/

/** One escape outside a class, beginning at the backslash. */
export function readEscape(pattern: string, at: number, multiline: boolean): Read {
  const next = pattern[at + 1]
  if (next === undefined) return { wrong: 'The expression ends with a backslash.' }
  const give = (source: string, length = 2, anchor = false): Read => ({ source, end: at + length, anchor })
  const scoped = (mark: string) => (multiline ? `(?-m:${mark})` : mark)
  switch (next) {
    case 'd': case 'D': case 'w': case 'W': case 's': case 'S': case 't': case 'n': case 'r': case 'f': case 'v': return give(`\\${next}`)
    case 'b': case 'B': return give(`\\${next}`, 2, true)
    case 'A': return give(scoped('^'), 2, true)
    case 'z': return give(scoped('$'), 2, true)
    case 'Z': return give(`(?=\\n?${scoped('$')})`, 2, true)
    case 'h': return give('[\\t \\xa0]')
    case 'H': return give('[^\\t \\xa0]')
    case 'N': return pattern[at + 2] === '{' ? { wrong: '\\N{…} is not supported.' } : give('[^\\n]')
    case 'R': return give('(?:\\r\\n|[\\n\\v\\f\\r\\x85\\u2028\\u2029])')
    case 'e': return give('\\x1b')
    case 'a': return give('\\x07')
    case 'E': return give('')
    case 'k': { const name = /^\\k(?:<(\w+)>|\{(\w+)\}|'(\w+)')/.exec(pattern.slice(at, at + 80)); return name ? give(`\\k<${name[1] ?? name[2] ?? name[3]}>`, name[0].length) : { wrong: '\\k needs a name.' } }
  }
  const code = codePoint(pattern, at)
  if (code !== undefined) return give(...code)
  const property = /^\\[pP](?:\{\^?[\w=]+\}|[A-Z])/.exec(pattern.slice(at, at + 60))
  if (property) return give(propertyOf(property[0]), property[0].length)
  const reference = /^\\(?:[1-9]\d?|g\{?(\d+)\}?)/.exec(pattern.slice(at, at + 8))
  if (reference) return give(`(?:\\${reference[1] ?? reference[0].slice(1)})`, reference[0].length)
  if (/[a-zA-Z0-9]/.test(next)) return { wrong: `"\\${next}" is not supported.` }
  const whole = String.fromCodePoint(pattern.codePointAt(at + 1)!)
  return give(syntax.test(whole) ? `\\${whole}` : whole, 1 + whole.length)
}

/** \xHH, \x{H…}, \uHHHH, \0 and octal of three digits: a character by its number, as JavaScript writes it, with the length that was read. */
export function codePoint(pattern: string, at: number): [source: string, length: number] | undefined {
  const found = /^\\(?:x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|(0[0-7]{0,2}|[1-3][0-7]{2}))/.exec(pattern.slice(at, at + 12))
  if (!found) return undefined
  const value = found[4] === undefined ? Number.parseInt(found[1] ?? found[2] ?? found[3]!, 16) : Number.parseInt(found[4], 8)
  if (value > 0x10ffff) return undefined
  return [value > 0xffff ? `\\u{${value.toString(16)}}` : `\\u${value.toString(16).padStart(4, '0')}`, found[0].length]
}

/** `\pL` is `\p{L}`, `\p{^L}` is `\P{L}`, and names of scripts need their kind in JavaScript. */
export function propertyOf(written: string): string {
  const name = written.slice(2).replace(/[{}]/g, '')
  const negated = (written[1] === 'P') !== name.startsWith('^')
  const bare = name.replace('^', '')
  return `\\${negated ? 'P' : 'p'}{${/^[A-Z][a-z]{2,}$/.test(bare) && bare !== 'Any' ? `Script=${bare}` : bare}}`
}
