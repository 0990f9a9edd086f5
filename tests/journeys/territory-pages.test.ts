/**
 * The territory's pages before its real server and a real database with the demonstration region: an import, questions
 * answered and turned round, a what-if with its hours, a body that declares a provider; axe on each page and state.
 */
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system, type Lang, type Role } from '#platform/contract/index.ts'
import en from '../../modules/territory/messages.en.json' with { type: 'json' }
import fr from '../../modules/territory/messages.fr.json' with { type: 'json' }
import it from '../../modules/territory/messages.it.json' with { type: 'json' }
import { problemsOf } from '../../ui/i18n/translator.ts'
import { walkable } from '../support/walk.ts'
import { chrome, findings, openHouse, shots, type House } from './territory-house.ts'

const text = (lines: readonly string[]) => ({ name: 'enti.csv', mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) })

test('the three languages have the same keys and placeholders', () => {
  expect(problemsOf({ it, fr, en })).toEqual([])
})

describe.skipIf(!chrome)('the territory in a browser', () => {
  let house: House
  let t: House['t']
  let origin = ''
  const id: Record<string, string> = {}

  beforeAll(async () => {
    house = await openHouse()
    ;({ t, origin } = house)
    await t.service.seedDemo(system('test'))
    for (const row of await t.sql<{ id: string; name: string }>('select id, name from territory.party')) id[row.name] = row.id
  }, 120_000)
  afterAll(() => house?.close())

  const newPage = (role: Role, options: BrowserContextOptions & { lang?: Lang } = {}): Promise<Page> => house.newPage(role, role === 'admin' ? { id: id['Aldavera']!, name: 'Aldavera' } : undefined, options)
  const open = async (address: string, role: Role = 'coordinator'): Promise<Page> => {
    const page = await newPage(role)
    await page.goto(origin + address)
    await page.locator('h1').waitFor()
    return page
  }
  const stateOf = async (edge: string) => (await t.sql<{ state: string; reason: string }>('select state, reason from territory.dependency where id = $1', [edge]))[0]!

  const addresses = (): readonly (readonly [string, string])[] => [
    ['home', '/console/territory'], ['answer', `/console/territory/what-if?provider=${id['Nubilis Cloud']}&effects=unavailable&effects=exposed&h=10`], ['body', `/console/territory/parties/${id['Aldavera']}`],
    ['proposals', '/console/territory/proposals'], ['import', '/console/territory/import'], ['declare', `/space/providers?body=${id['Aldavera']}&q=`], ['about', `/space/about?body=${id['Aldavera']}`],
    ['none', '/console/territory?q=zzzz&map=people&loss=exposed'], ['data', `/console/territory/parties/${id['Aldavera']}?view=data`], ['facts', `/console/territory/parties/${id['Aldavera']}?view=facts`],
    ['provider', `/console/territory/parties/${id['Nubilis Cloud']}`], ['question', '/console/territory/what-if'],
  ]

  // The first seven have everything in them; the others differ in a part and are looked at narrow and wide.
  test.each([
    ['it 1280', { lang: 'it' }, 12], ['fr 320 dark', { lang: 'fr', viewport: { width: 320, height: 800 }, colorScheme: 'dark' }, 12],
    ['en 768', { lang: 'en', viewport: { width: 768, height: 900 } }, 7], ['it forced', { lang: 'it', forcedColors: 'active' }, 7],
  ] as const)('%s: one h1, axe finds nothing, nothing scrolls sideways', async (name, options, count) => {
    const problems: string[] = []
    const centre = await newPage('coordinator', options)
    const body = await newPage('admin', options)
    const walks = new Map([centre, body].map((page) => [page, walkable(page).walk]))
    const seen = new Set<Page>()
    for (const [what, address] of addresses().slice(0, count)) {
      const page = address.startsWith('/space') ? body : centre
      // From the address bar in one view; in the others from inside, which is the same page for less.
      if (name === 'it 1280' || !seen.has(page)) await page.goto(origin + address)
      else await walks.get(page)!(address)
      seen.add(page)
      await page.locator('#content h1').waitFor()
      if (shots) await page.screenshot({ path: join(shots, `${what}-${name.replaceAll(' ', '-')}.png`), fullPage: true })
      problems.push(...(await findings(page, name.includes('forced'))).map((one) => `${what} ${name}: ${one}`))
      if (await page.locator('h1').count() !== 1) problems.push(`${what} ${name}: not one h1`)
      const sideways = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
      if (sideways !== 0) problems.push(`${what} ${name}: scrolls sideways by ${String(sideways)} px`)
      if (/\{\w+\}|undefined|\bNaN\b/.test(await page.locator('#content').innerText())) problems.push(`${what} ${name}: a hole in the text`)
    }
    await centre.context().close()
    await body.context().close()
    expect(problems).toEqual([])
  }, 120_000)

  test('search stands in the address; the map is one stop of the tab key and walks by arrows', async () => {
    const page = await open('/console/territory?map=asked', 'analyst')
    await page.getByLabel('Nome o codice').fill('nubil')
    await page.keyboard.press('Enter')
    await page.waitForURL(/q=nubil/)
    await page.getByRole('status').filter({ hasText: '1 soggetto' }).waitFor()
    const map = page.locator('svg.map')
    expect(await map.locator('a[tabindex="0"]').count()).toBe(1)
    await map.locator('a[tabindex="0"]').focus()
    const before = await page.evaluate('document.activeElement.getAttribute("aria-label")')
    await page.keyboard.press('ArrowLeft')
    const after = await page.evaluate('document.activeElement.getAttribute("aria-label")')
    expect(after).toMatch(/: \d+ da confermare$/)
    expect(after).not.toBe(before)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/parties\//)
    await page.context().close()
  }, 60_000)

  test('a yes is one key, leads to the next question and can be turned round', async () => {
    const page = await open('/console/territory/proposals', 'analyst')
    const first = await page.locator('[data-edge]').first().getAttribute('data-edge')
    const second = await page.locator('[data-edge]').nth(1).getAttribute('data-edge')
    await page.locator('[data-answer=confirm]').first().focus()
    await page.keyboard.press('y')
    await page.locator(`[data-edge="${first}"]`).waitFor({ state: 'detached' })
    await expect.poll(() => page.evaluate('document.activeElement.closest("[data-edge]")?.getAttribute("data-edge")')).toBe(second)
    expect((await stateOf(first!)).state).toBe('confirmed')
    expect(await findings(page, false)).toEqual([])
    await page.getByRole('button', { name: 'Ho sbagliato: è un no' }).click()
    await page.getByText('Negata:').waitFor()
    expect((await stateOf(first!)).state).toBe('denied')
    await page.context().close()
  }, 60_000)

  test('a body’s dependency is denied with a reason, in a dialog that gives the focus back', async () => {
    const page = await open(`/console/territory/parties/${id['Almoldano']}`, 'analyst')
    const [edge] = await t.sql<{ id: string }>("select id from territory.dependency where party_id = $1 and state = 'proposed' order by id limit 1", [id['Almoldano']])
    const deny = page.getByRole('button', { name: /^Nega:/ }).first()
    await deny.click()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(await deny.getAttribute('aria-label'))
    await deny.click()
    expect(await findings(page, false)).toEqual([])
    await page.getByLabel('Perché?').fill('contratto finito')
    await page.getByRole('dialog').getByRole('button', { name: 'Nega' }).click()
    await page.getByText('«contratto finito»').waitFor()
    expect((await t.sql<{ n: number }>("select count(*)::int as n from territory.dependency where party_id = $1 and state = 'denied' and reason = 'contratto finito'", [id['Almoldano']]))[0]!.n).toBe(1)
    expect(edge).toBeDefined()
    await page.context().close()
  }, 60_000)

  test('a file comes in: recognised, shown, stored without its bad row, which comes back', async () => {
    const page = await open('/console/territory/import')
    const file = text(['code,name,kind,province,population', 'N1,Comune Nuovo,municipality,Nord,1200', 'N2,Comune Guasto,municipality,Nord,molti', 'N3,Comune Terzo,municipality,Nord,300'])
    await page.getByLabel('Scegli un file').setInputFiles(file)
    await page.waitForURL(/id=/)
    await page.getByText('Se lo conservi: righe nuove o cambiate 2').waitFor()
    expect(await page.getByText('Nella colonna population serve un numero').count()).toBe(1)
    expect(await t.sql("select 1 from territory.party where code = 'N1'")).toHaveLength(0)
    expect(await findings(page, false)).toEqual([])
    if (shots) await page.screenshot({ path: join(shots, 'import-preview.png'), fullPage: true })
    await page.getByRole('button', { name: 'Conserva le righe (2)' }).click()
    await page.getByText('Righe conservate: 2 su 3').waitFor()
    expect(await t.sql("select 1 from territory.party where code in ('N1', 'N2', 'N3')")).toHaveLength(2)
    const bad = await page.request.get(origin + await page.getByRole('link', { name: 'Scarica le righe con problemi' }).first().getAttribute('href'))
    expect(await bad.text()).toContain('Comune Guasto')
    await page.reload()
    await page.getByText('Righe conservate: 2 su 3').waitFor()
    expect(await page.getByRole('link', { name: 'enti.csv' }).count()).toBe(1)
    if (shots) await page.screenshot({ path: join(shots, 'import-report.png'), fullPage: true })
    await page.getByLabel('Scegli un file').setInputFiles({ name: 'foto.csv', mimeType: 'text/csv', buffer: Buffer.from('niente che assomigli\na un registro\n') })
    await page.getByText('non è riconosciuto').first().waitFor()
    expect(await findings(page, false)).toEqual([])
    await page.context().close()
  }, 60_000)

  test('borders come in as a .gz: who finds which, who does not, and the map drawn with them', async () => {
    const page = await open('/console/territory/import')
    const towns = await t.sql<{ code: string; lat: number; lon: number }>("select code, lat, lon from territory.party where kind = 'municipality' order by code")
    const square = ({ lat, lon }: { lat: number; lon: number }) => [[[lon, lat], [lon + 0.03, lat], [lon + 0.03, lat + 0.03], [lon, lat + 0.03], [lon, lat]]]
    const feature = (town: { code: string; lat: number; lon: number }) => ({ type: 'Feature', properties: { codice: town.code, nome: `x ${town.code}` }, geometry: { type: 'Polygon', coordinates: square(town) } })
    const features = [...towns.slice(2).map(feature), feature({ code: 'scomparso', lat: 43, lon: 11 }), { ...feature(towns[1]!), geometry: null }]
    await page.getByLabel('Scegli un file').setInputFiles({ name: 'confini.geojson.gz', mimeType: 'application/gzip', buffer: gzipSync(JSON.stringify({ type: 'FeatureCollection', features })) })
    await page.waitForURL(/id=/)
    await page.getByText(`${towns.length - 2} confini hanno trovato il loro ente`).waitFor()
    await page.getByText('1 confine non è di nessun ente noto').first().click()
    expect(await page.getByText('x scomparso').count()).toBe(1)
    expect(await page.getByText('2 comuni restano senza confine').count()).toBe(1)
    expect(await findings(page, false)).toEqual([])
    if (shots) await page.screenshot({ path: join(shots, 'borders-preview.png'), fullPage: true })
    await page.getByRole('button', { name: `Conserva ${towns.length - 2} confini` }).click()
    await page.getByRole('heading', { name: 'La mappa com’è adesso' }).waitFor()
    expect(await page.locator('svg.map a').count()).toBe(towns.length - 2)
    expect(await findings(page, false)).toEqual([])
    if (shots) await page.screenshot({ path: join(shots, 'borders-done.png'), fullPage: true })
    await page.getByLabel('Scegli un file').setInputFiles({ name: 'gare.json', mimeType: 'application/json', buffer: Buffer.from('{"releases":[]}') })
    await page.getByRole('link', { name: 'Caricalo tra le dipendenze da confermare' }).waitFor()
    await page.getByLabel('Scegli un file').setInputFiles({ name: 'confini.zip', mimeType: 'application/zip', buffer: Buffer.from('PK\u0003\u0004 e altro') })
    await page.getByText('Un archivio .zip va aperto prima').waitFor()
    await t.sql('delete from territory.boundary b using territory.party p where p.id = b.party_id and p.kind = $1', ['municipality'])
    await page.context().close()
  }, 60_000)

  test('questions are loaded from a provider’s list, and what cannot be read is said', async () => {
    const page = await open('/console/territory/proposals', 'analyst')
    await page.getByLabel('Contratti pubblici italiani').check()
    await page.getByLabel('File').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{ "releases": [') })
    await page.getByRole('button', { name: 'Cerca le dipendenze' }).click()
    await page.getByText('non è JSON leggibile').waitFor()
    await page.getByLabel('Elenco dei clienti di un fornitore').check()
    await page.getByLabel('Di quale fornitore?').selectOption({ label: 'Clinovia Sanità' })
    await page.getByLabel('File').setInputFiles({ name: 'clienti.csv', mimeType: 'text/csv', buffer: Buffer.from('cliente;prodotto\nAldavera;Anagrafe\nEnte Che Non Esiste;Anagrafe\n') })
    await page.getByRole('button', { name: 'Cerca le dipendenze' }).click()
    await page.getByText('1 nuova domanda').waitFor()
    expect(await page.getByText('1 nome che il territorio non conosce').count()).toBe(1)
    expect(await findings(page, false)).toEqual([])
    await page.context().close()
  }, 60_000)

  test('the hours move without asking the server again; order of restoration takes one’s own hours', async () => {
    const page = await open(`/console/territory/what-if?provider=${id['Nubilis Cloud']}`, 'analyst')
    let asked = 0
    page.on('request', (request) => { if (request.url().includes('/api/territory/')) asked += 1 })
    const slider = page.getByRole('slider')
    await slider.focus()
    await page.keyboard.press('Home')
    await page.getByText(/^Ora \+0: enti fermi .+ su/).waitFor()
    await page.waitForURL(/h=0/)
    expect(asked).toBe(0)
    const cases = await page.getByRole('link', { name: 'Apri un caso' }).getAttribute('href')
    expect(cases).toBe(`/console/cases/new?provider=${id['Nubilis Cloud']}`)
    // The graph is one stop of the tab key: arrows walk the path, h leads to the hours.
    expect(await page.locator('.graph [tabindex="0"]').count()).toBe(1)
    await page.locator('[data-node=provider]').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/node=/)
    await page.locator('.row-path').first().waitFor()
    expect(asked).toBe(0)
    await page.keyboard.press('h')
    expect(await page.evaluate('document.activeElement.id')).toBe('hour')
    await page.getByRole('link', { name: 'Mostra tutti' }).click()
    await page.waitForURL(/all=true/)
    await page.waitForFunction('document.querySelectorAll(".graph .node").length > 11')
    await page.locator('.why-path summary').first().click()
    expect(await page.locator('.why-path[open] li').first().textContent()).toMatch(/ha bisogno di .+ certezza/)
    await page.locator('.hours-field').first().fill('5')
    await page.getByRole('button', { name: 'Ricalcola con queste ore' }).click()
    await page.waitForURL(/work\./)
    await page.getByText('dopo 5 ore').first().waitFor()
    await page.getByText('Nessun altro ordine fa attendere meno').waitFor()
    await page.context().close()
  }, 60_000)

  test('a coordinator changes a fact; who came second is told and keeps the words', async () => {
    const address = `/console/territory/parties/${id['Almoldano']}?view=facts`
    const page = await open(address)
    const slow = await open(address)
    for (const one of [page, slow]) {
      await one.getByRole('button', { name: 'Cambia i fatti' }).click()
      await one.getByLabel('Abitanti').fill('4.001')
    }
    expect(await findings(page, false)).toEqual([])
    await page.getByRole('button', { name: 'Salva' }).click()
    await page.getByText('4.001').first().waitFor()
    await slow.getByRole('button', { name: 'Salva' }).click()
    await slow.getByRole('alert').filter({ hasText: 'Qualcuno ha cambiato' }).waitFor()
    expect(await slow.getByLabel('Abitanti').inputValue()).toBe('4.001')
    expect((await t.sql<{ population: number }>('select population from territory.party where id = $1', [id['Almoldano']]))[0]!.population).toBe(4001)
    await page.context().close()
    await slow.context().close()
  }, 60_000)

  test('a body answers and declares a provider that was missing', async () => {
    const page = await open(`/space/providers?body=${id['Aldavera']}`, 'admin')
    const waiting = await page.locator('[data-edge]').count()
    await page.locator('[data-answer=deny]').first().click()
    await expect.poll(() => page.locator('[data-edge]').count()).toBe(waiting - 1)
    await page.getByLabel('Nome del fornitore o del servizio').fill('salvalume')
    await page.keyboard.press('Enter')
    await page.waitForURL(/q=salvalume/)
    await page.getByRole('button', { name: 'Aggiungi' }).click()
    await page.getByText('Scegli il servizio del fornitore.').waitFor()
    await page.locator('input[name=onId]').first().check()
    await page.getByLabel('Quale vostro servizio lo usa?').selectOption({ label: 'Tributi' })
    await page.getByRole('button', { name: 'Aggiungi' }).click()
    await page.getByText('Aggiunto: Tributi usa').waitFor({ timeout: 8000 })
    expect(await findings(page, false)).toEqual([])
    expect((await t.sql<{ n: number }>("select count(*)::int as n from territory.dependency d join territory.service s on s.id = d.dependent_id join territory.party p on p.id = d.provider_id where d.party_id = $1 and s.name = 'Tributi' and p.name like 'Salvalume%'", [id['Aldavera']]))[0]!.n).toBe(1)
    await page.context().close()
  }, 60_000)

  test('an analyst is not let into the import, and nobody into a party that is none', async () => {
    const page = await open('/console/territory/import', 'analyst')
    expect(await page.locator('h1').textContent()).toBe('Il tuo ruolo non apre questa pagina')
    await page.goto(`${origin}/console/territory/parties/00000000-0000-4000-8000-000000000000`, { waitUntil: 'networkidle' })
    expect(await page.locator('h1').textContent()).toBe('Questa pagina non c’è')
    await page.context().close()
  }, 60_000)
})
