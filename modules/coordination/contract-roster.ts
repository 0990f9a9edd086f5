/** Who answers outside hours, how people are reached when mail is down, and who is calling. */
import * as z from 'zod'
import { anyone, can, centre, endpoint, instant, languages, line, noControls, uuid, version } from '#platform/contract/index.ts'

const ofCentre = can(...centre)
const coordinating = can('coordinator')
const byParty = z.object({ partyId: uuid })
/** As it is typed; kept as "+" and digits, so that a text message can be sent to it. */
const typedPhone = z.string().trim().max(40)

export const shiftItem = z.object({ id: uuid, startsAt: instant, endsAt: instant, person: z.string(), phone: z.string(), second: z.string(), secondPhone: z.string(), version }).meta({ id: 'OnCallShift' })
export type ShiftItem = z.output<typeof shiftItem>
export const readRoster = endpoint({
  id: 'coordination.roster', method: 'GET', path: '/api/coordination/on-call', summary: 'Who answers outside hours: from last month on, with the hours that nobody has taken', access: ofCentre,
  response: z.object({ now: shiftItem.nullable(), items: z.array(shiftItem), /** In the next four weeks. */ gaps: z.array(z.object({ from: instant, until: instant })) }),
})
export const saveShift = endpoint({
  id: 'coordination.save_shift', method: 'POST', path: '/api/coordination/on-call', summary: 'One turn: a new one, or with its id and version a change', access: coordinating,
  body: z.object({ id: uuid.optional(), version: version.optional(), startsAt: instant, endsAt: instant, person: line(120), phone: typedPhone, second: z.string().trim().max(120).regex(noControls).default(''), secondPhone: typedPhone.default('') }),
  response: shiftItem, refuses: ['conflict', 'not_found'],
})
export const removeShift = endpoint({
  id: 'coordination.remove_shift', method: 'DELETE', path: '/api/coordination/on-call/:shiftId', summary: 'Nobody’s turn any more', access: coordinating, status: 204, params: z.object({ shiftId: uuid }),
})

/** `own`: the turns in which the asker's name stands, first or second. `whole`: everybody's. */
export const feedScopes = ['own', 'whole'] as const
export const feedItem = z.object({ id: z.string(), person: z.string(), mine: z.boolean(), scope: z.enum(feedScopes), createdAt: instant }).meta({ id: 'RosterFeed' })
export type FeedItem = z.output<typeof feedItem>
export const listFeeds = endpoint({
  id: 'coordination.feeds', method: 'GET', path: '/api/coordination/on-call/feeds', summary: 'Open calendar addresses: one’s own, and everybody’s for a coordinator', access: ofCentre, response: z.object({ items: z.array(feedItem) }),
})
export const createFeed = endpoint({
  id: 'coordination.create_feed', method: 'POST', path: '/api/coordination/on-call/feeds', summary: 'A private address for a calendar program; a new one closes the old one', access: ofCentre, status: 201,
  body: z.object({ scope: z.enum(feedScopes), /** Words of the calendar. */ lang: z.enum(languages).default('it') }), response: z.object({ url: z.string() }), refuses: ['forbidden'],
})
export const revokeFeed = endpoint({
  id: 'coordination.revoke_feed', method: 'DELETE', path: '/api/coordination/on-call/feeds/:feedId', summary: 'Its address opens nothing any more', access: ofCentre, status: 204, params: z.object({ feedId: z.string().max(64) }),
})
export const readFeed = endpoint({
  id: 'coordination.feed', method: 'GET', path: '/calendar/on-call/:token', access: anyone, raw: true, answers: ['text/calendar'], summary: 'Turns on call as iCalendar; the token in the address is the key. No telephone stands in it.',
  params: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{32,64}(\.ics)?$/) }), query: z.object({ lang: z.enum(languages).default('it') }),
})

export const reachItem = z.object({
  contactId: uuid, role: z.string(), name: z.string(), email: z.string(), phone: z.string(),
  hours: z.string(), certifiedMail: z.string(), mobile: z.string(), secondPhone: z.string(), /** In the phone tree, from 1; null: not called. */ place: z.number().int().nullable(), version,
}).meta({ id: 'ContactReach' })
export type ReachItem = z.output<typeof reachItem>
const tree = z.object({ party: z.object({ id: uuid, name: z.string() }), contacts: z.array(reachItem) })
export const readTrees = endpoint({
  id: 'coordination.trees', method: 'GET', path: '/api/coordination/phone-trees', summary: 'Of each of these bodies: whom to call, in order, and how', access: can(...centre, 'liaison', 'member', 'admin'),
  query: z.object({ partyId: z.union([uuid, z.array(uuid).max(100)]) }), response: z.object({ items: z.array(tree) }), refuses: ['not_found'],
})
export const saveReach = endpoint({
  id: 'coordination.save_reach', method: 'PUT', path: '/api/coordination/parties/:partyId/contacts/:contactId/reach', summary: 'How a contact is reached when mail is down, and when it is called', access: can('coordinator', 'analyst', 'admin'),
  params: byParty.extend({ contactId: uuid }),
  body: z.object({
    version, hours: z.string().trim().max(200).regex(noControls).default(''), certifiedMail: z.union([z.literal(''), z.email().max(254)]).default(''), mobile: typedPhone.default(''),
    secondPhone: z.string().trim().max(40).regex(/^[+\d][\d\s./()-]{2,}$|^$/).default(''), place: z.number().int().min(1).max(100).nullable().default(null),
  }),
  response: reachItem, refuses: ['conflict'],
})

export const MAX_CARDS = 5
export const cardItem = z.object({ id: uuid, holder: z.string(), issuedAt: instant, issuedBy: z.string(), until: instant, revokedAt: instant.nullable(), revokedBy: z.string(), valid: z.boolean() }).meta({ id: 'PaperCard' })
export type CardItem = z.output<typeof cardItem>
export const listCards = endpoint({
  id: 'coordination.cards', method: 'GET', path: '/api/coordination/parties/:partyId/cards', summary: 'Paper cards of a body, without their codes', access: ofCentre, params: byParty, response: z.object({ items: z.array(cardItem) }),
})
export const issueCard = endpoint({
  id: 'coordination.issue_card', method: 'POST', path: '/api/coordination/parties/:partyId/cards', summary: 'A paper card: its code is in this answer and nowhere else', access: coordinating, status: 201, params: byParty,
  body: z.object({ holder: line(120), until: instant }), response: z.object({ card: cardItem, code: z.string() }), refuses: ['conflict'],
})
export const revokeCard = endpoint({
  id: 'coordination.revoke_card', method: 'POST', path: '/api/coordination/cards/:cardId/revocation', summary: 'Its code opens nothing any more', access: coordinating, params: z.object({ cardId: uuid }), body: z.object({}), response: cardItem, refuses: ['conflict'],
})
export const whoCalls = endpoint({
  id: 'coordination.who_calls', method: 'POST', path: '/api/coordination/who-calls', summary: 'Who is on the telephone: the body of a card’s code, and whom else to call there. Codes that lead nowhere are counted.', access: ofCentre,
  body: z.object({ code: line(40) }),
  response: z.object({ found: z.object({ party: z.object({ id: uuid, name: z.string() }), holder: z.string(), until: instant, contacts: z.array(reachItem) }).nullable(), /** Before the next hour. */ triesLeft: z.number().int() }), refuses: ['busy'],
})
