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
/** A word that may not be there; undefined then. */
const known = (t: Words, key: string): string | undefined => (key in it ? t(key as Key) : undefined)

export const sayRefused = (t: Words, { code, reason }: Refused): string => (code === 'unavailable' ? t('fail.away') : known(t, `fail.${reason ?? code}`) ?? refusals[code][t.lang])
/** The sentence for what is wrong with a field; undefined when it is not this one. */
export function sayField(t: Words, refused: Refused | undefined, field: string): string | undefined {
  const found = refused?.fields.find(({ path }) => path === `body.${field}`)
  return found && (known(t, `problem.${found.problem}`) ?? t('problem.value'))
}
export const sayKind = (t: Words, kind: string): string => known(t, `kind.${kind}`) ?? t('kind.other')
export const sayRole = (t: Words, role: string): string => known(t, `role.${role}`) ?? t('role.other')
