/** Single sign-on in a browser, before a real provider on this machine: the button, the way there and back, who is not let in, the code that is asked here. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { goodPassword, partyA } from '#modules/identity/server/testing.ts'
import { startProvider, type Known, type TestProvider } from '#modules/identity/server/testing/provider.ts'
import { codeOf, findings, identitySite, chrome, type Site } from './identity-harness.ts'

describe.skipIf(!chrome)('single sign-on', () => {
  const known: Record<string, Known> = {
    ada: { email: 'ada@centro.example', email_verified: true, amr: ['mfa'] }, bice: { email: 'bice@centro.example', email_verified: true },
    stranger: { email: 'chi@altrove.example', email_verified: true }, unverified: { email: 'ada@centro.example', email_verified: false }, silent: {},
  }
  let provider: TestProvider
  let site: Site
  beforeAll(async () => {
    site = await identitySite({ singleSignOn: async (origin) => {
      provider = await startProvider(`${origin}/api/auth/callback/sso`, known)
      return provider.settings({ secondFactor: ['mfa'] })
    } })
  }, 120_000)
  afterAll(async () => { await site?.close(); await provider?.close() })

  const through = async (page: Awaited<ReturnType<Site['open']>>, login: string): Promise<void> => {
    await page.getByRole('button', { name: 'Entra con Accesso unico' }).click()
    await page.getByRole('heading', { name: 'Accesso unico' }).waitFor()
    await page.getByLabel('Nome').fill(login)
    await page.getByRole('button', { name: 'Entra' }).click()
  }

  test('the button leads there and back to the page that was asked for; the provider vouches for the second step', async () => {
    const { t, open, arrive, look, forgetLimit } = site
    await t.sql('update identity.policy set second_factor = true')
    const page = await open('/sign-in?next=%2Fconsole%2Fpeople')
    await look(page, 'sign-in-single')
    await forgetLimit()
    // By keyboard alone.
    await page.getByRole('button', { name: 'Entra con Accesso unico' }).focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('Nome').fill('ada')
    await page.keyboard.press('Enter')
    await arrive(page, '/console/people')
    await page.getByRole('heading', { name: 'Persone', level: 1 }).waitFor()
    expect((await t.entries('identity.signIn')).at(-1)).toMatchObject({ detail: { method: 'single-sign-on' } })
    await t.sql('update identity.policy set second_factor = false')
    await page.context().close()
  }, 60_000)

  test('who is not let in reads why, and whom to ask', async () => {
    const { t, open, arrive, look, forgetLimit } = site
    const people = await t.sql('select id from identity."user"')
    const page = await open('/sign-in')
    const words = { stranger: 'qui non c’è nessuno con il tuo indirizzo', unverified: 'non conferma che il tuo indirizzo', silent: 'non ci ha detto il tuo indirizzo' }
    for (const [login, text] of Object.entries(words)) {
      await forgetLimit()
      await through(page, login)
      await arrive(page, '/single-sign-on')
      await page.getByText(text).waitFor()
      if (login === 'stranger') {
        await page.getByRole('link', { name: 'aiuto@centro.example' }).first().waitFor()
        await look(page, 'single-sign-on-unknown')
      } else expect(await findings(page)).toEqual([])
      // The provider remembers who was there; another person comes from another browser.
      await page.context().clearCookies()
      await page.getByRole('link', { name: 'Torna all’accesso' }).click()
      await page.getByRole('heading', { name: 'Accedi', level: 1 }).waitFor()
    }
    await forgetLimit()
    await page.getByRole('button', { name: 'Entra con Accesso unico' }).click()
    await page.getByRole('button', { name: 'Rinuncia' }).click()
    await page.getByText('Hai rinunciato').waitFor()
    await page.goto(site.at('/api/auth/callback/sso?state=made-up&code=made-up'))
    await page.getByText('non è valida, è arrivata tardi').waitFor()
    expect(await t.sql('select id from identity."user"')).toEqual(people)
    await page.context().close()
  }, 90_000)

  test('a code is asked here where the provider vouches for none', async () => {
    const { t, open, arrive, person, look, forgetLimit } = site
    await person('Bice Finta', 'bice@centro.example', [{ role: 'admin', partyId: partyA }])
    const web = t.browser()
    await forgetLimit()
    await web.signIn('bice@centro.example', goodPassword)
    const { totpURI, backupCodes } = (await web.auth('POST', '/two-factor/enable', { password: goodPassword })).body as { totpURI: string; backupCodes: string[] }
    const secret = new URL(totpURI).searchParams.get('secret')!
    await web.auth('POST', '/two-factor/verify-totp', { code: await codeOf(secret) })
    const page = await open('/sign-in?next=%2Faccount')
    await forgetLimit()
    await through(page, 'bice')
    await arrive(page, '/protect')
    await page.getByText('è protetto anche da un codice').waitFor()
    await look(page, 'protect-code')
    await page.getByLabel('Codice di sei cifre dell’app').fill('000 000')
    await page.getByRole('button', { name: 'Conferma' }).click()
    await page.getByRole('alert').getByText('Il codice non è corretto').waitFor()
    await page.getByRole('button', { name: 'Usa un codice di riserva' }).click()
    await page.getByLabel('Codice di riserva').fill(backupCodes[0]!)
    await page.getByRole('button', { name: 'Conferma' }).click()
    await arrive(page, '/account')
    await page.context().close()
  }, 60_000)

  test('while the provider is away the button says so, and the other doors are open', async () => {
    // The library keeps what it has learnt of the provider: another centre asks for the first time.
    const other = await identitySite({ singleSignOn: async () => ({ ...provider.settings(), issuer: 'http://127.0.0.1:9' }) })
    try {
      const page = await other.open('/sign-in')
      await page.getByRole('button', { name: 'Entra con Accesso unico' }).click()
      await page.getByRole('alert').getByText('L’accesso unico non risponde.').waitFor()
      await other.signIn(page, 'ada@centro.example')
      await other.arrive(page, '/console/queue')
    } finally { await other.close() }
  }, 60_000)
})
