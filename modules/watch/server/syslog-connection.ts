/**
 * One connection of a shipper that speaks syslog. It is read as fast as its lines become safe and no faster: syslog knows no
 * acknowledgement, so that what was read and is not yet on the disk would be lost with us.
 */
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '#platform/contract/index.ts'
import { collecting, type Collecting } from '../core/syslog/batch.ts'
import { createFramer } from '../core/syslog/frames.ts'
import { lineOf } from '../core/syslog/line.ts'
import { LINE_MAX } from '../contract-ingest.ts'
import type { Append } from './append.ts'
import type { Context } from './context.ts'
import type { Entry, Gate } from './gate.ts'

export type Known = { readonly sha256: Buffer; readonly from: Date; readonly until: Date }
export type Door = Pick<Context['ground'], 'clock' | 'log'> & {
  readonly gate: Pick<Gate, 'byToken' | 'byCertificate'>
  readonly append: Append
  /** Told how many bytes wait for their end; false when all connections together hold too many. */
  holds(socket: Socket, bytes: number): boolean
  /** It is known whose this connection is. */
  trusted(socket: Socket): void
  stopping(): boolean
}
/** Of one append. */
const BATCH_BYTES = 4 * 1_048_576
const AGAIN_MS = 500
export const IDLE_MS = 3_600_000
/** Until a known certificate, or the first line of a known source. */
export const STRANGER_MS = 30_000

/** @returns why it was closed by us; undefined when the other side has ended it. */
export async function serveConnection(socket: Socket, certificate: Known | undefined, door: Door): Promise<string | undefined> {
  const framer = createFramer({ most: LINE_MAX })
  let [working, trusted, last]: [boolean, boolean, string | undefined] = [false, false, undefined]
  socket.setKeepAlive(true, 60_000)
  socket.setTimeout(STRANGER_MS)
  socket.on('timeout', () => { if (!working) socket.destroy() })

  /** The database or the disk may be away for a while: the shipper waits in its queue, as we do. */
  async function patiently<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      try { return await work() } catch (error) {
        // What never fits in is not waited for.
        if (door.stopping() || (error instanceof Refusal && error.code === 'too_large')) throw error
        if (tries === 0) door.log.warn('syslog waits: lines cannot be kept now', { why: error instanceof Refusal ? error.code : String(error) })
        await sleep(AGAIN_MS)
      }
    }
  }
  async function entryOf(token: string | undefined): Promise<Entry | string> {
    if (token === undefined && !certificate) return 'a message names no source, and there is no certificate'
    const now = door.clock.now()
    if (token === undefined && (certificate!.until <= now || certificate!.from > now)) return 'the certificate does not hold today'
    const entry = await patiently(() => (token === undefined ? door.gate.byCertificate(certificate!.sha256) : door.gate.byToken(token)))
    if (!entry) return token === undefined ? `the certificate is not one of a source: SHA-256 ${certificate!.sha256.toString('hex')}` : 'the token is not one of a source'
    return entry.lacks.length > 0 ? `the source may not send yet: its record lacks ${entry.lacks.join(', ')}` : entry
  }

  function trust(): void {
    if (trusted) return
    trusted = true
    socket.setTimeout(IDLE_MS)
    door.trusted(socket)
  }
  // A shipper that connects before it has anything to say is no stranger, if its certificate is known.
  if (certificate) entryOf(undefined).then((entry) => { if (typeof entry !== 'string') trust() }, () => {})

  /** @returns why the connection must end. What came before that is kept. */
  async function take(messages: readonly Buffer[]): Promise<string | undefined> {
    const bySource = new Map<string, Collecting>()
    const entries = new Map<string | undefined, Entry | string>()
    const flush = async () => {
      for (const [sourceId, lines] of bySource) await patiently(() => door.append(sourceId, lines.taken()))
      bySource.clear()
    }
    const of = (sourceId: string) => bySource.get(sourceId) ?? bySource.set(sourceId, collecting(LINE_MAX)).get(sourceId)!
    let problem: string | undefined
    for (const message of messages) {
      const line = lineOf(message, door.clock.now())
      const entry = entries.get(line.token) ?? entries.set(line.token, await entryOf(line.token)).get(line.token)!
      if (typeof entry === 'string') { problem = entry; break }
      last = entry.sourceId
      const lines = of(entry.sourceId)
      lines.add(line)
      if (lines.bytes() > BATCH_BYTES) await flush()
    }
    const left = framer.tooLong()
    if (left > 0 && last !== undefined) of(last).leftOut(left)
    await flush()
    if (last !== undefined) trust()
    return problem ?? (framer.lost() ? 'a message of an impossible length was announced' : left > 0 && last === undefined ? 'a message is too long, and no source is known' : undefined)
  }

  async function step(messages: readonly Buffer[]): Promise<string | undefined> {
    working = true
    try { return await take(messages) } finally { working = false }
  }
  try {
    for await (const piece of socket as AsyncIterable<Buffer>) {
      const problem = await step(framer.push(piece))
      if (problem !== undefined) return problem
      if (!door.holds(socket, framer.held())) return 'all connections together hold too much that has no end'
      if (door.stopping()) {
        // What has come so far was acknowledged by the system: it is kept as far as we have it.
        const rest = socket.read() as Buffer | null
        return rest ? await step(framer.push(rest)) : undefined
      }
    }
    return await step(framer.end())
  } catch (error) {
    if (['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].includes((error as { code?: string }).code ?? '')) return undefined
    throw error
  } finally {
    door.holds(socket, 0)
    socket.destroy()
  }
}
