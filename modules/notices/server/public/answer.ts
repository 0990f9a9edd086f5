/** The answer of contract-answer.ts in the words of a language, for who draws no page: notices, mails. */
import type { Lang } from '#platform/contract/index.ts'
import { answerOf as answer, type Answer } from '../../contract-answer.ts'
import type { PublicState } from '../../contract-public.ts'
import en from '../../messages.en.json' with { type: 'json' }
import fr from '../../messages.fr.json' with { type: 'json' }
import it from '../../messages.it.json' with { type: 'json' }

const messages: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { it, fr, en }
const locales: Readonly<Record<Lang, string>> = { it: 'it-IT', fr: 'fr-FR', en: 'en-GB' }

export function answerOf(states: readonly PublicState[], lang: Lang, text: { title: string; summary: string }): Answer {
  // Nothing has stopped: the notice is about data, and its own title is the answer.
  if (states.length === 0) return { state: 'unknown', title: text.title }
  return answer(states, (key, count, params) => say(lang, key, count, { n: count, ...params }))
}

/** A message with plural forms, for mails and feeds as well. */
function say(lang: Lang, key: string, count: number, params: Readonly<Record<string, number>>): string {
  const form = new Intl.PluralRules(locales[lang]).select(count) === 'one' ? 'one' : 'other'
  const numbers = new Intl.NumberFormat(locales[lang])
  return (messages[lang][`${key}.${form}`] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? numbers.format(params[name]!) : whole))
}
