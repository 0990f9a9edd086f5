import { afterEach, beforeEach, expect, test } from 'vitest'
import { seal, verify } from '#platform/audit/index.ts'
import { fixedClock } from '#platform/clock.ts'
import { checkSetUp, readSession, setUp, type SetUpInput } from '../contract.ts'
import { goodPassword, testCentre, type TestCentre } from './testing.ts'

const clock = fixedClock(new Date('2026-11-22T06:00:00Z'))
let t: TestCentre
beforeEach(async () => { clock.set(new Date('2026-11-22T06:00:00Z')); t = await testCentre({ clock }) })
afterEach(() => t.close())

const centre = {
  name: { it: 'Centro inventato di risposta', fr: 'Centre inventé de réponse' }, region: { it: 'Regione inventata', fr: 'Région inventée' },
  country: 'IT', languages: ['it', 'fr'], timeZone: 'Europe/Rome', phone: '+39 000 000', hours: '24/7',
  weekly: [{ day: 2, from: '08:00', to: '13:00' }, { day: 1, from: '14:00', to: '24:00' }, { day: 1, from: '08:00', to: '13:00' }],
  outside: { it: 'Di notte scrivete: leggiamo alle 8.', en: 'dropped, no language of the centre' }, email: 'Aiuto@centro.example', address: ['Via Inventata 1', '00000 Velarda'],
} satisfies SetUpInput['centre']
const coordinator = { name: 'Olga Finta', email: 'Olga@centro.example', password: goodPassword }

test('a centre is made once: the first coordinator signs in, the link is spent, the log begins', async () => {
  const token = (await t.identity.service.prepareSetup())!
  const web = t.browser()
  expect((await web.call(checkSetUp, { body: { token } })).body).toEqual({ expiresAt: '2026-11-23T06:00:00.000Z' })
  const made = await web.call(setUp, { body: { token, centre, coordinator } })
  expect(made.status).toBe(201)
  expect((await web.call(setUp, { body: { token, centre, coordinator } })).status).toBe(410)
  expect((await web.call(checkSetUp, { body: { token } })).status).toBe(410)
  expect(await t.identity.service.prepareSetup()).toBeUndefined()
  await web.signIn('olga@centro.example', goodPassword)
  expect((await web.call(readSession)).body).toMatchObject({
    signedIn: true, person: { id: made.body.personId, name: 'Olga Finta' }, memberships: [{ role: 'coordinator', partyId: null }],
    // A new centre asks its people for a second step before anything else.
    roles: [], secondStep: 'enrol',
    centre: {
      ready: true, name: centre.name, region: centre.region, languages: ['it', 'fr'], timeZone: 'Europe/Rome', phone: '+39 000 000', hours: '24/7', country: 'IT',
      outside: { it: 'Di notte scrivete: leggiamo alle 8.' }, email: 'aiuto@centro.example', pec: '', address: ['Via Inventata 1', '00000 Velarda'],
    },
  })
  expect((await t.entries()).map(({ action }) => action)).toEqual(['identity.setUp', 'identity.createPerson', 'identity.grant', 'identity.signIn'])
  expect(JSON.stringify([await t.entries(), await t.sql('select * from platform.centre')])).not.toContain(token)
})

test('the demonstration sets its centre up by itself', async () => {
  const token = (await t.identity.service.prepareSetup())!
  await t.identity.service.setUp({ token, centre, coordinator: { ...coordinator, email: 'olga@centro.example' } }, { demo: true })
  expect((await t.browser().call(readSession)).body.centre).toMatchObject({ ready: true, demo: true })
  // Everybody knows its passwords: a second step would protect nothing.
  expect(await t.sql('select second_factor from identity.policy')).toEqual([{ second_factor: false }])
  await expect(t.identity.service.setUp({ token, centre: { ...centre, languages: ['it'] }, coordinator })).rejects.toMatchObject({ code: 'expired' })
})

test('the entries of the auth role join the chain', async () => {
  await t.identity.service.setUp({ token: (await t.identity.service.prepareSetup())!, centre, coordinator })
  const client = await t.workerPool.connect()
  try {
    await client.query('begin')
    expect(await seal(client)).toBe(3)
    await client.query('commit')
    expect(await verify(client)).toMatchObject({ ok: true, sealed: 3, unsealed: 0 })
  } finally { client.release() }
})

test('two browsers with the same link make one centre', async () => {
  const token = (await t.identity.service.prepareSetup())!
  const answers = await Promise.all(['uno', 'due', 'tre'].map((name) => t.browser().call(setUp, { body: { token, centre, coordinator: { ...coordinator, email: `${name}@centro.example` } } })))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 410, 410])
  expect(await t.sql('select 1 from identity.membership')).toHaveLength(1)
})

test('a replaced, an old, a made-up link and a broken form are refused and leave nothing', async () => {
  const web = t.browser()
  const first = (await t.identity.service.prepareSetup())!
  const second = (await t.identity.service.prepareSetup())!
  expect((await web.call(setUp, { body: { token: first, centre, coordinator } })).status).toBe(410)
  expect((await web.call(setUp, { body: { token: 'A'.repeat(43), centre, coordinator } })).status).toBe(410)
  const bad = async (body: object) => (await web.call(setUp, { body: { token: second, centre, coordinator, ...body } })).status
  expect(await bad({ centre: { ...centre, name: { it: 'solo una lingua' } } })).toBe(400)
  expect(await bad({ centre: { ...centre, timeZone: 'Europe/Atlantide' } })).toBe(400)
  expect(await bad({ centre: { ...centre, languages: ['it', 'it'] } })).toBe(400)
  expect(await bad({ centre: { ...centre, weekly: [{ day: 1, from: '13:00', to: '08:00' }] } })).toBe(400)
  expect(await bad({ centre: { ...centre, weekly: [{ day: 1, from: '08:00', to: '13:00' }, { day: 1, from: '12:00', to: '18:00' }] } })).toBe(400)
  expect(await bad({ centre: { ...centre, weekly: [{ day: 8, from: '08:00', to: '13:00' }] } })).toBe(400)
  expect(await bad({ centre: { ...centre, pec: 'nessuna' } })).toBe(400)
  expect(await bad({ coordinator: { ...coordinator, password: 'troppo corta'.slice(0, 11) } })).toBe(400)
  expect(await bad({ coordinator: { ...coordinator, password: 'olgafinta2026' } })).toBe(400)
  clock.advance(24 * 3_600_000)
  expect(await bad({})).toBe(410)
  expect(await t.sql('select 1 from identity."user"')).toEqual([])
  expect(await t.entries()).toEqual([])
})

test('set-up cut off between its two transactions is finished by sending the form again', async () => {
  const token = (await t.identity.service.prepareSetup())!
  await t.sql(`create function platform.cut() returns trigger language plpgsql as $$ begin if new.ready then raise exception 'cut'; end if; return new; end $$;
    create trigger cut before update on platform.centre for each row execute function platform.cut()`)
  expect((await t.browser().call(setUp, { body: { token, centre, coordinator } })).status).toBe(500)
  await t.sql('drop trigger cut on platform.centre')
  expect((await t.browser().call(setUp, { body: { token, centre, coordinator: { ...coordinator, password: 'otto gatti sul tetto' } } })).status).toBe(201)
  expect((await t.browser().signIn('olga@centro.example', goodPassword)).status).toBe(401)
  expect((await t.browser().signIn('olga@centro.example', 'otto gatti sul tetto')).status).toBe(200)
  expect(await t.sql('select 1 from identity.membership')).toHaveLength(1)
})
