import { type Lang, locales } from './lang.ts'

export type Stretch = { readonly day: number; readonly from: string; readonly to: string }

const words: Readonly<Record<Lang, { readonly daily: string; readonly always: string }>> = {
  it: { daily: 'tutti i giorni', always: '24 ore su 24' }, fr: { daily: 'tous les jours', always: '24 h sur 24' }, en: { daily: 'every day', always: 'round the clock' },
}

/** Opening hours in one language: "lun–ven 9–13, 14–18 · sab 9–12". Empty where nothing is opened. `day` 1 is Monday, `24:00` ends a day. */
export function sayWeek(week: readonly Stretch[], lang: Lang): string {
  const times = new Map<string, number[]>()
  for (let day = 1; day <= 7; day++) {
    const own = week.filter((one) => one.day === day).toSorted((a, b) => a.from.localeCompare(b.from))
    if (own.length === 0) continue
    const text = own.map(({ from, to }) => (from === '00:00' && to === '24:00' ? words[lang].always : `${hour(from, lang)}–${hour(to, lang)}`)).join(', ')
    times.set(text, [...(times.get(text) ?? []), day])
  }
  return [...times].map(([text, days]) => `${sayDays(days, lang)} ${text}`).join(' · ')
}

/** Three days in a row and more are a range. */
function sayDays(days: readonly number[], lang: Lang): string {
  if (days.length === 7) return words[lang].daily
  const runs = days.reduce<number[][]>((all, day) => (all.at(-1)?.at(-1) === day - 1 ? [...all.slice(0, -1), [...all.at(-1)!, day]] : [...all, [day]]), [])
  const format = new Intl.DateTimeFormat(locales[lang], { weekday: 'short', timeZone: 'UTC' })
  // 1 January 2024 was a Monday.
  const name = (day: number): string => format.format(Date.UTC(2024, 0, day)).replace('.', '')
  return runs.map((run) => (run.length > 2 ? `${name(run[0]!)}–${name(run.at(-1)!)}` : run.map(name).join(', '))).join(', ')
}

function hour(time: string, lang: Lang): string {
  const [hours = '', minutes = ''] = time.split(':')
  if (lang === 'en') return time
  const short = String(Number(hours))
  if (lang === 'fr') return minutes === '00' ? `${short}\u00a0h` : `${short}\u00a0h\u00a0${minutes}`
  return minutes === '00' ? short : `${short}:${minutes}`
}
