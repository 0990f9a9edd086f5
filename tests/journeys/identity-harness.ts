/** What the journeys through the pages of identity stand on: the built client, the real server, one browser, the widths they are looked at. */
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import type { BrowserContextOptions, CDPSession, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { SetUpInput } from '#modules/identity/contract.ts'
import { goodPassword, testCentre, type TestCentre } from '#modules/identity/server/testing.ts'
import { createTerritory } from '#modules/territory/server/index.ts'
import type { SingleSignOn } from '#platform/config.ts'
import { system } from '#platform/contract/index.ts'
import { findings } from '../support/axe.ts'
import { fileAt, launch, page as indexPage } from '../support/web.ts'
export { findings } from '../support/axe.ts'
export { chrome } from '../support/web.ts'

export const root = new URL('../../', import.meta.url).pathname
// Pictures are taken only into a folder that is already there.
export const shots = [join(root, 'var/shots-identity')].find((path) => existsSync(path))

export type View = readonly [width: number, theme: 'light' | 'dark' | 'forced', lang: 'it' | 'fr' | 'en']
export const everyView: readonly View[] = [[1280, 'light', 'it'], [768, 'dark', 'fr'], [320, 'light', 'en'], [1280, 'forced', 'it']]
export const smallSet: readonly View[] = [[1280, 'light', 'it'], [320, 'dark', 'it']]
export const consoleViews: readonly View[] = [[1280, 'light', 'it'], [768, 'dark', 'it'], [320, 'light', 'it']]

type Memberships = Parameters<TestCentre['identity']['service']['createPerson']>[1]['memberships']
const centre: SetUpInput['centre'] = {
  name: { it: 'Centro Velarda', fr: 'Centre Vélarde', en: 'Velarda Centre' }, region: { it: 'Regione Velarda', fr: 'Région Vélarde', en: 'Velarda Region' }, country: 'IT',
  languages: ['it', 'fr', 'en'], timeZone: 'Europe/Rome', phone: '800 000 000', openingHours: { week: Array.from({ length: 7 }, () => [['08:00', '20:00']]) }, email: 'aiuto@centro.example', address: 'Via Inventata 1\n00000 Velarda',
}

export type Site = Awaited<ReturnType<typeof identitySite>>

/**
 * Identity and territory on a port, with the headers of the product, and a browser before them.
 * `empty`: nobody has set the centre up. Else `ada@centro.example` coordinates it, and a password alone is enough unless `secondFactor`.
 */
export async function identitySite(options: { empty?: boolean; secondFactor?: boolean; /** Its provider is told where this site is. */ singleSignOn?: (origin: string) => Promise<SingleSignOn> } = {}) {
  const state = { demo: false }
  const { t, origin } = await serve(() => state.demo, options.singleSignOn)
  if (!options.empty) {
    await t.identity.service.setUp({
      token: (await t.identity.service.prepareSetup())!, centre, coordinator: { name: 'Ada Finta', email: 'ada@centro.example', password: goodPassword },
    }, { secondFactor: options.secondFactor ?? false })
  }
  const browser = await launch()

  const at = (path: string): string => origin + path
  const pathOf = (page: Page): string => new URL(page.url()).pathname
  const arrive = (page: Page, path: string): Promise<void> => page.waitForURL((url) => url.pathname === path)
  /** Drawn: the page has its heading. */
  const visit = async (page: Page, path: string): Promise<void> => {
    await page.goto(at(path))
    await page.locator('#content h1').first().waitFor()
  }
  const newPage = async (more: BrowserContextOptions = {}): Promise<Page> => {
    const page = await (await browser.newContext({ locale: 'it-IT', viewport: { width: 1280, height: 900 }, ...more })).newPage()
    page.setDefaultTimeout(12_000)
    return page
  }
  const open = async (path: string, more?: BrowserContextOptions): Promise<Page> => {
    const page = await newPage(more)
    await visit(page, path)
    return page
  }
  // The limit for one network address is tested beside the server; here everybody comes from the same one.
  const forgetLimit = () => t.sql('delete from identity."rateLimit"')
  const signIn = async (page: Page, email: string, password = goodPassword): Promise<void> => {
    await forgetLimit()
    await page.getByLabel('Indirizzo e-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Accedi', exact: true }).click()
  }
  /** A page of somebody who is in already: the door itself has tests of its own. */
  const entered = async (email: string, path: string, more?: BrowserContextOptions): Promise<Page> => {
    const page = await newPage(more)
    await forgetLimit()
    const answer = await page.context().request.post(at('/api/auth/sign-in/email'), { data: { email, password: goodPassword }, headers: { origin } })
    expect(answer.status()).toBe(200)
    await visit(page, path)
    return page
  }
  const person = (name: string, email: string, memberships: Memberships) => t.identity.service.createPerson(system('test'), { name, email, password: goodPassword, memberships })

  /** Light and dark, three widths, three languages: axe finds nothing, nothing scrolls sideways. */
  const look = async (page: Page, name: string, views: readonly View[] = everyView): Promise<void> => {
    for (const [width, theme, lang] of views) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light', forcedColors: theme === 'forced' ? 'active' : 'none' })
      await speak(page, lang)
      if (shots) await page.screenshot({ path: join(shots, `${name}-${width}-${theme}-${lang}.png`), fullPage: true })
      expect(await findings(page, theme === 'forced'), `${name} ${width} ${theme} ${lang}`).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), `${name} ${width}: sideways`).toBe(0)
    }
    await speak(page, 'it')
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
  }
  return {
    t, origin, at, pathOf, arrive, visit, newPage, open, signIn, entered, person, look, forgetLimit,
    /** From now on it is a demonstration, whose accounts everybody may know. */
    async makeDemo() {
      state.demo = true
      await t.sql('update platform.centre set demo = true')
    },
    async close() {
      await browser.close()
      await t.close()
    },
  }
}

async function speak(page: Page, lang: View[2]): Promise<void> {
  const button = page.locator('.languages').getByRole('button', { name: `${lang},` })
  if (await button.count()) await button.click()
}

async function serve(demo: () => boolean, singleSignOn?: (origin: string) => Promise<SingleSignOn>): Promise<{ t: TestCentre; origin: string }> {
  const origin = `http://localhost:${await freePort()}`
  const t = await testCentre({ publicUrl: origin, ...(singleSignOn ? { singleSignOn: await singleSignOn(origin) } : {}) })
  t.app.mount(createTerritory(t.ground).routes)
  t.app.get('/api/demo/accounts', async (_request, reply) => (demo() ? reply.send({ accounts }) : reply.status(404).send({ code: 'not_found' })))
  t.app.get('/status', async (_request, reply) => reply.send({ status: 'ok' }))
  t.app.get('/*', async (request, reply) => {
    const path = new URL(request.url, origin).pathname
    if (path.startsWith('/api/')) return reply.status(404).send({ code: 'not_found' })
    const { type, bytes } = fileAt(path) ?? indexPage
    return reply.header('content-type', type).send(bytes)
  })
  await t.app.listen({ port: Number(new URL(origin).port), host: '127.0.0.1' })
  return { t, origin }
}

const accounts = [
  { role: 'coordinator', name: 'Ada Finta', email: 'ada@centro.example', password: goodPassword },
  { role: 'admin', name: 'Dora Finta', email: 'dora@pieve.example', password: goodPassword },
]

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export async function codeOf(secret: string): Promise<string> {
  return createOTP(new TextDecoder().decode(base32.decode(secret))).totp()
}

/** A platform authenticator that says yes to everything. */
export async function addAuthenticator(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } })
  return { cdp, authenticatorId }
}
