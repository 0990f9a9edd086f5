/** Moments in the words of each language, in the centre's time zone. */
import type { Lang } from '#platform/contract/index.ts'

export type Say = Readonly<Record<Lang, (at: Date) => string>>
const HOUR_MS = 3_600_000

/** "venerdì 8 dicembre, ore 6" · "vendredi 8 décembre à 6 h" · "Friday 8 December, 06:00". Remembers what it has said: a thousand notices share few moments. */
export function sayMoments(timeZone: string): Say {
  const parts = (locale: string) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit', hourCycle: 'h23' })
    return (at: Date) => Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value])) as Record<'weekday' | 'day' | 'month' | 'hour' | 'minute', string>
  }
  const [it, fr, en] = [parts('it-IT'), parts('fr-FR'), parts('en-GB')]
  const clock = (hour: string, minute: string) => (minute === '00' ? String(Number(hour)) : `${Number(hour)}:${minute}`)
  return {
    it: remembered((at) => { const p = it(at); return `${p.weekday} ${p.day} ${p.month}, ore ${clock(p.hour, p.minute)}` }),
    // No-break spaces: "6 h 20" is one thing.
    fr: remembered((at) => { const p = fr(at); return `${p.weekday} ${p.day === '1' ? '1er' : p.day} ${p.month} à ${Number(p.hour)}\u00a0h${p.minute === '00' ? '' : `\u00a0${p.minute}`}` }),
    en: remembered((at) => { const p = en(at); return `${p.weekday} ${p.day} ${p.month}, ${p.hour.padStart(2, '0')}:${p.minute}` }),
  }
}

function remembered(say: (at: Date) => string): (at: Date) => string {
  const said = new Map<number, string>()
  return (at) => {
    const key = at.getTime()
    const before = said.get(key)
    if (before !== undefined) return before
    const text = say(at)
    said.set(key, text)
    return text
  }
}

/** The first noon (local) at least three hours ahead: when the next word is promised. Steps by hours, so a change of the clock cannot break it. */
export function nextNoon(now: Date, timeZone: string): Date {
  const hourOf = new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' })
  let at = Math.ceil((now.getTime() + 3 * HOUR_MS) / HOUR_MS) * HOUR_MS
  for (let step = 0; step < 30; step++, at += HOUR_MS) if (hourOf.format(at) === '12') return new Date(at)
  return new Date(at)
}

/** Day in a time zone, `2026-12-08`. */
export function dayIn(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return (at) => format.format(at)
}
