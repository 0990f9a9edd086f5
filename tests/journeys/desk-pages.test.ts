/** The desk with 10,000 alerts, worked by keyboard in a real browser against a server of its own. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { own } from '#platform/db/index.ts'
import { findings } from '../support/axe.ts'
import { ANALYST, PASSWORD, prepareCentre } from '../support/centre.ts'
import { dataFolder, freePort, lookInside, removeFolder, startServer, type ServerProcess } from '../support/server.ts'
import { chrome, launch } from '../support/web.ts'

const CLERK = 'addetta@comune.velarda.example'
const seed = `insert into intake.report (id, kind, road, received_at, who, who_name, situation, subject, words, urgency, promise_at, shape, moved_at)
  select gen_random_uuid(), 'alert', 'api', now() - make_interval(secs => i), 'body', 'Ente di prova ' || i % 90, 'phishing', case when i <= 1000 then 'Campagna viola ' else 'Allarme ' end || i, 'Messaggio ' || md5(i::text), i % 3, now() + make_interval(mins => i % 600), decode(md5(i::text), 'hex'), now()
  from generate_series(1, 10000) i`

describe.skipIf(!chrome)('the desk', () => {
  const folder = dataFolder()
  let server: ServerProcess
  let browser: Browser
  let page: Page
  const inside = <T extends object>(text: string) => lookInside(folder, async (client) => (await client.query<T>(text)).rows)
  /** All that a merge may touch, as one text. */
  const frozen = () => inside<{ all: string }>(`select md5(string_agg(concat_ws('|', id, state, outcome, case_id, case_ref, promise_at, closed_at, assigned_to), ',' order by id)) as all from intake.report`)

  beforeAll(async () => {
    const port = await freePort()
    await prepareCentre(folder, `http://localhost:${port}`, {}, async (centre, opened) => {
      const town = await opened.ground.db.as(system('test'), (tx) => own<'territory'>(tx).selectFrom('territory.party').select('id').where('kind', '=', 'municipality').orderBy('name').limit(1).executeTakeFirstOrThrow())
      await centre.identity.service.createPerson(system('test'), { name: 'Addetta di prova', email: CLERK, password: PASSWORD, memberships: [{ role: 'member', partyId: town.id }] })
    })
    server = await startServer({ folder, port, waitMs: 120_000 })
    await lookInside(folder, async (client) => { await client.query(seed); await client.query('analyze intake.report') })
    browser = await launch()
    page = await (await browser.newContext({ locale: 'it-IT', bypassCSP: true, viewport: { width: 1280, height: 900 } })).newPage()
    const answer = await page.request.post(`${server.address}/api/auth/sign-in/email`, { data: { email: ANALYST, password: PASSWORD }, headers: { origin: server.address } })
    expect(answer.ok()).toBe(true)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await removeFolder(folder)
  })

  const rows = () => page.locator('.queue-table tbody tr')
  const focusList = async () => { await page.locator('.queue-table tbody th a').first().focus() }

  test('j and k walk, x picks, a takes; what is taken is in my queue', async () => {
    await page.goto(`${server.address}/console/reports`)
    await rows().first().waitFor()
    await focusList()
    await page.keyboard.press('j')
    await page.locator('.queue-table tbody tr.row-current >> nth=0').waitFor()
    const ref = (await page.locator('#pane .mono').first().textContent())!.slice(0, 7)
    await page.keyboard.press('a')
    await page.locator('.toast', { hasText: '1 segnalazione è tua' }).waitFor()
    await page.goto(`${server.address}/console/reports?of=mine`)
    await rows().first().waitFor()
    await page.locator('#pane .mono', { hasText: ref }).waitFor()
    expect(await rows().count()).toBe(1)
  })

  test('the first answer names every script that the page needs, and what it reads is asked for once', async () => {
    for (const [path, data] of [['/console/reports', 2], ['/console/queue', 2]] as const) {
      const html = await (await page.request.get(server.address + path)).text()
      await page.goto(server.address + path)
      await page.locator('h1').first().waitFor()
      await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
      // What stands beside the list comes after it.
      const asked = await page.evaluate(() => {
        const drawn = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0
        return performance.getEntriesByType('resource').filter((one) => one.startTime < drawn).map((one) => one.name.replace(new URL(one.name).origin, ''))
      })
      const scripts = asked.filter((one) => one.endsWith('.js'))
      expect(scripts.length).toBeGreaterThan(5)
      expect(scripts.filter((one) => !html.includes(one))).toEqual([])
      const preloaded = [...html.matchAll(/as="fetch" crossorigin href="([^"]+)"/g)].map((found) => found[1]!)
      expect(preloaded).toHaveLength(data)
      for (const address of preloaded) expect(asked.filter((one) => one === address), address).toHaveLength(1)
    }
  })

  test('1,000 of 10,000 go into a new case in one step, and come back exactly as they were', async () => {
    const before = await frozen()
    await page.goto(`${server.address}/console/reports?of=all&q=campagna+viola`)
    await rows().first().waitFor()
    await page.locator('.page-title .soft', { hasText: '1.000 segnalazioni' }).first().waitFor()
    await focusList()
    await page.keyboard.press('*')
    await page.locator('.bulk', { hasText: '50 scelte' }).waitFor()
    await page.locator('.bulk .link-button', { hasText: 'Scegli tutte (1.000)' }).click()
    await page.locator('.bulk', { hasText: '1.000 scelte' }).waitFor()
    await focusList()
    await page.keyboard.press('m')
    await page.getByLabel('Un caso nuovo').check()
    await page.getByLabel('Presso chi è successo').first().fill('Nubilis')
    await page.locator('.finder input[type=radio]').first().check()
    await page.locator('#merge-name').fill('Campagna viola')
    await page.locator('dialog button', { hasText: 'Unisci' }).first().click()
    await page.locator('.toast', { hasText: '1.000 segnalazioni unite a' }).waitFor({ timeout: 60_000 })
    expect(await inside(`select count(*)::int as n, count(distinct case_id)::int as cases from intake.report where state = 'in_case'`)).toEqual([{ n: 1000, cases: 1 }])
    // Taken back with its key, from the message that says it.
    await page.locator('.toast button').first().focus()
    await page.keyboard.press('z')
    await expect.poll(async () => (await inside<{ n: number }>(`select count(*)::int as n from intake.report where state = 'in_case'`))[0]!.n, { timeout: 60_000 }).toBe(0)
    expect(await frozen()).toEqual(before)
    expect(await inside(`select count(*)::int as n from cases."case" where title = 'Campagna viola' and kind = 'main'`)).toEqual([{ n: 1 }])
  })

  test('one report is merged, detached, answered and closed on its own page', async () => {
    await page.goto(`${server.address}/console/reports`)
    await rows().first().waitFor()
    await focusList()
    await page.keyboard.press('o')
    await page.locator('.report-view').waitFor()
    await page.locator('.page-actions button', { hasText: 'Unisci a un caso' }).click()
    await page.locator('.finder input[type=radio]').first().check()
    await page.locator('dialog button', { hasText: 'Unisci' }).first().click()
    await page.locator('.page-actions button', { hasText: 'Togli dal caso' }).click()
    await page.locator('.story', { hasText: 'Unita al caso' }).waitFor()
    await page.locator('#reply-text').fill('Non cliccate su nulla')
    await page.locator('.reply-form button', { hasText: 'Invia' }).click()
    await page.locator('.story', { hasText: 'Non cliccate su nulla' }).waitFor()
    await page.getByLabel('Chiudere').check()
    await page.locator('.reply-form button', { hasText: 'Chiudi' }).click()
    await page.locator('.page-title', { hasText: 'Chiusa' }).waitFor()
    expect(await findings(page)).toEqual([])
  })

  test('a telephone call at night: typed while listening, kept over a reload, its number and code said aloud', async () => {
    await page.goto(`${server.address}/console/reports/call`)
    await page.locator('#words').fill('Chiama il sindaco: gli schermi sono neri')
    await page.locator('#situation').selectOption('ransomware')
    await page.reload()
    expect(await page.inputValue('#words')).toBe('Chiama il sindaco: gli schermi sono neri')
    expect(await page.locator('aside', { hasText: 'Da dire subito' }).textContent()).toContain('Stacca dalla rete')
    await page.locator('button', { hasText: 'Registra la telefonata' }).click()
    await page.locator('.said-aloud', { hasText: /^R-\d{5}$/ }).waitFor()
    expect(await page.locator('.said-aloud').nth(1).textContent()).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    expect(await page.inputValue('#words')).toBe('')
    expect(await findings(page)).toEqual([])
  })

  test('axe finds nothing, wide and narrow, light and dark; nothing scrolls sideways', async () => {
    const found: string[] = []
    for (const [width, theme] of [[1280, 'light'], [320, 'light'], [1280, 'dark']] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme: theme })
      for (const path of ['/console/reports', '/console/reports/shift', '/console/reports/call']) {
        await page.goto(server.address + path)
        await page.locator('h1').waitFor()
        if (path === '/console/reports') await page.locator('.report-view').waitFor()
        found.push(...(await findings(page)).map((one) => `${width} ${theme} ${path} ${one}`))
        if ((await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')) !== 0) found.push(`${width} ${path} scrolls sideways`)
      }
    }
    expect(found).toEqual([])
  })

  test('a clerk reports from the space in one step, is asked, finds it on the first page and answers; the centre reads it', async () => {
    const theirs = await (await browser.newContext({ locale: 'it-IT', bypassCSP: true, viewport: { width: 1280, height: 900 } })).newPage()
    const answer = await theirs.request.post(`${server.address}/api/auth/sign-in/email`, { data: { email: CLERK, password: PASSWORD }, headers: { origin: server.address } })
    expect(answer.ok()).toBe(true)
    await theirs.goto(`${server.address}/space/reports`)
    await theirs.getByText('Nessuna segnalazione').waitFor()
    await theirs.getByLabel('Che cosa è successo').fill('Due colleghe hanno aperto un allegato strano')
    await theirs.keyboard.press('Tab')
    await theirs.keyboard.press('Tab')
    await theirs.keyboard.press('Enter')
    await theirs.locator('h1', { hasText: 'Due colleghe' }).waitFor()
    const ref = (await theirs.locator('.page-lead .mono').textContent())!
    const id = new URL(theirs.url()).pathname.split('/').at(-1)!
    for (const [path, body] of [['entries', { text: 'Che allegato era?', told: true }], ['state', { state: 'waiting' }]] as const) expect((await page.request.post(`${server.address}/api/intake/reports/${id}/${path}`, { data: body, headers: { origin: server.address } })).status()).toBe(204)
    await theirs.goto(`${server.address}/space`)
    await theirs.locator('.now-card', { hasText: ref }).getByRole('link').click()
    await theirs.getByText('Che allegato era?').waitFor()
    await theirs.getByLabel('Aggiungi una parola').fill('Una fattura, da 333 1234567')
    await theirs.getByRole('button', { name: 'Aggiungi' }).click()
    await theirs.locator('.story', { hasText: 'Una fattura' }).waitFor()
    expect(await theirs.locator('.story').textContent()).not.toContain('1234567')
    expect(await inside(`select state from intake.report where id = '${id}'`)).toEqual([{ state: 'open' }])
    const found: string[] = []
    for (const width of [1280, 320]) {
      await theirs.setViewportSize({ width, height: 900 })
      for (const path of ['/space', '/space/reports', `/space/reports/${id}`]) {
        await theirs.goto(server.address + path)
        await theirs.locator('h1').waitFor()
        found.push(...(await findings(theirs)).map((one) => `${width} ${path} ${one}`))
        if ((await theirs.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')) !== 0) found.push(`${width} ${path} scrolls sideways`)
      }
    }
    expect(found).toEqual([])
    await theirs.context().close()
  })
})
