import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { listPeople, readSession } from '../contract.ts'
import { goodPassword, testCentre, type TestCentre } from './testing.ts'

let t: TestCentre
beforeAll(async () => {
  t = await testCentre()
  await t.identity.service.createPerson(system('test'), { name: 'Ada Finta', email: 'ada@centro.example', password: goodPassword, memberships: [{ role: 'coordinator', partyId: null }] })
})
afterAll(() => t.close())

const enter = async () => {
  await t.sql('delete from identity.session')
  const web = t.browser()
  const { cookies } = await web.signIn('ada@centro.example', goodPassword)
  return { web, cookies }
}
const agedBy = (interval: string) => t.sql(`update identity.session set "updatedAt" = "updatedAt" - $1::interval`, [interval])

test('four hours without use end a session, for the library too; use within them is written down', async () => {
  const { web } = await enter()
  await agedBy('3 hours 59 minutes')
  expect((await web.call(listPeople)).status).toBe(200)
  expect(await t.sql(`select "updatedAt" > now() - interval '1 minute' as fresh from identity.session`)).toEqual([{ fresh: true }])
  await agedBy('4 hours 1 minute')
  expect((await web.auth('POST', '/two-factor/enable', { password: goodPassword })).status).toBe(401)
  expect((await web.call(readSession)).body.signedIn).toBe(false)
  expect(await t.sql('select 1 from identity.session')).toEqual([])
})

test('a day after sign-in it ends however busy it was, and nothing prolongs it', async () => {
  const { web, cookies } = await enter()
  expect(cookies[0]).toMatch(/Max-Age=86400;.*Path=\/;.*HttpOnly;.*SameSite=Lax/)
  const end = async () => (await t.sql<{ end: string }>(`select "expiresAt"::text as end from identity.session`))[0]!.end
  const before = await end()
  await agedBy('3 hours')
  for (const answer of [await web.call(readSession), await web.auth('GET', '/get-session')]) expect([answer.status, answer.cookies, await end()]).toEqual([200, [], before])
  await t.sql(`update identity.session set "expiresAt" = now() - interval '1 second'`)
  expect((await web.call(listPeople)).status).toBe(401)
})

test('signed out everywhere: this device too', async () => {
  const { web } = await enter()
  const other = t.browser()
  await other.signIn('ada@centro.example', goodPassword)
  expect((await web.auth('POST', '/revoke-sessions')).status).toBe(200)
  for (const one of [web, other]) expect((await one.call(readSession)).body.signedIn).toBe(false)
})

test('each sign-in has a session of its own: the one that was there is not taken over', async () => {
  const { web } = await enter()
  const first = [...web.jar.values()]
  await web.signIn('ada@centro.example', goodPassword)
  expect([...web.jar.values()]).not.toEqual(first)
})
