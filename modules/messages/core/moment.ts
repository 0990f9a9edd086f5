/** An hour in words: "martedì 8 dicembre, ore 10:30". */
import type { Lang } from '#platform/contract/index.ts'

const locales: Readonly<Record<Lang, string>> = { it: 'it-IT', fr: 'fr-FR', en: 'en-GB' }

export function zoneMoment(lang: Lang, timeZone: string): (iso: string) => string {
  const day = new Intl.DateTimeFormat(locales[lang], { timeZone, weekday: 'long', day: 'numeric', month: 'long' })
  const hour = new Intl.DateTimeFormat(locales[lang], { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const join = { it: ', ore ', fr: ' à ', en: ', ' }[lang]
  return (iso) => { const at = new Date(iso); return `${day.format(at)}${join}${hour.format(at)}` }
}
