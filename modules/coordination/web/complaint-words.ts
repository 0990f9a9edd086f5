import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import type { Lang } from '#ui/i18n/lang.ts'
import en from '../messages-complaint.en.json' with { type: 'json' }
import fr from '../messages-complaint.fr.json' with { type: 'json' }
import it from '../messages-complaint.it.json' with { type: 'json' }

const catalogue: Catalogue<typeof it> = { it, fr, en }
export type ComplaintWords = Translator<typeof it>
export const complaintWords = (lang: Lang): ComplaintWords => translator(catalogue, lang)
