/** A person's own access beyond sign-in: keys for programs, where one is signed in, roles that are lent. */
import * as z from 'zod'
import { can, endpoint, instant, line, roles, signedIn, uuid } from '#platform/contract/index.ts'

/** What every key begins with, so that whoever finds one in a file knows what it is. */
export const TOKEN_PREFIX = 'bst_'
export const TOKEN_DAYS = { usual: 90, most: 366 } as const
/** Calls a minute with one key; beyond them 429 `busy`. */
export const TOKEN_CALLS = 600

/** `read`: everything that its owner may read. Else a module and what is done there; the list follows from the endpoints (core/scopes.ts). */
const scope = z.string().regex(/^(?:read|[a-z]+:(?:read|write))$/)
export const apiToken = z.object({
  id: uuid, name: z.string(), scopes: z.array(scope), madeAt: instant, expiresAt: instant, lastUsedAt: instant.nullable(), state: z.enum(['active', 'expired', 'revoked']),
}).meta({ id: 'ApiToken' })
export type ApiToken = z.output<typeof apiToken>

export const listTokens = endpoint({
  id: 'identity.tokens', method: 'GET', path: '/api/identity/tokens', summary: 'One’s own keys for programs, and what a key may be made for', access: signedIn,
  response: z.object({ tokens: z.array(apiToken), scopes: z.array(scope) }),
})
export const makeToken = endpoint({
  id: 'identity.makeToken', method: 'POST', path: '/api/identity/tokens', summary: 'Makes a key for a program; it is told this once', access: can('coordinator', 'analyst', 'admin'),
  /** Without `expiresAt`: 90 days. A year at most. */
  body: z.object({ name: line(100), scopes: z.array(scope).min(1).max(60), expiresAt: instant.optional() }),
  status: 201, response: z.object({ id: uuid, token: z.string(), expiresAt: instant }),
})
export const revokeToken = endpoint({
  id: 'identity.revokeToken', method: 'DELETE', path: '/api/identity/tokens/:tokenId', summary: 'Ends one of one’s own keys, at once', access: signedIn,
  params: z.object({ tokenId: uuid }), status: 204,
})

export const openSession = z.object({
  id: uuid, since: instant, lastUsedAt: instant, current: z.boolean(),
  /** As the browser calls itself; null where it says nothing that is known. */
  device: z.object({ browser: z.string().nullable(), system: z.string().nullable() }),
}).meta({ id: 'OpenSession' })
export type OpenSession = z.output<typeof openSession>
export const listSessions = endpoint({
  id: 'identity.sessions', method: 'GET', path: '/api/identity/sessions', summary: 'Where one is signed in', access: signedIn, response: z.object({ sessions: z.array(openSession) }),
})
export const endSession = endpoint({
  id: 'identity.endSession', method: 'DELETE', path: '/api/identity/sessions/:sessionId', summary: 'Ends one of one’s own sessions, at once', access: signedIn, params: z.object({ sessionId: uuid }), status: 204,
})
export const endSessionsOf = endpoint({
  id: 'identity.endSessions', method: 'DELETE', path: '/api/identity/people/:personId/sessions', summary: 'Ends every session and every key of a person, at once', access: can('coordinator'), params: z.object({ personId: uuid }), status: 204,
})

const placed = { role: z.enum(roles), partyId: uuid.nullable(), partyName: z.string().nullable() }
/** `counts` is false once the lender has lost the role: what was lent sleeps with it. */
export const delegation = z.object({ id: uuid, who: z.string(), ...placed, until: instant, counts: z.boolean() }).meta({ id: 'Delegation' })
export type Delegation = z.output<typeof delegation>
/** A role of one's own, and who might have it for a while. `latest`: sixty days, or less where one's own ends before. */
export const lendable = z.object({ ...placed, latest: instant, colleagues: z.array(z.object({ id: uuid, name: z.string() })) }).meta({ id: 'LendableRole' })
export type Lendable = z.output<typeof lendable>
export const listDelegations = endpoint({
  id: 'identity.delegations', method: 'GET', path: '/api/identity/delegations', summary: 'Roles that one lends and is lent, and what one may lend to whom', access: signedIn,
  response: z.object({ may: z.array(lendable), given: z.array(delegation), received: z.array(delegation) }),
})
/** 409 `ALREADY_HOLDS`: the colleague has the role already. Lent again by the same person it takes the new end. */
export const delegate = endpoint({
  id: 'identity.delegate', method: 'POST', path: '/api/identity/delegations', summary: 'Lends a role of one’s own to a colleague until a day', access: can('analyst', 'member', 'admin'),
  body: z.object({ personId: uuid, role: z.enum(roles), partyId: uuid.nullable(), until: instant }), status: 201, response: z.object({ id: uuid }), refuses: ['not_found'],
})
export const takeBack = endpoint({
  id: 'identity.takeBack', method: 'DELETE', path: '/api/identity/delegations/:delegationId', summary: 'Takes back a role that one has lent, at once', access: signedIn, params: z.object({ delegationId: uuid }), status: 204,
})
