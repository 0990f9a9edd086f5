/** The pages of obligations in a browser, before the real server and a real database: read, decide, file, copy, by keyboard, on a phone. */
import type { Server } from 'node:http'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { caseOf, mainCase, nowAt, seedObligations, type Seed } from './obligations-seed.ts'
import { serveSite } from './obligations-site.ts'
import { findings } from '../support/axe.ts'
import { walkable } from '../support/walk.ts'
import { chrome, launch } from '../support/web.ts'

const board = `/console/obligations?mainId=${mainCase}`
const dossier = (name: string) => `/console/cases/${caseOf(name)}/obligations`
const wide: BrowserContextOptions = { viewport: { width: 1280, height: 900 } }

describe.skipIf(!chrome)('the pages of obligations', () => {
  let t: TestDatabase
  let seed: Seed
  let browser: Browser
  let server: Server
  let origin = ''

  beforeAll(async () => {
    t = await testDatabase()
    seed = await seedObligations(t.db)
    ;({ origin, server } = await serveSite(seed))
    browser = await launch()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    server?.close()
    await seed?.http.close()
    await t?.close()
  })

  /** The browser stands in another time zone on purpose: every moment is in the centre's. */
  const open = async (path: string, options: BrowserContextOptions & { actor?: string } = wide): Promise<Page> => {
    const { actor = 'analyst', ...rest } = options
    const context = await browser.newContext({ locale: 'it-IT', bypassCSP: true, timezoneId: 'America/New_York', ...rest })
    await context.addCookies([{ name: 'actor', value: actor, url: origin }])
    const page = await context.newPage()
    await page.clock.setFixedTime(new Date(nowAt))
    await goTo(page, path)
    return page
  }
  const goTo = async (page: Page, path: string): Promise<void> => {
    await page.goto(origin + path)
    await page.locator('h1').waitFor()
  }
  const row = (page: Page, name: string) => page.locator(`[data-case="${caseOf(name)}"]`)

  const views: readonly (readonly [string, BrowserContextOptions])[] = [
    ['1280, light, Italian', wide],
    ['768, dark, English', { viewport: { width: 768, height: 900 }, colorScheme: 'dark', locale: 'en-GB' }],
    ['320, light, French, the longest words', { viewport: { width: 320, height: 800 }, locale: 'fr-FR' }],
    ['1280, forced colours', { ...wide, forcedColors: 'active' }],
  ]
  test.each(views)('%s: axe finds nothing, nothing scrolls sideways, one h1', async (name, options) => {
    const everything = [board, `${board}&show=owed`, `${board}&q=nessuno-si-chiama-cosi`, dossier('Comune di Corvasse'), dossier('Comune di Pieve Lumera'), `/console/cases/${caseOf('Comune di Corvasse')}/drafts/garante`, `/console/obligations/review?cases=${caseOf('Comune di Pontescuro')},${caseOf('Unione Alta Lumera')}`]
    // All pages on the two extremes; between them, those whose look changes.
    const pages = name.startsWith('1280, light') || name.startsWith('320') ? everything : [everything[0]!, everything[3]!, everything[5]!]
    const page = await open(pages[0]!, options)
    const { walk } = walkable(page)
    for (const path of pages) {
      // From the address bar in one view; in the others from inside, which is the same page for less.
      await (options === wide ? goTo(page, path) : walk(path))
      expect(await findings(page, name.includes('forced')), `${path} ${name}`).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), `${path} ${name}`).toBe(0)
      expect(await page.evaluate(beyondTheEdge), `${path} ${name}`).toEqual([])
      expect(await page.locator('h1').count(), path).toBe(1)
    }
    await page.context().close()
  }, 120_000)

  test('the board: the next moment first, each cell with its state, a reason said once', async () => {
    const page = await open(board)
    expect(await page.locator('tbody th a').allTextContents()).toEqual(expect.arrayContaining(['Velarda Mobilità', 'Commune de Sainte-Orane']))
    expect(await page.locator('tbody tr').first().locator('th').textContent()).toContain('Velarda Mobilità')
    expect(await row(page, 'Velarda Mobilità').textContent()).toMatch(/Scaduto 2 h 35 min fa.*mer 9 dic, 09:05/s)
    expect(await row(page, 'Velarda Digitale').locator('.mono').allTextContents()).toContain('184402')
    const merged = row(page, 'Comune di Pontescuro').locator('td[colspan="3"]')
    expect(await merged.textContent()).toMatch(/Non dovuto.*31\.200 abitanti.*Può notificare/s)
    expect(await row(page, 'Comune di Torrelenta').textContent()).toContain('33(5)')
    expect(await page.locator('.counts li').first().textContent()).toContain('1')
    await page.getByLabel('Regime').selectOption('IT-NIS2')
    await page.getByRole('button', { name: 'Filtra' }).click()
    await page.waitForURL(/regime=IT-NIS2/)
    await page.waitForFunction(`document.querySelectorAll('tbody tr').length < 12`)
    expect(await row(page, 'Azienda USL Nord').count()).toBe(1)
    expect(await row(page, 'Velarda Mobilità').count()).toBe(0)
    await page.context().close()
  }, 60_000)

  test('by keyboard alone: j and k, the arrows, ? says why, p asks for the number, d opens the draft', async () => {
    const page = await open(board)
    await page.locator('[data-case] [data-cell]').first().focus()
    await page.keyboard.press('j')
    const focused = () => page.evaluate(`document.activeElement.closest('[data-case]')?.dataset.case + '/' + document.activeElement.dataset.column`)
    expect(await focused()).toBe(`${caseOf('Comune di Corvasse')}/0`)
    await page.keyboard.press('ArrowRight')
    expect(await focused()).toBe(`${caseOf('Comune di Corvasse')}/1`)
    await page.keyboard.press('k')
    expect(await focused()).toBe(`${caseOf('Velarda Mobilità')}/1`)
    await page.keyboard.press('j')
    await page.keyboard.press('?')
    await page.locator('dialog[open] .why-answer').waitFor()
    expect(await page.locator('dialog[open]').textContent()).toMatch(/capoluogo.*Fonte:/s)
    expect(await findings(page, false)).toEqual([])
    await page.keyboard.press('Escape')
    expect(await focused()).toBe(`${caseOf('Comune di Corvasse')}/1`)
    await page.keyboard.press('p')
    await page.getByRole('button', { name: 'Registra come inviato' }).click()
    expect(await page.locator('dialog[open] .field-error').textContent()).toBe('Senza il numero non risulta inviato.')
    expect(await page.evaluate('document.activeElement.getAttribute("autocomplete")')).toBe('off')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('d')
    await page.waitForURL(/drafts\/csirt_italia/)
    await page.context().close()
  }, 60_000)

  test('without the keys: Tab reaches a cell, Enter opens it, the number makes it sent', async () => {
    const page = await open(`${board}&q=Portovelo`)
    await row(page, 'Comune di Portovelo').locator('th a').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('dialog[open] .why-file summary').click()
    await page.getByLabel('Numero di protocollo').fill('2026/777')
    await page.getByRole('button', { name: 'Registra come inviato' }).click()
    await row(page, 'Comune di Portovelo').getByText('2026/777').waitFor()
    const { obligations } = await seed.service.dossier(seed.actors['analyst']!, caseOf('Comune di Portovelo'), 'it')
    expect(obligations.find((one) => one.protocol === '2026/777')).toMatchObject({ regime: 'IT-L90', stage: 'first_report', state: 'sent', sentAt: nowAt })
    await page.context().close()
  }, 60_000)

  test('the dossier: a suggestion does not count until the body writes the moment; then 72 hours run in the centre’s time', async () => {
    const page = await open(dossier('Comune di Pieve Lumera'))
    expect(await page.locator('.callout').first().textContent()).toContain('Scrivi quando l’ente l’ha saputo')
    expect(await page.locator('.suggested').textContent()).toContain('Non conta finché')
    await page.getByLabel('Giorno e ora').fill('2026-12-10T11:40')
    await page.getByRole('button', { name: 'Registra il momento' }).click()
    expect(await page.locator('#clock-at-error').textContent()).toBe('Il momento non può essere nel futuro.')
    await page.getByLabel('Giorno e ora').fill('2026-12-09T08:00')
    await page.getByLabel('Come si è saputo').fill('telefonata del fornitore')
    await page.getByRole('button', { name: 'Registra il momento' }).click()
    await page.locator('#facts input[name="fact-personalData"][value="yes"]').waitFor()
    await page.locator('#facts input[name="fact-personalData"][value="yes"]').check()
    await page.getByRole('button', { name: 'Registra le risposte' }).click()
    await page.locator('.timeline time[datetime="2026-12-12T07:00:00.000Z"]').first().waitFor()
    expect(await page.locator('.history').textContent()).toContain('Ada Fittizia')
    await page.context().close()
  }, 60_000)

  test('risk "unlikely" with its reason is a valid end: nothing to send, kept in the register', async () => {
    const page = await open(dossier('Commune de Sainte-Orane'))
    await page.getByLabel('Improbabile').check()
    await page.locator('#risk').getByRole('button').click()
    expect(await page.locator('#gdprRisk-reasoning-error').textContent()).toContain('Scrivi il motivo')
    await page.locator('#gdprRisk-reasoning').fill('Solo recapiti di uffici già pubblici')
    await page.locator('#risk').getByRole('button').click()
    await page.getByText('Deciso: a registro').waitFor()
    expect(await page.locator('.made').textContent()).toContain('Solo recapiti')
    await page.context().close()
  }, 60_000)

  test('one person for many bodies: chosen on the board, decided once, filed one by one', async () => {
    const page = await open('/space/obligations', { ...wide, actor: 'dpo' })
    expect(await page.locator('tbody tr').count()).toBe(5)
    expect(await findings(page, false)).toEqual([])
    for (const name of ['Comune di Pontescuro', 'Unione Alta Lumera']) await page.getByLabel(`Scegli ${name}`).check()
    await page.getByRole('link', { name: 'Rivedi insieme' }).click()
    await page.getByLabel('Presente', { exact: true }).check()
    await page.locator('#gdprRisk-reasoning').fill('Dati anagrafici esposti per alcune ore')
    await page.getByRole('button', { name: 'Decidi per 2 enti' }).click()
    await page.getByText('Deciso per 2 enti').waitFor()
    const line = page.locator('.review-list > li', { hasText: 'Unione Alta Lumera' })
    await line.locator('summary').first().click()
    await line.getByLabel('Numero di protocollo').fill('UAL-31')
    await line.getByRole('button', { name: 'Registra come inviato' }).click()
    await line.getByText('UAL-31').first().waitFor()
    const states = await Promise.all(['Comune di Pontescuro', 'Unione Alta Lumera'].map(async (name) => (await seed.service.dossier(seed.actors['dpo']!, caseOf(name), 'it')).obligations.find((one) => one.regime === 'EU-GDPR33')!.state))
    expect(states).toEqual(['due', 'sent'])
    await page.context().close()
  }, 60_000)

  test('a draft: each field is copied, said aloud; without a clipboard the text is selected', async () => {
    const path = `/console/cases/${caseOf('Comune di Corvasse')}/drafts/garante`
    const page = await open(path, { ...wide, permissions: ['clipboard-read', 'clipboard-write'] })
    const field = page.locator('.draft-field', { hasText: 'Titolare del trattamento' }).first()
    await field.getByRole('button', { name: 'Copia' }).click()
    await page.locator('.copy-said', { hasText: 'Copiato: Titolare del trattamento' }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('Comune di Corvasse')
    expect(await page.locator('.gap-missing').count()).toBeGreaterThan(5)
    expect(await page.getByRole('link', { name: /Apri il portale/ }).getAttribute('href')).toBe('https://servizi.gpdp.it')
    await page.context().close()

    const plain = await open(path)
    await plain.evaluate(`Object.defineProperty(navigator, 'clipboard', { value: undefined })`)
    await plain.locator('.draft-field', { hasText: 'Titolare del trattamento' }).first().getByRole('button', { name: 'Copia' }).click()
    await plain.getByText('premi Ctrl+C').waitFor()
    expect(await plain.evaluate('getSelection().toString()')).toBe('Comune di Corvasse')
    await plain.context().close()
  }, 60_000)

  test('the calendar’s address is shown once and opens the feed', async () => {
    const page = await open(board)
    await page.getByRole('button', { name: 'Calendario' }).click()
    await page.getByRole('button', { name: 'Crea l’indirizzo' }).click()
    const url = (await page.locator('dialog[open] .copy-text').textContent())!
    expect(await findings(page, false)).toEqual([])
    const feed = await fetch(origin + new URL(url).pathname)
    expect(await feed.text()).toContain('BEGIN:VEVENT')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Calendario' }).click()
    expect(await page.locator('dialog[open] .copy-text').count()).toBe(0)
    await page.context().close()
  }, 60_000)

  test('another body’s dossier does not exist; a server that is away keeps what was typed', async () => {
    const away = await open(`/space/cases/${caseOf('Comune di Corvasse')}/obligations`, { ...wide, actor: 'dpo' })
    expect(await away.locator('h1').textContent()).toBe('Questa pagina non c’è')
    await away.context().close()

    const page = await open(dossier('Comune di Portovelo'))
    await page.route('**/api/obligations/decisions', (route) => route.abort())
    await page.locator('#risk').getByLabel('Elevato').check()
    await page.locator('#gdprRisk-reasoning').fill('Dati sanitari nelle copie')
    await page.locator('#risk').getByRole('button').click()
    await page.getByText('Quello che hai scritto è rimasto qui').waitFor()
    expect(await page.locator('#gdprRisk-reasoning').inputValue()).toBe('Dati sanitari nelle copie')
    await page.context().close()
  }, 60_000)
})

/** Cards hide what sticks out of them, so a page that does not scroll may still cut its words. What is only for readers is meant to be cut, and a field scrolls its own text. */
const beyondTheEdge = `[...document.querySelectorAll('main, main *')]
  .filter((e) => e.tagName !== 'INPUT' && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1 && ['hidden', 'clip'].includes(getComputedStyle(e).overflowX))
  .map((e) => e.tagName + '.' + e.className + ' ' + e.scrollWidth + '>' + e.clientWidth).slice(0, 5)`
