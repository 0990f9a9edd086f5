/** What is kept for how long, in a browser on real modules: the page of terms and proofs, a hold on a case, evidence that is gone or whose key is. */
import { existsSync, renameSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rulesOf } from '#apps/server/retention.ts'
import { createCases } from '#modules/cases/server/index.ts'
import { createRetention } from '#modules/retention/server/index.ts'
import { sealing } from '#platform/audit/index.ts'
import { createHttp } from '#platform/http/index.ts'
import { once } from '#platform/jobs/index.ts'
import { KEY_FILE } from '#platform/keys/file.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createLog } from '#platform/log/index.ts'
import { caseStage, type CaseStage } from '../../modules/cases/server/testing/stage.ts'
import { retention as exerciseRules } from '../../modules/exercise/server/retention.ts'
import { retention as identityRules } from '../../modules/identity/server/retention.ts'
import { retention as noticeRules } from '../../modules/notices/server/retention.ts'
import { retention as obligationRules } from '../../modules/obligations/server/retention.ts'
import { retention as territoryRules } from '../../modules/territory/server/retention.ts'
import { serveFiles } from './cases-house.ts'
import { arrive, lookerFor } from '../support/look.ts'
import { walker } from '../support/walk.ts'
import { chrome, launch } from '../support/web.ts'

// Pictures are taken only into a folder that is already there.
const shots = [new URL('../../var/shots-retention', import.meta.url).pathname].find((path) => existsSync(path))
const wide = { viewport: { width: 1280, height: 900 } }
const DAY = 86_400_000
const names = { it: 'Centro Velarda', fr: 'Centre Velarda', en: 'Velarda Centre' }

describe.skipIf(!chrome)('what is kept, in a browser', () => {
  let s: CaseStage
  let browser: Browser
  let origin = ''
  let lostOrigin = ''
  let gone: { id: string; sha256: string }
  let retention: ReturnType<typeof createRetention>
  const servers: ReturnType<typeof createHttp>[] = []
  const log = () => createLog('silent', s.clock.now)

  /** The centre as a coordinator has it in the browser. */
  async function serve(routes: Parameters<ReturnType<typeof createHttp>['mount']>[0]): Promise<string> {
    const http = createHttp({ log: log(), origins: [], authenticate: async () => s.actors['coordinator']! })
    http.mount(routes)
    http.get('/api/identity/session', async () => ({
      signedIn: true, person: { id: 'coordinator', name: 'Cora Fittizia', email: 'cora@velarda.example', twoFactor: true, passkeys: 1 }, roles: ['coordinator'], parties: [], memberships: [{ role: 'coordinator', partyId: null }],
      centre: { name: names, region: names, demo: true, languages: ['it', 'fr', 'en'], timeZone: 'Europe/Rome', phone: '800 000 000', hours: '8–20', ready: true, country: 'IT' },
    }))
    serveFiles(http)
    servers.push(http)
    await http.listen({ port: 0, host: '127.0.0.1' })
    return `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`
  }
  const put = async (bytes: string) => (await (await s.call('analyst', 'POST', `/api/cases/${s.corvasse}/evidence?fileName=registro%20di%20accesso.csv`, Buffer.from(bytes))).json()) as { id: string; sha256: string }

  beforeAll(async () => {
    ;[s, browser] = await Promise.all([
      caseStage(), launch(),
    ])
    const rules = rulesOf([
      { retention: identityRules(undefined as never).map(({ id, what, where, fate, term, from, why, promptly = false }) => ({ id, what, where, fate, term, from, why, promptly })) }, { retention: territoryRules({ sweep: async () => 0 }) }, s.module, { retention: obligationRules }, { retention: noticeRules }, { retention: exerciseRules({ forget: async () => {} }) },
    ], s.folder)
    retention = createRetention(s.context.ground, { places: [], keys: undefined as never, rules })
    origin = await serve([...s.module.routes, ...retention.routes])
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    for (const http of servers) await http.close()
    await s?.close()
  })

  const problems: string[] = []
  const newPage = async (options: BrowserContextOptions): Promise<Page> => (await browser.newContext({ locale: 'it-IT', bypassCSP: true, ...options })).newPage()
  const onTime = (page: Page) => page.clock.setFixedTime(s.clock.now())
  const open = async (address: string, options: BrowserContextOptions = wide, at = origin): Promise<Page> => {
    const page = await newPage(options)
    await onTime(page)
    return arrive(page, address, at, problems)
  }
  const look = lookerFor('runs|prove|goes|hold|term', shots)
  const views: readonly (readonly [string, BrowserContextOptions])[] = [
    ['1280-it', wide], ['768-dark-fr', { viewport: { width: 768, height: 900 }, colorScheme: 'dark', locale: 'fr-FR' }], ['320-en', { viewport: { width: 320, height: 800 }, locale: 'en-GB' }], ['320-it', { viewport: { width: 320, height: 800 } }], ['1280-forced', { ...wide, forcedColors: 'active' }],
  ]

  const { everywhere } = walker({ views, newPage, origin: () => origin, problems, look, ready: onTime })

  test('before anything went: what will go and what stays, and that there is nothing to do', async () => {
    const page = await open('/console/queue')
    await page.locator('.person summary').click()
    await page.getByRole('link', { name: 'Conservazione dei dati' }).click()
    await page.getByRole('heading', { name: 'Quanto si conservano i dati' }).waitFor()
    expect(await page.locator('.retention-next').innerText()).toContain('Non c’è niente da fare')
    expect(await page.getByText('Non è ancora successo').count()).toBe(1)
    expect(await page.locator('.table').nth(0).locator('tbody tr').count()).toBe(16)
    await look('empty-1280-it', page)
    await page.context().close()
  }, 60_000)

  test('a coordinator keeps the data of a case by keyboard, reads it in the timeline, and lets them go again', async () => {
    const page = await open(`/console/cases/${s.mainId}/facts`)
    await look('hold-none-1280-it', page)
    await page.getByLabel('Chi lo chiede, e perché').fill('Procura di prova, protocollo 12')
    await page.keyboard.press('Tab')
    await page.getByLabel('Fino al giorno').fill('2027-06-30')
    await page.getByRole('button', { name: 'Conserva i dati' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Si conservano oltre il termine.').waitFor()
    expect(await page.locator('main').innerText()).toContain('Scadenza: 30 giugno 2027')
    await look('hold-1280-it', page)
    expect(await s.t.sql('select hold_until, hold_reason from cases."case" where id = $1', [s.mainId])).toEqual([{ hold_until: new Date('2027-06-30T21:59:00Z'), hold_reason: 'Procura di prova, protocollo 12' }])
    await everywhere('hold', `/console/cases/${s.mainId}/facts`, 'coordinator', (page) => page.locator('.retention, .case-stack .card').last().waitFor())
    const tied = await open(`/console/cases/${s.corvasse}/facts`)
    await tied.getByText('Lo chiede il caso principale: si toglie da lì.').waitFor()
    expect(await tied.getByRole('button', { name: 'Torna ai termini ordinari' }).count()).toBe(0)
    await tied.context().close()
    await page.goto(`${origin}/console/cases/${s.mainId}/timeline`)
    await page.getByText('I dati si conservano oltre il termine: Procura di prova, protocollo 12').waitFor()
    await page.goto(`${origin}/console/cases/${s.mainId}/facts`)
    await page.getByRole('button', { name: 'Torna ai termini ordinari' }).click()
    await page.getByRole('button', { name: 'Conserva i dati' }).waitFor()
    await page.context().close()
    expect(problems).toEqual([])
  }, 180_000)

  test('after a run: what went, its digest, and the proof of one id; in every view', async () => {
    gone = await put('un registro inventato')
    await s.t.sql(`update platform.delivery set state = 'sent', sent_at = $1`, [s.clock.now()])
    await s.t.sql(`update cases."case" set state = 'closed', closed_at = $1`, [s.clock.now()])
    s.clock.advance(366 * DAY)
    await retention.service.purge('job')
    s.clock.advance(366 * DAY)
    await retention.service.purge('job')
    s.clock.advance(DAY)
    await retention.service.purge('command')
    await s.t.sql(`insert into retention.run (id, started_at, by) values (gen_random_uuid(), $1, 'job')`, [new Date(s.clock.now().getTime() + 1)])
    await s.t.sql(`insert into retention.run (id, started_at, finished_at, by, problems) values (gen_random_uuid(), $1, $1, 'job', '[{"rule": "mail.folder", "problem": "EACCES"}]')`, [new Date(s.clock.now().getTime() + 2)])
    await once(s.t.workerPool, sealing, log())
    const page = await open('/console/retention')
    expect(await page.locator('.retention-runs > li').count()).toBe(5)
    expect(await page.locator('.retention-runs').innerText()).toMatch(/Evidenze: il file, il suo nome e la nota: 1[\s\S]*Messaggi su un caso: indirizzo, oggetto e testo: 13/)
    await page.getByLabel('Identificativo').fill(gone.id)
    await page.keyboard.press('Enter')
    await page.getByText(/La prova corrisponde alla voce \d+ del registro/).waitFor()
    await look('proof-1280-it', page)
    await page.getByLabel('Identificativo').fill('un altro')
    await page.getByRole('button', { name: 'Cerca la prova' }).click()
    await page.getByText('Nessuna eliminazione comprende questo identificativo.').waitFor()
    await page.context().close()
    await everywhere('runs', `/console/retention?id=${gone.id}`, 'coordinator')
    expect(problems).toEqual([])
  }, 180_000)

  test('evidence: gone at the end of its term, and locked while its key is missing; neither offers a file', async () => {
    await s.t.sql(`update cases."case" set state = 'open', closed_at = null where id = $1`, [s.corvasse])
    await put('un altro registro inventato')
    renameSync(join(s.folder, KEY_FILE), join(s.folder, 'safe'))
    const keys = await openKeys(s.folder, { known: [s.context.keys.recipient!], now: s.clock.now() })
    const lost = createCases(s.context.ground, { territory: s.context.territory, keys })
    lostOrigin = await serve(lost.routes)
    const withoutKey = walker({ views: views.filter(([name]) => !name.includes('768')), newPage, origin: () => lostOrigin, problems, look, ready: onTime })
    await withoutKey.everywhere('evidence', `/console/cases/${s.corvasse}/evidence`, 'coordinator', async (page) => {
      await page.locator('.evidence > li').nth(1).waitFor()
      expect(await page.locator('.evidence a[download]').count()).toBe(0)
    })
    const page = await open(`/console/cases/${s.corvasse}/evidence`, wide, lostOrigin)
    const text = await page.locator('.evidence').innerText()
    for (const words of ['File eliminato a fine termine', 'eliminata a fine termine', gone.sha256, 'manca la chiave che lo apre']) expect(text).toContain(words)
    await page.context().close()
    expect(problems).toEqual([])
    renameSync(join(s.folder, 'safe'), join(s.folder, KEY_FILE))
  }, 180_000)
})
