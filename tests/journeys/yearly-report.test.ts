/** The yearly report, from a centre with data to a tagged PDF by the command that a person types. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEditions, printed, reportInput } from '../../modules/observatory/server/index.ts'
import { loadReports } from '#apps/server/web.ts'
import { fixedClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { readCentre } from '#platform/db/centre.ts'
import { createPool } from '#platform/db/index.ts'
import { prepareCentre } from '../support/centre.ts'
import { publishInvented } from '../support/publications.ts'

let folder = ''
const pdfs = new Map<string, Buffer>()
const titles = { it: 'Rapporto annuale 2026', fr: 'Rapport annuel 2026', en: 'Yearly report 2026' } as const
const pdfinfo = ['/usr/bin/pdfinfo'].find((path) => existsSync(path))
const pdftotext = ['/usr/bin/pdftotext'].find((path) => existsSync(path))

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bastida-report-'))
  chmodSync(folder, 0o755)
  await prepareCentre(folder, 'http://localhost:8080', {}, async (_, opened) => {
    const admin = createPool(opened.ready.connect.owner, 1, 'test owner')
    await publishInvented((text, values) => admin.query(text, values), 700)
    await admin.query(`insert into intake.report (id, kind, road, received_at, answered_at, who, situation, subject, shape, moved_at, state, promise_at)
      select gen_random_uuid(), 'report', 'web', timestamptz '2026-03-01 09:00+01' + make_interval(days => i), timestamptz '2026-03-01 09:00+01' + make_interval(days => i, hours => i), 'body', 'phishing', 'Prova', decode(md5(i::text), 'hex'), now(), 'new', now() from generate_series(1, 11) i`)
    await admin.end()
    const reportOf = await loadReports()
    const ground = { db: opened.ground.db, clock: fixedClock(new Date('2026-12-08T05:00:00Z')) }
    const info = await opened.ground.db.as(system('test'), (tx) => readCentre(tx))
    const editions = createEditions(ground.db)
    for (const lang of ['it', 'fr', 'en'] as const) {
      const report = reportOf(await reportInput(ground, editions, info, 2026, lang))
      expect(report.parts.find((part) => part.table?.rows.some((row) => row[1] === '11'))?.table?.rows.map((row) => row[1])).toEqual(expect.arrayContaining(['11', '6', '10']))
      pdfs.set(lang, await printed(report, ground.clock.now()))
      pdfs.set(`${lang} again`, await printed(report, ground.clock.now()))
    }
  })
}, 240_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(['it', 'fr', 'en'] as const)('in %s it is tagged, says its language and title, and is the same each time', (lang) => {
  const pdf = pdfs.get(lang)!
  const text = pdf.toString('latin1')
  for (const said of ['/StructTreeRoot', '/MarkInfo', `/Lang (${lang})`, 'pdfuaid', '/DisplayDocTitle true']) expect(text, said).toContain(said)
  expect(pdf.equals(pdfs.get(`${lang} again`)!)).toBe(true)
})

test.skipIf(!pdftotext)('its words can be read: the title, the sentence, tables', () => {
  for (const [lang, title] of Object.entries(titles)) {
    const { stdout } = spawnSync(pdftotext!, ['-layout', '-', '-'], { input: pdfs.get(lang)!, encoding: 'utf8' })
    expect(stdout).toContain(title)
    expect(stdout).toContain('Velarda')
    expect(stdout).not.toMatch(/\{\w+\}|undefined|NaN/)
    // Eleven requests, the middle one answered after six hours: on the cover, in big.
    expect(stdout.split('\f')[0]).toMatch(/^ *11 +6\b/m)
  }
})

test.skipIf(!pdfinfo)('its headings leave no level out, its tables have heads, its pictures have words', () => {
  const { stdout } = spawnSync(pdfinfo!, ['-struct-text', '-'], { input: pdfs.get('it')!, encoding: 'utf8', maxBuffer: 1 << 26 })
  const lines = stdout.split('\n').map((line) => line.trim())
  const levels = lines.flatMap((line) => Number(/^H(\d)\b/.exec(line)?.[1] ?? 0) || [])
  expect(levels.length).toBeGreaterThan(8)
  for (const [at, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1)
  const count = (name: string) => lines.filter((line) => new RegExp(`^${name}\\b`).test(line)).length
  expect(count('Table')).toBeGreaterThan(5)
  expect(count('TH')).toBeGreaterThanOrEqual(2 * count('Table'))
  const written = (what: RegExp) => (pdfs.get('it')!.toString('latin1').match(what) ?? []).length
  expect(count('Figure')).toBeGreaterThan(2)
  expect([written(/\/S ?\/Figure\b/g), written(/\/Alt\b/g)]).toEqual([count('Figure'), count('Figure')])
})

test('the command writes it to a file', () => {
  const out = join(folder, 'report.pdf')
  const run = spawnSync(process.execPath, ['apps/cli/main.ts', 'report', 'yearly', '2026', '--out', out, '--lang', 'fr'], { encoding: 'utf8', env: { ...process.env, BASTIDA_DATA: folder, BASTIDA_URL: 'http://localhost:8080' } })
  expect([run.status, run.stderr]).toEqual([0, expect.any(String)])
  expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-')
  expect(spawnSync(process.execPath, ['apps/cli/main.ts', 'report', 'yearly', 'x'], { encoding: 'utf8', env: { ...process.env, BASTIDA_DATA: folder } }).status).toBe(2)
}, 60_000)
