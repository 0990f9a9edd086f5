/** Frames as messages of a stream: compressed, and of many lines several, since a server takes messages of one megabyte unless it is told otherwise. */
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import { Refusal } from '#platform/contract/index.ts'
import { headOf, readFrame, type Frame } from '../frame.ts'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)
const NEWLINE = 10
/** Lines of one message, before they are compressed; a line that is longer stands alone. */
const PIECE_BYTES = 1_000_000
/** No message of ours is larger when it is unpacked. */
const UNPACKED_MOST = 4 * 1_048_576
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/** @param room bytes of one message. @throws Refusal too_large where one line does not fit in, however it is compressed. */
export async function messagesOf(frame: Frame, room: number): Promise<Buffer[]> {
  const pieces = piecesOf(frame.lines, Math.min(PIECE_BYTES, room - Math.ceil(room / 100) - 100))
  const messages = await Promise.all(pieces.map(({ lines, count }, index) => {
    // What was left out of the request is told once.
    const { duplicates, tooLarge, empty } = index === 0 ? frame : { duplicates: 0, tooLarge: 0, empty: 0 }
    return compress(Buffer.concat([headOf({ ...frame, received: count ?? frame.received, duplicates, tooLarge, empty }), lines]), LEVEL)
  }))
  if (messages.some((one) => one.length > room)) throw new Refusal('too_large', { room })
  return messages
}

/** @throws Error where these bytes are no frame. */
export async function frameOf(message: Uint8Array): Promise<Frame> {
  return readFrame(await decompress(message, { maxOutputLength: UNPACKED_MOST }))
}

/** Whole lines, up to so many bytes or one. Without a count: all of them. */
function piecesOf(lines: Buffer, most: number): { readonly lines: Buffer; readonly count?: number }[] {
  if (lines.length <= most) return [{ lines }]
  const pieces: { lines: Buffer; count: number }[] = []
  for (let from = 0; from < lines.length;) {
    let [to, count] = [from, 0]
    while (to < lines.length) {
      const end = lines.indexOf(NEWLINE, to) + 1 || lines.length
      if (count > 0 && end - from > most) break
      to = end
      count += 1
    }
    pieces.push({ lines: lines.subarray(from, to), count })
    from = to
  }
  return pieces
}
