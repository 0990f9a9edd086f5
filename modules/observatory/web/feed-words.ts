import { useLook, type Look } from '#ui/console/look.tsx'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import en from '../messages-feeds.en.json' with { type: 'json' }
import fr from '../messages-feeds.fr.json' with { type: 'json' }
import it from '../messages-feeds.it.json' with { type: 'json' }

export const catalogue: Catalogue<typeof it> = { it, fr, en }
export type Words = Translator<typeof it>
export function useWords(): Look & { readonly t: Words } {
  const look = useLook()
  return { ...look, t: translator(catalogue, look.lang) }
}
