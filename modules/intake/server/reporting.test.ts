import { afterAll, beforeAll, expect, test } from 'vitest'
import { createStage, type Stage } from './testing.ts'

let s: Stage
beforeAll(async () => { s = await createStage() })
afterAll(() => s.close())

const answers = { what: { situation: 'ransomware', words: 'I file non si aprono da stamattina. Chiamare Mario Rossi, RSSMRA80A01H501U, IBAN IT60X0542811101000000123456. Vedo evil-share[.]xyz' }, who: { who: 'body', whoName: 'Comune di Prova' }, reach: { email: 'clerk@prova.example', phone: '', name: 'Lia' } }

/** As a person: some seconds a page. */
async function fill(more: Partial<typeof answers> = {}, path = '') {
  const all = { ...answers, ...more }
  const begun = await s.get(`${path}/report`)
  s.clock.advance(9000)
  const first = await s.post(`${path}/report`, { ...all.what, stamp: begun.page!.view.stamp })
  const token = /\/report\/([^/]+)\//.exec(first.location)![1]!
  await s.post(`${path}/report/${token}/who`, all.who)
  const sent = await s.post(`${path}/report/${token}/reach`, all.reach)
  return { token, sent, receipt: (await s.get(`${path}/report/${token}/receipt`)).page?.view }
}
const follow = (ref: string, code: string, more: Record<string, string> = {}) => s.post('/follow', { ref, code, ...more })

test('three answers make a report: number, code, the hour of the answer; the copy is covered, the original is sealed', async () => {
  const { sent, receipt, token } = await fill()
  expect(sent).toMatchObject({ status: 303, location: `/report/${token}/receipt` })
  expect(receipt).toMatchObject({ situation: 'ransomware', mailed: true, again: false })
  expect(receipt.ref).toMatch(/^R-\d{5}$/)
  expect(receipt.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  // Two hours of work from 9:00 and some seconds in Rome, to the next quarter.
  expect(receipt.answerBy).toBe('2026-11-24T10:15:00.000Z')
  const [row] = await s.t.sql(`select * from intake.report where ref = $1`, [receipt.ref])
  expect(row).toMatchObject({ road: 'web', urgency: 1, state: 'new', who_name: 'Comune di Prova' })
  expect(row!['words']).toContain('evil-share[.]xyz')
  expect(row!['words']).not.toMatch(/RSSMRA|0542811101/)
  const everything = JSON.stringify(await s.t.sql(`select s.*, encode(s.sealed, 'escape') as text from intake.signal s`))
  expect(everything).not.toMatch(/RSSMRA|clerk@prova/)
  expect(JSON.stringify(await s.t.sql('select * from audit.entry'))).not.toMatch(/RSSMRA|clerk@|Comune di Prova/)
  // The draft holds no answer any more.
  expect((await s.t.sql('select sealed from intake.draft where report_id is not null')).every((one) => one['sealed'] === null)).toBe(true)
})

test('nothing typed is lost: each answer is kept, and goes on from its address, in another language too', async () => {
  const first = await s.post('/report', { situation: 'fraud', words: 'Un bonifico è partito', go: 'later' })
  const token = /\/report\/([^/]+)\/what/.exec(first.location)![1]!
  const elsewhere = await s.get(`/fr/report/${token}/what`)
  expect(elsewhere.page).toMatchObject({ document: 'report', lang: 'fr', view: { values: { situation: 'fraud', words: 'Un bonifico è partito' }, resume: expect.stringContaining(`/fr/report/${token}/what`) } })
  expect((await s.post(`/report/${token}/what`, { situation: 'fraud', words: 'Un bonifico, e altro', go: 'fr' })).location).toBe(`/fr/report/${token}/what`)
  expect((await s.get(`/report/${token}/what`)).page!.view.values.words).toBe('Un bonifico, e altro')
  // The text does not lie there to be read.
  expect(JSON.stringify(await s.t.sql(`select encode(sealed, 'escape') as text from intake.draft where sealed is not null`))).not.toContain('bonifico')
  s.clock.advance(8 * 86_400_000)
  expect((await s.get(`/report/${token}/what`)).status).toBe(410)
})

test('a wrong answer keeps what was typed and names its field; "I do not know" everywhere is enough', async () => {
  const missing = await s.post('/report', { situation: '', words: 'qualcosa' })
  expect(missing).toMatchObject({ status: 400, page: { view: { step: 'what', values: { words: 'qualcosa' }, errors: [{ field: 'situation', code: 'missing' }] } } })
  const { token } = await fill({ what: { situation: 'unknown', words: '' }, who: { who: 'unknown', whoName: '' }, reach: { email: 'non un indirizzo', phone: '', name: '' } })
  const again = await s.post(`/report/${token}/reach`, { email: 'non un indirizzo' })
  expect(again).toMatchObject({ status: 400, page: { view: { errors: [{ field: 'email', code: 'not-an-address' }], values: { email: 'non un indirizzo' } } } })
  expect((await s.post(`/report/${token}/reach`, { email: '', phone: '', name: '' })).location).toBe(`/report/${token}/receipt`)
})

test('sent twice it is one report, and the receipt stays the same', async () => {
  const { token, receipt } = await fill({ who: { who: 'firm', whoName: 'Officina Fittizia' } })
  const [before] = await s.t.sql('select count(*)::int as n from intake.report')
  expect((await s.post(`/report/${token}/reach`, answers.reach)).location).toBe(`/report/${token}/receipt`)
  expect((await s.get(`/report/${token}/receipt`)).page!.view).toEqual(receipt)
  expect(await s.t.sql('select count(*)::int as n from intake.report')).toEqual([before])
})

test('a receipt that was lost on its way is made again with the same code', async () => {
  const begun = await s.get('/report')
  s.clock.advance(9000)
  const first = await s.post('/report', { situation: 'data', words: 'Un file con nomi è in rete', stamp: begun.page!.view.stamp })
  const token = /\/report\/([^/]+)\//.exec(first.location)![1]!
  await s.post(`/report/${token}/who`, { who: 'school', whoName: 'Scuola Fittizia' })
  await s.t.sql(`create function public.cut() returns trigger language plpgsql as $$ begin raise exception 'cut'; end $$; create trigger cut before update on intake.draft for each row when (new.receipt is not null) execute function public.cut()`)
  expect((await s.http.inject({ method: 'POST', url: `/report/${token}/reach`, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'phone=055123456' })).statusCode).toBe(500)
  await s.t.sql('drop trigger cut on intake.draft')
  await s.post(`/report/${token}/reach`, { phone: '055123456' })
  const { view } = (await s.get(`/report/${token}/receipt`)).page!
  expect((await follow(view.ref, view.code)).page!.view.report.ref).toBe(view.ref)
  expect(await s.t.sql(`select count(*)::int as n from intake.report where who_name = 'Scuola Fittizia'`)).toEqual([{ n: 1 }])
})

test('the same from the same person a thousand times is one report that counts; each press has its receipt', async () => {
  const same = { what: { situation: 'phishing', words: 'Mi hanno scritto da una banca che non è la mia' }, who: { who: 'person', whoName: '' }, reach: { email: 'same@prova.example', phone: '', name: '' } }
  const all = []
  for (let n = 0; n < 30; n++) all.push(await fill(same))
  const refs = new Set(all.flatMap(({ receipt }) => (receipt ? [receipt.ref] : [])))
  expect(refs.size).toBe(1)
  // Twenty from one address within ten minutes look like a machine: one press more, nothing is refused.
  const stopped = all.filter(({ receipt }) => !receipt)
  expect(stopped.length).toBeGreaterThan(0)
  expect(stopped[0]!.sent.page!.view.sure).toBe(true)
  for (const { token } of stopped) expect((await s.post(`/report/${token}/reach`, { ...same.reach, go: 'sure' })).status).toBe(303)
  expect(await s.t.sql(`select times from intake.report where ref = $1`, [[...refs][0]])).toEqual([{ times: 30 }])
})

test('a form filled by a machine is not refused: it is asked once, then waits in a lane of its own', async () => {
  const begun = await s.get('/report')
  const first = await s.post('/report', { situation: 'other', words: 'Comprate qui', website: 'http://spam.example', stamp: begun.page!.view.stamp })
  const token = /\/report\/([^/]+)\//.exec(first.location)![1]!
  await s.post(`/report/${token}/who`, { who: 'unknown' })
  const asked = await s.post(`/report/${token}/reach`, {})
  expect(asked.page!.view).toMatchObject({ step: 'reach', sure: true })
  await s.post(`/report/${token}/reach`, { go: 'sure' })
  const { view } = (await s.get(`/report/${token}/receipt`)).page!
  const [row] = await s.t.sql(`select urgency, doubt from intake.report where ref = $1`, [view.ref])
  expect(row!['urgency']).toBe(3)
  expect(row!['doubt']).toEqual(expect.arrayContaining(['trap', 'too_fast']))
})

test('number and code open the page; a wrong pair says nothing, and after ten tries it waits', async () => {
  s.clock.advance(11 * 60_000)
  const { receipt } = await fill({ who: { who: 'firm', whoName: 'Segheria Fittizia' } })
  const open = await follow(` ${receipt.ref.toLowerCase()} `, receipt.code.replace('-', ' ').toLowerCase())
  expect(open.page!.view.report).toMatchObject({ ref: receipt.ref, state: 'new', late: false, canWrite: true })
  expect(open.page!.view.report.entries.map((one: { kind: string }) => one.kind)).toEqual(['received', 'promised'])
  const written = await follow(receipt.ref, receipt.code, { word: 'Il mio telefono è 333 1234567, è arrivata una seconda richiesta' })
  expect(written.page!.view.report).toMatchObject({ kept: true })
  expect(JSON.stringify(written.page!.view)).not.toContain('1234567')
  const wrong = await follow(receipt.ref, '0000-0000')
  expect(wrong).toMatchObject({ status: 404, page: { view: { problem: 'wrong' } } })
  expect((await follow('R-99999', receipt.code)).page!.view).toMatchObject({ problem: 'wrong' })
  for (let n = 0; n < 10; n++) await follow(receipt.ref, '0000-0000')
  expect(await follow(receipt.ref, receipt.code)).toMatchObject({ status: 429, page: { view: { problem: 'wait' } } })
  s.clock.advance(11 * 60_000)
  expect((await follow(receipt.ref, receipt.code)).status).toBe(200)
})

test('pages of first gestures: by country and by what one sees, the bank first for a fraud', async () => {
  expect((await s.get('/emergency/fraud')).page!.view).toMatchObject({ situation: 'fraud', call: [{ name: 'La tua banca' }, { name: 'Polizia Postale' }, { name: 'CSIRT Italia' }, { name: '112' }] })
  expect((await s.get('/emergency/nothing')).status).toBe(404)
})
