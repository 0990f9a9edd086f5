import { refusals } from '#platform/contract/refusal.ts'
import { useLook, type Look } from '#ui/console/look.tsx'
import type { AskWords } from '#ui/console/ask.tsx'
import type { Refused } from '#ui/console/outcome.ts'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import en from '../messages-attack.en.json' with { type: 'json' }
import fr from '../messages-attack.fr.json' with { type: 'json' }
import it from '../messages-attack.it.json' with { type: 'json' }
import type { Changed, Spoken } from '../contract-attack.ts'
import { useAsk } from './words.ts'

export const catalogue: Catalogue<typeof it> = { it, fr, en }
export type AttackWords = Translator<typeof it>
export function useAttackWords(): Look & { readonly a: AttackWords } {
  const look = useLook()
  return { ...look, a: translator(catalogue, look.lang) }
}
export function useAttackAsk(): AskWords {
  const { a } = useAttackWords()
  return { ...useAsk(), refused: (refused) => sayRefused(a, refused) }
}

const reasons = ['no_version', 'other_version', 'no_bundle', 'in_use'] as const
export function sayRefused(a: AttackWords, { code, params = {} }: Refused): string {
  if (code === 'unavailable') return a('fail.away')
  const reason = reasons.find((one) => one === params['reason'])
  if (reason) return a(`fail.${reason}`)
  if (code === 'conflict') return a('fail.conflict')
  return code === 'unsupported' ? a('fail.no_bundle') : refusals[code][a.lang]
}

/** A code with what it is called, and what a reader has to know of it. */
export function sayTechnique(a: AttackWords, { code, name, state, now }: Spoken): string {
  const note = state === 'unknown' ? a('spoken.unknown') : now ? a('spoken.now', { code: now.code, name: now.name }) : state === 'revoked' ? a('spoken.revoked') : state === 'deprecated' ? a('spoken.deprecated') : ''
  return `${name ? `${code} ${name}` : code}${note ? ` (${note})` : ''}`
}
export const sayTechniques = (a: AttackWords, codes: readonly string[], known: readonly Spoken[]): string => codes.map((code) => sayTechnique(a, known.find((one) => one.code === code) ?? { code, name: '', state: 'none', now: null })).join('; ')

export function sayChange(a: AttackWords, { kind, from = '', to = '' }: Changed['changes'][number], nameOf: (code: string) => string = (code) => code): string {
  switch (kind) {
    case 'revoked': return to ? a('change.revokedTo', { to: nameOf(to) }) : a('change.revoked')
    case 'renamed': return a('change.renamed', { from })
    case 'moved': return a('change.moved', { from: from || '–', to: to || '–' })
    case 'major': return a('change.major', { from, to })
    case 'minor': return a('change.minor', { from, to })
    default: return a(`change.${kind}`)
  }
}
