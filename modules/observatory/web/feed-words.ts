import { proofProblems } from '#platform/contract/proof.ts'
import { useLook, type Look } from '#ui/console/look.tsx'
import type { Refused } from '#ui/console/outcome.ts'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import en from '../messages-feeds.en.json' with { type: 'json' }
import fr from '../messages-feeds.fr.json' with { type: 'json' }
import it from '../messages-feeds.it.json' with { type: 'json' }
import { sayRefused, type Words as MainWords } from './words.ts'

export const catalogue: Catalogue<typeof it> = { it, fr, en }
export type Words = Translator<typeof it>
export function useWords(): Look & { readonly t: Words } {
  const look = useLook()
  return { ...look, t: translator(catalogue, look.lang) }
}
/** Of a feed that is refused: what a person can mend. */
export function sayFeedRefused(t: Words, main: MainWords, refused: Refused): string {
  const at = (field: string) => refused.fields.find((one) => one.path === `body.${field}`)
  const secret = at('secret')
  if (refused.code === 'conflict') return t('conflict')
  if (refused.code === 'key_missing') return t('problem.key_missing')
  if (secret) return t(secret.problem === proofProblems.needed ? 'fail.secret' : 'fail.secretShape')
  return at('url') ? t('fail.url') : at('auth') ? t('fail.auth') : sayRefused(main, refused)
}
