import { createOTP } from '@better-auth/utils/otp'
import { base32 } from '@better-auth/utils/base32'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { authRoutes } from '../contract-doors.ts'
import { changeCentre, listPeople, readCentre, readSession, resetSecondFactor } from '../contract.ts'
import { goodPassword, partyA, testCentre, type TestCentre } from './testing.ts'
import { enter, register, softKey } from './testing/softKey.ts'

let t: TestCentre
type Web = ReturnType<TestCentre['browser']>
beforeAll(async () => {
  t = await testCentre()
  await t.sql('update identity.policy set second_factor = true')
})
afterAll(() => t.close())

async function signedIn(name: string, memberships: Parameters<TestCentre['identity']['service']['createPerson']>[1]['memberships'] = [{ role: 'coordinator', partyId: null }]): Promise<Web> {
  await t.sql('delete from identity."rateLimit"')
  const email = `${name}@centro.example`
  await t.identity.service.createPerson(system('test'), { name: `${name} finta`, email, password: goodPassword, memberships })
  const web = t.browser()
  await web.signIn(email, goodPassword)
  return web
}
const again = async (name: string): Promise<Web> => {
  const web = t.browser()
  await web.signIn(`${name}@centro.example`, goodPassword)
  return web
}
const stepOf = async (web: Web): Promise<string> => (await web.call(readSession)).body.secondStep ?? 'fine'
const works = async (web: Web): Promise<number> => (await web.call(listPeople)).status
const codeFor = (uri: string) => createOTP(new TextDecoder().decode(base32.decode(new URL(uri).searchParams.get('secret')!))).totp()
async function enrolCode(web: Web): Promise<string> {
  const { body } = await web.auth('POST', '/two-factor/enable', { password: goodPassword })
  expect((await web.auth('POST', '/two-factor/verify-totp', { code: await codeFor(body.totpURI) })).status).toBe(200)
  return body.totpURI
}

test('a password alone opens nothing but enrolment; with a code every role wakes, and so it does at the next sign-in', async () => {
  const web = await signedIn('ada')
  expect(await web.call(readSession)).toMatchObject({ body: { signedIn: true, secondStep: 'enrol', roles: [], parties: [] } })
  expect(await web.call(listPeople)).toMatchObject({ status: 403, body: { code: 'second_factor' } })
  expect(await web.auth('POST', '/change-password', { currentPassword: goodPassword, newPassword: 'undici rane nel fosso' })).toMatchObject({ status: 403, body: { code: 'second_factor' } })
  const old = new Map(web.jar)
  const uri = await enrolCode(web)
  expect([await stepOf(web), await works(web)]).toEqual(['fine', 200])
  const left = t.browser()
  for (const [name, value] of old) left.jar.set(name, value)
  expect((await left.call(readSession)).body.signedIn).toBe(false)

  const next = await again('ada')
  expect((await next.call(readSession)).body.signedIn).toBe(false)
  await next.auth('POST', '/two-factor/verify-totp', { code: await codeFor(uri), trustDevice: true })
  expect(await works(next)).toBe(200)
  await next.auth('POST', '/sign-out')
  // A device that gave a code and was to be trusted: the password is enough there, for thirty days.
  await next.signIn('ada@centro.example', goodPassword)
  expect([await stepOf(next), await works(next)]).toEqual(['fine', 200])
})

test('beside an enrolled passkey the password opens no door but the one of the passkey', async () => {
  const key = softKey()
  const owner = await signedIn('bice')
  const added = await register(owner, key)
  expect(await works(owner)).toBe(200)

  const thief = await again('bice')
  expect(await stepOf(thief)).toBe('prove')
  expect(await works(thief)).toBe(403)
  for (const route of authRoutes.filter((one) => !/sign-in|sign-out|get-session|authenticat|callback/.test(one))) {
    const [method, path] = route.split(' ') as ['GET' | 'POST', string]
    expect(await thief.auth(method, path, method === 'GET' ? undefined : { password: goodPassword, currentPassword: goodPassword, newPassword: 'undici rane nel fosso', id: added.body.id, code: '000000' }), route).toMatchObject({ status: 403, body: { code: 'second_factor' } })
  }
  expect(await t.sql(`select 1 from identity.passkey k join identity."user" u on u.id = k."userId" where u.email like 'bice@%'`)).toHaveLength(1)
  expect((await enter(thief, key)).status).toBe(200)
  expect([await stepOf(thief), await works(thief)]).toEqual(['fine', 200])
})

test('a new password keeps what the session had proven; the last device taken away puts every role to sleep', async () => {
  const web = await signedIn('cora')
  const added = await register(web, softKey())
  expect((await web.auth('POST', '/change-password', { currentPassword: goodPassword, newPassword: 'undici rane nel fosso', revokeOtherSessions: true })).status).toBe(200)
  expect(await works(web)).toBe(200)
  expect((await web.auth('POST', '/passkey/delete-passkey', { id: added.body.id })).status).toBe(200)
  expect([await stepOf(web), await works(web)]).toEqual(['enrol', 403])
})

test('people of a body are not asked; one who is also of the centre is', async () => {
  const member = await signedIn('dora', [{ role: 'admin', partyId: partyA }])
  expect([await stepOf(member), await works(member)]).toEqual(['fine', 200])
  const both = await signedIn('elio', [{ role: 'admin', partyId: partyA }, { role: 'analyst', partyId: null }])
  expect([await stepOf(both), await works(both)]).toEqual(['enrol', 403])
})

test('a coordinator turns the rule off and on; it counts at the next request, and is written down', async () => {
  const web = await signedIn('fina')
  await enrolCode(web)
  const weak = await signedIn('gino', [{ role: 'analyst', partyId: null }])
  const { seenAt, ...kept } = (await web.call(readCentre)).body
  expect(kept.secondFactor).toBe(true)
  const set = (secondFactor: boolean, at: string) => web.call(changeCentre, { body: { ...kept, name: { it: 'Centro' }, region: { it: 'Velarda' }, languages: ['it'], secondFactor, seenAt: at } })
  const off = await set(false, seenAt)
  expect([off.status, await stepOf(weak)]).toEqual([200, 'fine'])
  expect([(await set(true, off.body.seenAt)).status, await stepOf(weak)]).toEqual([200, 'enrol'])
  expect((await t.entries('identity.changePolicy')).map(({ detail }) => detail)).toEqual([{ secondFactor: false }, { secondFactor: true }])
})

describe('a lost device', () => {
  test('a coordinator lets somebody enrol anew: codes, passkeys and sessions are gone', async () => {
    const keeper = await signedIn('ines')
    await enrolCode(keeper)
    const web = await signedIn('luca')
    await enrolCode(web)
    await register(web, softKey())
    const { id } = (await web.call(readSession)).body.person
    expect((await keeper.call(resetSecondFactor, { params: { personId: id } })).status).toBe(204)
    expect((await web.call(readSession)).body.signedIn).toBe(false)
    const next = await again('luca')
    expect((await next.call(readSession)).body).toMatchObject({ secondStep: 'enrol', person: { twoFactor: false, passkeys: 0 } })
  })

  test('a lost device that was trusted in place of a code is not trusted any more', async () => {
    const uri = await enrolCode(await signedIn('nora'))
    const lost = await again('nora')
    await lost.auth('POST', '/two-factor/verify-totp', { code: await codeFor(uri), trustDevice: true })
    await t.identity.service.resetSecondFactorOf(system('cli'), 'nora@centro.example')
    await enrolCode(await again('nora'))
    await lost.signIn('nora@centro.example', goodPassword)
    expect((await lost.call(readSession)).body.signedIn).toBe(false)
  })

  test('whoever stands at the server does it for the last coordinator, and the log says that nobody signed in did', async () => {
    const web = await signedIn('mara')
    await register(web, softKey())
    expect(await t.identity.service.resetSecondFactorOf(system('cli'), ' Mara@centro.example ')).toEqual({ name: 'mara finta' })
    expect((await web.call(readSession)).body.signedIn).toBe(false)
    expect(await stepOf(await again('mara'))).toBe('enrol')
    expect((await t.entries('identity.resetSecondFactor')).at(-1)).toMatchObject({ actor_kind: 'system', actor_id: 'cli' })
    await expect(t.identity.service.resetSecondFactorOf(system('cli'), 'nessuno@centro.example')).rejects.toMatchObject({ code: 'not_found' })
  })
})
