/**
 * The elements of the array `objects` of a JSON document (a STIX bundle, a TAXII envelope), one after another, of a file of any size. Documents
 * that follow each other are read alike.
 * It follows strings and brackets and nothing else: whether an element is JSON is found out by who parses it. What is longer than
 * `mostBytes` is passed over without being kept.
 */
export type Element = { readonly index: number; readonly bytes: Uint8Array; /** There is white space between its tokens. */ readonly loose: boolean } | { readonly index: number; readonly problem: 'too_large' | 'not_an_object' }
export type EndOfDocument = { readonly elements: number; readonly problem: 'truncated' | 'no_objects' | 'not_json' | null }

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COLON, COMMA] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x3a, 0x2c]
const OBJECTS = 'objects'
/** Longer than any name that matters. */
const NAME_MOST = 16

export function createElements(mostBytes: number, on: (element: Element) => void): { push(chunk: Uint8Array): void; end(): EndOfDocument } {
  let [depth, index] = [0, 0]
  let [inString, escaped, inObjects, seenObjects, anyObjects, broken] = [false, false, false, false, false, false]
  /** Of the string at depth 1 that was read last, and of the name before a colon. */
  let [name, key]: [number[], string] = [[], '']
  let [loose, taking, tooLarge, stray] = [false, false, false, false]
  let [kept, keptBytes]: [Uint8Array[], number] = [[], 0]

  const keep = (piece: Uint8Array) => {
    if (tooLarge) return
    keptBytes += piece.length
    if (keptBytes > mostBytes) { tooLarge = true; kept = []; return }
    kept.push(piece)
  }
  const give = () => {
    on(tooLarge ? { index, problem: 'too_large' } : { index, bytes: kept.length === 1 ? kept[0]! : concat(kept, keptBytes), loose })
    index += 1
    ;[kept, keptBytes, taking, tooLarge, loose] = [[], 0, false, false, false]
  }

  function push(chunk: Uint8Array) {
    let from = taking ? 0 : -1
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!
      if (inString) {
        if (escaped) { escaped = false; continue }
        if (byte === BACKSLASH) { escaped = true; continue }
        if (byte === QUOTE) inString = false
        else if (depth === 1 && name.length < NAME_MOST) name.push(byte)
        continue
      }
      if (byte > COLON && byte < OPEN_LIST) continue
      switch (byte) {
        case QUOTE:
          inString = true
          if (depth === 1) name = []
          else if (inObjects && depth === 2) stray = true
          break
        case OPEN: case OPEN_LIST:
          if (inObjects && depth === 2) {
            if (byte === OPEN) { taking = true; from = at } else stray = true
          }
          if (depth === 1 && byte === OPEN_LIST && key === OBJECTS && !seenObjects) inObjects = seenObjects = anyObjects = true
          depth += 1
          break
        case CLOSE: case CLOSE_LIST:
          depth -= 1
          if (depth < 0) { broken = true; depth = 0 }
          // The next document has a list of its own.
          if (depth === 0) [seenObjects, key, name] = [false, '', []]
          if (taking && depth === 2) { keep(chunk.subarray(from, at + 1)); give(); from = -1 }
          if (inObjects && depth === 1) { passStray(); inObjects = false }
          break
        case COLON: if (depth === 1) { key = String.fromCharCode(...name); name = [] } break
        case COMMA: if (inObjects && depth === 2) passStray(); break
        case 0x20: case 0x0a: case 0x0d: case 0x09: loose = taking; break
        default: if (inObjects && depth === 2) stray = true
      }
    }
    if (taking && from >= 0) keep(chunk.slice(from))
  }
  /** A number, a text or a list where an object should be. */
  const passStray = () => { if (stray) { on({ index, problem: 'not_an_object' }); index += 1; stray = false } }

  return { push, end: () => ({ elements: index, problem: broken ? 'not_json' : depth > 0 || inString ? 'truncated' : anyObjects ? null : 'no_objects' }) }
}

function concat(pieces: readonly Uint8Array[], bytes: number): Uint8Array {
  const whole = new Uint8Array(bytes)
  let at = 0
  for (const piece of pieces) { whole.set(piece, at); at += piece.length }
  return whole
}
