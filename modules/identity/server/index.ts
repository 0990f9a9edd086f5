/** Identity: puts the parts together. Everything of schema identity goes through the auth role's pool. */
import type pg from 'pg'
import type { SingleSignOn } from '#platform/config.ts'
import { createDatabase } from '#platform/db/index.ts'
import type { Ground, Module } from '#platform/module.ts'
import type { IdentityService } from '../contract.ts'
import { giveEmergency } from '../contract-emergency.ts'
import { createAuth } from './auth.ts'
import { createCentrePage } from './centre.ts'
import { createDelegations } from './delegations.ts'
import { createEmergencies } from './emergencies.ts'
import { createJobs } from './jobs.ts'
import { retention } from './retention.ts'
import { createRoutes } from './routes.ts'
import { createSeen } from './seen.ts'
import { createPeople, type PartyNames } from './service.ts'
import { createSessions } from './sessions.ts'
import { createSetUp } from './setUp.ts'
import { subjectPlaces } from './subject.ts'
import { createTokens, tokenIn } from './tokens.ts'
import { createSingleSignOn } from './singleSignOn.ts'
import { createWatch } from './watch.ts'

export { actorOf } from '../core/memberships.ts'
export { credentialsOf } from './tokens.ts'
export { scopeOf, scopesOf } from '../core/scopes.ts'
export type IdentityNeeds = {
  /** Pool of the auth role (`createPool(ready.connect.auth, …)`). The caller ends it. */
  readonly authPool: pg.Pool
  /** Signs cookies and encrypts second-factor secrets: 32 bytes or more, and lost means every second factor is enrolled anew. */
  readonly secret: string
  /** Names of parties, read as the centre; territory stands below this module, so it comes as a function. */
  readonly partyNames: PartyNames
  readonly singleSignOn?: SingleSignOn | undefined
  /** What a key for programs may be made for: follows from everything that is mounted. */
  readonly scopes: () => readonly string[]
}

export function createIdentity(ground: Ground, { authPool: pool, secret, partyNames, scopes, singleSignOn }: IdentityNeeds): Module<IdentityService> {
  if (secret.length < 32) throw new Error('the session secret is shorter than 32 characters')
  const people = createDatabase(pool)
  const { clock } = ground
  const settings = { pool, publicUrl: ground.publicUrl, secret, log: ground.log, watch: createWatch({ pool, people, clock }) }
  const auth = createAuth(settings)
  const door = singleSignOn && createSingleSignOn(settings, singleSignOn)
  const service = createPeople({ ground, pool, people, auth, partyNames })
  const setUp = createSetUp({ ground, people, auth })
  const emergencies = createEmergencies({ ground, people })
  const tokens = createTokens({ pool, people, clock, scopes })
  const centre = createCentrePage({ ground, people })
  return {
    service: {
      person: service.person, caller: (headers, endpoint) => { const token = tokenIn(headers); return token === undefined ? service.person(headers) : tokens.person(token, endpoint) },
      names: service.names, peopleOf: service.peopleOf, addressOf: service.addressOf, createPerson: service.createPerson, prepareSetup: setUp.prepareSetup, setUp: setUp.perform,
      giveEmergencyTo: async (actor, email, { role, hours, reason }) => {
        const { id, name, link } = await service.wayIn(actor, email)
        const { until } = await emergencies.give(actor, giveEmergency.body.parse({ personId: id, role, hours, reason }))
        return { name, until, ...(link ? { link } : {}) }
      },
      setContacts: centre.setContacts, resetSecondFactorOf: service.resetSecondFactorOf,
    },
    routes: createRoutes({ ground, pool, auth, door, people: service, setUp, centre, seen: createSeen({ db: ground.db, pool }), tokens, emergencies, sessions: createSessions({ db: people, clock }), delegations: createDelegations({ db: people, clock, partyNames }), partyNames }),
    listeners: [],
    periodic: createJobs({ pool, people, clock, tell: emergencies.tell }),
    retention: retention(people),
    subject: subjectPlaces(people),
  }
}
