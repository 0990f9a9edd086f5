/** The centre as public pages show it, in the language of the page. */
import type { Lang } from '#platform/contract/index.ts'
import { answeringAt, nextMidnight, type OpeningHours } from '#platform/contract/hours.ts'
import { openingHours } from '#platform/contract/openingHours.ts'
import { EUROPEAN_NUMBER, localPath, publicPaths, type CentreView, type PublicPage } from '../../contract-public.ts'
import { words } from '../../core/words.data.ts'
import type { CentreInfo } from '../needs.ts'

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
  const address = contact('address')
  const [afterHours, email, certifiedMail, hours] = [contact('afterHours'), contact('emergencyEmail'), contact('certifiedMail'), hoursOf(info)]
  return {
    name: info.name[lang] ?? info.name[defaultLang(info)] ?? 'Bastida', region,
    inTerritory: contact('inTerritory') ?? words[lang].inTerritory(region.replace(/^(?:Regione|Région|Region) +/i, '').replace(/ +Region$/i, '')),
    emergency: { phone: contact('phone') ?? EUROPEAN_NUMBER, hours: contact('hours') ?? '', ...(hours ? { openingHours: hours } : {}), ...(afterHours ? { afterHours } : {}), ...(email ? { email } : {}) },
    sections: [{ key: 'report', href: publicPaths.report }, { key: 'notices', href: publicPaths.notices }, { key: 'status', href: publicPaths.status }, { key: 'observatory', href: publicPaths.observatory }],
    address: address ? address.split('\n') : [], email: contact('email') ?? '', ...(certifiedMail ? { certifiedMail } : {}),
    ...(info.presented ? { presentation: publicPaths.rfc2350 } : {}),
    licence: LICENCE, feeds: { atom: localPath({ lang, defaultLang: defaultLang(info) }, '/n.atom'), json: localPath({ lang, defaultLang: defaultLang(info) }, '/n.json') },
  }
}

/** What is written of the telephone is true until it opens or closes; "tomorrow", the strip of days and a week's silence until midnight. */
export function trueUntil(info: CentreInfo, now: Date): Date {
  const hours = hoursOf(info)
  const midnight = nextMidnight(now, info.timeZone)
  const changesAt = hours && answeringAt(hours, now, info.timeZone).changesAt
  return changesAt && changesAt < midnight ? changesAt : midnight
}

/** Settings may have been written by hand: what is no opening is as good as none. */
function hoursOf({ contacts }: CentreInfo): OpeningHours | undefined {
  return contacts['openingHours'] === undefined ? undefined : openingHours.safeParse(contacts['openingHours']).data
}

/** A setting is a text, or texts by language. Empty is absent. */
function textIn(value: unknown, lang: Lang): string | undefined {
  const text = typeof value === 'string' ? value : value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[lang] ?? Object.values(value)[0] : undefined
  return typeof text === 'string' && text.trim() !== '' ? text : undefined
}
