import { afterAll, beforeAll, expect, test } from 'vitest'
import { record, recordRead } from '#platform/audit/index.ts'
import { system, type Actor } from '#platform/contract/index.ts'
import { readSeen } from '../contract.ts'
import { actorOf } from './index.ts'
import { goodPassword, partyA, partyB, testCentre, type TestCentre } from './testing.ts'

let t: TestCentre
type Web = ReturnType<TestCentre['browser']>
let member: Web, analyst: Web
const people: Record<string, Actor> = {}
beforeAll(async () => {
  t = await testCentre()
  const made = async (key: string, memberships: Parameters<TestCentre['identity']['service']['createPerson']>[1]['memberships']) => {
    const email = `${key}@ente.example`
    const { id } = await t.identity.service.createPerson(system('test'), { name: `${key} finta`, email, password: goodPassword, memberships })
    people[key] = actorOf({ id, name: `${key} finta`, memberships: memberships.map(({ role, partyId }) => ({ role, partyId })), secondFactor: { required: false, enrolled: false, code: false, proven: false } })
    const web = t.browser()
    await web.signIn(email, goodPassword)
    return web
  }
  member = await made('ada', [{ role: 'member', partyId: partyA }])
  analyst = await made('bice', [{ role: 'analyst', partyId: null }])
  await made('cora', [{ role: 'admin', partyId: partyB }])
})
afterAll(() => t.close())

const look = (who: string, at: string, object = 'case:1') => t.db.as(people[who]!, (tx) => recordRead(tx, people[who]!, new Date(at), { action: 'obligations.dossier', partyId: partyA, object }))
const list = async (query: object = {}, web = member) => (await web.call(readSeen, { query: { partyId: partyA, ...query } })).body

test('a look is written once an hour for each person and object; those of the body, jobs and commands leave none', async () => {
  await Promise.all([look('bice', '2026-11-22T06:00:00Z'), look('bice', '2026-11-22T06:00:00Z'), look('bice', '2026-11-22T06:00:00Z')])
  await look('bice', '2026-11-22T06:59:00Z')
  await look('bice', '2026-11-22T06:30:00Z', 'case:2')
  await look('bice', '2026-11-22T07:00:00Z')
  await look('ada', '2026-11-22T07:00:00Z')
  await t.db.as(system('job'), (tx) => recordRead(tx, system('job'), new Date(), { action: 'obligations.dossier', partyId: partyA, object: 'case:1' }))
  expect((await t.entries('obligations.dossier')).map(({ object }) => object)).toEqual(['case:1', 'case:2', 'case:1'])
})

test('a body reads who, as what, when and what; its own people only when asked, the program’s own work never', async () => {
  const at = new Date('2026-11-22T08:00:00Z')
  await t.db.as(people['bice']!, (tx) => record(tx, people['bice']!, at, { action: 'cases.answer', partyId: partyA, object: 'case:1', reason: 'per telefono' }))
  await t.db.as(people['ada']!, (tx) => record(tx, people['ada']!, at, { action: 'notices.confirm', partyId: partyA, object: 'notice:1' }))
  await t.db.as(system('job'), (tx) => record(tx, system('job'), at, { action: 'obligations.clock_ran_out', partyId: partyA, object: 'case:1' }))
  await t.db.as(people['bice']!, (tx) => record(tx, { ...people['bice']!, realm: 'ex:1' }, at, { action: 'cases.answer', partyId: partyA, object: 'case:9' }))
  const others = await list()
  expect(others.total).toBe(4)
  expect(others.entries[0]).toEqual({ id: expect.any(Number), at: at.toISOString(), action: 'cases.answer', object: 'case:1', reason: 'per telefono', who: { name: 'bice finta', role: 'analyst', side: 'centre' } })
  // The granting of ada's role, by the arranging of this test, is the program's; her own confirmation is hers.
  expect((await list({ own: 'yes' })).entries[0]).toMatchObject({ action: 'notices.confirm', who: { name: 'ada finta', role: 'member', side: 'body' } })
  expect((await list({ limit: 1, offset: 3 })).entries).toMatchObject([{ object: 'case:1', at: '2026-11-22T06:00:00.000Z' }])
})

test('of another body nobody reads it: 401, 403, 404, 400', async () => {
  expect((await t.browser().call(readSeen, { query: { partyId: partyA } })).status).toBe(401)
  expect((await analyst.call(readSeen, { query: { partyId: partyA } })).status).toBe(403)
  expect((await member.call(readSeen, { query: { partyId: partyB } })).status).toBe(404)
  expect((await member.call(readSeen)).status).toBe(400)
})
