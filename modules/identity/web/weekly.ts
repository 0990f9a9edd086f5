/** Opening hours as they are edited: the seven days of a week, Monday first, and the dates that are different. */
import type { OpeningHours, Spans } from '#platform/contract/hours.ts'

export type Hours = { readonly week: readonly Spans[]; readonly except: Readonly<Record<string, Spans>> }

export const noHours: Hours = { week: Array.from({ length: 7 }, () => []), except: {} }
export const hoursOf = (kept: OpeningHours | undefined): Hours => ({ ...noHours, ...kept })

/** A day of the week by its number, Monday 0, or a date, `2026-12-24`. */
export type DayKey = number | string
export const spansOn = ({ week, except }: Hours, day: DayKey): Spans => (typeof day === 'number' ? week[day] : except[day]) ?? []
export const withDay = (hours: Hours, day: DayKey, spans: Spans): Hours => (typeof day === 'number'
  ? { ...hours, week: hours.week.map((own, at) => (at === day ? spans : own)) }
  : { ...hours, except: { ...hours.except, [day]: spans } })
export const withoutDate = (hours: Hours, date: string): Hours => ({ ...hours, except: Object.fromEntries(Object.entries(hours.except).filter(([one]) => one !== date)) })

/** One more stretch of a day: the morning first, then what follows the last. */
export function withMore(spans: Spans): Spans {
  const last = spans.map(([, to]) => to).toSorted().at(-1)
  return [...spans, last === undefined ? ['09:00', '13:00'] : [last < '14:00' ? '14:00' : last, last < '18:00' ? '18:00' : '24:00']]
}

/** Monday's hours on every working day. */
export const likeMonday = (hours: Hours): Hours => ({ ...hours, week: hours.week.map((own, day) => (day < 5 ? hours.week[0]! : own)) })

/** What is sent: each day in order; undefined when the centre says nothing of its hours. */
export function saidOf({ week, except }: Hours): OpeningHours | undefined {
  const inOrder = (spans: Spans): [string, string][] => spans.map(([from, to]): [string, string] => [from, to]).toSorted((a, b) => a[0].localeCompare(b[0]))
  if (week.every((spans) => spans.length === 0) && Object.keys(except).length === 0) return undefined
  return { week: week.map(inOrder), except: Object.fromEntries(Object.entries(except).toSorted().map(([date, spans]) => [date, inOrder(spans)])) }
}

/** The first day that cannot be: a stretch that ends before it begins, or two that overlap. */
export function wrongDay(hours: Hours): DayKey | undefined {
  const { week, except } = { ...noHours, ...saidOf(hours) }
  const wrong = (spans: Spans) => spans.some(([from, to], at) => !(from < to) || (at > 0 && spans[at - 1]![1] > from))
  const day = week.findIndex(wrong)
  return day >= 0 ? day : Object.keys(except).find((date) => wrong(except[date]!))
}

/** A field for times knows no 24:00: midnight at the end of a day is written 00:00 there. */
export const shownEnd = (to: string): string => (to === '24:00' ? '00:00' : to)
export const keptEnd = (to: string): string => (to === '00:00' ? '24:00' : to)
