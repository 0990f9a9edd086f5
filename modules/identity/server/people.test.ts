import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import * as contract from '../contract.ts'
import { goodPassword, partyA, partyB, testCentre, type TestCentre } from './testing.ts'

const actor = system('test')
const clock = fixedClock(new Date('2026-11-22T06:00:00Z'))
const nobody = '00000000-0000-4000-8000-0000000000ff'
let t: TestCentre
type Web = ReturnType<TestCentre['browser']>
let coordinator: Web, admin: Web

async function signedIn(name: string, memberships: contract.Membership[]): Promise<Web> {
  await t.identity.service.createPerson(actor, { name, email: `${name.split(' ')[0]!.toLowerCase()}@centro.example`, password: goodPassword, memberships })
  const web = t.browser()
  await web.signIn(`${name.split(' ')[0]!.toLowerCase()}@centro.example`, goodPassword)
  return web
}
const tokenIn = (link: string) => link.split('#')[1]!
const invite = (web: Web, email: string, memberships: object[], name = 'Nuova Persona') => web.call(contract.invitePerson, { body: { name, email, memberships } })

beforeAll(async () => {
  t = await testCentre({ clock })
  coordinator = await signedIn('Cora Finta', [{ role: 'coordinator', partyId: null }])
  admin = await signedIn('Alba Finta', [{ role: 'admin', partyId: partyA }])
})
afterAll(() => t.close())

test('nonsense is refused', async () => {
  const role = { role: 'member', partyId: partyA }
  expect((await invite(coordinator, 'not an address', [role])).status).toBe(400)
  expect((await invite(coordinator, 'x@y.example', [])).status).toBe(400)
  expect((await invite(coordinator, 'x@y.example', [{ role: 'analyst', partyId: partyA }])).status).toBe(400)
  expect((await invite(coordinator, 'x@y.example', [{ role: 'member', partyId: null }])).status).toBe(400)
})

describe('invitation', () => {
  test('is accepted once, before it runs out, with a password that is good enough', async () => {
    const made = await invite(coordinator, 'Nina@ente.example', [{ role: 'member', partyId: partyA }])
    expect(made).toMatchObject({ status: 201, body: { existing: false, invitation: expect.stringMatching(/^http:\/\/localhost:8080\/invitation#[\w-]{43}$/), expiresAt: '2026-11-25T06:00:00.000Z' } })
    const token = tokenIn(made.body.invitation)
    const web = t.browser()
    expect((await web.call(contract.checkInvitation, { body: { token } })).body).toEqual({ name: 'Nuova Persona', email: 'nina@ente.example', expiresAt: '2026-11-25T06:00:00.000Z' })
    const accept = (password: string) => web.call(contract.acceptInvitation, { body: { token, name: 'Nina Finta', password } })
    expect(await accept('benvenuto2026')).toMatchObject({ status: 400, body: { fields: [{ path: 'body.password', problem: 'obvious' }] } })
    const both = await Promise.all([accept(goodPassword), accept('otto gatti sul tetto')])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 410])
    expect((await web.call(contract.checkInvitation, { body: { token } })).status).toBe(410)
    await web.signIn('nina@ente.example', both[0]!.status === 200 ? goodPassword : 'otto gatti sul tetto')
    expect((await web.call(contract.readSession)).body).toMatchObject({ person: { name: 'Nina Finta' }, roles: ['member'], parties: [{ id: partyA, name: 'Comune inventato a' }] })
    const log = (await t.entries()).filter((one) => one.object === `person:${made.body.id}`)
    expect(log.map(({ action, actor_kind, party_id }) => [action, actor_kind, party_id])).toEqual([
      ['identity.createPerson', 'person', null], ['identity.grant', 'person', partyA], ['identity.invite', 'person', null], ['identity.acceptInvitation', 'person', null],
    ])
    expect(JSON.stringify([log, await t.sql('select * from identity.invitation')])).not.toContain(token)
  })

  test('runs out after 72 hours; a new one replaces it, and ends the sessions the old password had opened', async () => {
    const { body } = await invite(coordinator, 'otto@ente.example', [{ role: 'member', partyId: partyA }])
    clock.advance(72 * 3_600_000)
    expect((await t.browser().call(contract.checkInvitation, { body: { token: tokenIn(body.invitation) } })).status).toBe(410)
    const listed = async () => (await coordinator.call(contract.listPeople, { query: { text: 'otto@' } })).body.people[0].state
    expect(await listed()).toBe('expired')
    const again = await coordinator.call(contract.renewInvitation, { params: { personId: body.id } })
    expect(await listed()).toBe('invited')
    await t.browser().call(contract.acceptInvitation, { body: { token: tokenIn(again.body.invitation), name: 'Otto Finto', password: goodPassword } })
    expect(await listed()).toBe('active')
    const web = t.browser()
    await web.signIn('otto@ente.example', goodPassword)
    const third = await coordinator.call(contract.renewInvitation, { params: { personId: body.id } })
    await t.browser().call(contract.acceptInvitation, { body: { token: tokenIn(third.body.invitation), name: 'Otto Finto', password: 'otto gatti sul tetto' } })
    expect((await web.call(contract.readSession)).body.signedIn).toBe(false)
  })

  test('to someone known gives the roles and no link; with a password it is a conflict', async () => {
    expect((await invite(coordinator, 'alba@centro.example', [{ role: 'admin', partyId: partyB }])).body).toMatchObject({ existing: true, invitation: null })
    await expect(t.identity.service.createPerson(actor, { name: 'Altra', email: 'alba@centro.example', password: goodPassword, memberships: [] })).rejects.toMatchObject({ code: 'conflict' })
    const { body } = await coordinator.call(contract.listPeople, { query: { text: 'alba@' } })
    const held = body.people[0].memberships.find((one: { partyId: string }) => one.partyId === partyB)
    expect((await coordinator.call(contract.revokeMembership, { params: { membershipId: held.id } })).status).toBe(204)
  })
})

test('someone an admin invited, who never answered and is given more by the coordinator, gets a new link; the admin’s stops working', async () => {
  const first = (await invite(admin, 'sara@ente.example', [{ role: 'member', partyId: partyA }])).body
  const second = (await invite(coordinator, 'Sara@ente.example', [{ role: 'analyst', partyId: null }])).body
  expect(second).toMatchObject({ id: first.id, existing: true, invitation: expect.stringContaining('#') })
  expect((await t.browser().call(contract.checkInvitation, { body: { token: tokenIn(first.invitation) } })).status).toBe(410)
  expect((await t.browser().call(contract.checkInvitation, { body: { token: tokenIn(second.invitation) } })).status).toBe(200)
})

test('thirty at once on a pool of three neither block nor double', async () => {
  const made = await Promise.all(Array.from({ length: 30 }, (_, i) => invite(coordinator, `folla${i % 10}@ente.example`, [{ role: 'member', partyId: partyA }, { role: 'member', partyId: partyB }])))
  expect(new Set(made.map(({ status }) => status))).toEqual(new Set([201]))
  expect(new Set(made.map(({ body }) => body.id)).size).toBe(10)
  const ids = [...new Set<string>(made.map(({ body }) => body.id))]
  await Promise.all(ids.flatMap((personId) => [coordinator.call(contract.renewInvitation, { params: { personId } }), coordinator.call(contract.resetSecondFactor, { params: { personId } })]))
  expect(await t.sql(`select 1 from identity.membership m join identity."user" u on u.id = m.user_id where u.email like 'folla%'`)).toHaveLength(20)
  expect(await t.sql(`select 1 from identity.invitation i join identity."user" u on u.id = i.user_id where u.email like 'folla%'`)).toHaveLength(10)
}, 30_000)

test('an admin keeps the people of its own body and sees no others', async () => {
  expect((await invite(admin, 'pia@ente.example', [{ role: 'member', partyId: partyA }])).status).toBe(201)
  for (const [status, membership] of [[404, { role: 'member', partyId: partyB }], [403, { role: 'analyst', partyId: null }], [403, { role: 'liaison', partyId: partyA }], [403, { role: 'provider', partyId: partyA }]] as const) {
    expect((await invite(admin, 'quinta@ente.example', [membership])).status, JSON.stringify(membership)).toBe(status)
  }
  expect(await t.sql(`select 1 from identity."user" where email = 'quinta@ente.example'`)).toEqual([])
  const other = (await invite(coordinator, 'rita@altro.example', [{ role: 'member', partyId: partyB }])).body.id
  const listed = (await admin.call(contract.listPeople)).body
  expect(listed.total).toBe(listed.people.length)
  expect(listed.people.map((one: { email: string }) => one.email)).toContain('pia@ente.example')
  expect(listed.people.flatMap((one: { memberships: { partyId: string }[] }) => one.memberships.map(({ partyId }) => partyId)).every((id: string) => id === partyA)).toBe(true)
  expect((await admin.call(contract.grantMembership, { params: { personId: other }, body: { role: 'member', partyId: partyA } })).status).toBe(404)
  const foreign = (await t.sql<{ id: string }>('select id from identity.membership where user_id = $1', [other]))[0]!.id
  expect((await admin.call(contract.revokeMembership, { params: { membershipId: foreign } })).status).toBe(404)
  expect((await admin.call(contract.listPeople, { query: { text: '%' } })).body.total).toBe(0)
})

test('a role ends with its day, and at once when it is taken away', async () => {
  const web = await signedIn('Ugo Finto', [{ role: 'analyst', partyId: null }])
  const id = (await web.call(contract.readSession)).body.person.id
  const until = new Date(clock.now().getTime() + 3_600_000)
  const granted = await coordinator.call(contract.grantMembership, { params: { personId: id }, body: { role: 'liaison', partyId: partyA, validUntil: until.toISOString() } })
  expect(granted.status).toBe(201)
  const roles = async () => (await web.call(contract.readSession)).body.memberships.map((one: contract.Membership) => one.role)
  expect(await roles()).toEqual(['analyst', 'liaison'])
  clock.set(until)
  expect(await roles()).toEqual(['analyst'])
  const listed = (await coordinator.call(contract.listPeople, { query: { text: 'ugo@' } })).body.people[0].memberships
  expect((await coordinator.call(contract.revokeMembership, { params: { membershipId: listed.find((one: { role: string }) => one.role === 'analyst').id } })).status).toBe(204)
  expect(await roles()).toEqual([])
  expect((await web.call(contract.listPeople)).status).toBe(403)
  expect((await t.entries('identity.revoke')).at(-1)).toMatchObject({ object: `person:${id}`, detail: { role: 'analyst' } })
})

test('the last coordinator stays; of two who take each other away at once one stays', async () => {
  const held = async () => (await t.sql<{ id: string }>(`select id from identity.membership where role = 'coordinator' order by granted_at`)).map(({ id }) => id)
  const [first] = await held()
  expect(await coordinator.call(contract.revokeMembership, { params: { membershipId: first } })).toMatchObject({ status: 409, body: { params: { reason: 'last_coordinator' } } })
  const second = await signedIn('Vera Finta', [{ role: 'coordinator', partyId: null }])
  const [one, two] = await held()
  const answers = await Promise.all([coordinator.call(contract.revokeMembership, { params: { membershipId: two } }), second.call(contract.revokeMembership, { params: { membershipId: one } })])
  expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
  expect(await held()).toHaveLength(1)
  if ((await held())[0] !== first) coordinator = second
})

test('a lost phone: the second factor is forgotten and every session ends', async () => {
  const web = await signedIn('Zoe Finta', [{ role: 'analyst', partyId: null }])
  const id = (await web.call(contract.readSession)).body.person.id
  await t.sql(`update identity."user" set "twoFactorEnabled" = true where id = $1`, [id])
  await t.sql(`insert into identity."twoFactor" (secret, "backupCodes", "userId", verified) values ('x', 'x', $1, true)`, [id])
  expect((await coordinator.call(contract.resetSecondFactor, { params: { personId: id } })).status).toBe(204)
  expect((await web.call(contract.readSession)).body.signedIn).toBe(false)
  expect((await web.signIn('zoe@centro.example', goodPassword)).body.user.name).toBe('Zoe Finta')
})

test('names are given for people, and nothing for jobs and strangers', async () => {
  const { id } = await t.identity.service.createPerson(actor, { name: 'Nome Inventato', email: 'nome@centro.example', memberships: [] })
  expect([...await t.identity.service.names([id, id, nobody, 'identity.reconcile', ''])]).toEqual([[id, 'Nome Inventato']])
})
