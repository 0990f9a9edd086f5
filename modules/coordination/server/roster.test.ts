/** Turns on call, ways out of band, and who is calling. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { as } from '../../territory/server/testing.ts'
import { testCoordination, type TestCoordination } from './testing.ts'

let s: TestCoordination
const [coordinator, analyst] = [as('coordinator'), as('analyst')]
let admin: Record<string, string>
beforeAll(async () => { s = await testCoordination(); admin = as('admin', [s.party.A]) })
afterAll(() => s.close())
const on = (day: number, hour = 18) => new Date(Date.UTC(2026, 11, day, hour)).toISOString()
const save = (body: object, who = coordinator) => s.call(who, 'POST', '/api/coordination/on-call', { person: 'Ada Fittizia', phone: '333 1234567', startsAt: on(7), endsAt: on(14), ...body })

describe('on call', () => {
  test('with nobody, four weeks are one gap, and the service says so', async () => {
    expect((await s.call(analyst, 'GET', '/api/coordination/on-call')).json).toMatchObject({ now: null, items: [], gaps: [{ from: s.clock.now().toISOString() }] })
    expect(await s.db.as(system('test'), (tx) => s.coordination.service.onCall(tx, s.clock.now()))).toBeUndefined()
  })
  test('a turn has a number to which a text message can go, and is on now', async () => {
    const { json } = await save({ second: 'Bice Fittizia', secondPhone: '+33 6 12 34 56 78' })
    expect(json).toMatchObject({ phone: '+393331234567', secondPhone: '+33612345678', version: 1 })
    const read = (await s.call(analyst, 'GET', '/api/coordination/on-call')).json
    expect([read.now.person, read.gaps]).toEqual(['Ada Fittizia', [{ from: on(14), until: new Date(s.clock.now().getTime() + 28 * 86_400_000).toISOString() }]])
    expect(await s.db.as(system('test'), (tx) => s.coordination.service.onCall(tx, s.clock.now()))).toMatchObject({ person: 'Ada Fittizia', phone: '+393331234567', until: new Date(on(14)) })
  })
  test('two at once, a number that is none, an end before its start: refused', async () => {
    expect((await save({ startsAt: on(13), endsAt: on(20) })).json.fields).toEqual([{ path: 'body.startsAt', problem: 'overlaps' }])
    expect((await save({ startsAt: on(14), endsAt: on(20), phone: 'interno 3' })).json.fields).toEqual([{ path: 'body.phone', problem: 'not-a-number' }])
    expect((await save({ startsAt: on(20), endsAt: on(14) })).json.fields).toEqual([{ path: 'body.endsAt', problem: 'until' }])
    expect((await save({ startsAt: on(14), endsAt: on(20) }, analyst)).status).toBe(403)
    expect((await Promise.all([save({ startsAt: on(14), endsAt: on(21) }), save({ startsAt: on(15), endsAt: on(22) })])).map((one) => one.status).toSorted()).toEqual([200, 400])
  })
  test('changed with the version that was read, and taken away', async () => {
    const { items } = (await s.call(analyst, 'GET', '/api/coordination/on-call')).json
    const { id } = items[0]
    expect((await save({ id, version: 9 })).status).toBe(409)
    expect((await save({ id, version: 1, person: 'Carla Fittizia' })).json).toMatchObject({ person: 'Carla Fittizia', version: 2 })
    expect((await s.call(coordinator, 'DELETE', `/api/coordination/on-call/${id}`)).status).toBe(204)
    expect((await s.call(coordinator, 'DELETE', `/api/coordination/on-call/${id}`)).status).toBe(404)
  })
})

describe('whom to call, and who calls', () => {
  let contactId = ''
  test('a contact has ways beside mail and a place in the tree; those without one come last', async () => {
    for (const [role, name] of [['it', 'Tecnica'], ['incident', 'Reperibile']] as const) contactId = (await s.call(admin, 'POST', `/api/territory/parties/${s.party.A}/contacts`, { role, name, phone: '0555 100' })).json.id
    const put = (body: object, who = admin) => s.call(who, 'PUT', `/api/coordination/parties/${s.party.A}/contacts/${contactId}/reach`, { version: 0, ...body })
    expect((await put({ hours: 'lun–ven 8–18', mobile: '347 1112223', certifiedMail: 'alfarena@pec.example', secondPhone: '0555 101', place: 1 })).json).toMatchObject({ name: 'Reperibile', mobile: '+393471112223', place: 1, version: 1 })
    expect((await put({ place: 2 })).status).toBe(409)
    expect((await put({ version: 1, mobile: 'niente' })).json.fields[0].problem).toBe('not-a-number')
    expect((await put({ version: 1 }, as('admin', [s.party.B]))).status).toBe(404)
    const { items } = (await s.call(admin, 'GET', `/api/coordination/phone-trees?partyId=${s.party.A}`)).json
    expect(items[0].contacts.map((one: { name: string; place: number | null }) => [one.name, one.place])).toEqual([['Reperibile', 1], ['Tecnica', null]])
    expect((await s.call(admin, 'GET', `/api/coordination/phone-trees?partyId=${s.party.B}`)).status).toBe(404)
    expect((await s.call(analyst, 'GET', `/api/coordination/phone-trees?partyId=${s.party.A}&partyId=${s.party.B}`)).json.items.map((one: { party: { name: string } }) => one.party.name)).toEqual(['Comune di Alfarena', 'Comune di Bettola Nuova'])
  })

  const issue = (until = '2028-12-01T00:00:00Z', who = coordinator) => s.call(who, 'POST', `/api/coordination/parties/${s.party.A}/cards`, { holder: 'Cassaforte del Comune', until })
  const who = (code: string, by = analyst) => s.call(by, 'POST', '/api/coordination/who-calls', { code })
  test('a code is shown once, is stored as a hash, and says who calls and whom else to call', async () => {
    const { json, status } = await issue()
    expect([status, json.code]).toEqual([201, expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)])
    expect(JSON.stringify(await s.sql('select * from coordination.card'))).not.toContain(json.code)
    expect(JSON.stringify((await s.call(analyst, 'GET', `/api/coordination/parties/${s.party.A}/cards`)).json)).not.toContain(json.code)
    expect((await who(json.code.toLowerCase().replace('-', ' '))).json).toMatchObject({ triesLeft: 10, found: { party: { name: 'Comune di Alfarena' }, holder: 'Cassaforte del Comune', contacts: [{ name: 'Reperibile' }, { name: 'Tecnica' }] } })
    expect(await s.sql(`select detail from audit.entry where action = 'coordination.who_calls' and object = $1`, [`card:${json.card.id}`])).toEqual([{ detail: { found: true } }])
    expect((await s.call(coordinator, 'POST', `/api/coordination/cards/${json.card.id}/revocation`, {})).json).toMatchObject({ valid: false, revokedBy: 'Test coordinator' })
    expect((await who(json.code)).json).toEqual({ found: null, triesLeft: 9 })
  })
  test('five at most, two years at most, and one that has ended opens nothing', async () => {
    expect((await issue('2029-01-01T00:00:00Z')).json.fields).toEqual([{ path: 'body.until', problem: 'too-long' }])
    expect((await issue(undefined, analyst)).status).toBe(403)
    const { code } = (await issue('2026-12-08T06:00:00Z')).json
    expect((await Promise.all(Array.from({ length: 6 }, () => issue()))).map((one) => one.status).toSorted()).toEqual([201, 201, 201, 201, 409, 409])
    s.clock.advance(3_600_000)
    expect((await who(code, as('coordinator'))).json.found).toBeNull()
    expect((await issue()).status).toBe(201)
  })
  test('tries end within the hour, for right codes too, and begin again after it; wrong ones are in the audit log', async () => {
    const { code } = await s.call(coordinator, 'POST', `/api/coordination/parties/${s.party.B}/cards`, { holder: 'Ufficio', until: '2027-01-01T00:00:00Z' }).then((one) => one.json)
    for (let left = 9; left >= 0; left--) expect((await who(`0000-000${left}`)).json).toEqual({ found: null, triesLeft: left })
    expect((await who(code)).status).toBe(429)
    expect(Number((await s.sql(`select count(*) as n from audit.entry where action = 'coordination.who_calls' and detail = '{"found": false}' and actor_id = 'test-analyst'`))[0]!['n'])).toBe(11)
    s.clock.advance(3_600_001)
    expect((await who(code)).json.found.party.name).toBe('Comune di Bettola Nuova')
  })
})
