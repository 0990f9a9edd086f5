import type { Encoding } from './bytes.ts'

/**
 * Guesses from the first bytes. BOM first; else UTF-8 unless the broken sequences outnumber the good ones, which is what
 * a windows-1252 file looks like (every accent is a broken sequence). `undecided` means that all was ASCII so far.
 */
export function guessEncoding(head: Uint8Array): Encoding | 'undecided' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  const { good, broken } = countSequences(head)
  if (good === 0 && broken === 0) return 'undecided'
  return broken > good ? 'windows-1252' : 'utf-8'
}

/** Bytes to text, chunk by chunk. An undecided file is decided by the first chunk that is not plain ASCII. */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding | 'undecided',
  onDecided: (encoding: Encoding) => void = () => {},
): AsyncGenerator<string> {
  let decoder = encoding === 'undecided' ? undefined : new TextDecoder(encoding)
  let held: Uint8Array = new Uint8Array(0)
  for await (const chunk of chunks) {
    if (decoder === undefined) {
      // A sequence cut by the chunk's end is not a broken one: wait for the rest of it.
      held = held.length === 0 ? chunk : new Uint8Array(Buffer.concat([held, chunk]))
      const guess = guessAscii(held)
      if (guess === 'wait') continue
      if (guess === 'undecided') {
        yield asciiText(held)
        held = new Uint8Array(0)
        continue
      }
      decoder = new TextDecoder(guess)
      onDecided(guess)
      yield decoder.decode(held, { stream: true })
      continue
    }
    yield decoder.decode(chunk, { stream: true })
  }
  if (decoder === undefined) {
    if (held.length === 0) return
    const guess = guessEncoding(held)
    decoder = new TextDecoder(guess === 'undecided' ? 'windows-1252' : guess)
    onDecided(guess === 'undecided' ? 'windows-1252' : guess)
    yield decoder.decode(held, { stream: true })
  }
  yield decoder.decode()
}

function guessAscii(bytes: Uint8Array): Encoding | 'undecided' | 'wait' {
  const first = bytes.findIndex((byte) => byte >= 0x80)
  if (first === -1) return 'undecided'
  return bytes.length - first < 4 ? 'wait' : guessEncoding(bytes) === 'windows-1252' ? 'windows-1252' : 'utf-8'
}

function asciiText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

function countSequences(bytes: Uint8Array): { good: number; broken: number } {
  let good = 0
  let broken = 0
  let i = 0
  while (i < bytes.length) {
    const lead = bytes[i]!
    if (lead < 0x80) {
      i += 1
      continue
    }
    const length =
      lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0
    // The last sequence may be cut by the end of the head: it counts for neither side.
    if (length > 0 && i + length > bytes.length) break
    let whole = length > 0
    for (let j = 1; whole && j < length; j++) whole = (bytes[i + j]! & 0xc0) === 0x80
    if (whole) good += 1
    else broken += 1
    i += whole ? length : 1
  }
  return { good, broken }
}
