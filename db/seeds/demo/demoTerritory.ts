import type { DependencyRow, Key, PartyRow, RegistryRow, ServiceRow } from '#modules/territory/core/registry/types.ts'
import { makeEdges } from './edges.ts'
import { makeFacts } from './facts.ts'
import { makeOutline, makeTowns, provinceCount, type Town } from './geography.ts'
import { makeBodies } from './bodies.ts'
import { categoryOf, municipalServices, provinceSigns } from './names.data.ts'
import { createRandom } from './random.ts'
import { demoDomain, demoKey, type DemoContact, type DemoDataset, type DemoTerritory } from './types.ts'

export const demoSeed = 20231208

/**
 * The demonstration region, all invented: 273 municipalities, their services, the providers they run on, and who would fall
 * with whom. The same seed gives the same region; nothing in it exists, so no picture of it can be taken for a real incident.
 */
export function demoTerritory(seed = demoSeed): DemoTerritory {
  const random = createRandom(seed)
  const outline = makeOutline(random)
  const towns = makeTowns(random, outline)
  const provinces = provinceNames(towns)
  const townRows = towns.map((town) => townRow(town, provinces[town.province]!))
  const bodies = makeBodies(random, towns, provinces)
  const parties: PartyRow[] = [...townRows, ...bodies.parties]
  const townServices = towns.flatMap((town) => servicesOf(town))
  const edges = makeEdges(random, towns, bodies)
  const services = [...townServices, ...bodies.services, ...edges.services]
  const rows: RegistryRow[] = [...parties, ...bodies.memberships, ...services, ...edges.dependencies]
  return {
    seed,
    fictional: true,
    region: { name: 'Velarda', country: 'IT', centre: demoKey('centre'), outline },
    districts: bodies.districts,
    rows,
    datasets: datasetsOf(services, edges.dependencies),
    contacts: parties.flatMap(contactsOf),
    facts: makeFacts(random, parties),
  }
}

function provinceNames(towns: readonly Town[]): readonly { readonly sign: string; readonly name: string }[] {
  return Array.from({ length: provinceCount }, (_, i) => ({
    sign: provinceSigns[i]!,
    name: towns.find((town) => town.province === i)!.name,
  }))
}

function townRow(town: Town, province: { sign: string; name: string }): PartyRow {
  return {
    kind: 'party',
    key: demoKey(town.code),
    name: town.name,
    partyKind: 'municipality',
    country: 'IT',
    codes: {},
    population: town.population,
    populationYear: 2026,
    areaKm2: town.areaKm2,
    region: { code: 'VL', name: 'Velarda' },
    province: { code: province.sign, name: province.name },
    place: { lat: town.lat, lon: town.lon },
    website: `https://www.${demoDomain(town.code)}`,
    emails: [
      { type: 'pec', address: `comune@pec.${demoDomain(town.code)}` },
      { type: 'mail', address: `protocollo@${demoDomain(town.code)}` },
    ],
  }
}

function servicesOf(town: Town): ServiceRow[] {
  return municipalServices
    .filter((service) => town.population >= service.fromPopulation)
    .map((service) => ({
      kind: 'service',
      key: demoKey(`${town.code}.${service.code}`),
      party: demoKey(town.code),
      name: service.name,
      category: categoryOf[service.code]!,
      public: service.public,
      peopleServed: Math.max(1, Math.round(town.population * service.shareServed)),
      dataClasses: service.classes.length === 0 ? undefined : service.classes,
    }))
}

/** A service with data has a dataset, kept by the party at the end of its first edge that carries confidentiality. */
function datasetsOf(services: readonly ServiceRow[], dependencies: readonly DependencyRow[]): DemoDataset[] {
  const holder = new Map<string, Key>()
  for (const edge of dependencies)
    if (edge.confidentiality && !holder.has(edge.dependent.code)) holder.set(edge.dependent.code, edge.on)
  const partyOf = new Map(services.map((service) => [service.key.code, service.party]))
  return services
    .filter((service) => service.dataClasses !== undefined)
    .map((service) => {
      const on = holder.get(service.key.code)
      const heldBy = on === undefined ? service.party : partyOf.get(on.code)!
      return {
        key: demoKey(`${service.key.code}.data`),
        party: service.party,
        service: service.key,
        name: `Archivio: ${service.name}`,
        classes: service.dataClasses!,
        people: service.peopleServed ?? 0,
        heldBy,
        place: heldBy.code === service.party.code ? 'sala macchine propria' : 'presso il fornitore, Unione europea',
      }
    })
}

function contactsOf(party: PartyRow): DemoContact[] {
  if (party.partyKind === 'district' || party.partyKind === 'centre') return []
  const domain = party.emails?.find((email) => email.type === 'mail')?.address.split('@')[1] ?? 'velarda.example'
  const roles =
    party.partyKind === 'provider' || party.partyKind === 'firm'
      ? [
          ['security', 'sicurezza'],
          ['customers', 'clienti'],
        ]
      : [
          ['digital_transition', 'rtd'],
          ['dpo', 'rpd'],
          ['secretary', 'segreteria'],
        ]
  return roles.map(([role, box], i) => ({
    party: party.key,
    role: role!,
    email: `${box}@${domain}`,
    phone: `+39 000 ${String(hash(party.key.code) % 1_000_000).padStart(6, '0')}${i}`,
    language: 'it',
  }))
}

function hash(text: string): number {
  let h = 0
  for (let i = 0; i < text.length; i++) h = (Math.imul(h, 31) + text.charCodeAt(i)) >>> 0
  return h
}
