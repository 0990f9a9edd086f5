/** The endpoints of identity. */
import type pg from 'pg'
import { system } from '#platform/contract/index.ts'
import { route, type Route } from '#platform/http/index.ts'
import type { Ground } from '#platform/module.ts'
import * as contract from '../contract.ts'
import { actorOf } from '../core/memberships.ts'
import type { Auth } from './auth.ts'
import { handOver, headersOf } from './handover.ts'
import type { PartyNames, People } from './service.ts'
import type { SetUp } from './setUp.ts'
import { profile, readCentre } from './store.ts'

type Needs = { ground: Ground; pool: pg.Pool; auth: Auth; people: People & Pick<contract.IdentityService, 'person'>; setUp: SetUp; setContacts: contract.IdentityService['setContacts']; partyNames: PartyNames }

export function createRoutes({ ground, pool, auth, people, setUp, setContacts, partyNames }: Needs): Route[] {
  const reader = system('identity.session')
  return [
    route(contract.readSession, async ({ actor, request, reply }) => {
      const headers = headersOf(request, ground.publicUrl)
      const cookies = await auth.prolong(headers)
      if (cookies.length > 0) reply.header('set-cookie', cookies.slice())
      reply.header('cache-control', 'no-store')
      const [person, centre] = await Promise.all([people.person(headers), ground.db.as(reader, (tx) => readCentre(tx, false))])
      const { setupTokenHash: _hash, setupTokenExpiresAt: _expires, ...shown } = centre
      const details = person && await profile(pool, person.id)
      if (!person || !details) return { signedIn: false, person: null, roles: [], parties: [], memberships: [], exercise: false, centre: shown }
      const { roles, parties } = actorOf(person)
      return {
        signedIn: true, person: { id: person.id, ...details }, roles: [...roles], memberships: [...person.memberships], exercise: actor.realm.startsWith('ex:'), centre: shown,
        parties: parties.length === 0 ? [] : [...(await partyNames(parties))],
      }
    }),
    route(contract.authGet, async ({ request, reply }) => handOver(auth, request, reply)),
    route(contract.authPost, async ({ request, reply }) => handOver(auth, request, reply)),
    route(contract.setUp, ({ body }) => setUp.perform(body)),
    route(contract.checkSetUp, ({ body }) => setUp.check(body.token)),
    route(contract.setContacts, async ({ actor, body }) => { await setContacts(actor, body); return undefined }),
    route(contract.checkInvitation, ({ body }) => people.checkInvitation(body.token)),
    route(contract.acceptInvitation, ({ body }) => people.acceptInvitation(body)),
    route(contract.listPeople, ({ actor, query }) => people.list(actor, query)),
    route(contract.invitePerson, ({ actor, body }) => people.invite(actor, { ...body, memberships: body.memberships.map(dated) })),
    route(contract.renewInvitation, ({ actor, params }) => people.renewInvitation(actor, params.personId)),
    route(contract.grantMembership, ({ actor, params, body }) => people.grant(actor, params.personId, dated(body))),
    route(contract.revokeMembership, async ({ actor, params }) => { await people.revoke(actor, params.membershipId); return undefined }),
    route(contract.resetSecondFactor, async ({ actor, params }) => { await people.resetSecondFactor(actor, params.personId); return undefined }),
  ]
}

const dated = <G extends { validUntil: string | null }>(grant: G) => ({ ...grant, validUntil: grant.validUntil === null ? null : new Date(grant.validUntil) })
