/**
 * A stream of bytes taken apart into messages (RFC 6587): counted (`LENGTH SP <…`), or ended by a newline or a NUL, message by message.
 * Where the stream was cut into pieces makes no difference. What is held never exceeds one message of the greatest length.
 */
export type Framer = {
  /** @returns the whole messages, in order, without what surrounds them. Empty ones are not messages. */
  push(piece: Buffer): Buffer[]
  /** The last message, where the stream ended without its end. */
  end(): Buffer[]
  /** Bytes that wait for their end. */
  held(): number
  /** Messages longer than the greatest length, left out since it was last asked. */
  tooLong(): number
  /** A length that no message has was announced: nothing after it can be read. */
  lost(): boolean
}

const [NEWLINE, RETURN, SPACE, LESS, ZERO] = [10, 13, 32, 60, 48]
/** Digits of a length. */
const DIGITS = 9
/** A longer message is not waited for: who announces it would have the connection swallow what comes for hours. */
export const SKIPPED_MOST = 16 * 1_048_576

export function createFramer({ most }: { readonly most: number }): Framer {
  // One buffer that grows: a sender of single bytes must not cost an object for each.
  let store = Buffer.alloc(0)
  let held = 0
  /** Bytes of a counted message that still come. */
  let counted = 0
  let skipping: 'no' | 'counted' | 'line' = 'no'
  let [tooLong, lost] = [0, false]
  const hold = (bytes: Buffer) => {
    if (held + bytes.length > store.length) {
      const larger = Buffer.allocUnsafe(Math.max(held + bytes.length, Math.min(most, 2 * store.length), 512))
      store.copy(larger, 0, 0, held)
      store = larger
    }
    bytes.copy(store, held)
    held += bytes.length
  }
  const drop = () => { held = 0; if (store.length > 65_536) store = Buffer.alloc(0) }
  /** What was held and what ends it. */
  const whole = (last: Buffer): Buffer => {
    if (held === 0) return last
    const bytes = Buffer.concat([store.subarray(0, held), last])
    drop()
    return bytes
  }

  function push(piece: Buffer): Buffer[] {
    const out: Buffer[] = []
    const give = (bytes: Buffer) => { const message = trimmed(bytes); if (message.length > 0) out.push(message) }
    let at = 0
    while (at < piece.length && !lost) {
      if (counted > 0) {
        const end = Math.min(piece.length, at + counted)
        counted -= end - at
        if (skipping === 'no') { if (counted === 0) give(whole(piece.subarray(at, end))); else hold(piece.subarray(at, end)) }
        if (counted === 0) skipping = 'no'
        at = end
        continue
      }
      if (skipping === 'line') {
        const end = endOf(piece, at)
        if (end < 0) return out
        ;[skipping, at] = ['no', end + 1]
        continue
      }
      // At the beginning of a message: whether it is counted is known after its first bytes.
      if (held <= DIGITS + 1) {
        while (held === 0 && at < piece.length && isGap(piece[at]!)) at += 1
        if (at >= piece.length) return out
        const next = piece.subarray(at, at + DIGITS + 2)
        const length = lengthIn(held === 0 ? next : Buffer.concat([store.subarray(0, held), next]))
        if (length === 'more') { hold(piece.subarray(at)); return out }
        if (length !== undefined) {
          at += String(length).length + 1 - held
          held = 0
          counted = length
          if (length > most) { tooLong += 1; skipping = 'counted'; lost = length > SKIPPED_MOST }
          continue
        }
      }
      const end = endOf(piece, at)
      const stop = end < 0 ? piece.length : end
      if (held + stop - at > most) {
        tooLong += 1
        drop()
        if (end < 0) { skipping = 'line'; return out }
      } else if (end < 0) hold(piece.subarray(at, stop))
      else give(whole(piece.subarray(at, stop)))
      at = stop + 1
    }
    return out
  }

  return {
    push, held: () => held, lost: () => lost,
    tooLong: () => { const before = tooLong; tooLong = 0; return before },
    end() {
      counted = 0
      const message = trimmed(whole(Buffer.alloc(0)))
      return message.length > 0 ? [message] : []
    },
  }
}

/** `more`: not known before more bytes have come. */
function lengthIn(head: Buffer): number | 'more' | undefined {
  let digits = 0
  while (digits < head.length && digits <= DIGITS && head[digits]! >= ZERO && head[digits]! <= ZERO + 9) digits += 1
  if (digits === head.length && digits <= DIGITS && !(head[0] === ZERO)) return 'more'
  if (digits === 0 || digits > DIGITS || head[0] === ZERO || head[digits] !== SPACE) return undefined
  if (digits + 1 >= head.length) return 'more'
  return head[digits + 1] === LESS ? Number(head.toString('latin1', 0, digits)) : undefined
}
function endOf(bytes: Buffer, from: number): number {
  const line = bytes.indexOf(NEWLINE, from)
  const nul = bytes.subarray(from, line < 0 ? bytes.length : line).indexOf(0)
  return nul < 0 ? line : from + nul
}
const isGap = (byte: number) => byte === NEWLINE || byte === RETURN || byte === SPACE || byte === 0
function trimmed(bytes: Buffer): Buffer {
  let [from, to] = [0, bytes.length]
  while (to > from && isGap(bytes[to - 1]!)) to -= 1
  while (from < to && isGap(bytes[from]!)) from += 1
  return bytes.subarray(from, to)
}
