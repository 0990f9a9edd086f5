/**
 * Local time of a country, through Intl alone, so that summer time follows the runtime's own time-zone database.
 * The formatters are immutable constants: building one costs some 50 µs, using one about 1 µs.
 */

import type { Country, IsoDay } from '../types.ts'

export interface LocalDay {
  readonly year: number
  /** 1-12 */
  readonly month: number
  readonly day: number
}

export interface LocalMoment extends LocalDay {
  readonly hour: number
  readonly minute: number
  readonly second: number
}

export const timeZones: Readonly<Record<Country, string>> = { IT: 'Europe/Rome', FR: 'Europe/Paris' }

const formatters: Readonly<Record<Country, Intl.DateTimeFormat>> = { IT: formatterOf('IT'), FR: formatterOf('FR') }

export function localMoment(at: Date, country: Country): LocalMoment {
  const found = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 }
  for (const { type, value } of formatters[country].formatToParts(at)) {
    if (type in found) found[type as keyof LocalMoment] = Number(value)
  }
  return found
}

/** The instant at which the country's clocks show this day and time. Midnight and noon exist once on every day here. */
export function instantOf(day: LocalDay, hour: number, country: Country): Date {
  const wall = Date.UTC(day.year, day.month - 1, day.day, hour)
  const first = wall - offsetMs(wall, country)
  return new Date(wall - offsetMs(first, country))
}

/** 24:00 of the day, which is 00:00 of the next one. */
export function endOfDay(day: LocalDay, country: Country): Date {
  return instantOf(addDays(day, 1), 0, country)
}

export function addDays(day: LocalDay, days: number): LocalDay {
  return fromUtc(new Date(Date.UTC(day.year, day.month - 1, day.day + days)))
}

/** Same date of a later month; its last day where that date does not exist (Reg. 1182/71 art. 3(2)(c)). */
export function addMonths(day: LocalDay, months: number): LocalDay {
  const first = new Date(Date.UTC(day.year, day.month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return { year: first.getUTCFullYear(), month: first.getUTCMonth() + 1, day: Math.min(day.day, last) }
}

/** 0 Sunday … 6 Saturday */
export function weekday(day: LocalDay): number {
  return new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay()
}

export function parseDay(text: IsoDay): LocalDay {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  return { year, month, day }
}

export function formatDay(day: LocalDay): IsoDay {
  return `${day.year}-${String(day.month).padStart(2, '0')}-${String(day.day).padStart(2, '0')}`
}

function offsetMs(at: number, country: Country): number {
  const local = localMoment(new Date(at), country)
  const wall = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second)
  return wall - Math.floor(at / 1000) * 1000
}

function fromUtc(date: Date): LocalDay {
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

function formatterOf(country: Country): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: timeZones[country], hourCycle: 'h23',
    year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  })
}
