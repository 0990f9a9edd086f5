/** The days on which an office is closed by law, as exceptions of its opening hours. */
import { holidaysOf } from '#engines/deadlines/index.ts'

const YEARS = 2

/** National holidays of the two years from this day, `2026-12-25`. Further away nobody knows yet what the law will be. */
export function closedOnHolidays(country: 'IT' | 'FR', from: Date): Record<string, []> {
  const first = from.getUTCFullYear()
  const since = from.toISOString().slice(0, 10)
  const until = `${first + YEARS}${since.slice(4)}`
  const days = Array.from({ length: YEARS + 1 }, (_, i) => first + i)
    .flatMap((year) => [...holidaysOf(country, year)].map((day) => `${year}-${String(Math.floor(day / 100)).padStart(2, '0')}-${String(day % 100).padStart(2, '0')}`))
  return Object.fromEntries(days.filter((day) => day >= since && day < until).sort().map((day) => [day, []]))
}
