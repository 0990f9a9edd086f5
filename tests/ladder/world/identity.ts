/** The centre, its people, and of each body what they have: keys, sessions, accesses in an emergency. */
import { randomUUID } from 'node:crypto'
import { system, type Role } from '#platform/contract/index.ts'
import type { Making, Parties } from './making.ts'
import type { Server } from './server.ts'
import { SECRET } from './words.ts'

const PASSWORD = 'ponte-levatoio-1291'

async function signIn({ http, cookies }: Server, name: string) {
  const answer = await http.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email: `${name.toLowerCase()}@prova.example`, password: PASSWORD } })
  if (answer.statusCode !== 200) throw new Error(`${name} cannot sign in: ${answer.body}`)
  cookies.set(name, [answer.headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split(';')[0]).join('; '))
}
/** Their second step is given: making and proving one is tested in identity. */
const prove = ({ t }: Server) => t.sql(`with proven as (update identity.session set strong = true returning "userId") update identity."user" set "twoFactorEnabled" = true where id in (select "userId" from proven)`)

export async function setUpCentre(server: Server) {
  const { centre, done } = server
  const token = (await centre.identity.service.prepareSetup())!
  await done('nobody', 'identity.setUp', { body: {
    token, coordinator: { name: 'Cora Coordinatrice', email: 'coordinator@prova.example', password: PASSWORD },
    centre: { name: { it: 'Centro', fr: 'Centre', en: 'Centre' }, region: { it: 'Velarda', fr: 'Velarda', en: 'Velarda' }, country: 'IT', languages: ['it', 'fr', 'en'], timeZone: 'Europe/Rome', phone: '', hours: '' },
  } })
  await signIn(server, 'coordinator')
  await prove(server)
}

export async function addPeople(server: Server, party: Parties) {
  const { t, centre } = server
  const people: readonly { name: string; role: Role; at: string | null }[] = [
    { name: 'analyst', role: 'analyst', at: null }, { name: 'researcher', role: 'researcher', at: null }, { name: 'liaison', role: 'liaison', at: party.d }, { name: 'provider', role: 'provider', at: party.p },
    { name: 'member', role: 'member', at: party.a }, { name: 'admin', role: 'admin', at: party.a }, { name: SECRET, role: 'admin', at: party.b }, { name: 'quercia', role: 'provider', at: party.q },
  ]
  await Promise.all(people.map(async ({ name, role, at }) => {
    const { id } = await centre.identity.service.createPerson(system('test'), { name: `Persona ${name}`, email: `${name.toLowerCase()}@prova.example`, memberships: [{ role, partyId: at }] })
    // The coordinator's password, as it is kept: making eight of them anew takes longer than all the rest.
    await t.sql(`insert into identity.account ("accountId", "providerId", "userId", password, "updatedAt") select $1::text, 'credential', $1::uuid, password, now() from identity.account where "providerId" = 'credential' limit 1`, [id])
    await signIn(server, name)
  }))
  await prove(server)
  // A coordinator whose second step is still owed: every role sleeps.
  await centre.identity.service.createPerson(system('test'), { name: 'Persona a metà', email: 'half@prova.example', password: PASSWORD, memberships: [{ role: 'coordinator', partyId: null }] })
  await signIn(server, 'half')
}

export async function layIdentity({ done, one, party, add }: Making) {
  for (const [holder, keeper] of [['a', 'admin'], ['b', SECRET], ['p', 'provider'], ['q', 'quercia']] as const) {
    const [partyId, whose, email] = [party[holder], holder === 'b' ? SECRET : holder, `${keeper.toLowerCase()}@prova.example`]
    const personId = (await done('coordinator', 'identity.invite', { body: { name: `Nuova di ${whose}`, email: `nuova-${holder}@prova.example`, memberships: [{ role: 'member', partyId }] } })).id
    add(holder, {
      partyId, personId, membershipId: await one('select id from identity.membership where user_id = $1', [personId]), delegationId: randomUUID(),
      emergencyId: await one(`insert into identity.emergency (user_id, role, reason, given_at, until, told_at) select id, 'analyst', $1, now() - interval '9 hours', now() - interval '8 hours', now() from identity."user" where email = $2 returning id`, [`Accesso di emergenza di ${whose}`, 'researcher@prova.example']),
      tokenId: await one(`insert into identity.api_token (user_id, name, token_hash, scopes, strong, made_at, expires_at) select id, $1, $1, '{read}', false, now(), now() + interval '9 days' from identity."user" where email = $2 returning id`, [`chiave di ${whose}`, email]),
      sessionId: await one(`insert into identity.session ("expiresAt", token, "updatedAt", "userId") select now() + interval '1 hour', $1, now(), id from identity."user" where email = $2 returning id`, [`laid by ${holder}`, email]),
    })
  }
}
