import type { FastifyReply } from 'fastify'
import { Refusal } from '#platform/contract/index.ts'
import { rawRoute, route, type Route } from '#platform/http/index.ts'
import * as doors from '../contract-endpoints.ts'
import { noticeView } from '../core/views.ts'
import { words } from '../core/words.data.ts'
import type { Context } from './context.ts'
import { pageOf } from './public/centre.ts'
import { answerOf } from './public/answer.ts'
import { statusInside } from './inside.ts'
import type { Service } from './service.ts'
import type { Statuses } from './statuses.ts'
import type { Hooks } from './webhooks/index.ts'
import { publicPaths } from '../contract-public.ts'
import { LIVE } from '#platform/contract/index.ts'
import { bodySlug, noticeSlug } from '../core/slug.ts'

export function routes(context: Context, service: Service, statuses: Statuses, hooks: Hooks): Route[] {
  return [
    route(doors.listNotices, ({ actor, query }) => service.list(actor, query)),
    route(doors.readNotice, ({ actor, params }) => service.read(actor, params.noticeId)),
    route(doors.saveNotice, ({ actor, params, body }) => service.save(actor, params.noticeId, body)),
    route(doors.confirmNotice, ({ actor, params, body }) => service.confirm(actor, params.noticeId, body.version) as Promise<undefined>),
    route(doors.publishNotice, ({ actor, params, body }) => service.publish(actor, params.noticeId, body.version) as Promise<undefined>),
    route(doors.withdrawNotice, ({ actor, params, body }) => service.withdraw(actor, params.noticeId, body.reason) as Promise<undefined>),
    route(doors.restoreNotice, ({ actor, params, body }) => service.restore(actor, params.noticeId, body.version)),
    route(doors.readStates, ({ actor, params }) => statuses.read(actor, params.partyId)),
    route(doors.sayStates, ({ actor, params, body }) => statuses.say(actor, params.partyId, body.services)),
    route(doors.approveStates, ({ actor, params, body }) => statuses.approve(actor, params.partyId, body.names)),
    route(doors.changeBodyPage, ({ actor, params, body }) => statuses.changePage(actor, params.partyId, body) as Promise<undefined>),
    route(doors.countSubscribers, ({ actor, params }) => statuses.followers(actor, params.partyId)),
    route(doors.listHooks, ({ actor, query }) => hooks.list(actor, query)),
    route(doors.addHook, ({ actor, body }) => hooks.add(actor, body)),
    route(doors.changeHook, ({ actor, params, body }) => hooks.change(actor, params.hookId, body.active) as Promise<undefined>),
    route(doors.removeHook, ({ actor, params }) => hooks.remove(actor, params.hookId) as Promise<undefined>),
    previewRoute(context, service),
    rawRoute(doors.previewInside, async ({ actor, query, reply }) => {
      const html = await statusInside(context, actor, query)
      return framed(reply).send(html)
    }),
  ]
}

/** The page as it would be, behind the sign-in: services as the draft says them, the exercise marked on it. */
function previewRoute({ ground: { clock, publicUrl }, needs }: Context, service: Service): Route {
  return rawRoute(doors.previewNotice, async ({ actor, params, query, reply }) => {
    const notice = await service.workingCopy(actor, params.noticeId)
    const info = await needs.centre()
    if (!info.languages.includes(query.lang)) throw new Refusal('not_found')
    const now = clock.now()
    const { content } = notice
    const body = { slug: bodySlug(notice.partyName), name: notice.partyName }
    const slug = notice.slug ?? noticeSlug(body.slug, content.texts[content.sourceLang].title)
    const lines = content.services.map((line) => ({ name: line.name, state: line.state, ...(line.since ? { since: line.since } : {}), ...(line.nextUpdateAt ? { nextUpdateAt: line.nextUpdateAt } : {}) }))
    const view = noticeView({ slug, content, history: [], publishedAt: now, updatedAt: notice.updatedAt, expiresAt: new Date(content.expiresAt) }, body, lines, query.lang, now, { answer: (states, text) => answerOf(states, query.lang, text), what: words[query.lang].what })
    const page = pageOf(info, { lang: query.lang, path: publicPaths.notice(slug), now, origin: publicUrl, assets: needs.assets(), exercise: notice.realm !== LIVE })
    framed(reply)
    return needs.render('notice', { page, view })
  })
}

/** The console shows it in a frame of its own. */
const framed = (reply: FastifyReply): FastifyReply =>
  reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-store').header('x-robots-tag', 'noindex')
    .header('content-security-policy', "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'")
