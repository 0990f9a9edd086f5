import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import { picksOf, type ObservatoryFilter } from '#modules/observatory/contract-public.ts'
import type { Pen } from '#modules/notices/web/public/words.ts'
import en from '#modules/observatory/messages-public.en.json' with { type: 'json' }
import fr from '#modules/observatory/messages-public.fr.json' with { type: 'json' }
import it from '#modules/observatory/messages-public.it.json' with { type: 'json' }

export const observatoryCatalogue: Catalogue<typeof it> = { it, fr, en }
export type Words = Translator<typeof it>
type Key = Extract<keyof typeof it, string>
export const observatoryWords = (lang: Pen['page']['lang']): Words => translator(observatoryCatalogue, lang)

export type Coded = 'kind' | 'action' | 'sector' | 'size' | 'occasion'
/** A code of the tables in words; a code that nobody has put into words stays as it is, as provinces and years do. */
export function sayCode(o: Words, name: string, code: string): string {
  if (code === '?' || code === '') return o('unknown')
  const key = `${name}.${code}`
  return key in observatoryCatalogue.it ? o(key as Key) : code
}

export const sayFilter = (o: Words, filter: NonNullable<ObservatoryFilter>): string => picksOf(filter).map(({ by, code }) => sayCode(o, by, code)).join(', ')

/** The number beside a mark, and the mark as a reader hears it. */
export const numberOf = (pen: Pen, n: number | null): string => (n === null ? '—' : pen.f.number(n))
export const sayMark = (o: Words, label: string, n: number | null): string => (n === null ? o('mark.hidden', { label }) : o('mark', { label, n: o.n('attacks', n) }))
/** In a table: the number, or the word that it is withheld. */
export const cellOf = (o: Words, pen: Pen, n: number | null): string => (n === null ? o('hidden') : pen.f.number(n))

