import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import type { Pen } from '#modules/notices/web/public/words.ts'
import en from '#modules/intake/messages.en.json' with { type: 'json' }
import fr from '#modules/intake/messages.fr.json' with { type: 'json' }
import it from '#modules/intake/messages.it.json' with { type: 'json' }

export const catalogue: Catalogue<typeof it> = { it, fr, en }
export type Words = Translator<typeof it>

/** The pen of the public pages, and beside it the words of this module. */
export const wordsOf = (pen: Pen): Words => translator(catalogue, pen.page.lang)
