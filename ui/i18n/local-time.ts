/** Between a moment and what stands in a `datetime-local` field, in a given time zone and not in the browser's. */
import { instantOfWall, offsetMs } from '#platform/contract/zone.ts'

/** "2026-12-09T11:40" in `timeZone`. */
export function localOf(moment: string | Date, timeZone: string): string {
  const at = new Date(moment).getTime()
  return new Date(at + offsetMs(at, timeZone)).toISOString().slice(0, 16)
}

/** The moment of a local time, as ISO in UTC; undefined when it is no local time. Hours that come twice or never: see zone.ts. */
export function instantOf(local: string, timeZone: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local)) return undefined
  const wall = Date.parse(`${local.slice(0, 16)}:00Z`)
  return Number.isNaN(wall) ? undefined : new Date(instantOfWall(wall, timeZone)).toISOString()
}
