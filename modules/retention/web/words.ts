import { useLook, type Look } from '#ui/console/look.tsx'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import type { Term } from '../contract.ts'
import en from '../messages.en.json' with { type: 'json' }
import fr from '../messages.fr.json' with { type: 'json' }
import it from '../messages.it.json' with { type: 'json' }

export const catalogue: Catalogue<typeof it> = { it, fr, en }
export type Words = Translator<typeof it>

export function useWords(): Look & { readonly t: Words } {
  const look = useLook()
  return { ...look, t: translator(catalogue, look.lang) }
}

export function sayTerm(t: Words, term: Term): string {
  if ('minutes' in term) return t.n('term.minutes', term.minutes)
  return 'days' in term ? t.n('term.days', term.days) : t.n('term.years', term.years)
}
