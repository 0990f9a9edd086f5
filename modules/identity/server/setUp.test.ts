import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seal, verify } from '#platform/audit/index.ts'
import { fixedClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { changeCentre, checkSetUp, contacts, readCentre, readSession, setUp, type SetUpInput } from '../contract.ts'
import { goodPassword, testCentre, type TestCentre } from './testing.ts'

const clock = fixedClock(new Date('2026-11-22T06:00:00Z'))
let t: TestCentre
beforeEach(async () => { clock.set(new Date('2026-11-22T06:00:00Z')); t = await testCentre({ clock }) })
afterEach(() => t.close())

const centre = {
  name: { it: 'Centro inventato di risposta', fr: 'Centre inventé de réponse' }, region: { it: 'Regione inventata', fr: 'Région inventée' },
  country: 'IT', languages: ['it', 'fr'], timeZone: 'Europe/Rome', phone: '+39 000 000', hours: '24/7',
  afterHours: { it: 'Di notte scrivete: leggiamo alle 8.', en: 'dropped, no language of the centre' }, email: 'Aiuto@centro.example', address: 'Via Inventata 1\n00000 Velarda',
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
      email: 'aiuto@centro.example', address: 'Via Inventata 1\n00000 Velarda',
    },
  })
  expect(await t.sql(`select contacts -> 'afterHours' as said from platform.centre`)).toEqual([{ said: { it: 'Di notte scrivete: leggiamo alle 8.' } }])
  expect((await t.entries()).map(({ action }) => action)).toEqual(['identity.setUp', 'identity.createPerson', 'identity.grant', 'identity.signIn'])
  expect(JSON.stringify([await t.entries(), await t.sql('select * from platform.centre')])).not.toContain(token)
})

test('a centre that is closed on public holidays does not say that it answers on them', async () => {
  const week = Array.from({ length: 7 }, () => [['09:00', '18:00']])
  const closed = { ...centre, openingHours: { week, except: { '2026-12-26': [['10:00', '12:00']] } }, closedOnHolidays: true }
  expect((await t.browser().call(setUp, { body: { token: await t.identity.service.prepareSetup(), centre: closed, coordinator } })).status).toBe(201)
  const { except } = (await t.browser().call(readSession)).body.centre.openingHours
  expect(except).toMatchObject({ '2026-12-25': [], '2026-12-26': [['10:00', '12:00']], '2027-03-29': [], '2028-11-01': [] })
  expect(except).not.toHaveProperty('2026-11-01')
})

test('how the centre is reached: a coordinator says it, everybody reads it, the log keeps it', async () => {
  await t.identity.service.setUp({ token: (await t.identity.service.prepareSetup())!, centre, coordinator: { ...coordinator, email: 'olga@centro.example' } }, { secondFactor: false })
  const week = Array.from({ length: 7 }, (_, day) => (day < 5 ? [['09:00', '13:00'], ['14:00', '18:00']] : []))
  const said = { phone: '800 000 000', openingHours: { week, except: { '2026-12-25': [] } }, afterHours: { it: 'Reperibile' }, address: 'Via Finta 1\nCorvasse', certifiedMail: 'Centro@pec.example' }
  const { name, region, country, languages, timeZone } = centre
  const web = t.browser()
  const put = async (reach: object, who = web) => who.call(changeCentre, { body: { name, region, country, languages, timeZone, ...reach, secondFactor: false, seenAt: (await web.call(readCentre)).body.seenAt ?? clock.now().toISOString() } })
  expect((await put(said, t.browser())).status).toBe(401)
  await web.signIn('olga@centro.example', goodPassword)
  for (const wrong of [{ openingHours: { week: [['9', '13']] } }, { openingHours: { week: [...week.slice(1), [['18:00', '09:00']]] } }, { email: 'nessuno' }]) expect((await put({ ...said, ...wrong })).status, JSON.stringify(wrong)).toBe(400)
  // The example of the operations guide is one that works, in the page and from a file.
  const [, example] = /```json\n([\s\S]*?)```/.exec(readFileSync(new URL('../../../docs/operations/README.md', import.meta.url), 'utf8'))!
  expect((await put(JSON.parse(example!))).status).toBe(200)
  const kept = async () => (await t.sql<{ contacts: object }>('select contacts from platform.centre'))[0]!.contacts
  expect(await kept()).toMatchObject({ emergencyEmail: 'emergenza@centre.example', dpo: 'dpo@centre.example' })
  expect((await put(said)).status).toBe(200)
  expect((await t.browser().call(readSession)).body.centre).toMatchObject({ phone: '800 000 000', hours: '', openingHours: { week } })
  expect((await t.entries('identity.changeCentre')).at(-1)).toMatchObject({ actor_kind: 'person', object: 'centre', detail: { certifiedMail: { before: 'centro@pec.centre.example', after: 'centro@pec.example' } } })
  expect(await t.sql(`select name from platform.outbox where name = 'identity.centre_changed'`)).toHaveLength(2)
  await t.identity.service.setContacts(system('cli'), contacts.parse(JSON.parse(example!)))
  expect(await kept()).toEqual(contacts.parse(JSON.parse(example!)))
  expect((await t.entries('identity.changeCentre')).at(-1)).toMatchObject({ actor_kind: 'system', actor_id: 'cli', detail: { email: { after: 'centro@centre.example' } } })
  expect(await t.sql(`select name from platform.outbox where name = 'identity.centre_changed'`)).toHaveLength(3)
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
  expect(await bad({ centre: { ...centre, openingHours: { week: [] } } })).toBe(400)
  expect(await bad({ centre: { ...centre, certifiedMail: 'nessuna' } })).toBe(400)
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
