/** Responders, names for a body, complaints and the calendar of turns, in a browser: the console with its script, the public pages without. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compose, type Composed } from '#apps/server/compose.ts'
import { loadWeb } from '#apps/server/web.ts'
import { fixedClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { testCoordination, type TestCoordination } from '../../modules/coordination/server/testing.ts'
import { as, person } from '../../modules/territory/server/testing.ts'
import { arrive, lookerFor } from '../support/look.ts'
import { walker } from '../support/walk.ts'
import { chrome, launch } from '../support/web.ts'
import { serveFiles } from './cases-house.ts'

// Pictures are taken only into a folder that is already there.
const shots = [new URL('../../var/shots-responders', import.meta.url).pathname].find((path) => existsSync(path))
const wide = { viewport: { width: 1280, height: 900 } }
const views: readonly (readonly [string, BrowserContextOptions])[] = [['1280-it', wide], ['320-fr', { viewport: { width: 320, height: 800 }, locale: 'fr-FR' }], ['320-en-dark', { viewport: { width: 320, height: 800 }, locale: 'en-GB', colorScheme: 'dark' }]]

const look = lookerFor('trade|refer|qual|bonds|avail|turns|tie|why|choice|answer|feed|term|draft|public|error', shots)

describe.skipIf(!chrome)('responders in the console and in the space', () => {
  let s: TestCoordination
  let browser: Browser
  let [origin, caseId] = ['', '']
  const problems: string[] = []
  beforeAll(async () => {
    ;[s, browser] = await Promise.all([testCoordination(), launch()])
    const { mainId } = await s.cases.open(person('analyst'), { providerId: s.party.P, title: 'Fermo di Nuvola Finta', occurredAt: s.clock.now(), effects: { unavailable: true, exposed: false, tampered: false }, description: {} })
    caseId = (await s.db.as(system('test'), (tx) => s.cases.tiedOf(tx, mainId))).find((one) => one.partyId === s.party.A)!.id
    s.app.mount(s.caseRoutes)
    const names = { it: 'Centro Velarda', fr: 'Centre Velarda', en: 'Velarda Centre' }
    const centre = { name: names, region: names, demo: true, languages: ['it', 'fr', 'en'], timeZone: 'Europe/Rome', phone: '800 000 000', hours: '8–20', ready: true, country: 'IT' }
    const who = { id: 'p1', name: 'Ada Fittizia', email: 'ada@velarda.example', twoFactor: true, passkeys: 1 }
    const member = (role: string, id: string, party: string) => ({ signedIn: true, person: who, roles: [role], parties: [{ id, name: party }], memberships: [{ role, partyId: id, party }], centre })
    s.app.get('/api/identity/session', async (request) => {
      const [role] = String(request.headers['x-test-actor']).split(' ')
      return role === 'member' ? member('member', s.party.A, 'Comune di Alfarena') : role === 'provider' ? member('provider', s.party.R3, 'Presto Immaginario') : { signedIn: true, person: who, roles: ['coordinator'], parties: [], memberships: [{ role: 'coordinator', partyId: null }], centre }
    })
    serveFiles(s.app)
    await s.app.listen({ port: 0, host: '127.0.0.1' })
    origin = `http://127.0.0.1:${(s.app.server.address() as AddressInfo).port}`
  }, 180_000)
  afterAll(async () => { await browser?.close(); await s?.close() })

  const newPage = async (options: BrowserContextOptions, headers: Record<string, string>): Promise<Page> => (await browser.newContext({ locale: 'it-IT', bypassCSP: true, extraHTTPHeaders: headers, ...options })).newPage()
  const onTime = (page: Page) => page.clock.setFixedTime(s.clock.now())
  async function open(address: string, headers: Record<string, string> = as('coordinator'), options: BrowserContextOptions = wide): Promise<Page> {
    const page = await newPage(options, headers)
    await onTime(page)
    return arrive(page, address, origin, problems)
  }
  const walk = walker({ views, newPage, origin: () => origin, problems, look, ready: onTime })
  const everywhere = (name: string, address: string, headers: Record<string, string> = as('coordinator')) => walk.everywhere(name, address, headers)

  test('one is put on the list, with a qualification and a tie', async () => {
    const page = await open('/console/coordination/responders')
    await page.getByRole('searchbox', { name: 'Cerca fra fornitori e imprese' }).fill('Presto')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Presto Immaginario' }).click()
    await page.getByRole('button', { name: 'Metti in elenco' }).click()
    await page.getByLabel('Dati cifrati e riscatto').check()
    await page.getByLabel('Serve tutto il territorio').check()
    await page.getByRole('checkbox', { name: 'italiano' }).check()
    await page.getByLabel('Telefono').fill('0555 300')
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByRole('button', { name: 'Aggiungi una qualifica' }).click()
    await page.getByLabel('ExpertCyber').check()
    await page.getByLabel('Dove si può controllare').fill('Registro 12')
    await page.getByLabel('Vale fino al giorno compreso').fill('2026-12-07')
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Scaduta il').waitFor()
    await page.getByRole('searchbox', { name: 'Cerca un soggetto' }).fill('Bettola')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Aggiungi il legame: Comune di Bettola Nuova' }).click()
    await page.getByLabel('Suo cliente').check()
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.locator('.coordination-list').getByText('Suo cliente').waitFor()
    await look('responder-full-1280-it', page)
    await page.context().close()
    await everywhere('responder', `/console/coordination/responders/${s.party.R3}`)
    await everywhere('responder-new', `/console/coordination/responders/${s.party.R2}`)
    expect(problems).toEqual([])
  }, 240_000)

  test('its own contact says when it can begin, and the centre reads it', async () => {
    const page = await open(`/space/referrals?body=${s.party.R3}`, as('provider', [s.party.R3]))
    await page.getByText('Non ha detto quando può cominciare.').waitFor()
    await page.getByRole('button', { name: 'Di’ quando' }).click()
    await page.getByLabel('Entro quante ore comincia').fill('4')
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Comincia entro 4 ore').waitFor()
    await look('own-availability-1280-it', page)
    await page.context().close()
    const centre = await open('/console/coordination/responders')
    await centre.getByText('Comincia entro 4 ore').waitFor()
    await centre.context().close()
    expect(problems).toEqual([])
  }, 120_000)

  test('from the page of a case: names for the body, which chooses and says what was answered', async () => {
    for (const key of ['R1', 'R2', 'P'] as const) expect((await s.call(as('analyst'), 'PUT', `/api/coordination/responders/${s.party[key]}`, { version: 0, trades: ['ransomware'], places: ['Nord'], everywhere: false, languages: ['it'], hours: 'lun–ven 8–18', phone: '0555 200', email: 'pronto@finto.example', website: '', groupName: '', qualifications: [{ kind: 'iso27001', label: '', evidence: 'Certificato', until: '2027-06-30' }], bonds: [], publicDocument: '', active: true, note: '', readyHours: 4, notUntil: null })).status).toBe(200)
    const page = await open(`/console/coordination/referrals?case=${caseId}`)
    await page.getByRole('button', { name: 'Trova specialisti' }).click()
    await page.locator('.coordination-tree').waitFor()
    // The one without a tie first; who supplies the body, and who may, last, with the reason.
    expect(await page.locator('.coordination-tree > li strong').first().innerText()).toBe('Presto Immaginario')
    await page.getByText('Vi fornisce già un servizio.').waitFor()
    await page.getByText('Lasciati fuori: 1').click()
    await page.getByText('Nuvola Finta: è il soggetto colpito').waitFor()
    await look('referral-1280-it', page)
    await page.context().close()
    await everywhere('referrals', '/console/coordination/referrals')
    await everywhere('referral-form', `/console/coordination/referrals?body=${s.party.A}`)
    await everywhere('responders', '/console/coordination/responders?trade=ransomware')

    const body = as('member', [s.party.A])
    const own = await open(`/space/referrals?body=${s.party.A}`, body)
    expect(await own.locator('main').innerText()).not.toContain('Nuvola Finta')
    await own.getByRole('button', { name: /^Scrivi la scelta/ }).click()
    await own.getByLabel('Presto Immaginario').check()
    await own.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await own.getByText('Scelto: Presto Immaginario.').waitFor()
    await own.getByRole('button', { name: /^Scrivi la risposta/ }).click()
    await own.getByLabel('Ha accettato').check()
    await own.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await own.locator('.card-body').getByText(/^Ha accettato,/).waitFor()
    await own.context().close()
    await everywhere('own-referrals', `/space/referrals?body=${s.party.A}`, body)
    expect(problems).toEqual([])
  }, 300_000)

  test('the sheet for a complaint knows the body’s own facts and nobody else’s', async () => {
    await everywhere('complaint-console', `/console/coordination/complaint?case=${caseId}`)
    const page = await open(`/space/complaint?case=${caseId}&body=${s.party.A}`, as('member', [s.party.A]))
    const text = await page.locator('main').innerText()
    expect(text).toContain('di Comune di Alfarena, con sede in ________')
    expect(text).not.toMatch(/Nuvola Finta|Pronto Finto|Bettola/)
    await look('complaint-space-1280-it', page)
    await page.context().close()
    expect(problems).toEqual([])
  }, 180_000)

  test('turns go to a calendar: the address is seen once, and closes', async () => {
    const page = await open('/console/coordination/on-call')
    await page.getByRole('button', { name: 'Crea un indirizzo' }).click()
    await page.getByLabel('Tutti i turni').check()
    await page.locator('dialog').getByRole('button', { name: 'Crea un indirizzo' }).click()
    const url = await page.locator('code.coordination-value').innerText()
    expect((await s.app.inject({ url: new URL(url).pathname })).body).toContain('BEGIN:VCALENDAR')
    await look('feeds-1280-it', page)
    await page.reload()
    await page.getByRole('button', { name: /^Chiudi l’indirizzo/ }).click()
    await page.getByRole('button', { name: /^Chiudi l’indirizzo/ }).waitFor({ state: 'detached' })
    expect(await page.content()).not.toContain(url)
    expect((await s.app.inject({ url: new URL(url).pathname })).statusCode).toBe(404)
    await page.context().close()
    await everywhere('on-call', '/console/coordination/on-call')
    expect(problems).toEqual([])
  }, 180_000)
})

describe.skipIf(!chrome)('public pages, without a script', () => {
  let t: TestDatabase
  let centre: Composed
  let http: ReturnType<Composed['listen']>
  let browser: Browser
  let origin = ''
  const lines: string[] = []
  const clock = fixedClock(new Date('2026-10-25T12:00:00Z'))
  const folder = mkdtempSync(join(tmpdir(), 'bastida-responders-'))
  beforeAll(async () => {
    t = await testDatabase()
    const log = createLog('info', clock.now, (line) => lines.push(line))
    await t.sql(`update platform.centre set ready = true, name = '{"it":"Centro Velarda","fr":"Centre Velarda","en":"Velarda Centre"}', region = '{"it":"Regione Velarda","fr":"Région Velarda","en":"Velarda Region"}', languages = '{it,fr,en}', contacts = $1`, [JSON.stringify({ phone: '800 000 000', email: 'centro@velarda.example' })])
    const web = await loadWeb(log)
    centre = compose({
      ground: { db: t.db, clock, log, mailer: createMailer({ smtpUrl: undefined, from: 'centro@velarda.example', folder }), publicUrl: 'http://localhost', dataFolder: folder }, ready: { connect: t.connect, serverVersion: '', migrations: { applied: 0, latest: '' } },
      database: 'external', authPool: t.authPool, workerPool: t.workerPool, secret: 'a secret of the tests, longer than thirty-two characters', keys: await openKeys(folder, { known: [], now: clock.now() }), close: async () => {},
    }, 'test', web)
    for (const [name, agreed, places, trades] of [['Pronto Finto', true, ['Nord'], ['web']], ['Soccorso Inventato', true, ['Sud'], ['ransomware']], ['Presto Riservato', false, ['Nord'], ['web']]] as const) {
      const [{ id }] = await t.sql<{ id: string }>(`insert into territory.party (id, registry, code, name, folded, kind, updated_at) values (gen_random_uuid(), 'own', $1, $1, $1, 'responder', now()) returning id`, [name]) as [{ id: string }]
      await t.sql(`insert into coordination.responder (party_id, trades, places, languages, phone, qualifications, public_since, public_document, changed_at, changed_by) values ($1, $2, $3, '{it}', '0555 200', $4, $5, $6, now(), 'x')`,
        [id, trades, places, JSON.stringify([{ kind: 'expertcyber', label: '', evidence: 'x', until: '2026-10-24' }, { kind: 'iso27001', label: '', evidence: 'x', until: '2026-10-25' }]), agreed ? clock.now() : null, agreed ? 'Lettera 3' : ''])
    }
    http = centre.listen()
    await web.serve(http)
    await http.listen({ port: 0, host: '127.0.0.1' })
    origin = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`
    browser = await launch()
  }, 180_000)
  afterAll(async () => { await browser?.close(); await http?.close(); await t?.close(); rmSync(folder, { recursive: true, force: true }) })
  const open = async (path: string, width = 320) => { const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 800 } })).newPage(); await page.goto(origin + path); return page }
  /** axe is a script: the same page with scripts allowed, where the page itself has none. */
  async function clean(name: string, html: string, width: number): Promise<void> {
    const page = await (await browser.newContext({ bypassCSP: true, viewport: { width, height: 800 } })).newPage()
    await page.route('**/seen', (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }))
    await page.goto(`${origin}/seen`)
    await look(`${name}-${width}`, page)
    await page.context().close()
  }

  test('how names are given; only who agreed is listed, and filters are addresses', async () => {
    const page = await open('/')
    await page.locator('footer').getByRole('link', { name: 'Chi può aiutare' }).click()
    expect(await page.locator('h1').innerText()).toBe('Specialisti che possono aiutare')
    const text = await page.locator('main').innerText()
    expect(text).toContain('Soccorso Inventato')
    expect(text).not.toContain('Presto Riservato')
    expect([text.includes('ISO/IEC 27001'), text.includes('ExpertCyber')]).toEqual([true, false])
    await page.getByRole('link', { name: 'Siti web' }).click()
    expect(new URL(page.url()).search).toBe('?trade=web')
    expect(await page.locator('main').innerText()).not.toContain('Soccorso Inventato')
    await page.getByRole('link', { name: 'Sud', exact: true }).click()
    expect(new URL(page.url()).search).toBe('?trade=web&place=Sud')
    await page.getByText('Nessuno corrisponde').waitFor()
    await page.context().close()
    for (const [name, path] of [['public-it', '/responders'], ['public-fr', '/fr/responders'], ['public-en', '/en/responders?trade=web']] as const) for (const width of [320, 1280]) {
      const drawn = await open(path, width)
      await clean(name, await drawn.content(), width)
      await drawn.context().close()
    }
  }, 180_000)

  test('a complaint: what is wrong is said, the hour is right over a change of clocks, and nothing typed is kept', async () => {
    const page = await open('/fr/emergency/ransomware')
    await page.getByRole('link', { name: /^Porter plainte\s*:/ }).click()
    expect(new URL(page.url()).search).toBe('?about=ransomware')
    await page.getByLabel('France', { exact: true }).check()
    await page.getByRole('button', { name: 'Préparer la feuille' }).click()
    await page.locator('.error-summary').waitFor()
    expect(await page.getByLabel('Données chiffrées ou rançon').isChecked()).toBe(true)
    await clean('complaint-errors', await page.content(), 320)
    await page.getByLabel('Une entreprise ou un professionnel').check()
    // Saturday ten o'clock; in the night to Sunday clocks went back.
    await page.fill('#known', '2026-10-24T10:00')
    await page.fill('#name', 'Atelier Fictif')
    await page.fill('#words', 'SECRET-DES-FAITS <b>x</b>')
    await page.getByRole('button', { name: 'Préparer la feuille' }).click()
    expect((await page.locator('main').innerText()).replace(/[\u202f\u00a0]/g, ' ')).toMatch(/Portez plainte avant le mardi 27 octobre 2026(?: à|,) 0?9[:h] ?00/)
    expect(await page.locator('div[lang=fr]').innerText()).toContain('SECRET-DES-FAITS <b>x</b>')
    expect(new URL(page.url()).search).toBe('')
    for (const width of [320, 1280]) await clean('complaint-sheet', await page.content(), width)
    const dump = JSON.stringify(await Promise.all((await t.sql<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('coordination', 'platform', 'audit', 'intake')`)).map(({ name }) => t.sql(`select * from ${name}`))))
    expect(dump + lines.join()).not.toMatch(/SECRET-DES-FAITS|Atelier Fictif/)
    await page.context().close()
  }, 180_000)

  test('the answer after the hour says so, and what to do; it is stored nowhere on the way', async () => {
    const answer = await http.inject({ method: 'POST', url: '/fr/complaint', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams({ country: 'FR', who: 'body', situation: 'other', known: '2026-10-20T09:00' }).toString() })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['cache-control']).toContain('no-store')
    expect(answer.body).toContain('Les 72\u00a0heures sont passées'.replace('\u00a0', ' '))
    expect(answer.body).toContain('Portez plainte quand même')
  })

  test('the page for other teams is linked once the centre has written it', async () => {
    const page = await open('/emergency')
    expect(await page.locator('footer').getByRole('link', { name: /RFC 2350/ }).count()).toBe(0)
    await t.sql(`insert into coordination.profile (realm, texts, changed_at, changed_by) values ('live', '{}', now(), 'x')`)
    centre.pages.clear()
    await page.goto(`${origin}/fr/emergency`)
    await page.locator('footer').getByRole('link', { name: /RFC 2350/ }).click()
    expect(new URL(page.url()).pathname).toBe('/fr/rfc2350')
    await page.context().close()
  }, 60_000)
})
