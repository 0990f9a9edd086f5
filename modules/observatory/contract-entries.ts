/** One entry: what is said of it, what we hold, what of it may be public, and which others may be the same attack. */
import * as z from 'zod'
import { anyone, can, centre, endpoint, instant, line, prose, tlps, uuid, version } from '#platform/contract/index.ts'
import { spoken } from './contract-attack.ts'
import { factShape, fields, partMoment, precisions, sizes, statement, victimKinds, type Field } from './contract-facts.ts'

const byEntry = z.object({ entryId: uuid })
const field = z.enum(fields as [Field, ...Field[]])
const done = z.object({ version })
const analysing = can(...centre)
/** Who decides what the world reads. Two persons: the second is not the first. */
const coordinating = can('coordinator')

export const entryStates = ['to_verify', 'draft', 'ready', 'internal', 'published', 'withdrawn'] as const
export type EntryState = (typeof entryStates)[number]
export const origins = ['case', 'person', 'import', 'seed'] as const

// ── What is public of an attack ───────────────────────────────────────────────────────────────────────────────────────

/** Without name and place where the victim did not publish the fact itself; never of which party of the territory it is. */
export const publicVictim = z.object({
  kind: z.enum(victimKinds), count: z.number(), name: z.string().optional(), namingUrl: z.string().optional(), sector: z.string().optional(), size: z.enum(sizes).default('unknown'),
  country: z.string().optional(), region: z.string().optional(), province: z.string().optional(), place: z.string().optional(),
}).meta({ id: 'PublicVictim' })
export const publicFacts = z.object({
  started: partMoment, discovered: partMoment, contained: partMoment, restored: partMoment, certainty: factShape.certainty, rsit: z.string(), actions: factShape.actions, actors: factShape.actors, assets: factShape.assets,
  confidentiality: factShape.confidentiality, integrity: factShape.integrity, availability: factShape.availability, techniques: factShape.techniques, extortion: factShape.extortion,
  victims: z.array(publicVictim), people: factShape.people, records: factShape.records, gigabytes: factShape.gigabytes, costEur: factShape.costEur, daysToRestore: factShape.daysToRestore, services: factShape.services,
}).partial().meta({ id: 'PublicFacts' })
export type PublicFacts = z.output<typeof publicFacts>
const inLanguages = (most: number) => z.object({ it: prose(most), fr: prose(most), en: prose(most) }).partial()
export const publicSource = z.object({ title: z.string(), url: z.string().optional(), publisher: z.string().optional(), publishedOn: z.string().optional(), licence: z.string().optional() })
/** What a person has looked at, word by word, and a second one publishes. */
export const proposal = z.object({ title: inLanguages(300), summary: inLanguages(8000), facts: publicFacts, sources: z.array(publicSource).max(100) }).meta({ id: 'PublicationProposal' })
export type Proposal = z.output<typeof proposal>
export const publishProblems = ['no_title', 'no_year', 'name_in_text', 'number_in_text', 'tlp', 'not_confirmed', 'no_victim'] as const
export type PublishProblem = { readonly code: (typeof publishProblems)[number]; /** The word that gives it away. */ readonly word?: string | undefined }

// ── The wire ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const said = z.object({
  id: uuid, entryRef: z.string(), source: statement.shape.source, confidence: z.number(), confidences: statement.shape.confidences, facts: z.record(z.string(), z.unknown()), recordedAt: instant,
})
const likeReasons = ['party', 'name', 'provider', 'claim', 'day', 'place', 'action'] as const
export type LikeReason = (typeof likeReasons)[number]
const twin = z.object({ entryId: uuid, ref: z.string(), title: z.string(), startedOn: z.iso.date().nullable(), score: z.number(), reasons: z.array(z.enum(likeReasons)) })
export const readEntry = endpoint({
  id: 'observatory.entry', method: 'GET', path: '/api/observatory/entries/:entryId', summary: 'One entry with all that is said of it', access: analysing, params: byEntry,
  response: z.object({
    id: uuid, ref: z.string(), version, state: z.enum(entryStates), tlp: z.enum(tlps), /** Of all that is merged into it, the strictest. */ wholeTlp: z.enum(tlps), embargoUntil: instant.nullable(), /** Collections of groups in which it stands. */ sharedWith: z.array(z.string()), origin: z.enum(origins), caseId: uuid.nullable(), reason: z.string(),
    mergedInto: z.object({ id: uuid, ref: z.string() }).nullable(), merged: z.array(z.object({ id: uuid, ref: z.string(), at: instant, version })),
    title: z.string(), startedOn: z.iso.date().nullable(), precision: z.enum(precisions).nullable(), night: z.boolean().nullable(), weekend: z.boolean().nullable(), holiday: z.boolean().nullable(), daysToRestore: z.number().nullable(), stillDown: z.boolean(), confidence: z.number(),
    facts: z.record(z.string(), z.unknown()), provenance: z.record(z.string(), z.object({ statement: uuid, confidence: z.number(), others: z.number() })), chosen: z.record(z.string(), uuid),
    /** What its techniques are called in the release in use. */ techniques: z.array(spoken),
    statements: z.array(said), twins: z.array(twin),
    ready: z.object({ byName: z.string(), at: instant, mine: z.boolean() }).nullable(),
    published: z.object({ at: instant, byName: z.string(), reviewedByName: z.string(), from: instant, edition: z.number() }).nullable(),
  }).meta({ id: 'ObservatoryEntry' }),
})
export const addEntry = endpoint({
  id: 'observatory.add', method: 'POST', path: '/api/observatory/entries', summary: 'An attack that somebody tells of: a newspaper, an authority, the victim itself', access: analysing,
  body: z.object({ statement: statement.omit({ key: true }), tlp: z.enum(tlps).default('amber') }), response: z.object({ entryId: uuid, ref: z.string() }), status: 201,
})
export const addStatement = endpoint({
  id: 'observatory.say', method: 'POST', path: '/api/observatory/entries/:entryId/statements', summary: 'One more source’s word, or a correction by a person', access: analysing, params: byEntry,
  body: z.object({ version, statement: statement.omit({ key: true }) }), response: done, status: 201, refuses: ['conflict'],
})
export const chooseField = endpoint({
  id: 'observatory.choose', method: 'PUT', path: '/api/observatory/entries/:entryId/chosen', summary: 'Which statement a field is taken from; none: as confidence says', access: analysing, params: byEntry,
  body: z.object({ version, field, statementId: uuid.nullable() }), response: done, refuses: ['conflict'],
})
export const changeEntry = endpoint({
  id: 'observatory.change', method: 'PATCH', path: '/api/observatory/entries/:entryId', summary: 'Who may read it inside, until when it is under embargo, and whether it is studied or still to be verified', access: analysing, params: byEntry,
  body: z.object({ version, tlp: z.enum(tlps).optional(), embargoUntil: instant.nullable().optional(), state: z.enum(['to_verify', 'draft', 'internal']).optional() }), response: done, refuses: ['conflict'],
})
export const mergeEntry = endpoint({
  id: 'observatory.merge', method: 'POST', path: '/api/observatory/entries/:entryId/merge', summary: 'It is the same attack as another: one record, and the way back stays', access: analysing, params: byEntry,
  body: z.object({ version, into: uuid }), response: done, refuses: ['conflict'],
})
export const separateEntry = endpoint({
  id: 'observatory.separate', method: 'POST', path: '/api/observatory/entries/:entryId/separate', summary: 'It was another attack after all: both records are what they were', access: analysing, params: byEntry,
  body: z.object({ version }), response: done, refuses: ['conflict'],
})
const problem = z.object({ code: z.enum(publishProblems), word: z.string().optional() })
export const readProposal = endpoint({
  id: 'observatory.proposal', method: 'GET', path: '/api/observatory/entries/:entryId/proposal', summary: 'What would be public, and what was covered', access: analysing, params: byEntry,
  response: z.object({ version, proposal, covered: z.array(z.string()), left: z.array(field), problems: z.array(problem) }),
})
export const proposeEntry = endpoint({
  id: 'observatory.propose', method: 'POST', path: '/api/observatory/entries/:entryId/proposal', summary: 'Reviewed: a second person may publish it', access: analysing, params: byEntry,
  body: z.object({ version, title: inLanguages(300), summary: inLanguages(8000), hide: z.array(field).max(40).default([]), sources: z.array(uuid).max(100).default([]), embargoUntil: instant.nullable().optional() }), response: done, refuses: ['conflict', 'tlp'],
})
export const publishEntry = endpoint({
  id: 'observatory.publish', method: 'POST', path: '/api/observatory/entries/:entryId/publication', summary: 'Public from now on, or from the end of the embargo', access: coordinating, params: byEntry,
  body: z.object({ version }), response: done, refuses: ['conflict', 'second_person', 'tlp'],
})
export const withdrawEntry = endpoint({
  id: 'observatory.withdraw', method: 'POST', path: '/api/observatory/entries/:entryId/withdrawal', summary: 'Public no more, with the reason', access: coordinating, params: byEntry,
  body: z.object({ version, reason: line(500) }), response: done, refuses: ['conflict'],
})
export const listTwins = endpoint({
  id: 'observatory.twins', method: 'GET', path: '/api/observatory/twins', summary: 'Pairs that may be one attack', access: analysing,
  response: z.object({ pairs: z.array(z.object({ a: twin.omit({ score: true, reasons: true }), b: twin.omit({ score: true, reasons: true }), score: z.number(), reasons: z.array(z.enum(likeReasons)) })) }),
})
/** The same objects as other centres receive. */
export const readStix = endpoint({
  id: 'observatory.stix', method: 'GET', path: '/osservatorio/casi/:ref/stix.json', summary: 'A public case as a bundle of STIX 2.1', access: anyone, params: z.object({ ref: z.string().regex(/^[A-Z]{3}-\d{4}-\d{1,9}$/) }), raw: true, answers: ['application/stix+json;version=2.1'],
})
export type EntryView = z.output<typeof readEntry.response>
