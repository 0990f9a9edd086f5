/** The yearly report by its own doors: entered, published as a copy that stays, corrected, withdrawn; and what nobody may read in it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testWatch, type TestWatch } from '../../../watch/server/testing.ts'
import { publishInvented } from '#tests/support/publications.ts'

let s: TestWatch
const [YEAR, LATER] = [2026, 2027]
const money = { income: { region: 400_000, eu: 150_000.5 }, spending: { staff: 380_000 }, training: { courses: 12, people: 240 }, staff: 6.5 }
const url = `/api/observatory/reports/${YEAR}`
const anyone = (path: string) => s.http.inject({ method: 'GET', url: path })
const drawn = async () => (await s.coordinator('GET', url)).json

beforeAll(async () => {
  s = await testWatch()
  await publishInvented((text, values) => s.t.sql(text, values), 4)
  // Cases of this year alone, so few that no table of theirs can be shown.
  await s.t.sql(`update observatory.publication set year = $1::int, started_on = make_date($1::int, 3, 3) where ref in (select ref from observatory.publication order by ref limit 3)`, [YEAR])
  await s.t.sql(`insert into intake.report (id, kind, road, received_at, answered_at, who, situation, subject, shape, moved_at, state, promise_at)
    select gen_random_uuid(), 'report', 'web', timestamptz '2026-03-31 23:30+02' + make_interval(days => i), case when i < 11 then timestamptz '2026-03-31 23:30+02' + make_interval(days => i, hours => i) end, 'body', 'phishing', 'Prova', decode(md5(i::text), 'hex'), now(), 'new', now() from generate_series(0, 11) i`)
}, 120_000)
afterAll(() => s?.close())

test('numbers need no entry: the draft has them, month by month in the zone of the centre', async () => {
  const { draft, version, editions } = await drawn()
  expect({ version, editions }).toEqual({ version: 0, editions: [] })
  expect(draft.figures).toMatchObject({ reports: 12, answered: 11, medianHours: 5, p90Hours: 9, months: [0, 0, 1, 11, 0, 0, 0, 0, 0, 0, 0, 0] })
  expect(draft.before).toBe(null)
  const pdf = await s.coordinator('GET', `${url}/draft?lang=fr`)
  expect(pdf.status).toBe(200)
  expect((await s.coordinator('GET', `/api/observatory/reports/${LATER}`)).status).toBe(404)
})

test('what is entered is kept once, by whoever saved last with the version of now', async () => {
  expect((await s.coordinator('PUT', url, { version: 0, entered: money, introductions: { it: 'Un anno di lavoro.' } })).json).toEqual({ version: 1 })
  expect((await s.coordinator('PUT', url, { version: 0, entered: money, introductions: {} })).status).toBe(409)
  for (const wrong of [{ ...money, staff: -1 }, { ...money, income: { region: 1e11 } }, { ...money, training: { people: 1.5 } }, { ...money, income: { bank: 1 } }]) expect((await s.coordinator('PUT', url, { version: 1, entered: wrong, introductions: {} })).status).toBe(400)
  expect((await s.coordinator('PUT', url, { version: 1, entered: money, introductions: { it: 'x'.repeat(4001) } })).status).toBe(400)
  expect((await drawn()).draft).toMatchObject({ entered: money, introduction: ['Un anno di lavoro.'] })
})

test('nothing is public before a coordinator publishes; then page, document and data are, with the numbers of that day', async () => {
  for (const path of ['', '.pdf', '/data.json', '/work.csv']) expect((await anyone(`/osservatorio/rapporti/${YEAR}${path}`)).statusCode, path).toBe(404)
  expect((await s.coordinator('POST', `${url}/editions`, { version: 0 })).status).toBe(409)
  expect((await s.coordinator('POST', `${url}/editions`, { version: 1 })).json).toEqual({ number: 1 })
  const data = (await anyone(`/osservatorio/rapporti/${YEAR}/data.json`)).json()
  expect(data).toMatchObject({ year: String(YEAR), edition: { number: 1 }, licence: 'https://creativecommons.org/licenses/by/4.0/' })
  expect(data.tables.work).toContainEqual({ figure: 'reports', value: 12, year_before: null })
  expect(data.tables.money).toContainEqual({ kind: 'income', name: 'eu', eur: 150_000.5, year_before: null })
  const pdf = await anyone(`/osservatorio/rapporti/${YEAR}.pdf?lang=it`)
  expect([pdf.headers['content-type'], pdf.rawPayload.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-'])
  expect((await anyone(`/osservatorio/rapporti/${YEAR}/money.csv`)).body).toContain('income,region,400000,')
  expect((await anyone(`/osservatorio/rapporti/${YEAR}/none.csv`)).statusCode).toBe(404)
  // The numbers of the day stay: what comes later is in the draft alone.
  await s.t.sql(`update intake.report set received_at = received_at - interval '1 year', answered_at = null`)
  expect((await drawn()).draft).toMatchObject({ figures: { reports: 0 }, before: { reports: 12 } })
  expect((await anyone(`/osservatorio/rapporti/${YEAR}/data.json`)).json()).toEqual(data)
  expect((await anyone(`/osservatorio/rapporti/${YEAR}.pdf?lang=it`)).rawPayload.equals(pdf.rawPayload)).toBe(true)
})

test('nothing that the tables withhold is in the data of a report', async () => {
  const { tables } = (await anyone(`/osservatorio/rapporti/${YEAR}/data.json`)).json()
  for (const { attacks, withheld } of tables.attacks as { attacks: number | null; withheld: string }[]) expect([attacks === null || attacks === 0 || attacks >= 5, withheld]).toEqual([true, attacks === null ? 'yes' : 'no'])
  expect(tables.work.map((one: { figure: string }) => one.figure)).not.toEqual(expect.arrayContaining(['median_days']))
  const page = (await drawn()).draft
  expect(JSON.stringify(page.own.tables)).not.toMatch(/"n":[1-4][,}]/)
})

test('a correction is a new edition that says why, and takes the place of the first', async () => {
  expect((await s.coordinator('POST', `${url}/editions`, { version: 1 })).status).toBe(400)
  expect((await s.coordinator('POST', `${url}/editions`, { version: 1, reason: 'Le ore erano sbagliate' })).json).toEqual({ number: 2 })
  expect((await drawn()).editions.map((one: { number: number; state: string }) => [one.number, one.state])).toEqual([[2, 'published'], [1, 'replaced']])
  expect((await anyone(`/osservatorio/rapporti/${YEAR}/data.json`)).json().edition).toMatchObject({ number: 2, reason: 'Le ore erano sbagliate' })
  expect((await s.coordinator('POST', `${url}/withdrawal`, { number: 1, reason: 'vecchia' })).status).toBe(409)
})

test('a case that is withdrawn is told no more, and the document that tells it is not there', async () => {
  const told = (await anyone(`/osservatorio/rapporti/${YEAR}/data.json`)).json().tables.cases as { ref: string }[]
  const ref = told[0]!.ref
  await s.t.sql(`update observatory.publication set public_from = now() + interval '1 day' where ref = $1`, [ref])
  expect((await anyone(`/osservatorio/rapporti/${YEAR}/data.json`)).body).not.toContain(ref)
  expect((await anyone(`/osservatorio/rapporti/${YEAR}.pdf`)).statusCode).toBe(404)
  expect((await drawn()).gone).toEqual([ref])
})

test('what is withdrawn is public no more, brings no older edition back, and stays in the console with its reason', async () => {
  expect((await s.coordinator('POST', `${url}/withdrawal`, { number: 9, reason: 'Non c’è' })).status).toBe(404)
  expect((await s.coordinator('POST', `${url}/withdrawal`, { number: 2, reason: 'Un nome di troppo' })).json).toEqual({ number: 2 })
  for (const path of ['', '.pdf', '/data.json', '/work.csv']) expect((await anyone(`/osservatorio/rapporti/${YEAR}${path}`)).statusCode, path).toBe(404)
  expect((await drawn()).editions[0]).toMatchObject({ number: 2, state: 'withdrawn', withdrawnReason: 'Un nome di troppo' })
  expect((await s.coordinator('GET', '/api/observatory/reports')).json.items[0]).toMatchObject({ year: YEAR, state: 'withdrawn', edition: 2 })
  const done = await s.t.sql<{ action: string; reason: string }>(`select action, reason from audit.entry where object = $1`, [`report:${YEAR}`])
  expect(done.map((one) => one.action)).toEqual(expect.arrayContaining(['observatory.save_report', 'observatory.publish_report', 'observatory.withdraw_report']))
})
