/** Single sign-on before a real provider on this machine. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import { system } from '#platform/contract/index.ts'
import { makeToken } from '../contract-access.ts'
import { listPeople, readSession, startSingleSignOn } from '../contract.ts'
import { goodPassword, partyA, testCentre, trial, type TestCentre } from './testing.ts'
import { passProvider, startProvider, type Known, type TestProvider } from './testing/provider.ts'

const CALLBACK = 'http://localhost:8080/api/auth/callback/sso'
const known: Record<string, Known> = {}
let provider: TestProvider
let t: TestCentre
type Web = ReturnType<TestCentre['browser']>
beforeAll(async () => {
  provider = await startProvider(CALLBACK, known)
  t = await testCentre({ singleSignOn: provider.settings({ secondFactor: ['mfa', 'https://idp.example/acr/2'] }) })
}, 60_000)
afterAll(async () => { await t?.close(); await provider?.close() })
beforeEach(() => t.sql('delete from identity."rateLimit"'))

const person = (name: string, memberships: Parameters<TestCentre['identity']['service']['createPerson']>[1]['memberships'], password?: string) =>
  t.identity.service.createPerson(system('test'), { name: `${name} finta`, email: `${name}@centro.example`, memberships, ...(password ? { password } : {}) })
const mailOf = (name: string, more: Known = {}): Known => ({ email: `${name}@centro.example`, email_verified: true, ...more })

/** From the button to the page where one lands. */
async function come(login: string | undefined, own: TestCentre = t, web: Web = own.browser(), next?: string): Promise<{ web: Web; landed: string }> {
  const started = await web.call(startSingleSignOn, { body: next ? { next } : {} })
  expect(started.status).toBe(200)
  const back = new URL(await passProvider(started.body.url, login))
  const answer = await web.auth('GET', `${back.pathname.slice('/api/auth'.length)}${back.search}`)
  expect(answer.status).toBe(302)
  return { web, landed: String(answer.headers['location']) }
}
const signedIn = async (web: Web) => (await web.call(readSession)).body

test('somebody invited comes in without a password, by the address that the provider has verified; nothing of the provider’s is kept', async () => {
  const { id, invitation } = await person('ada', [{ role: 'admin', partyId: partyA }])
  expect(invitation).toBeDefined()
  known['s-ada'] = mailOf('ada', { name: 'ALTRO NOME', fiscal_number: 'TINIT-XXXXXX00X00X000X', siret: '00000000000000' })
  const { web, landed } = await come('s-ada', t, t.browser(), '/space/people?text=a')
  expect(landed).toBe('/sign-in?next=%2Fspace%2Fpeople%3Ftext%3Da')
  expect(await signedIn(web)).toMatchObject({ signedIn: true, person: { id, name: 'ada finta' }, roles: ['admin'], singleSignOn: { name: 'Accesso unico' } })
  expect((await t.entries('identity.signIn')).at(-1)).toMatchObject({ actor_id: id, detail: { method: 'single-sign-on' } })
  const accounts = await t.sql('select * from identity.account where "userId" = $1', [id])
  expect(accounts).toMatchObject([{ providerId: 'sso', accountId: `${provider.issuer} s-ada`, accessToken: null, refreshToken: null, idToken: null, password: null }])
  const everything = JSON.stringify([accounts, await t.sql('select * from identity."user"'), await t.sql('select * from identity.verification'), await t.entries(), t.lines])
  for (const word of ['TINIT', '00000000000000', 'ALTRO NOME', 'shared with']) expect(everything).not.toContain(word)
  const asked = provider.asked.at(-1)!
  expect([asked.get('code_challenge_method'), asked.get('response_type'), asked.get('scope')]).toEqual(['S256', 'code', 'openid email'])
  expect(asked.get('nonce')).toBeTruthy()
  // The people's page says that they get in.
  await person('cora', [{ role: 'coordinator', partyId: null }], goodPassword)
  const keeper = t.browser()
  await keeper.signIn('cora@centro.example', goodPassword)
  expect((await keeper.call(listPeople, { query: { text: 'ada' } })).body.people).toMatchObject([{ state: 'active' }])
})

test('the second time it is the subject that counts, not the address', async () => {
  await person('bice', [{ role: 'admin', partyId: partyA }])
  known['s-bice'] = mailOf('bice')
  await come('s-bice')
  known['s-bice'] = { email: 'altra@altrove.example', email_verified: true }
  expect((await signedIn((await come('s-bice')).web)).person.email).toBe('bice@centro.example')
  expect(await t.sql(`select 1 from identity."user" where email = 'altra@altrove.example'`)).toEqual([])
})

test('unknown, unverified, without an address, or given up: nobody is made, and each is told apart on the page and in the log', async () => {
  await person('dina', [{ role: 'analyst', partyId: null }], goodPassword)
  const before = await t.sql('select count(*) from identity."user"')
  Object.assign(known, {
    's-unknown': { email: 'chi@altrove.example', email_verified: true }, 's-false': mailOf('dina', { email_verified: false }), 's-silent': { email: 'dina@centro.example' },
    's-none': { name: 'Senza posta' }, 's-stranger': { email: 'chi@altrove.example' },
  })
  const outcomes: string[] = []
  for (const login of ['s-unknown', 's-false', 's-silent', 's-stranger', 's-none', undefined]) {
    const { web, landed } = await come(login)
    expect((await signedIn(web)).signedIn).toBe(false)
    outcomes.push(landed)
  }
  const words = ['signup_disabled', 'unverified', 'unverified', 'unverified', 'no_mail', 'access_denied']
  expect(outcomes).toEqual(words.map((word) => `/single-sign-on?error=${word}`))
  expect((await t.entries('identity.refuseSignIn')).map(({ detail }) => detail)).toEqual(words.map((reason) => ({ method: 'single-sign-on', reason })))
  expect(await t.sql('select count(*) from identity."user"')).toEqual(before)
  expect(await t.sql(`select 1 from identity.account a join identity."user" u on u.id = a."userId" where u.email = 'dina@centro.example' and a."providerId" = 'sso'`)).toEqual([])
})

test('an answer that this browser did not ask for, one used twice and one that was changed are refused', async () => {
  await person('elio', [{ role: 'admin', partyId: partyA }])
  known['s-elio'] = mailOf('elio')
  const web = t.browser()
  const back = new URL(await passProvider((await web.call(startSingleSignOn, { body: {} })).body.url, 's-elio'))
  const path = `${back.pathname.slice('/api/auth'.length)}${back.search}`
  const other = t.browser()
  expect((await other.auth('GET', path)).headers['location']).toBe('/single-sign-on?error=state_mismatch')
  expect((await signedIn(other)).signedIn).toBe(false)
  const altered = new URL(back)
  altered.searchParams.set('state', 'x'.repeat(32))
  expect((await web.auth('GET', `${altered.pathname.slice('/api/auth'.length)}${altered.search}`)).headers['location']).toBe('/single-sign-on?error=state_mismatch')
  expect((await web.auth('GET', path)).headers['location']).toBe('/sign-in')
  const again = t.browser()
  for (const [name, value] of web.jar) again.jar.set(name, value)
  expect((await web.auth('GET', path)).headers['location']).toBe('/single-sign-on?error=state_mismatch')
})

test('the library’s own door for tokens from outside is not served, and one lands only on this site', async () => {
  const web = t.browser()
  for (const path of ['/sign-in/social', '/sign-in/oauth2', '/link-social', '/callback/sso', '/callback/other']) expect((await web.auth('POST', path, { provider: 'sso', idToken: { token: 'x' } })).status, path).toBe(404)
  expect((await web.auth('GET', '/callback/other')).status).toBe(404)
  for (const next of ['https://altrove.example/', '//altrove.example', '/\\altrove.example', 'console']) expect((await web.call(startSingleSignOn, { body: { next } })).status, next).toBe(400)
})

describe('the second step', () => {
  const codeOf = (uri: string) => createOTP(new TextDecoder().decode(base32.decode(new URL(uri).searchParams.get('secret')!))).totp()

  test('counts as given only when the provider says one of the words that the centre has named', async () => {
    await t.sql('update identity.policy set second_factor = true')
    try {
      await person('fede', [{ role: 'analyst', partyId: null }])
      await t.sql(`update identity."user" set "twoFactorEnabled" = true where email = 'fede@centro.example'`)
      const stepOf = async (more: Known) => { known['s-fede'] = mailOf('fede', more); return (await signedIn((await come('s-fede')).web)).secondStep ?? 'fine' }
      expect([await stepOf({}), await stepOf({ amr: ['pwd'] }), await stepOf({ amr: ['pwd', 'mfa'] }), await stepOf({ acr: 'https://idp.example/acr/2' }), await stepOf({ acr: 'https://idp.example/acr/1' })])
        .toEqual(['prove', 'prove', 'fine', 'fine', 'prove'])
    } finally { await t.sql('update identity.policy set second_factor = false') }
  })

  test('who has a code gives it here, also where the centre asks for none; the session then has another name', async () => {
    await person('gaia', [{ role: 'admin', partyId: partyA }], goodPassword)
    const owner = t.browser()
    await owner.signIn('gaia@centro.example', goodPassword)
    const { totpURI, backupCodes } = (await owner.auth('POST', '/two-factor/enable', { password: goodPassword })).body
    await owner.auth('POST', '/two-factor/verify-totp', { code: await codeOf(totpURI) })
    known['s-gaia'] = mailOf('gaia')
    for (const give of [async (web: Web) => web.auth('POST', '/two-factor/verify-totp', { code: await codeOf(totpURI) }), (web: Web) => web.auth('POST', '/two-factor/verify-backup-code', { code: backupCodes[0] })]) {
      const { web } = await come('s-gaia')
      expect(await signedIn(web)).toMatchObject({ secondStep: 'prove', roles: [] })
      expect((await web.call(listPeople)).status).toBe(403)
      expect((await web.auth('POST', '/two-factor/disable', { password: goodPassword })).status).toBe(403)
      expect((await web.auth('POST', '/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
      const old = new Map(web.jar)
      expect((await give(web)).status).toBe(200)
      expect((await signedIn(web)).secondStep).toBeUndefined()
      expect((await web.call(listPeople)).status).toBe(200)
      const left = t.browser()
      for (const [name, value] of old) left.jar.set(name, value)
      expect((await signedIn(left)).signedIn).toBe(false)
    }
    expect((await t.entries('identity.renewSession')).map(({ detail }) => detail['method']).slice(-2)).toEqual(['totp', 'backup-code'])
  })
})

test('like a broker: a level is asked for, the address comes apart from the token and unmarked, what else is told stays there', async () => {
  const level = 'https://www.spid.gov.it/SpidL2'
  const people: Record<string, Known> = {
    mail: { email: 'ines@centro.example', acr: level, fiscal_number: 'TINIT-YYYYYY00Y00Y000Y', name: 'Ines' },
    none: { acr: level, fiscal_number: 'TINIT-YYYYYY00Y00Y000Y' },
  }
  const broker = await startProvider(CALLBACK, people, { acrValues: ['https://www.spid.gov.it/SpidL1', level], claims: { openid: ['sub', 'amr', 'acr', 'fiscal_number'], email: ['email'], profile: ['name'] } })
  const own = await testCentre({ singleSignOn: broker.settings({ scopes: ['openid', 'email', 'profile'], acrValues: level, secondFactor: [level], mailTrusted: true }) })
  try {
    await own.sql('update identity.policy set second_factor = true')
    await own.identity.service.createPerson(system('test'), { name: 'Ines Finta', email: 'ines@centro.example', memberships: [{ role: 'analyst', partyId: null }] })
    const high = await come('mail', own)
    expect([high.landed, broker.asked.at(-1)!.get('acr_values')]).toEqual(['/sign-in', level])
    // The provider's word stands for a device, in this session and in the keys that are made in it.
    expect(await signedIn(high.web)).toMatchObject({ roles: ['analyst'] })
    const { token } = (await high.web.call(makeToken, { body: { name: 'cruscotto', scopes: ['read'] } })).body
    expect((await high.web.program(token, trial.read)).status).toBe(200)
    people['mail'] = { ...people['mail'], acr: 'https://www.spid.gov.it/SpidL1' }
    const low = await come('mail', own)
    expect((await signedIn(low.web)).secondStep).toBe('enrol')
    expect((await low.web.call(listPeople)).status).toBe(403)
    expect((await come('none', own)).landed).toBe('/single-sign-on?error=no_mail')
    expect(JSON.stringify([await own.sql('select * from identity."user"'), await own.sql('select * from identity.account'), await own.entries(), own.lines])).not.toContain('TINIT')
  } finally { await own.close(); await broker.close() }
}, 60_000)

test('a provider that is away keeps nobody from the other doors, and is asked again when it is back', async () => {
  const gone = await startProvider(CALLBACK, known)
  const own = await testCentre({ singleSignOn: gone.settings() })
  await gone.close()
  try {
    await own.identity.service.createPerson(system('test'), { name: 'Lia Finta', email: 'lia@centro.example', password: goodPassword, memberships: [] })
    expect(await own.browser().call(startSingleSignOn, { body: {} })).toMatchObject({ status: 503, body: { code: 'unavailable' } })
    expect((await own.browser().signIn('lia@centro.example', goodPassword)).status).toBe(200)
    await gone.open()
    known['s-lia'] = mailOf('lia')
    expect((await come('s-lia', own)).landed).toBe('/sign-in')
    await gone.close()
  } finally { await own.close() }
  const other = await testCentre({ singleSignOn: { ...provider.settings(), issuer: `${provider.issuer}/` } })
  try {
    // A document of another issuer, by one sign.
    expect((await other.browser().call(startSingleSignOn, { body: {} })).status).toBe(503)
  } finally { await other.close() }
})

test('where none is set up there is no door', async () => {
  const own = await testCentre()
  try {
    const web = own.browser()
    expect((await signedIn(web)).singleSignOn).toBeUndefined()
    expect((await web.call(startSingleSignOn, { body: {} })).status).toBe(404)
    expect((await web.auth('GET', '/callback/sso?state=x&code=y')).status).toBe(404)
  } finally { await own.close() }
})
