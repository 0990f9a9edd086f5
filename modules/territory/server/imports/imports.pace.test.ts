import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paceMs } from '#platform/testing/pace.ts'
import { centreActor, sharedRegistry, testTerritory, type TestTerritory } from '../testing.ts'

const real = existsSync(sharedRegistry('fr-communes.ndjson.gz'))
describe.skipIf(!real)(`real registries ${real ? '' : '(skipped: the shared data are not here)'}`, () => {
  let t: TestTerritory
  beforeAll(async () => { t = await testTerritory() })
  afterAll(() => t.close())
  const count = async (table: string) => (await t.sql<{ n: number }>(`select count(*)::int as n from territory.${table}`))[0]!.n

  test('French file: 37,590 rows, 34,969 communes, then nothing to do', async () => {
    const file = { path: sharedRegistry('fr-communes.ndjson.gz'), fileName: 'fr-communes.ndjson.gz' }
    const first = await t.service.importRegistry(centreActor, file)
    expect(first).toMatchObject({ read: 37_590, stored: 34_969, unchanged: 0, refused: 0, skipped: 2621 })
    // 4.6 s where a pace is 13 ms, in paces of the same moment; `bench cases` gives the figure of a quiet machine.
    expect(first.ms).toBeLessThan(350 * paceMs())
    const second = await t.service.importRegistry(centreActor, file)
    expect(second).toMatchObject({ read: 37_590, stored: 0, unchanged: 34_969 })
    console.info(`French file: ${first.ms} ms, again ${second.ms} ms`)
    const bodies = await t.service.importRegistry(centreActor, { path: sharedRegistry('fr-occitanie-epci.ndjson.gz'), fileName: 'epci.ndjson.gz', region: 'Occitanie' })
    expect(bodies).toMatchObject({ refused: 0, stored: 161 + (await count('membership')) })
    expect(await count('membership')).toBeGreaterThan(4300)
  })

  test('borders of 2018 over the communes of today: each by its INSEE code, the ones that are no more are named', async () => {
    await t.service.importRegistry(centreActor, { path: sharedRegistry('fr-communes.ndjson.gz'), fileName: 'fr-communes.ndjson.gz' })
    const report = await t.service.importRegistry(centreActor, { path: sharedRegistry('fr-occitanie-communes-2018.geojson.gz'), fileName: 'occitanie.geojson.gz', dryRun: true })
    expect(report).toMatchObject({ refused: 0, fatal: null, dryRun: true, borders: { by: [{ property: 'code', code: 'insee', kind: 'municipality' }] } })
    expect(report.stored + report.skipped).toBe(report.read)
    expect(report.borders!.unknownTotal).toBe(report.skipped)
    expect(report.skipped).toBeGreaterThan(20)
    expect(report.borders!.unknown[0]).toMatchObject({ name: expect.stringMatching(/./), code: expect.stringMatching(/^\d{5}$/) })
    console.info(`borders of Occitanie: ${report.read} read, ${report.stored} found, ${report.skipped} no more, ${report.ms} ms`)
  })
})
