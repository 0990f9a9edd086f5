/** A published report stays as it was; what became of its cases since is said beside it, and what was withdrawn is told at no exit. */
import { existsSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishInvented } from '#tests/support/publications.ts'
import { testWatch, type TestWatch } from '../../../watch/server/testing.ts'

const pdftotext = ['/usr/bin/pdftotext'].find((path) => existsSync(path))
const YEAR = 2026
/** Stands in the text of one case, and nowhere else. */
const WORD = 'Zirconata'
const [kept, corrected, withdrawn] = ['OSS-2026-9001', 'OSS-2026-9002', 'OSS-2026-9003'] as const

let s: TestWatch
const url = `/api/observatory/reports/${YEAR}`
const anyone = (path: string) => s.http.inject({ method: 'GET', url: path, headers: { accept: 'application/json' } })
const data = async () => (await anyone(`/osservatorio/rapporti/${YEAR}/data.json`)).json()
const pdf = (lang = 'it') => anyone(`/osservatorio/rapporti/${YEAR}.pdf?lang=${lang}`)
const entryOf = async (ref: string) => (await s.t.sql<{ id: string; version: number }>('select id, version from observatory.entry where ref = $1', [ref]))[0]!
/** All that anybody can read of a report, by address; of a document its text. */
async function exits(): Promise<Record<string, string>> {
  const paths = ['/osservatorio/rapporti', '/fr/osservatorio/rapporti', ...['', '/fr', '/en'].map((lang) => `${lang}/osservatorio/rapporti/${YEAR}`), ...['data.json', 'work.csv', 'requests.csv', 'money.csv', 'cases.csv', 'attacks.csv'].map((file) => `/osservatorio/rapporti/${YEAR}/${file}`), '/osservatorio/catalogo.jsonld', '/osservatorio/catalogo.ttl']
  const read = await Promise.all(paths.map(async (path) => [path, (await anyone(path)).body] as const))
  const documents = await Promise.all(['it', 'fr', 'en'].map(async (lang) => {
    const answer = await pdf(lang)
    return [`pdf ${lang}`, answer.statusCode !== 200 ? String(answer.statusCode) : pdftotext ? spawnSync(pdftotext, ['-', '-'], { input: answer.rawPayload, encoding: 'utf8' }).stdout : WORD] as const
  }))
  return Object.fromEntries([...read, ...documents])
}

beforeAll(async () => {
  s = await testWatch()
  const sql = (text: string, values?: unknown[]) => s.t.sql(text, values)
  await publishInvented(sql, 20)
  // Three cases of this year, the last ones to come out, one of them with a text of its own.
  for (const ref of [kept, corrected, withdrawn]) await sql(`with one as (update observatory.entry set ref = $1 where ref = (select ref from observatory.publication where ref < 'OSS-2026-9' order by ref desc limit 1) returning id)
    update observatory.publication set ref = $1, year = $2::int, started_on = make_date($2::int, 3, 3), public_from = now() - interval '1 minute' where entry_id = (select id from one)`, [ref, YEAR])
  for (const part of ['title', 'summary']) await sql(`update observatory.publication set ${part} = '{"it":"${WORD} it","fr":"${WORD} fr","en":"${WORD} en"}' where ref = $1`, [withdrawn])
  expect((await s.coordinator('POST', `${url}/editions`, { version: 0 })).json).toEqual({ number: 1 })
}, 120_000)
afterAll(() => s?.close())

test('where nothing changed nothing is said', async () => {
  expect((await data()).since).toEqual({ corrected: [], withdrawn: 0, at: null })
  const all = await exits()
  for (const path of [`/osservatorio/rapporti/${YEAR}`, `/fr/osservatorio/rapporti/${YEAR}`, 'pdf it', 'pdf fr', 'pdf en']) expect(all[path], path).toContain(WORD)
})

test('a case that was corrected keeps the text of the edition, which says how many and when; its numbers and its document stay', async () => {
  const [before, document] = [await data(), (await pdf()).rawPayload]
  await s.t.sql(`update observatory.publication set title = '{"it":"Corretta"}', updated_at = timestamptz '2026-11-26 10:00Z', edition = 2 where ref = $1`, [corrected])
  const { since, ...rest } = await data()
  expect(since).toEqual({ corrected: [{ ref: corrected, at: '2026-11-26T10:00:00.000Z' }], withdrawn: 0, at: '2026-11-26T10:00:00.000Z' })
  expect({ ...rest, since: before.since }).toEqual(before)
  expect((await pdf()).rawPayload.equals(document)).toBe(true)
  const page = (await anyone(`/osservatorio/rapporti/${YEAR}`)).body
  expect(page).toContain(since.at)
  expect(page).not.toContain('Corretta')
  expect((await s.coordinator('GET', url)).json).toMatchObject({ gone: [], corrected: [corrected] })
})

test('a case that was withdrawn is told at no exit, from the moment that it is; the day is said, its name is not', async () => {
  s.clock.set(new Date('2026-11-26T11:00:00Z'))
  const { id, version } = await entryOf(withdrawn)
  expect((await s.coordinator('POST', `/api/observatory/entries/${id}/withdrawal`, { version, reason: 'Un nome di troppo' })).status).toBe(200)
  const all = await exits()
  for (const [path, text] of Object.entries(all)) expect([path, text.includes(WORD), text.includes(withdrawn)]).toEqual([path, false, false])
  expect([all['pdf it'], all['pdf fr'], all['pdf en']]).toEqual(['404', '404', '404'])
  expect(all['/osservatorio/catalogo.jsonld']).not.toContain(`report-${YEAR}-it.pdf`)
  const { since, tables } = await data()
  expect(since).toEqual({ corrected: [{ ref: corrected, at: '2026-11-26T10:00:00.000Z' }], withdrawn: 1, at: '2026-11-26T11:00:00.000Z' })
  expect(tables.cases.map((one: { ref: string }) => one.ref).filter((ref: string) => ref > 'OSS-2026-9').toSorted()).toEqual([kept, corrected])
  expect((await s.coordinator('GET', url)).json).toMatchObject({ gone: [withdrawn], corrected: [corrected] })
})

test('published anew, its first text does not come back with it; the next edition tells it as it is now, and has its document', async () => {
  await s.t.sql(`insert into observatory.publication (entry_id, ref, public_from, title, summary, facts, year, started_on, precision, victim_kind, victims, reviewed_by, reviewed_by_name, published_by, published_by_name, published_at, updated_at)
    select id, ref, now(), '{"it":"Senza nomi"}', '{}', '{}', $2::int, make_date($2::int, 3, 3), 'day', 'firm', 1, 'x', 'x', 'y', 'y', timestamptz '2026-11-26 12:00Z', timestamptz '2026-11-26 12:00Z' from observatory.entry where ref = $1`, [withdrawn, YEAR])
  for (const [path, text] of Object.entries(await exits())) expect([path, text.includes(WORD)]).toEqual([path, false])
  expect((await data()).since.withdrawn).toBe(1)
  expect((await pdf()).statusCode).toBe(404)
  s.clock.set(new Date('2026-11-26T13:00:00Z'))
  expect((await s.coordinator('POST', `${url}/editions`, { version: 0, reason: 'Un caso ritirato e uno corretto' })).json).toEqual({ number: 2 })
  const all = await exits()
  expect((await data()).since).toEqual({ corrected: [], withdrawn: 0, at: null })
  for (const [path, text] of Object.entries(all)) if (!pdftotext && path.startsWith('pdf')) expect(text).not.toBe('404'); else expect([path, text.includes(WORD)]).toEqual([path, false])
  expect(all[`/osservatorio/rapporti/${YEAR}`]).toContain('Senza nomi')
  if (pdftotext) expect(all['pdf it']).toContain('Senza nomi')
})
