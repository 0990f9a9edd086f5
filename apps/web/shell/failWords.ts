/** What the first load of the app has to say by itself: that something failed. The words of the frames come with the frames. */
import { translator, type Catalogue } from '#ui/i18n/translator.ts'
import type { Lang } from '#ui/i18n/lang.ts'
import en from './messages-fail.en.json' with { type: 'json' }
import fr from './messages-fail.fr.json' with { type: 'json' }
import it from './messages-fail.it.json' with { type: 'json' }

export const failCatalogue: Catalogue<typeof it> = { it, fr, en }

export const failWordsOf = (lang: Lang) => translator(failCatalogue, lang)
