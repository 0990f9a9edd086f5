/** The doors of the module for those who sign in. The public documents have theirs in contract-pages.ts. */
import * as z from 'zod'
import { can, centre, endpoint, instant, lang, line, ofBody, page, prose, tlps, uuid, version as counted } from '#platform/contract/index.ts'
import { noticeCheck, noticeContent, noticeStates, plain, saidStates, serviceWord } from './contract.ts'

const reader = can(...centre, ...ofBody, 'liaison')
const writer = can(...centre, ...ofBody)
const keeper = can('coordinator', 'admin')
const byNotice = z.object({ noticeId: uuid })
const byBody = z.object({ partyId: uuid })
const version = counted.min(1)

export const noticeRow = z.object({
  id: uuid, caseId: uuid, mainId: uuid, partyId: uuid, partyName: z.string(), title: z.string(), state: z.enum(noticeStates), version, tlp: z.enum(tlps),
  services: z.number().int(), expiresAt: instant, nextUpdateAt: instant.nullable(), confirmedAt: instant.nullable(), confirmedName: z.string(), approvedAt: instant.nullable(), approvedName: z.string(),
  updatedAt: instant, edited: z.boolean(), reason: z.string(),
  /** Of an exercise: published means inside it, and nowhere else. */
  inside: z.boolean(),
  /** Address of what the public reads now; null when it reads nothing. */
  live: z.object({ path: z.string(), number: z.number().int(), expired: z.boolean() }).nullable(),
}).meta({ id: 'NoticeRow' })
export const listNotices = endpoint({
  id: 'notices.list', method: 'GET', path: '/api/notices', access: reader, summary: 'Notices that the asker may see, the latest change first',
  query: z.object({ state: z.enum(noticeStates).optional(), live: z.stringbool().optional(), partyId: uuid.optional(), mainId: uuid.optional(), caseId: uuid.optional(), q: line(100).optional(), lang: lang.default('it'), sort: z.enum(['updated', 'name', 'expiry']).default('updated'), ...page }),
  response: z.object({ total: z.number().int(), counts: z.object({ draft: z.number().int(), confirmed: z.number().int(), published: z.number().int(), withdrawn: z.number().int() }), items: z.array(noticeRow) }),
})
export const noticeDetail = noticeRow.extend({
  content: noticeContent, checks: z.array(noticeCheck), readingMinutes: z.number().int(),
  history: z.array(z.object({ number: z.number().int(), at: instant, what: z.enum(['published', 'updated', 'restored', 'withdrawn']), confirmedName: z.string(), approvedName: z.string(), reason: z.string() })),
  subscribers: z.number().int(),
  may: z.object({ edit: z.boolean(), confirm: z.boolean(), publish: z.boolean(), withdraw: z.boolean(), restore: z.boolean() }),
}).meta({ id: 'NoticeDetail' })
export const readNotice = endpoint({ id: 'notices.read', method: 'GET', path: '/api/notices/:noticeId', access: reader, summary: 'One notice for its editor: three languages, services, checks, history', params: byNotice, response: noticeDetail })
export const saveNotice = endpoint({
  id: 'notices.save', method: 'PUT', path: '/api/notices/:noticeId', access: writer, summary: 'Saves the draft; words already given fall', params: byNotice,
  body: z.object({ version, content: noticeContent }), response: z.object({ version, state: z.enum(noticeStates), checks: z.array(noticeCheck) }),
})
const versioned = z.object({ version })
export const confirmNotice = endpoint({ id: 'notices.confirm', method: 'POST', path: '/api/notices/:noticeId/confirm', access: can(...ofBody), summary: 'The body’s own word', params: byNotice, body: versioned, status: 204 })
export const publishNotice = endpoint({ id: 'notices.publish', method: 'POST', path: '/api/notices/:noticeId/publish', access: writer, summary: 'A second person’s word: the public reads it', params: byNotice, body: versioned, status: 204 })
export const withdrawNotice = endpoint({ id: 'notices.withdraw', method: 'POST', path: '/api/notices/:noticeId/withdraw', access: writer, summary: 'Takes a notice away from the public, with the reason; one person is enough', params: byNotice, body: z.object({ reason: prose(1000).min(3) }), status: 204 })
export const restoreNotice = endpoint({ id: 'notices.restore', method: 'POST', path: '/api/notices/:noticeId/restore', access: writer, summary: 'Prepares the notice that says everything is back; it takes the two words like any other', params: byNotice, body: versioned, response: z.object({ version }) })
export const previewNotice = endpoint({ id: 'notices.preview', method: 'GET', path: '/api/notices/:noticeId/preview', access: reader, summary: 'The page as the public would see it', params: byNotice, query: z.object({ lang: lang.default('it') }), raw: true, answers: ['text/html'] })
export const previewInside = endpoint({
  id: 'notices.inside', method: 'GET', path: '/api/notices/inside', access: can(...centre), summary: 'In an exercise: the public’s list of states as it would be, marked; links lead nowhere',
  query: z.object({ lang: lang.default('it'), at: instant.optional() }), raw: true, answers: ['text/html'], refuses: ['not_found'],
})

export const serviceRow = z.object({
  name: z.string(), serviceId: uuid.nullable(),
  /** What the public reads now, silence included. */
  public: z.object({ state: z.enum([...saidStates, 'unknown']), since: instant.nullable(), confirmedAt: instant, nextUpdateAt: instant.nullable(), staleAt: instant }).nullable(),
  /** Proposed by the case, or said by one person and waiting for a second. */
  waiting: z.object({ state: z.enum(saidStates), since: instant.nullable(), nextUpdateAt: instant.nullable(), source: z.enum(['case', 'person']), proposedAt: instant, saidBy: z.string().nullable(), saidAt: instant.nullable() }).nullable(),
}).meta({ id: 'ServiceRow' })
export const readStates = endpoint({
  id: 'notices.states', method: 'GET', path: '/api/notices/bodies/:partyId/services', access: reader, summary: 'Services of a body: what is public, what waits', params: byBody,
  response: z.object({ partyId: uuid, path: z.string().nullable(), name: z.string(), contact: z.array(z.string()), site: z.string().nullable(), subscribers: z.number().int(), items: z.array(serviceRow), may: z.object({ say: z.boolean(), approve: z.boolean() }) }),
})
export const sayStates = endpoint({
  id: 'notices.say', method: 'POST', path: '/api/notices/bodies/:partyId/services', access: can(...ofBody), summary: 'The body says how its services are; "still so" is public at once, a change waits for a second person', params: byBody,
  body: z.object({ services: z.array(serviceWord).min(1).max(200) }), response: z.object({ stillSo: z.number().int(), waiting: z.number().int() }),
})
export const approveStates = endpoint({
  id: 'notices.approve', method: 'POST', path: '/api/notices/bodies/:partyId/services/approval', access: writer, summary: 'A second person’s word on what the body said of its services', params: byBody,
  body: z.object({ names: z.array(line(160)).min(1).max(200) }), response: z.object({ published: z.number().int() }),
})
export const changeBodyPage = endpoint({
  id: 'notices.body_page', method: 'PUT', path: '/api/notices/bodies/:partyId/page', access: writer, summary: 'Contacts and site on the public page of a body that has one', params: byBody,
  body: z.object({ contact: z.array(plain(200)).max(6), site: z.url({ protocol: /^https$/ }).max(300).nullable() }), status: 204,
})
export const countSubscribers = endpoint({ id: 'notices.subscribers', method: 'GET', path: '/api/notices/bodies/:partyId/subscribers', access: reader, summary: 'How many people follow a body by mail', params: byBody, response: z.object({ confirmed: z.number().int() }) })

export const hookRow = z.object({
  id: uuid, partyId: uuid.nullable(), url: z.string(), active: z.boolean(), failures: z.number().int(), createdAt: instant,
  last: z.object({ at: instant, state: z.string(), status: z.number().int().nullable(), problem: z.string() }).nullable(), waiting: z.number().int(),
}).meta({ id: 'HookRow' })
export const listHooks = endpoint({ id: 'notices.hooks', method: 'GET', path: '/api/notices/webhooks', access: keeper, summary: 'Webhooks of the centre, or of one’s own body', query: z.object({ ...page }), response: z.object({ total: z.number().int(), items: z.array(hookRow) }) })
export const addHook = endpoint({
  id: 'notices.add_hook', method: 'POST', path: '/api/notices/webhooks', access: keeper, summary: 'A new webhook (standardwebhooks.com); its secret is shown once', status: 201,
  body: z.object({ partyId: uuid.nullable().default(null), url: z.url({ protocol: /^https$/, error: 'an address that begins with https://' }).max(500) }), response: z.object({ id: uuid, secret: z.string() }), refuses: ['not_found'],
})
const byHook = z.object({ hookId: uuid })
export const changeHook = endpoint({ id: 'notices.change_hook', method: 'PATCH', path: '/api/notices/webhooks/:hookId', access: keeper, summary: 'Pauses or resumes a webhook', params: byHook, body: z.object({ active: z.boolean() }), status: 204 })
export const removeHook = endpoint({ id: 'notices.remove_hook', method: 'DELETE', path: '/api/notices/webhooks/:hookId', access: keeper, summary: 'Removes a webhook with what waits for it', params: byHook, status: 204 })
