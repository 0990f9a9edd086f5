/** Whoever reports: in a real browser with JavaScript off, by keyboard, at a clock that tests set; and the same report from the desk's side. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { compose, type Composed } from '#apps/server/compose.ts'
import { loadWeb } from '#apps/server/web.ts'
import { fixedClock } from '#platform/clock.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { findings } from '../support/axe.ts'
import { chrome, launch } from '../support/web.ts'

/** Tuesday, 22:00 in Rome; the office opens at nine. */
const evening = new Date('2026-11-24T21:00:00Z')
const week = [...Array.from({ length: 5 }, () => [['09:00', '13:00'], ['14:00', '18:00']]), [], []]

describe.skipIf(!chrome)('a report without JavaScript', () => {
  let t: TestDatabase
  let centre: Composed
  let browser: Browser
  let page: Page
  let origin = ''
  const clock = fixedClock(evening)
  const folder = mkdtempSync(join(tmpdir(), 'bastida-report-'))
  let http: ReturnType<Composed['listen']>

  beforeAll(async () => {
    t = await testDatabase()
    const log = createLog('error', clock.now)
    await t.sql(`update platform.centre set ready = true, name = '{"it":"Centro Velarda","fr":"Centre Velarda","en":"Velarda Centre"}', region = '{"it":"Regione Velarda","fr":"Région Velarda","en":"Velarda Region"}', languages = '{it,fr,en}', contacts = $1`, [JSON.stringify({ phone: '800 000 000', openingHours: { week }, email: 'centro@velarda.example' })])
    const web = await loadWeb(log)
    centre = compose({
      ground: { db: t.db, clock, log, mailer: createMailer({ smtpUrl: undefined, from: 'centro@velarda.example', folder }), publicUrl: 'http://localhost', dataFolder: folder }, ready: { connect: t.connect, serverVersion: '', migrations: { applied: 0, latest: '' } },
      database: 'external', authPool: t.authPool, workerPool: t.workerPool, secret: 'a secret of the tests, longer than thirty-two characters', keys: await openKeys(folder, { known: [], now: clock.now() }), close: async () => {},
    }, 'test', web)
    http = centre.listen()
    await web.serve(http)
    await http.listen({ port: 0, host: '127.0.0.1' })
    origin = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`
    browser = await launch()
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await http?.close()
    await t?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    clock.set(evening)
    page = await (await browser.newContext({ javaScriptEnabled: false, locale: 'it-IT', viewport: { width: 320, height: 800 } })).newPage()
  })

  const press = async (...keys: string[]) => { for (const key of keys) await page.keyboard.press(key) }
  /** Tab until the element with this id or name has the focus: nobody points. */
  async function tabTo(selector: string): Promise<void> {
    for (let n = 0; n < 60; n++) {
      if (await page.locator(`${selector}:focus`).count()) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`the keyboard does not reach ${selector}`)
  }
  const receipt = async () => { const [ref, code] = await page.locator('strong.reference').allTextContents(); return { ref: ref!, code: code! } }
  async function follow({ ref, code }: { ref: string; code: string }) {
    await page.goto(`${origin}/follow`)
    await page.fill('#ref', ref)
    await page.fill('#code', code)
    await page.keyboard.press('Enter')
    await page.locator('h1', { hasText: ref }).waitFor()
  }

  test('at 22:00 help is the first link of every page, and says what to do while nobody answers', async () => {
    await page.goto(`${origin}/`)
    await press('Tab', 'Tab')
    expect(await page.locator(':focus').getAttribute('href')).toBe('/emergency')
    await press('Enter')
    await page.locator('h1', { hasText: 'Sono sotto attacco' }).waitFor()
    expect(await page.locator('body').textContent()).toMatch(/112/)
    await page.goto(`${origin}/emergency/fraud`)
    expect(await page.locator('.contacts li').allTextContents()).toEqual([expect.stringContaining('La tua banca'), expect.stringContaining('Polizia Postale'), expect.stringContaining('CSIRT Italia'), expect.stringContaining('112')])
  })

  test('a clerk reports by keyboard alone, at night, in under ninety seconds of pressing keys', async () => {
    const started = performance.now()
    await page.goto(`${origin}/report`)
    await tabTo('input[name=situation]')
    await press('Space')
    await tabTo('#words')
    await page.keyboard.type('I file si chiamano tutti .locked da stasera')
    clock.advance(20_000)
    await tabTo('main button[name=go]')
    await press('Enter')
    await tabTo('input[name=who]')
    await press('Space')
    await tabTo('#whoName')
    await page.keyboard.type('Comune di Pieve Fittizia')
    await tabTo('main button[name=go]')
    await press('Enter')
    await tabTo('#phone')
    await page.keyboard.type('0555 123456')
    await tabTo('main button[name=go]')
    await press('Enter')
    await page.locator('h1', { hasText: 'La segnalazione è arrivata' }).waitFor()
    expect(performance.now() - started).toBeLessThan(90_000)
    const text = await page.locator('main').textContent()
    // Two hours of work from nine of the next morning.
    expect(text).toContain('mercoledì 25 novembre 2026, ore 11:00')
    expect(text).toMatch(/Legge 90\/2024[^]*Garante/)
    const { ref, code } = await receipt()
    expect([ref, code]).toEqual([expect.stringMatching(/^R-\d{5}$/), expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)])
  })

  test('a firm of nine follows its report by number and code: a promise that is missed is owned up to, with a new hour', async () => {
    await page.goto(`${origin}/fr/report`)
    await page.check('input[name=situation][value=fraud]')
    await page.fill('#words', 'Un virement est parti vers un faux compte')
    clock.advance(20_000)
    await page.click('main button[name=go] >> nth=0')
    await page.check('input[name=who][value=firm]')
    await page.fill('#whoName', 'Menuiserie Fictive')
    await page.click('main button[name=go] >> nth=0')
    await page.click('main button[name=go] >> nth=0')
    const own = await receipt()
    await follow(own)
    expect(await page.locator('main').textContent()).not.toContain('Siamo in ritardo')
    clock.set(new Date('2026-11-25T10:01:00Z'))
    await follow(own)
    expect(await page.locator('main').textContent()).toContain('Siamo in ritardo')
    await centre.intake.jobs.keepPromises()
    await follow(own)
    const after = await page.locator('main').textContent()
    expect(after).toContain('Non abbiamo risposto all’ora promessa, e ci scusiamo')
    expect(after).not.toContain('Siamo in ritardo')
    // A word from the firm, and what the centre writes to itself stays inside.
    await page.fill('#word', 'Abbiamo chiamato la banca')
    await page.click('text=Invia')
    expect(await page.locator('main').textContent()).toContain('Abbiamo chiamato la banca')
  })

  test('killed in the middle it goes on elsewhere from its address, in another language, with what was typed', async () => {
    await page.goto(`${origin}/report`)
    await page.check('input[name=situation][value=data]')
    await page.fill('#words', 'Un elenco è finito in rete')
    await page.locator('summary', { hasText: 'Continuare più tardi' }).click()
    await page.locator('.later button').click()
    const address = (await page.locator('#resume').textContent())!.replace('http://localhost', origin)
    await page.context().close()
    page = await (await browser.newContext({ javaScriptEnabled: false, locale: 'fr-FR' })).newPage()
    await page.goto(address.replace('/report/', '/fr/report/'))
    expect(await page.inputValue('#words')).toBe('Un elenco è finito in rete')
    expect(await page.isChecked('input[name=situation][value=data]')).toBe(true)
    await page.fill('#words', 'Un elenco è finito in rete, con nomi')
    await page.locator('button.link[value=en]').click()
    await page.locator('h1', { hasText: 'What is happening?' }).waitFor()
    expect(await page.inputValue('#words')).toBe('Un elenco è finito in rete, con nomi')
  })

  test('axe finds nothing on the pages as the server sends them', async () => {
    const scripted = await (await browser.newContext({ bypassCSP: true, locale: 'it-IT', viewport: { width: 320, height: 800 } })).newPage()
    const found: string[] = []
    for (const path of ['/report', '/follow', '/emergency', '/emergency/ransomware', '/fr/emergency/espionage']) {
      await scripted.goto(origin + path)
      found.push(...(await findings(scripted)).map((one) => `${path} ${one}`))
    }
    expect(found).toEqual([])
  })
})
