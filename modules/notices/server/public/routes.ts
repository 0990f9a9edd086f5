/** What each public address of this module answers. */
import type { FastifyRequest } from 'fastify'
import { Refusal } from '#platform/contract/index.ts'
import { field, readForm } from '#platform/http/forms.ts'
import { rawRoute, type Route } from '#platform/http/index.ts'
import type { Made, PageAnswer, Place } from '#platform/http/site.ts'
import { aliasEndpoints, openData, pageEndpoints, type PageName } from '../../contract-pages.ts'
import { publicPaths, type PrivacyNotice, type PublicRoute, type PublicViews } from '../../contract-public.ts'
import { authoritiesOf, ombudsmanOf } from '../../core/authorities.data.ts'
import type { Context } from '../context.ts'
import type { Followers } from '../followers.ts'
import { centreView, defaultLang } from './centre.ts'
import type { Door } from './door.ts'
import { csvOf, feedOf } from './feeds.ts'
import { decideReply, doneView, errorsOf, readReplyForm, replyView } from './reply.ts'
import type { createSite } from './site.ts'
import type { Seen, Views } from './views.ts'

type Asked = { readonly place: Place; readonly params: { slug?: string; party?: string; token?: string }; readonly query: { q: string; state?: 'down' | 'limited' | 'restored' | 'working' | 'unknown'; page: number }; readonly request: FastifyRequest }
type Answer = (asked: Asked) => Promise<Made>

/** Fragments stand on the sites of bodies; feeds and data are read by programs of other sites. */
const anywhere = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
const framed = { ...anywhere, 'content-security-policy': "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors *" }

export function publicRoutes(context: Context, door: Door, { redirect, routes }: ReturnType<typeof createSite>, views: Views, followers: Followers): Route[] {
  const { ground: { clock, publicUrl }, needs } = context
  const kept = <R extends PublicRoute>(place: Place, route: R, { view, tags }: Seen<PublicViews[R]>, made: Partial<Made> = {}) => door.draw(place, route, view, { tags, keep: true, ...made })

  // What somebody looked for, and pages past the end, are not kept: such addresses have no end.
  const listed = <R extends 'notices' | 'status'>(place: Place, route: R, query: Asked['query'], seen: Seen<PublicViews[R]>) =>
    kept(place, route, seen, { keep: !query.q && query.page <= seen.view.paging.pages })

  const feed = async ({ place, params }: Asked, format: 'atom' | 'json'): Promise<Made> => {
    const { view, tags } = await views.feed(place.lang, params.party)
    const body = feedOf({
      origin: publicUrl, lang: place.lang, defaultLang: defaultLang(place.info), centre: centreView(place.info, place.lang).name, now: clock.now(), items: view.items,
      ...(params.party && view.name ? { body: { name: view.name, slug: params.party } } : {}),
    }, format)
    return { body, contentType: format === 'atom' ? 'application/atom+xml; charset=utf-8' : 'application/feed+json; charset=utf-8', tags, headers: anywhere, keep: true }
  }

  const statements = (place: Place, route: 'emergency' | 'accessibility' | 'privacy', full?: PrivacyNotice): Made => {
    const contact = (key: string) => { const value = place.info.contacts[key]; return typeof value === 'string' ? value : '' }
    const centre = centreView(place.info, place.lang)
    const made = { tags: ['territory'], keep: true }
    if (route === 'emergency') return door.draw(place, route, { contacts: authoritiesOf(place.info.country, place.lang) }, made)
    if (route === 'accessibility') return door.draw(place, route, { conformity: 'partial', reviewedOn: REVIEWED_ON, gaps: [], feedbackEmail: contact('accessibility') || centre.email, ombudsman: ombudsmanOf(place.info.country) }, made)
    return door.draw(place, route, { controller: [centre.name, centre.region, ...centre.address, centre.email].filter(Boolean).join(' · '), dpoContact: contact('dpo') || centre.email, replyRetentionMonths: 12, logRetentionDays: LOG_DAYS, ...(full ? { full } : {}) }, made)
  }

  const subscribe = async ({ place, params, request }: Asked): Promise<Made> => {
    const form = await readForm(request)
    const typed = field(form, 'email', 254)
    try {
      const { email } = await followers.ask(params.party!, typed, place.lang)
      return door.draw(place, 'body', (await views.body(place.lang, params.party!, { state: 'sent', email })).view)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'invalid') throw error
      return door.draw(place, 'body', (await views.body(place.lang, params.party!, { state: 'error', email: typed })).view, { status: 400 })
    }
  }

  type Subscription = PublicViews['subscription']['outcome']
  /** A body that left the public is named no more. */
  const told = (place: Place, outcome: Subscription, body: Awaited<ReturnType<Followers['asked']>>): Made =>
    door.draw(place, 'subscription', { outcome, ...(body?.page?.appearedAt ? { party: body.page.slug, name: body.page.name } : {}) }, outcome === 'expired' ? { status: 410 } : {})

  const confirming = async ({ place, params }: Asked, act: 'asked' | 'confirm'): Promise<Made> => {
    const body = await (act === 'asked' ? followers.asked(params.token!, 'confirm') : followers.confirm(params.token!))
    return told(place, body ? (act === 'asked' ? 'askConfirm' : 'confirmed') : 'expired', body)
  }
  // An end that was reached already is an end: a mail program that clicks twice must not be told that it failed.
  const ending = async ({ place, params }: Asked, act: 'asked' | 'end'): Promise<Made> => {
    const body = await (act === 'asked' ? followers.asked(params.token!, 'end') : followers.end(params.token!))
    return told(place, body && act === 'asked' ? 'askEnd' : 'ended', body)
  }

  const closed = (place: Place, error: unknown): Made => {
    if (!(error instanceof Refusal) || (error.code !== 'not_found' && error.code !== 'expired')) throw error
    return error.code === 'expired' ? door.draw(place, 'replyClosed', { reason: 'expired' }, { status: 410 }) : door.draw(place, 'replyClosed', { reason: 'unknown' }, { status: 404 })
  }

  const question = async ({ place, params }: Asked): Promise<Made> => {
    try {
      const asked = await needs.reply!.read(params.token!)
      return door.draw({ ...place, exercise: asked.exercise }, 'reply', replyView(params.token!, asked, place.lang, place.info.timeZone))
    } catch (error) { return closed(place, error) }
  }

  const answer = async ({ place, params, request }: Asked): Promise<Made> => {
    const token = params.token!
    const values = readReplyForm(await readForm(request))
    try {
      const asked = await needs.reply!.read(token)
      const there = { ...place, exercise: asked.exercise }
      const again = (errors: NonNullable<ReturnType<typeof errorsOf>>) => door.draw(there, 'reply', replyView(token, asked, place.lang, place.info.timeZone, { values, errors }), { status: 400 })
      const decided = decideReply(values, asked, place.info.timeZone, clock.now())
      if ('errors' in decided) return again(decided.errors)
      try {
        return door.draw(there, 'replyDone', doneView(token, asked, decided.given, await needs.reply!.answer(token, decided.given)))
      } catch (error) {
        const errors = errorsOf(error)
        if (!errors) throw error
        return again(errors)
      }
    } catch (error) { return closed(place, error) }
  }

  const answers: { readonly [N in PageName]: Answer } = {
    home: async ({ place }) => kept(place, 'home', await views.home(place.lang)),
    notices: async ({ place, query }) => listed(place, 'notices', query, await views.notices(place.lang, query)),
    notice: async ({ place, params }) => kept(place, 'notice', await views.notice(place.lang, params.slug!)),
    status: async ({ place, query }) => listed(place, 'status', query, await views.status(query)),
    body: async ({ place, params }) => kept(place, 'body', await views.body(place.lang, params.party!)),
    embed: async ({ place, params }) => kept(place, 'embed', await views.embed(place.lang, params.party!), { headers: framed }),
    emergency: async ({ place }) => statements(place, 'emergency'),
    accessibility: async ({ place }) => statements(place, 'accessibility'),
    privacy: async ({ place }) => statements(place, 'privacy', await needs.privacyNotice?.(place.lang)),
    atom: (asked) => feed(asked, 'atom'),
    json: (asked) => feed(asked, 'json'),
    bodyAtom: (asked) => feed(asked, 'atom'),
    bodyJson: (asked) => feed(asked, 'json'),
    subscribe, answer, reply: question,
    askFollow: (asked) => confirming(asked, 'asked'),
    follow: (asked) => confirming(asked, 'confirm'),
    askUnfollow: (asked) => ending(asked, 'asked'),
    unfollow: (asked) => ending(asked, 'end'),
  }
  const own = new Set<PageName>(['subscribe', 'askFollow', 'follow', 'askUnfollow', 'unfollow', 'reply', 'answer'])

  return [
    ...routes(pageEndpoints.filter(({ name }) => needs.reply || (name !== 'reply' && name !== 'answer')), answers as Record<PageName, PageAnswer>, { own, canonicalQuery }),
    rawRoute(openData, async ({ request, reply }) => {
      if (request.raw.url !== publicPaths.statusCsv) return redirect(reply, publicPaths.statusCsv, 302)
      const info = await needs.centre()
      return door.keep(request, reply, { lang: defaultLang(info), path: publicPaths.statusCsv, info }, async () => {
        const { view, tags } = await views.table()
        return { body: csvOf(view), contentType: 'text/csv; charset=utf-8; header=present', tags, headers: { ...anywhere, 'content-disposition': 'inline; filename="bastida-status.csv"' }, keep: true }
      })
    }),
    ...aliasEndpoints.map(({ to, endpoint }) => rawRoute(endpoint, async ({ reply }) => redirect(reply, to, 301))),
  ]
}

/** The server writes no log of readers; the operations guide asks the proxy before it to forget after a week. */
const LOG_DAYS = 7
/** The day on which these documents were last gone through by hand. */
const REVIEWED_ON = '2026-11-22'

/** The query as our own links write it: what a page does not know is left out, first pages have no number. */
function canonicalQuery(name: PageName, query: Readonly<Record<string, unknown>>): string {
  if (name !== 'notices' && name !== 'status') return ''
  const pairs = Object.entries({ q: query['q'], ...(name === 'status' ? { state: query['state'] } : {}), page: query['page'] === 1 ? undefined : query['page'] }).filter(([, value]) => value !== undefined && value !== '')
  return pairs.length > 0 ? `?${new URLSearchParams(pairs.map(([key, value]): [string, string] => [key, String(value)]))}` : ''
}
