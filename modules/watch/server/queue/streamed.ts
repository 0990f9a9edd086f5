/** The stream, as one of its readers: which messages led to something is saved one by one, since they come in any order, and again. */
import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/contract/index.ts'
import type { SpoolWriter } from '#platform/spool/index.ts'
import type { Held, Stream } from '#platform/stream/index.ts'
import type { Context } from '../context.ts'
import { readFrame, type Frame } from '../frame.ts'
import type { Queue, STREAM_READERS } from '../queue.ts'
import { forgetTaken, take, takenOf } from '../store/queue-store.ts'
import { frameOf, messagesOf } from './message.ts'

/** One request to the servers: more than any of our messages. */
const ONCE = { messages: 500, bytes: 2_500_000 }
/** What was saved so lately may still be in the hands of somebody who got it twice. */
const IN_HAND_MS = 10 * 60_000
/** The servers would have forgotten it themselves, or were made anew. */
const OLD_MS = 30 * 86_400_000
const FORGOTTEN_AT_ONCE = 50_000
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function streamed({ ground: { db, clock, log } }: Pick<Context, 'ground'>, stream: Stream, name: (typeof STREAM_READERS)[number], actor: Actor): Queue {
  const reader = stream.reader(name)
  const open = new Set<Held>()
  /** Whether there may be something to forget. */
  let worked = false

  /** Those that led to nothing yet; the others are done, and what is no frame is left out. */
  async function fresh(held: readonly Held[]): Promise<{ readonly held: Held; readonly frame: Frame }[]> {
    const ours = held.filter((one) => UUID.test(one.id))
    const known = ours.length === 0 ? new Set() : await db.as(actor, (tx) => takenOf(tx, name, ours.map((one) => one.id)))
    const over: Held[] = held.filter((one) => known.has(one.id) || !UUID.test(one.id))
    const found = (await Promise.all(ours.filter((one) => !known.has(one.id)).map(async (one) => {
      try { return [{ held: one, frame: await frameOf(one.bytes) }] } catch (error) {
        log.error('a message of the stream is no frame of lines and is left out', { reader: name, seq: one.seq, error })
        over.push(one)
        return []
      }
    }))).flat()
    close(over)
    return found
  }
  function close(held: readonly Held[]): void {
    reader.done(held)
    for (const one of held) open.delete(one)
  }
  async function forget(): Promise<void> {
    worked = false
    const waiting = await reader.waiting()
    const now = clock.now().getTime()
    if (waiting) await db.as(actor, (tx) => forgetTaken(tx, name, { floor: waiting.floor, before: new Date(now - IN_HAND_MS), old: new Date(now - OLD_MS), limit: FORGOTTEN_AT_ONCE }))
  }

  return {
    name,
    async next(bytes) {
      const found: { held: Held; frame: Frame }[] = []
      for (let size = 0; size < bytes;) {
        const held = await reader.take({ ...ONCE, bytes: Math.min(ONCE.bytes, bytes - size) })
        if (held.length === 0) break
        for (const one of held) open.add(one)
        for (const one of await fresh(held)) { found.push(one); size += one.frame.lines.length + 1 }
      }
      if (found.length === 0) {
        if (worked) await forget()
        return undefined
      }
      const mine = found.map((one) => one.held)
      return {
        frames: found.map((one) => one.frame),
        // All or none: one that somebody else has saved meanwhile is known the next time.
        claim: async (tx, now) => await take(tx, name, mine.map(({ id, seq }) => ({ id, seq })), now) === mine.length,
        async done() { worked = true; close(mine) },
      }
    },
    again() {
      reader.letGo([...open])
      open.clear()
    },
  }
}

/** In the place of a spool: answered when the servers keep every message of it. */
export const streamWriter = (stream: Stream): Pick<SpoolWriter, 'append'> => ({
  async append(parts) {
    const messages = await messagesOf(readFrame(Buffer.concat(parts)), await stream.room())
    const [first, ...rest] = messages.map((one) => () => stream.publish(randomUUID(), one))
    // Where the first is refused nothing of the request is there, and whoever sends it again has nothing twice.
    await first!()
    for (const one of await Promise.allSettled(rest.map((send) => send()))) if (one.status === 'rejected') throw one.reason
  },
})
