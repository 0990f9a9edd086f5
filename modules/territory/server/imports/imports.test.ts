import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keepStream } from './files.ts'
import { centreActor, sharedRegistry, testTerritory, type TestTerritory } from '../testing.ts'

let t: TestTerritory
beforeAll(async () => { t = await testTerritory() })
afterAll(() => t.close())

const stream = (text: string | Uint8Array) => ({ stream: Readable.from([Buffer.from(text)]) })
const run = (text: string | Uint8Array, fileName = 'file.csv', more = {}) => t.service.importRegistry(centreActor, { ...stream(text), fileName, lang: 'en', ...more })
const count = async (table: string) => (await t.sql<{ n: number }>(`select count(*)::int as n from territory.${table}`))[0]!.n

describe('our own files', () => {
  const parties = 'code,name,kind,province,population\nC1,Comune Uno,municipality,Alfa,1200\nC2,Comune Due,municipality,Alfa,300\nP1,Fornitore Finto,provider,,\n'
  const services = 'code,party,name,category,people_served,data_classes\nC1.anagrafe,C1,Anagrafe,registry-office,1200,common+health\nP1.cloud,P1,Macchine,cloud-infrastructure,,\n'
  const edges = 'service,on,kind,source,autonomy_hours,date\nC1.anagrafe,P1.cloud,hosting,contract 7,4,2026-01-31\n'

  test('are stored, and a second reading changes nothing', async () => {
    expect(await run(parties)).toMatchObject({ format: 'parties-csv', read: 3, stored: 3, unchanged: 0, refused: 0, fatal: null })
    expect(await run(services)).toMatchObject({ stored: 2, refused: 0 })
    expect(await run(edges)).toMatchObject({ stored: 1, refused: 0 })
    const before = await t.sql('select version from territory.version')
    expect(await run(parties)).toMatchObject({ stored: 0, unchanged: 3 })
    expect(await run(services)).toMatchObject({ stored: 0, unchanged: 2 })
    expect(await run(edges)).toMatchObject({ stored: 0, unchanged: 1 })
    expect(await t.sql('select version from territory.version')).toEqual(before)
    expect(await t.sql(`select state, autonomy_minutes, source_date::text, p.name from territory.dependency d join territory.party p on p.id = d.provider_id`))
      .toEqual([{ state: 'declared', autonomy_minutes: 240, source_date: '2026-01-31', name: 'Fornitore Finto' }])
    expect(await t.sql('select classes from territory.dataset')).toEqual([{ classes: ['common', 'health'] }])
  })

  test('a changed row is stored, and what the file does not know is not erased', async () => {
    expect(await run('code,name,kind\nC1,Comune Uno Nuovo,municipality\n')).toMatchObject({ stored: 1, unchanged: 0 })
    expect(await t.sql(`select name, population, province from territory.party where code = 'C1'`)).toEqual([{ name: 'Comune Uno Nuovo', population: 1200, province: 'Alfa' }])
  })

  test('a preview says exactly what would happen and keeps nothing', async () => {
    const before = await count('party')
    expect(await run('code,name,kind\nC9,Comune Nove,municipality\nC1,,municipality\n', 'f.csv', { dryRun: true }))
      .toMatchObject({ dryRun: true, stored: 1, refused: 1, first: [{ line: 2, kind: 'municipality', key: 'own:C9', text: 'Comune Nove' }], problems: [{ line: 3, code: 'missing-value', text: 'A value is missing in column name.' }] })
    expect(await count('party')).toBe(before)
  })

  test('bad rows come back as a file with the reason, the good ones are stored', async () => {
    const text = 'service;on;kind;source;date\nC1.anagrafe;P1.nothing;hosting;x;\nC1.anagrafe;P1.cloud;software;x;1970-01-01\nC1.anagrafe;P1.cloud;data;x;2026-02-01\n'
    const report = await run(text)
    expect(report).toMatchObject({ read: 3, stored: 1, refused: 2 })
    expect(report.problems.map(({ line, code }) => [line, code])).toEqual([[2, 'unknown-service'], [3, 'implausible-date']])
    const file = readFileSync(report.badRowsFile!, 'utf8')
    expect(file).toContain('service;on;kind;source;date;problem')
    expect(file).toContain('C1.anagrafe;P1.nothing;hosting;x;;line 2: The service own:P1.nothing in column on does not exist in the territory.')
    expect(file.split('\n')).toHaveLength(4)
  })

  test('a broken quote, a wrong encoding and markup in a name', async () => {
    const latin = Buffer.from('code,name,kind\nL1,Comune di Cefalù,municipality\nL2,"Mai chiusa,municipality\nL3,<script>alert(1)</script>,municipality\n', 'latin1')
    const report = await run(latin)
    expect(report).toMatchObject({ stored: 2, refused: 1, problems: [{ line: 3, code: 'quote-not-closed' }] })
    expect(report.notes[0]).toContain('windows-1252')
    expect(await t.sql(`select name from territory.party where code in ('L1', 'L3') order by code`)).toEqual([{ name: 'Comune di Cefalù' }, { name: '<script>alert(1)</script>' }])
  })

  test('a file that is cut short stores nothing of itself, and neither does one that nobody knows', async () => {
    const before = await count('party')
    const whole = JSON.stringify(Array.from({ length: 50 }, (_, i) => ({ nome: `Comune ${i}`, codice: String(45001 + i).padStart(6, '0'), codiceCatastale: `A${100 + i}`, regione: { codice: '09' } })))
    expect(await run(whole.slice(0, -40), 'comuni.json')).toMatchObject({ stored: 0, fatal: { code: 'file-json-cut' } })
    await expect(run('anything at all', 'x.txt')).rejects.toMatchObject({ code: 'unsupported' })
    expect(await count('party')).toBe(before)
    expect(await t.sql(`select state from territory.import where state <> 'done'`)).toEqual([{ state: 'failed' }])
  })

  test('a body’s word is not undone by a file', async () => {
    const [edge] = await t.sql<{ id: string }>(`select d.id from territory.dependency d where kind = 'hosting'`)
    await t.sql(`update territory.dependency set state = 'denied', decided_by = 'x', decided_at = now() where id = $1`, [edge!.id])
    expect(await run(edges.replace(',4,', ',8,'))).toMatchObject({ stored: 0, unchanged: 1 })
    expect(await t.sql(`select state, autonomy_minutes from territory.dependency where id = $1`, [edge!.id])).toEqual([{ state: 'denied', autonomy_minutes: 240 }])
  })

  test('a stream that is larger than allowed, or breaks off, leaves no file', async () => {
    const path = join(t.dataFolder, 'imports', 'large.data')
    await expect(keepStream(Readable.from([Buffer.alloc(8), Buffer.alloc(8)]), path, 10)).rejects.toMatchObject({ code: 'too_large' })
    const broken = Readable.from((function* () { yield Buffer.alloc(8); throw new Error('line cut') })())
    await expect(keepStream(broken, path, 100)).rejects.toThrow('line cut')
    expect(readdirSync(join(t.dataFolder, 'imports')).filter((name) => name.startsWith('large'))).toEqual([])
  })

  test('two at once: the second is told to wait, or waits and finds nothing to do', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `T${i},Comune ${i},municipality`).join('\n')
    const results = await Promise.allSettled([run(`code,name,kind\n${rows}\n`), run(`code,name,kind\n${rows}\n`)])
    const stored = results.map((one) => (one.status === 'fulfilled' ? one.value.stored : (one.reason as { code: string }).code))
    expect(stored).toContain(3000)
    expect([0, 'busy']).toContain(stored.find((one) => one !== 3000))
    expect((await t.sql(`select count(*)::int as n from territory.party where code like 'T%' and registry = 'own'`))[0]).toEqual({ n: 3000 })
  })
})

test('bad rows of a file read where it lies, in a data folder that has never had an import', async () => {
  const path = join(t.dataFolder, 'here.csv')
  await writeFile(path, 'code,name,kind\nZ1,,municipality\n')
  rmSync(join(t.dataFolder, 'imports'), { recursive: true, force: true })
  const report = await t.service.importRegistry(centreActor, { path, fileName: 'here.csv' })
  expect(report).toMatchObject({ refused: 1 })
  expect(existsSync(report.badRowsFile!)).toBe(true)
  expect(existsSync(path)).toBe(true)
})

describe('joining registries', () => {
  test('the same municipality in two registries is one party, whichever came first', async () => {
    const istat = (rows: object[]) => rows.map((row) => JSON.stringify(row)).join('\n')
    const town = (codice: string, nome: string, codiceCatastale: string) => ({ nome, codice, codiceCatastale, regione: { codice: '09' }, popolazione: 700 })
    const ipa = (rows: string[][]) => ['Codice_IPA\tDenominazione_ente\tCodice_fiscale_ente\tTipologia\tCodice_Categoria\tCodice_comune_ISTAT\tMail1\tTipo_Mail1', ...rows.map((row) => row.join('\t'))].join('\n')
    const bodies = ipa([['c_z991', 'Comune di Fintavalle', '00000000011', 'PA', 'L6', '048991', 'protocollo@fintavalle.example', 'pec'], ['c_z992', 'Comune di Fintamonte', '00000000022', 'PA', 'L6', '048992', '', '']])
    expect(await run(istat([town('048991', 'Fintavalle', 'Z991')]), 'comuni.ndjson')).toMatchObject({ stored: 1 })
    expect(await run(bodies, 'enti.txt')).toMatchObject({ format: 'ipa-tsv', stored: 2, refused: 0 })
    expect(await run(istat([town('048992', 'Fintamonte', 'Z992')]), 'comuni.ndjson')).toMatchObject({ stored: 1 })
    expect(await run(bodies, 'enti.txt')).toMatchObject({ stored: 0, unchanged: 2 })
    expect(await t.sql(`select registry, name, population, codes ->> 'fiscal' as fiscal, (select string_agg(email, ' ') from territory.contact c where c.party_id = p.id) as mail
      from territory.party p where name like '%Finta%' order by codes ->> 'fiscal'`)).toEqual([
      { registry: 'it-istat', name: 'Fintavalle', population: 700, fiscal: '00000000011', mail: 'protocollo@fintavalle.example' },
      { registry: 'it-ipa', name: 'Comune di Fintamonte', population: 700, fiscal: '00000000022', mail: null },
    ])
  })
})

const real = existsSync(sharedRegistry('it-comuni-2020.ndjson.gz'))
describe.skipIf(!real)(`real registries ${real ? '' : '(skipped: the shared data are not here)'}`, () => {
  test('Tuscany from two Italian registries is 273 municipalities once', async () => {
    const anpr = { path: sharedRegistry('it-anpr-archivio-comuni.csv.gz'), fileName: 'anpr.csv.gz', region: 'Toscana' }
    const comuni = { path: sharedRegistry('it-comuni-2020.ndjson.gz'), fileName: 'comuni.ndjson.gz', region: 'Toscana' }
    const before = Number((await t.sql(`select count(*) as n from territory.party where registry = 'it-istat'`))[0]!['n'])
    expect(await t.service.importRegistry(centreActor, comuni)).toMatchObject({ stored: 273, refused: 0 })
    expect(await t.service.importRegistry(centreActor, anpr)).toMatchObject({ stored: 273, refused: 0 })
    expect(await t.service.importRegistry(centreActor, comuni)).toMatchObject({ stored: 0, unchanged: 273 })
    expect(Number((await t.sql(`select count(*) as n from territory.party where registry = 'it-istat'`))[0]!['n'])).toBe(before + 273)
    expect(await t.sql(`select name, population from territory.party where registry = 'it-istat' and code = '045010'`)).toMatchObject([{ name: 'Massa', population: expect.any(Number) }])
    const borders = await t.service.importRegistry(centreActor, { path: sharedRegistry('it-toscana-comuni.geojson.gz'), fileName: 'toscana.geojson.gz' })
    expect(borders).toMatchObject({ stored: 273, refused: 0, skipped: 0, borders: { by: [{ property: 'com_istat_code', code: 'istat', kind: 'municipality', places: 273 }], unknownTotal: 0 } })
    expect(await t.service.importRegistry(centreActor, { path: sharedRegistry('it-toscana-comuni.geojson.gz'), fileName: 'toscana.geojson.gz' })).toMatchObject({ stored: 0, unchanged: 273 })
    const map = await t.service.map()
    expect(map).toMatchObject({ source: 'boundaries', outline: '' })
    expect(map.cells).toHaveLength(273)
    const cut = join(t.dataFolder, 'cut.geojson')
    await writeFile(cut, gunzipSync(readFileSync(sharedRegistry('it-toscana-comuni.geojson.gz'))).subarray(0, 400_000))
    expect(statSync(cut).size).toBe(400_000)
expect(await t.service.importRegistry(centreActor, { path: cut, fileName: 'cut.geojson' })).toMatchObject({ stored: 0, fatal: { code: 'file-json-cut' } })
  })
})
