/** MISP: files of events that a person brings or takes along, and collections as feeds. */
import * as z from 'zod'
import { anyone, can, centre, endpoint, uuid } from '#platform/contract/index.ts'

/** Of a file with events, whole: it is read at once. */
export const EVENTS_BYTES = 64 * 1_048_576
/** Of a file that comes through the console. */
export const FILE_BYTES = 64 * 1_048_576
export const fileKinds = ['stix', 'misp'] as const
export type FileKind = (typeof fileKinds)[number]
/** What is wrong with the file itself. */
export const fileProblems = ['truncated', 'no_objects', 'not_json', 'no_events', 'too_large'] as const
const json = ['application/json'] as const
const read = { kind: 'roles', roles: centre } as const

export const importReport = z.object({
  kind: z.enum(fileKinds), events: z.number().nullable(), read: z.number(), stored: z.number(), same: z.number(), conflicts: z.number(), refusals: z.number(), problem: z.enum(fileProblems).nullable(),
  refused: z.array(z.object({ index: z.number(), id: z.string(), problem: z.string() })), notes: z.array(z.object({ index: z.number(), id: z.string(), problem: z.string() })),
}).meta({ id: 'SharingImportReport' })
export type FileReport = z.output<typeof importReport>

export const bringFile = endpoint({
  id: 'sharing.bring', method: 'POST', path: '/api/sharing/collections/:collectionId/files', summary: 'A file of STIX objects or of MISP events into a collection, as raw bytes; which one is recognised', access: can('coordinator'), params: z.object({ collectionId: uuid }),
  query: z.object({ kind: z.enum(fileKinds).optional() }), raw: true, exactBody: true, bodyLimit: FILE_BYTES, accepts: ['application/octet-stream'], answers: [...json], refuses: ['too_large', 'not_found'], status: 201, response: importReport,
})
export const collectionAsMisp = endpoint({ id: 'sharing.misp_collection', method: 'GET', path: '/api/sharing/collections/:collectionId/misp', summary: 'A collection as events of MISP, without what may not leave', access: read, params: z.object({ collectionId: uuid }), raw: true, answers: [...json] })
export const objectAsMisp = endpoint({ id: 'sharing.misp_object', method: 'GET', path: '/api/sharing/collections/:collectionId/objects/:objectId/misp', summary: 'An object, or a report with what belongs to it, as an event of MISP', access: read, params: z.object({ collectionId: uuid, objectId: z.string().min(1).max(300) }), raw: true, answers: [...json] })

const text = z.string().min(1).max(100)
export const mispFeed = endpoint({
  id: 'sharing.misp_feed', method: 'GET', path: '/misp/:root/:collection/:file', summary: 'A collection as a feed of MISP: manifest.json, hashes.csv and one file an event', params: z.object({ root: text, collection: text, file: text }),
  raw: true, access: anyone, answers: ['application/json', 'text/csv'], refuses: ['not_found', 'too_large'],
})
