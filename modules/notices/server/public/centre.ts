/** The centre as public pages show it, in the language of the page. */
import type { Lang } from '#platform/contract/index.ts'
import { localPath, publicPaths, type CentreView, type PublicPage } from '../../contract-public.ts'
import { words } from '../../core/words.data.ts'
import type { CentreInfo } from '../needs.ts'

/** 112 is answered everywhere in the Union: a page that has no number of its own still has one. */
const EUROPEAN_NUMBER = '112'
const LICENCE = { name: 'CC BY 4.0', href: 'https://creativecommons.org/licenses/by/4.0/' }

export const defaultLang = (info: CentreInfo): Lang => info.languages[0] ?? 'it'

export function pageOf(info: CentreInfo, options: { lang: Lang; path: string; now: Date; origin: string; assets: PublicPage['assets']; exercise?: boolean }): PublicPage {
  return {
    lang: options.lang, defaultLang: defaultLang(info), langs: info.languages, path: options.path, now: options.now.toISOString(), timeZone: info.timeZone, origin: options.origin, assets: options.assets,
    mode: options.exercise ? 'exercise' : info.demo ? 'demo' : 'live', centre: centreView(info, options.lang),
  }
}

export function centreView(info: CentreInfo, lang: Lang): CentreView {
  const contact = (key: string): string | undefined => textIn(info.contacts[key], lang)
  const region = info.region[lang] ?? info.region[defaultLang(info)] ?? ''
  const { address } = info.contacts
  const [afterHours, email, certifiedMail] = [contact('outside'), contact('emergencyEmail'), contact('pec')]
  return {
    name: info.name[lang] ?? info.name[defaultLang(info)] ?? 'Bastida', region,
    inTerritory: contact('inTerritory') ?? words[lang].inTerritory(region.replace(/^(?:Regione|Région|Region) +/i, '').replace(/ +Region$/i, '')),
    emergency: { phone: contact('phone') ?? EUROPEAN_NUMBER, hours: contact('hours') ?? '', ...(afterHours ? { afterHours } : {}), ...(email ? { email } : {}) },
    sections: [{ key: 'notices', href: publicPaths.notices }, { key: 'status', href: publicPaths.status }],
    address: Array.isArray(address) ? address.map(String) : [], email: contact('email') ?? '', ...(certifiedMail ? { certifiedMail } : {}),
    licence: LICENCE, feeds: { atom: localPath({ lang, defaultLang: defaultLang(info) }, '/n.atom'), json: localPath({ lang, defaultLang: defaultLang(info) }, '/n.json') },
  }
}

/** A setting is a text, or texts by language. Empty is absent. */
function textIn(value: unknown, lang: Lang): string | undefined {
  const text = typeof value === 'string' ? value : value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[lang] ?? Object.values(value)[0] : undefined
  return typeof text === 'string' && text.trim() !== '' ? text : undefined
}
