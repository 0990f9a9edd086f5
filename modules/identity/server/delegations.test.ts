import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { delegate, listDelegations, makeToken, takeBack } from '../contract-access.ts'
import { grantMembership, invitePerson, listPeople, readSession, revokeMembership } from '../contract.ts'
import { goodPassword, partyA, partyB, testCentre, trial, type TestCentre } from './testing.ts'

const DAY = 86_400_000
const clock = fixedClock(new Date('2026-11-27T08:00:00Z'))
let t: TestCentre
type Web = ReturnType<TestCentre['browser']>
type Memberships = Parameters<TestCentre['identity']['service']['createPerson']>[1]['memberships']
beforeAll(async () => { t = await testCentre({ clock }) })
afterAll(() => t.close())

async function signedIn(name: string, memberships: Memberships): Promise<{ web: Web; id: string }> {
  await t.sql('delete from identity."rateLimit"')
  const { id } = await t.identity.service.createPerson(system('test'), { name: `${name} finta`, email: `${name}@centro.example`, password: goodPassword, memberships })
  const web = t.browser()
  await web.signIn(`${name}@centro.example`, goodPassword)
  return { web, id }
}
const at = (days: number) => new Date(clock.now().getTime() + days * DAY).toISOString()
const rolesOf = async (web: Web): Promise<string[]> => (await web.call(readSession)).body.roles

test('an admin lends the role to a colleague until a day; it counts at once, is seen by both and on the people’s page, and ends by itself', async () => {
  const admin = await signedIn('ada', [{ role: 'admin', partyId: partyA }])
  const member = await signedIn('bice', [{ role: 'member', partyId: partyA }])
  await signedIn('carla', [{ role: 'admin', partyId: partyB }])
  const { may } = (await admin.web.call(listDelegations)).body
  expect(may).toEqual([{ role: 'admin', partyId: partyA, partyName: 'Comune inventato a', latest: at(60), colleagues: [{ id: member.id, name: 'bice finta' }] }])
  const made = await admin.web.call(delegate, { body: { personId: member.id, role: 'admin', partyId: partyA, until: at(10) } })
  expect(made.status).toBe(201)
  expect(await rolesOf(member.web)).toEqual(['admin', 'member'])
  expect((await admin.web.call(listDelegations)).body.given).toMatchObject([{ id: made.body.id, who: 'bice finta', role: 'admin', until: at(10), counts: true }])
  expect((await member.web.call(listDelegations)).body.received).toMatchObject([{ who: 'ada finta', role: 'admin', partyName: 'Comune inventato a' }])
  expect((await admin.web.call(listPeople, { query: { text: 'bice' } })).body.people[0].memberships).toMatchObject([{ role: 'admin', lentBy: 'ada finta', validUntil: at(10) }, { role: 'member', lentBy: null }])
  expect(await t.entries('identity.delegate')).toMatchObject([{ actor_id: admin.id, object: `person:${member.id}`, party_id: partyA, detail: { role: 'admin', until: at(10) } }])
  clock.advance(10 * DAY)
  expect(await rolesOf(member.web)).toEqual(['member'])
  expect((await admin.web.call(listDelegations)).body.given).toEqual([])
})

test('what is lent is not lent on, gives nothing outright, and is taken back by who lent it alone', async () => {
  const admin = await signedIn('dina', [{ role: 'admin', partyId: partyA }])
  const member = await signedIn('elsa', [{ role: 'member', partyId: partyA }])
  const third = await signedIn('fede', [{ role: 'member', partyId: partyA }])
  const { id } = (await admin.web.call(delegate, { body: { personId: member.id, role: 'admin', partyId: partyA, until: at(5) } })).body
  expect((await member.web.call(delegate, { body: { personId: third.id, role: 'admin', partyId: partyA, until: at(1) } })).status).toBe(404)
  expect((await member.web.call(listDelegations)).body.may.map((one: { role: string }) => one.role)).toEqual(['member'])
  // It opens the list of people, and changes nobody's roles: least of all one's own.
  expect((await member.web.call(listPeople)).status).toBe(200)
  for (const personId of [member.id, third.id]) expect((await member.web.call(grantMembership, { params: { personId }, body: { role: 'admin', partyId: partyA } })).status).toBe(403)
  expect((await member.web.call(invitePerson, { body: { name: 'X', email: 'x@centro.example', memberships: [{ role: 'member', partyId: partyA }] } })).status).toBe(403)
  expect((await member.web.call(revokeMembership, { params: { membershipId: id } })).status).toBe(404)
  for (const one of [member, third]) expect((await one.web.call(takeBack, { params: { delegationId: id } })).status).toBe(404)
  expect((await admin.web.call(takeBack, { params: { delegationId: id } })).status).toBe(204)
  expect(await rolesOf(member.web)).toEqual(['member'])
  expect((await t.entries('identity.takeBack')).at(-1)).toMatchObject({ actor_id: admin.id, object: `person:${member.id}`, detail: { role: 'admin' } })
})

test('never more than one’s own: no longer than sixty days or one’s own end, and asleep once the lender has lost the role', async () => {
  const until = new Date(clock.now().getTime() + 20 * DAY)
  const lender = await signedIn('gaia', [{ role: 'analyst', partyId: null, validUntil: until }])
  const colleague = await signedIn('ines', [{ role: 'researcher', partyId: null }])
  const lend = (days: number) => lender.web.call(delegate, { body: { personId: colleague.id, role: 'analyst', partyId: null, until: at(days) } })
  for (const days of [-1, 0, 21, 61]) expect((await lend(days)).body.fields?.[0]?.path, `${days}`).toBe('body.until')
  expect((await lend(20)).status).toBe(201)
  expect((await lend(3)).status).toBe(201) // the same one, with another end
  const { token } = (await colleague.web.call(makeToken, { body: { name: 'x', scopes: ['read'] } })).body
  expect((await colleague.web.program(token, trial.read)).status).toBe(200)
  await t.sql(`delete from identity.membership where user_id = $1`, [lender.id])
  expect(await rolesOf(colleague.web)).toEqual(['researcher'])
  expect((await colleague.web.program(token, trial.read)).status).toBe(403)
  expect((await colleague.web.call(listDelegations)).body.received).toMatchObject([{ who: 'gaia finta', counts: false }])
})

test('only to colleagues, only of one’s own; whoever has the role already keeps it as it is; given outright it is lent no more', async () => {
  const lender = await signedIn('lia', [{ role: 'analyst', partyId: null }])
  const outside = await signedIn('mara', [{ role: 'admin', partyId: partyB }])
  const peer = await signedIn('nina', [{ role: 'analyst', partyId: null }])
  const colleague = await signedIn('olga', [{ role: 'researcher', partyId: null }])
  const lend = (web: Web, personId: string, role: string, partyId: string | null) => web.call(delegate, { body: { personId, role, partyId, until: at(2) } })
  expect([
    (await lend(lender.web, outside.id, 'analyst', null)).status, (await lend(lender.web, lender.id, 'analyst', null)).status, (await lend(lender.web, colleague.id, 'coordinator', null)).status,
    (await lend(lender.web, colleague.id, 'admin', partyB)).status, (await lend(outside.web, colleague.id, 'admin', partyB)).status, (await lend(outside.web, colleague.id, 'admin', partyA)).status,
    (await lend(colleague.web, peer.id, 'researcher', null)).status,
  ]).toEqual([404, 404, 404, 404, 404, 404, 403])
  expect(await lend(lender.web, peer.id, 'analyst', null)).toMatchObject({ status: 409, body: { params: { reason: 'ALREADY_HOLDS' } } })
  expect((await lend(lender.web, colleague.id, 'analyst', null)).status).toBe(201)
  expect((await lend(peer.web, colleague.id, 'analyst', null)).body.params.reason).toBe('ALREADY_HOLDS')
  const coordinator = await signedIn('pia', [{ role: 'coordinator', partyId: null }])
  expect((await coordinator.web.call(grantMembership, { params: { personId: colleague.id }, body: { role: 'analyst', partyId: null } })).status).toBe(201)
  expect((await lender.web.call(listDelegations)).body.given).toEqual([])
  await t.sql('delete from identity.membership where user_id = $1', [lender.id])
  expect(await rolesOf(colleague.web)).toEqual(['analyst', 'researcher'])
})
