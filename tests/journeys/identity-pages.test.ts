/**
 * The pages of identity in a browser, against the real server on a real database: set-up, invitation, sign-in with password,
 * code, backup code and passkey (a virtual authenticator), the person's page, people, the frame of a body's space.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { goodPassword, partyA, partyB, type TestCentre } from '#modules/identity/server/testing.ts'
import { system } from '#platform/contract/index.ts'
import { codeOf, consoleViews, everyView, findings, root, serve, smallSet, type View } from './identity-harness.ts'
import { chrome, launch } from '../support/web.ts'

// Pictures are taken only into a folder that is already there.
const shots = [join(root, 'var/shots-identity')].find((path) => existsSync(path))

describe.skipIf(!chrome)('identity in a browser', () => {
  let t: TestCentre
  let browser: Browser
  let origin = ''
  let demo = false

  beforeAll(async () => {
    const served = await serve(() => demo)
    t = served.t
    origin = served.origin
    browser = await launch()
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await t?.close()
  })

  const at = (path: string): string => origin + path
  const open = async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await (await browser.newContext({ locale: 'it-IT', viewport: { width: 1280, height: 900 }, ...options })).newPage()
    page.setDefaultTimeout(12_000)
    await page.goto(at(path), { waitUntil: 'networkidle' })
    // The net is idle also while a slow machine is still reading the application.
    await page.locator('h1').first().waitFor()
    return page
  }
  const pathOf = (page: Page): string => new URL(page.url()).pathname
  const arrive = (page: Page, path: string): Promise<void> => page.waitForURL((url) => url.pathname === path)
  const signIn = async (page: Page, email: string, password = goodPassword): Promise<void> => {
    // The limit for one network address is tested beside the server; here everybody comes from the same one.
    await t.sql('delete from identity."rateLimit"')
    await page.getByLabel('Indirizzo e-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Accedi', exact: true }).click()
  }
  const entered = async (email: string, home: string, options?: BrowserContextOptions): Promise<Page> => {
    const page = await open('/sign-in', options)
    await signIn(page, email)
    await arrive(page, home)
    await page.waitForLoadState('networkidle')
    return page
  }
  const person = (name: string, email: string, memberships: Parameters<typeof t.identity.service.createPerson>[1]['memberships']) =>
    t.identity.service.createPerson(system('test'), { name, email, password: goodPassword, memberships })
  /** Light and dark, three widths, three languages: axe finds nothing, nothing scrolls sideways. */
  const look = async (page: Page, name: string, views: readonly View[] = everyView): Promise<void> => {
    for (const [width, theme, lang] of views) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light', forcedColors: theme === 'forced' ? 'active' : 'none' })
      const say = page.locator('.languages').getByRole('button', { name: `${lang},` })
      if (await say.count()) await say.click()
      if (shots) await page.screenshot({ path: join(shots, `${name}-${width}-${theme}-${lang}.png`), fullPage: true })
      expect(await findings(page, theme === 'forced'), `${name} ${width} ${theme} ${lang}`).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), `${name} ${width}: sideways`).toBe(0)
    }
    const italian = page.locator('.languages').getByRole('button', { name: 'it,' })
    if (await italian.count()) await italian.click()
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
  }

  test('set-up: without a link, with a spent one, and in three steps to an open centre', async () => {
    const page = await open('/console')
    expect(pathOf(page)).toBe('/set-up')
    expect(await page.locator('h1').textContent()).toBe('Il centro non è ancora aperto')
    await look(page, 'set-up-none', smallSet)
    await page.goto(at(`/set-up#${'x'.repeat(43)}`), { waitUntil: 'networkidle' })
    await page.getByRole('heading', { name: 'Questo collegamento non vale più' }).waitFor()
    const token = (await t.identity.service.prepareSetup())!
    // Pasted into the same tab: only the fragment changes, and the page must see it.
    await page.evaluate(`location.hash = '${token}'`)
    await page.getByRole('heading', { name: 'Dove siete' }).waitFor()
    await look(page, 'set-up-1')
    await page.getByLabel('Français', { exact: true }).check()
    await page.getByRole('button', { name: 'Avanti' }).click()
    await page.getByRole('heading', { name: 'Come vi chiamate' }).waitFor()
    expect(new URL(page.url()).search).toBe('?step=2')
    await page.getByRole('button', { name: 'Avanti' }).click()
    expect(await page.locator('.error-summary li').allTextContents()).toEqual(['Scrivi la regione (italiano).', 'Scrivi il nome del centro (italiano).', 'Scrivi la regione (francese).', 'Scrivi il nome del centro (francese).'])
    expect(await page.evaluate('document.activeElement.className')).toBe('error-summary')
    await look(page, 'set-up-2-missing')
    for (const [id, value] of [['region-it', 'Regione Velarda'], ['name-it', 'Centro Velarda'], ['region-fr', 'Région Vélarde'], ['name-fr', 'Centre Vélarde'], ['phone', '800 000 000'], ['from', '08:00'], ['until', '20:00']] as const) await page.locator(`#${id}`).fill(value)
    await page.getByRole('button', { name: 'Avanti' }).click()
    await page.getByRole('heading', { name: 'Chi coordina' }).waitFor()
    await page.reload({ waitUntil: 'networkidle' })
    await page.getByRole('button', { name: 'Indietro' }).click()
    expect(await page.locator('#name-fr').inputValue()).toBe('Centre Vélarde')
    expect(await page.locator('#from').inputValue()).toBe('08:00')
    for (const day of ['lunedì', 'martedì']) await page.getByLabel(day, { exact: true }).check()
    await page.getByRole('button', { name: 'Avanti' }).click()
    await page.locator('#person').fill('Ada Finta')
    await page.locator('#email').fill('ada@centro.example')
    await page.locator('#password').fill('Password2026!')
    await page.getByRole('button', { name: 'Apri il centro' }).click()
    await page.getByText('È tra le prime che un estraneo proverebbe.').waitFor()
    await look(page, 'set-up-3-weak', smallSet)
    await page.locator('#password').fill(goodPassword)
    await page.getByRole('button', { name: 'Apri il centro' }).click()
    await page.getByRole('heading', { name: 'Il centro è aperto' }).waitFor()
    await page.waitForURL(at('/set-up')) // the spent token is out of the address
    await look(page, 'set-up-done')
    await t.sql(`update platform.centre set languages = '{it,fr,en}'`)
    await page.getByRole('link', { name: 'Invita i colleghi' }).click()
    await arrive(page, '/console/people')
    await page.getByRole('heading', { name: 'Persone', level: 1 }).waitFor()
    await page.context().close()
  }, 120_000)

  test('sign-in: a wrong password, too many of them, and only paths of this site afterwards', async () => {
    const page = await open('/sign-in?next=%2Fconsole%2Fcases%3Fstate%3Dopen')
    await look(page, 'sign-in')
    await signIn(page, 'ada@centro.example', 'non è questa, no')
    await page.getByRole('alert').getByText('Indirizzo o password non corretti.').waitFor()
    await look(page, 'sign-in-wrong', smallSet)
    await signIn(page, 'ada@centro.example')
    await arrive(page, '/console/cases')
    expect(new URL(page.url()).search).toBe('?state=open')
    await page.goto(at('/sign-in?next=%2F%2Faltrove.example%2Fconsole'))
    await arrive(page, '/console/queue')
    await page.context().close()

    const other = await open('/sign-in')
    await t.sql(`insert into identity."rateLimit" (id, key, count, "lastRequest") values (gen_random_uuid(), '127.0.0.1|/sign-in/email', 20, $1) on conflict (key) do update set count = 20, "lastRequest" = excluded."lastRequest"`, [Date.now()])
    await other.getByLabel('Indirizzo e-mail').fill('ada@centro.example')
    await other.getByLabel('Password', { exact: true }).fill(goodPassword)
    await other.getByRole('button', { name: 'Accedi', exact: true }).click()
    await other.getByRole('alert').getByText(/Puoi riprovare fra \d+ secondi/).waitFor()
    await look(other, 'sign-in-busy', smallSet)
    await other.context().close()
  }, 60_000)

  test('a passkey is added, renamed, used without a password and removed', async () => {
    const page = await entered('ada@centro.example', '/console/queue')
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } })
    await page.goto(at('/account'), { waitUntil: 'networkidle' })
    await page.getByLabel('Nome della passkey').fill('portatile')
    await page.getByRole('button', { name: 'Aggiungi una passkey' }).click()
    await page.getByText('portatile', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Cambia nome a «portatile»' }).click()
    await page.locator('.row-form input[name=name]').fill('portatile dell’ufficio')
    await page.getByRole('button', { name: 'Salva' }).click()
    await page.getByText('portatile dell’ufficio', { exact: true }).waitFor()
    await look(page, 'account-passkey', consoleViews)

    // A browser without the offer in the address field: else the key, which answers at once, would leave no time for the button.
    await page.addInitScript(`if (location.hash === '#no-offer') PublicKeyCredential.isConditionalMediationAvailable = async () => false`)
    await page.context().clearCookies()
    await page.goto(at('/sign-in?next=%2Faccount#no-offer'), { waitUntil: 'networkidle' })
    await page.getByRole('button', { name: 'Accedi con una passkey' }).click()
    await arrive(page, '/account')
    expect((await t.entries('identity.signIn')).at(-1)).toMatchObject({ detail: { method: 'passkey' } })

    await page.context().clearCookies()
    await page.goto(at('/sign-in'))
    await arrive(page, '/console/queue') // offered in the address field and taken: nothing was clicked
    expect((await t.entries('identity.signIn')).filter((one) => one.detail['method'] === 'passkey')).toHaveLength(2)

    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    await page.context().clearCookies()
    await page.goto(at('/sign-in?again=1#no-offer'), { waitUntil: 'networkidle' })
    await page.getByRole('button', { name: 'Accedi con una passkey' }).click()
    await page.getByRole('alert').getByText('Nessuna passkey usata.').waitFor()

    await signIn(page, 'ada@centro.example')
    await arrive(page, '/console/queue')
    await page.goto(at('/account'), { waitUntil: 'networkidle' })
    await page.getByRole('button', { name: 'Togli «portatile dell’ufficio»' }).click()
    await look(page, 'account-remove', [[1280, 'light', 'it'], [320, 'dark', 'it']])
    await page.getByRole('dialog').getByRole('button', { name: 'Togli «portatile dell’ufficio»' }).click()
    await page.getByText('0 passkey').waitFor()
    expect(await t.sql('select 1 from identity.passkey')).toEqual([])
    await page.context().close()
  }, 90_000)

  test('the second step is turned on, asked for, replaced by a backup code; the password is changed', async () => {
    const page = await entered('ada@centro.example', '/console/queue')
    await page.goto(at('/account'), { waitUntil: 'networkidle' })
    const card = page.locator('section.card', { has: page.getByRole('heading', { name: 'Proteggi l’accesso con un codice' }) })
    await card.getByLabel('Password attuale').fill('non è questa, no')
    await card.getByRole('button', { name: 'Comincia' }).click()
    await card.getByRole('alert').getByText('La password attuale non è corretta.').waitFor()
    await card.getByLabel('Password attuale').fill(goodPassword)
    await card.getByRole('button', { name: 'Comincia' }).click()
    const secret = (await card.getByLabel('Chiave da copiare').inputValue()).replaceAll(' ', '')
    expect(await card.getByRole('link').getAttribute('href')).toContain(`secret=${secret}`)
    await look(page, 'account-enrol', consoleViews)
    await card.getByLabel('Codice di sei cifre dell’app').fill('000 000')
    await card.getByRole('button', { name: 'Attiva' }).click()
    await card.getByRole('alert').getByText('Il codice non è corretto o è scaduto.').waitFor()
    await card.getByLabel('Codice di sei cifre dell’app').fill(await codeOf(secret))
    await card.getByRole('button', { name: 'Attiva' }).click()
    await page.getByRole('heading', { name: 'Codici di riserva' }).waitFor()
    const codes = await page.locator('.codes li').allTextContents()
    expect(new Set(codes).size).toBe(10)
    expect(await page.evaluate('document.activeElement.id')).toBe('codes-title')
    await look(page, 'account-codes', consoleViews)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.account .card:visible').count()).toBe(1)
    await page.emulateMedia({ media: 'screen' })

    await page.context().clearCookies()
    await page.goto(at('/sign-in?next=%2Faccount'), { waitUntil: 'networkidle' })
    await signIn(page, 'ada@centro.example')
    await page.getByRole('heading', { name: 'Secondo passo' }).waitFor()
    await look(page, 'second-step')
    await page.getByLabel('Codice di sei cifre dell’app').fill('123456')
    await page.getByRole('button', { name: 'Conferma' }).click()
    await page.getByRole('alert').getByText('Il codice non è corretto').waitFor()
    await page.getByRole('link', { name: 'Usa un codice di riserva' }).click()
    await page.getByLabel('Codice di riserva').fill(codes[0]!)
    await page.getByRole('button', { name: 'Conferma' }).click()
    await arrive(page, '/account')

    const password = page.locator('section.card', { has: page.getByRole('heading', { name: 'Cambia la password' }) })
    const elsewhere = await open('/sign-in')
    await signIn(elsewhere, 'ada@centro.example')
    await elsewhere.getByLabel('Codice di sei cifre dell’app').fill(await codeOf(secret))
    await elsewhere.getByRole('button', { name: 'Conferma' }).click()
    await arrive(elsewhere, '/console/queue')
    await password.getByLabel('Password attuale').fill(goodPassword)
    await password.getByLabel('Nuova password').fill('ada.finta.99')
    await password.getByRole('button', { name: 'Cambia la password' }).click()
    await password.getByText('È fatta del tuo nome o del tuo indirizzo.').waitFor()
    await password.getByLabel('Nuova password').fill('undici rane nel fosso')
    await password.getByRole('button', { name: 'Cambia la password' }).click()
    await password.getByText('La password è cambiata.').waitFor()
    await elsewhere.goto(at('/console/cases'))
    await arrive(elsewhere, '/sign-in')
    await elsewhere.context().close()

    await page.getByRole('button', { name: 'Nuovi codici di riserva, o disattiva' }).click()
    await card.getByLabel('Password attuale').fill('undici rane nel fosso')
    await card.getByRole('button', { name: 'Disattiva il secondo passo' }).click()
    await card.getByText('Il secondo passo non è attivo.').waitFor()
    await page.getByRole('button', { name: 'Esci da tutti gli altri dispositivi' }).click()
    await page.getByText('il centro resta aperto solo qui').waitFor()
    await page.context().close()
  }, 90_000)

  test('people: invited with a link that is shown once, renewed, given and denied roles', async () => {
    await person('Bice Finta', 'bice@centro.example', [{ role: 'coordinator', partyId: null }])
    await t.sql(`insert into identity."user" (name, email, "emailVerified", "createdAt", "updatedAt") select 'Persona inventata ' || n, 'p' || n || '@centro.example', true, now(), now() from generate_series(1, 60) n`)
    await t.sql(`insert into territory.party (id, registry, code, name, folded, kind, province, updated_at) values ($1, 'own', 'A', 'Comune di Pieve Inventata', 'comune di pieve inventata', 'municipality', 'Lumera', now())`, [partyA])
    const page = await entered('bice@centro.example', '/console/queue')
    await page.locator('.person summary').click()
    await page.getByRole('link', { name: 'Persone e ruoli' }).click()
    await arrive(page, '/console/people')
    await look(page, 'people', consoleViews)
    await page.getByRole('link', { name: 'Successive' }).click()
    await page.getByText('51–62 di 62').waitFor()
    await page.getByLabel('Cerca per nome o indirizzo').fill('nessuno così')
    await page.getByRole('button', { name: 'Cerca', exact: true }).click()
    await page.getByText('Nessuna persona trovata.').waitFor()
    expect(new URL(page.url()).search).toBe('?text=nessuno+cos%C3%AC')

    await page.getByRole('link', { name: 'Invita una persona' }).click()
    await page.getByLabel('Nome e cognome').fill('Carlo Finto')
    await page.getByLabel('Indirizzo e-mail').fill('carlo@pieve.example')
    await page.getByLabel('Ruolo', { exact: true }).selectOption('admin')
    await page.getByLabel('Comune di Pieve Inventata (Lumera)').check()
    await page.getByLabel('Fino a quando').fill('2099-12-31')
    await look(page, 'people-invite', consoleViews)
    await page.getByRole('button', { name: 'Prepara l’invito' }).click()
    await page.getByRole('heading', { name: 'Collegamento per Carlo Finto' }).waitFor()
    const link = await page.getByLabel('Collegamento', { exact: true }).inputValue()
    expect(link).toMatch(new RegExp(`^${origin}/invitation#[\\w-]{43}$`))
    await look(page, 'people-link', [[1280, 'light', 'it'], [320, 'dark', 'it']])
    await page.reload({ waitUntil: 'networkidle' })
    expect(await page.content()).not.toContain(link.split('#')[1])

    const guest = await open(link.slice(origin.length))
    await look(guest, 'invitation')
    await guest.getByLabel('Scegli una password').fill('carlo.finto1')
    await guest.getByRole('button', { name: 'Entra', exact: true }).click()
    await guest.getByText('È fatta del tuo nome o del tuo indirizzo.').waitFor()
    await guest.getByLabel('Scegli una password').fill(goodPassword)
    await guest.getByRole('button', { name: 'Entra', exact: true }).click()
    await arrive(guest, '/space')
    await guest.locator('.works-for').getByText('Lavori qui per Comune inventato a').waitFor()
    await guest.goto(link, { waitUntil: 'networkidle' })
    await guest.reload({ waitUntil: 'networkidle' })
    await guest.getByText('Questo invito è scaduto o è già stato usato.').waitFor()
    await look(guest, 'invitation-over', smallSet)
    await guest.context().close()

    await page.goto(at('/console/people?text=carlo'), { waitUntil: 'networkidle' })
    await page.getByRole('link', { name: 'Carlo Finto' }).click()
    await page.getByRole('heading', { name: 'Carlo Finto' }).waitFor()
    await look(page, 'people-person', consoleViews)
    await page.getByRole('button', { name: 'Dai un ruolo' }).click()
    await page.getByLabel('Ruolo', { exact: true }).selectOption('analyst')
    await page.getByRole('button', { name: 'Dai un ruolo' }).click()
    await page.getByText('Ruolo dato a Carlo Finto.').waitFor()
    await page.getByRole('button', { name: 'Togli il ruolo: Analista' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Togli il ruolo' }).click()
    await page.getByText('Ruolo tolto a Carlo Finto.').waitFor()
    await page.getByRole('button', { name: 'Nuovo collegamento' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Nuovo collegamento' }).click()
    await page.getByRole('heading', { name: 'Collegamento per Carlo Finto' }).waitFor()
    expect(await page.getByLabel('Collegamento', { exact: true }).inputValue()).not.toBe(link)

    await t.sql(`update identity."user" set "twoFactorEnabled" = true where email = 'carlo@pieve.example'`)
    await page.reload({ waitUntil: 'networkidle' })
    await page.getByRole('button', { name: 'Telefono perso: azzera il secondo passo' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Azzera il secondo passo' }).click()
    await page.getByText('Il secondo passo di Carlo Finto è azzerato').waitFor()
    expect(await t.sql(`select "twoFactorEnabled" as on from identity."user" where email = 'carlo@pieve.example'`)).toEqual([{ on: false }])
    await page.context().close()
  }, 120_000)

  test('the last coordinator stays', async () => {
    await t.sql(`delete from identity.membership where user_id = (select id from identity."user" where email = 'ada@centro.example')`)
    const page = await entered('bice@centro.example', '/console/queue')
    await page.goto(at('/console/people?text=bice'), { waitUntil: 'networkidle' })
    await page.getByRole('link', { name: 'Bice Finta' }).click()
    await page.getByRole('button', { name: 'Togli il ruolo: Coordinatore' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Togli il ruolo' }).click()
    await page.getByRole('alert').getByText('Resta almeno un coordinatore').waitFor()
    await page.context().close()
  }, 60_000)

  test('the space: for which body, the switch, its people; each role in its own frame', async () => {
    await person('Dora Finta', 'dora@pieve.example', [{ role: 'admin', partyId: partyA }, { role: 'member', partyId: partyB }])
    await person('Elio Finto', 'elio@pieve.example', [])
    const page = await entered('dora@pieve.example', '/space')
    await page.locator('.works-for').getByText('Lavori qui per Comune inventato a').waitFor()
    await look(page, 'space')
    await page.getByRole('link', { name: 'Persone', exact: true }).click()
    await arrive(page, '/space/people')
    expect(new URL(page.url()).searchParams.get('body')).toBe(partyA)
    await look(page, 'space-people', smallSet)
    await page.getByRole('link', { name: 'Invita una persona' }).click()
    await page.getByLabel('Nome e cognome').waitFor()
    expect(await page.getByLabel('Ruolo', { exact: true }).locator('option').allTextContents()).toEqual(['Membro dell’ente', 'Amministratore dell’ente'])
    await page.getByLabel('Nome e cognome').fill('Fina Finta')
    await page.getByLabel('Indirizzo e-mail').fill('fina@pieve.example')
    await page.getByRole('button', { name: 'Prepara l’invito' }).click()
    await page.getByRole('heading', { name: 'Collegamento per Fina Finta' }).waitFor()
    await look(page, 'space-people-link', smallSet)
    await page.goto(at('/space'), { waitUntil: 'networkidle' })
    await page.getByLabel('Passa a un altro ente').selectOption(partyB)
    await page.getByRole('button', { name: 'Passa', exact: true }).click()
    await page.locator('.works-for').getByText('Lavori qui per Comune inventato b').waitFor()
    expect(await page.getByRole('link', { name: 'Persone', exact: true }).count()).toBe(0)
    await page.goto(at('/space'), { waitUntil: 'networkidle' })
    expect(new URL(page.url()).searchParams.get('body')).toBe(partyB) // the last one chosen
    await page.goto(at('/console/cases'))
    await arrive(page, '/space')
    await page.getByRole('link', { name: 'Dora Finta' }).click()
    await arrive(page, '/account')
    await look(page, 'space-account', smallSet)
    await page.getByRole('button', { name: 'Esci', exact: true }).click()
    await arrive(page, '/sign-in')
    await page.context().close()

    const nobody = await entered('elio@pieve.example', '/space')
    await nobody.getByRole('heading', { name: 'Nessun ruolo, per ora' }).waitFor()
    await look(nobody, 'space-none', smallSet)
    await nobody.context().close()
    const centre = await entered('bice@centro.example', '/console/queue')
    await centre.goto(at('/space'))
    await arrive(centre, '/console/queue')
    await centre.context().close()
  }, 90_000)

  test('a demonstration offers its people, one click each', async () => {
    demo = true
    await t.sql('update platform.centre set demo = true')
    const page = await open('/sign-in')
    await page.getByRole('heading', { name: 'Persone della dimostrazione' }).waitFor()
    await look(page, 'sign-in-demo')
    await t.sql('delete from identity."rateLimit"')
    await page.getByRole('button', { name: 'Entra come Dora Finta' }).click()
    await arrive(page, '/space')
    await page.context().close()
  }, 60_000)

  test('by keyboard alone, and with no network', async () => {
    const page = await open('/sign-in')
    await t.sql('delete from identity."rateLimit"')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.className')).toBe('skip')
    await page.getByLabel('Indirizzo e-mail').focus()
    await page.keyboard.type('bice@centro.example')
    await page.keyboard.press('Tab')
    await page.keyboard.type(goodPassword)
    await page.context().setOffline(true)
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('La rete non risponde.').waitFor()
    await page.context().setOffline(false)
    expect(await page.getByLabel('Indirizzo e-mail').inputValue()).toBe('bice@centro.example')
    await page.getByLabel('Password', { exact: true }).focus()
    await page.keyboard.press('Enter')
    await arrive(page, '/console/queue')
    await page.context().close()
  }, 60_000)
})
