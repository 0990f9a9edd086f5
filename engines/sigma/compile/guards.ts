/**
 * What a text must contain for a regular expression to match it: a few literals, as all/any. Sound, never complete: where the
 * shape is not understood the answer is `undefined`, and the expression is asked itself. Literals are folded; of a sequence
 * that has long ones (4 characters and more) the short ones are left out, of one that has none the longest is kept.
 */
export type Guard = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'all' | 'any'; readonly of: readonly Guard[] }

const long = 4
const mostLiterals = 48

/** Walks the source once. `flags` may hold i, m, s, u, v: none changes which literals are needed. */
export function guardOf(source: string): Guard | undefined {
  const reader = { at: 0, source }
  const guard = alternatives(reader)
  return reader.at === source.length && guard !== null ? guard : undefined
}

type Reader = { at: number; readonly source: string }

/** `null`: not understood, trust nothing. `undefined`: understood, but nothing is needed. */
type Read = Guard | undefined | null

function alternatives(reader: Reader): Read {
  const branches: Read[] = [sequence(reader)]
  while (reader.source[reader.at] === '|') { reader.at++; branches.push(sequence(reader)) }
  if (branches.includes(null)) return null
  if (branches.length === 1) return branches[0]
  const all = branches.filter((one): one is Guard => one !== undefined && one !== null)
  return all.length === branches.length && count(all) <= mostLiterals ? { kind: 'any', of: all } : undefined
}

function sequence(reader: Reader): Read {
  const needed: Guard[] = []
  let run = ''
  const close = () => { if (run !== '') needed.push({ kind: 'text', text: run.toLowerCase() }); run = '' }
  while (reader.at < reader.source.length && reader.source[reader.at] !== '|' && reader.source[reader.at] !== ')') {
    const part = atom(reader)
    if (part === null) return null
    const { least, most } = quantifier(reader)
    if (typeof part === 'string') {
      if (least === 1 && most === 1) { run += part; continue }
      // `ab{2,}`: the run before it stands, and the repeated one is there at least once.
      if (least >= 1) { run += part; close() } else close()
      continue
    }
    if (part === assertion) continue // stands between two characters and takes none
    close()
    if (part !== undefined && least >= 1) needed.push(part)
  }
  close()
  const best = needed.filter((one) => weight(one) >= long)
  if (best.length === 0) best.push(...needed.sort((a, b) => weight(b) - weight(a)).slice(0, 1))
  return best.length < 2 ? best[0] : { kind: 'all', of: best }
}

/** Characters of the shortest literal that is sure to be there. */
const weight = (guard: Guard): number => (guard.kind === 'text' ? guard.text.length : Math[guard.kind === 'all' ? 'max' : 'min'](...guard.of.map(weight)))

const assertion = Symbol('assertion')
type Atom = string | Guard | undefined | null | typeof assertion

function atom(reader: Reader): Atom {
  const { source } = reader
  const c = source[reader.at++]!
  if (c === '^' || c === '$') return assertion
  if (c === '.') return undefined
  if (c === '[') return skipClass(reader) ? undefined : null
  if (c === '(') return group(reader)
  if (c === '\\') return escape(reader)
  if ('*+?{'.includes(c) && c !== '{') return null
  if (isHighSurrogate(c) && /^[\udc00-\udfff]/.test(source.slice(reader.at, reader.at + 1))) return c + source[reader.at++]!
  return sure(c)
}

/** With `iu` the long s is met by an s as well; half a code point may belong to a whole one, which is then what is repeated. */
const sure = (c: string) => (c === '\u017f' || (c >= '\ud800' && c <= '\udfff') ? undefined : c)

const isHighSurrogate = (c: string) => c >= '\uD800' && c <= '\uDBFF'

function escape(reader: Reader): Atom {
  const c = reader.source[reader.at++]
  if (c === undefined) return null
  if (c === 'b' || c === 'B') return assertion
  if ('dDwWsS'.includes(c)) return undefined
  if (/[a-zA-Z0-9]/.test(c)) {
    if (c === 'n') return '\n'
    if (c === 't') return '\t'
    if (c === 'r') return '\r'
    const hex = c === 'x' ? /^[0-9a-fA-F]{2}/.exec(reader.source.slice(reader.at, reader.at + 2)) : c === 'u' ? /^[0-9a-fA-F]{4}/.exec(reader.source.slice(reader.at, reader.at + 4)) : null
    if (!hex) return null
    reader.at += hex[0].length
    return sure(String.fromCharCode(Number.parseInt(hex[0], 16)))
  }
  return c
}

function skipClass(reader: Reader): boolean {
  const { source } = reader
  if (source[reader.at] === '^') reader.at++
  while (reader.at < source.length) {
    const c = source[reader.at++]
    if (c === '\\') reader.at++
    else if (c === '[') return false // sets within sets (flag v), or an oddity
    else if (c === ']') return true
  }
  return false
}

function group(reader: Reader): Atom {
  const rest = reader.source.slice(reader.at, reader.at + 64)
  const head = /^\?(?::|<[A-Za-z_$][\w$]*>|[ims]*(?:-[ims]+)?:|[=!]|<[=!])/.exec(rest)?.[0]
  if (rest.startsWith('?') && head === undefined) return null
  reader.at += head?.length ?? 0
  const inside = alternatives(reader)
  if (inside === null || reader.source[reader.at] !== ')') return null
  reader.at++
  // What is looked at ahead or behind is not sure to lie in the text once more; leaving it out is always sound.
  if (head !== undefined && /^\?<?[=!]/.test(head)) return assertion
  return inside
}

function quantifier(reader: Reader): { least: number; most: number } {
  const found = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(reader.source.slice(reader.at, reader.at + 24))
  if (!found) return { least: 1, most: 1 }
  reader.at += found[0].length
  if (found[1]) return { least: found[1] === '+' ? 1 : 0, most: found[1] === '?' ? 1 : Infinity }
  const least = Number(found[2])
  return { least, most: found[3] === undefined ? least : found[4] ? Number(found[4]) : Infinity }
}

const count = (of: readonly Guard[]): number => of.reduce((sum, one) => sum + (one.kind === 'text' ? 1 : count(one.of)), 0)
