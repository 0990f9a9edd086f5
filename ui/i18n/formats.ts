import { type Lang, locales } from './lang.ts'

/** How moments and numbers are written for one reader: language and time zone are given, never guessed. */
export type Formats = {
  /** "8 dicembre 2026" */
  readonly date: (moment: string | Date) => string
  /** "mar 8 dic" (with the year only when `now` is in another one) */
  readonly shortDate: (moment: string | Date) => string
  /** "mar 8 dic, 06:00" */
  readonly moment: (moment: string | Date) => string
  /** "martedì 8 dicembre 2026, ore 06:00" */
  readonly longMoment: (moment: string | Date) => string
  /** "06:00" */
  readonly time: (moment: string | Date) => string
  /** "fra 3 ore 20 min", "2 giorni fa" */
  readonly relative: (moment: string | Date) => string
  /** "fra 1 g 21 h", for the cells of a dense table */
  readonly shortRelative: (moment: string | Date) => string
  /** 12.345 */
  readonly number: (value: number) => string
  /** 0.42 → "42 %" in the language's spacing */
  readonly percent: (share: number) => string
  /** "A, B e C" */
  readonly list: (items: readonly string[]) => string
}

const atHour: Readonly<Record<Lang, string>> = { it: ', ore ', fr: ' à ', en: ', ' }

/** `now` is an argument because only the caller may read a clock. Times are of `timeZone` (IANA), default Rome. */
export function formats(lang: Lang, now: string | Date, timeZone = 'Europe/Rome'): Formats {
  const locale = locales[lang]
  const nowDate = new Date(now)
  // A formatter costs some 30 µs to make: one page uses four or five, so each is made when first asked.
  const lazy = (options: Intl.DateTimeFormatOptions): ((d: Date) => string) => {
    let made: Intl.DateTimeFormat | undefined
    return (d) => (made ??= new Intl.DateTimeFormat(locale, { timeZone, ...options })).format(d)
  }
  const long = lazy({ day: 'numeric', month: 'long', year: 'numeric' })
  const longDay = lazy({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const year = lazy({ year: 'numeric' })
  const weekday = lazy({ weekday: 'short' })
  const dayMonth = lazy({ day: 'numeric', month: 'short' })
  const hour = lazy({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  let numbers: Intl.NumberFormat | undefined
  let percents: Intl.NumberFormat | undefined

  const shortDate = (moment: string | Date): string => {
    const d = new Date(moment)
    const base = `${weekday(d)} ${dayMonth(d)}`
    return year(d) === year(nowDate) ? base : `${base} ${year(d)}`
  }
  return {
    date: (m) => long(new Date(m)),
    shortDate,
    moment: (m) => `${shortDate(m)}, ${hour(new Date(m))}`,
    longMoment: (m) => `${longDay(new Date(m))}${atHour[lang]}${hour(new Date(m))}`,
    time: (m) => hour(new Date(m)),
    relative: (m) => relative(units[lang], new Date(m).getTime() - nowDate.getTime()),
    shortRelative: (m) => relative(shortUnits[lang], new Date(m).getTime() - nowDate.getTime()),
    number: (v) => (numbers ??= new Intl.NumberFormat(locale, { useGrouping: 'always' })).format(v),
    percent: (v) => (percents ??= new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })).format(v),
    list: (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
  }
}

type Units = { readonly day: readonly [string, string]; readonly hour: readonly [string, string]; readonly min: string; readonly in: string; readonly ago: string; readonly now: string }

const units: Readonly<Record<Lang, Units>> = {
  it: { day: ['giorno', 'giorni'], hour: ['ora', 'ore'], min: 'min', in: 'fra {x}', ago: '{x} fa', now: 'adesso' },
  fr: { day: ['jour', 'jours'], hour: ['heure', 'heures'], min: 'min', in: 'dans {x}', ago: 'il y a {x}', now: 'maintenant' },
  en: { day: ['day', 'days'], hour: ['hour', 'hours'], min: 'min', in: 'in {x}', ago: '{x} ago', now: 'now' },
}

const shortUnits: Readonly<Record<Lang, Units>> = {
  it: { ...units.it, day: ['g', 'g'], hour: ['h', 'h'] },
  fr: { ...units.fr, day: ['j', 'j'], hour: ['h', 'h'] },
  en: { ...units.en, day: ['d', 'd'], hour: ['h', 'h'] },
}

/** Two units at most; Intl.RelativeTimeFormat has only one, and "in 3 hours" hides twenty minutes of a legal term. */
function relative(u: Units, deltaMs: number): string {
  const minutes = Math.floor(Math.abs(deltaMs) / 60_000)
  if (minutes === 0) return u.now
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const rest = minutes % 60
  const many = (n: number, words: readonly [string, string]): string => `${n} ${words[n === 1 ? 0 : 1]}`
  const parts =
    days > 0
      ? [many(days, u.day), ...(days < 3 && hours > 0 ? [many(hours, u.hour)] : [])]
      : [...(hours > 0 ? [many(hours, u.hour)] : []), ...(rest > 0 ? [`${rest} ${u.min}`] : [])]
  return (deltaMs > 0 ? u.in : u.ago).replace('{x}', parts.join(' '))
}
