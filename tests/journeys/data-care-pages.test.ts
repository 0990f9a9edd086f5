/** A person asks about their own data: register, search, copy, erasure, papers and the notice for the public, in a browser on the whole centre. */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { Decrypter } from 'age-encryption'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compose, type Composed } from '#apps/server/compose.ts'
import { loadWeb } from '#apps/server/web.ts'
import { systemClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { arrive, lookerFor } from '../support/look.ts'
import { walker } from '../support/walk.ts'
import { chrome, launch } from '../support/web.ts'

const shots = [new URL('../../var/shots-care', import.meta.url).pathname].find((path) => existsSync(path))
const wide = { viewport: { width: 1280, height: 900 } }
const views: readonly (readonly [string, BrowserContextOptions])[] = [
  ['1280-it', wide], ['768-dark-fr', { viewport: { width: 768, height: 900 }, colorScheme: 'dark', locale: 'fr-FR' }], ['320-en', { viewport: { width: 320, height: 800 }, locale: 'en-GB' }], ['320-it', { viewport: { width: 320, height: 800 } }], ['1280-forced', { ...wide, forcedColors: 'active' }],
]
const PASSWORD = 'ponte-levatoio-1291'
const ADA = 'ada.fittizia@prova.example'

describe.skipIf(!chrome)('data of people, in a browser', () => {
  let t: TestDatabase
  let centre: Composed
  let browser: Browser
  let origin = ''
  let cookie: { name: string; value: string; url: string }[] = []
  const folder = mkdtempSync(join(tmpdir(), 'bastida-care-'))
  let http: ReturnType<Composed['listen']>
  const problems: string[] = []

  beforeAll(async () => {
    t = await testDatabase()
    const log = createLog('error', systemClock.now)
    await t.sql(`update platform.centre set ready = true, name = '{"it":"Centro Velarda","fr":"Centre Velarda","en":"Velarda Centre"}', region = '{"it":"Regione Velarda","fr":"Région Velarda","en":"Velarda Region"}', languages = '{it,fr,en}', contacts = '{"phone":"800 000 000","email":"centro@velarda.example","dpo":"rpd@velarda.example"}'`)
    await t.sql('update identity.policy set second_factor = false')
    await t.sql(`insert into platform.key (recipient, since) values ('age1prova', '2026-01-07')`)
    const web = await loadWeb(log)
    centre = compose({
      ground: { db: t.db, clock: systemClock, log, mailer: createMailer({ smtpUrl: undefined, from: 'centro@velarda.example', folder }), publicUrl: 'http://localhost', dataFolder: folder }, ready: { connect: t.connect, serverVersion: '', migrations: { applied: 0, latest: '' } },
      database: 'external', authPool: t.authPool, workerPool: t.workerPool, secret: 'a secret of the tests, longer than thirty-two characters', keys: await openKeys(folder, { known: [], now: systemClock.now() }), close: async () => {},
    }, 'test', web)
    http = centre.listen()
    await web.serve(http)
    await http.listen({ port: 0, host: '127.0.0.1' })
    origin = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`
    await centre.identity.service.createPerson(system('test'), { name: 'Cora Coordinatrice', email: 'cora@prova.example', password: PASSWORD, memberships: [{ role: 'coordinator', partyId: null }] })
    const party = randomUUID()
    await t.sql(`insert into territory.party (id, registry, code, name, folded, kind, updated_at) values ($1, 'r', 'c', 'Comune di Alfarena', 'comune di alfarena', 'municipality', now())`, [party])
    for (const [name, email] of [['Ada Fittizia', ADA], ['Ada Fittizia', 'altra.ada@prova.example']]) await t.sql(`insert into territory.contact (id, party_id, name, role, email, phone, language, source, updated_at) values (gen_random_uuid(), $1, $2, 'it', $3, '', 'it', 'r', now())`, [party, name, email])
    await t.sql(`insert into notices.subscription (id, realm, party_id, email, lang, unsubscribe_token, created_at, asked_at, confirmed_at) values (gen_random_uuid(), 'live', $1, $2, 'it', 'x', now(), now(), now())`, [party, ADA])
    const answer = await http.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email: 'cora@prova.example', password: PASSWORD } })
    expect(answer.statusCode).toBe(200)
    cookie = [answer.headers['set-cookie'] ?? []].flat().map((text) => { const [name = '', value = ''] = text.split(';')[0]!.split(/=(.*)/s); return { name, value, url: origin } })
    browser = await launch()
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await http?.close()
    await t?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function newPage(options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ locale: 'it-IT', bypassCSP: true, acceptDownloads: true, ...options })
    await context.addCookies(cookie)
    return context.newPage()
  }
  const open = async (address: string, options: BrowserContextOptions = wide): Promise<Page> => arrive(await newPage(options), address, origin, problems)
  const look = lookerFor('req|kind|verified|ground|copy|erase|papers|found|unsure', shots)
  const walk = walker({ views, newPage, origin: () => origin, problems, look })
  const everywhere = (name: string, address: string, prepare?: (page: Page) => Promise<void>) => walk.everywhere(name, address, 'cora', prepare)
  let address = ''

  test('the request is written down, its month is counted', { timeout: 120_000 }, async () => {
    await everywhere('none', '/console/retention/requests')
    const page = await open('/console/retention')
    await page.getByRole('link', { name: 'Richieste delle persone' }).click()
    await page.getByLabel('Nome e cognome').fill('Ada Fittizia')
    await page.getByLabel('Indirizzi e-mail').fill(ADA)
    await page.getByLabel('cancellazione').check()
    await page.getByRole('button', { name: 'Scrivi nel registro' }).click()
    await page.getByRole('heading', { name: 'Richiesta 1' }).waitFor()
    address = new URL(page.url()).pathname
    expect(await page.locator('main').innerText()).toMatch(/restano (2[89]|3[01]) giorni/)
    // Not yet certain who asks: neither copy nor erasure.
    await page.getByLabel('Frase segreta').fill('quattro parole che so io')
    await page.getByRole('button', { name: 'Scarica la copia' }).click()
    await page.getByText('Prima accerta chi chiede.').waitFor()
    await page.getByRole('combobox', { name: 'Come si è certi di chi chiede' }).selectOption('document')
    await page.getByRole('button', { name: 'Salva' }).click()
    await page.getByText('documento mostrato', { exact: true }).first().waitFor()
    await page.context().close()
    await everywhere('list', '/console/retention/requests')
  })

  test('what is there comes first; the copy opens with its passphrase alone', { timeout: 180_000 }, async () => {
    await everywhere('found', address, async (page) => {
      await page.locator('form:has(input[value="look"]) button').click()
      await page.locator('.table').first().waitFor()
    })
    const page = await open(address)
    expect(await page.getByText('Prima cerca i dati.').count()).toBe(1)
    await page.getByRole('button', { name: 'Cerca i dati' }).click()
    await page.getByText('Dati trovati con certezza: 2.').waitFor()
    expect(await page.getByRole('group', { name: 'Solo lo stesso nome' }).getByRole('checkbox').count()).toBe(1)
    const before = readdirSync(folder, { recursive: true }).length
    await page.getByLabel('Frase segreta').fill('quattro parole che so io')
    const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), page.getByRole('button', { name: 'Scarica la copia' }).click()])
    expect(download.suggestedFilename()).toBe('request-1.zip.age')
    const opener = new Decrypter()
    opener.addPassphrase('quattro parole che so io')
    expect(Buffer.from(await opener.decrypt(readFileSync(await download.path()))).subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
    expect(readdirSync(folder, { recursive: true })).toHaveLength(before)
    await page.getByText('Copia consegnata il').waitFor()
    await page.context().close()
  })

  test('the erasure takes what was shown and no more, with reason and a second word; what came of it is said', { timeout: 120_000 }, async () => {
    const page = await open(address)
    await page.getByRole('button', { name: 'Cerca i dati' }).click()
    await page.getByText('Dati trovati con certezza: 2.').waitFor()
    await page.getByLabel('Motivo').first().fill('Consenso revocato, art. 17(1)(b)')
    await page.getByRole('button', { name: 'Cancella i dati' }).click()
    // The second confirmation is missing: the browser asks for it, nothing went.
    expect(await t.sql(`select count(*)::int as n from territory.contact where name = 'Ada Fittizia'`)).toEqual([{ n: 2 }])
    await page.getByLabel('Ho letto l’elenco e voglio cancellare').check()
    await page.getByRole('button', { name: 'Cancella i dati' }).click()
    await page.getByRole('heading', { name: 'Che cosa è successo' }).waitFor({ timeout: 30_000 })
    expect(await t.sql(`select email from territory.contact where name = 'Ada Fittizia'`)).toEqual([{ email: 'altra.ada@prova.example' }])
    expect(await t.sql('select count(*)::int as n from notices.subscription')).toEqual([{ n: 0 }])
    await page.getByRole('combobox', { name: 'Esito' }).selectOption('done')
    await page.getByRole('button', { name: 'Chiudi', exact: true }).click()
    await page.getByText('accolta', { exact: false }).first().waitFor()
    await page.context().close()
    await everywhere('closed', address)
    const runs = await open('/console/retention')
    await runs.getByText('richiesta di una persona').waitFor()
    await runs.getByText('La chiave che sigilla i dati è in uso dal').waitFor()
    await look('runs-1280-it', runs)
    await runs.context().close()
  })

  test('papers open ready for paper; the notice goes public and comes back', { timeout: 180_000 }, async () => {
    await everywhere('papers', '/console/retention/papers')
    for (const paper of ['record', 'annex', 'assessment', 'retention', 'security', 'notice']) {
      const sheet = await open(`/api/retention/papers/${paper}?lang=it`, paper === 'record' ? { viewport: { width: 320, height: 800 } } : wide)
      await look(`paper-${paper}`, sheet)
      await sheet.context().close()
    }
    const page = await open('/console/retention/papers')
    await page.getByRole('button', { name: 'Pubblica' }).click()
    await page.getByText('È pubblica dal').waitFor()
    for (const [prefix, text] of [['', 'I tuoi diritti'], ['/fr', 'Vos droits'], ['/en', 'Your rights']] as const) {
      const seen = await open(`${prefix}/privacy`, { viewport: { width: 320, height: 800 } })
      await seen.getByRole('heading', { name: text }).waitFor()
      expect(await seen.locator('main').innerText()).toContain('rpd@velarda.example')
      expect(await seen.locator('main').innerText()).toMatch(/180 (giorni|jours|days)/)
      await look(`privacy${prefix.replace('/', '-')}`, seen)
      await seen.context().close()
    }
    const report = await open('/report')
    expect(await report.getByRole('main').getByRole('link', { name: 'Come trattiamo i tuoi dati' }).getAttribute('href')).toBe('/privacy')
    await report.context().close()
    await page.getByRole('button', { name: 'Togli dal pubblico' }).click()
    await page.getByText('Non è pubblica.').waitFor()
    const short = await open('/privacy')
    expect(await short.locator('main').innerText()).toContain('Quali dati, perché e per quanto')
    await short.context().close()
    await page.context().close()
    expect(problems).toEqual([])
  })
})
