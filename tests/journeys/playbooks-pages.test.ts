/** Playbooks in a browser on real modules: the starter set, a file that is refused and one that comes in, and a playbook done on a case by keyboard. */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportPlaybook, type Playbook } from '#engines/playbooks/index.ts'
import { createPlaybooks } from '#modules/playbooks/server/index.ts'
import { createHttp } from '#platform/http/index.ts'
import { createLog } from '#platform/log/index.ts'
import { caseStage, type CaseStage } from '../../modules/cases/server/testing/stage.ts'
import { starters } from '../../modules/playbooks/core/starters/index.ts'
import { arrive, lookerFor } from '../support/look.ts'
import { walker } from '../support/walk.ts'
import { chrome, launch } from '../support/web.ts'
import { serveFiles } from './cases-house.ts'

// Pictures are taken only into a folder that is already there.
const shots = [new URL('../../var/shots-playbooks', import.meta.url).pathname].find((path) => existsSync(path))
const wide = { viewport: { width: 1280, height: 900 } }
const names = { it: 'Centro Velarda', fr: 'Centre Velarda', en: 'Velarda Centre' }
const views: readonly (readonly [string, BrowserContextOptions])[] = [
  ['1280-it', wide], ['768-dark-fr', { viewport: { width: 768, height: 900 }, colorScheme: 'dark', locale: 'fr-FR' }], ['320-en', { viewport: { width: 320, height: 800 }, locale: 'en-GB' }], ['320-it', { viewport: { width: 320, height: 800 } }], ['1280-forced', { ...wide, forcedColors: 'active' }],
]

describe.skipIf(!chrome)('playbooks, in a browser', () => {
  let s: CaseStage
  let browser: Browser
  let http: ReturnType<typeof createHttp>
  let origin = ''
  const folder = mkdtempSync(join(tmpdir(), 'bastida-playbooks-'))
  const file = (name: string, text: string) => { writeFileSync(join(folder, name), text); return join(folder, name) }

  beforeAll(async () => {
    ;[s, browser] = await Promise.all([caseStage(), launch()])
    http = createHttp({ log: createLog('silent', s.clock.now), origins: [], authenticate: async () => s.actors['analyst']! })
    http.mount([...s.module.routes, ...createPlaybooks(s.context.ground, { cases: s.module.service }).routes])
    http.get('/api/identity/session', async () => ({
      signedIn: true, person: { id: 'analyst', name: 'Ada Fittizia', email: 'ada@velarda.example', twoFactor: true, passkeys: 1 }, roles: ['analyst'], parties: [], memberships: [{ role: 'analyst', partyId: null }],
      centre: { name: names, region: names, demo: true, languages: ['it', 'fr', 'en'], timeZone: 'Europe/Rome', phone: '800 000 000', hours: '8–20', ready: true, country: 'IT' },
    }))
    serveFiles(http)
    await http.listen({ port: 0, host: '127.0.0.1' })
    origin = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`
  }, 180_000)
  afterAll(async () => { await browser?.close(); await http?.close(); await s?.close(); rmSync(folder, { recursive: true, force: true }) })

  const problems: string[] = []
  const newPage = async (options: BrowserContextOptions): Promise<Page> => (await browser.newContext({ locale: 'it-IT', bypassCSP: true, ...options })).newPage()
  const onTime = (page: Page) => page.clock.setFixedTime(s.clock.now())
  const open = async (address: string, options: BrowserContextOptions = wide): Promise<Page> => {
    const page = await newPage(options)
    await onTime(page)
    return arrive(page, address, origin, problems)
  }
  const look = lookerFor('list|problem|step|run|branch|answer|state|keys|fail', shots)
  const walk = walker({ views, newPage, origin: () => origin, problems, look, ready: onTime })
  const everywhere = (name: string, address: string, ready: string) => walk.everywhere(name, address, 'analyst', (page) => page.locator(ready).first().waitFor())

  test('an empty library says the first step; the starter set comes in with one press', async () => {
    const page = await open('/console/queue')
    await page.locator('.bar-more summary').click()
    await page.locator('.bar-nav').getByRole('link', { name: 'Procedure' }).click()
    await page.getByText('Aggiungi le procedure di partenza, o importa un file.').waitFor()
    await look('empty-1280-it', page)
    await page.getByRole('button', { name: 'Aggiungi le procedure di partenza' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Cifratura con riscatto' }).waitFor()
    expect(await page.locator('.table tbody tr').count()).toBe(4)
    expect(await page.getByRole('button', { name: 'Aggiungi le procedure di partenza' }).count()).toBe(0)
    await page.context().close()
    await everywhere('library', '/console/playbooks', '.table tbody tr')
    expect(problems).toEqual([])
  }, 180_000)

  test('a file with problems is refused in words with their places; mended, it comes in with its warnings', async () => {
    const [first] = starters as [Playbook, ...Playbook[]]
    const own = { ...first, id: `playbook--${randomUUID()}`, name: 'Prova di importazione', playbook_extensions: {} }
    const [key, step] = Object.entries(first.workflow).find(([, one]) => one['type'] === 'action' && one['on_completion'])!
    const page = await open('/console/playbooks')
    await page.getByLabel('File CACAO 2.0 (JSON)').setInputFiles(file('rotta.json', exportPlaybook({ ...own, priority: 900, workflow: { ...first.workflow, [key]: { ...step, on_completion: key } } } as Playbook)))
    await page.getByRole('heading', { name: '«rotta.json» non è entrato' }).waitFor()
    const text = await page.locator('.document-problems').innerText()
    expect(text).toMatch(/Il valore va da 0 a 100\.[\s\S]*riga \d+, colonna \d+/)
    expect(text).toContain('I passi girano in tondo (1)')
    expect(text).toContain(`/workflow/${key}/on_completion`)
    await look('refused-1280-it', page)
    await page.setViewportSize({ width: 320, height: 800 })
    await look('refused-320-it', page)
    await page.setViewportSize(wide.viewport)
    await page.getByLabel('File CACAO 2.0 (JSON)').setInputFiles(file('giusta.json', exportPlaybook({ ...own, created: '2026-11-20T08:00:00Z' } as Playbook)))
    await page.getByRole('heading', { level: 1, name: 'Prova di importazione' }).waitFor()
    expect(await page.locator('main').innerText()).toContain('L’ora non ha esattamente tre cifre decimali.')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Esporta (JSON)' }).click()])
    expect(download.suggestedFilename()).toBe(`${own.id}.json`)
    await page.getByText('Ritira', { exact: true }).click()
    await page.getByLabel('Perché').fill('Era solo una prova')
    await page.keyboard.press('Enter')
    await page.getByText('Ritirata: Era solo una prova').waitFor()
    await look('withdrawn-1280-it', page)
    await page.context().close()
    expect(problems).toEqual([])
  }, 120_000)

  test('one playbook: its steps in order, its branches in words; started from there on a case', async () => {
    const [row] = await s.t.sql<{ id: string }>(`select id from playbooks.playbook where name = 'Ransomware'`)
    await everywhere('one', `/console/playbooks/${row!.id}`, '.plan-steps > li')
    const page = await open(`/console/playbooks/${row!.id}`)
    const steps = await page.locator('.plan-steps').innerText()
    for (const words of ['1. Scrivi che cosa è successo', 'Se sì: C’è una copia di prima dell’attacco', 'Se no: C’è una copia di prima dell’attacco', 'Strada 1: Fai queste cose insieme', 'Ogni volta: Qualche servizio è ancora fermo?', 'Se qualcosa va storto']) expect(steps).toContain(words)
    await page.getByLabel('Caso', { exact: true }).selectOption({ index: 0 })
    await page.getByRole('button', { name: 'Avvia la procedura' }).click()
    await page.waitForURL(`${origin}/console/cases/${s.mainId}/playbooks`)
    await page.getByText('Passi decisi: 0 su 13.').waitFor()
    await page.context().close()
    expect(problems).toEqual([])
  }, 180_000)

  test('on the case by keyboard: tick, skip with a reason, answer, go on; the sheet shows the same tasks', async () => {
    const page = await open(`/console/cases/${s.mainId}/playbooks`)
    const rowOf = (words: string) => page.locator('[data-step]', { hasText: words }).filter({ has: page.locator('.plan-step-name', { hasText: words }) }).first()
    const done = rowOf('Scrivi che cosa è successo')
    await done.getByRole('button', { name: /^Fatto/ }).focus()
    await page.keyboard.press('j')
    expect(await page.evaluate('document.activeElement.closest("[data-step]").innerText')).toContain('Stacca dalla rete')
    await page.keyboard.press('k')
    await page.keyboard.press('d')
    await page.getByText('Passi decisi: 1 su 13.').waitFor()
    expect(await done.innerText()).toContain('fatto · Persona analyst')

    const skipped = rowOf('Chiama il centro di cybersicurezza')
    await skipped.getByRole('button', { name: /^Fatto/ }).focus()
    await page.keyboard.press('s')
    await page.keyboard.press('Enter')
    await page.getByText('Scrivi perché.').waitFor()
    await page.getByLabel('Perché lo salti').fill('Siamo noi il centro')
    await page.keyboard.press('Enter')
    await page.getByText('Passi decisi: 2 su 13.').waitFor()
    expect(await skipped.innerText()).toContain('Siamo noi il centro')

    const question = rowOf('copia di prima dell’attacco, provata')
    expect(await rowOf('Reinstalla le macchine').innerText()).toContain('dipende da una risposta')
    await question.getByRole('button', { name: /^Sì/ }).focus()
    await page.keyboard.press('y')
    await page.getByText('Passi decisi: 3 su 15.').waitFor()
    expect(await rowOf('Reinstalla le macchine').innerText()).toContain('da fare')
    expect(await rowOf('specialista di risposta').innerText()).toContain('non serve: la risposta porta altrove')
    await look('run-by-keyboard-1280-it', page)
    await page.context().close()
    await everywhere('run', `/console/cases/${s.mainId}/playbooks`, '.plan-steps > li')

    const sheet = await open(`/console/cases/${s.mainId}/containment`)
    const text = await sheet.locator('main').innerText()
    for (const words of ['Passi di una procedura', 'Reinstalla le macchine da zero, su una rete separata.', 'Siamo noi il centro']) expect(text).toContain(words)
    expect(text).not.toContain('specialista di risposta')
    await sheet.context().close()
    const timeline = await open(`/console/cases/${s.mainId}/timeline`)
    expect(await timeline.locator('.entries').innerText()).toMatch(/Procedura: «Cifratura con riscatto»[\s\S]*/)
    await timeline.context().close()
    expect(problems).toEqual([])
  }, 240_000)
})
