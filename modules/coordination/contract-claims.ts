/** Which names and addresses are whose, and what each body has allowed. */
import * as z from 'zod'
import { can, centre, endpoint, instant, line, page, prose, uuid, version } from '#platform/contract/index.ts'

/** A liaison reads for the bodies of its district; rows of others are refused by the database. */
const reading = can(...centre, 'liaison', 'member', 'admin')
/** Whoever may speak for a body: its own admin, or the coordinator with the body's paper in hand. */
const speaking = can('coordinator', 'admin')
const byParty = z.object({ partyId: uuid })
const party = z.object({ id: uuid, name: z.string() })

export const claimKinds = ['domain', 'address_range'] as const
export const claimStates = ['asked', 'approved', 'refused', 'released'] as const
export const claimItem = z.object({
  id: uuid, party, kind: z.enum(claimKinds), value: z.string(), state: z.enum(claimStates), note: z.string(),
  /** What to put into the TXT record of a domain; null where a record proves nothing. */
  record: z.string().nullable(), contested: z.boolean(),
  askedAt: instant, askedBy: z.string(), provenAt: instant.nullable(), triedAt: instant.nullable(), decidedAt: instant.nullable(), decidedBy: z.string(), reason: z.string(), version,
}).meta({ id: 'Claim' })
export type ClaimItem = z.output<typeof claimItem>
const byClaim = z.object({ claimId: uuid })

export const listClaims = endpoint({
  id: 'coordination.claims', method: 'GET', path: '/api/coordination/claims', summary: 'Claims on domains and addresses: those that wait first, then the latest', access: reading,
  query: z.object({ partyId: uuid.optional(), state: z.enum(claimStates).optional(), ...page }), response: z.object({ items: z.array(claimItem), total: z.number().int() }),
})
export const claimAsset = endpoint({
  id: 'coordination.claim', method: 'POST', path: '/api/coordination/parties/:partyId/claims', summary: 'A body says that a domain or a range of addresses is its own', access: speaking, status: 201,
  params: byParty, body: z.object({ kind: z.enum(claimKinds), value: line(253), note: prose(500).default('') }), response: claimItem, refuses: ['conflict'],
})
export const proveClaim = endpoint({
  id: 'coordination.prove', method: 'POST', path: '/api/coordination/claims/:claimId/proof', summary: 'Looks for the TXT record now; found, the claim is approved', access: speaking, params: byClaim, body: z.object({}),
  response: z.object({ found: z.enum(['yes', 'no', 'silent']), claim: claimItem }), refuses: ['conflict'],
})
export const decideClaim = endpoint({
  id: 'coordination.decide_claim', method: 'POST', path: '/api/coordination/claims/:claimId/decision', summary: 'The centre approves or refuses, with a reason', access: can('coordinator'), params: byClaim,
  body: z.object({ version, decision: z.enum(['approve', 'refuse']), reason: line(500) }), response: claimItem, refuses: ['conflict'],
})
export const releaseClaim = endpoint({
  id: 'coordination.release_claim', method: 'POST', path: '/api/coordination/claims/:claimId/release', summary: 'No longer the body’s: nobody may look at it from outside any more', access: speaking, params: byClaim,
  body: z.object({ version, reason: line(500) }), response: claimItem, refuses: ['conflict'],
})

export const consentKinds = ['scan', 'logs', 'notices', 'sharing', 'contact'] as const
export type ConsentKind = (typeof consentKinds)[number]
export const assetScope = z.object({ kind: z.enum(claimKinds), value: line(253) })
export type AssetScope = z.output<typeof assetScope>
export const consentItem = z.object({
  id: uuid, party, what: z.enum(consentKinds), /** Null: everything of the body. */ asset: assetScope.nullable(), givenBy: z.string(), givenRole: z.string(), document: z.string(), from: instant, until: instant,
  recordedAt: instant, recordedBy: z.string(), withdrawn: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  state: z.enum(['holds', 'to_come', 'ended', 'withdrawn']),
}).meta({ id: 'Consent' })
export type ConsentItem = z.output<typeof consentItem>

export const listConsents = endpoint({
  id: 'coordination.consents', method: 'GET', path: '/api/coordination/consents', summary: 'What bodies have allowed, also what is over: the latest first', access: reading,
  query: z.object({ partyId: uuid.optional(), what: z.enum(consentKinds).optional(), ...page }), response: z.object({ items: z.array(consentItem), total: z.number().int() }),
})
export const giveConsent = endpoint({
  id: 'coordination.give_consent', method: 'POST', path: '/api/coordination/parties/:partyId/consents', summary: 'A body allows one thing, until a day, on a document', access: speaking, status: 201, params: byParty,
  body: z.object({ what: z.enum(consentKinds), asset: assetScope.nullable(), givenBy: line(200), givenRole: line(200), document: line(300), from: instant, until: instant }), response: consentItem,
})
export const withdrawConsent = endpoint({
  id: 'coordination.withdraw_consent', method: 'POST', path: '/api/coordination/consents/:consentId/withdrawal', summary: 'No longer allowed, from this moment', access: speaking, params: z.object({ consentId: uuid }),
  body: z.object({ reason: prose(500).default('') }), response: consentItem, refuses: ['conflict'],
})
