/** ATT&CK in the console, in a real browser: a release is brought, its changes read, taken in use; names stand beside codes. */
import { existsSync } from 'node:fs'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadWeb } from '#apps/server/web.ts'
import { createLog } from '#platform/log/index.ts'
import { madeRelease } from '../../modules/observatory/core/attack/testing.ts'
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

describe.skipIf(!chrome)('ATT&CK, in a browser', () => {
  let s: TestWatch
  let browser: Browser
  let origin = ''
  const problems: string[] = []
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
  const look = lookerFor('tab|state|field|domain|col|change|kindOf|countOf|spoken|entry|pick|fail|matrix|kind|search|touched|changes', shots)
  async function everywhere(name: string, address: string) {
    for (const [view, options] of views) {
      const page = await open(address, options)
      await look(`${name}-${view}`, page, view.endsWith('forced'))
      await page.context().close()
    }
  }
  const give = async (page: Page, name: string, text: string, version = '') => {
    await page.setInputFiles('#file', { name, mimeType: 'application/json', buffer: Buffer.from(text) })
    await page.locator('#version').fill(version)
    await page.getByRole('button', { name: 'Porta', exact: true }).click()
  }

  test('a release is brought and taken in use; codes are found by words and told with their names', async () => {
    const page = await open('/console/observatory/attack')
    await page.getByText('Nessuna versione').waitFor()
    await look('attack-empty-1280', page)
    await give(page, 'attack.json', madeRelease('1.0', { collection: false }))
    await page.getByText('Il file non dice che versione è').waitFor()
    await give(page, 'attack.json', madeRelease('1.0', { collection: false }), '1.0')
    await page.getByText('6 tecniche e 1 sottotecniche').waitFor()
    await page.getByRole('link', { name: 'Vedi che cosa cambia' }).first().click()
    await page.getByRole('button', { name: 'Metti in uso la 1.0' }).click()
    await page.getByText('In uso', { exact: true }).waitFor()

    await page.goto(`${origin}/console/observatory`)
    await page.getByText('Aggiungi un attacco').first().click()
    await page.getByLabel('Nome della fonte').fill('La Gazzetta di Prova')
    await page.locator('#title').fill('Un ente fermo')
    const codes = page.locator('input[name=techniques]')
    await codes.fill('T1234')
    await page.getByText('T1234 (non è nella versione in uso)').waitFor()
    await page.getByText('Trova una tecnica').click()
    await page.getByLabel('Codice, parole, software o gruppo').fill('old tr')
    await page.getByRole('button', { name: 'Aggiungi T9003 Old trick' }).click()
    expect(await codes.inputValue()).toBe('T1234, T9003')
    await page.getByText('T9003 Old trick', { exact: true }).waitFor()
    await look('attack-field-1280', page)
    await page.getByRole('button', { name: 'Aggiungi un attacco' }).click()
    await page.getByRole('heading', { name: 'Un ente fermo' }).waitFor()
    await page.getByText('T9003 Old trick').waitFor()
    await page.context().close()
  }, 180_000)

  test('an upgrade shows what of ours it touches; the record says the new code, and a person proposes it', async () => {
    const page = await open('/console/observatory/attack')
    await give(page, 'enterprise-attack.json', madeRelease('2.0'))
    await page.getByRole('status').getByRole('link', { name: 'Vedi che cosa cambia' }).click()
    await page.getByText('Codici che usiamo e che cambiano: 1.').waitFor()
    await page.getByText('revocata, ora T9005 New trick').first().waitFor()
    expect(await page.getByRole('link', { name: 'OSS-' }).first().textContent()).toContain('Un ente fermo')
    await everywhere('attack-changes', new URL(page.url()).pathname)
    await page.getByRole('button', { name: 'Metti in uso la 2.0' }).click()
    await page.getByText('In uso', { exact: true }).waitFor()
    await everywhere('attack', '/console/observatory/attack?q=door')

    const id = (await s.t.sql<{ id: string }>('select id from observatory.entry'))[0]!.id
    await page.goto(`${origin}/console/observatory/entries/${id}`)
    await page.getByText('T9003 Old trick (ora T9005 New trick)').waitFor()
    await everywhere('attack-entry', `/console/observatory/entries/${id}`)
    await page.getByRole('button', { name: 'Proponi i codici di oggi' }).click()
    await page.getByText('T9005 New trick', { exact: true }).waitFor()
    await page.goto(`${origin}/console/observatory/entries/${id}/review`)
    await page.getByText('T1234 (non è nella versione in uso); T9005 New trick').waitFor()
    await page.context().close()
    expect(problems).toEqual([])
  }, 240_000)
})
