import { refusals, type RefusalCode } from '#platform/contract/index.ts'
import { useLook } from '#ui/console/look.tsx'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import publicEn from '#modules/intake/messages.en.json' with { type: 'json' }
import publicFr from '#modules/intake/messages.fr.json' with { type: 'json' }
import publicIt from '#modules/intake/messages.it.json' with { type: 'json' }
import en from './messages.en.json' with { type: 'json' }
import fr from './messages.fr.json' with { type: 'json' }
import it from './messages.it.json' with { type: 'json' }

const allIt = { ...publicIt, ...it }
export const catalogue: Catalogue<typeof allIt> = { it: allIt, fr: { ...publicFr, ...fr }, en: { ...publicEn, ...en } }
export type Words = Translator<typeof allIt>
export const useWords = (): Words => translator(catalogue, useLook().lang)
export const sayRefusal = (t: Words, code: RefusalCode): string => refusals[code][t.lang]
