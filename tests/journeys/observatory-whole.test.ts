/**
 * The whole story of an attack, in a real browser: a case of the eighth of December is closed, its entry is reviewed by one and published by
 * another; map and rates of the public observatory count it; a researcher is given rows; another centre receives the incident over TAXII while
 * a red note stays home; the report of its year opens. Two whole centres on loopback.
 */
import { existsSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadReports } from '#apps/server/web.ts'
import { systemClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { readCentre } from '#platform/db/centre.ts'
import { createEditions, printed, reportInput } from '../../modules/observatory/server/index.ts'
import { indicator, testSharing, type TestSharing } from '../../modules/sharing/server/testing.ts'
import { publishInvented } from '../support/publications.ts'
import { chrome, COORDINATOR, PASSWORD, pagesHouse, wide } from './pages-house.ts'

const SARA = 'sara@prova.example', RITA = 'rita@prova.example'
const HOLIDAY = new Date('2023-12-08T04:30:00Z')
const pdftotext = ['/usr/bin/pdftotext'].find((path) => existsSync(path))

describe.skipIf(!chrome)('an attack from its case to the map, to a university and to another region', () => {
  let toscana: TestSharing
  let occitanie: TestSharing
  let origin = ''
  let mainId = '', entryId = ''
  const house = pagesHouse(({ web, publicUrl, port }) => testSharing(undefined, { web, publicUrl, port, serve: web.serve }), { shots: 'shots-whole', keys: 'tab|state|field|review|next|act|room|method|chart' })
  const { open, problems } = house
  const importing = (fileName: string, content: string) => toscana.centre.territory.service.importRegistry(system('test'), { stream: (async function* () { yield Buffer.from(content) })(), fileName })
  const section = async (name: string): Promise<string> => {
    const page = await open('/osservatorio')
    try { return await page.locator(`section[aria-labelledby="${name}"]`).innerText() } finally { await page.context().close() }
  }
  beforeAll(async () => {
    const second = testSharing()
    ;({ s: toscana, origin } = await house.start())
    occitanie = await second
    await toscana.centre.territory.service.seedDemo(system('test'))
    await importing('parties.csv', 'code,name,kind,province,population\nW,Comune di Sottoripa,municipality,Alta Lumera,7000\n')
    await importing('services.csv', 'code,party,name,category,people_served,data_classes\nW.ana,W,Anagrafe di Sottoripa,registry-office,7000,common\n')
    await importing('dependencies.csv', 'service,on,kind,source,confidence\nW.ana,P.cloud,hosting,contract,1\n')
    await publishInvented(toscana.t.sql, 900)
    // Numbers go on where those of the invented ones end.
    await toscana.t.sql(`insert into observatory.counter (realm, year, last) select 'live', year, count(*) from observatory.publication group by year`)
    const person = (name: string, email: string, role: 'coordinator' | 'researcher') => toscana.centre.identity.service.createPerson(system('test'), { name, email, password: PASSWORD, memberships: [{ role, partyId: null }] })
    await person('Sara Seconda', SARA, 'coordinator')
    await person('Rita Ricerca', RITA, 'researcher')
    await toscana.t.db.as(system('test'), (tx) => toscana.centre.observatory.service.record(tx, system('test'), Array.from({ length: 15 }, (_, i) => ({
      source: { kind: 'press' as const, title: 'Giornale' }, key: `prova:${i}`, confidence: 60, confidences: {},
      facts: { title: `Attacco taciuto ${i}`, started: `2023-0${1 + (i % 9)}-1${i % 9}`, actions: [{ action: 'malware' as const, varieties: [], vectors: [] }], victims: [{ kind: 'municipality' as const, count: 1, naming: 'inside' as const, name: `Comune taciuto ${i}`, size: 'pop_5k' as const, province: 'Alta Lumera' }], daysToRestore: i },
    })), { state: 'internal', origin: 'import', tlp: 'green' }))
  }, 240_000)
  afterAll(async () => { await Promise.all([house.stop(), occitanie?.close()]) })

  test('a closed case is reviewed by one, published by another, and the map and the rates count it', async () => {
    const service = toscana.centre.cases.service
    ;({ mainId } = await toscana.open({ title: 'Westpole', occurredAt: HOLIDAY }))
    const [tied] = await toscana.t.sql<{ id: string }>(`select c.id from cases."case" c join territory.party p on p.id = c.party_id where c.main_id = $1 and p.code = 'W'`, [mainId])
    await service.answer(system('test'), tied!.id, { answer: 'hit', awareAt: null, personalData: 'no', channel: 'phone', note: '', by: 'Ada' })
    await service.close(system('test'), tied!.id, { dataLost: '', lessons: '' })
    await service.close(system('test'), mainId, { dataLost: '', lessons: '', reason: 'prova' })
    await toscana.settle()
    entryId = (await toscana.t.sql<{ id: string }>('select id from observatory.entry where case_id = $1', [mainId]))[0]!.id
    const before = { map: await section('province'), rates: await section('rates') }

    const page = await open(`/console/observatory/entries/${entryId}/review`)
    await page.getByLabel('Titolo (Italiano)').fill('Un fornitore si ferma nel giorno festivo')
    await page.getByLabel('Titolo (English)').fill('A provider stands still on a holiday')
    await page.getByRole('button', { name: 'Ho riletto tutto: proponi' }).click()
    await page.getByText('Ora serve una seconda persona').waitFor()
    expect({ map: await section('province'), rates: await section('rates') }).toEqual(before)
    const other = await open(`/console/observatory/entries/${entryId}`, wide, SARA)
    await other.getByRole('button', { name: 'Pubblica', exact: true }).click()
    await other.getByText('Rivista da Cora Coordinatrice, pubblicata da Sara Seconda').waitFor()

    // One more in its province, and one more among the municipalities of its year.
    const after = { map: await section('province'), rates: await section('rates') }
    expect(numberOf(after.map, 'Alta Lumera')).toBe(numberOf(before.map, 'Alta Lumera') + 1)
    expect(after.rates).not.toBe(before.rates)
    expect(JSON.stringify(after)).not.toMatch(/Sottoripa|Perinube/)
    const study = await open('/console/observatory/study?q=westpole')
    await study.getByText('Attacchi: 1').first().waitFor()
    expect(await study.locator('main').innerText()).toContain('Nei giorni festivi: 1 su 1')
    expect(problems).toEqual([])
  }, 120_000)

  test('a researcher asks for rows, a coordinator grants them, and no name is in the file', async () => {
    const page = await open('/console/observatory/room', wide, RITA)
    await page.getByLabel('Università').fill('Università di prova')
    await page.getByLabel('A che cosa servono').fill('Studiare quanto dura un fermo')
    await page.getByLabel('Chi li vedrà').fill('Rita')
    await page.getByLabel('Dall’anno').fill('2023')
    await page.getByLabel('Fino al', { exact: true }).fill(`${Number(systemClock.now().toISOString().slice(0, 4)) + 1}-06-30`)
    await page.getByRole('button', { name: 'Chiedi dati' }).click()
    await page.getByText('Attacchi: dal 2023.').waitFor()
    const desk = await open('/console/observatory/room', wide, COORDINATOR)
    await desk.getByLabel('Motivo della decisione').fill('Progetto approvato')
    await desk.getByRole('button', { name: 'Concedi e prepara le righe' }).click()
    await desk.getByRole('link', { name: 'Scarica CSV' }).waitFor()
    await page.reload()
    const href = await page.getByRole('link', { name: 'Scarica CSV' }).getAttribute('href')
    const file = await page.request.get(`${origin}${href}`)
    const lines = (await file.text()).trim().split(/\r?\n/)
    expect([file.status(), lines[0]]).toEqual([200, 'id,when,kind,action'])
    expect(lines.length).toBeGreaterThan(15)
    expect(lines.join()).not.toMatch(/taciuto|Sottoripa|Westpole|OSS-/)
    expect(problems).toEqual([])
  }, 120_000)

  test('Occitanie receives the incident; the red note of Tuscany stays home', async () => {
    await toscana.settle()
    const note = indicator('solo-per-noi', { tlp: 'red' })
    await toscana.make('cases', [note], 'red')
    expect(await toscana.ids('cases')).toContain(note['id'])
    const { token } = await toscana.peer('Occitanie')
    const peerId = await occitanie.follow('Toscana', { address: toscana.address, token }, 'cases', 'altrui')
    expect(await occitanie.api('GET', `/peers/${peerId}`)).toMatchObject({ problem: null })
    const there = await occitanie.t.sql<{ type: string; body: string }>('select type, body from sharing.object where newest')
    expect(there.filter((one) => one.type === 'incident').map((one) => JSON.parse(one.body).name)).toContain('A provider stands still on a holiday')
    expect(JSON.stringify(there)).not.toMatch(/solo-per-noi|Sottoripa|Perinube|Westpole/)
  }, 120_000)

  test('the report of its year opens, and counts it', async () => {
    const { db } = toscana.t
    const info = await db.as(system('test'), (tx) => readCentre(tx))
    const pdf = await printed((await loadReports())(await reportInput({ db, clock: toscana.clock }, createEditions(db), info, 2023, 'it')), toscana.clock.now())
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.toString('latin1')).toContain('/StructTreeRoot')
    if (!pdftotext) return
    const { stdout } = spawnSync(pdftotext, ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' })
    expect(stdout).toContain('2023')
    expect(stdout).not.toMatch(/Sottoripa|Perinube|\{\w+\}|undefined|NaN/)
  }, 60_000)
})

/** The number in the row of a table as it is read. */
const numberOf = (text: string, name: string): number => Number(new RegExp(`${name}\\s+(\\d+)`).exec(text)?.[1])
