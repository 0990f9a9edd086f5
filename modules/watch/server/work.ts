/** The loop in a process that has no background of its own: round after round until it is stopped. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '#platform/contract/index.ts'
import { createTold } from '#platform/jobs/told.ts'
import type { Log } from '#platform/log/index.ts'
import type { Context, WatchNeeds } from './context.ts'
import { createLoop } from './loop.ts'
import { streamed } from './queue/streamed.ts'
import { actor } from './saving.ts'
import type { Stream } from '#platform/stream/index.ts'

export type Work = { stop(): Promise<void> }
/** An alert stands in the console within two seconds of its line: most of that is this. */
export const EVERY_MS = 500

/** Asks the rules of what the stream brings, beside all others who do: all that a process needs that does nothing else. */
export function workOnStream(ground: Context['ground'], needs: Pick<WatchNeeds, 'territory' | 'compile' | 'stepBytes'>, stream: Stream): Work {
  const none = () => { throw new Refusal('unavailable') }
  const context: Context = { ground, needs: { ...needs, stream, process: 'worker', cases: { open: none, note: none, facts: none } } }
  const queue = streamed(context, stream, 'rules', actor)
  return startWork(ground.log, createLoop(context, async () => [queue]))
}

function startWork(log: Log, loop: ReturnType<typeof createLoop>): Work {
  const stopping = new AbortController()
  const told = createTold(log)
  const working = (async () => {
    while (!stopping.signal.aborted) {
      try { await loop.run(); told.well('watch.work') } catch (error) { if (!stopping.signal.aborted) told.failed('watch.work', error) }
      await sleep(EVERY_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await working
      await loop.close()
    },
  }
}
