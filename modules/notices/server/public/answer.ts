/** The one line of a notice that answers "does it work?", in the same words as the status page. */
import type { Lang } from '#platform/contract/index.ts'
import type { NoticeView, PublicState } from '../../contract-public.ts'
import en from '../../messages.en.json' with { type: 'json' }
import fr from '../../messages.fr.json' with { type: 'json' }
import it from '../../messages.it.json' with { type: 'json' }

const messages: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { it, fr, en }
const locales: Readonly<Record<Lang, string>> = { it: 'it-IT', fr: 'fr-FR', en: 'en-GB' }

export function answerOf(states: readonly PublicState[], lang: Lang, text: { title: string; summary: string }): NoticeView['answer'] {
  const total = states.length
  // Nothing has stopped: the notice is about data, and its own title is the answer.
  if (total === 0) return { state: 'unknown', title: text.title }
  const count = (state: PublicState) => states.filter((one) => one === state).length
  const [down, limited, unknown] = [count('down'), count('limited'), count('unknown')]
  const fine = total - down - limited - unknown
  const also = (key: string, n: number) => (n > 0 ? [say(lang, key, n, { n })] : [])
  const rest = (...parts: string[][]) => { const joined = parts.flat().join(' '); return joined ? { text: joined } : {} }
  if (down > 0) return { state: 'down', title: say(lang, 'body.down', down, { n: down, total }), ...rest(also('body.also.limited', limited), also('body.also.unknown', unknown), also('body.also.fine', fine)) }
  if (limited > 0) return { state: 'limited', title: say(lang, 'body.limited', limited, { n: limited, total }), ...rest(also('body.also.unknown', unknown), also('body.also.fine', fine)) }
  if (unknown > 0) return { state: 'unknown', title: say(lang, 'body.unknown', unknown, { n: unknown, total }), ...rest(also('body.also.fine', fine)) }
  return { state: states.includes('restored') ? 'restored' : 'working', title: say(lang, 'body.ok', total, { n: total }) }
}

/** A message with plural forms, for mails and feeds as well. */
function say(lang: Lang, key: string, count: number, params: Readonly<Record<string, number>>): string {
  const form = new Intl.PluralRules(locales[lang]).select(count) === 'one' ? 'one' : 'other'
  const numbers = new Intl.NumberFormat(locales[lang])
  return (messages[lang][`${key}.${form}`] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? numbers.format(params[name]!) : whole))
}
