/** The catalogue in the console, in a real browser: an attack is written down, found twice, merged, reviewed by one, published by another. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { PASSWORD, testWatch, type TestWatch } from '../../modules/watch/server/testing.ts'
import { chrome, pagesHouse, wide } from './pages-house.ts'

const SECOND = 'sara@prova.example'

describe.skipIf(!chrome)('the catalogue, in a browser', () => {
  let s: TestWatch
  let origin = ''
  const house = pagesHouse(testWatch, { shots: 'shots-observatory', keys: 'tab|state|origin|source|sources|field|kind|action|actor|certainty|answer|size|next|act|twins|like|held|marks|review|problem|entries|waits|victim|merged|withdraw|choose|said|moment' })
  const { everywhere, look, open, problems } = house
  beforeAll(async () => { ({ s, origin } = await house.start((s) => s.centre.identity.service.createPerson(system('test'), { name: 'Sara Seconda', email: SECOND, password: PASSWORD, memberships: [{ role: 'coordinator', partyId: null }] }))) }, 240_000)
  afterAll(house.stop)

  test('an attack read of is written down, met a second time, and merged', async () => {
    const page = await open('/console/observatory')
    await page.getByText('Nessuna scheda').waitFor()
    await look('empty-1280', page)
    for (const [paper, title] of [['La Gazzetta di Prova', 'Anagrafe ferma a Bettola'], ['L’Eco Inventata', 'Attacco al Comune di Bettola Nuova']]) {
      await page.getByText('Aggiungi un attacco').first().click()
      await page.getByLabel('Nome della fonte').fill(paper!)
      await page.locator('#title').fill(title!)
      await page.getByLabel('Inizio').fill('2025-03-10')
      await page.locator('#certainty').selectOption('confirmed')
      await page.getByLabel('Programma malevolo').check()
      await page.locator('#victimKind').selectOption('municipality')
      await page.getByLabel('Nome', { exact: false }).and(page.locator('#victimName')).fill('Comune di Bettola Nuova')
      await page.locator('#victimProvince').fill('Sud')
      await page.locator('#victimCountry').fill('IT')
      await page.getByRole('button', { name: 'Aggiungi un attacco' }).click()
      await page.getByRole('heading', { name: title! }).waitFor()
      if (paper!.startsWith('La')) await page.goto(`${origin}/console/observatory`)
    }
    await page.getByText('Forse è lo stesso attacco').waitFor()
    await everywhere('entry', new URL(page.url()).pathname)
    await everywhere('twins', '/console/observatory/twins')
    await page.getByRole('button', { name: /Unisci/ }).click()
    await page.getByText('Schede unite a questa').waitFor()
    await page.getByRole('button', { name: /Scegli.*Titolo/ }).click()
    await look('choose-1280', page)
    await page.getByRole('dialog').getByText('Attacco al Comune di Bettola Nuova').click()
    await page.getByRole('button', { name: 'Salva' }).click()
    await page.getByRole('heading', { name: 'Attacco al Comune di Bettola Nuova' }).waitFor()
    await page.context().close()
  }, 180_000)

  test('one reviews, and is told which word gives a name away; another publishes', async () => {
    const id = (await s.t.sql<{ id: string }>(`select id from observatory.entry where merged_into is null`))[0]!.id
    const page = await open(`/console/observatory/entries/${id}`)
    await page.getByRole('link', { name: 'Rivedi ciò che sarà pubblico' }).click()
    await page.getByLabel('Titolo (Italiano)').waitFor()
    // The title of the source names the town: it is not what one starts from.
    expect(await page.getByLabel('Titolo (Italiano)').inputValue()).toBe('')
    await page.getByLabel('Titolo (Italiano)').fill('Fermi i servizi di Bettola Nuova')
    await page.getByRole('button', { name: 'Ho riletto tutto: proponi' }).click()
    await page.getByText('Il testo nomina «Bettola Nuova»').waitFor()
    await look('review-refused-1280', page)
    await everywhere('review', `/console/observatory/entries/${id}/review`)
    await page.getByLabel('Titolo (Italiano)').fill('Un comune senza anagrafe per giorni')
    await page.getByRole('button', { name: 'Ho riletto tutto: proponi' }).click()
    await page.getByText('Ora serve una seconda persona').waitFor()
    expect(await page.getByRole('button', { name: 'Pubblica', exact: true }).count()).toBe(0)
    await page.context().close()

    const other = await open(`/console/observatory/entries/${id}`, wide, SECOND)
    await other.getByText('Cora Coordinatrice ha rivisto la scheda').waitFor()
    await look('ready-1280', other)
    await other.getByRole('button', { name: 'Pubblica', exact: true }).click()
    await other.getByText('Rivista da Cora Coordinatrice, pubblicata da Sara Seconda').waitFor()
    await other.context().close()
    await everywhere('entries', '/console/observatory')
    expect(await s.t.sql('select title, edition from observatory.publication')).toEqual([{ title: { it: 'Un comune senza anagrafe per giorni' }, edition: 1 }])
    expect(problems).toEqual([])
  }, 180_000)
})
