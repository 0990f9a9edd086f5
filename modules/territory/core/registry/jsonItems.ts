import { fileError } from './limits.ts'
import type { Limits } from './limits.ts'
import type { Line } from './lines.ts'

const quote = 0x22
const backslash = 0x5c
const openObject = 0x7b
const closeObject = 0x7d
const openArray = 0x5b
const closeArray = 0x5d

/**
 * The objects that are elements of the outermost arrays of one JSON document, as text, without holding the document:
 * `[{},{}]`, `{"releases":[{}]}`, `{"marches":{"marche":[{}]}}`, `{"features":[{}]}`. JSON.parse does the parsing of each;
 * this only finds where they begin and end.
 */
export function itemFramer(maxChars: number) {
  let depth = 0
  let arrayDepth = 0 // depth of the outermost open array, 0 when none
  let inString = false
  let escaped = false
  let itemDepth = 0 // depth of the open item, 0 when none
  let pieces = ''
  let tooLong = false
  let count = 0

  function push(text: string): Line[] {
    const found: Line[] = []
    let start = itemDepth > 0 ? 0 : -1
    for (let i = 0; i < text.length; i++) {
      const char = text.charCodeAt(i)
      if (inString) {
        if (escaped) escaped = false
        else if (char === backslash) escaped = true
        else if (char === quote) inString = false
        continue
      }
      if (char === quote) inString = true
      else if (char === openObject || char === openArray) {
        depth += 1
        if (char === openArray && arrayDepth === 0) arrayDepth = depth
        else if (char === openObject && itemDepth === 0 && arrayDepth !== 0 && depth === arrayDepth + 1) {
          itemDepth = depth
          start = i
        }
      } else if (char === closeObject || char === closeArray) {
        if (itemDepth !== 0 && depth === itemDepth) {
          found.push(item(text.slice(start, i + 1)))
          itemDepth = 0
          start = -1
        }
        if (depth === arrayDepth) arrayDepth = 0
        depth = Math.max(0, depth - 1)
      }
    }
    if (start >= 0) keep(text.slice(start))
    return found
  }

  function keep(piece: string): void {
    if (pieces.length + piece.length > maxChars) tooLong = true
    else pieces += piece
  }

  function item(last: string): Line {
    keep(last)
    const text = pieces
    const long = tooLong
    pieces = ''
    tooLong = false
    count += 1
    return long ? { line: count, text: text.slice(0, 200), tooLong: true } : { line: count, text }
  }

  /** True when the document ended where it should. */
  const complete = (): boolean => depth === 0 && !inString

  return { push, complete, count: () => count }
}

export async function* jsonItemsOf(chunks: AsyncIterable<string>, limits: Limits): AsyncGenerator<Line[]> {
  const framer = itemFramer(limits.maxRecordChars)
  for await (const chunk of chunks) {
    const items = framer.push(chunk)
    if (items.length > 0) yield items
  }
  if (!framer.complete()) throw fileError('file-json-cut', { items: framer.count() })
}
