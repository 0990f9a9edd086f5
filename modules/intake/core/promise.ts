/** The hour by which somebody answers, said on the receipt: counted in hours in which somebody is there. */
import { answeringAt, type OpeningHours } from '#platform/contract/hours.ts'

export type Urgency = 0 | 1 | 2 | 3
const HOUR_MS = 3_600_000
/** Working time until the first answer. What looks made by a machine is looked at within two days, since it may be no machine. */
const WITHIN_HOURS: Readonly<Record<Urgency, number>> = { 0: 1, 1: 2, 2: 8, 3: 16 }
/** A centre that has said no hours answers within a day. */
const UNSAID_HOURS: Readonly<Record<Urgency, number>> = { 0: 4, 1: 8, 2: 24, 3: 48 }

/** @param onDuty somebody of the centre is on call now: danger waits for no opening. */
export function promiseAt(urgency: Urgency, now: Date, hours: OpeningHours | undefined, timeZone: string, onDuty = false): Date {
  if (urgency === 0 && onDuty) return roundUp(new Date(now.getTime() + WITHIN_HOURS[0] * HOUR_MS))
  const unsaid = new Date(now.getTime() + UNSAID_HOURS[urgency] * HOUR_MS)
  if (!hours) return roundUp(unsaid)
  let left = WITHIN_HOURS[urgency] * HOUR_MS
  let at = now
  // A span at a time; a fortnight of closed doors ends in the plain promise.
  for (let step = 0; step < 200; step++) {
    const { open, changesAt } = answeringAt(hours, at, timeZone)
    if (!changesAt) return roundUp(open ? new Date(at.getTime() + left) : unsaid)
    const span = changesAt.getTime() - at.getTime()
    if (open && span >= left) return roundUp(new Date(at.getTime() + left))
    if (open) left -= span
    at = changesAt
  }
  return roundUp(unsaid)
}

const QUARTER_MS = 900_000
/** To the next quarter of an hour: "by 10:45", not "by 10:37:12". */
const roundUp = (at: Date): Date => new Date(Math.ceil(at.getTime() / QUARTER_MS) * QUARTER_MS)
