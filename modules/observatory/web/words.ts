import { refusals } from '#platform/contract/refusal.ts'
import { useLook, type Look } from '#ui/console/look.tsx'
import type { AskWords } from '#ui/console/ask.tsx'
import type { Refused } from '#ui/console/outcome.ts'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import en from '../messages.en.json' with { type: 'json' }
import fr from '../messages.fr.json' with { type: 'json' }
import it from '../messages.it.json' with { type: 'json' }
import { publishProblems } from '../contract-entries.ts'

export const catalogue: Catalogue<typeof it> = { it, fr, en }
export type Words = Translator<typeof it>
type Key = Extract<keyof typeof it, string>

export function useWords(): Look & { readonly t: Words } {
  const look = useLook()
  return { ...look, t: translator(catalogue, look.lang) }
}
export function useAsk(): AskWords {
  const { t } = useWords()
  return { close: t('close'), save: t('save'), cancel: t('cancel'), of: (what, name) => t('of', { what, name }), refused: (refused) => sayRefused(t, refused) }
}

/** A code in words where there are some; else as it is written. */
export function sayCode(t: Words, group: string, code: string): string {
  const key = `${group}.${code}`
  return key in it ? t(key as Key) : code
}
/** Of a publication that is refused: what a person can mend. */
export function sayRefused(t: Words, { code, fields, params = {} }: Refused): string {
  if (code === 'unavailable') return t('fail.away')
  if (code === 'conflict') return params['reason'] === 'published' ? t('fail.published') : t('fail.conflict')
  if (code === 'tlp') return t('problem.tlp')
  const known = fields.filter((one) => (publishProblems as readonly string[]).includes(one.path))
  if (known.length > 0) return known.map((one) => sayProblem(t, { code: one.path, word: one.problem })).join(' ')
  return fields.length > 0 ? t('fail.look') : refusals[code][t.lang]
}
export const sayProblem = (t: Words, { code, word = '' }: { readonly code: string; readonly word?: string | undefined }): string => (code === 'name_in_text' ? t('problem.name_in_text', { word }) : sayCode(t, 'problem', code))
