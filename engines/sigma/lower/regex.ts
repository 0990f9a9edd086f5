/**
 * Regular expressions of Sigma (PCRE) as JavaScript's, with one meaning: `new RegExp(source, flags)` and a search anywhere in the text.
 * What JavaScript cannot say is refused with the reason, never approximated. `u` is set only where it must be: \p{…} and
 * characters beyond U+FFFF. Everything is written so that it means the same with and without it.
 */
import { MAX_REGEX } from '../limits.ts'
import { readClass } from './regex-class.ts'
import { readEscape } from './regex-escape.ts'

export type Flags = { readonly i: boolean; readonly m: boolean; readonly s: boolean }
export type Regex = { readonly source: string; readonly flags: string }

/** One open group: the flags that hold in it, and how many `(?i:` were opened for a `(?i)` in its middle. */
type Group = { flags: Flags; readonly outer: Flags; inline: string[]; readonly start: number; readonly close: (start: number) => void }

export function translateRegex(pattern: string, given: Flags): Regex | { readonly wrong: string } {
  if (pattern.length > MAX_REGEX) return { wrong: `The expression is longer than ${MAX_REGEX} characters.` }
  const lead = /^\(\?([imsu]+)\)/.exec(pattern)
  const flags: Flags = lead === null ? given : { i: given.i || lead[1]!.includes('i'), m: given.m || lead[1]!.includes('m'), s: given.s || lead[1]!.includes('s') }
  const body = translate(lead === null ? pattern : pattern.slice(lead[0].length), flags)
  if ('wrong' in body) return body
  const unicode = /\\[pP]\{|[\u{10000}-\u{10ffff}]|\\u\{/u.test(body.source)
  const regex = { source: body.source, flags: `${flags.i ? 'i' : ''}${flags.m ? 'm' : ''}${flags.s ? 's' : ''}${unicode ? 'u' : ''}` }
  try { new RegExp(regex.source, regex.flags) } catch (error) { return { wrong: error instanceof Error ? error.message : String(error) } }
  return regex
}

function translate(pattern: string, flags: Flags): { readonly source: string } | { readonly wrong: string } {
  const groups: Group[] = [{ flags, outer: flags, inline: [], start: 0, close: () => undefined }]
  let out = ''
  let atomStart: number | undefined
  let made = 0
  let wrong: string | undefined
  const numbered = /\\[1-9]/.test(pattern)
  const add = (text: string) => { atomStart = out.length; out += text }
  const top = () => groups.at(-1)!

  for (let at = 0; at < pattern.length && wrong === undefined;) {
    const char = pattern[at]!
    if (char === '\\') at = escape(at)
    else if (char === '[') {
      const set = readClass(pattern, at)
      if ('wrong' in set) wrong = set.wrong
      else { add(set.source); at = set.end }
    } else if (char === '(') at = openGroup(at)
    else if (char === ')') {
      if (groups.length === 1) { wrong = 'A parenthesis closes that was not opened.'; break }
      const group = groups.pop()!
      out += ')'.repeat(group.inline.length + 1)
      atomStart = group.start
      group.close(group.start)
      at++
    } else if (char === '|') {
      const { inline } = top()
      out += `${')'.repeat(inline.length)}|${inline.join('')}`
      atomStart = undefined
      at++
    } else if (char === '.') { add(top().flags.s ? '.' : '[^\\n]'); at++ }
    else if (char === '^' || char === '$') { out += char; atomStart = undefined; at++ }
    else at = quantified(at, char)
  }
  if (wrong === undefined && groups.length > 1) wrong = 'A parenthesis is not closed.'
  // Where no group has a name, JavaScript takes a reference to one for text.
  const names = new Set([...out.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name))
  for (const [, name] of out.matchAll(/\\k<(\w+)>/g)) if (!names.has(name)) wrong ??= `There is no group "${name}".`
  return wrong === undefined ? { source: out + ')'.repeat(groups[0]!.inline.length) } : { wrong }

  function quantified(at: number, char: string): number {
    const found = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(pattern.slice(at, at + 24))?.[0]
    if (found === undefined) { const whole = String.fromCodePoint(pattern.codePointAt(at)!); add(/[{}\]]/.test(char) ? `\\${char}` : whole); return at + whole.length }
    const next = pattern[at + found.length]
    if (atomStart === undefined) { wrong = `"${found}" has nothing to repeat.`; return at }
    out += found
    if (next === '?') { out += '?'; atomStart = undefined; return at + found.length + 1 }
    if (next !== '+') { atomStart = undefined; return at + found.length }
    atomic(atomStart)
    return at + found.length + 1
  }
  /** Atomic: a lookahead is never entered again, and what it found is taken as it is. */
  function atomic(start: number): void {
    if (numbered) { wrong = 'Possessive and atomic groups beside numbered references are not supported.'; return }
    const name = `_atomic${made++}`
    out = `${out.slice(0, start)}(?:(?=(?<${name}>${out.slice(start)}))\\k<${name}>)`
    atomStart = start
  }
  function escape(at: number): number {
    if (pattern[at + 1] === 'Q') {
      const end = pattern.indexOf('\\E', at + 2)
      for (const one of pattern.slice(at + 2, end < 0 ? undefined : end)) add(/[\\^$.*+?()[\]{}|/]/.test(one) ? `\\${one}` : one)
      return end < 0 ? pattern.length : end + 2
    }
    const read = readEscape(pattern, at, top().flags.m)
    if ('wrong' in read) { wrong = read.wrong; return at }
    if (read.source !== '') add(read.source)
    if (read.anchor) atomStart = undefined
    return read.end
  }
  function openGroup(at: number): number {
    const rest = pattern.slice(at, at + 80)
    const { flags: outer } = top()
    const enter = (text: string, length: number, inner = outer, close: (start: number) => void = () => undefined) => {
      groups.push({ flags: inner, outer, inline: [], start: out.length, close })
      out += text
      atomStart = undefined
      return at + length
    }
    const comment = /^\(\?#[^)]*\)/.exec(pattern.slice(at))
    if (comment) return at + comment[0].length
    const simple = /^\((?:\?(?:[:=!]|<[=!]))?/.exec(rest)![0]
    const named = /^\(\?(?:P?<(\w+)>|'(\w+)')/.exec(rest)
    if (named) return enter(`(?<${named[1] ?? named[2]}>`, named[0].length)
    const again = /^\(\?P=(\w+)\)/.exec(rest)
    if (again) { add(`\\k<${again[1]}>`); return at + again[0].length }
    if (rest.startsWith('(?>')) return enter('(?:', 3, outer, atomic)
    const modes = /^\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?([:)])/.exec(rest)
    if (modes && modes[0] !== '(?:') return modified(at, modes, enter)
    if (rest[1] === '*' || (rest[1] === '?' && simple === '(')) { wrong = `"${rest.slice(0, 4)}" is not supported.`; return at }
    return enter(simple, simple.length)
  }
  function modified(at: number, [all, on, off = '', end]: RegExpExecArray, enter: (text: string, length: number, inner: Flags) => number): number {
    const known = /^[imsu]*$/
    if (!known.test(on!) || !known.test(off)) { wrong = `The flags of "${all}" are not supported: i, m and s are.`; return at }
    const before = top().flags
    const of = (flag: 'i' | 'm' | 's') => !off.includes(flag) && (on!.includes(flag) || before[flag])
    const inner = { i: of('i'), m: of('m'), s: of('s') }
    const changed = (['i', 'm', 's'] as const).filter((flag) => inner[flag] !== before[flag])
    const gone = changed.filter((flag) => !inner[flag]).join('')
    const text = changed.length === 0 ? '(?:' : `(?${changed.filter((flag) => inner[flag]).join('')}${gone === '' ? '' : `-${gone}`}:`
    if (end === ':') return enter(text, all.length, inner)
    const group = top()
    group.flags = inner
    group.inline = [...group.inline, text]
    out += text
    atomStart = undefined
    return at + all.length
  }
}
