import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import type { Lang } from '#platform/contract/index.ts'
import en from '#modules/observatory/messages-report.en.json' with { type: 'json' }
import fr from '#modules/observatory/messages-report.fr.json' with { type: 'json' }
import it from '#modules/observatory/messages-report.it.json' with { type: 'json' }

/** Words of the yearly report: as a document, as a page, and where it is made. */
export const reportCatalogue: Catalogue<typeof it> = { it, fr, en }
export type ReportWords = Translator<typeof it>
export const reportWords = (lang: Lang): ReportWords => translator(reportCatalogue, lang)
