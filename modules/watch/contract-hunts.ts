/** Looking back: a new rule asked of what was kept, and words looked for in it. */
import * as z from 'zod'
import { can, centre, endpoint, instant, line, page, tlps, uuid } from '#platform/contract/index.ts'

const desk = can(...centre)
const coordinating = can('coordinator')
const day = z.iso.date()
const byHunt = z.object({ huntId: uuid })
const party = z.object({ id: uuid, name: z.string() })

export const huntKinds = ['rule', 'indicator', 'pattern'] as const
export type HuntKind = (typeof huntKinds)[number]
export const huntStates = ['waiting', 'running', 'done', 'cancelled', 'failed'] as const
export type HuntState = (typeof huntStates)[number]
/** Why a hunt came to no end: a rule's pattern that does not, or a file that cannot be read. */
export const huntFailures = ['stuck', 'unreadable'] as const
/** Several things that are asked at once are told each by itself, up to so many. */
export const HUNT_PARTS = 100
/** Why nothing of a hunt can be told now. */
export const huntLacks = ['unfinished', 'several', 'unsayable', 'unjudged', 'false', 'one_body', 'not_whole', 'nothing_asked'] as const
export type HuntLack = (typeof huntLacks)[number]
export const SEARCH = { lines: 200, seconds: 10, words: 8, segments: 5000 } as const

export const huntItem = z.object({
  id: uuid, kind: z.enum(huntKinds), title: z.string(), ruleId: z.string().nullable(), from: day, to: day, party: party.nullable(), state: z.enum(huntStates),
  /** Segments: how many there are to ask, how many were asked, of how many the file was not there. */
  total: z.number(), done: z.number(), missing: z.number(), lines: z.number(), hits: z.number(), bodies: z.number(), madeAt: instant, madeBy: z.string(), startedAt: instant.nullable(), endedAt: instant.nullable(),
}).meta({ id: 'WatchHunt' })
export type HuntItem = z.output<typeof huntItem>

export const listHunts = endpoint({
  id: 'watch.hunts', method: 'GET', path: '/api/watch/hunts', access: desk, summary: 'What was looked for in the lines that are kept, the newest first',
  query: z.object(page), response: z.object({ total: z.number().int(), items: z.array(huntItem), /** What there is to look back at. */ kept: z.object({ segments: z.number(), lines: z.number(), bytes: z.number(), from: day.nullable(), to: day.nullable() }) }),
})
export const startHunt = endpoint({
  id: 'watch.hunt_start', method: 'POST', path: '/api/watch/hunts', access: desk, status: 201, summary: 'Asks a rule of the catalogue, the text of a rule, a list of indicators or a STIX pattern of the lines that are kept', bodyLimit: 2 * 1_048_576,
  body: z.object({
    kind: z.enum(huntKinds), /** Of the catalogue, instead of a text. */ ruleId: z.string().min(1).max(100).optional(), title: z.union([z.literal(''), line(300)]).default(''), text: z.string().max(1_000_000).default(''),
    from: day.optional(), to: day.optional(), partyId: uuid.optional(),
  }),
  response: z.object({ id: uuid }), refuses: ['not_found'],
})
export const readHunt = endpoint({
  id: 'watch.hunt', method: 'GET', path: '/api/watch/hunts/:huntId', access: desk, summary: 'One hunt: how far it has come, at which bodies it met something, and up to five lines of each; the reading is recorded', params: byHunt,
  response: huntItem.extend({
    text: z.string(), /** Parts of patterns that are not asked of lines, and why. */ leftOut: z.array(z.string()), why: z.enum(huntFailures).nullable(), whyText: z.string(), broken: z.number(),
    /** What may be told to others: nobody is named. */
    sighting: z.object({ bodies: z.number(), firstDay: day.nullable(), lastDay: day.nullable() }),
    /** `tlp`: the level under which it is told, null: it is not. `lack`: why nothing of it could be. `about`: the indicator of STIX that was asked, and the level that it came with. */
    told: z.object({
      tlp: z.enum(tlps).nullable(), at: instant.nullable(), by: z.string(), lack: z.enum(huntLacks).nullable(), about: z.string().nullable(), floor: z.enum(tlps).nullable(),
      /** Of several things that were asked at once, what of each is told: its count as the sighting says it (0: not seen) and its days, or why nothing is; and the level that it came with. */
      parts: z.array(z.object({ name: z.string(), says: z.object({ count: z.number(), from: day, to: day }).nullable(), lack: z.enum(huntLacks).nullable(), floor: z.enum(tlps).nullable() })),
      /** Bodies where a person took it up, and where nobody has looked yet; days and bodies that were asked. */
      bodies: z.number(), waiting: z.number(), over: z.object({ bodies: z.number(), from: day, to: day }).nullable(), shared: z.array(z.string()),
    }),
    found: z.array(z.object({
      party, hits: z.number(), firstDay: day, lastDay: day, caseId: uuid.nullable(), caseRef: z.string(), verdict: z.enum(['real', 'false']).nullable(),
      samples: z.array(z.object({ at: instant, source: z.string(), what: z.string(), line: z.string(), cut: z.boolean(), until: instant })),
    })),
  }),
})
export const cancelHunt = endpoint({ id: 'watch.hunt_cancel', method: 'POST', path: '/api/watch/hunts/:huntId/cancel', access: desk, status: 204, summary: 'Ends a hunt; what it has found stays', params: byHunt, refuses: ['conflict'] })
export const tellHunt = endpoint({
  id: 'watch.hunt_tell', method: 'PUT', path: '/api/watch/hunts/:huntId/told', access: coordinating, status: 204, summary: 'Whether a look back is told as a sighting, and under which level; never wider than what was asked. Null: nothing of it is', params: byHunt,
  body: z.object({ tlp: z.enum(tlps).nullable() }), refuses: ['conflict', 'tlp'],
})
export const judgeHunt = endpoint({
  id: 'watch.hunt_judge', method: 'PUT', path: '/api/watch/hunts/:huntId/bodies/:partyId/verdict', access: desk, status: 204, summary: 'Whether what a hunt met at a body is the thing itself; only that is ever told', params: z.object({ huntId: uuid, partyId: uuid }),
  body: z.object({ verdict: z.enum(['real', 'false']) }),
})
export const deleteHunt = endpoint({ id: 'watch.hunt_delete', method: 'DELETE', path: '/api/watch/hunts/:huntId', access: coordinating, status: 204, summary: 'A hunt that has ended goes, with what it kept; what was told of it is revoked. Not one that led to a case', params: byHunt, refuses: ['conflict'] })
export const huntCase = endpoint({
  id: 'watch.hunt_case', method: 'POST', path: '/api/watch/hunts/:huntId/bodies/:partyId/case', access: desk, status: 201, summary: 'A case at a body where the hunt met something; the same again gives the same case', params: z.object({ huntId: uuid, partyId: uuid }),
  response: z.object({ caseId: uuid, ref: z.string() }), refuses: ['not_found'],
})
export const searchLogs = endpoint({
  id: 'watch.search', method: 'POST', path: '/api/watch/search', access: desk, summary: 'Words in the lines of one body; bounded in lines and time, and recorded',
  body: z.object({ partyId: uuid, from: day, to: day, words: z.array(line(200)).min(1).max(SEARCH.words) }),
  response: z.object({
    lines: z.array(z.object({ at: instant, source: z.string(), line: z.string(), cut: z.boolean() })),
    /** `whole`: every line of these days was looked at. Else the bound of lines or of time was met. */
    end: z.enum(['whole', 'limit', 'time']), segments: z.number(), read: z.number(), /** Lines that came later are not in the archive yet. */ newest: instant.nullable(),
  }), refuses: ['not_found'],
})
