/** `datetime-local` says a wall clock and no zone: here it is that of the centre, whatever the browser's own. */

const DAY_MS = 86_400_000

/** "2026-12-08T06:00" in `timeZone` as an instant. In the hour that comes twice the first one is meant; one that does not exist is the hour after. */
export function instantOf(local: string, timeZone: string): string {
  const asIfUtc = Date.parse(`${local.slice(0, 16)}:00Z`)
  const [before, after] = [asIfUtc - offsetMs(asIfUtc - DAY_MS, timeZone), asIfUtc - offsetMs(asIfUtc + DAY_MS, timeZone)]
  const real = [before, after].filter((at) => at + offsetMs(at, timeZone) === asIfUtc)
  return new Date(real.length > 0 ? Math.min(...real) : before).toISOString()
}

/** An instant as `datetime-local` writes it. */
export function wallClock(instant: string, timeZone: string): string {
  const at = Date.parse(instant)
  return new Date(at + offsetMs(at, timeZone)).toISOString().slice(0, 16)
}

function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }).formatToParts(at)
  const part = (type: string) => Number(parts.find((one) => one.type === type)!.value)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - Math.floor(at / 1000) * 1000
}
