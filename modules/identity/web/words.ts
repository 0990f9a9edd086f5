import { refusals } from '#platform/contract/refusal.ts'
import { useLook } from '#ui/console/look.tsx'
import type { Lang } from '#ui/i18n/lang.ts'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import en from '../messages.en.json' with { type: 'json' }
import fr from '../messages.fr.json' with { type: 'json' }
import it from '../messages.it.json' with { type: 'json' }
import type { Refused } from './api.ts'

export const catalogue: Catalogue<typeof it> = { it, fr, en }
export type Words = Translator<typeof it>
type Key = keyof typeof it

export const wordsOf = (lang: Lang): Words => translator(catalogue, lang)
export const useWords = (): Words => wordsOf(useLook().lang)

/** What a refusal says on a page: the reason where there are words for it, else the code's own sentence. */
export function sayRefusal(t: Words, refused: Refused): string {
  const key = `refused.${refused.reason ?? ''}`
  return key in it ? t(key as Key) : refusals[refused.code][t.lang]
}

/** What is wrong with the field of this name, when the refusal says so. */
export function fieldProblem(t: Words, refused: Refused | undefined, field: string): string | undefined {
  const found = refused?.fields.find(({ path }) => path === field || path.endsWith(`.${field}`))
  if (!found) return undefined
  const key = `password.${found.problem}`
  return key in it ? t(key as Key) : t('field.wrong')
}

/** A record by language, said in this one; in any other where it has none. */
export const inLang = (texts: Readonly<Record<string, string>>, lang: Lang): string => texts[lang] || Object.values(texts).find(Boolean) || ''
