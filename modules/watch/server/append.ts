/** The one way into the queue, for every door: lines of one source, with what was left out of them. */
import type { Clock } from '#platform/clock.ts'
import type { SpoolWriter } from '#platform/spool/index.ts'
import type { Taken } from '../core/bulk.ts'
import { headOf } from './frame.ts'

/**
 * Resolves when they are on the disk: on this one, or on those of the stream.
 * @throws Refusal busy when the queue is full · no_space when the disk is · unavailable when the stream is away.
 */
export type Append = (sourceId: string, taken: Omit<Taken, 'ids'>) => Promise<void>

export function appending(clock: Clock, writer: () => Promise<Pick<SpoolWriter, 'append'>>): Append {
  return async (sourceId, { lines, received, duplicates, tooLarge, empty }) => {
    if (received + duplicates + tooLarge + empty > 0) await (await writer()).append([headOf({ received, duplicates, tooLarge, empty, sourceId, at: clock.now() }), lines])
  }
}
