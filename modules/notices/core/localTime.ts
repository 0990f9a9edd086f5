import { instantOfWall, offsetMs } from '#platform/contract/zone.ts'

/** "2026-12-08T06:20" as typed in a form, in a time zone, to the instant; undefined when it is no moment. */
export function localToInstant(text: string, timeZone: string): Date | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})$/.exec(text.trim())
  if (!match) return undefined
  const [year, month, day, hour, minute] = match.slice(1).map(Number) as [number, number, number, number, number]
  const wall = Date.UTC(year, month - 1, day, hour, minute)
  const date = new Date(wall)
  if (hour > 23 || minute > 59 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  return new Date(instantOfWall(wall, timeZone))
}

/** The value of a datetime-local field for an instant. */
export const instantToLocal = (at: Date, timeZone: string): string => new Date(at.getTime() + offsetMs(at.getTime(), timeZone)).toISOString().slice(0, 16)
