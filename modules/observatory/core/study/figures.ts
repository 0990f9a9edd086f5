/** Figures of records that match, each with how surely it is so. Pure: rows, denominators and the moment are given. */
import { changePoints, kaplanMeier, mannKendall, nightShare, poissonInterval, poissonTrend, rate, season, weekendShare, type Season } from '#engines/statistics/index.ts'
import type { Breakdown, Figures, StudyFilter } from '../../contract-study.ts'
import { bodiesOf, goneBy, type Many } from './denominators.ts'
import type { Reach, StudyRow, Told } from './rows.ts'
import { effectOf } from './before-after.ts'

/** Public holidays of Italy and France that do not move: twelve and eleven days a year, some of them Sundays. */
const holidayShare = 12 / 365.25

export function figuresOf(rows: readonly StudyRow[], many: readonly Many[], filter: StudyFilter, today: string, { names, ifDown, had }: Told): Figures {
  const years = yearsOf(rows, filter)
  const bodies = (more: Partial<Record<Breakdown, string>>, of: readonly number[] = years) => bodiesOf(many, { ...filter, ...more }, of)
  const gone = goneBy(today)
  const exposed = (more: Partial<Record<Breakdown, string>>, of: readonly number[] = years) => ({ bodies: bodies(more, of), exposed: bodiesOf(many, { ...filter, ...more }, of, gone) })
  const known = (of: (row: StudyRow) => unknown) => rows.filter((row) => of(row) !== null).length
  return {
    attacks: rows.length, victims: rows.reduce((sum, row) => sum + row.victims, 0),
    coverage: { day: rows.filter((row) => row.precision === 'day' || row.precision === 'hour').length, hour: known((row) => row.hour), province: known((row) => row.province), sector: known((row) => row.sector), size: rows.filter((row) => row.size !== null && row.size !== 'unknown').length, restored: known((row) => row.daysToRestore), denominators: bodies({}) !== null },
    by: {
      year: years.map((one) => rowOf(String(one), rows.filter((row) => row.year === one).length, exposed({}, [one]))),
      kind: split(rows, (row) => row.kind, (key) => exposed({ kind: key })), sector: split(rows, (row) => row.sector?.slice(0, 1) ?? null, (key) => exposed({ sector: key })), size: split(rows, (row) => row.size, (key) => exposed({ size: key })),
      province: split(rows, (row) => row.province, (key) => exposed({ province: key })),
      // An action has no bodies of its own: all of them might have met it.
      action: split(rows, (row) => row.action, () => exposed({})),
    },
    trend: trendOf(rows, years, (one) => bodies({}, [one]), Number(today.slice(0, 4))), change: changeOf(rows),
    season: {
      night: told(season(rows.filter((row) => row.night).length, known((row) => row.night), nightShare)), weekend: told(season(rows.filter((row) => row.weekend).length, known((row) => row.weekend), weekendShare)),
      holiday: told(season(rows.filter((row) => row.holiday).length, known((row) => row.holiday), holidayShare)),
    },
    restore: restoreOf(rows), effect: filter.since ? effectOf(rows, many, filter, filter.since, today, had) : null, providers: providersOf(rows, names, ifDown),
  }
}

type Exposed = { readonly bodies: number | null; readonly exposed: number | null }
const nobody: Exposed = { bodies: null, exposed: null }
const rowOf = (key: string, count: number, { bodies, exposed }: Exposed) => ({ key, count, counted: poissonInterval(count), bodies, rate: exposed === null ? null : rate(count, exposed) })

/** All years between the first and the last, the empty ones too. */
function yearsOf(rows: readonly StudyRow[], { from, to }: StudyFilter): number[] {
  const met = rows.flatMap((row) => row.year ?? [])
  if (met.length === 0) return []
  // One by one: so many arguments as there may be rows no call takes.
  const first = from ?? met.reduce((a, b) => Math.min(a, b)), last = to ?? met.reduce((a, b) => Math.max(a, b))
  return Array.from({ length: Math.max(0, Math.min(last - first, 300) + 1) }, (_, i) => first + i)
}

function split(rows: readonly StudyRow[], of: (row: StudyRow) => string | null, bodies: (key: string) => Exposed) {
  const counts = new Map<string, number>()
  for (const row of rows) { const key = of(row) ?? ''; counts.set(key, (counts.get(key) ?? 0) + 1) }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, 120).map(([key, count]) => rowOf(key, count, key === '' ? nobody : bodies(key)))
}

function trendOf(rows: readonly StudyRow[], years: readonly number[], bodies: (year: number) => number | null, thisYear: number): Figures['trend'] {
  // The year that has not ended would look like a fall.
  const whole = years.filter((one) => one < thisYear)
  const counts = whole.map((one) => rows.filter((row) => row.year === one).length)
  const exposed = whole.map(bodies)
  const withRates = exposed.every((one) => one !== null)
  const made = poissonTrend(whole.map((time, i) => ({ time, count: counts[i]!, ...(withRates ? { exposed: exposed[i]! } : {}) })))
  if (!made) return null
  const order = mannKendall(counts)
  return { change: made.change, p: made.p, dispersion: made.dispersion, years: whole.length, withRates, sen: order?.slope ?? null, mannKendall: order?.p ?? null }
}

function changeOf(rows: readonly StudyRow[]): Figures['change'] {
  const months = rows.flatMap((row) => (row.startedOn && row.precision !== 'year' ? [row.startedOn.slice(0, 7)] : [])).sort()
  if (months.length < 5) return null
  const place = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
  const named = (at: number) => `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  // A lone attack of long ago would make centuries of nothing.
  const last = place(months.at(-1)!), first = Math.max(place(months[0]!), last - 359)
  if (last - first < 5) return null
  const counts = Array.from({ length: last - first + 1 }, () => 0)
  for (const month of months) if (place(month) >= first) counts[place(month) - first]!++
  const { segments, p } = changePoints(counts, { shortest: 3, permutations: 499 })
  return { p, segments: segments.map((one) => ({ from: named(first + one.from), to: named(first + one.to - 1), mean: one.mean })) }
}

const told = (made: Season | null): Figures['season']['night'] => made && { hits: made.hits, of: made.of, expected: made.expected, ratio: made.ratio, p: made.p }

function restoreOf(rows: readonly StudyRow[]): Figures['restore'] {
  const made = kaplanMeier(rows.flatMap((row) => (row.daysToRestore === null ? [] : [{ days: row.daysToRestore, ended: !row.stillDown }])))
  return { events: made.events, censored: made.censored, median: made.median, low: made.medianLow, high: made.medianHigh, steps: made.steps.slice(0, 400).map(({ days, atRisk, survival, low, high }) => ({ days, atRisk, survival, low, high })) }
}

function providersOf(rows: readonly StudyRow[], names: ReadonlyMap<string, string>, ifDown: ReadonlyMap<string, Reach>): Figures['providers'] {
  const falls = new Map<string, number>()
  for (const row of rows) for (const id of new Set(row.providerIds)) falls.set(id, (falls.get(id) ?? 0) + 1)
  return [...falls].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, 20).map(([partyId, n]) => ({ partyId, name: names.get(partyId) ?? '', falls: n, ifDown: ifDown.get(partyId) ?? null }))
}
