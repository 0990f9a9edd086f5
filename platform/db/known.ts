/** What is on every page and asked for by each: with the database away it is what it was, and nobody waits to hear that. */
import type { Clock } from '../clock.ts'
import { troubleOf } from './trouble.ts'

/** After trouble one reader a second asks again; the others, and those who come while it asks, get what is known. */
const AGAIN_MS = 1000

/** @throws what `read` throws, when nothing is known yet or the error is not about the machine. */
export function knownThroughTrouble<T extends object>(read: () => Promise<T>, clock: Pick<Clock, 'elapsedMs'>): () => Promise<T> {
  let known: T | undefined
  let troubledAtMs: number | undefined
  let asking = false
  return async () => {
    const probes = troubledAtMs !== undefined
    if (known && probes && (asking || clock.elapsedMs() - troubledAtMs! < AGAIN_MS)) return known
    asking ||= probes
    try {
      known = await read()
      troubledAtMs = undefined
      return known
    } catch (error) {
      if (!known || !troubleOf(error)) throw error
      troubledAtMs = clock.elapsedMs()
      return known
    } finally { if (probes) asking = false }
  }
}
