/** A security key in software, for tests only. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { TestCentre } from '../testing.ts'

export const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const HAS_KEY = 0x40

/** As WebAuthn level 2 describes one: enough CBOR for one key and an attestation of kind `none`. */
export function softKey(origin = 'http://localhost:8080', rpId = 'localhost') {
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
export const register = async (web: Web, key: ReturnType<typeof softKey>, flags?: number) =>
  web.auth('POST', '/passkey/verify-registration', { name: 'chiave di prova', response: key.create((await web.auth('GET', '/passkey/generate-register-options')).body.challenge, flags) })
export const enter = async (web: Web, key: ReturnType<typeof softKey>, flags?: number) =>
  web.auth('POST', '/passkey/verify-authentication', { response: key.get((await web.auth('GET', '/passkey/generate-authenticate-options')).body.challenge, flags) })
