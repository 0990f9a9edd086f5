import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { readSession } from '../contract.ts'
import { goodPassword, testCentre, type TestCentre } from './testing.ts'

let t: TestCentre
beforeAll(async () => {
  t = await testCentre()
  await t.identity.service.createPerson(system('test'), { name: 'Gina Finta', email: 'gina@centro.example', password: goodPassword, memberships: [{ role: 'analyst', partyId: null }] })
})
afterAll(() => t.close())

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const HAS_KEY = 0x40

/** A security key in software, as WebAuthn level 2 describes one: enough CBOR for one key and an attestation of kind `none`. */
function softKey(origin = 'http://localhost:8080', rpId = 'localhost') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  let counter = 0
  const hash = (data: Buffer | string) => createHash('sha256').update(data).digest()
  const data = (flags: number, more = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(++counter)
    return Buffer.concat([hash(rpId), Buffer.from([flags]), count, more])
  }
  const client = (type: string, challenge: string) => Buffer.from(JSON.stringify({ type, challenge, origin }))
  const answer = (response: Record<string, unknown>) => ({ id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key', clientExtensionResults: {}, response })
  return {
    create(challenge: string, flags = USER_PRESENT | USER_VERIFIED) {
      const cose = Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), Buffer.from(x, 'base64url'), Buffer.from('225820', 'hex'), Buffer.from(y, 'base64url')])
      const auth = data(flags | HAS_KEY, Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose]))
      const attestation = Buffer.concat([Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'), Buffer.from([auth.length]), auth])
      return answer({ clientDataJSON: client('webauthn.create', challenge).toString('base64url'), attestationObject: attestation.toString('base64url'), transports: ['internal'] })
    },
    get(challenge: string, flags = USER_PRESENT | USER_VERIFIED) {
      const [auth, json] = [data(flags), client('webauthn.get', challenge)]
      return answer({ clientDataJSON: json.toString('base64url'), authenticatorData: auth.toString('base64url'), signature: sign('sha256', Buffer.concat([auth, hash(json)]), privateKey).toString('base64url') })
    },
  }
}
type Web = ReturnType<TestCentre['browser']>
const register = async (web: Web, key: ReturnType<typeof softKey>, flags?: number) =>
  web.auth('POST', '/passkey/verify-registration', { name: 'chiave di prova', response: key.create((await web.auth('GET', '/passkey/generate-register-options')).body.challenge, flags) })
const enter = async (web: Web, key: ReturnType<typeof softKey>, flags?: number) =>
  web.auth('POST', '/passkey/verify-authentication', { response: key.get((await web.auth('GET', '/passkey/generate-authenticate-options')).body.challenge, flags) })

test('a passkey is added, signs in without a password, is removed, and each is written down', async () => {
  const key = softKey()
  const web = t.browser()
  await web.signIn('gina@centro.example', goodPassword)
  const added = await register(web, key)
  expect(added.status).toBe(200)
  expect((await web.call(readSession)).body.person.passkeys).toBe(1)

  const other = t.browser()
  expect(await enter(other, key)).toMatchObject({ status: 200 })
  expect((await other.call(readSession)).body).toMatchObject({ signedIn: true, person: { name: 'Gina Finta' }, roles: ['analyst'] })
  expect((await other.auth('POST', '/passkey/delete-passkey', { id: added.body.id })).status).toBe(200)
  expect((await enter(t.browser(), key)).status).toBe(401)

  expect((await t.entries()).filter(({ actor_kind }) => actor_kind === 'person').map(({ action, detail, object }) => [action, detail['method'], object.split(':')[0]])).toEqual([
    ['identity.signIn', 'password', 'session'], ['identity.addPasskey', undefined, 'passkey'], ['identity.signIn', 'passkey', 'session'], ['identity.removePasskey', undefined, 'passkey'],
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
