import { answeringAt, type OpeningHours, type Spans } from '#platform/contract/hours.ts'
import { type Lang, locales } from './lang.ts'

const DAY_MS = 86_400_000

/** "tutti i giorni 8–20" · "dal lunedì al venerdì 9–13 e 14–18, sabato 9–12": equal days that follow each other are said once. */
export function hoursWords({ week }: OpeningHours, lang: Lang): string {
  const w = words[lang]
  const runs: { from: number; to: number; spans: Spans }[] = []
  week.forEach((spans, day) => {
    const last = runs.at(-1)
    if (last && JSON.stringify(last.spans) === JSON.stringify(spans)) last.to = day
    else runs.push({ from: day, to: day, spans })
  })
  const name = (day: number): string => new Intl.DateTimeFormat(locales[lang], { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + day))
  return runs.filter((r) => r.spans.length > 0).map(({ from, to, spans }) => {
    const days = from === 0 && to === 6 ? w.every : to === from ? name(from) : to === from + 1 ? w.both(name(from), name(to)) : w.run(name(from), name(to))
    const hours = spans.map(([a, b]) => (a === '00:00' && b === '24:00' ? w.always : w.span(w.clock(a), w.clock(b))))
    return `${days}${hours[0] === w.always ? ',' : ''} ${new Intl.ListFormat(locales[lang]).format(hours)}`
  }).join(', ')
}

/** What a caller needs at this minute: "Rispondiamo ora, fino alle 20." · "Ora il telefono è chiuso: riapre domani alle 8." */
export function answeringWords(hours: OpeningHours, now: string | Date, timeZone: string, lang: Lang): { readonly open: boolean; readonly text: string } {
  const w = words[lang]
  const at = new Date(now)
  const { open, changesAt } = answeringAt(hours, at, timeZone)
  if (!changesAt) return { open, text: open ? w.open() : w.closed() }
  const dayOf = (moment: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone }).format(moment)
  // The end of an opening belongs to the evening that it ends: "until midnight", not "until tomorrow at midnight".
  const named = open ? new Date(changesAt.getTime() - 1) : changesAt
  const days = (Date.parse(dayOf(named)) - Date.parse(dayOf(at))) / DAY_MS
  const sameEvening = open && changesAt.getTime() - at.getTime() < DAY_MS / 2
  const clock = w.at(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(changesAt))
  const weekday = new Intl.DateTimeFormat(locales[lang], { timeZone, weekday: 'long', ...(days > 6 ? { day: 'numeric', month: 'long' } : {}) }).format(named)
  const day = days === 0 || sameEvening ? undefined : days === 1 ? w.tomorrow : weekday
  return { open, text: open ? w.open(clock, day) : w.closed(day ? `${day} ${clock}` : clock) }
}

type Words = {
  readonly every: string
  readonly always: string
  readonly tomorrow: string
  readonly both: (a: string, b: string) => string
  readonly run: (a: string, b: string) => string
  readonly clock: (hour: string) => string
  readonly span: (a: string, b: string) => string
  readonly at: (hour: string) => string
  readonly open: (until?: string, day?: string) => string
  readonly closed: (until?: string) => string
}

const short = (hour: string): string => (hour.endsWith(':00') ? String(Number(hour.slice(0, 2))) : hour.replace(/^0/, ''))
const frenchHour = (hour: string): string => `${Number(hour.slice(0, 2))}\u00a0h${hour.endsWith(':00') ? '' : `\u00a0${hour.slice(3)}`}`

const words: Readonly<Record<Lang, Words>> = {
  it: {
    every: 'tutti i giorni', always: 'giorno e notte', tomorrow: 'domani',
    both: (a, b) => `${a} e ${b}`, run: (a, b) => `dal ${a} al ${b}`,
    clock: short, span: (a, b) => `${a}–${b}`,
    at: (hour) => (hour === '00:00' ? 'a mezzanotte' : /^01/.test(hour) ? `all’${short(hour)}` : `alle ${short(hour)}`),
    open: (until, day) => (until ? `Rispondiamo ora, fino ${day ? `a ${day} ` : ''}${until}.` : 'Rispondiamo ora, giorno e notte.'),
    closed: (until) => (until ? `Ora il telefono è chiuso: riapre ${until}.` : 'Ora il telefono è chiuso.'),
  },
  fr: {
    every: 'tous les jours', always: 'jour et nuit', tomorrow: 'demain',
    both: (a, b) => `${a} et ${b}`, run: (a, b) => `du ${a} au ${b}`,
    clock: frenchHour, span: (a, b) => `de\u00a0${a} à\u00a0${b}`,
    at: (hour) => (hour === '00:00' ? 'à minuit' : `à ${frenchHour(hour)}`),
    // A date has its article, "jusqu’au vendredi 1 janvier"; a bare day has none.
    open: (until, day) => (until ? `Nous répondons en ce moment, jusqu’${day ? `${/\d/.test(day) ? 'au' : 'à'} ${day} ` : ''}${until}.` : 'Nous répondons en ce moment, jour et nuit.'),
    closed: (until) => (until ? `La ligne est fermée\u202f: elle rouvre ${until}.` : 'La ligne est fermée.'),
  },
  en: {
    every: 'every day', always: 'day and night', tomorrow: 'tomorrow',
    both: (a, b) => `${a} and ${b}`, run: (a, b) => `${a} to ${b}`,
    clock: (hour) => hour.replace(/^0/, ''), span: (a, b) => `${a}–${b}`,
    at: (hour) => (hour === '00:00' ? 'midnight' : hour.replace(/^0/, '')),
    open: (until, day) => (until ? `We are answering now, until ${day ? `${day} at ` : ''}${until}.` : 'We are answering now, day and night.'),
    closed: (until) => (until ? `The line is closed now: it opens ${until.replace(/(^| )(?=\d|midnight)/, '$1at ')}.` : 'The line is closed now.'),
  },
}
