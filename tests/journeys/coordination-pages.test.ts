/** Coordination in a browser on real modules: who calls by a paper card, turns, claims and permissions, and sheets for paper. */
import { existsSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCoordination, type TestCoordination } from '../../modules/coordination/server/testing.ts'
import { as } from '../../modules/territory/server/testing.ts'
import { arrive, lookerFor } from '../support/look.ts'
import { walker } from '../support/walk.ts'
import { chrome, launch } from '../support/web.ts'
import { serveFiles } from './cases-house.ts'

// Pictures are taken only into a folder that is already there.
const shots = [new URL('../../var/shots-coordination', import.meta.url).pathname].find((path) => existsSync(path))
const wide = { viewport: { width: 1280, height: 900 } }
const names = { it: 'Centro Velarda', fr: 'Centre Velarda', en: 'Velarda Centre' }
const views: readonly (readonly [string, BrowserContextOptions])[] = [
  ['1280-it', wide], ['768-dark-fr', { viewport: { width: 768, height: 900 }, colorScheme: 'dark', locale: 'fr-FR' }], ['320-en', { viewport: { width: 320, height: 800 }, locale: 'en-GB' }], ['320-it', { viewport: { width: 320, height: 800 } }], ['1280-forced', { ...wide, forcedColors: 'active' }],
]

describe.skipIf(!chrome)('coordination, in a browser', () => {
  let s: TestCoordination
  let browser: Browser
  let origin = ''
  const problems: string[] = []
  beforeAll(async () => {
    ;[s, browser] = await Promise.all([testCoordination(), launch()])
    const centre = { name: names, region: names, demo: true, languages: ['it', 'fr', 'en'], timeZone: 'Europe/Rome', phone: '800 000 000', hours: '8–20', ready: true, country: 'IT' }
    const person = { id: 'p1', name: 'Ada Fittizia', email: 'ada@velarda.example', twoFactor: true, passkeys: 1 }
    const body = () => ({ id: s.party.A, name: 'Comune di Alfarena' })
    s.app.get('/api/identity/session', async (request) => String(request.headers['x-test-actor']).startsWith('admin')
      ? { signedIn: true, person, roles: ['admin'], parties: [body()], memberships: [{ role: 'admin', partyId: s.party.A, party: body().name }], centre }
      : { signedIn: true, person, roles: ['coordinator'], parties: [], memberships: [{ role: 'coordinator', partyId: null }], centre })
    // Cases have pages of their own; here this body has none open.
    s.app.get('/api/cases', async () => ({ items: [], total: 0 }))
    serveFiles(s.app)
    await s.app.listen({ port: 0, host: '127.0.0.1' })
    origin = `http://127.0.0.1:${(s.app.server.address() as AddressInfo).port}`
    for (const [role, name] of [['incident', 'Reperibile di lunghissimo nome e cognome composto da molte parole'], ['it', 'Tecnica']] as const) await s.call(as('admin', [s.party.A]), 'POST', `/api/territory/parties/${s.party.A}/contacts`, { role, name, phone: '0555 100', email: `${role}.ufficio.alfarena@comune-alfarena.example` })
  }, 180_000)
  afterAll(async () => { await browser?.close(); await s?.close() })

  const newPage = async (options: BrowserContextOptions, who: string): Promise<Page> => {
    const headers = who === 'admin' ? as('admin', [s.party.A]) : as('coordinator')
    return (await browser.newContext({ locale: 'it-IT', bypassCSP: true, extraHTTPHeaders: headers, ...options })).newPage()
  }
  const onTime = (page: Page) => page.clock.setFixedTime(s.clock.now())
  const whoOpens = (address: string) => (address.startsWith('/space') ? 'admin' : 'coordinator')
  async function open(address: string, options: BrowserContextOptions = wide): Promise<Page> {
    const page = await newPage(options, whoOpens(address))
    await onTime(page)
    return arrive(page, address, origin, problems)
  }
  const look = lookerFor('who|claims|consents|tree|cards|roster|kit|profile|state|fail', shots)
  const walk = walker({ views, newPage, origin: () => origin, problems, look, ready: onTime })
  const everywhere = (name: string, address: string) => walk.everywhere(name, address, whoOpens(address))

  test('a card is issued, its code is seen once and is told on the telephone', async () => {
    const page = await open(`/console/coordination/bodies/${s.party.A}`)
    await page.getByRole('button', { name: 'Emetti una tessera' }).click()
    await page.getByLabel('Chi la tiene, o dove').fill('Cassaforte del Comune')
    await page.getByLabel('Valida fino al giorno compreso').fill('2027-12-31')
    await page.locator('dialog').getByRole('button', { name: 'Emetti una tessera' }).click()
    const code = (await page.locator('.paper-card-code').innerText()).trim()
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    await look('card-1280-it', page)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.paper-card-code').isVisible()).toBe(true)
    expect(await page.locator('main').innerText()).not.toContain('Reperibile')
    await page.emulateMedia({ media: 'screen' })
    await page.reload()
    await page.getByText('Cassaforte del Comune').waitFor()
    expect(await page.content()).not.toContain(code)
    await page.goto(`${origin}/console/coordination`)
    await page.getByLabel('Codice della tessera').fill('0000 0000')
    await page.keyboard.press('Enter')
    await page.getByText('Restano 9 tentativi in quest’ora.').waitFor()
    await page.getByLabel('Codice della tessera').fill(code.toLowerCase().replace('-', ' '))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Comune di Alfarena' }).waitFor()
    await page.getByText('Nessun caso aperto.').waitFor()
    await look('who-found-1280-it', page)
    await page.context().close()
    expect(problems).toEqual([])
  }, 120_000)

  test('turns: the gap is said, and closes', async () => {
    const page = await open('/console/coordination/on-call')
    await page.getByText('Ore senza nessuno nelle prossime quattro settimane').waitFor()
    await page.getByRole('button', { name: 'Aggiungi un turno' }).click()
    await page.getByLabel('Persona', { exact: true }).fill('Ada Fittizia')
    await page.getByLabel('Telefono', { exact: true }).fill('interno 3')
    await page.getByLabel('Dal', { exact: true }).fill('2026-12-07T18:00')
    await page.getByLabel('Al', { exact: true }).fill('2027-01-10T18:00')
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Non è un numero che riceve SMS.').waitFor()
    await look('shift-wrong-1280-it', page)
    await page.getByLabel('Telefono', { exact: true }).fill('333 1234567')
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Le prossime quattro settimane sono coperte.').waitFor()
    await page.context().close()
    await everywhere('on-call', '/console/coordination/on-call')
    await everywhere('who', '/console/coordination?q=comune')
  }, 180_000)

  test('a body claims a domain, the centre approves it; the body allows and withdraws', async () => {
    const page = await open(`/space/allowed?body=${s.party.A}`)
    await page.getByText('Oggi non avete autorizzato nulla.').waitFor()
    await page.getByRole('button', { name: 'Aggiungi un dominio o un indirizzo' }).click()
    await page.getByLabel('Dominio, o indirizzi').fill('gov.it')
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Questo nome è di tutti: serve il dominio dell’ente.').waitFor()
    await page.getByLabel('Dominio, o indirizzi').fill('alfarena.example')
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('bastida-claim=').waitFor()
    await page.getByRole('button', { name: 'Cerca il record: alfarena.example' }).click()
    await page.getByText('Il record non c’è ancora.').waitFor()
    await look('allowed-asked-1280-it', page)
    const centre = await open('/console/coordination/claims')
    await centre.getByRole('button', { name: 'Decidi: alfarena.example' }).click()
    await centre.getByLabel('Approva: è dell’ente').check()
    await centre.getByLabel('Motivo').fill('Delibera 12/2026')
    await centre.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await centre.getByText('approvato').waitFor()
    await centre.context().close()
    await page.reload()
    await page.getByRole('button', { name: 'Dai un’autorizzazione' }).click()
    await page.getByLabel('Su che cosa').selectOption('domain|alfarena.example')
    await page.getByLabel('Chi autorizza').fill('Gina Fittizia')
    await page.getByLabel('Con quale ruolo').fill('Sindaca')
    await page.getByLabel('Documento').fill('Delibera 13/2026')
    await page.getByLabel('Fino al giorno compreso').fill('2027-12-31')
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Oggi vale 1 autorizzazione.').waitFor()
    await page.context().close()
    for (const [name, address] of [['allowed', `/space/allowed?body=${s.party.A}`], ['claims', '/console/coordination/claims'], ['consents', '/console/coordination/consents']] as const) await everywhere(name, address)
    const last = await open(`/space/allowed?body=${s.party.A}`)
    await last.getByRole('button', { name: 'Ritira: Controlli dall’esterno' }).click()
    await last.locator('dialog').getByRole('button', { name: 'Ritira' }).click()
    await last.getByText('Oggi non avete autorizzato nulla.').waitFor()
    await last.getByText('Ritirata da').waitFor()
    await last.context().close()
    expect(problems).toEqual([])
  }, 240_000)

  test('whom to call and the sheets for paper, for the body and for the centre', async () => {
    const page = await open(`/space/calls?body=${s.party.A}`)
    await page.getByRole('button', { name: /^Come raggiungerlo: Tecnica/ }).click()
    await page.getByLabel('Posto nell’ordine').fill('1')
    await page.getByLabel('Cellulare per SMS').fill('347 1112223')
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Non ancora nell’ordine').waitFor()
    expect(await page.locator('.coordination-tree').innerText()).toContain('Tecnica')
    await page.context().close()
    for (const [name, address] of [['calls', `/space/calls?body=${s.party.A}`], ['kit', `/space/kit?body=${s.party.A}`], ['kit-console', `/console/coordination/bodies/${s.party.A}/kit`], ['tree', `/console/coordination/bodies/${s.party.A}/tree`], ['body', `/console/coordination/bodies/${s.party.A}`]] as const) await everywhere(name, address)
    const kit = await open(`/space/kit?body=${s.party.A}`)
    expect(await kit.locator('.kit-sheet').count()).toBe(7)
    const pdf = await kit.pdf({ format: 'A4' })
    if (shots) writeFileSync(join(shots, 'kit.pdf'), pdf)
    // A page object of the file names its type once.
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length, 'one sheet a section').toBe(7)
    await kit.context().close()
    expect(problems).toEqual([])
  }, 240_000)

  test('what the centre says of itself is written in the languages of the centre', async () => {
    const page = await open('/console/coordination/profile')
    await page.getByLabel('Missione, in italiano').fill('Tenere insieme il territorio.')
    await page.getByLabel('Impronta della chiave PGP').fill('non lo so')
    await page.getByRole('button', { name: 'Pubblica' }).click()
    await page.getByText('Non è un’impronta.').waitFor()
    await page.getByLabel('Impronta della chiave PGP').fill('ABCD '.repeat(10))
    await page.getByRole('button', { name: 'Pubblica' }).click()
    await page.getByText('Pubblicato.').waitFor()
    await page.context().close()
    await everywhere('profile', '/console/coordination/profile')
    expect(problems).toEqual([])
  }, 180_000)
})
