/** Files of attacks in the console, in a real browser: looked at, tried, imported, and what did not go in read. */
import { existsSync } from 'node:fs'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadWeb } from '#apps/server/web.ts'
import { createLog } from '#platform/log/index.ts'
import { PASSWORD, testWatch, type TestWatch } from '../../modules/watch/server/testing.ts'
import { arrive, lookerFor } from '../support/look.ts'
import { freePort } from '../support/server.ts'
import { chrome, launch } from '../support/web.ts'

// Pictures are taken only into a folder that is already there.
const shots = [new URL('../../var/shots-observatory', import.meta.url).pathname].find((path) => existsSync(path))
const wide = { viewport: { width: 1280, height: 900 } }
const views: readonly (readonly [string, BrowserContextOptions])[] = [
  ['1280-it', wide], ['768-dark-fr', { viewport: { width: 768, height: 900 }, colorScheme: 'dark', locale: 'fr-FR' }], ['320-en', { viewport: { width: 320, height: 800 }, locale: 'en-GB' }], ['1280-forced', { ...wide, forcedColors: 'active' }],
]
const COORDINATOR = 'coordinator@prova.example'

describe.skipIf(!chrome)('imports of attacks, in a browser', () => {
  let s: TestWatch
  let browser: Browser
  let origin = ''
  const problems: string[] = []
  /** Once each: who signs in for every page is taken for somebody who guesses. */
  const signedIn = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>()
  beforeAll(async () => {
    const port = await freePort()
    origin = `http://localhost:${port}`
    const web = await loadWeb(createLog('error', () => new Date(0)))
    s = await testWatch({ web, publicUrl: origin })
    await web.serve(s.http)
    await s.http.listen({ port, host: '127.0.0.1' })
    browser = await launch()
  }, 240_000)
  afterAll(async () => { await browser?.close(); await s?.close() })

  async function open(address: string, options: BrowserContextOptions = wide, who = COORDINATOR): Promise<Page> {
    const known = signedIn.get(who)
    const context = await browser.newContext({ locale: 'it-IT', bypassCSP: true, ...options, ...(known ? { storageState: known } : {}) })
    if (!known) {
      expect((await context.request.post(`${origin}/api/auth/sign-in/email`, { data: { email: who, password: PASSWORD }, headers: { origin } })).status()).toBe(200)
      signedIn.set(who, await context.storageState())
    }
    return arrive(await context.newPage(), address, origin, problems)
  }
  const look = lookerFor('import|importState|format|target|dateFormat|tab|state|origin|source|sources|field|kind|action|actor|certainty|answer|size|next|act|twins|like|held|marks|review|problem|entries|waits|victim|merged|withdraw|choose|said|moment', shots)
  async function everywhere(name: string, address: string) {
    for (const [view, options] of views) {
      const page = await open(address, options)
      await look(`${name}-${view}`, page, view.endsWith('forced'))
      await page.context().close()
    }
  }

  test('a table is looked at, its columns are said, it is tried, and goes in but for one row', async () => {
    const page = await open('/console/observatory/imports')
    const table = 'Data;Titolo;Tipo ente\n08/12/2023;Server cifrati;Comune\n31/02/2024;Data impossibile;Comune\n01/03/2024;Sito deturpato;Azienda\n'
    await page.setInputFiles('#file', { name: 'attacchi.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
    await page.getByText('Che cosa dicono le colonne').waitFor()
    expect(await page.inputValue('#format')).toBe('csv')
    expect(await Promise.all([0, 1, 2].map((at) => page.inputValue(`#target-${at}`)))).toEqual(['started', 'title', 'victim_kind'])
    await look('import-columns', page, false)
    await page.getByRole('button', { name: 'Prova senza salvare' }).click()
    await page.getByText('3 attacchi letti: 2 entrerebbero, 1 no').waitFor()
    expect((await s.coordinator('GET', '/api/observatory/imports')).json).toMatchObject({ total: 0 })
    await page.getByRole('button', { name: 'Importa', exact: true }).click()
    await page.waitForURL(/imports\/[0-9a-f-]{36}$/)
    await page.getByText('31/02/2024').waitFor()
    const [download] = [await page.request.get(`${origin}${(await page.getByRole('link', { name: 'Scarica come CSV' }).getAttribute('href'))!}`)]
    expect(await download.text()).toMatch(/^number,code,reason\r\n3,bad_date,/)
    await page.context().close()
    await everywhere('import-one', new URL(page.url()).pathname)
  }, 120_000)

  test('the first cases are loaded by a coordinator, once', async () => {
    const page = await open('/console/observatory/imports')
    await page.getByRole('button', { name: 'Carica il catalogo di partenza' }).click()
    await page.getByText('24 caricati').waitFor()
    await page.getByRole('button', { name: 'Carica il catalogo di partenza' }).click()
    await page.getByText('24 c’erano già').waitFor()
    await page.context().close()
    await everywhere('imports', '/console/observatory/imports')
    expect(problems).toEqual([])
  }, 120_000)
})
