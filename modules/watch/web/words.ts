import { refusals } from '#platform/contract/refusal.ts'
import { useLook, type Look } from '#ui/console/look.tsx'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import en from '../messages.en.json' with { type: 'json' }
import fr from '../messages.fr.json' with { type: 'json' }
import it from '../messages.it.json' with { type: 'json' }
import type { Refused } from './data.ts'

export const catalogue: Catalogue<typeof it> = { it, fr, en }
export type Words = Translator<typeof it>

export function useWords(): Look & { readonly t: Words } {
  const look = useLook()
  return { ...look, t: translator(catalogue, look.lang) }
}

export function sayRefused(t: Words, { code, fields }: Refused): string {
  if (code === 'unavailable') return t('fail.away')
  if (code === 'conflict') return t('fail.conflict')
  return fields.length > 0 ? t('fail.look') : refusals[code][t.lang]
}

/** Of a class of data or a level that is not in the words: as it is written. */
export function sayWhat(t: Words, code: 'rule' | 'asset' | 'data' | 'case', what: string): string {
  const known = { 'rule.informational': 1, 'rule.low': 1, 'rule.medium': 1, 'rule.high': 1, 'rule.critical': 1, 'asset.database': 1, 'asset.servers': 1, 'asset.firewall': 1, 'data.health': 1, 'data.judicial': 1, 'data.biometric': 1, 'data.minors': 1, 'data.credentials': 1, 'case.open': 1 } as const
  const key = `${code}.${what}`
  return key in known ? t(`why.${key as keyof typeof known}`) : what
}
