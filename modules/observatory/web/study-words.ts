import { refusals } from '#platform/contract/refusal.ts'
import { useLook, type Look } from '#ui/console/look.tsx'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import en from '../messages-study.en.json' with { type: 'json' }
import fr from '../messages-study.fr.json' with { type: 'json' }
import it from '../messages-study.it.json' with { type: 'json' }
import type { Refused } from './study-data.ts'

export const catalogue: Catalogue<typeof it> = { it, fr, en }
export type Words = Translator<typeof it>
export function useWords(): Look & { readonly t: Words } {
  const look = useLook()
  return { ...look, t: translator(catalogue, look.lang) }
}
export const sayRefused = (t: Words, refused: Refused): string => (refused.code === 'few' ? t('fail.few', { n: String(refused.n), least: String(refused.least) }) : refused.code === 'spent' || refused.code === 'uncountable' ? t(`fail.${refused.code}`) : refused.code === 'unavailable' ? t('fail.away') : refusals[refused.code][t.lang])
/** A code in words; one that nobody has put into words stays as it is, as provinces and years do. */
export function sayCode(t: Words, name: string, code: string): string {
  const key = `${name}.${code === '' ? 'unknown' : code}`
  return key in catalogue.it ? t(key as Extract<keyof typeof it, string> as never) : code || t('unknown')
}
