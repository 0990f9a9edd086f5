/** Between the clock on a wall and a moment, for server and browser alike. */

/** How far a zone (IANA) is ahead of UTC at a moment, in milliseconds. */
export function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(at)
  const of = (type: string) => Number(parts.find((part) => part.type === type)!.value)
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - Math.floor(at / 1000) * 1000
}

/** The moment of a wall clock, itself written as if it were UTC. Looked at twice: the first guess may lie across a change of the clock. */
export function instantOfWall(wallMs: number, timeZone: string): number {
  const first = wallMs - offsetMs(wallMs, timeZone)
  return wallMs - offsetMs(first, timeZone)
}
