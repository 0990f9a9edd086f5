/** The doors of feeds of MISP: an address is named, what would come is shown, it is read now or each day, and each event has its line. */
import * as z from 'zod'
import { can, centre, endpoint, instant, line, page, tlps, uuid, version } from '#platform/contract/index.ts'
import { proofSecret, proofWays } from '#platform/contract/proof.ts'

const desk = can(...centre)
/** What is read from outside by itself is decided by who answers for the centre. */
const manage = can('coordinator')
/** `refused`: it asks who we are, and no key is set; `key_refused`: by the key that is set we are not let in. */
export const feedProblems = ['address', 'too_large', 'unreachable', 'refused', 'not_misp', 'failed', 'key_refused', 'key_missing'] as const
export type FeedProblem = (typeof feedProblems)[number]
export const FEEDS_MOST = 100

/** Of the folder, or of its manifest. */
const address = z.url({ protocol: /^https?$/ }).max(2000)
const how = z.object({ url: address, tlp: z.enum(tlps).default('amber'), /** Only events that say that they tell of an attack. */ sure: z.boolean().default(true) })
/** How it is told who we are, where it asks. */
const proof = { auth: z.enum(proofWays).default('none'), secret: proofSecret }
/** What became of an event: an entry; none, with its reason; an entry whose event now says that it tells of no attack; gone from the list. */
export const lineStates = ['entry', 'left', 'withdrawn', 'gone'] as const
export type LineState = (typeof lineStates)[number]
const eventLine = z.object({ uuid: z.string(), title: z.string(), state: z.enum(lineStates), /** Where it has an entry. */ entry: z.object({ id: uuid, ref: z.string() }).nullable(), text: z.string() })
export const mispFeed = z.object({
  id: uuid, name: z.string(), url: z.string(), tlp: z.enum(tlps), sure: z.boolean(), daily: z.boolean(), /** Which one is said to nobody. */ hasKey: z.boolean(), version, state: z.enum(['waiting', 'running', 'done', 'new']), addedBy: z.string(),
  startedAt: instant.nullable(), finishedAt: instant.nullable(), problem: z.enum(feedProblems).nullable(), detail: z.string(),
  /** Of all events that it ever named. */
  counts: z.object({ entry: z.number().int(), left: z.number().int(), withdrawn: z.number().int(), gone: z.number().int() }),
}).meta({ id: 'MispFeed' })
export type MispFeed = z.output<typeof mispFeed>

export const readFeeds = endpoint({ id: 'observatory.feeds', method: 'GET', path: '/api/observatory/feeds', access: desk, summary: 'Feeds of MISP that come into the catalogue', response: z.object({ items: z.array(mispFeed) }) })
export const tryFeed = endpoint({
  id: 'observatory.try_feed', method: 'POST', path: '/api/observatory/feeds/try', access: manage, summary: 'What would come of a feed: all events by their line in the manifest, the newest ones read whole. Nothing is stored', body: how.extend(proof),
  response: z.object({
    problem: z.enum(feedProblems).nullable(), detail: z.string(), events: z.number().int(), /** By their lines: they say so; they say the contrary; they say neither; this centre made them. */ attacks: z.number().int(), denied: z.number().int(), unsaid: z.number().int(), ours: z.number().int(),
    rows: z.array(eventLine.omit({ state: true }).extend({ state: z.enum(['entry', 'left']), /** Of the entry; null where there is none. */ tlp: z.enum(tlps).nullable(), /** It is for a part that is stricter than its event. */ byPart: z.boolean() })),
  }),
})
export const addFeed = endpoint({ id: 'observatory.add_feed', method: 'POST', path: '/api/observatory/feeds', access: manage, status: 201, refuses: ['conflict'], summary: 'A feed of MISP that is read from now on: once, or each day', body: how.extend({ ...proof, name: line(200), daily: z.boolean().default(false) }), response: z.object({ id: uuid }) })
const byFeed = z.object({ attackFeedId: uuid })
export const readFeed = endpoint({
  id: 'observatory.feed', method: 'GET', path: '/api/observatory/feeds/:attackFeedId', access: desk, summary: 'One feed: how far it is, and what became of each event', params: byFeed,
  query: z.object({ state: z.enum(lineStates).optional(), ...page }), response: mispFeed.extend({ total: z.number().int(), rows: z.array(eventLine.extend({ at: instant })) }),
})
export const changeFeed = endpoint({ id: 'observatory.change_feed', method: 'PUT', path: '/api/observatory/feeds/:attackFeedId', access: manage, status: 204, refuses: ['conflict', 'not_found'], summary: 'What a feed is called, where it is, how it is taken, and whether it is read each day. Its key stays only where its origin stays', params: byFeed,
  body: how.extend({ url: address.optional(), /** Absent: as it was. */ auth: z.enum(proofWays).optional(), secret: proofSecret, name: line(200), daily: z.boolean(), version }),
})
export const runFeed = endpoint({ id: 'observatory.run_feed', method: 'POST', path: '/api/observatory/feeds/:attackFeedId/run', access: manage, status: 204, refuses: ['not_found'], summary: 'Reads a feed now; where it was cut short it goes on', params: byFeed })
export const removeFeed = endpoint({ id: 'observatory.remove_feed', method: 'DELETE', path: '/api/observatory/feeds/:attackFeedId', access: manage, status: 204, refuses: ['not_found'], summary: 'Reads a feed no more. Its entries stay', params: byFeed })
