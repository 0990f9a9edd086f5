/** The yearly report from a coordinator's desk to everybody's screen, in a real browser: written, published, read, corrected; and as a document that says the same. */
import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadWeb } from '#apps/server/web.ts'
import { system } from '#platform/contract/index.ts'
import { createLog } from '#platform/log/index.ts'
import { PASSWORD, testWatch, type TestWatch } from '../../modules/watch/server/testing.ts'
import { arrive, lookerFor } from '../support/look.ts'
import { publishInvented } from '../support/publications.ts'
import { freePort } from '../support/server.ts'
import { chrome, launch } from '../support/web.ts'

// Pictures are taken only into a folder that is already there.
const shots = [new URL('../../var/shots-report', import.meta.url).pathname].find((path) => existsSync(path))
const pdftotext = ['/usr/bin/pdftotext'].find((path) => existsSync(path))
const wide = { viewport: { width: 1280, height: 900 } }
const KEYS = 'title|sum|big|work|training|money|cases|few|thing|method|page|table|console|state|fail|edition|income|spending|say|kind|action'

describe.skipIf(!chrome)('the yearly report, in a browser', () => {
  let s: TestWatch
  let browser: Browser
  let origin = ''
  const problems: string[] = []
  const look = lookerFor(KEYS, shots)

  beforeAll(async () => {
    const port = await freePort()
    origin = `http://localhost:${port}`
    const web = await loadWeb(createLog('error', () => new Date(0)))
    s = await testWatch({ web, publicUrl: origin })
    await s.centre.identity.service.createPerson(system('test'), { name: 'Ada Analista', email: 'ada@prova.example', password: PASSWORD, memberships: [{ role: 'analyst', partyId: null }] })
    // The first cases, as every centre has them: too few to be counted by anything.
    await s.centre.observatory.imports.seed(system('test'))
    await s.t.sql(`insert into intake.report (id, kind, road, received_at, answered_at, who, situation, subject, shape, moved_at, state, promise_at)
      select gen_random_uuid(), 'report', 'web', at, case when i % 9 > 0 then at + make_interval(mins => 20 + (i * 37) % 600) end, 'body', 'phishing', 'Prova', decode(md5(i::text), 'hex'), now(), 'new', now()
      from generate_series(1, 74) i, lateral (select timestamptz '2025-01-09 09:00+01' + make_interval(days => i * 9) as at) when_it_came`)
    await s.t.sql(`insert into exercise.run (id, realm, name, state, zero_at, started_at, finished_at, by, bodies) select gen_random_uuid(), 'ex:' || gen_random_uuid(), 'Prova', 'done', now(), timestamptz '2026-05-05 09:00+02' + make_interval(days => i), timestamptz '2026-05-05 12:00+02' + make_interval(days => i), 'x', 6 + i from generate_series(1, 3) i`)
    await web.serve(s.http)
    await s.http.listen({ port, host: '127.0.0.1' })
    browser = await launch()
  }, 240_000)
  afterAll(async () => { await browser?.close(); await s?.close() })

  async function open(address: string, who: string | null, options: BrowserContextOptions = wide): Promise<Page> {
    const context = await browser.newContext({ locale: 'it-IT', bypassCSP: true, ...options })
    if (who) expect((await context.request.post(`${origin}/api/auth/sign-in/email`, { data: { email: `${who}@prova.example`, password: PASSWORD }, headers: { origin } })).status()).toBe(200)
    return arrive(await context.newPage(), address, origin, problems)
  }
  const words = async (path: string, name: string) => {
    const pdf = Buffer.from(await (await fetch(origin + path)).arrayBuffer())
    if (shots) writeFileSync(join(shots, `${name}.pdf`), pdf)
    return pdftotext ? spawnSync(pdftotext, ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).stdout : undefined
  }

  test('a coordinator adds money and words, sees them in the draft, and publishes', async () => {
    const page = await open('/console/observatory/reports/2026', 'coordinator')
    await page.getByRole('heading', { name: 'I numeri dell’anno' }).waitFor()
    await page.getByLabel('Presentazione in italiano').fill('È stato il primo anno intero del centro.\nAbbiamo lavorato soprattutto con i Comuni piccoli.')
    await page.getByLabel('Presentazione in francese').fill('C’est la première année entière du centre.')
    await page.getByLabel('Regione', { exact: true }).fill('420.000')
    await page.getByLabel('Fondi europei').fill('150000,50')
    await page.getByLabel('Persone', { exact: true }).fill('384.000')
    await page.getByLabel('Servizi e fornitori').fill('96500')
    await page.getByLabel('Persone al lavoro').fill('6,5')
    await page.getByLabel('Corsi tenuti').fill('12')
    await page.getByLabel('Persone formate').fill('240')
    await page.getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Salvato.').waitFor()
    await page.getByRole('cell', { name: '420.000' }).first().waitFor()
    await look('console-1280', page)
    await page.getByRole('button', { name: 'Pubblica' }).click()
    await page.getByText('la pagina e il PDF ci sono').waitFor()
    await page.getByLabel('Perché si ritira').waitFor()
    await look('console-published-1280', page)
    await look('console-320', await open('/console/observatory/reports/2026', 'coordinator', { viewport: { width: 320, height: 800 }, locale: 'fr-FR' }))
    // Who only studies reads it, and has nothing to press.
    const reader = await open('/console/observatory/reports/2026', 'ada')
    await reader.getByRole('heading', { name: 'I numeri dell’anno' }).waitFor()
    expect(await reader.getByRole('button', { name: /Pubblica|Salva|Ritira/ }).count()).toBe(0)
    expect(problems).toEqual([])
  }, 180_000)

  test('everybody reads it as a page and as a document, which say the same numbers', async () => {
    for (const [lang, prefix, said] of [['it', '', 'richieste ricevute'], ['fr', '/fr', 'demandes reçues'], ['en', '/en', 'requests received']] as const) {
      for (const width of [320, 1280]) {
        const page = await open(`${prefix}/osservatorio/rapporti/2026`, null, { viewport: { width, height: 900 } })
        await look(`page-${lang}-${width}`, page)
        expect(await page.locator('.figures').innerText()).toContain(said)
        await page.context().close()
      }
    }
    const page = await open('/osservatorio/rapporti', null)
    await look('list-1280', page)
    await page.getByRole('link', { name: 'Rapporto annuale 2026' }).click()
    const numbers = (await page.locator('.figure-number').allInnerTexts()).map((one) => one.trim())
    expect(numbers).toHaveLength(3)
    const table = await page.locator('#work').locator('xpath=..').locator('tbody tr').allInnerTexts()
    const text = await words('/osservatorio/rapporti/2026.pdf', 'small-it')
    if (text) {
      for (const number of numbers) expect(text).toContain(number)
      for (const row of table) expect(text.replaceAll(/\s+/g, ' ')).toContain(row.split('\t').at(1)!.trim().replaceAll(/\s+/g, ' '))
      expect(text).not.toMatch(/\{\w+\}|undefined|NaN|nascosto/)
    }
    await words('/osservatorio/rapporti/2026.pdf?lang=fr', 'small-fr')
    // Programs find it in the catalogue, people from the observatory.
    const catalogue = (await (await fetch(`${origin}/osservatorio/catalogo.jsonld`)).json()) as { 'dcat:dataset': { 'dct:identifier': string; 'dcat:distribution': { 'dcat:downloadURL': { '@id': string } }[] }[] }
    const files = catalogue['dcat:dataset'].find((one) => one['dct:identifier'] === 'report-2026')!['dcat:distribution'].map((one) => one['dcat:downloadURL']['@id'])
    expect(files.length).toBeGreaterThan(2)
    for (const file of files) expect((await fetch(file)).status, file).toBe(200)
    await page.goto(`${origin}/osservatorio`)
    await page.getByRole('link', { name: 'Rapporti annuali' }).click()
    await page.waitForURL(/\/osservatorio\/rapporti$/)
    expect(problems).toEqual([])
  }, 240_000)

  test('with many attacks the tables that can be shown are there, and a new edition says why', async () => {
    await s.t.sql('truncate observatory.entry cascade')
    await publishInvented((text, values) => s.t.sql(text, values), 700)
    const page = await open('/console/observatory/reports/2026', 'coordinator')
    await page.getByLabel('Perché una nuova edizione').fill('Mancavano gli attacchi dell’autunno.')
    await page.getByRole('button', { name: 'Pubblica una nuova edizione' }).click()
    await page.getByText('la pagina e il PDF ci sono').waitFor()
    for (const width of [320, 1280]) {
      const reader = await open('/osservatorio/rapporti/2026', null, { viewport: { width, height: 900 } })
      expect(await reader.locator('.lead').innerText()).toContain('Mancavano gli attacchi dell’autunno.')
      expect(await reader.getByRole('heading', { name: 'Che cosa è successo' }).count()).toBe(1)
      await look(`page-many-${width}`, reader)
    }
    expect(await words('/osservatorio/rapporti/2026.pdf', 'many-it') ?? 'Che cosa è successo').toContain('Che cosa è successo')
    expect(problems).toEqual([])
  }, 240_000)

  test('a case that was corrected since, and one that was withdrawn, are said on the page of the edition', async () => {
    const [one, two] = ((await (await fetch(`${origin}/osservatorio/rapporti/2026/data.json`)).json()) as { tables: { cases: { ref: string }[] } }).tables.cases as [{ ref: string }, { ref: string }]
    await s.t.sql(`update observatory.publication set updated_at = timestamptz '2026-11-26 10:00Z' where ref = $1`, [one.ref])
    await s.t.sql('delete from observatory.publication where ref = $1', [two.ref])
    const said = {
      '': ['1 caso raccontato qui è stato corretto dopo questa edizione.', '1 caso è stato ritirato dopo questa edizione e non è più raccontato.', 'Ultimo cambiamento: 26 novembre 2026', 'corretto il 26 novembre 2026'],
      '/fr': ['1 cas raconté ici a été corrigé après cette édition.', '1 cas a été retiré après cette édition et n’est plus raconté.', 'Dernier changement\u202f: 26 novembre 2026', 'corrigé le 26 novembre 2026'],
      '/en': ['1 case told here was corrected after this edition.', '1 case was withdrawn after this edition and is told no more.', 'Last change: 26 November 2026', 'corrected on 26 November 2026'],
    }
    for (const [lang, sentences] of Object.entries(said)) for (const width of [320, 1280]) {
      const reader = await open(`${lang}/osservatorio/rapporti/2026`, null, { viewport: { width, height: 900 } })
      const text = await reader.locator('main').innerText()
      for (const sentence of sentences) expect(text).toContain(sentence)
      expect(text).not.toContain(two.ref)
      await look(`page-since${lang.replace('/', '-')}-${width}`, reader)
    }
    expect((await fetch(`${origin}/osservatorio/rapporti/2026.pdf`)).status).toBe(404)
    expect(problems).toEqual([])
  }, 240_000)
})
