import { useLook, type Look } from '#ui/console/look.tsx'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import type { Lang } from '#ui/i18n/lang.ts'
import en from '../messages-responders.en.json' with { type: 'json' }
import fr from '../messages-responders.fr.json' with { type: 'json' }
import it from '../messages-responders.it.json' with { type: 'json' }
import type { ResponderItem } from '../contract.ts'

const catalogue: Catalogue<typeof it> = { it, fr, en }
export type ResponderWords = Translator<typeof it>
export const responderWords = (lang: Lang): ResponderWords => translator(catalogue, lang)

export function useResponderWords(): Look & { readonly r: ResponderWords } {
  const look = useLook()
  return { ...look, r: responderWords(look.lang) }
}

export const rules = ['1', '2', '3', '4', '5', '6'] as const

/** "Begins within 4 hours, not before 12 December, 09:00". */
export function sayReady(r: ResponderWords, { readyHours, notUntil }: Pick<ResponderItem, 'readyHours' | 'notUntil'>, moment: (iso: string) => string): string {
  if (readyHours === null) return r('ready.unsaid')
  const when = readyHours === 0 ? r('ready.now') : r('ready.hours', { n: readyHours })
  return notUntil ? `${when}, ${r('ready.after', { when: moment(notUntil) })}` : when
}

export const sayQualification = (r: ResponderWords, { kind, label }: { kind: ResponderItem['qualifications'][number]['kind']; label: string }): string =>
  (kind === 'other' ? label : label ? `${r(`qualification.${kind}`)} (${label})` : r(`qualification.${kind}`))
