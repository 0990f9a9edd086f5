import { createOTP } from '@better-auth/utils/otp'
import { base32 } from '@better-auth/utils/base32'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { createPool } from '#platform/db/index.ts'
import { readSession } from '../contract.ts'
import { goodPassword, partyA, testCentre, type TestCentre } from './testing.ts'

const actor = system('test')
let t: TestCentre
const person = (name: string, email: string, more: Partial<Parameters<TestCentre['identity']['service']['createPerson']>[1]> = {}) =>
  t.identity.service.createPerson(actor, { name, email, password: goodPassword, memberships: [], ...more })

beforeAll(async () => { t = await testCentre() })
afterAll(() => t.close())

describe('password', () => {
  test('signs in, gives a cookie no script reads, and is known afterwards', async () => {
    const { id } = await person('Ada Finta', 'ada@centro.example', { memberships: [{ role: 'analyst', partyId: null }, { role: 'member', partyId: partyA }] })
    const web = t.browser()
    expect((await web.call(readSession)).body).toMatchObject({ signedIn: false, person: null, centre: { ready: false, languages: ['it', 'fr', 'en'] } })
    const answer = await web.signIn('ADA@centro.example', goodPassword)
    expect(answer.status).toBe(200)
    expect(answer.body).not.toHaveProperty('token')
    expect(new Set(answer.cookies).size).toBe(1)
    expect(answer.cookies[0]).toMatch(/^bastida\.session_token=.+HttpOnly.*SameSite=Lax/)
    expect(answer.cookies[0]).not.toContain('Secure')
    expect((await web.call(readSession)).body).toMatchObject({
      signedIn: true, person: { id, name: 'Ada Finta', email: 'ada@centro.example', twoFactor: false, passkeys: 0 },
      roles: ['analyst'], parties: [], memberships: [{ role: 'analyst', partyId: null }, { role: 'member', partyId: partyA }], exercise: false,
    })
    expect((await web.auth('GET', '/get-session')).body.session).not.toHaveProperty('token')
    const [entry] = (await t.entries('identity.signIn')).filter((one) => one.actor_id === id)
    expect(entry).toMatchObject({ actor_kind: 'person', object: expect.stringMatching(/^session:[\da-f-]{36}$/), detail: { method: 'password', address: '127.0.0.1' } })
    await web.auth('POST', '/sign-out')
    expect(web.jar.size).toBe(0)
    expect((await web.call(readSession)).body.signedIn).toBe(false)
    expect(await t.entries('identity.signOut')).toMatchObject([{ actor_id: id, object: entry!.object }])
  })

  test('a wrong one and an unknown address get the same answer, and both are written down without what was typed', async () => {
    const { id } = await person('Bruno Finto', 'bruno@centro.example')
    const answers = [await t.browser().signIn('bruno@centro.example', 'non è questa, davvero'), await t.browser().signIn('nessuno@centro.example', 'non è questa, davvero')]
    for (const answer of answers) expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated', params: { reason: 'INVALID_EMAIL_OR_PASSWORD' } } })
    expect(answers[0]!.body).toEqual(answers[1]!.body)
    const refused = await t.entries('identity.refuseSignIn')
    expect(refused.map(({ object }) => object)).toEqual([`person:${id}`, ''])
    expect(JSON.stringify([refused, t.lines])).not.toMatch(/questa|nessuno@/)
  })

  test('a changed cookie is nobody; a cookie after sign-out elsewhere is nobody', async () => {
    await person('Carla Finta', 'carla@centro.example')
    const web = t.browser()
    await web.signIn('carla@centro.example', goodPassword)
    const [name, value] = [...web.jar][0]!
    web.jar.set(name, `x${value}`)
    expect((await web.call(readSession)).body.signedIn).toBe(false)
    web.jar.set(name, value)
    expect((await web.call(readSession)).body.signedIn).toBe(true)
    const other = t.browser()
    await other.signIn('carla@centro.example', goodPassword)
    expect((await other.auth('POST', '/revoke-other-sessions')).status).toBe(200)
    expect((await web.call(readSession)).body.signedIn).toBe(false)
    expect((await other.call(readSession)).body.signedIn).toBe(true)
    expect(await t.entries('identity.revokeSessions')).toHaveLength(1)
  })

  test('is changed only for a better one, and the others sessions end when asked', async () => {
    await person('Dora Finta', 'dora@centro.example')
    const web = t.browser()
    await web.signIn('dora@centro.example', goodPassword)
    const change = (newPassword: string) => web.auth('POST', '/change-password', { currentPassword: goodPassword, newPassword, revokeOtherSessions: true })
    expect(await change('Password2026!')).toMatchObject({ status: 400, body: { fields: [{ path: 'body.newPassword', problem: 'obvious' }] } })
    expect(await change('dora.finta.99')).toMatchObject({ status: 400, body: { params: { reason: 'PASSWORD_TOO_WEAK' } } })
    expect((await change('undici rane nel fosso')).status).toBe(200)
    expect((await web.call(readSession)).body.signedIn).toBe(true)
    expect((await t.browser().signIn('dora@centro.example', goodPassword)).status).toBe(401)
    expect(await t.entries('identity.changePassword')).toMatchObject([{ object: expect.stringMatching(/^session:/) }])
  })

  test('nobody signs up, and routes off the list do not exist', async () => {
    const web = t.browser()
    expect((await web.auth('POST', '/sign-up/email', { name: 'X', email: 'x@centro.example', password: goodPassword })).status).toBe(404)
    for (const path of ['/list-sessions', '/ok', '/error', '/../identity/people', '/verify-email', '/sign-in/email']) expect((await web.auth('GET', path)).status).toBe(path.includes('..') ? 401 : 404)
    expect((await web.auth('POST', '/delete-user')).status).toBe(404)
    expect(await t.sql(`select 1 from identity."user" where email = 'x@centro.example'`)).toEqual([])
  })

  test('a page of another site cannot sign a browser in, nor a form', async () => {
    const evil = { origin: 'https://altrove.example', 'sec-fetch-site': 'cross-site' }
    expect((await t.browser().auth('POST', '/sign-in/email', { email: 'ada@centro.example', password: goodPassword }, evil)).status).toBe(403)
    const form = await t.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'email=a&password=b' })
    expect(form.statusCode).toBe(415)
  })
})

test('after ten wrong passwords an address waits, known or not; another address does not', async () => {
  const own = await testCentre()
  try {
    for (const email of ['erri@centro.example', 'sconosciuta@centro.example']) {
      if (email.startsWith('erri')) await own.identity.service.createPerson(actor, { name: 'Erri Finta', email, password: goodPassword, memberships: [] })
      const statuses: number[] = []
      for (let i = 0; i < 11; i++) {
        await own.sql('delete from identity."rateLimit"')
        statuses.push((await own.browser().signIn(email, 'sbagliata, e di molto')).status)
      }
      expect(statuses).toEqual([...Array<number>(10).fill(401), 429])
      expect(await own.browser().signIn(email, goodPassword)).toMatchObject({ status: 429, body: { code: 'busy', params: { reason: 'ACCOUNT_TEMPORARILY_LOCKED' } } })
    }
    await own.sql(`update identity.refused_sign_in set since = since - interval '16 minutes'`)
    expect((await own.browser().signIn('erri@centro.example', goodPassword)).status).toBe(200)
    expect(await own.sql('select 1 from identity.refused_sign_in')).toHaveLength(1)
  } finally { await own.close() }
})

test('one network address may try twenty times a minute, whatever it says it is; the count is in the database', async () => {
  const own = await testCentre()
  try {
    // not an address, so that no password is hashed: the count is taken before anything is looked at
    let n = 0
    const attempt = async (headers: Record<string, string>) => (await own.browser().auth('POST', '/sign-in/email', { email: `nobody ${n++}`, password: 'x' }, headers)).status
    const statuses = async (headers: (i: number) => Record<string, string>) => { const all: number[] = []; for (let i = 0; i < 21; i++) all.push(await attempt(headers(i))); return all }
    // fastify believes x-forwarded-for of a proxy on this machine: each of these is another client
    expect(await statuses((i) => ({ 'x-forwarded-for': `10.0.0.${i}` }))).toEqual(Array<number>(21).fill(400))
    expect(await statuses((i) => ({ 'x-bastida-client': `10.1.0.${i}` }))).toEqual([...Array<number>(20).fill(400), 429])
    expect((await own.sql<{ count: number }>(`select count from identity."rateLimit" where key = '127.0.0.1|/sign-in/email'`))[0]!.count).toBe(20)
  } finally { await own.close() }
})

describe('second factor', () => {
  const codeFor = (uri: string, at = 0) => {
    const text = new URL(uri).searchParams.get('secret')!
    return createOTP(new TextDecoder().decode(base32.decode(text))).hotp(Math.floor(Date.now() / 30_000) + at)
  }

  test('is enrolled with a code, asked at the next sign-in, replaced by a backup code once, and all of it is written down', async () => {
    const { id } = await person('Furio Finto', 'furio@centro.example', { memberships: [{ role: 'analyst', partyId: null }] })
    const web = t.browser()
    await web.signIn('furio@centro.example', goodPassword)
    expect((await web.auth('POST', '/two-factor/enable', { password: 'un’altra cosa ancora' })).status).toBe(400)
    const enabling = await web.auth('POST', '/two-factor/enable', { password: goodPassword })
    expect(enabling.body.totpURI).toMatch(/^otpauth:\/\/totp\/Bastida/)
    expect(enabling.body.backupCodes).toHaveLength(10)
    expect((await web.call(readSession)).body.person.twoFactor).toBe(false)
    expect((await web.auth('POST', '/two-factor/verify-totp', { code: await codeFor(enabling.body.totpURI) })).status).toBe(200)
    expect((await web.call(readSession)).body.person.twoFactor).toBe(true)
    expect(await t.entries('identity.enableTwoFactor')).toMatchObject([{ actor_id: id }])

    const again = t.browser()
    const first = await again.signIn('furio@centro.example', goodPassword)
    expect(first.body).toEqual({ twoFactorRedirect: true, twoFactorMethods: ['totp'] })
    expect(first.cookies.filter((one) => one.startsWith('bastida.session_token=') && !one.includes('Max-Age=0'))).toEqual([])
    expect((await again.call(readSession)).body.signedIn).toBe(false)
    expect(await again.auth('POST', '/two-factor/verify-totp', { code: '000000' })).toMatchObject({ status: 401, body: { params: { reason: 'INVALID_CODE' } } })
    expect((await again.auth('POST', '/two-factor/verify-totp', { code: await codeFor(enabling.body.totpURI) })).status).toBe(200)
    expect((await again.call(readSession)).body).toMatchObject({ signedIn: true, roles: ['analyst'] })

    const third = t.browser()
    await third.signIn('furio@centro.example', goodPassword)
    const backup = { code: enabling.body.backupCodes[0] }
    expect((await third.auth('POST', '/two-factor/verify-backup-code', backup)).status).toBe(200)
    const fourth = t.browser()
    await fourth.signIn('furio@centro.example', goodPassword)
    expect((await fourth.auth('POST', '/two-factor/verify-backup-code', backup)).status).toBe(401)

    const own = (await t.entries()).filter((one) => one.actor_id === id || one.object === `person:${id}`)
    expect(own.filter((one) => one.action === 'identity.signIn').map((one) => one.detail['method'])).toEqual(['password', 'password+totp', 'password+backup-code'])
    expect(own.filter((one) => one.action === 'identity.refuseSignIn').map((one) => one.detail)).toEqual([{ method: 'password+totp', reason: 'INVALID_CODE' }, { method: 'password+backup-code', reason: 'INVALID_BACKUP_CODE' }])
    expect(JSON.stringify(own)).not.toContain(backup.code)
  })
})

describe('passkey', () => {
  test('options are answered for this host; registration needs a session; a made-up answer is refused', async () => {
    await person('Gina Finta', 'gina@centro.example')
    const web = t.browser()
    expect((await web.auth('GET', '/passkey/generate-register-options')).status).toBe(401)
    expect(await web.auth('GET', '/passkey/generate-authenticate-options')).toMatchObject({ status: 200, body: { rpId: 'localhost', challenge: expect.any(String) } })
    expect((await web.auth('POST', '/passkey/verify-authentication', { response: { id: 'nope' } })).status).toBe(401)
    await web.signIn('gina@centro.example', goodPassword)
    expect(await web.auth('GET', '/passkey/generate-register-options')).toMatchObject({
      status: 200, body: { rp: { id: 'localhost', name: 'Bastida' }, user: { name: 'gina@centro.example' }, authenticatorSelection: { userVerification: 'required', residentKey: 'required' } },
    })
    expect((await web.auth('GET', '/passkey/list-user-passkeys')).body).toEqual([])
  })
})

test('over https the cookie is secure and the passkeys belong to the public host', async () => {
  const own = await testCentre({ publicUrl: 'https://centro.example' })
  try {
    await own.identity.service.createPerson(actor, { name: 'Ivo Finto', email: 'ivo@centro.example', password: goodPassword, memberships: [] })
    const web = own.browser()
    const answer = await web.auth('POST', '/sign-in/email', { email: 'ivo@centro.example', password: goodPassword }, { origin: 'https://centro.example' })
    expect(answer.cookies[0]).toMatch(/^__Secure-bastida\.session_token=.+Secure/)
    expect((await web.call(readSession)).body.signedIn).toBe(true)
    expect((await web.auth('GET', '/passkey/generate-authenticate-options')).body.rpId).toBe('centro.example')
  } finally { await own.close() }
})

test('a database that is away is said as such, and no sign-in is pretended', async () => {
  const away = createPool({ host: '/nowhere', user: 'x', database: 'x' }, 1, 'away')
  const own = await testCentre({ authPool: away })
  try {
    const web = own.browser()
    expect(await web.signIn('ada@centro.example', goodPassword)).toMatchObject({ status: 503, body: { code: 'unavailable' }, cookies: [] })
    expect((await web.auth('GET', '/passkey/generate-authenticate-options')).status).toBe(503)
    expect(own.lines.some((line) => line.includes('request failed'))).toBe(true)
  } finally { await own.close(); await away.end() }
})

test('what a sign-in that lost its entry is given by the reconciling job, once', async () => {
  const { id } = await person('Luca Finto', 'luca@centro.example')
  await t.sql(`insert into identity.session ("expiresAt", token, "createdAt", "updatedAt", "userId") values (now() + interval '1 hour', 'lost', now() - interval '5 minutes', now(), $1)`, [id])
  const job = t.identity.periodic.find(({ name }) => name === 'identity.reconcile')!
  for (let i = 0; i < 2; i++) {
    const client = await t.workerPool.connect()
    try { await job.run(client) } finally { client.release() }
  }
  expect((await t.entries('identity.signIn')).filter((one) => one.detail['person'] === id)).toMatchObject([{ actor_kind: 'system', reason: 'found without an entry' }])
})

