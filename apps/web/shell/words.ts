import { translator, type Catalogue } from '#ui/i18n/translator.ts'
import type { Lang } from '#ui/i18n/lang.ts'
import en from './messages.en.json' with { type: 'json' }
import fr from './messages.fr.json' with { type: 'json' }
import it from './messages.it.json' with { type: 'json' }

export const catalogue: Catalogue<typeof it> = { it, fr, en }

export const wordsOf = (lang: Lang) => translator(catalogue, lang)
