import { refusals } from '#platform/contract/index.ts'
import { useLook, type Look } from '#ui/console/look.tsx'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import en from '../messages.en.json' with { type: 'json' }
import fr from '../messages.fr.json' with { type: 'json' }
import it from '../messages.it.json' with { type: 'json' }
import type { Refused } from './data.ts'

export const catalogue: Catalogue<typeof it> = { it, fr, en }
export type Words = Translator<typeof it>
type Key = keyof typeof it

export function useWords(): Look & { readonly t: Words } {
  const look = useLook()
  return { ...look, t: translator(catalogue, look.lang) }
}

export function sayRefused(t: Words, { code, reason }: Refused): string {
  if (code === 'unavailable') return t('fail.away')
  const key = `fail.${reason ?? code}`
  return key in it ? t(key as Key) : refusals[code][t.lang]
}

/** The sentence for what is wrong with a field; undefined when it is not this one. */
export function sayField(t: Words, refused: Refused | undefined, field: string): string | undefined {
  const found = refused?.fields.find(({ path }) => path === `body.${field}` || path.startsWith(`body.${field}.`))
  if (!found) return undefined
  const key = `problem.${found.problem}`
  return key in it ? t(key as Key) : t('problem.value')
}

const roles = ['incident', 'digital_transition', 'it', 'dpo', 'secretary'] as const
export const sayRole = (t: Words, role: string): string => { const known = roles.find((one) => one === role); return t(known ? `role.${known}` : 'role.other') }

const written = ['registry-office', 'protocol', 'notice-board', 'taxes', 'payments', 'canteen', 'social-services', 'building-permits', 'local-police', 'health-booking', 'health-records', 'school-register'] as const
/** What to write down at a counter without a computer. */
export const sayWrite = (t: Words, category: string): string => { const known = written.find((one) => one === category); return t(known ? `kit.write.${known}` : 'kit.write.other') }
