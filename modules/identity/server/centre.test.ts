import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import { signature, readCentre as readRow } from '#platform/db/centre.ts'
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

const full = {
  name: { it: 'Centro inventato', fr: 'Centre inventé', en: 'Invented centre' }, region: { it: 'Velarda', fr: 'Vélarde', en: 'Velarda' }, country: 'FR', languages: ['fr', 'it', 'en'], timeZone: 'Europe/Paris',
  phone: '800 000 000', hours: 'lun–ven 8–13', weekly: [{ day: 1, from: '08:00', to: '13:00' }, { day: 5, from: '20:00', to: '24:00' }],
  outside: { it: 'Di notte scrivete.', fr: 'La nuit, écrivez.' }, email: 'aiuto@centro.example', pec: 'centro@pec.example', address: ['Via Inventata 1', '00000 Velarda'],
  secondFactor: false,
} as const
const save = (web: Web, change: object = {}) => web.call(changeCentre, { body: { ...full, seenAt: clock.now().toISOString(), ...change } })

test('only a coordinator reads and changes it', async () => {
  expect((await t.browser().call(readCentre)).status).toBe(401)
  expect([(await analyst.call(readCentre)).status, (await save(analyst)).status]).toEqual([403, 403])
})

test('what is saved is what everybody is then shown; the log has before and after, and what it does not know stays', async () => {
  const { seenAt } = (await coordinator.call(readCentre)).body
  expect((await save(coordinator, { seenAt })).status).toBe(200)
  expect((await coordinator.call(readCentre)).body).toEqual({ ...full, seenAt: clock.now().toISOString() })
  expect((await t.browser().call(readSession)).body.centre).toMatchObject({ name: full.name, country: 'FR', languages: full.languages, phone: full.phone, outside: full.outside, email: full.email, pec: full.pec, address: full.address })
  const row = await t.db.as(system('test'), readRow)
  expect(row.contacts).toMatchObject({ weekly: full.weekly, dpo: 'dpo@centro.example' })
  expect([signature(row, 'fr'), signature({ name: { it: 'Solo nome' }, contacts: {} }, 'fr')]).toEqual(['Centre inventé\n800 000 000 · lun–ven 8–13\naiuto@centro.example', 'Solo nome'])
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
  expect((await coordinator.call(readCentre)).body).toMatchObject({ name: { it: 'Centro inventato' }, outside: { it: 'Di notte scrivete.' } })
})

test('every process that keeps pages hears of it', async () => {
  const client = await t.appPool.connect()
  try {
    const heard: (string | undefined)[] = []
    client.on('notification', ({ payload }) => heard.push(payload))
    await client.query('listen bastida_public')
    await t.identity.service.prepareSetup()
    const { seenAt } = (await coordinator.call(readCentre)).body
    clock.advance(1000)
    expect((await save(coordinator, { seenAt, hours: 'sempre' })).status).toBe(200)
    await client.query('select 1')
    expect(heard).toEqual(['centre'])
  } finally { client.release(true) }
})
