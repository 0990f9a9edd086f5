import { setTimeout as sleep } from 'node:timers/promises'
import { jetstream, JetStreamApiError, jetstreamManager } from '@nats-io/jetstream'
import type { Msg, NatsConnection } from '@nats-io/transport-node'
import { Refusal } from '../contract/refused.ts'
import type { Log } from '../log/index.ts'
import { openLink, type Servers } from './link.ts'
import { make, SILENT_MS, subjectOf, type Shape } from './made.ts'
import { numberOf, pull, type Want } from './pull.ts'

export type StreamOptions = Shape & { readonly servers: Servers; readonly log: Log }
export type StreamState = 'well' | 'away'
/** A message that is ours until it is done or let go: whoever holds it says so to the servers, over and over. */
export type Held = { readonly id: string; readonly seq: number; readonly bytes: Uint8Array }
export type Waiting = {
  /** Not handed out yet, and handed out but not done. */
  readonly untouched: number; readonly held: number
  /** All up to this one are done. */
  readonly floor: number
  /** The newest there is. */
  readonly last: number
  /** About so many bytes, of those that are untouched. */
  readonly bytes: number
  /** When the first untouched one came. */
  readonly oldest: Date | undefined
}
export type StreamReader = {
  /** Up to so much of what waits, at least one where there is one; empty while the servers are away. */
  take(want: Want): Promise<readonly Held[]>
  /** They lead to nothing more. Where the word is lost they come again. */
  done(held: readonly Held[]): void
  /** They come again at once, to whoever asks. */
  letGo(held: readonly Held[]): void
  /** Undefined while the servers are away. */
  waiting(): Promise<Waiting | undefined>
}
export type Stream = {
  readonly maxBytes: number
  state(): StreamState
  /** How many servers keep each message. */
  copies(): number | undefined
  /** Bytes of one message. @throws Refusal unavailable */
  room(): Promise<number>
  /**
   * Resolves when the servers keep it; told again under the same id it is kept once.
   * @throws Refusal busy when the stream is full · unavailable when the servers are away, or do not answer.
   */
  publish(id: string, bytes: Uint8Array): Promise<void>
  reader(name: string): StreamReader
  close(): Promise<void>
}

/** Servers that are away for a moment are waited for: a leader is chosen within seconds. */
const TRIES = 6
const ANSWER_MS = 2000
const PAUSE_MS = 300
const RETRY_SECONDS = 5
/** A cluster grows: more copies are asked for now and then. */
const MORE_MS = 600_000
/** Of a message: its headers and what the server adds. */
const HEADERS = 512

export function openStream({ servers, log, ...shape }: StreamOptions): Stream {
  const { name } = shape
  let made: { readonly on: NatsConnection; readonly copies: number } | undefined
  let making: Promise<void> | undefined
  let closed = false
  const link = openLink(servers, log, () => { made = undefined; void ready() })

  /** Makes sure that there is what we publish into. A failure is told once, and tried again. */
  const ready = (): Promise<void> => (making ??= (async () => {
    for (let tries = 0; !closed; tries++) {
      const on = link.now()
      if (!on) return
      try { made = { on, ...await make(on, shape, log) }; return } catch (error) {
        if (link.now() === on && tries === 3) log.error('the stream of log lines cannot be used yet: it is tried again', { stream: name, error })
        await sleep(1000, undefined, { ref: false })
      }
    }
  })().finally(() => { making = undefined }))
  const grow = setInterval(() => void ready(), MORE_MS).unref()

  const now = (): NatsConnection | undefined => (made && made.on === link.now() ? made.on : undefined)
  /** Waits a little: after a start, and while the way is being found anew. */
  async function soon(): Promise<NatsConnection> {
    for (let tries = 0; tries < 10; tries++) {
      const one = now()
      if (one) return one
      await sleep(200)
    }
    throw new Refusal('unavailable')
  }

  const held = new Map<Held, Msg>()
  // Whoever is silent for too long has died: others get what it held.
  const working = setInterval(() => { for (const message of held.values()) tell(message, SAY.working) }, SILENT_MS / 3).unref()

  function say(all: readonly Held[], word: string): void {
    for (const one of all) {
      const message = held.get(one)
      if (message) tell(message, word)
      held.delete(one)
    }
  }

  return {
    maxBytes: shape.maxBytes,
    state: () => (now() ? 'well' : 'away'),
    copies: () => (now() ? made?.copies : undefined),
    room: async () => ((await soon()).info?.max_payload ?? 1_048_576) - HEADERS,
    async publish(id, bytes) {
      for (let tries = 1; ; tries++) {
        const on = await soon()
        try {
          await jetstream(on).publish(subjectOf(name), bytes, { msgID: id, timeout: ANSWER_MS, expect: { streamName: name } })
          return
        } catch (error) {
          if (isFull(error)) throw new Refusal('busy', { retryAfterSeconds: RETRY_SECONDS })
          if (closed || tries === TRIES) {
            log.warn('the stream of log lines did not take them', { error })
            throw new Refusal('unavailable')
          }
          // Whoever removed the stream gets it again.
          if (tries === 2) void ready()
          await sleep(PAUSE_MS)
        }
      }
    },
    reader: (reader) => ({
      async take(want) {
        const on = now()
        if (!on) return []
        return (await pull(on, name, reader, want).catch(() => [])).map((message) => {
          const mine: Held = { id: message.headers?.get('Nats-Msg-Id') ?? '', seq: numberOf(message), bytes: message.data }
          held.set(mine, message)
          return mine
        })
      },
      done(all) { say(all, SAY.done) },
      letGo(all) { say(all, SAY.letGo) },
      async waiting() {
        const on = now()
        if (!on) return undefined
        try {
          const manager = await jetstreamManager(on, { checkAPI: false, timeout: ANSWER_MS })
          const [{ state }, info] = [await manager.streams.info(name), await manager.consumers.info(name, reader)]
          const untouched = info.num_pending
          const first = untouched === 0 ? undefined : await firstFrom(on, name, info.delivered.stream_seq + 1)
          return { untouched, held: info.num_ack_pending, floor: info.ack_floor.stream_seq, last: state.last_seq, bytes: state.messages === 0 ? 0 : Math.round(state.bytes / state.messages * untouched), oldest: first }
        } catch (error) {
          log.debug('the stream of log lines does not say what waits', { error })
          return undefined
        }
      },
    }),
    async close() {
      closed = true
      clearInterval(working)
      clearInterval(grow)
      say([...held.keys()], SAY.letGo)
      await link.close()
    },
  }
}

const SAY = { done: '+ACK', letGo: '-NAK', working: '+WPI' } as const

/** On a connection that is over nobody hears it: then the message comes again. */
function tell(message: Msg, word: string): void {
  try { message.respond(word) } catch { /* it is closed */ }
}

/** When the first message came that has this number or a later one. */
async function firstFrom(on: NatsConnection, name: string, seq: number): Promise<Date | undefined> {
  const said = (await on.request(`$JS.API.STREAM.MSG.GET.${name}`, JSON.stringify({ seq, next_by_subj: subjectOf(name) }), { timeout: ANSWER_MS })).json<{ message?: { time: string } }>()
  return said.message && new Date(said.message.time)
}
/** No room for the bytes of one more message. */
const isFull = (error: unknown): boolean => error instanceof JetStreamApiError && /maximum bytes exceeded|insufficient (?:storage )?resources/i.test(error.message)
