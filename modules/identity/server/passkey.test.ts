import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { readSession } from '../contract.ts'
import { goodPassword, testCentre, type TestCentre } from './testing.ts'
import { enter, register, softKey, USER_PRESENT } from './testing/softKey.ts'

let t: TestCentre
beforeAll(async () => {
  t = await testCentre()
  await t.identity.service.createPerson(system('test'), { name: 'Gina Finta', email: 'gina@centro.example', password: goodPassword, memberships: [{ role: 'analyst', partyId: null }] })
})
afterAll(() => t.close())

test('a passkey is added, signs in without a password, is removed, and each is written down', async () => {
  const key = softKey()
  const web = t.browser()
  await web.signIn('gina@centro.example', goodPassword)
  const before = [...web.jar.values()]
  const added = await register(web, key)
  expect(added.status).toBe(200)
  // The session is worth more now, so it has another name and the old one is nobody's.
  expect([...web.jar.values()]).not.toEqual(before)
  expect(await t.sql('select strong from identity.session')).toEqual([{ strong: true }])
  expect((await web.call(readSession)).body.person.passkeys).toBe(1)

  const other = t.browser()
  expect(await enter(other, key)).toMatchObject({ status: 200 })
  expect((await other.call(readSession)).body).toMatchObject({ signedIn: true, person: { name: 'Gina Finta' }, roles: ['analyst'] })
  expect((await other.auth('POST', '/passkey/delete-passkey', { id: added.body.id })).status).toBe(200)
  expect((await enter(t.browser(), key)).status).toBe(401)

  expect((await t.entries()).filter(({ actor_kind }) => actor_kind === 'person').map(({ action, detail, object }) => [action, detail['method'], object.split(':')[0]])).toEqual([
    ['identity.signIn', 'password', 'session'], ['identity.addPasskey', undefined, 'passkey'], ['identity.renewSession', 'passkey', 'session'], ['identity.signIn', 'passkey', 'session'], ['identity.removePasskey', undefined, 'passkey'],
  ])
})

test('a key that does not check its holder, one of another site and an answer used twice are refused', async () => {
  const web = t.browser()
  await web.signIn('gina@centro.example', goodPassword)
  expect((await register(web, softKey(), USER_PRESENT)).status).toBe(401)
  expect((await register(web, softKey('http://altrove.example'))).status).toBeGreaterThanOrEqual(400)
  const key = softKey()
  expect((await register(web, key)).status).toBe(200)
  expect(await enter(t.browser(), key, USER_PRESENT)).toMatchObject({ status: 401, body: { params: { reason: 'USER_VERIFICATION_NEEDED' } } })
  const third = t.browser()
  const response = key.get((await third.auth('GET', '/passkey/generate-authenticate-options')).body.challenge)
  const challenge = new Map(third.jar)
  expect((await third.auth('POST', '/passkey/verify-authentication', { response })).status).toBe(200)
  const replay = t.browser()
  for (const [name, value] of challenge) replay.jar.set(name, value)
  expect((await replay.auth('POST', '/passkey/verify-authentication', { response })).status).toBe(400)
  expect((await t.sql('select 1 from identity.passkey'))).toHaveLength(1)
})
