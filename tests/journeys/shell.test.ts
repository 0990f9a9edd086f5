/** What the frame does for whoever works in it: a session that ends while one types, a line that breaks, focus and titles of a new page. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { goodPassword, partyA } from '#modules/identity/server/testing.ts'
import { identitySite, chrome, smallSet, type Site } from './identity-harness.ts'

describe.skipIf(!chrome)('the shell', () => {
  let site: Site
  beforeAll(async () => {
    site = await identitySite()
    await site.person('Bice Finta', 'bice@centro.example', [{ role: 'coordinator', partyId: null }])
  }, 120_000)
  afterAll(() => site?.close())

  const invite = async (page: Page, email: string): Promise<void> => {
    await page.getByLabel('Nome e cognome').fill('Nuova Persona')
    await page.getByLabel('Indirizzo e-mail').fill(email)
    await page.getByLabel('Ruolo', { exact: true }).selectOption('analyst')
  }
  const endSessions = () => site.t.sql('delete from identity.session')

  test('a session that ended while one typed: the same person comes in again over the page, and what was being sent goes on its way', async () => {
    const { t, entered, look, forgetLimit } = site
    const page = await entered('ada@centro.example', '/console/people?invite=')
    await invite(page, 'nuova@centro.example')
    await endSessions()
    await page.getByRole('button', { name: 'Prepara l’invito' }).click()
    const dialog = page.getByRole('dialog', { name: 'Il tuo accesso è finito' })
    await dialog.waitFor()
    await look(page, 'again', smallSet)
    await forgetLimit()
    await dialog.getByLabel('Password', { exact: true }).fill('non è questa, no')
    await dialog.getByRole('button', { name: 'Accedi e continua' }).click()
    await dialog.getByRole('alert').getByText('Indirizzo o password non corretti.').waitFor()
    await dialog.getByLabel('Password', { exact: true }).fill(goodPassword)
    await dialog.getByRole('button', { name: 'Accedi e continua' }).click()
    // Nothing had to be pressed again.
    await page.getByRole('heading', { name: 'Collegamento per Nuova Persona' }).waitFor()
    expect(await dialog.count()).toBe(0)
    expect(await t.sql(`select 1 from identity."user" where email = 'nuova@centro.example'`)).toHaveLength(1)
    await page.context().close()
  }, 60_000)

  test('not now: nothing is lost, the page says why, and the next try asks again', async () => {
    const { entered } = site
    const page = await entered('ada@centro.example', '/console/people?invite=')
    await invite(page, 'altra@centro.example')
    await endSessions()
    await page.getByRole('button', { name: 'Prepara l’invito' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Non ora' }).click()
    await page.getByRole('alert').getByText('Accedi per continuare.').waitFor()
    expect(await page.getByLabel('Indirizzo e-mail').inputValue()).toBe('altra@centro.example')
    await page.getByRole('button', { name: 'Prepara l’invito' }).click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.context().close()
  }, 60_000)

  test('another person who comes in by that dialog begins from the door, not on somebody else’s page', async () => {
    const { t, entered, forgetLimit, origin } = site
    const page = await entered('ada@centro.example', '/console/people?invite=')
    await invite(page, 'terza@centro.example')
    await endSessions()
    await page.getByRole('button', { name: 'Prepara l’invito' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await forgetLimit()
    await page.route('**/api/auth/sign-in/email', (route) => route.continue({ postData: JSON.stringify({ email: 'bice@centro.example', password: goodPassword }) }))
    await dialog.getByLabel('Password', { exact: true }).fill(goodPassword)
    await dialog.getByRole('button', { name: 'Accedi e continua' }).click()
    await page.waitForURL(`${origin}/console/queue`)
    expect(await t.sql(`select 1 from identity."user" where email = 'terza@centro.example'`)).toEqual([])
    await page.context().close()
  }, 60_000)

  test('a line that breaks is said and comes back by itself; a page that could not be read says so', async () => {
    const { entered } = site
    const page = await entered('ada@centro.example', '/console/people')
    await page.route('**/{api,status}**', (route) => route.abort())
    await page.getByLabel('Cerca per nome o indirizzo').fill('ada')
    await page.getByRole('button', { name: 'Cerca', exact: true }).click()
    await page.getByRole('status').getByText('Il centro non risponde.').waitFor()
    await page.getByRole('heading', { name: 'Il centro non risponde' }).waitFor()
    await page.unroute('**/{api,status}**')
    await page.getByRole('status').getByText('Il centro non risponde.').waitFor({ state: 'detached', timeout: 15_000 })
    await page.context().close()
  }, 60_000)

  test('a new page is read from its heading on, has its title, and begins at its top; help is the first link', async () => {
    const { entered, arrive } = site
    const page = await entered('ada@centro.example', '/console/centre')
    expect(await page.evaluate('document.activeElement.tagName')).toBe('BODY') // the first page is the browser's own to begin
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.className')).toBe('skip')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('[document.activeElement.className, document.activeElement.textContent, document.activeElement.getAttribute("href")]')).toEqual(['bar-help', 'Sono sotto attacco', '/emergency'])
    await page.evaluate('scrollTo(0, 400)')
    await page.locator('.person summary').click()
    await page.getByRole('link', { name: 'Il mio accesso' }).click()
    await arrive(page, '/account')
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Il mio accesso')
    expect(await page.evaluate('[document.activeElement.tagName, scrollY]')).toEqual(['H1', 0])
    expect(await page.title()).toBe('Il mio accesso · Centro Velarda')
    await page.context().close()
  }, 60_000)

  test('a second step that is asked for from now on leads there and back', async () => {
    const { t, entered } = site
    const page = await entered('bice@centro.example', '/console/people')
    await t.sql('update identity.policy set second_factor = true')
    await page.getByLabel('Cerca per nome o indirizzo').fill('ada')
    await page.getByRole('button', { name: 'Cerca', exact: true }).click()
    await page.getByRole('heading', { name: 'Manca il secondo passo' }).waitFor()
    await page.getByRole('link', { name: 'Proteggi l’accesso' }).click()
    await page.getByRole('heading', { name: 'Proteggi l’accesso', level: 1 }).waitFor()
    expect(new URL(page.url()).searchParams.get('next')).toBe('/console/people?text=ada')
    await t.sql('update identity.policy set second_factor = false')
    await page.context().close()
  }, 60_000)

  test('in the space too: help first, and the dialog over a body’s page', async () => {
    const { person, entered } = site
    await person('Dora Finta', 'dora@pieve.example', [{ role: 'admin', partyId: partyA }])
    const page = await entered('dora@pieve.example', `/space/people?invite=&body=${partyA}`)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('/emergency')
    await page.getByLabel('Nome e cognome').fill('Elio Finto')
    await page.getByLabel('Indirizzo e-mail').fill('elio@pieve.example')
    await endSessions()
    await page.getByRole('button', { name: 'Prepara l’invito' }).click()
    await page.getByRole('dialog', { name: 'Il tuo accesso è finito' }).waitFor()
    await page.context().close()
  }, 60_000)
})
