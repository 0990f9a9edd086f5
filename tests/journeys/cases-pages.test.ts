/** The console's queue and cases and the body's own case, in a browser, on the real modules with the demonstration region and one case of some seventy bodies. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { analyst, memberOf, openHouse, type House } from './cases-house.ts'
import { findings } from '../support/axe.ts'
import { walkable } from '../support/walk.ts'
import { chrome, launch } from '../support/web.ts'

const root = new URL('../../', import.meta.url).pathname
// Pictures are taken only into a folder that is already there.
const shots = [join(root, 'var/shots-cases')].find((path) => existsSync(path))
const wide = { viewport: { width: 1280, height: 900 } }
const noon = new Date('2026-12-09T10:40:00Z')

describe.skipIf(!chrome)('queue, cases and the body’s case', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cases-pages-'))
  let t: TestDatabase
  let house: House
  let browser: Browser
  let origin = ''
  let tied = 0

  beforeAll(async () => {
    t = await testDatabase()
    house = await openHouse(t, folder)
    await house.http.listen({ port: 0, host: '127.0.0.1' })
    origin = `http://127.0.0.1:${(house.http.server.address() as AddressInfo).port}`
    tied = (await t.sql<{ n: number }>('select count(*)::int as n from cases."case" where main_id = $1', [house.mainId]))[0]!.n
    browser = await launch()
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await house?.close()
    await t?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const problems: string[] = []
  const open = async (address: string, options: BrowserContextOptions = wide): Promise<Page> => {
    const page = await (await browser.newContext({ locale: 'it-IT', bypassCSP: true, ...options })).newPage()
    page.setDefaultTimeout(10_000)
    await page.clock.setFixedTime(noon)
    page.on('pageerror', (error) => problems.push(`${address}: ${String(error)}`))
    page.on('response', (response) => { if (response.status() >= 500) problems.push(`${response.status()} ${response.url()}`) })
    await go(page, address)
    return page
  }
  const go = async (page: Page, address: string): Promise<void> => {
    await page.goto(origin + address)
    await page.locator('h1').waitFor()
    await page.waitForFunction('!document.querySelector(".pane-wait, [aria-busy=true]")')
  }
  const asAnalyst = () => house.signIn(analyst)
  const asMember = (who: 'hit' | 'waiting') => house.signIn(memberOf(house[who].partyId), [{ id: house[who].partyId, name: house[who].name }])
  const main = (tab = '') => `/console/cases/${house.mainId}${tab}`
  const ofCentre = () => ({
    'queue': '/console/queue', 'queue-calls': '/console/queue?of=calls', 'cases': '/console/cases', 'cases-tied': '/console/cases?kind=tied', 'cases-none': '/console/cases?q=nessunocosi', 'new': `/console/cases/new?provider=${house.providerId}`,
    'situation': main(), 'cascade-all': main('/cascade?all=true'), 'bodies': main('/bodies'), 'body': main(`/bodies?body=${house.waiting.caseId}`), 'timeline': main('/timeline?withTied=true'), 'evidence': main('/evidence'), 'conditions': main('/conditions'),
    'containment': main('/containment'), 'messages': main('/messages'), 'reports': main('/reports'), 'recovery': main('/recovery'), 'facts': main('/facts'), 'readers': main('/readers'), 'tied': `/console/cases/${house.hit.caseId}`,
  })
  const look = async (name: string, view: string, page: Page, forced = false) => {
    if (shots) await page.screenshot({ path: join(shots, `${name}-${view}.png`), fullPage: true })
    expect(await page.locator('.failure').count(), `${name} ${view}: an error page`).toBe(0)
    expect(await findings(page, forced), `${name} ${view}`).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), `${name} ${view}: scrolls sideways`).toBe(0)
    expect(await page.locator('h1').count(), `${name} ${view}: h1`).toBe(1)
  }

  const views: readonly (readonly [string, BrowserContextOptions])[] = [
    ['light-1280', wide], ['dark-768-fr', { viewport: { width: 768, height: 900 }, colorScheme: 'dark', locale: 'fr-FR' }], ['light-320-en', { viewport: { width: 320, height: 800 }, locale: 'en-GB' }], ['forced-1280', { ...wide, forcedColors: 'active' }],
  ]
  test.each(views)('every page, %s: axe finds nothing, nothing scrolls sideways, one h1', async (view, options) => {
    const forced = view.startsWith('forced')
    asAnalyst()
    const page = await open('/console/queue', options)
    const { walk } = walkable(page)
    // From the address bar in one view; in the others from inside, which is the same page for less.
    const come = (address: string) => (view === views[0]![0] ? go(page, address) : walk(address))
    for (const [name, address] of Object.entries(ofCentre())) {
      // Forced colours and the dark theme change no layout: one page of each kind is enough.
      if ((forced || view.startsWith('dark')) && !['queue', 'situation', 'bodies', 'body', 'conditions', 'recovery', 'new', 'tied'].includes(name)) continue
      await come(address)
      await look(name, view, page, forced)
    }
    for (const [who, tab] of [['waiting', ''], ['hit', ''], ['waiting', `/cases/${house.waiting.caseId}`], ['hit', `/cases/${house.hit.caseId}/conditions`], ['hit', `/cases/${house.hit.caseId}/evidence`], ['hit', `/cases/${house.hit.caseId}/readers`]] as const) {
      asMember(who)
      await page.evaluate('localStorage.removeItem("body")')
      await come(`/space${tab}`)
      await look(`space-${who}${tab.split('/')[3] ? `-${tab.split('/')[3]}` : tab ? '-case' : ''}`, view, page, forced)
    }
    await page.context().close()
    expect(problems).toEqual([])
  }, 120_000)

  test('the queue is worked by keyboard: down, up, select, and an answer written by phone', async () => {
    asAnalyst()
    const page = await open('/console/queue')
    const current = () => page.locator('.row-current th').innerText()
    const [first, second] = [await page.locator('.queue-table tbody th').nth(0).innerText(), await page.locator('.queue-table tbody th').nth(1).innerText()]
    expect(await current()).toBe(first)
    await page.keyboard.press('j') // from nowhere: nothing
    expect(await current()).toBe(first)
    await page.locator('.row-current th a').focus()
    await page.keyboard.press('j')
    await page.locator('.row-current th', { hasText: second }).waitFor()
    await page.keyboard.press('x')
    expect(await page.locator('.bulk').innerText()).toContain('1 scelta')
    await page.keyboard.press('x')
    await page.locator('.preview-title', { hasText: second }).waitFor()
    await page.keyboard.press('r')
    await expect.poll(() => page.evaluate("document.activeElement.name")).toBe('answer')
    await page.keyboard.press('Space')
    await page.getByLabel('Chi ha risposto').fill('Dora Immaginata, ufficio protocollo')
    await page.getByRole('button', { name: 'Registra la risposta' }).click()
    await page.locator('.queue-table tbody th', { hasText: second }).waitFor({ state: 'detached' })
    const [row] = await t.sql<{ answer: string; answered_by: string; answer_channel: string }>('select answer, answered_by, answer_channel from cases."case" where party_name = $1 and main_id = $2', [second, house.mainId])
    expect(row).toEqual({ answer: 'hit', answered_by: 'Dora Immaginata, ufficio protocollo', answer_channel: 'phone' })
    await page.locator('.row-current th a').focus()
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key) // faster than the address follows
    await page.locator('.bulk', { hasText: '2 scelte' }).waitFor()
    await look('queue-bulk', 'light-1280', page)
    await page.keyboard.press('?')
    expect(await page.getByRole('dialog').innerText()).toContain('Tasti della coda')
    await look('queue-help', 'light-1280', page)
    await page.context().close()
  }, 60_000)

  test('the cascade is walked with the arrows; the path is the same in the picture and in the table; the hour moves both', async () => {
    asAnalyst()
    const page = await open(main('/cascade'))
    const provider = page.locator('[data-node=provider]')
    await provider.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    const focused = await page.evaluate("document.activeElement.getAttribute('data-node')")
    expect(String(focused)).toMatch(/^group:/)
    await page.locator(`[data-node="${String(focused)}"][aria-pressed=true]`).waitFor() // the choice is in the address: it is drawn a moment after the focus
    expect(await page.locator('.node[aria-pressed=true]').count()).toBe(1)
    expect(await page.locator('.node-on').count()).toBe(4)
    expect(await page.locator('.row-path').count()).toBe(3) // the provider itself is no row
    expect(await page.evaluate("getComputedStyle(document.querySelector('.edge-on')).strokeWidth + ' ' + getComputedStyle(document.querySelector('.edge:not(.edge-on)')).strokeWidth")).toBe('3px 1.25px')
    expect(await page.locator('.graph > g.node').count()).toBeLessThanOrEqual(11) // ten, and what is left of a column
    await page.keyboard.press('h')
    const later = () => page.locator('.node-later').count()
    await page.keyboard.press('Home')
    await expect.poll(later).toBeGreaterThan(0)
    await page.keyboard.press('End')
    await expect.poll(later).toBe(0)
    await page.getByRole('link', { name: 'Mostra tutti' }).click()
    await page.waitForURL(/all=true/)
    await page.waitForFunction('document.querySelectorAll(".node").length > 11')
    await page.context().close()
  }, 60_000)

  test('the list of bodies keeps inferred and said apart, filters live in the address, a body opens beside', async () => {
    asAnalyst()
    const page = await open(main('/bodies'))
    expect(await page.locator('.bodies-table .by-model .inferred').count()).toBe(50)
    expect(await page.locator('.bodies-table .by-body .inferred').count()).toBe(0)
    await page.locator('select[name=answer]').selectOption('not_hit')
    await page.waitForURL(/answer=not_hit/)
    await page.waitForFunction('[...document.querySelectorAll(".by-body .chip")].every((one) => one.textContent === "Non colpito")')
    await page.locator('.bodies-table th a').first().click()
    await page.waitForURL(/body=/)
    await page.locator('#preview-title').waitFor()
    expect(page.url()).toContain('answer=not_hit')
    await page.context().close()
  }, 60_000)

  test('a case is opened from a provider: what the preview says is what is tied, and twice opens once', async () => {
    asAnalyst()
    const page = await open(`/console/cases/new?provider=${house.providerId}`)
    await page.locator('.cast-counts').waitFor()
    expect(await page.locator('.cast .case-lead').innerText()).toContain(`toccherebbe ${tied} soggetti`)
    await page.getByLabel('Qualcuno può aver letto i dati').check()
    const requestId = await page.locator('input[name=requestId]').inputValue()
    await page.getByRole('button', { name: 'Apri il caso' }).click()
    await page.waitForURL(/\/console\/cases\/[0-9a-f-]{36}$/)
    await page.locator('.page-title', { hasText: `${tied} casi collegati` }).waitFor()
    const again = await page.evaluate(`fetch('/api/cases', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ requestId: '${requestId}', providerId: '${house.providerId}', title: 'Ancora', occurredAt: '2026-12-09T10:00:00Z', effects: { unavailable: true, exposed: false, tampered: false } }) }).then((answer) => answer.json()).then((one) => one.id)`)
    expect(page.url()).toContain(String(again))
    await page.context().close()
  }, 60_000)

  test('one click writes a situation report, one message reaches the tied cases', async () => {
    asAnalyst()
    const page = await open(main())
    await page.getByRole('button', { name: 'Messaggio ai casi collegati' }).click()
    await page.getByLabel('Oggetto').first().fill('Prossimo aggiornamento alle 18')
    await page.getByLabel('Testo').first().fill('Il fornitore lavora alla ricostruzione.')
    await look('message', 'light-1280', page)
    await page.getByRole('button', { name: 'Invia', exact: true }).click()
    await page.getByText(`Inviato a ${tied} casi.`).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Chiudi' }).last().click()
    await page.getByRole('button', { name: 'Rapporto di situazione' }).click()
    await page.waitForURL(/\/reports$/)
    expect(await page.locator('.report-text').first().innerText()).toContain('Nubilis Cloud')
    await page.context().close()
  }, 60_000)

  test('the gate: an authority is added, a condition is met with its document, the closed gate says what is missing', async () => {
    asAnalyst()
    const page = await open(main('/conditions'))
    await page.getByLabel('Chi lo chiede').fill('CSIRT di prova')
    await page.getByRole('button', { name: 'Aggiungi la condizione' }).click()
    await page.getByText('Mancano 3 condizioni').waitFor()
    await page.getByLabel('Numero del documento, o che cosa è stato fatto').first().fill('prot. 2026/004512')
    await page.getByRole('button', { name: 'Segna soddisfatta' }).first().click()
    await page.getByText('Mancano 2 condizioni').waitFor()
    expect(await page.locator('.conditions').innerText()).toContain('prot. 2026/004512')
    expect(await page.getByRole('button', { name: 'Dichiara riaperto e sicuro' }).count()).toBe(0)
    await page.context().close()
  }, 60_000)

  test('evidence is uploaded with its fingerprint, and handed over in its chain', async () => {
    asAnalyst()
    const file = join(folder, 'registro di prova.log')
    writeFileSync(file, 'riga inventata\n'.repeat(5000))
    const page = await open(main('/evidence'))
    await page.getByLabel('File', { exact: true }).setInputFiles(file)
    await page.getByRole('button', { name: 'Carica e sigilla' }).click()
    await page.getByText('L’impronta calcolata qui è la stessa del centro.').waitFor()
    expect(await page.locator('.hash code').innerText()).toMatch(/^[0-9a-f]{64}$/)
    await page.getByRole('button', { name: 'Custodia' }).click()
    await page.getByLabel('A chi, come, con quale verbale').fill('Al perito inventato, verbale 12')
    await page.getByRole('button', { name: 'Aggiungi alla catena' }).click()
    await page.locator('.custody', { hasText: 'verbale 12' }).waitFor()
    await look('evidence-one', 'light-1280', page)
    await page.context().close()
  }, 60_000)

  test('a body answers from its space, reopens with its own reasons, and the observed state stays true', async () => {
    asMember('waiting')
    const page = await open('/space')
    await page.locator(`.now-card a[href*="${house.waiting.caseId}"]`).first().click()
    await page.getByLabel('Sì, colpiti').check()
    await page.getByLabel('Da quando lo sapete?').fill('2026-12-08T09:00')
    await page.getByRole('button', { name: 'Invia la risposta' }).click()
    await page.locator('.page-title .chip', { hasText: 'Colpito' }).waitFor()
    const [row] = await t.sql<{ aware_at: Date; answer_channel: string }>('select aware_at, answer_channel from cases."case" where id = $1', [house.waiting.caseId])
    expect([row!.aware_at.toISOString(), row!.answer_channel]).toEqual(['2026-12-08T08:00:00.000Z', 'web'])
    await page.getByRole('link', { name: /^Condizioni/ }).click()
    await page.getByText('Riaprire prima, con le vostre ragioni').click()
    await page.getByLabel('Le vostre ragioni').fill('Paghe ricostruite su un altro fornitore, verificate dal responsabile.')
    await page.getByRole('button', { name: 'Dichiara lo stesso' }).click()
    await page.locator('.callout', { hasText: 'Riaperto e sicuro' }).waitFor()
    const callout = await page.locator('.callout').first().innerText()
    expect(callout).toContain('Paghe ricostruite su un altro fornitore')
    expect(callout).toContain('Intanto, stato osservato:')
    await page.context().close()
  }, 60_000)

  test('a body does not open another body’s case, nor the centre’s', async () => {
    asMember('waiting')
    const page = await open(`/space/cases/${house.hit.caseId}`)
    expect(await page.locator('h1').innerText()).toBe('Questa pagina non c’è')
    await page.context().close()
  }, 60_000)
})
