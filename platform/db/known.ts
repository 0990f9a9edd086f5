/** What is on every page and asked for by each: with the database away it is what it was, and nobody waits to hear that. */
import { setTimeout } from 'node:timers/promises'
import type { Clock } from '../clock.ts'
import { troubleOf } from './trouble.ts'

/** After trouble one reader a second asks again; the others, and those who come while it asks, get what is known. */
const AGAIN_MS = 1000
/** A database behind a cable that was pulled says nothing for ten seconds and more: no answer for so long is trouble. */
const PATIENCE_MS = 1000

/** @throws what `read` throws, when nothing is known yet or the error is not about the machine. */
export function knownThroughTrouble<T extends object>(read: () => Promise<T>, clock: Pick<Clock, 'elapsedMs'>, patienceMs = PATIENCE_MS): () => Promise<T> {
  let known: T | undefined
  let troubledAtMs: number | undefined
  let asking = false
  return async () => {
    const probes = troubledAtMs !== undefined
    if (known && probes && (asking || clock.elapsedMs() - troubledAtMs! < AGAIN_MS)) return known
    const before = known
    asking ||= probes
    const reading = read().then(
      (value) => { troubledAtMs = undefined; return known = value },
      (error: unknown) => {
        if (!known || !troubleOf(error)) throw error
        troubledAtMs = clock.elapsedMs()
        return known
      },
    ).finally(() => { if (probes) asking = false })
    if (!before) return reading
    const late = Symbol()
    const first = await Promise.race([reading, setTimeout(patienceMs, late, { ref: false })])
    if (typeof first !== 'symbol') return first
    troubledAtMs ??= clock.elapsedMs()
    reading.catch(() => {}) // whoever asked has gone
    return known!
  }
}
