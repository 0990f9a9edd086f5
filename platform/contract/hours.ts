/** When a telephone is answered: spans of each weekday, and the dates that are different. Data, so that each language says it in its own words. */
import { instantOfWall, offsetMs } from './zone.ts'

/** "08:30" to "24:00", local time. A night is two spans: until 24:00, and from 00:00 of the next day. */
export type Spans = readonly (readonly [string, string])[]
export type OpeningHours = {
  /** Seven days, Monday first; an empty day is closed. */
  readonly week: readonly Spans[]
  /** Dates with hours of their own, `2026-12-25`; empty is closed. */
  readonly except?: Readonly<Record<string, Spans>>
}

/** Whether somebody answers, and when that changes; without a change: day and night, or never. */
export type Answering = { readonly open: boolean; readonly changesAt?: Date }

const DAY_MINUTES = 1440
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Two weeks ahead: no telephone of an office is silent for longer, and what is further away is not worth a promise. */
const HORIZON_DAYS = 14

export function answeringAt(hours: OpeningHours, now: Date, timeZone: string): Answering {
  const wall = now.getTime() + offsetMs(now.getTime(), timeZone)
  const midnight = Math.floor(wall / DAY_MS) * DAY_MS
  const minute = (wall - midnight) / MINUTE_MS
  const open: [number, number][] = []
  for (let day = 0; day <= HORIZON_DAYS; day++) {
    for (const [from, until] of spansOn(hours, midnight + day * DAY_MS)) {
      const span: [number, number] = [day * DAY_MINUTES + minutesOf(from), day * DAY_MINUTES + minutesOf(until)]
      const last = open.at(-1)
      if (last && last[1] === span[0]) last[1] = span[1]
      else open.push(span)
    }
  }
  const next = open.find(([, until]) => until > minute)
  if (!next) return { open: false }
  const isOpen = next[0] <= minute
  const change = isOpen ? next[1] : next[0]
  return change >= (HORIZON_DAYS + 1) * DAY_MINUTES ? { open: isOpen } : { open: isOpen, changesAt: new Date(instantOfWall(midnight + change * MINUTE_MS, timeZone)) }
}

/** The first moment of tomorrow: "domani" then means another day. */
export function nextMidnight(now: Date, timeZone: string): Date {
  const wall = now.getTime() + offsetMs(now.getTime(), timeZone)
  return new Date(instantOfWall((Math.floor(wall / DAY_MS) + 1) * DAY_MS, timeZone))
}

/** `at` is a midnight written as if it were UTC. */
function spansOn({ week, except }: OpeningHours, at: number): Spans {
  const date = new Date(at)
  return except?.[date.toISOString().slice(0, 10)] ?? week[(date.getUTCDay() + 6) % 7]!
}

const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
