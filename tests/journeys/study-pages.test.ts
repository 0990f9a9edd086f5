/** Study and the research room in a real browser: a filter, what follows, a study that grows from version to version, a request that is granted. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { testWatch, type TestWatch } from '../../modules/watch/server/testing.ts'
import { chrome, COORDINATOR, PASSWORD, pagesHouse, wide } from './pages-house.ts'

const narrow = { viewport: { width: 320, height: 800 }, locale: 'en-GB' }
const RITA = 'rita@prova.example'

describe.skipIf(!chrome)('study, in a browser', () => {
  let s: TestWatch
  let origin = ''
  const house = pagesHouse(testWatch, { shots: 'shots-watch', keys: 'tab|lead|by|chart|method|counted|cannot|say|book|cite|changes|value|ifDown|season|restore|effect|caveat|trend|change|studies|room|state|field|kind|action|size|sector|fail|pages' })
  const { look, open, problems } = house
  const attack = (i: number, more: object = {}) => ({
    source: { kind: 'press' as const, title: 'Giornale' }, key: `prova:${i}`, confidence: 60, confidences: {},
    facts: { title: `Attacco ${i}`, started: `202${2 + (i % 3)}-0${1 + (i % 9)}-1${i % 9}`, actions: [{ action: 'malware' as const, varieties: [], vectors: [] }], victims: [{ kind: 'municipality' as const, count: 1, naming: 'no' as const, size: 'pop_5k' as const, province: 'Nord', ...more }], daysToRestore: i, providers: i % 5 === 0 ? [{ role: 'hosting' as const, partyId: s.party.P, name: 'Perinube Cloud' }] : [] },
  })
  const record = (said: ReturnType<typeof attack>[]) => s.t.db.as(system('test'), (tx) => s.centre.observatory.service.record(tx, system('test'), said, { state: 'internal', origin: 'import', tlp: 'green' }))
  beforeAll(async () => {
    ({ s, origin } = await house.start((one) => one.centre.identity.service.createPerson(system('test'), { name: 'Rita Ricerca', email: RITA, password: PASSWORD, memberships: [{ role: 'researcher', partyId: null }] })))
    await record(Array.from({ length: 20 }, (_, i) => attack(i)))
  }, 240_000)
  afterAll(house.stop)

  test('figures of a filter, kept as a study whose version has an address', async () => {
    const page = await open('/console/observatory/study?kind=municipality')
    await page.getByText('Attacchi: 20').first().waitFor()
    // What would stop if the provider fell stands beside how often it fell.
    await page.getByText('Perinube Cloud sta in 4 attacchi. Se cadesse oggi fermerebbe 2 enti e 2 servizi.').waitFor()
    await page.getByRole('link', { name: 'Vedi la cascata di Perinube Cloud' }).waitFor()
    await look('study-1280', page)
    await page.getByLabel('Titolo').fill('Comuni colpiti')
    await page.getByRole('button', { name: 'Salva come studio' }).click()
    await page.waitForURL(/\/studies\/[0-9a-f-]+\/v1$/)
    await look('study-saved-1280', page)
    await page.goto(`${origin}/console/observatory/denominators`)
    await page.locator('h1').waitFor()
    await look('study-denominators-1280', page)
    await look('study-320', await open('/console/observatory/study?kind=municipality', narrow))
    expect(problems).toEqual([])
  }, 120_000)

  test('a study is a notebook: blocks are added, moved, looked at, and the next version says what changed', async () => {
    const page = await open('/console/observatory/studies')
    await page.getByRole('link', { name: 'Comuni colpiti' }).click()
    await page.getByRole('button', { name: 'Aggiungi un testo' }).click()
    await page.getByRole('group', { name: 'Blocco 3: testo' }).getByLabel('Testo').fill('Che cosa ne segue.')
    await page.getByRole('button', { name: 'Aggiungi un grafico' }).click()
    const chart = page.getByRole('group', { name: 'Blocco 4: grafico' })
    await chart.getByLabel('Grafico', { exact: true }).selectOption('restore')
    await chart.getByLabel('Titolo del grafico').fill('Quanto dura un fermo')
    // The new text goes to the top; the empty one that stood there is left out.
    const third = page.getByRole('group', { name: 'Blocco 3: testo' })
    await third.getByRole('button', { name: 'Sposta su' }).click()
    await page.getByRole('group', { name: 'Blocco 2: testo' }).getByRole('button', { name: 'Sposta su' }).click()
    expect(await page.getByRole('group', { name: 'Blocco 1: testo' }).getByLabel('Testo').inputValue()).toBe('Che cosa ne segue.')
    await page.getByRole('group', { name: 'Blocco 2: testo' }).getByRole('button', { name: 'Togli' }).click()
    await page.getByRole('button', { name: 'Anteprima' }).click()
    await page.getByText('Con i dati di adesso, non ancora salvati.').waitFor()
    await page.getByRole('heading', { name: 'Quanto dura un fermo' }).waitFor()
    await look('study-book-1280', page)

    await record([attack(20), attack(23)])
    await page.getByRole('button', { name: 'Salva una nuova versione' }).click()
    await page.waitForURL(/\/v2$/)
    await page.getByRole('heading', { name: 'Che cosa cambia dalla versione 1' }).waitFor()
    await page.getByText('Grafici nuovi, senza confronto: 1.').waitFor()
    await page.getByRole('row', { name: /Per anno: 2024/ }).waitFor()
    expect(await page.locator('main').innerText()).toContain(`Comuni colpiti. Studio salvato, versione 2`)
    await look('study-changed-1280', page)
    // The first stays as it was, and may be where another begins.
    await page.getByRole('link', { name: '1', exact: true }).click()
    await page.getByText('Si parte dalla versione 1. Salvando nasce la versione 3.').waitFor()
    await look('study-book-320', await open(new URL(page.url()).pathname.replace(/v1$/, 'v2'), narrow))
    expect(problems).toEqual([])
  }, 120_000)

  test('those who use a service are held against the others of their kind', async () => {
    await record([...[1, 2, 3].map((n) => ({ ...attack(30 + n, { partyId: s.party.A }), key: `a:${n}` })), ...[1, 2, 3, 4].map((n) => ({ ...attack(30 + n, { partyId: s.party.B }), key: `b:${n}` }))])
    const page = await open(`/console/observatory/study?since=2024-01-01&had=${encodeURIComponent('Comune di Alfarena')}`)
    await page.getByText('Rispetto al cambiamento degli altri').first().waitFor()
    await page.getByText('Non si vede una differenza fra chi lo usa e gli altri.').waitFor()
    expect(await page.locator('main').innerText()).not.toContain('Manca un confronto')
    await look('study-control-1280', page)
    expect(problems).toEqual([])
  }, 120_000)

  test('a researcher asks, a coordinator grants', async () => {
    const page = await open('/console/observatory/room', wide, RITA)
    await page.getByLabel('Università').fill('Università di prova')
    await page.getByLabel('A che cosa servono').fill('Studiare quanto dura un fermo')
    await page.getByLabel('Chi li vedrà').fill('Rita')
    await page.getByLabel('Tipo di vittima').first().selectOption('municipality')
    await page.getByLabel('Fino al', { exact: true }).fill(systemClock.now().toISOString().slice(0, 4) + '-12-31')
    await look('room-asking-1280', page)
    await page.getByRole('button', { name: 'Chiedi dati' }).click()
    await page.getByRole('heading', { name: /chiesta/ }).waitFor()
    await page.getByText('Attacchi: Comuni.').waitFor()
    const desk = await open('/console/observatory/room', wide, COORDINATOR)
    await desk.getByLabel('Motivo della decisione').fill('Progetto approvato')
    await desk.getByRole('button', { name: 'Concedi e prepara le righe' }).click()
    await desk.getByRole('link', { name: 'CSV' }).waitFor()
    await look('room-1280', desk)
    await page.reload()
    await page.getByRole('link', { name: 'Scarica CSV' }).waitFor()
    await look('room-mine-320', await open('/console/observatory/room', narrow, RITA))
    expect(problems).toEqual([])
  }, 120_000)

  test('too few rows are not granted, and it is said why; counts with noise are', async () => {
    const page = await open('/console/observatory/room', wide, RITA)
    await page.getByLabel('Università').fill('Università di prova')
    await page.getByLabel('A che cosa servono').fill('Studiare gli attacchi alle scuole')
    await page.getByLabel('Chi li vedrà').fill('Rita')
    await page.getByLabel('Tipo di vittima').first().selectOption('school')
    await page.getByLabel('Fino al', { exact: true }).fill(systemClock.now().toISOString().slice(0, 4) + '-12-31')
    await page.getByRole('button', { name: 'Chiedi dati' }).click()
    await page.getByText('Attacchi: Scuole.').waitFor()
    const desk = await open('/console/observatory/room', wide, COORDINATOR)
    await desk.getByLabel('Motivo della decisione').fill('Progetto approvato')
    await desk.getByRole('button', { name: 'Concedi e prepara le righe' }).click()
    await desk.getByText('Le righe sono troppo poche: 0.').waitFor()
    expect((await s.t.sql(`select state from observatory.room_request where filters ->> 'kind' = 'school'`))[0]).toEqual({ state: 'asked' })
    await desk.getByText(/si è usato 0 di 10/).waitFor()
    await look('room-few-1280', desk)
    await desk.getByLabel('Motivo della decisione').fill('Bastano i conteggi')
    await desk.getByRole('button', { name: 'Concedi conteggi con rumore' }).click()
    await desk.getByText('con rumore (ε = 1)').waitFor()
    await page.reload()
    await page.getByText('con rumore (ε = 1)').waitFor()
    await look('room-counts-1280', page)
    expect(problems).toEqual([])
  }, 120_000)
})
