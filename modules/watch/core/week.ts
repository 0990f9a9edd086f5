/** The week of a body in plain words, for whoever answers for it and not for a technician: what was looked at, what was found, what is asked. */
import type { Lang } from '#platform/contract/index.ts'
import { offsetMs } from '#platform/contract/zone.ts'
import type { WeekFacts, WeekText } from '../contract-catalogue.ts'
import { weekWords, type Ask } from './week-words.data.ts'

const DAY_MS = 86_400_000
/** On Monday from this hour on, by the clocks of the centre: before the digest of eight o'clock. */
const HOUR = 5

export type Due = { readonly week: string; /** Monday, Sunday, the Monday after, and the one before: dates. */ readonly from: string; readonly to: string; readonly next: string; readonly before: string }
/** The last week that is over, from Monday at five on. A centre that stood still on Monday writes it later that week. */
export function weekBefore(now: Date, timeZone: string): Due | undefined {
  const wall = now.getTime() + offsetMs(now.getTime(), timeZone)
  const weekday = (new Date(wall).getUTCDay() + 6) % 7
  if (weekday === 0 && new Date(wall).getUTCHours() < HOUR) return undefined
  const monday = Math.floor(wall / DAY_MS) - weekday
  const date = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10)
  return { week: weekName(monday - 7), from: date(monday - 7), to: date(monday - 1), next: date(monday), before: date(monday - 14) }
}
/** ISO 8601: the year is that of its Thursday. */
function weekName(monday: number): string {
  const thursday = new Date((monday + 3) * DAY_MS)
  const year = thursday.getUTCFullYear()
  return `${year}-W${String(Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY_MS / 7) + 1).padStart(2, '0')}`
}
export const daysOfWeek = (from: string): string[] => Array.from({ length: 7 }, (_, i) => new Date(Date.parse(`${from}T00:00:00Z`) + i * DAY_MS).toISOString().slice(0, 10))


/** One thing first: a source that fell silent sees nothing, whatever else is well. */
export function askOf(facts: WeekFacts): { readonly kind: Ask; readonly label: string } {
  const silent = facts.sources.filter((one) => !one.incomplete && one.silent.length > 0).toSorted((a, b) => b.silent.length - a.silent.length)[0]
  if (silent) return { kind: 'silent', label: silent.label }
  const incomplete = facts.sources.find((one) => one.incomplete)
  if (incomplete) return { kind: 'incomplete', label: incomplete.label }
  if (facts.cases.length > 0) return { kind: 'case', label: facts.cases[0]! }
  const never = facts.sources.find((one) => one.lines === 0 && one.before === 0)
  if (never) return { kind: 'never', label: never.label }
  const broken = facts.sources.find((one) => one.broken > 0)
  return broken ? { kind: 'broken', label: broken.label } : { kind: 'nothing', label: '' }
}

export function weekText(facts: WeekFacts, lang: Lang): WeekText {
  const w = weekWords[lang]
  const number = new Intl.NumberFormat({ it: 'it-IT', fr: 'fr-FR', en: 'en-GB' }[lang])
  const day = new Intl.DateTimeFormat({ it: 'it-IT', fr: 'fr-FR', en: 'en-GB' }[lang], { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' })
  const list = new Intl.ListFormat({ it: 'it-IT', fr: 'fr-FR', en: 'en-GB' }[lang])
  const [n, date] = [(value: number) => number.format(value), (text: string) => day.format(new Date(`${text}T00:00:00Z`))]
  const sum = (key: 'lines' | 'before') => facts.sources.reduce((total, one) => total + one[key], 0)
  const silent = facts.sources.filter((one) => one.silent.length > 0)
  const [lines, before] = [sum('lines'), sum('before')]
  const { kind, label } = askOf(facts)
  return {
    headline: silent.length > 0 ? w.headSilent : facts.found > 0 ? w.headFound : lines === 0 ? w.headNothing : w.headQuiet,
    ask: { kind, text: w.ask[kind](label) },
    looked: facts.sources.length === 0 ? [w.noSource] : [w.lines(n(lines)), ...facts.sources.map((one) => w.source(one.label, n(one.lines)))],
    silent: silent.map((one) => (one.silent.length === 7 ? w.silentWeek(one.label) : w.silentDays(one.label, list.format(one.silent.map(date))))),
    found: facts.found === 0 ? [w.foundNothing] : [
      w.found(n(facts.found)), ...(facts.worst === 'critical' || facts.worst === 'high' ? [w.serious] : []),
      ...(facts.open > 0 ? [w.open(n(facts.open))] : []), ...(facts.taken > 0 ? [w.taken(n(facts.taken))] : []), ...(facts.closed > 0 ? [w.closed(n(facts.closed))] : []),
      ...(facts.cases.length > 0 ? [w.cases(list.format(facts.cases))] : []),
    ],
    compared: before === 0 ? [w.noBefore] : [
      lines >= before * 1.5 ? w.more(n(before)) : lines <= before / 2 ? w.less(n(before)) : w.alike(n(before)), w.foundBefore(n(facts.foundBefore)),
    ],
  }
}

/** For a mail: how it was, where nothing came, how much was found, and the one thing to do. */
export function inShort(facts: WeekFacts, lang: Lang): string {
  const { headline, silent, looked, found, ask } = weekText(facts, lang)
  return [headline, ...silent.slice(0, 3), looked[0]!, found[0]!, ask.text].join(' ')
}
