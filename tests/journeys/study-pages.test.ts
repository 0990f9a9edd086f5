/** Study and the research room in a real browser: a filter, what follows, a study that is saved, a request that is granted. */
import { existsSync } from 'node:fs'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadWeb } from '#apps/server/web.ts'
import { systemClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { createLog } from '#platform/log/index.ts'
import { PASSWORD, testWatch, type TestWatch } from '../../modules/watch/server/testing.ts'
import { arrive, lookerFor } from '../support/look.ts'
import { freePort } from '../support/server.ts'
import { chrome, launch } from '../support/web.ts'

// Pictures are taken only into a folder that is already there.
const shots = [new URL('../../var/shots-watch', import.meta.url).pathname].find((path) => existsSync(path))
const wide = { viewport: { width: 1280, height: 900 } }

describe.skipIf(!chrome)('study, in a browser', () => {
  let s: TestWatch
  let browser: Browser
  let origin = ''
  const problems: string[] = []
  beforeAll(async () => {
    const port = await freePort()
    origin = `http://localhost:${port}`
    const web = await loadWeb(createLog('error', () => new Date(0)))
    s = await testWatch({ web, publicUrl: origin })
    await s.centre.identity.service.createPerson(system('test'), { name: 'Rita Ricerca', email: 'rita@prova.example', password: PASSWORD, memberships: [{ role: 'researcher', partyId: null }] })
    await s.t.db.as(system('test'), (tx) => s.centre.observatory.service.record(tx, system('test'), Array.from({ length: 20 }, (_, i) => ({
      source: { kind: 'press' as const, title: 'Giornale' }, key: `prova:${i}`, confidence: 60, confidences: {},
      facts: { title: `Attacco ${i}`, started: `202${2 + (i % 3)}-0${1 + (i % 9)}-1${i % 9}`, actions: [{ action: 'malware' as const, varieties: [], vectors: [] }], victims: [{ kind: 'municipality' as const, count: 1, naming: 'no' as const, size: 'pop_5k' as const, province: 'Nord' }], daysToRestore: i },
    })), { state: 'internal', origin: 'import', tlp: 'green' }))
    await web.serve(s.http)
    await s.http.listen({ port, host: '127.0.0.1' })
    browser = await launch()
  }, 240_000)
  afterAll(async () => { await browser?.close(); await s?.close() })

  async function open(address: string, who: string, options: BrowserContextOptions = wide): Promise<Page> {
    const context = await browser.newContext({ locale: 'it-IT', bypassCSP: true, ...options })
    expect((await context.request.post(`${origin}/api/auth/sign-in/email`, { data: { email: `${who}@prova.example`, password: PASSWORD }, headers: { origin } })).status()).toBe(200)
    return arrive(await context.newPage(), address, origin, problems)
  }
  const look = lookerFor('tab|lead|by|chart|method|season|restore|effect|caveat|trend|change|studies|room|state|field|kind|action|size|sector|fail|pages', shots)

  test('figures of a filter, kept as a study whose version has an address', async () => {
    const page = await open('/console/observatory/study?kind=municipality', 'coordinator')
    await page.getByText('Attacchi: 20').first().waitFor()
    await look('study-1280', page)
    await page.getByLabel('Titolo').fill('Comuni colpiti')
    await page.getByRole('button', { name: 'Salva come studio' }).click()
    await page.waitForURL(/\/studies\/[0-9a-f-]+\/v1$/)
    await look('study-saved-1280', page)
    await page.goto(`${origin}/console/observatory/denominators`)
    await page.locator('h1').waitFor()
    await look('study-denominators-1280', page)
    const narrow = await open('/console/observatory/study?kind=municipality', 'coordinator', { viewport: { width: 320, height: 800 }, locale: 'en-GB' })
    await look('study-320', narrow)
    expect(problems).toEqual([])
  }, 120_000)

  test('a researcher asks, a coordinator grants', async () => {
    const page = await open('/console/observatory/room', 'rita')
    await page.getByLabel('Università').fill('Università di prova')
    await page.getByLabel('A che cosa servono').fill('Studiare quanto dura un fermo')
    await page.getByLabel('Chi li vedrà').fill('Rita')
    await page.getByLabel('Fino al').fill(systemClock.now().toISOString().slice(0, 4) + '-12-31')
    await page.getByRole('button', { name: 'Chiedi dati' }).click()
    await page.getByRole('heading', { name: /chiesta/ }).waitFor()
    const desk = await open('/console/observatory/room', 'coordinator')
    await desk.getByLabel('Motivo della decisione').fill('Progetto approvato')
    await desk.getByRole('button', { name: 'Concedi e prepara le righe' }).click()
    await desk.getByRole('link', { name: 'CSV' }).waitFor()
    await look('room-1280', desk)
    expect(problems).toEqual([])
  }, 120_000)
})
