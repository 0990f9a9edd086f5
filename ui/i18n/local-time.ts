/** Between a moment and what stands in a `datetime-local` field, in a given time zone and not in the browser's. */

/** "2026-12-09T11:40" in `timeZone`. */
export function localOf(moment: string | Date, timeZone: string): string {
  const parts = Object.fromEntries(partsOf(timeZone).formatToParts(new Date(moment)).map((p) => [p.type, p.value]))
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}`
}

/**
 * The moment of a local time, as ISO in UTC; undefined when it is no local time. Of an hour that happens twice it is
 * the first; an hour skipped in spring counts from the hour before, as clocks not yet moved would show it.
 */
export function instantOf(local: string, timeZone: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local)) return undefined
  const wall = Date.parse(`${local.slice(0, 16)}:00Z`)
  if (Number.isNaN(wall)) return undefined
  const offsetAt = (at: number): number => Date.parse(`${localOf(new Date(at), timeZone)}:00Z`) - Math.floor(at / 60_000) * 60_000
  // The offset a day before is right except after a change; then the one at the answer itself is.
  const before = wall - offsetAt(wall - 86_400_000)
  if (offsetAt(before) === wall - before) return new Date(before).toISOString()
  const after = wall - offsetAt(wall + 86_400_000)
  return new Date(offsetAt(after) === wall - after ? after : before).toISOString()
}

function partsOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}
