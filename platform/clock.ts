/** The only place that reads the time. Everything else is handed a Clock or a `now`. */
export type Clock = {
  now(): Date
  /** Monotonic milliseconds, for durations only. */
  elapsedMs(): number
}

export const systemClock: Clock = { now: () => new Date(), elapsedMs: () => performance.now() }

/** A clock that a test or an exercise sets by hand; `advance` moves it forward by milliseconds. */
export function fixedClock(start: Date): Clock & { set(at: Date): void; advance(ms: number): void } {
  let at = start.getTime()
  return {
    now: () => new Date(at),
    elapsedMs: () => at,
    set: (next) => { at = next.getTime() },
    advance: (ms) => { at += ms },
  }
}
