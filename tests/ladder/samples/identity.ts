import { randomUUID } from 'node:crypto'
import { systemClock } from '#platform/clock.ts'
import { set, type Samples } from './sample.ts'
import type { Ids, World } from '../world/index.ts'

/** A link works once: each call has its own. */
const link = async (ids: Ids, w: World) => (ids === w.ids.a ? new URL((await w.done('coordinator', 'identity.renewInvitation', { params: { personId: ids.personId } })).invitation).hash.slice(1) : 'b'.repeat(43))
/** What is a person's own: in this world the admin of A and the contact of P have one. */
const notMine = { researcher: 404, member: 404, liaison: 404, analyst: 404, coordinator: 404 } as const

export const identity: Samples<'identity'> = {
  'identity.session': {},
  'identity.authGet': { params: () => ({ '*': 'get-session' }) },
  'identity.authPost': { params: () => ({ '*': 'sign-out' }), body: () => ({}) },
  // A centre is set up once: the world was, through this very door.
  'identity.setUp': { own: { nobody: 410 }, body: () => ({ token: 'a'.repeat(43), coordinator: { name: 'A', email: 'a@prova.example', password: 'sette tazze di camomilla' }, centre: { name: { it: 'A' }, region: { it: 'A' }, country: 'IT', languages: ['it'], timeZone: 'Europe/Rome', phone: '', hours: '' } }) },
  'identity.checkSetUp': { own: { nobody: 410 }, body: () => ({ token: 'a'.repeat(43) }) },
  // A wrong link, a spent one and an old one get one answer: gone.
  'identity.checkInvitation': { unknown: 410, body: async (ids, w) => ({ token: await link(ids, w) }) },
  'identity.acceptInvitation': { unknown: 410, body: async (ids, w) => ({ token: await link(ids, w), name: 'Nora Nuova', password: 'sette tazze di camomilla' }) },
  // None is set up in this world.
  'identity.singleSignOn': { own: { nobody: 404 }, body: () => ({}) },
  'identity.centre': {},
  // It names no object, so it takes no ids; it builds on what was read.
  'identity.changeCentre': { body: async (...[, w]: readonly [Ids, World]) => ({ ...(await w.done('coordinator', 'identity.centre')), phone: '', email: 'centro@prova.example', address: 'Via di prova 1' }) },
  'identity.seen': { query: (ids) => ({ partyId: ids.partyId }) },
  'identity.tokens': {},
  'identity.makeToken': { body: () => ({ name: 'prova', scopes: ['read'] }) },
  // A key of A's admin, of P's contact: to everybody else it is not there.
  'identity.revokeToken': { own: notMine, before: set('update identity.api_token set revoked_at = null where id = $1', 'tokenId') },
  'identity.sessions': {},
  'identity.endSession': { own: notMine, before: (w, ids) => w.t.sql(`insert into identity.session (id, "expiresAt", token, "updatedAt", "userId") select $1::text::uuid, now() + interval '1 hour', 'ladder ' || $1::text, now(), id from identity."user" where email = $2 on conflict do nothing`, [ids.sessionId, ids === w.ids.p ? 'provider@prova.example' : 'admin@prova.example']) },
  'identity.endSessions': {},
  'identity.delegations': {},
  // Nobody here holds a role that could be lent to somebody of A but A's admin.
  'identity.delegate': { own: { analyst: 404, member: 404 }, body: (ids) => ({ personId: ids.personId, role: 'admin', partyId: ids.partyId, until: new Date(systemClock.now().getTime() + 86_400_000).toISOString() }) },
  'identity.takeBack': { own: { ...notMine, provider: 404 }, before: async (w, ids) => ids === w.ids.a && w.t.sql(`insert into identity.membership (id, user_id, role, party_id, valid_until, granted_by, granted_at, delegated_by) select $1, $2, 'admin', $3, now() + interval '1 day', 'prova', now(), id from identity."user" where email = 'admin@prova.example' on conflict (user_id, role, party_id) do update set id = excluded.id`, [ids.delegationId, ids.personId, ids.partyId]) },
  'identity.emergencies': {},
  'identity.emergency': {},
  'identity.giveEmergency': { before: set('delete from identity.emergency where user_id = $1', 'personId'), body: (ids) => ({ personId: ids.personId, role: 'analyst', hours: 1, reason: 'Prova di un accesso di emergenza.' }) },
  'identity.closeEmergency': { before: set('update identity.emergency set closed_at = null where id = $1', 'emergencyId'), body: () => ({ remark: 'Guardato tutto: era una prova.' }) },
  'identity.people': {},
  'identity.invite': { body: (ids) => ({ name: 'Uno Nuovo', email: `${randomUUID()}@prova.example`, memberships: [{ role: 'member', partyId: ids.partyId }] }) },
  'identity.renewInvitation': {},
  'identity.grant': { body: (ids) => ({ role: 'admin', partyId: ids.partyId }) },
  'identity.revoke': { before: (w, ids) => w.t.sql(`insert into identity.membership (id, user_id, role, party_id, granted_by, granted_at) values ($1, $2, 'member', $3, 'prova', now()) on conflict do nothing`, [ids.membershipId, ids.personId, ids.partyId]) },
  'identity.resetSecondFactor': {},
}
