import { refusals } from '#platform/contract/refusal.ts'
import { useLook, type Look } from '#ui/console/look.tsx'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import en from '../messages.en.json' with { type: 'json' }
import fr from '../messages.fr.json' with { type: 'json' }
import it from '../messages.it.json' with { type: 'json' }
import type { ChangeKind, RuleForm, RuleState } from '../contract.ts'
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
  if (fields.some((one) => one.path === 'overrule')) return t('overrule.needed')
  if (fields.some((one) => one.path === 'parts')) return t('parts.needed')
  return fields.length > 0 ? t('fail.look') : refusals[code][t.lang]
}

export const sayListState = (t: Words, state: 'observe' | 'alert' | 'off' | 'guard'): string => (state === 'guard' ? t('listState.guard') : t(`ruleState.${state}`))

/** Of a class of data or a level that is not in the words: as it is written. */
export function sayWhat(t: Words, code: 'rule' | 'indicator' | 'asset' | 'data' | 'case', what: string): string {
  const known = { 'rule.informational': 1, 'rule.low': 1, 'rule.medium': 1, 'rule.high': 1, 'rule.critical': 1, 'indicator.low': 1, 'indicator.medium': 1, 'indicator.high': 1, 'asset.database': 1, 'asset.servers': 1, 'asset.firewall': 1, 'data.health': 1, 'data.judicial': 1, 'data.biometric': 1, 'data.minors': 1, 'data.credentials': 1, 'case.open': 1 } as const
  const key = `${code}.${what}`
  return key in known ? t(`why.${key as keyof typeof known}`) : what
}

/** Where an import came from. Of files the name is shown when it was one, else how many. */
export const sayOrigin = (t: Words, { kind, origin, files }: { readonly kind: string; readonly origin: string; readonly files: number }): string => (kind === 'files' && files > 1 ? t.n('imports.files', files) : origin)

/** A filter observes nothing: it is in force or off. */
export const sayState = (t: Words, { form, state }: { readonly form: RuleForm; readonly state: RuleState }): string => (form === 'filter' && state === 'observe' ? t('filter.inForce') : t(`ruleState.${state}`))

type Said = { readonly what: ChangeKind; readonly before: string; readonly after: string }
/** What a new version of a rule means. Levels in our words, all else as the rule writes it. */
export function sayChange(t: Words, { what, before, after }: Said): string {
  const level = (name: string) => (name in levelKeys ? t(`level.${name as keyof typeof levelKeys}`) : '–')
  return what === 'level' ? t('change.level', { before: level(before), after: level(after) }) : t(`change.${what}`, { before: before || '–', after: after || '–' })
}
const levelKeys = { informational: 1, low: 1, medium: 1, high: 1, critical: 1 } as const
