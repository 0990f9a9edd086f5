import type { DependencyRow, ServiceRow } from '#modules/territory/core/registry/types.ts'
import { edge } from './edge.ts'
import type { Town } from './geography.ts'
import { municipalServices, type ServiceSeed } from './names.data.ts'
import type { Random } from './random.ts'
import { demoKey, type Bodies } from './types.ts'

/** How a municipality runs its main software. */
type House = 'quadrante' | 'nubilis' | 'pergamena' | 'union' | 'own'

// Shares of the demonstration: with these the fall of Nubilis Cloud reaches 67 municipalities.
const quadranteTowns = 58
const nubilisTowns = 5
const payrollOnlyTowns = 4

export function makeEdges(
  random: Random,
  towns: readonly Town[],
  bodies: Bodies,
): { services: ServiceRow[]; dependencies: DependencyRow[] } {
  const houses = houseOf(random, towns, bodies)
  const payrollOnly = new Set(
    towns
      .filter((town) => houses.get(town.code) === 'own' && town.population >= 1500)
      .slice(3, 3 + payrollOnlyTowns)
      .map((town) => town.code),
  )
  const services = towns.flatMap((town) => roomsOf(town, houses.get(town.code)!))
  const dependencies = towns.flatMap((town) => {
    const house = houses.get(town.code)!
    const has = municipalServices.filter((service) => town.population >= service.fromPopulation)
    return [
      ...roomEdges(random, town, house),
      ...has.flatMap((service) => serviceEdges(random, town, house, service, bodies, payrollOnly.has(town.code))),
      ...innerEdges(random, town, has),
    ]
  })
  return { services, dependencies: [...bodies.dependencies, ...dependencies] }
}

/** The second city is with Quadrante (over 100,000 people: Law 90/2024 applies), the first and the third run their own. */
function houseOf(random: Random, towns: readonly Town[], bodies: Bodies): ReadonlyMap<string, House> {
  const free = towns.filter((town) => !bodies.unionOf.has(town.code))
  const order = random.shuffle(free.slice(3))
  const houses = new Map<string, House>(
    towns.map((town) => [town.code, bodies.unionOf.has(town.code) ? 'union' : 'own']),
  )
  for (const town of [free[1]!, ...order.slice(0, quadranteTowns - 1)]) houses.set(town.code, 'quadrante')
  for (const town of order.slice(quadranteTowns, quadranteTowns + nubilisTowns)) houses.set(town.code, 'nubilis')
  for (const town of order.slice(quadranteTowns + nubilisTowns, quadranteTowns + nubilisTowns + 80))
    houses.set(town.code, 'pergamena')
  return houses
}

function roomsOf(town: Town, house: House): ServiceRow[] {
  const inner = (code: string, name: string, category: string): ServiceRow => ({
    kind: 'service',
    key: demoKey(`${town.code}.${code}`),
    party: demoKey(town.code),
    name,
    category,
    public: false,
    peopleServed: 0,
  })
  const rooms = [inner('connessione', 'Connessione alla rete', 'network')]
  if (house === 'own' || house === 'nubilis')
    rooms.push(inner('sala', house === 'own' ? 'Sala macchine' : 'Macchine virtuali', 'machine-room'))
  return rooms
}

function roomEdges(random: Random, town: Town, house: House): DependencyRow[] {
  const e = edgeOf(random, town)
  const network =
    town.population > 20_000
      ? [
          e('connessione', 'reteprado.wan', 'network', { group: ['lines', 1] }),
          e('connessione', 'inhouse.rete', 'network', { group: ['lines', 1] }),
        ]
      : [
          e('connessione', town.population % 3 === 0 ? 'inhouse.rete' : 'reteprado.wan', 'network', {
            source: 'contract',
          }),
        ]
  if (house === 'nubilis') return [...network, e('sala', 'nubilis.iaas', 'hosting', { risk: 'ci', source: 'contract' })]
  if (house !== 'own') return network
  return [
    ...network,
    e('sala', 'salvalume.backup', 'support', { availability: 'none', risk: 'c' }),
    // Remote maintenance: it stops nothing for a week, but who comes in by it can read and change all.
    e('sala', 'pergamena.support', 'support', { availability: 'degraded', autonomyHours: 168, risk: 'ci' }),
  ]
}

function serviceEdges(
  random: Random,
  town: Town,
  house: House,
  service: ServiceSeed,
  bodies: Bodies,
  payrollOnly: boolean,
): DependencyRow[] {
  const e = edgeOf(random, town)
  const hours = { autonomyHours: service.autonomyHours }
  const line = e(service.code, `${town.code}.connessione`, 'network', {
    availability: 'degraded',
    autonomyHours: 1,
    source: 'declared',
  })
  const main = (): DependencyRow => {
    const risk = service.classes.length > 0 ? 'ci' : ''
    if (house === 'quadrante')
      return e(service.code, 'quadrante.suite', 'software', {
        ...hours,
        risk,
        source: town.population % 2 === 0 ? 'customer-list' : 'contract',
      })
    if (house === 'pergamena')
      return e(service.code, 'pergamena.suite', 'software', { ...hours, risk, source: 'customer-list' })
    if (house === 'union')
      return e(service.code, `${bodies.unionOf.get(town.code)!}.gestionale`, 'software', {
        ...hours,
        risk,
        source: 'declared',
      })
    return e(service.code, `${town.code}.sala`, 'hosting', { ...hours, risk, source: 'declared' })
  }
  const provided: Record<ServiceSeed['runsOn'], () => DependencyRow[]> = {
    suite: () => [
      main(),
      ...(service.code === 'paghe' && payrollOnly
        ? [
            e('paghe', 'quadrante.suite', 'software', {
              ...hours,
              availability: 'degraded' as const,
              risk: 'c' as const,
            }),
          ]
        : []),
      ...(service.code === 'anagrafe' || service.code === 'tributi'
        ? ['chiavistella.login', 'inhouse.accesso'].map((on) =>
            e(service.code, on, 'identity', { group: ['login', 1] as const }),
          )
        : []),
    ],
    protocol: () => [
      house === 'quadrante' || random.next() < 0.6
        ? main()
        : e(service.code, 'sigillo.protocol', 'software', { ...hours, risk: 'c' }),
    ],
    payments: () => [e(service.code, 'borgopay.gateway', 'software', hours)],
    website: () => [
      e(service.code, random.next() < 0.7 ? 'cartalibera.web' : 'altocirro.iaas', 'hosting', {
        ...hours,
        source: 'dns',
      }),
    ],
    mail: () => [
      e(service.code, random.next() < 0.6 ? 'postaverde.mail' : 'altocirro.iaas', 'hosting', {
        risk: 'c',
        source: 'dns',
      }),
    ],
    canteen: () => [e(service.code, 'mestolo.canteen', 'software', { ...hours, risk: 'c' })],
  }
  return [...provided[service.runsOn](), line]
}

/** What the offices pass to each other; accounting and payroll need one another: cycles are normal. */
function innerEdges(random: Random, town: Town, has: readonly ServiceSeed[]): DependencyRow[] {
  const e = edgeOf(random, town)
  const codes = new Set(has.map((service) => service.code))
  const pairs: readonly (readonly [string, string, number])[] = [
    ['albo', 'protocollo', 24],
    ['tributi', 'anagrafe', 24],
    ['protocollo', 'posta', 8],
    ['contabilita', 'paghe', 240],
    ['paghe', 'contabilita', 48],
    ['sociale', 'anagrafe', 24],
    ['mensa', 'pagamenti', 72],
  ]
  return pairs
    .filter(([dependent, on]) => codes.has(dependent) && codes.has(on))
    .map(([dependent, on, autonomyHours]) =>
      e(dependent, `${town.code}.${on}`, 'data', { availability: 'degraded', autonomyHours, source: 'declared' }),
    )
}

function edgeOf(random: Random, town: Town) {
  return (
    dependent: string,
    on: string,
    ...rest: Parameters<typeof edge> extends [unknown, unknown, unknown, ...infer R] ? R : never
  ): DependencyRow => edge(random, `${town.code}.${dependent}`, on, ...rest)
}
