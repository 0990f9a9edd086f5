import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import { readCentre as readRow } from '#platform/db/centre.ts'
import { system } from '#platform/contract/index.ts'
import { changeCentre, readCentre, readSession } from '../contract.ts'
import { goodPassword, testCentre, type TestCentre } from './testing.ts'

const clock = fixedClock(new Date('2026-11-22T06:00:00Z'))
let t: TestCentre
type Web = ReturnType<TestCentre['browser']>
let coordinator: Web, analyst: Web
beforeAll(async () => {
  t = await testCentre({ clock })
  const made = async (email: string, role: 'coordinator' | 'analyst') => {
    await t.identity.service.createPerson(system('test'), { name: 'Ada Finta', email, password: goodPassword, memberships: [{ role, partyId: null }] })
    const web = t.browser()
    await web.signIn(email, goodPassword)
    return web
  }
  coordinator = await made('ada@centro.example', 'coordinator')
  analyst = await made('bice@centro.example', 'analyst')
  await t.sql(`update platform.centre set contacts = '{"phone":"1","dpo":"dpo@centro.example"}'`)
})
afterAll(() => t.close())

const week = [[['08:00', '13:00']], [], [], [], [['20:00', '24:00']], [], []]
const full = {
  name: { it: 'Centro inventato', fr: 'Centre inventé', en: 'Invented centre' }, region: { it: 'Velarda', fr: 'Vélarde', en: 'Velarda' }, country: 'FR', languages: ['fr', 'it', 'en'], timeZone: 'Europe/Paris',
  phone: '800 000 000', openingHours: { week, except: { '2026-12-24': [['08:00', '12:00']] } }, closedOnHolidays: false,
  afterHours: { it: 'Di notte scrivete.', fr: 'La nuit, écrivez.' }, email: 'aiuto@centro.example', certifiedMail: 'centro@pec.example', address: 'Via Inventata 1\n00000 Velarda', dpo: 'dpo@centro.example',
  secondFactor: false,
} as const
const save = (web: Web, change: object = {}) => web.call(changeCentre, { body: { ...full, seenAt: clock.now().toISOString(), ...change } })

test('only a coordinator reads and changes it', async () => {
  expect((await t.browser().call(readCentre)).status).toBe(401)
  expect([(await analyst.call(readCentre)).status, (await save(analyst)).status]).toEqual([403, 403])
})

test('what is saved is what everybody is then shown; the log has before and after', async () => {
  const { seenAt } = (await coordinator.call(readCentre)).body
  expect((await save(coordinator, { seenAt })).status).toBe(200)
  expect((await coordinator.call(readCentre)).body).toEqual({ ...full, seenAt: clock.now().toISOString() })
  expect((await t.browser().call(readSession)).body.centre).toMatchObject({ name: full.name, country: 'FR', languages: full.languages, phone: full.phone, openingHours: full.openingHours, email: full.email, certifiedMail: full.certifiedMail, address: full.address })
  const row = await t.db.as(system('test'), readRow)
  expect(row.contacts).toMatchObject({ openingHours: full.openingHours, afterHours: full.afterHours, dpo: 'dpo@centro.example' })
  const [entry] = await t.entries('identity.changeCentre')
  expect(entry).toMatchObject({ object: 'centre', detail: { phone: { before: '1', after: '800 000 000' }, country: { before: 'IT', after: 'FR' } } })
})

test('two who change it at once: the second is told, and nothing is overwritten', async () => {
  const seenAt = clock.now().toISOString()
  clock.advance(1000)
  expect((await save(coordinator, { phone: '1', seenAt })).status).toBe(200)
  expect(await save(coordinator, { phone: '2', seenAt })).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect((await coordinator.call(readCentre)).body.phone).toBe('1')
})

test('a save that changes nothing leaves no entry; a language that is dropped takes its texts along', async () => {
  const before = (await t.entries('identity.changeCentre')).length
  expect((await save(coordinator, { phone: '1' })).status).toBe(200)
  expect(await t.entries('identity.changeCentre')).toHaveLength(before)
  expect((await save(coordinator, { languages: ['it'] })).status).toBe(200)
  expect((await coordinator.call(readCentre)).body).toMatchObject({ name: { it: 'Centro inventato' }, afterHours: { it: 'Di notte scrivete.' } })
})

test('a change is told once, and one that changes nothing is not', async () => {
  const told = () => t.sql(`select 1 from platform.outbox where name = 'identity.centre_changed'`)
  const before = (await told()).length
  const { seenAt } = (await coordinator.call(readCentre)).body
  clock.advance(1000)
  expect((await save(coordinator, { seenAt, phone: '3' })).status).toBe(200)
  expect((await save(coordinator, { phone: '3' })).status).toBe(200)
  expect(await told()).toHaveLength(before + 1)
})

test('public holidays are closed when it is said and open again when it is said; days with hours of their own stay', async () => {
  const hours = async (closedOnHolidays: boolean) => {
    const { seenAt } = (await coordinator.call(readCentre)).body
    clock.advance(1000)
    expect((await save(coordinator, { seenAt, closedOnHolidays })).status).toBe(200)
    return (await coordinator.call(readCentre)).body
  }
  // The page says it in one word; everybody else reads the days.
  expect(await hours(true)).toMatchObject({ closedOnHolidays: true, openingHours: full.openingHours })
  expect((await t.browser().call(readSession)).body.centre.openingHours).toMatchObject({ week, except: { '2026-12-25': [], '2026-12-24': [['08:00', '12:00']], '2027-12-25': [] } })
  expect(await hours(false)).toMatchObject({ closedOnHolidays: false, openingHours: full.openingHours })
})

test('what is empty is left out, so that nothing empty is drawn', async () => {
  const { seenAt } = (await coordinator.call(readCentre)).body
  clock.advance(1000)
  expect((await save(coordinator, { seenAt, phone: '', hours: '', afterHours: {}, address: '', openingHours: undefined })).status).toBe(200)
  expect((await t.db.as(system('test'), readRow)).contacts).toEqual({ phone: '', email: full.email, certifiedMail: full.certifiedMail, dpo: full.dpo })
})
