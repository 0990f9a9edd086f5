/**
 * One walk over the text of a document that is JSON already, for what parsing hides: a name that stands twice in one object
 * (the first is silently lost), digits that a number cannot hold, nesting without end. Iterative: the depth is the sender's.
 */
import { MAX_DEPTH } from '../limits.ts'
import { pointer, type Problem } from '../types.ts'

export type Scan = { readonly problems: readonly Problem[]; readonly placeOf: (path: string) => { line: number; column: number } }

/** Deeper values are placed by what they stand in. */
const PLACED_DEPTH = 4
type Frame = { readonly path: string; readonly names: Map<string, true> | null; next: string | number }

export function scan(text: string): Scan {
  const problems: Problem[] = []
  const places = new Map<string, number>([['', 0]])
  const stack: Frame[] = []
  const lines = lineStarts(text)
  const placeAt = (offset: number) => { const line = lastUpTo(lines, offset); return { line: line + 1, column: offset - lines[line]! + 1 } }
  const found = (code: Problem['code'], path: string, at: number, params: Problem['params'] = {}) => void problems.push({ code, severity: 'error', path, ...placeAt(at), params })
  const here = () => { const top = stack.at(-1); return top ? top.path + pointer(top.next) : '' }
  let expectsName = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if (c === ' ' || c === '\n' || c === '\r' || c === '\t' || c === ':') continue
    const top = stack.at(-1)
    if (c === ',') { if (top && !top.names) top.next = Number(top.next) + 1; else expectsName = true; continue }
    if (c === '}' || c === ']') { stack.pop(); expectsName = false; continue }
    if (c === '"' && expectsName && top?.names) {
      const end = closing(text, i)
      const name = JSON.parse(text.slice(i, end + 1)) as string
      top.next = name
      if (top.names.has(name)) found('duplicate_key', here(), i, { name })
      else top.names.set(name, true)
      if (stack.length <= PLACED_DEPTH) places.set(here(), i)
      expectsName = false
      i = end
      continue
    }
    if (top && !top.names && stack.length <= PLACED_DEPTH) places.set(here(), i)
    if (c === '{' || c === '[') {
      if (stack.length >= MAX_DEPTH) { found('too_deep', here(), i, { max: MAX_DEPTH }); break }
      stack.push({ path: here(), names: c === '{' ? new Map() : null, next: 0 })
      expectsName = c === '{'
      continue
    }
    if (c === '"') { i = closing(text, i); continue }
    let end = i + 1
    while (end < text.length && /[\w.+-]/.test(text[end]!)) end++
    const token = text.slice(i, end)
    if (/^-?\d/.test(token) && losesDigits(token)) found('number_lost', here(), i, { number: token.slice(0, 60) })
    i = end - 1
  }
  return {
    problems,
    placeOf(path) {
      for (let at = path; ; at = at.slice(0, at.lastIndexOf('/'))) {
        const offset = places.get(at)
        if (offset !== undefined) return placeAt(offset)
      }
    },
  }
}

/** Index of the quote that ends a string. */
function closing(text: string, from: number): number {
  let i = from + 1
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1
  return i
}

/** Too large to be a number at all, or a whole number that would come back as another one. */
function losesDigits(token: string): boolean {
  const value = Number(token)
  if (!Number.isFinite(value)) return true
  // A double is written with as many digits as tell it from its neighbours: what it writes itself it holds.
  return /^-?\d{16,}$/.test(token) && String(value) !== token && (token.length > 400 || BigInt(token) !== BigInt(value))
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
function lastUpTo(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length - 1]
  while (low < high) { const middle = (low + high + 1) >> 1; if (sorted[middle]! <= value) low = middle; else high = middle - 1 }
  return low
}
