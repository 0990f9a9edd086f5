/** Requests of a person about their own data: the register, what is found, the copy, the erasure. */
import * as z from 'zod'
import { can, endpoint, instant, page, trilingual, uuid, version } from '#platform/contract/index.ts'

export const kinds = ['access', 'rectification', 'erasure', 'restriction', 'portability'] as const
export const verifications = ['not_yet', 'document', 'account', 'known', 'mandate'] as const
export const outcomes = ['done', 'partly', 'refused', 'withdrawn', 'passed_on'] as const
export const grounds = ['hold', 'open_case', 'audit', 'archive', 'on_duty', 'being_sent', 'last_coordinator', 'by_its_term'] as const

const words = (most: number) => z.string().trim().min(1).max(most)
const list = <T extends z.ZodType>(one: T) => z.array(one).max(20).default([])
const day = z.iso.date()

/** By what a person is looked for: at least one of them. */
export const sought = z.object({
  name: z.string().trim().max(200).default(''), emails: list(z.string().trim().toLowerCase().pipe(z.email().max(254))), phones: list(words(60)), accounts: list(uuid),
  reports: list(z.string().trim().toUpperCase().regex(/^R-\d{1,12}$/)), lang: z.enum(['it', 'fr', 'en']).default('it'),
}).refine((one) => one.name !== '' || one.emails.length + one.phones.length + one.accounts.length + one.reports.length > 0, { path: ['name'], message: 'nothing to look for' })
export type Sought = z.output<typeof sought>

export const requestRow = z.object({
  id: uuid, number: z.number().int(), kinds: z.array(z.enum(kinds)), verified: z.enum(verifications), state: z.enum(['open', 'erasing', 'closed']),
  name: z.string(), receivedOn: day, dueOn: day, daysLeft: z.number().int(), exceeded: z.boolean(), extended: z.boolean(), outcome: z.enum(outcomes).nullable(), version,
}).meta({ id: 'RequestOfPerson' })
export const placeResult = z.object({ place: z.string(), gone: z.number().int(), stays: z.array(z.object({ ground: z.enum(grounds), count: z.number().int() })), unsure: z.number().int() })
export const requestDetail = requestRow.extend({
  /** Absent when the key that sealed it is not here. */
  sought: z.object({ name: z.string(), emails: z.array(z.string()), phones: z.array(z.string()), accounts: z.array(z.string()), reports: z.array(z.string()), lang: z.enum(['it', 'fr', 'en']) }).nullable(),
  confirmed: z.array(z.string()), extendedWhy: z.string(), lookedAt: instant.nullable(), exportedAt: instant.nullable(), plainAt: instant.nullable(),
  eraseAskedAt: instant.nullable(), erasedAt: instant.nullable(), eraseWhy: z.string(), result: z.array(placeResult.extend({ what: trilingual })), remark: z.string(), closedAt: instant.nullable(),
}).meta({ id: 'RequestOfPersonDetail' })

export const preview = z.object({
  places: z.array(z.object({
    place: z.string(), what: trilingual, fate: z.enum(['deleted', 'emptied', 'kept']), ground: z.enum(grounds).nullable(),
    /** Theirs for certain; of those, what an erasure takes. */
    found: z.number().int(), goes: z.number().int(), stays: z.array(z.object({ ground: z.enum(grounds), count: z.number().int() })),
    /** Notes, originals and files that may name others: left out of the copy, for somebody to read. */
    toRead: z.number().int(),
    /** By name alone: a namesake's perhaps. */
    unsure: z.array(z.object({ id: z.string(), label: z.string(), confirmed: z.boolean() })),
  })),
  total: z.number().int(),
  /** Fingerprint of what was found: the erasure must be of what was looked at. */
  seen: z.string(),
})

const params = z.object({ requestId: uuid })
const path = '/api/retention/requests/:requestId'
const access = can('coordinator')

export const listRequests = endpoint({
  id: 'retention.requests', method: 'GET', path: '/api/retention/requests', summary: 'Register of requests of people about their data, the first due first', access,
  query: z.object({ limit: page.limit.default(50), offset: page.offset }), response: z.object({ items: z.array(requestRow), total: z.number().int(), exceeded: z.number().int() }),
})
export const addRequest = endpoint({
  id: 'retention.add_request', method: 'POST', path: '/api/retention/requests', summary: 'Enters a request in the register; its month runs from the day it was received', access, status: 201,
  body: z.object({ sought, kinds: z.array(z.enum(kinds)).min(1).max(5), verified: z.enum(verifications).default('not_yet'), receivedOn: day }), response: z.object({ id: uuid, dueOn: day }), refuses: ['key_missing'],
})
export const readRequest = endpoint({ id: 'retention.request', method: 'GET', path, summary: 'One request', access, params, response: requestDetail })
export const changeRequest = endpoint({
  id: 'retention.change_request', method: 'PATCH', path, summary: 'How it was made sure who asks, and which of the things found by name are theirs', access, params, status: 204, refuses: ['key_missing'],
  body: z.object({ version, verified: z.enum(verifications).optional(), confirmed: z.array(words(200)).max(1000).optional() }),
})
export const extendRequest = endpoint({
  id: 'retention.extend_request', method: 'POST', path: `${path}/extend`, summary: 'Two more months, with the reason that the person is told (art. 12(3))', access, params, status: 204,
  body: z.object({ version, why: words(1000) }),
})
export const lookRequest = endpoint({ id: 'retention.look', method: 'POST', path: `${path}/look`, summary: 'What the centre holds about the person, place by place', access, params, body: z.object({}), response: preview, refuses: ['key_missing'] })
export const exportRequest = endpoint({
  id: 'retention.export', method: 'POST', path: `${path}/export`, summary: 'One file with everything that is the person’s, encrypted with age; without encryption once', access, params, raw: true, refuses: ['key_missing'],
  accepts: ['application/json'], answers: ['application/octet-stream', 'application/zip'],
  body: z.object({ how: z.discriminatedUnion('with', [
    z.object({ with: z.literal('passphrase'), passphrase: z.string().min(14).max(200).refine((text) => text.isWellFormed()) }), z.object({ with: z.literal('recipient'), recipient: z.string().trim().regex(/^age1[a-z0-9]{50,100}$/) }), z.object({ with: z.literal('nothing') }),
  ]) }),
})
export const eraseRequest = endpoint({
  id: 'retention.erase', method: 'POST', path: `${path}/erase`, summary: 'Takes away what the preview showed, with a proof; says what stays and on which ground', access, params, refuses: ['key_missing'],
  body: z.object({ version, seen: z.string().min(1).max(100), why: words(1000), again: z.literal('erase') }), response: z.object({ result: z.array(placeResult), runId: uuid.nullable() }),
})
export const closeRequest = endpoint({
  id: 'retention.close_request', method: 'POST', path: `${path}/close`, summary: 'Ends a request, with what came of it', access, params, status: 204,
  body: z.object({ version, outcome: z.enum(outcomes), remark: z.string().trim().max(2000).default('') }),
})
