/** Texts that the server itself writes: mails, scripts for a call, the situation report. */
import type { Lang, Trilingual } from '#platform/contract/index.ts'
import en from '../messages-texts.en.json' with { type: 'json' }
import fr from '../messages-texts.fr.json' with { type: 'json' }
import it from '../messages-texts.it.json' with { type: 'json' }
import type { Sentence, SituationLine } from '../core/situation.ts'

export type TextKey = keyof typeof it
type Params = Readonly<Record<string, string | number>>
const texts: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { it, fr, en }
export const locales: Readonly<Record<Lang, string>> = { it: 'it-IT', fr: 'fr-FR', en: 'en-GB' }

export const say = (lang: Lang, key: TextKey, params: Params = {}): string => fill(texts[lang][key] ?? key, params)
export const sayIn3 = (key: TextKey, params: Params = {}): Trilingual => ({
  it: say('it', key, params),
  fr: say('fr', key, params),
  en: say('en', key, params),
})
export const fill = (text: string, params: Params): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole))

/** "venerdì 8 dicembre 2023 alle ore 06:00": the day named, the hour in the centre's own time zone. */
export function moments(timeZone: string): Record<Lang, (at: Date) => string> {
  const of = (lang: Lang) => {
    const format = new Intl.DateTimeFormat(locales[lang], {
      timeZone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
    })
    return (at: Date) => format.format(at)
  }
  return { it: of('it'), fr: of('fr'), en: of('en') }
}

/** The five lines in three languages. */
export function sayLine(line: SituationLine, timeZone: string): Trilingual {
  const when = moments(timeZone)
  const text = (lang: Lang) => line.sentences.map((sentence) => saySentence(lang, sentence, when[lang])).join(' ')
  return { it: text('it'), fr: text('fr'), en: text('en') }
}

function saySentence(lang: Lang, sentence: Sentence, when: (at: Date) => string): string {
  const numbers = new Intl.NumberFormat(locales[lang], { useGrouping: 'always' })
  const params: Record<string, string> = {}
  for (const [name, value] of Object.entries(sentence.params))
    params[name] = value instanceof Date ? when(value) : typeof value === 'number' ? numbers.format(value) : value
  for (const [name, list] of Object.entries(sentence.lists ?? {})) {
    const parts = list.map(({ key, askedBy }) => {
      const what = texts[lang][key]!
      const by = askedBy === '' ? '' : ` (${askedBy})`
      return what.endsWith(by) ? what : what + by
    })
    params[name] = new Intl.ListFormat(locales[lang], { type: 'conjunction' }).format(parts)
  }
  if (sentence.count === undefined) return fill(texts[lang][sentence.key] ?? sentence.key, params)
  const form = new Intl.PluralRules(locales[lang]).select(sentence.count) === 'one' ? 'one' : 'other'
  return fill(texts[lang][`${sentence.key}.${form}`] ?? sentence.key, { n: numbers.format(sentence.count), ...params })
}
