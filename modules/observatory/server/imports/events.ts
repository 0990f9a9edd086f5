/** Events of MISP without holding anybody up: a short text is read at once, a long one in a thread, which ends with whoever asked. */
import { startThread, type Thread } from '#platform/threads/index.ts'
import { manifestLines, nobody, readMispAll, type Line, type Told } from '../../core/imports/misp.ts'
import { problem } from '../../core/imports/read.ts'
import type { Asked, Part } from './events.thread.ts'

/** Read within a few milliseconds. */
const SHORT = 65_536
const START_MS = 60_000
const LIMIT_MS = 120_000
/** A text of 64 MB is as much again six times, while it is taken apart. */
const MEMORY_MB = 1024

export type EventReader = { events(text: string | Buffer, sure?: boolean): AsyncIterable<Told>; manifest(text: Buffer): AsyncIterable<Line>; /** The event that a file of this name must hold, and nothing else. */ one(text: Buffer, uuid: string, sure?: boolean): Promise<Told>; end(): Promise<void> }
export function createEventReader(): EventReader {
  let thread: Thread<null, Asked, Part> | undefined
  async function* far<One extends Told | Line>(text: string | Buffer, what: 'events' | 'manifest', sure: boolean): AsyncGenerator<One> {
    for (let asked: Asked = { text, what, sure }; ; asked = 'next') {
      thread ??= startThread<null, Asked, Part>(new URL('events.thread.ts', import.meta.url), { data: null, startMs: START_MS, memoryMb: MEMORY_MB })
      // What comes to no end, or is more than its memory, costs the thread; the next text has another.
      const said: Awaited<ReturnType<typeof thread.ask>> = await thread.ask(asked, LIMIT_MS).catch((error: unknown) => { if (isExhausted(error)) return 'overtime' as const; throw error })
      if (said === 'overtime') {
        thread = undefined
        if (what === 'manifest') yield { problem: problem('too_long') } as One
        else yield { ...nobody(), read: problem('too_long') } as One
        return
      }
      yield* said.answer.part as readonly One[]
      if (!said.answer.more) return
    }
  }
  const events: EventReader['events'] = (text, sure = false) => (text.length <= SHORT ? near(readMispAll(text.toString(), { sure })) : far<Told>(text, 'events', sure))
  return {
    events,
    async one(text, uuid, sure) {
      const all: Told[] = []
      for await (const one of events(text, sure)) if (all.push(one) > 1) break
      const [told = { ...nobody(uuid), read: problem('not_an_incident', { missing: 'Event' }) }] = all
      return told.uuid !== '' && (told.uuid !== uuid || all.length > 1) ? { ...told, read: problem('other_event') } : told
    },
    manifest: (text) => (text.length <= SHORT ? near(manifestLines(text.toString())) : far<Line>(text, 'manifest', false)),
    end: async () => { await thread?.end() },
  }
}
async function* near<One>(all: Iterable<One>): AsyncGenerator<One> { yield* all }
const isExhausted = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
