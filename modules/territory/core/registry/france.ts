import { cellOf, compact, firstProblem, refuse, skip, store, type JsonMapper } from './mappers.ts'
import { problem, readCode, readCount, readName } from './fields.ts'
import { frenchRegion, frenchRegionOfCommune } from './regions.ts'
import type { MembershipRow, PartyRow, Region } from './types.ts'

// "01001", "2A004", "97105"; COG codes are text.
const inseeShape = /^(\d{5}|2[AB]\d{3})$/
const sirenShape = /^\d{9}$/

/** Communes of the COG. Delegated and associated communes and arrondissements are parts of a party, not parties. */
export const fromCommunes: JsonMapper = (item) => {
  const type = cellOf(item['type'])
  if (type !== 'commune-actuelle') {
    if (type !== undefined && partTypes.has(type)) return skip('not-a-party', { type })
    return refuse(problem('unknown-code', { column: 'type', value: (type ?? '').slice(0, 80) }))
  }
  const insee = readCode('code', cellOf(item['code']), inseeShape)
  const name = readName('nom', cellOf(item['nom']))
  const siren = readCode('siren', cellOf(item['siren']), sirenShape)
  const population = readCount('population', cellOf(item['population']))
  const bad = firstProblem(insee, name, siren, population)
  if (bad !== undefined) return refuse(bad)
  if (insee.value === undefined) return refuse(problem('missing-value', { column: 'code' }))
  const department = cellOf(item['departement'])
  const regionCode = cellOf(item['region'])
  const row: PartyRow = {
    kind: 'party',
    key: { registry: 'fr-insee', code: insee.value },
    name: name.value!,
    partyKind: 'municipality',
    country: 'FR',
    codes: compact({ insee: insee.value, siren: siren.value }),
    population: population.value,
    region: regionCode === undefined ? undefined : frenchRegion(regionCode.slice(0, 20)),
    province: department === undefined ? undefined : { code: department.slice(0, 20), name: department.slice(0, 20) },
  }
  return store(compact(row))
}

/** Inter-municipal bodies: one party and one membership a member. Whether a member runs on its services is not said here. */
export const fromEpci: JsonMapper = (item) => {
  const siren = readCode('code', cellOf(item['code']), sirenShape)
  const name = readName('nom', cellOf(item['nom']))
  const population = readCount('populationMunicipale', cellOf(item['populationMunicipale'] ?? item['populationTotale']))
  const bad = firstProblem(siren, name, population)
  if (bad !== undefined) return refuse(bad)
  if (siren.value === undefined) return refuse(problem('missing-value', { column: 'code' }))
  const members = item['membres']
  if (!Array.isArray(members)) return refuse(problem('missing-value', { column: 'membres' }))
  const key = { registry: 'fr-siren', code: siren.value }
  const rows: MembershipRow[] = []
  for (const member of members as readonly { code?: unknown; nom?: unknown }[]) {
    const insee = readCode('membres.code', cellOf(member?.code), inseeShape)
    const memberName = readName('membres.nom', cellOf(member?.nom))
    const wrong = firstProblem(insee, memberName)
    if (wrong !== undefined) return refuse(wrong)
    if (insee.value === undefined) return refuse(problem('missing-value', { column: 'membres.code' }))
    rows.push({
      kind: 'membership',
      member: { registry: 'fr-insee', code: insee.value },
      of: key,
      memberName: memberName.value!,
    })
  }
  const party: PartyRow = {
    kind: 'party',
    key,
    name: name.value!,
    partyKind: 'union',
    country: 'FR',
    codes: { siren: siren.value },
    population: population.value,
    region: mostCommonRegion(rows),
  }
  return store(compact(party), ...rows)
}

const partTypes: ReadonlySet<string> = new Set(['commune-deleguee', 'commune-associee', 'arrondissement-municipal'])

/** The source gives no region, and some bodies cross a border: the region of most of their members. */
function mostCommonRegion(rows: readonly MembershipRow[]): Region | undefined {
  const counts = new Map<string, { region: Region; count: number }>()
  for (const row of rows) {
    const region = frenchRegionOfCommune(row.member.code)
    if (region === undefined) continue
    const entry = counts.get(region.name) ?? { region, count: 0 }
    entry.count += 1
    counts.set(region.name, entry)
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.region
}
