/** Files of attacks in the console, in a real browser: looked at, tried, imported, and what did not go in read. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testWatch, type TestWatch } from '../../modules/watch/server/testing.ts'
import { chrome, pagesHouse } from './pages-house.ts'

describe.skipIf(!chrome)('imports of attacks, in a browser', () => {
  let s: TestWatch
  let origin = ''
  let feed: Server | undefined
  const house = pagesHouse((options) => testWatch({ ...options, setting: { localHooks: true } }), { shots: 'shots-observatory', keys: 'auth|fail|pace|sure|becomes|line|import|importState|format|target|dateFormat|tab|state|origin|source|sources|field|kind|action|actor|certainty|answer|size|next|act|twins|like|held|marks|review|problem|entries|waits|victim|merged|withdraw|choose|said|moment' })
  const { everywhere, look, open, problems } = house
  beforeAll(async () => { ({ s, origin } = await house.start()) }, 240_000)
  afterAll(async () => { feed?.close(); await house.stop() })

  test('a table is looked at, its columns are said, it is tried, and goes in but for one row', async () => {
    const page = await open('/console/observatory/imports')
    const table = 'Data;Titolo;Tipo ente\n08/12/2023;Server cifrati;Comune\n31/02/2024;Data impossibile;Comune\n01/03/2024;Sito deturpato;Azienda\n'
    await page.setInputFiles('#file', { name: 'attacchi.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
    await page.getByText('Che cosa dicono le colonne').waitFor()
    expect(await page.inputValue('#format')).toBe('csv')
    expect(await Promise.all([0, 1, 2].map((at) => page.inputValue(`#target-${at}`)))).toEqual(['started', 'title', 'victim_kind'])
    await look('import-columns', page, false)
    await page.getByRole('button', { name: 'Prova senza salvare' }).click()
    await page.getByText('3 attacchi letti: 2 entrerebbero, 1 no').waitFor()
    await page.getByText('Schede con TLP:AMBER: 2.').waitFor()
    expect((await s.coordinator('GET', '/api/observatory/imports')).json).toMatchObject({ total: 0 })
    await page.getByRole('button', { name: 'Importa', exact: true }).click()
    await page.waitForURL(/imports\/[0-9a-f-]{36}$/)
    await page.getByText('31/02/2024').waitFor()
    const [download] = [await page.request.get(`${origin}${(await page.getByRole('link', { name: 'Scarica come CSV' }).getAttribute('href'))!}`)]
    expect(await download.text()).toMatch(/^number,code,reason\r\n3,bad_date,/)
    await page.context().close()
    await everywhere('import-one', new URL(page.url()).pathname)
  }, 120_000)

  test('a feed of MISP is named by its address: what would come is shown, it comes, and each event has its line', async () => {
    const uuid = (n: number) => `5b1c7f6e-2222-4333-8444-${String(n).padStart(12, '0')}`
    const events = [['Posta falsa a più comuni, con un titolo che non finisce su una riga stretta', 'rsit:fraud="phishing"'], ['Elenco di indirizzi', 'type:OSINT'], ['Fermo di un portale', 'rsit:availability="dos"'], ['Prova di un allarme', 'incident-disposition:not-an-incident="refuted"']].map(([info, tag], n) => ({ uuid: uuid(n + 1), info, date: '2025-12-30', timestamp: String(1_767_225_700 - n), Orgc: { name: 'CSIRT di prova', uuid: uuid(99) }, Tag: [{ name: tag }, { name: 'tlp:amber' }], Attribute: n === 2 ? [{ type: 'domain', value: 'a.example', Tag: [{ name: 'tlp:red' }, { name: 'veris:victim:country="IT"' }] }] : [] }))
    feed = createServer((request, response) => {
      const found = request.url === '/misp/manifest.json' ? Object.fromEntries(events.map(({ uuid: name, ...line }) => [name, line])) : events.flatMap((one) => (request.url === `/misp/${one.uuid}.json` ? [{ Event: one }] : []))[0]
      response.writeHead(found ? 200 : 404).end(JSON.stringify(found))
    })
    await new Promise<void>((done) => { feed!.listen(0, '127.0.0.1', done) })
    const page = await open('/console/observatory/imports')
    await page.getByRole('link', { name: 'Leggi feed MISP da un indirizzo' }).click()
    await page.getByText('Nessun feed').waitFor()
    await page.fill('#url', `http://127.0.0.1:${(feed.address() as AddressInfo).port}/altrove/`)
    await page.fill('#name', 'CSIRT di prova')
    await page.getByRole('button', { name: 'Prova senza salvare' }).click()
    await page.getByText('A questo indirizzo non c’è un feed MISP.').waitFor()
    await page.fill('#url', `http://127.0.0.1:${(feed.address() as AddressInfo).port}/misp/`)
    await page.getByRole('button', { name: 'Prova senza salvare' }).click()
    await page.getByText('Eventi nell’elenco: 4. Si dicono attacchi: 2. Lo negano: 1. Non dicono nulla: 1. Di questo centro: 0.').waitFor()
    // Under the level of the feed; of which a part is stricter, under that of the part, and it says so.
    await page.getByText('Una scheda nuova · TLP:AMBER', { exact: true }).waitFor()
    await page.getByText('Una scheda nuova · TLP:RED', { exact: true }).waitFor()
    expect(await page.getByText('Una sua parte è più riservata dell’evento: la scheda ne segue il livello.').count()).toBe(1)
    await look('feeds-tried-1280', page)
    await page.setViewportSize({ width: 320, height: 800 })
    await look('feeds-tried-320', page)
    await page.setViewportSize({ width: 1280, height: 900 })
    expect((await s.coordinator('GET', '/api/observatory/feeds')).json.items).toEqual([])
    await page.getByRole('button', { name: 'Aggiungi e leggi' }).click()
    await page.waitForURL(/feeds\/[0-9a-f-]{36}$/)
    await page.getByText('Nessun evento').waitFor()
    await s.centre.observatory.periodic.find((one) => one.name === 'observatory.feeds')!.run(undefined as never)
    // The page asks again by itself.
    await page.getByText('Schede: 2. Lasciati fuori: 2. Ritirati: 0. Spariti: 0.').waitFor()
    await page.selectOption('#state', 'left')
    await page.getByRole('button', { name: 'Mostra' }).click()
    await page.getByText('Eventi: 2').first().waitFor()
    await page.getByText('incident-disposition').waitFor()
    const address = new URL(page.url()).pathname
    await page.getByRole('button', { name: 'Leggi ora' }).click()
    await page.getByText(/^(In attesa|In lettura), /).waitFor()
    await s.centre.observatory.periodic.find((one) => one.name === 'observatory.feeds')!.run(undefined as never)
    await page.context().close()
    await everywhere('feed', address)
    await everywhere('feeds', '/console/observatory/imports/feeds')
    const last = await open(address)
    await last.getByRole('button', { name: 'Togli' }).click()
    await last.getByText('Le sue schede restano.').waitFor()
    await last.locator('dialog, [role=dialog]').getByRole('button', { name: 'Togli', exact: true }).click()
    await last.getByText('Nessun feed').waitFor()
    await last.context().close()
  }, 120_000)

  test('a feed that asks who we are: a key is tried, saved, refused, changed; it is never shown', async () => {
    const KEYS = ['chiave-di-prova-UNO', 'chiave-di-prova-DUE', 'chiave-di-prova-TRE'] as const
    let lets: string = KEYS[0]
    const [name, line] = ['5b1c7f6e-2222-4333-8444-000000000077', { date: '2025-12-30', timestamp: '1767225700', info: 'Fermo di un portale', Orgc: { name: 'CSIRT di prova', uuid: '5b1c7f6e-2222-4333-8444-000000000099' }, Tag: [{ name: 'rsit:availability="dos"' }, { name: 'tlp:amber' }] }]
    const closed = createServer((request, response) => {
      if (request.headers.authorization !== lets) return response.writeHead(403).end()
      return response.writeHead(200).end(JSON.stringify(request.url!.endsWith('manifest.json') ? { [name]: line } : { Event: { ...line, uuid: name } }))
    })
    await new Promise<void>((done) => { closed.listen(0, '127.0.0.1', done) })
    const read = () => s.centre.observatory.periodic.find((one) => one.name === 'observatory.feeds')!.run(undefined as never)
    try {
      const page = await open('/console/observatory/imports/feeds')
      const attempt = async (says: string) => { await page.getByRole('button', { name: 'Prova senza salvare' }).click(); await page.getByText(says).waitFor() }
      const narrow = async (shot: string, whole = true) => { await look(`${shot}-1280`, page, whole); await page.setViewportSize({ width: 320, height: 800 }); await look(`${shot}-320`, page, whole); await page.setViewportSize({ width: 1280, height: 900 }) }
      await page.getByLabel('Indirizzo').fill(`http://127.0.0.1:${(closed.address() as AddressInfo).port}/misp/`)
      await page.locator('#name').fill('CSIRT con la chiave')
      await attempt('Il feed chiede chi siamo: fatti dare una chiave')
      await page.locator('#secret').fill('altra')
      await attempt('Hai scritto una chiave: scegli di che tipo è.')
      await page.getByLabel('Tipo di chiave').selectOption({ label: 'Utente e password (Basic)' })
      await attempt('La chiave non ha questa forma.')
      await page.getByLabel('Tipo di chiave').selectOption({ label: 'Chiave di MISP' })
      await attempt('Il feed rifiuta la nostra chiave')
      await narrow('feed-key-tried')
      await page.locator('#secret').fill(KEYS[0])
      await attempt('Eventi nell’elenco: 1. Si dicono attacchi: 1.')
      // What was tried is what is added: nothing is typed twice.
      await page.getByRole('button', { name: 'Aggiungi e leggi' }).click()
      await page.waitForURL(/feeds\/[0-9a-f-]{36}$/)
      await read()
      await page.getByText('Schede: 1. Lasciati fuori: 0.').waitFor()
      await page.getByText('Una chiave è impostata.').waitFor()
      const address = new URL(page.url()).pathname
      const refused = async (by: string) => {
        lets = by
        await page.getByRole('button', { name: 'Leggi ora' }).click()
        await page.getByText(/^(In attesa|In lettura), /).waitFor()
        await read()
        await page.getByText(/^Non riuscito, /).waitFor()
        await page.getByText('Il feed rifiuta la nostra chiave').waitFor()
        await page.getByText('Un feed quotidiano si riprova il giorno dopo.').waitFor()
      }
      await refused(KEYS[1])
      // By keyboard. The old key is not in the form, and at another server it must be typed again.
      await page.getByRole('button', { name: 'Cambia' }).focus()
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog')
      expect([await dialog.locator('#secret').inputValue(), await dialog.locator('#auth').inputValue()]).toEqual(['', ''])
      const was = await dialog.locator('#url').inputValue()
      await dialog.locator('#url').fill('http://127.0.0.2:1/misp/')
      await dialog.getByRole('button', { name: 'Salva' }).click()
      await dialog.getByText('Scrivi la chiave: quella di prima vale solo per lo stesso server e lo stesso tipo.').waitFor()
      await narrow('feed-key-change', false)
      await dialog.locator('#url').fill(was)
      await dialog.locator('#secret').fill(KEYS[1])
      await page.keyboard.press('Enter')
      await dialog.waitFor({ state: 'hidden' })
      await refused(KEYS[2])
      for (const key of KEYS) expect(await page.content()).not.toContain(key)
      await page.context().close()
      await everywhere('feed-refused', address)
      await everywhere('feeds-refused', '/console/observatory/imports/feeds')
    } finally { closed.close() }
  }, 120_000)

  test('the first cases are loaded by a coordinator, once', async () => {
    const page = await open('/console/observatory/imports')
    await page.getByRole('button', { name: 'Carica il catalogo di partenza' }).click()
    await page.getByText('24 caricati').waitFor()
    await page.getByRole('button', { name: 'Carica il catalogo di partenza' }).click()
    await page.getByText('24 c’erano già').waitFor()
    await page.context().close()
    await everywhere('imports', '/console/observatory/imports')
    // Eleven of them are public: too few for a number of a year. They are told one by one, and no picture of nothing stands there.
    const few = await open('/osservatorio')
    await few.getByText('I casi pubblicati sono ancora pochi').waitFor()
    expect(await few.locator('main a[href*="/osservatorio/casi/OSS-"]').count()).toBe(11)
    expect(await few.locator('#years, #province').count()).toBe(0)
    expect(await few.locator('#action').count()).toBe(1)
    await look('young-1280', few)
    await few.setViewportSize({ width: 320, height: 800 })
    await look('young-320', few)
    // A choice tells no more of them than all together.
    await few.goto(`${origin}/osservatorio?kind=health`)
    await few.getByText('I casi pubblicati sono ancora pochi').waitFor()
    expect(await few.locator('#years, #province').count()).toBe(0)
    await few.context().close()
    expect(problems).toEqual([])
  }, 120_000)
})
