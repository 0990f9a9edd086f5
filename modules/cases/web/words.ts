import { refusals, type Tlp } from '#platform/contract/index.ts'
import { useMatches } from 'react-router'
import type * as z from 'zod'
import type { session } from '#modules/identity/contract.ts'
import { useLook } from '#ui/console/look.tsx'
import type { Lang } from '#ui/i18n/lang.ts'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import caseEn from '#modules/cases/messages.en.json' with { type: 'json' }
import caseFr from '#modules/cases/messages.fr.json' with { type: 'json' }
import caseIt from '#modules/cases/messages.it.json' with { type: 'json' }
import landEn from '#modules/territory/messages.en.json' with { type: 'json' }
import landFr from '#modules/territory/messages.fr.json' with { type: 'json' }
import landIt from '#modules/territory/messages.it.json' with { type: 'json' }
import en from './messages.en.json' with { type: 'json' }
import fr from './messages.fr.json' with { type: 'json' }
import it from './messages.it.json' with { type: 'json' }
import type { Refused } from './api.ts'

const allIt = { ...caseIt, ...it }
export const catalogue: Catalogue<typeof allIt> = { it: allIt, fr: { ...caseFr, ...fr }, en: { ...caseEn, ...en } }
export type Key = keyof typeof allIt
export type Words = Translator<typeof allIt>

export const wordsOf = (lang: Lang): Words => translator(catalogue, lang)
export const useWords = (): Words => wordsOf(useLook().lang)

/** What a refusal says on a page: its reason where there are words for it, else the code's own sentence. */
export function sayRefusal(t: Words, { code, params }: Refused): string {
  const key = `refused.${String(params['reason'] ?? '')}`
  return key in allIt ? t(key as Key, { n: Number(params['openTied'] ?? 0) }) : refusals[code][t.lang]
}

const categories: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { it: landIt, fr: landFr, en: landEn }

/** A kind of service in words; one that the territory has no words for keeps its own name, readable. */
export const sayCategory = (lang: Lang, category: string): string =>
  categories[lang][`category.${category}`] ?? (category === '' ? '' : category[0]!.toUpperCase() + category.slice(1).replaceAll('-', ' '))

/** What a contact is for, in words; a role without words keeps its own name. */
export const sayRole = (lang: Lang, role: string): string => categories[lang][`role.${role}`] ?? role

export const level = (tlp: Tlp) => tlp.toUpperCase() as Uppercase<Tlp>

export type Session = z.output<typeof session>
/** The session that the layout has loaded, whichever it is: the console's or the space's. */
export function useSession(): Session {
  for (const { loaderData } of useMatches()) if (typeof loaderData === 'object' && loaderData !== null && 'signedIn' in loaderData) return loaderData as Session
  throw new Error('a page of cases stands outside the console and the space')
}

export const inLang = (texts: Readonly<Record<string, string>>, lang: Lang): string => texts[lang] || Object.values(texts).find(Boolean) || ''
