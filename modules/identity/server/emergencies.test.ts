import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { closeEmergency, giveEmergency, listEmergencies, readEmergency } from '../contract-emergency.ts'
import { grantMembership, invitePerson, listPeople, readSession, revokeMembership } from '../contract.ts'
import { goodPassword, partyA, testCentre, trial, type TestCentre } from './testing.ts'

const HOUR = 3_600_000
const REASON = 'Il coordinatore di turno non risponde e il caso non aspetta.'
const clock = fixedClock(new Date('2026-11-27T08:00:00Z'))
let t: TestCentre
type Web = ReturnType<TestCentre['browser']>
type Someone = { web: Web; id: string }
let giver: Someone, other: Someone, helper: Someone
beforeAll(async () => {
  t = await testCentre({ clock })
  giver = await signedIn('ada', [{ role: 'coordinator', partyId: null }])
  other = await signedIn('bice', [{ role: 'coordinator', partyId: null }])
  helper = await signedIn('carla', [{ role: 'researcher', partyId: null }])
})
afterAll(() => t.close())

async function signedIn(name: string, memberships: Parameters<TestCentre['identity']['service']['createPerson']>[1]['memberships']): Promise<Someone> {
  await t.sql('delete from identity."rateLimit"')
  const { id } = await t.identity.service.createPerson(system('test'), { name: `${name} finta`, email: `${name}@centro.example`, password: goodPassword, memberships })
  const web = t.browser()
  await web.signIn(`${name}@centro.example`, goodPassword)
  return { web, id }
}
const give = (who: Someone, to: Someone, more: object = {}) => who.web.call(giveEmergency, { body: { personId: to.id, role: 'coordinator', hours: 2, reason: REASON, ...more } })
const mails = () => t.sql<{ recipient: string; subject: string; body: string; state: string; key: string }>(`select recipient, subject, body, state, key from platform.delivery where key like 'identity.emergency:%' order by id`)

test('a role for some hours: every coordinator is told at once, what is done is listed, another coordinator closes it', async () => {
  clock.advance(60_000)
  const given = await give(giver, helper)
  expect(given).toMatchObject({ status: 201, body: { until: '2026-11-27T10:01:00.000Z' } })
  expect((await mails()).map(({ recipient, state }) => [recipient, state])).toEqual([['ada@centro.example', 'queued'], ['bice@centro.example', 'queued']])
  for (const part of ['carla finta', 'coordinatore', 'ada finta', REASON, `/console/emergencies/${given.body.id}`]) expect((await mails())[0]!.body).toContain(part)
  expect((await helper.web.call(readSession)).body.roles).toEqual(['coordinator', 'researcher'])
  expect((await helper.web.call(trial.change, { body: {} })).status).toBe(200)
  await helper.web.call(grantMembership, { params: { personId: other.id }, body: { role: 'analyst', partyId: null } })
  expect(await t.entries('identity.giveEmergency')).toMatchObject([{ actor_id: giver.id, object: `person:${helper.id}`, reason: REASON, detail: { role: 'coordinator' } }])

  const params = { emergencyId: given.body.id }
  const remark = 'Guardato tutto con chi era di turno: era giusto.'
  expect((await other.web.call(listEmergencies)).body.emergencies).toMatchObject([{ id: given.body.id, state: 'running', person: 'carla finta', givenBy: 'ada finta', mayClose: true }])
  for (const one of [giver, helper]) expect(await one.web.call(closeEmergency, { params, body: { remark } })).toMatchObject({ status: 409, body: { code: 'second_person' } })
  expect((await other.web.call(closeEmergency, { params, body: { remark: 'visto' } })).status).toBe(400)
  clock.advance(2 * HOUR)
  expect((await helper.web.call(readSession)).body.roles).toEqual(['researcher'])
  const report = (await other.web.call(readEmergency, { params })).body
  expect(report).toMatchObject({ state: 'open', more: false, done: [{ action: 'identity.grant', object: `person:${other.id}` }] })
  expect((await other.web.call(closeEmergency, { params, body: { remark } })).status).toBe(204)
  expect((await other.web.call(readEmergency, { params })).body).toMatchObject({ state: 'closed', closedBy: 'bice finta', remark, mayClose: false })
  expect(await other.web.call(closeEmergency, { params, body: { remark } })).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect(await t.entries('identity.closeEmergency')).toMatchObject([{ actor_id: other.id, reason: remark, detail: { emergency: given.body.id } }])
})

test('closed while it runs it ends; it is not for oneself, not for who has the role, not without reasons, not for longer', async () => {
  expect((await give(giver, helper, { role: 'analyst', hours: 4 })).status).toBe(201)
  const [{ id }] = (await other.web.call(listEmergencies)).body.emergencies
  expect((await helper.web.call(trial.read)).status).toBe(200)
  await other.web.call(closeEmergency, { params: { emergencyId: id }, body: { remark: 'Non serve più: il turno è coperto.' } })
  expect((await helper.web.call(trial.read)).status).toBe(403)
  expect((await give(giver, giver)).body.code).toBe('second_person')
  expect((await give(giver, other)).body).toMatchObject({ code: 'conflict', params: { reason: 'ALREADY_HOLDS' } })
  for (const more of [{ reason: 'urgente' }, { reason: ' '.repeat(30) }, { hours: 5 }, { hours: 0 }, { role: 'admin' }]) expect((await give(giver, helper, more)).status).toBe(400)
  expect((await give(helper, other)).status).toBe(403)
  expect((await give(giver, { ...helper, id: '00000000-0000-4000-8000-00000000dead' })).status).toBe(404)
  expect(await t.sql(`select 1 from identity.emergency where closed_at is null`)).toEqual([])
})

test('who coordinates for some hours makes nobody a coordinator, nothing lasting for themselves, no other emergency, and does not outlive the last one', async () => {
  await give(giver, helper)
  const [{ id }] = (await other.web.call(listEmergencies)).body.emergencies
  const grant = (personId: string, role: string, partyId: string | null = null) => helper.web.call(grantMembership, { params: { personId }, body: { role, partyId } })
  const third = await signedIn('dina', [{ role: 'researcher', partyId: null }])
  expect([(await grant(third.id, 'coordinator')).status, (await grant(helper.id, 'analyst')).status, (await grant(helper.id, 'admin', partyA)).status, (await grant(third.id, 'analyst')).status]).toEqual([403, 403, 403, 201])
  expect((await helper.web.call(invitePerson, { body: { name: 'Carla', email: 'carla@centro.example', memberships: [{ role: 'analyst', partyId: null }] } })).status).toBe(403)
  expect((await give(helper, third)).status).toBe(403)
  // The two coordinators who last are the ones that count: the second of them stays.
  const mine = async (who: Someone) => (await other.web.call(listPeople, { query: { limit: 500 } })).body.people.find((one: { id: string }) => one.id === who.id).memberships.find((held: { role: string }) => held.role === 'coordinator').id
  expect((await other.web.call(revokeMembership, { params: { membershipId: await mine(giver) } })).status).toBe(204)
  expect((await other.web.call(revokeMembership, { params: { membershipId: await mine(other) } })).body).toMatchObject({ code: 'conflict', params: { reason: 'last_coordinator' } })
  await other.web.call(closeEmergency, { params: { emergencyId: id }, body: { remark: 'Solo per provare i limiti del ruolo.' } })
})

test('at the server: for a known address, told to the coordinators; who had no way in gets a link', async () => {
  const before = (await mails()).length
  const { service } = t.identity
  await service.createPerson(system('test'), { name: 'Elsa Finta', email: 'elsa@centro.example', memberships: [{ role: 'researcher', partyId: null }] })
  const given = { role: 'coordinator', hours: 4, reason: REASON } as const
  const answer = await service.giveEmergencyTo(system('cli'), ' Elsa@centro.example', given)
  expect(answer).toMatchObject({ name: 'Elsa Finta', link: expect.stringMatching(/\/invitation#[\w-]{43}$/) })
  expect((await mails()).length).toBe(before + 1)
  expect((await mails()).at(-1)!.body).toContain('chi gestisce il server')
  await expect(service.giveEmergencyTo(system('cli'), 'elsa@centro.example', given)).rejects.toMatchObject({ code: 'conflict' })
  await expect(service.giveEmergencyTo(system('cli'), 'nessuno@centro.example', given)).rejects.toMatchObject({ code: 'not_found' })
  expect((await t.entries('identity.giveEmergency')).at(-1)).toMatchObject({ actor_kind: 'system', actor_id: 'cli' })
})

test('what a crash left untold is told by the job, once', async () => {
  const before = (await mails()).length
  await t.sql(`insert into identity.emergency (user_id, role, reason, given_by, given_at, until) values ($1, 'analyst', $2, $3, $4, $5)`, [helper.id, REASON, other.id, clock.now(), new Date(clock.now().getTime() + HOUR)])
  const job = t.identity.periodic.find(({ name }) => name === 'identity.emergency')!
  for (let i = 0; i < 2; i++) {
    const client = await t.workerPool.connect()
    try { await job.run(client) } finally { client.release() }
  }
  expect((await mails()).length).toBe(before + 1)
})
