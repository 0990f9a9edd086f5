/** The console's shell and every component of it in a browser: light, dark, forced colours, narrow and wide; axe finds nothing. */
import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { createElement, type FunctionComponent } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findings } from '../support/axe.ts'
import { chrome, fileAt, launch, page as indexPage, readManifest } from '../support/web.ts'

const root = new URL('../../', import.meta.url).pathname
// Pictures are taken only into a folder that is already there.
const shots = [join(root, 'var/shots-public')].find((path) => existsSync(path))

const signedIn = {
  signedIn: true,
  person: { id: 'p1', name: 'Ada Fittizia', email: 'ada@velarda.example', twoFactor: true, passkeys: 1 },
  roles: ['analyst'],
  parties: [],
  memberships: [{ role: 'analyst', partyId: null }],
  centre: { name: { it: 'Centro Velarda', fr: 'Centre Velarda', en: 'Velarda Centre' }, region: { it: 'Velarda' }, demo: true, languages: ['it', 'fr', 'en'], timeZone: 'Europe/Rome', phone: '800 000 000', hours: '8–20', ready: true, country: 'IT' },
}

describe.skipIf(!chrome)('the console', () => {
  let server: Server
  let browser: Browser
  let origin = ''

  beforeAll(async () => {
    server = await serve()
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await launch()
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  const open = async (address: string, options: BrowserContextOptions, session: object = signedIn): Promise<Page> => {
    const page = await (await browser.newContext({ locale: 'it-IT', bypassCSP: true, ...options })).newPage()
    await page.route('**/api/identity/session', (route) => route.fulfill({ json: session }))
    await page.goto(origin + address)
    await page.locator('h1').first().waitFor()
    return page
  }

  const views: readonly (readonly [string, BrowserContextOptions])[] = [
    ['light-1280', { viewport: { width: 1280, height: 900 } }],
    ['dark-1280', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
    ['light-360', { viewport: { width: 360, height: 800 } }],
    ['forced-1280', { viewport: { width: 1280, height: 900 }, forcedColors: 'active' }],
  ]

  test.each(views)('shell and components, %s: axe finds nothing, nothing scrolls sideways', async (name, options) => {
    for (const [what, address] of [['shell', '/console/cases'], ['gallery', '/gallery'], ['missing', '/console/nowhere']] as const) {
      const page = await open(address, options)
      if (shots) await page.screenshot({ path: join(shots, `console-${what}-${name}.png`), fullPage: true })
      expect(await findings(page, name.startsWith('forced')), `${what} ${name}`).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), `${what} ${name}`).toBe(0)
      await page.context().close()
    }
  }, 120_000)

  test('without a session it leads to sign-in and remembers where to go back', async () => {
    const page = await open('/console/cases?state=open', {}, { ...signedIn, signedIn: false, person: null })
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/sign-in?next=%2Fconsole%2Fcases%3Fstate%3Dopen')
    await page.context().close()
  }, 60_000)

  test('an unknown address says so and keeps the bar', async () => {
    const page = await open('/console/nowhere', {})
    expect(await page.locator('h1').textContent()).toBe('Questa pagina non c’è')
    expect(await page.locator('.bar-top').isVisible()).toBe(true)
    await page.context().close()
  }, 60_000)

  test('language and theme are chosen in the person’s menu and kept', async () => {
    const page = await open('/console/nowhere', { viewport: { width: 1280, height: 900 } })
    await page.locator('.person summary').click()
    await page.getByLabel('Français').check()
    await page.getByLabel('Sombre').check()
    if (shots) await page.screenshot({ path: join(shots, 'console-menu.png') })
    await page.reload()
    await page.locator('h1').waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    expect(await page.locator('h1').textContent()).toBe('Cette page n’existe pas')
    await page.context().close()
  }, 60_000)

  test('slash leads to the search, except while writing', async () => {
    const page = await open('/console/queue', { viewport: { width: 1280, height: 900 } })
    await page.keyboard.press('/')
    expect(await page.evaluate('document.activeElement.name')).toBe('q')
    await page.keyboard.press('/')
    expect(await page.locator('input[name=q]').inputValue()).toBe('/')
    await page.context().close()
  }, 60_000)
})

async function serve(): Promise<Server> {
  const { Gallery } = (await import(/* @vite-ignore */ new URL('../../ui/console/gallery.tsx', import.meta.url).href)) as { Gallery: FunctionComponent }
  const gallery = `<!doctype html><html lang="it"><head><title>Gallery</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/${readManifest()['apps/web/index.html']!.css![0]}"></head><body>${renderToStaticMarkup(createElement(Gallery))}</body></html>`
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = fileAt(path)
    if (path === '/gallery') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(gallery)
    else if (file) response.writeHead(200, file.headers).end(file.bytes)
    else if (path.startsWith('/api/')) response.writeHead(404).end()
    else response.writeHead(200, indexPage.headers).end(indexPage.bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
