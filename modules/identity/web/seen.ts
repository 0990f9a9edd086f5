/** The words of "who saw our data": they come with that page only. */
import { useLook } from '#ui/console/look.tsx'
import type { Lang } from '#ui/i18n/lang.ts'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import type { SeenEntry } from '../contract.ts'
import en from '../messages-seen.en.json' with { type: 'json' }
import fr from '../messages-seen.fr.json' with { type: 'json' }
import it from '../messages-seen.it.json' with { type: 'json' }

export const seenCatalogue: Catalogue<typeof it> = { it, fr, en }
export type SeenWords = Translator<typeof it>
type Key = keyof typeof it

export const seenWordsOf = (lang: Lang): SeenWords => translator(seenCatalogue, lang)
export const useSeenWords = (): SeenWords => seenWordsOf(useLook().lang)

/** What somebody did, as the end of a sentence that begins with their name. An action without words of its own is still said. */
export function sayDone(t: SeenWords, action: SeenEntry['action']): string {
  const key = `did.${action}`
  if (key in it) return t(key as Key)
  return t(/\.(?:read|list|download)/.test(action) ? 'page.read' : 'page.change')
}

/** The page of what it was about, where the body has one. */
export function pathOfObject(object: string): string | undefined {
  const [kind = '', id = ''] = object.split(':')
  if (kind === 'case') return `/space/cases/${id}`
  if (kind === 'draft') return `/space/cases/${id}/obligations`
  return kind === 'notice' ? `/space/notices/${id}` : undefined
}
