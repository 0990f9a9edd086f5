/** The endpoints of identity. */
import type pg from 'pg'
import { Refusal, system } from '#platform/contract/index.ts'
import { route, type Call, type Route } from '#platform/http/index.ts'
import type { Ground } from '#platform/module.ts'
import * as contract from '../contract.ts'
import * as access from '../contract-access.ts'
import * as emergency from '../contract-emergency.ts'
import { actorOf } from '../core/memberships.ts'
import { mayUse, secondStepOf } from '../core/secondFactor.ts'
import type { Auth } from './auth.ts'
import type { CentrePage } from './centre.ts'
import type { Delegations } from './delegations.ts'
import type { Emergencies } from './emergencies.ts'
import { handOver, headersOf, sendAway } from './handover.ts'
import type { SeenBy } from './seen.ts'
import { PROVIDER, type Door } from './singleSignOn.ts'
import type { PartyNames, People } from './service.ts'
import type { Sessions } from './sessions.ts'
import type { SetUp } from './setUp.ts'
import { profile } from './store.ts'
import { loadCentre } from './store/centre.ts'
import type { Tokens } from './tokens.ts'

type Needs = { ground: Ground; pool: pg.Pool; auth: Auth; door: Door | undefined; people: People & Pick<contract.IdentityService, 'person'>; setUp: SetUp; centre: CentrePage; seen: SeenBy; tokens: Tokens; sessions: Sessions; delegations: Delegations; emergencies: Emergencies; partyNames: PartyNames }

export function createRoutes({ ground, pool, auth, door: sso, people, setUp, centre, seen, tokens, sessions, delegations, emergencies, partyNames }: Needs): Route[] {
  const reader = system('identity.session')
  const signOn = sso ? { singleSignOn: { name: sso.name } } : {}
  const nobody = { signedIn: false, person: null, roles: [], parties: [], memberships: [], exercise: false }

  /** A session that lay idle is over for the library too, and one without its second step opens only the doors that lead to it. */
  const signingIn = async ({ request, reply }: Pick<Call<typeof contract.authPost>, 'request' | 'reply'>): Promise<never> => {
    const person = await people.person(headersOf(request, ground.publicUrl))
    const door = `${request.method} ${new URL(request.url, ground.publicUrl).pathname.slice('/api/auth'.length)}`
    if (person && !mayUse(secondStepOf(person), door, person.secondFactor.code)) throw new Refusal('second_factor')
    if (door === `GET /callback/${PROVIDER}`) {
      if (!sso) throw new Refusal('not_found')
      return handOver(sso, request, reply)
    }
    return handOver(auth, request, reply)
  }

  return [
    route(contract.readSession, async ({ actor, request, reply }) => {
      reply.header('cache-control', 'no-store')
      const [person, { name, region, demo, languages, timeZone, ready, country, contacts }] = await Promise.all([
        people.person(headersOf(request, ground.publicUrl)), ground.db.as(reader, (tx) => loadCentre(tx)),
      ])
      const shown = { name, region, demo, languages: [...languages], timeZone, ready, country, ...shownOf(contacts) }
      const details = person && await profile(pool, person.id)
      if (!person || !details) return { ...nobody, ...signOn, centre: shown }
      const { roles, parties } = actorOf(person)
      const step = secondStepOf(person)
      return {
        signedIn: true, person: { id: person.id, ...details }, roles: [...roles], memberships: [...person.memberships], ...(step === 'fine' ? {} : { secondStep: step }), ...signOn, exercise: actor.realm.startsWith('ex:'), centre: shown,
        parties: parties.length === 0 ? [] : [...(await partyNames(parties))],
      }
    }),
    route(contract.startSingleSignOn, ({ body, request, reply }) => {
      if (!sso) throw new Refusal('not_found')
      return sendAway(sso, ground.publicUrl, body.next, request, reply)
    }),
    route(contract.authGet, signingIn),
    route(contract.authPost, signingIn),
    route(contract.readCentre, ({ actor }) => centre.read(actor)),
    route(contract.changeCentre, ({ actor, body }) => centre.change(actor, body)),
    route(contract.readSeen, ({ actor, query }) => seen(actor, query)),
    route(access.listTokens, ({ actor }) => tokens.list(actor)),
    route(access.makeToken, async ({ actor, body, request }) => {
      const { proven = false, vouched = false } = (await people.person(headersOf(request, ground.publicUrl)))?.secondFactor ?? {}
      return tokens.make(actor, { strong: proven, vouched }, body)
    }),
    route(access.revokeToken, async ({ actor, params }) => { await tokens.revoke(actor, params.tokenId); return undefined }),
    route(access.listSessions, async ({ actor, request }) => sessions.list(actor, await auth.sessionToken(headersOf(request, ground.publicUrl)))),
    route(access.endSession, async ({ actor, params }) => { await sessions.end(actor, params.sessionId); return undefined }),
    route(access.endSessionsOf, async ({ actor, params }) => { await sessions.endAllOf(actor, params.personId); return undefined }),
    route(access.listDelegations, ({ actor }) => delegations.list(actor)),
    route(access.delegate, ({ actor, body }) => delegations.make(actor, body)),
    route(access.takeBack, async ({ actor, params }) => { await delegations.takeBack(actor, params.delegationId); return undefined }),
    route(emergency.listEmergencies, ({ actor }) => emergencies.list(actor)),
    route(emergency.readEmergency, ({ actor, params }) => emergencies.read(actor, params.emergencyId)),
    route(emergency.giveEmergency, ({ actor, body }) => emergencies.give(actor, body)),
    route(emergency.closeEmergency, async ({ actor, params, body }) => { await emergencies.close(actor, params.emergencyId, body.remark); return undefined }),
    route(contract.setUp, ({ body }) => setUp.perform(body)),
    route(contract.checkSetUp, ({ body }) => setUp.check(body.token)),
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

/** Hours that were written in several languages belong to the public pages alone. */
const shownOf = ({ phone = '', hours, openingHours, email, certifiedMail, address }: Partial<contract.Contacts>) => ({
  phone, hours: typeof hours === 'string' ? hours : '', ...(openingHours ? { openingHours } : {}),
  ...(email ? { email } : {}), ...(certifiedMail ? { certifiedMail } : {}), ...(address ? { address } : {}),
})

const dated = <G extends { validUntil: string | null }>(grant: G) => ({ ...grant, validUntil: grant.validUntil === null ? null : new Date(grant.validUntil) })
