/** The public page: drawn each time, since few ask for it and what it says may have changed a minute ago. */
import { system, type Lang } from '#platform/contract/index.ts'
import type { Route } from '#platform/http/index.ts'
import { localPathOf, type CentreInfo, type PageAnswer } from '#platform/http/site.ts'
import { readForm } from '#platform/http/forms.ts'
import { coordinationPages, coordinationPaths, ownPages, type CoordinationPageName } from '../../contract-pages.ts'
import type { CoordinationViews } from '../../contract-public.ts'
import { sectionsOf, textOf, type CentreWords } from '../../core/profile.ts'
import { trades } from '../../contract-responders.ts'
import type { Context } from '../context.ts'
import { read } from '../profile.ts'
import { canonicalQuery, complaintView, respondersView } from './helping.ts'

export function publicPages(context: Context, publicUrl: string): Route[] {
  const { site } = context.needs
  const sections = async (info: CentreInfo, lang: Lang) => sectionsOf(await read(context, system('coordination.rfc2350')), wordsOf(info, lang), lang, publicUrl)
  const answers: Readonly<Record<CoordinationPageName, PageAnswer>> = {
    rfc2350: async ({ place }) => site.draw(place, 'rfc2350', { sections: await sections(place.info, place.lang), text: localPathOf({ ...place, lang: place.info.languages[0] ?? 'it' }, coordinationPaths.text) } satisfies CoordinationViews['rfc2350']),
    rfc2350_text: async ({ place: { info } }) => ({ body: textOf(`${wordsOf(info, 'en').name} (RFC 2350)`, await sections(info, 'en')), contentType: 'text/plain; charset=utf-8', tags: [], keep: false }),
    responders: async ({ place, query }) => site.draw(place, 'responders', await respondersView(context, place, { trade: trades.find((one) => one === query['trade']), wanted: typeof query['place'] === 'string' ? query['place'] : '' })),
    complaint: async ({ place, query }) => site.draw(place, 'complaint', { values: { country: place.info.country, ...(typeof query['about'] === 'string' ? { situation: query['about'] } : {}) }, errors: [], sheet: null } satisfies CoordinationViews['complaint']),
    complained: async ({ place, request }) => { const view = complaintView(await readForm(request), context.ground.clock.now(), place.lang); return site.draw(place, 'complaint', view, view.errors.length > 0 ? { status: 400 } : {}) },
  }
  return site.routes(coordinationPages, answers, { own: ownPages, canonicalQuery })
}

/** A setting is a text, or texts by language; what is absent is empty. */
function wordsOf(info: CentreInfo, lang: Lang): CentreWords {
  const inLang = (value: unknown): string => {
    const text = typeof value === 'string' ? value : value !== null && typeof value === 'object' ? ((value as Record<string, unknown>)[lang] ?? Object.values(value)[0]) : undefined
    return typeof text === 'string' ? text.trim() : ''
  }
  const { name, region, country, timeZone, contacts } = info
  return {
    name: inLang(name), region: inLang(region), country, timeZone, phone: inLang(contacts['phone']), afterHours: inLang(contacts['afterHours']), email: inLang(contacts['emergencyEmail']) || inLang(contacts['email']), certifiedMail: inLang(contacts['certifiedMail']), address: inLang(contacts['address']),
  }
}
