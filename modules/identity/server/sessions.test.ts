import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { endSession, endSessionsOf, listSessions, listTokens, makeToken } from '../contract-access.ts'
import { listPeople, readSession } from '../contract.ts'
import { goodPassword, testCentre, trial, type TestCentre } from './testing.ts'

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

const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
test('a person sees where they are signed in, ends one of them, and not another’s', async () => {
  const { web } = await enter()
  const other = t.browser()
  await other.auth('POST', '/sign-in/email', { email: 'ada@centro.example', password: goodPassword }, firefox)
  const left = t.browser()
  await left.signIn('ada@centro.example', goodPassword)
  await t.sql(`update identity.session set "updatedAt" = now() - interval '5 hours' where id = (select id from identity.session order by "createdAt" desc limit 1)`)
  const { sessions } = (await web.call(listSessions)).body
  expect(sessions.map((one: { current: boolean; device: object }) => [one.current, one.device])).toEqual([[true, { browser: null, system: null }], [false, { browser: 'Firefox', system: 'Linux' }]])
  expect(JSON.stringify(sessions)).not.toMatch(/token|Mozilla/)

  await t.identity.service.createPerson(system('test'), { name: 'Bice Finta', email: 'bice@centro.example', password: goodPassword, memberships: [{ role: 'analyst', partyId: null }] })
  const stranger = t.browser()
  await stranger.signIn('bice@centro.example', goodPassword)
  const params = { sessionId: sessions[1].id }
  expect((await stranger.call(endSession, { params })).status).toBe(404)
  expect((await other.call(readSession)).body.signedIn).toBe(true)
  expect((await web.call(endSession, { params })).status).toBe(204)
  expect((await other.call(readSession)).body.signedIn).toBe(false)
  expect((await web.call(endSession, { params })).status).toBe(404)
  expect((await t.entries('identity.endSession')).map(({ object }) => object)).toEqual([`session:${params.sessionId}`])
})

test('a coordinator ends every session and every key of a person; nobody else does', async () => {
  const { web } = await enter()
  const bice = t.browser()
  await bice.signIn('bice@centro.example', goodPassword)
  const personId = (await bice.call(readSession)).body.person.id as string
  const { id, token } = (await bice.call(makeToken, { body: { name: 'cruscotto', scopes: ['read'] } })).body
  expect((await bice.program(token, trial.read)).status).toBe(200)
  expect((await bice.call(endSessionsOf, { params: { personId } })).status).toBe(403)
  expect((await web.call(endSessionsOf, { params: { personId } })).status).toBe(204)
  expect((await bice.call(readSession)).body.signedIn).toBe(false)
  expect((await bice.program(token, trial.read)).status).toBe(401)
  expect((await web.call(readSession)).body.signedIn).toBe(true)
  expect(await t.entries('identity.endSessions')).toMatchObject([{ object: `person:${personId}`, detail: { tokens: [id] } }])
  expect((await web.call(endSessionsOf, { params: { personId: '00000000-0000-4000-8000-00000000dead' } })).status).toBe(404)
})

test('a reset of the second step ends the keys too', async () => {
  await t.identity.service.resetSecondFactorOf(system('cli'), 'bice@centro.example')
  const bice = t.browser()
  await bice.signIn('bice@centro.example', goodPassword)
  const { token } = (await bice.call(makeToken, { body: { name: 'altro', scopes: ['read'] } })).body
  await t.identity.service.resetSecondFactorOf(system('cli'), 'bice@centro.example')
  expect((await bice.program(token, trial.read)).status).toBe(401)
  await bice.signIn('bice@centro.example', goodPassword)
  expect((await bice.call(listTokens)).body.tokens.map((one: { state: string }) => one.state)).toEqual(['revoked', 'revoked'])
})
