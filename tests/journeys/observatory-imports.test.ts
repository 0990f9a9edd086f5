/** Files of attacks in the console, in a real browser: looked at, tried, imported, and what did not go in read. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testWatch, type TestWatch } from '../../modules/watch/server/testing.ts'
import { chrome, pagesHouse } from './pages-house.ts'

describe.skipIf(!chrome)('imports of attacks, in a browser', () => {
  let s: TestWatch
  let origin = ''
  const house = pagesHouse(testWatch, { shots: 'shots-observatory', keys: 'import|importState|format|target|dateFormat|tab|state|origin|source|sources|field|kind|action|actor|certainty|answer|size|next|act|twins|like|held|marks|review|problem|entries|waits|victim|merged|withdraw|choose|said|moment' })
  const { everywhere, look, open, problems } = house
  beforeAll(async () => { ({ s, origin } = await house.start()) }, 240_000)
  afterAll(house.stop)

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
    expect((await s.coordinator('GET', '/api/observatory/imports')).json).toMatchObject({ total: 0 })
    await page.getByRole('button', { name: 'Importa', exact: true }).click()
    await page.waitForURL(/imports\/[0-9a-f-]{36}$/)
    await page.getByText('31/02/2024').waitFor()
    const [download] = [await page.request.get(`${origin}${(await page.getByRole('link', { name: 'Scarica come CSV' }).getAttribute('href'))!}`)]
    expect(await download.text()).toMatch(/^number,code,reason\r\n3,bad_date,/)
    await page.context().close()
    await everywhere('import-one', new URL(page.url()).pathname)
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
