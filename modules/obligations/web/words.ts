import { useLook } from '#ui/console/look.tsx'
import type { Lang } from '#ui/i18n/lang.ts'
import { translator, type Catalogue } from '#ui/i18n/translator.ts'
import en from '../messages.en.json' with { type: 'json' }
import fr from '../messages.fr.json' with { type: 'json' }
import it from '../messages.it.json' with { type: 'json' }

export const catalogue: Catalogue<typeof it> = { it, fr, en }
export const wordsOf = (lang: Lang) => translator(catalogue, lang)
export type Words = ReturnType<typeof wordsOf>
export type WordKey = Extract<keyof typeof it, string>

export function useWords() {
  const look = useLook()
  return { ...look, t: wordsOf(look.lang) }
}

/** A word for a code of the server; the code itself where a newer server sends one that is not known here. */
export function sayCode(t: Words, group: string, code: string): string {
  const key = `${group}.${code}`
  return key in it ? t(key as WordKey) : code
}
