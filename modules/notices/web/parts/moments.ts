/** The one-click promises: in two hours, today at six, tomorrow at nine, in the centre's time zone. */
import { instantOf, localOf } from '#ui/i18n/local-time.ts'

export type Quick = { readonly key: 'in2h' | 'today18' | 'tomorrow9'; readonly at: string }
const DAY_MS = 86_400_000
const SLOT_MS = 5 * 60_000

/** A promise already past is not offered. */
export function quickMoments(now: string, timeZone: string): readonly Quick[] {
  const at = Date.parse(now)
  const today = localOf(now, timeZone).slice(0, 10)
  // Noon of the day after: a day of 23 or 25 hours does not skip one.
  const tomorrow = new Date(Date.parse(`${today}T12:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
  const all = [
    { key: 'in2h', at: new Date(Math.ceil((at + 2 * 3_600_000) / SLOT_MS) * SLOT_MS).toISOString() },
    { key: 'today18', at: instantOf(`${today}T18:00`, timeZone)! },
    { key: 'tomorrow9', at: instantOf(`${tomorrow}T09:00`, timeZone)! },
  ] as const
  return all.filter((one) => Date.parse(one.at) > at)
}
