/** ATT&CK in the console, in a real browser: a release is brought, its changes read, taken in use; names stand beside codes. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { madeRelease } from '../../modules/observatory/core/attack/testing.ts'
import { testWatch, type TestWatch } from '../../modules/watch/server/testing.ts'
import { chrome, pagesHouse } from './pages-house.ts'

describe.skipIf(!chrome)('ATT&CK, in a browser', () => {
  let s: TestWatch
  let origin = ''
  const house = pagesHouse(testWatch, { shots: 'shots-observatory', keys: 'tab|state|field|domain|col|change|kindOf|countOf|spoken|entry|pick|fail|matrix|kind|search|touched|changes' })
  const { everywhere, look, open, problems } = house
  beforeAll(async () => { ({ s, origin } = await house.start()) }, 240_000)
  afterAll(house.stop)

  const give = async (page: Page, name: string, text: string, version = '') => {
    await page.setInputFiles('#file', { name, mimeType: 'application/json', buffer: Buffer.from(text) })
    await page.locator('#version').fill(version)
    await page.getByRole('button', { name: 'Porta', exact: true }).click()
  }

  test('a release is brought and taken in use; codes are found by words and told with their names', async () => {
    const page = await open('/console/observatory/attack')
    await page.getByText('Nessuna versione').waitFor()
    await look('attack-empty-1280', page)
    await give(page, 'attack.json', madeRelease('1.0', { collection: false }))
    await page.getByText('Il file non dice che versione è').waitFor()
    await give(page, 'attack.json', madeRelease('1.0', { collection: false }), '1.0')
    await page.getByText('6 tecniche e 1 sottotecniche').waitFor()
    await page.getByRole('link', { name: 'Vedi che cosa cambia' }).first().click()
    await page.getByRole('button', { name: 'Metti in uso la 1.0' }).click()
    await page.getByText('In uso', { exact: true }).waitFor()

    await page.goto(`${origin}/console/observatory`)
    await page.getByText('Aggiungi un attacco').first().click()
    await page.getByLabel('Nome della fonte').fill('La Gazzetta di Prova')
    await page.locator('#title').fill('Un ente fermo')
    const codes = page.locator('input[name=techniques]')
    await codes.fill('T1234')
    await page.getByText('T1234 (non è nella versione in uso)').waitFor()
    await page.getByText('Trova una tecnica').click()
    await page.getByLabel('Codice, parole, software o gruppo').fill('old tr')
    await page.getByRole('button', { name: 'Aggiungi T9003 Old trick' }).click()
    expect(await codes.inputValue()).toBe('T1234, T9003')
    await page.getByText('T9003 Old trick', { exact: true }).waitFor()
    await look('attack-field-1280', page)
    await page.getByRole('button', { name: 'Aggiungi un attacco' }).click()
    await page.getByRole('heading', { name: 'Un ente fermo' }).waitFor()
    await page.getByText('T9003 Old trick').waitFor()
    await page.context().close()
  }, 180_000)

  test('an upgrade shows what of ours it touches; the record says the new code, and a person proposes it', async () => {
    const page = await open('/console/observatory/attack')
    await give(page, 'enterprise-attack.json', madeRelease('2.0'))
    await page.getByRole('status').getByRole('link', { name: 'Vedi che cosa cambia' }).click()
    await page.getByText('Codici che usiamo e che cambiano: 1.').waitFor()
    await page.getByText('revocata, ora T9005 New trick').first().waitFor()
    expect(await page.getByRole('link', { name: 'OSS-' }).first().textContent()).toContain('Un ente fermo')
    await everywhere('attack-changes', new URL(page.url()).pathname)
    await page.getByRole('button', { name: 'Metti in uso la 2.0' }).click()
    await page.getByText('In uso', { exact: true }).waitFor()
    await everywhere('attack', '/console/observatory/attack?q=door')

    const id = (await s.t.sql<{ id: string }>('select id from observatory.entry'))[0]!.id
    await page.goto(`${origin}/console/observatory/entries/${id}`)
    await page.getByText('T9003 Old trick (ora T9005 New trick)').waitFor()
    await everywhere('attack-entry', `/console/observatory/entries/${id}`)
    await page.getByRole('button', { name: 'Proponi i codici di oggi' }).click()
    await page.getByText('T9005 New trick', { exact: true }).waitFor()
    await page.goto(`${origin}/console/observatory/entries/${id}/review`)
    await page.getByText('T1234 (non è nella versione in uso); T9005 New trick').waitFor()
    await page.context().close()
    expect(problems).toEqual([])
  }, 240_000)
})
