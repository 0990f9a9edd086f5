/** Lists of indicators: what was brought, what each says, how often it was met, and which values do not count. */
import * as z from 'zod'
import { can, centre, endpoint, instant, line, noControls, page, tlps, uuid, version } from '#platform/contract/index.ts'

const desk = can(...centre)
const coordinating = can('coordinator')
const byList = z.object({ listId: uuid })
const count = z.number().int()
const party = z.object({ id: uuid, name: z.string() })

/** `warning`: a MISP warning list. The others hold indicators. */
export const listFormats = ['list', 'typed', 'csv', 'misp', 'misp-csv', 'stix', 'warning'] as const
export type ListFormat = (typeof listFormats)[number]
/** As for a rule; `guard`: a warning list that holds alerts back. */
export const listStates = ['observe', 'alert', 'off', 'guard'] as const
export type ListState = (typeof listStates)[number]
export const indicatorKinds = ['ip', 'endpoint', 'range', 'domain', 'hostname', 'url', 'md5', 'sha1', 'sha256', 'sha512', 'email'] as const
export const hitReasons = ['same', 'under-domain', 'in-range', 'host-of-url', 'host-of-mail', 'under-path', 'path', 'port-unseen', 'port-beside'] as const
/** Bytes of one text unpacked, and of all texts in force; different values of all lists. */
export const LISTS = { bytes: 64 * 1_048_576, allBytes: 256 * 1_048_576, values: 2_000_000, problems: 100, most: 500 } as const

const tlp = z.enum(tlps)
const settings = {
  name: line(200), source: z.union([z.literal(''), line(500)]).default(''), licence: z.union([z.literal(''), line(100)]).default(''), confidence: z.number().int().min(0).max(100), tlp,
  /** From the arrival of a version until an entry ends that names no end itself; null: never. */
  days: z.number().int().min(1).max(3650).nullable(),
}
export const listItem = z.object({
  id: uuid, name: z.string(), kind: z.enum(['indicators', 'warning']), format: z.enum(listFormats), source: z.string(), licence: z.string(), confidence: count, tlp, days: count.nullable(), state: z.enum(listStates), version,
  /** Of the text in force; 0: none yet. */
  current: count, at: instant.nullable(), values: count, refused: count, /** Of the values, by today. */ expired: count,
  /** Of the last 30 days. `held`: hits that a warning list held back, here of this one. `weak`: the address of an address:port, with another port or none. */
  hits: z.number(), weak: z.number(), held: z.number(), bodies: z.number(),
}).meta({ id: 'IndicatorList' })
export type ListItem = z.output<typeof listItem>
export const listProblem = z.object({ line: count, code: z.string(), message: z.string() })
export const listVersion = z.object({ number: count, at: instant, by: z.string(), origin: z.string(), bytes: z.number(), values: count, came: count, went: count, refused: count }).meta({ id: 'IndicatorListVersion' })

export const listLists = endpoint({ id: 'watch.lists', method: 'GET', path: '/api/watch/lists', access: desk, summary: 'Lists of indicators and warning lists, with how often each was met', query: z.object(page), response: z.object({ total: count, values: count, items: z.array(listItem) }) })
export const addList = endpoint({
  id: 'watch.add_list', method: 'POST', path: '/api/watch/lists', access: coordinating, status: 201, summary: 'A list, without its text yet; it observes unless somebody chooses otherwise', refuses: ['conflict'],
  body: z.object({ ...settings, format: z.enum(listFormats), state: z.enum(['observe', 'alert', 'off']).default('observe') }), response: z.object({ id: uuid }),
})
export const readList = endpoint({
  id: 'watch.list', method: 'GET', path: '/api/watch/lists/:listId', access: desk, summary: 'One list: its figures, its versions, what was refused, what does not count', params: byList,
  response: listItem.extend({
    kinds: z.array(z.object({ kind: z.enum(indicatorKinds), values: count })), problems: z.array(listProblem), versions: z.array(listVersion),
    withdrawn: z.array(z.object({ id: uuid, value: z.string(), reason: z.string(), at: instant, by: z.string() })), seen: z.array(z.object({ party, hits: z.number(), weak: z.number(), held: z.number() })),
    /** What the version in force brought; `fits`: one look back can ask all of it. */
    fresh: z.object({ values: count, fits: z.boolean() }),
  }),
})
export const changeList = endpoint({
  id: 'watch.change_list', method: 'PATCH', path: '/api/watch/lists/:listId', access: coordinating, status: 204, summary: 'What a list is called and says by default, and whether it observes, alerts or is off', params: byList, refuses: ['conflict'],
  body: z.object({ ...settings, state: z.enum(listStates), version }),
})
export const removeList = endpoint({ id: 'watch.remove_list', method: 'DELETE', path: '/api/watch/lists/:listId', access: coordinating, status: 204, summary: 'Takes a list away, with its texts and figures; alerts that it raised stay', params: byList })
/** Raw, or gzip. */
export const bringList = endpoint({
  id: 'watch.list_text', method: 'PUT', path: '/api/watch/lists/:listId/text', access: coordinating, summary: 'A newer version of a list, whole; it takes the place of the one before at once, or not at all', params: byList,
  query: z.object({ origin: z.string().trim().max(300).regex(noControls).default('') }),
  raw: true, bodyLimit: LISTS.bytes, accepts: ['application/octet-stream'], refuses: ['too_large', 'conflict', 'busy'],
  response: listVersion.extend({ kinds: z.array(z.object({ kind: z.enum(indicatorKinds), values: count })), problems: z.array(listProblem) }),
})
export const withdrawValue = endpoint({ id: 'watch.withdraw', method: 'POST', path: '/api/watch/lists/:listId/withdrawn', access: coordinating, status: 201, summary: 'A value that does not count in this list, in this version and later ones', params: byList, refuses: ['conflict'], body: z.object({ value: line(2048), reason: line(1000) }), response: z.object({ id: uuid, value: z.string() }) })
export const restoreValue = endpoint({ id: 'watch.restore', method: 'DELETE', path: '/api/watch/withdrawn/:withdrawnId', access: coordinating, status: 204, summary: 'A value counts again', params: z.object({ withdrawnId: uuid }) })
export const lookBackWith = endpoint({ id: 'watch.list_back', method: 'POST', path: '/api/watch/lists/:listId/look-back', access: desk, status: 201, summary: 'Asks what the version in force brought of the lines that are kept', params: byList, refuses: ['conflict'], response: z.object({ huntId: uuid }) })

/** What an alert says of the indicator it is about. */
export const indicatorOfAlert = z.object({
  kind: z.enum(indicatorKinds), value: z.string(), reason: z.enum(hitReasons), field: z.string(), matched: z.string(), list: z.object({ id: uuid, name: z.string() }), others: z.array(z.string()),
  confidence: count, tlp, category: z.string(), family: z.string(), since: instant, until: instant.nullable(),
}).meta({ id: 'IndicatorOfAlert' })
export type IndicatorOfAlert = z.output<typeof indicatorOfAlert>
