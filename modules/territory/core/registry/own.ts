import { compact, firstProblem, refuse, store, type CsvMapper, type MapContext } from './mappers.ts'
import {
  cleanEmail,
  cleanWebsite,
  earliestInstitution,
  earliestObservation,
  isEmpty,
  problem,
  readBoolean,
  readCode,
  readCount,
  readDate,
  readDecimal,
  readName,
  readOneOf,
  readText,
  type Field,
} from './fields.ts'
import { availabilityEffects, dataClasses, dependencyKinds, partyKinds } from './types.ts'
import type { DataClass, DependencyRow, Email, Key, PartyRow, ServiceRow } from './types.ts'

/** Our own CSV files; the columns are described in README.md beside this file. */
export const fromParties: CsvMapper = (cells) => {
  const key = readKey('code', cells('code'), cells('registry'))
  const name = readName('name', cells('name'))
  const partyKind = readOneOf('kind', cells('kind'), partyKinds)
  const country = readCode('country', cells('country')?.trim().toUpperCase(), /^[A-Z]{2}$/)
  const population = readCount('population', cells('population'))
  const areaKm2 = readDecimal('area_km2', cells('area_km2'), 0, 20_000_000)
  const lat = readDecimal('lat', cells('lat'), -90, 90)
  const lon = readDecimal('lon', cells('lon'), -180, 180)
  const region = readText('region', cells('region'), 200)
  const province = readText('province', cells('province'), 200)
  const validFrom = readDate('valid_from', cells('valid_from'), earliestInstitution)
  const codes = codeColumns.map((column) => readCode(column, cells(column)))
  const bad = firstProblem(
    key,
    name,
    partyKind,
    country,
    population,
    areaKm2,
    lat,
    lon,
    region,
    province,
    validFrom,
    ...codes,
  )
  if (bad !== undefined) return refuse(bad)
  if (key.value === undefined) return refuse(problem('missing-value', { column: 'code' }))
  if (partyKind.value === undefined) return refuse(problem('missing-value', { column: 'kind' }))
  if ((lat.value === undefined) !== (lon.value === undefined))
    return refuse(problem('half-a-place', { lat: cells('lat') ?? '', lon: cells('lon') ?? '' }))
  const row: PartyRow = {
    kind: 'party',
    key: key.value,
    name: name.value!,
    partyKind: partyKind.value,
    country: country.value ?? 'IT',
    codes: compact(Object.fromEntries(codeColumns.map((column, i) => [column, codes[i]!.value]))),
    population: population.value,
    areaKm2: areaKm2.value,
    region: region.value === undefined ? undefined : { name: region.value },
    province: province.value === undefined ? undefined : { name: province.value },
    place: lat.value === undefined ? undefined : { lat: lat.value, lon: lon.value! },
    website: cleanWebsite(cells('website')),
    emails: emailsOf(cells('pec'), cells('mail')),
    validFrom: validFrom.value,
  }
  return store(compact(row))
}

export const fromServices: CsvMapper = (cells, context) => {
  const key = readKey('code', cells('code'), cells('registry'))
  const party = readKey('party', cells('party'))
  const name = readName('name', cells('name'))
  const category = readCode('category', cells('category'))
  const isPublic = readBoolean('public', cells('public'))
  const peopleServed = readCount('people_served', cells('people_served'))
  const classes = readClasses(cells('data_classes'))
  const dataPlace = readText('data_place', cells('data_place'), 200)
  const bad = firstProblem(key, party, name, category, isPublic, peopleServed, classes, dataPlace)
  if (bad !== undefined) return refuse(bad)
  if (key.value === undefined) return refuse(problem('missing-value', { column: 'code' }))
  if (party.value === undefined) return refuse(problem('missing-value', { column: 'party' }))
  if (category.value === undefined) return refuse(problem('missing-value', { column: 'category' }))
  if (!isKnown(context.knownParty, party.value))
    return refuse(problem('unknown-party', { column: 'party', value: keyText(party.value) }))
  const row: ServiceRow = {
    kind: 'service',
    key: key.value,
    party: party.value,
    name: name.value!,
    category: category.value,
    public: isPublic.value,
    peopleServed: peopleServed.value,
    dataClasses: classes.value,
    dataPlace: dataPlace.value,
  }
  return store(compact(row))
}

export const fromDependencies: CsvMapper = (cells, context: MapContext) => {
  const dependent = readKey('service', cells('service'))
  const on = readKey('on', cells('on'))
  const depKind = readOneOf('kind', cells('kind'), dependencyKinds)
  const availability = readOneOf('availability', cells('availability'), availabilityEffects)
  const groupId = readCode('group', cells('group'))
  const k = readCount('k', cells('k'))
  const confidentiality = readBoolean('confidentiality', cells('confidentiality'))
  const integrity = readBoolean('integrity', cells('integrity'))
  const autonomyHours = readDecimal('autonomy_hours', cells('autonomy_hours'), 0, 87_600)
  const confidence = readDecimal('confidence', cells('confidence'), 0, 1)
  const source = readText('source', cells('source'), 500)
  const date = readDate('date', cells('date'), earliestObservation, context.today)
  const bad = firstProblem(
    dependent,
    on,
    depKind,
    availability,
    groupId,
    k,
    confidentiality,
    integrity,
    autonomyHours,
    confidence,
    source,
    date,
  )
  if (bad !== undefined) return refuse(bad)
  if (dependent.value === undefined) return refuse(problem('missing-value', { column: 'service' }))
  if (on.value === undefined) return refuse(problem('missing-value', { column: 'on' }))
  if (depKind.value === undefined) return refuse(problem('missing-value', { column: 'kind' }))
  if (source.value === undefined) return refuse(problem('missing-value', { column: 'source' }))
  // A service that needs itself says nothing, and would stand in every path: it is always a slip of the keyboard.
  if (keyText(dependent.value) === keyText(on.value))
    return refuse(problem('self-dependency', { value: keyText(on.value) }))
  const effect = availability.value ?? (groupId.value === undefined ? 'hard' : 'group')
  if (effect === 'group' && (groupId.value === undefined || k.value === undefined || k.value < 1))
    return refuse(problem('group-without-k', {}))
  if (effect !== 'group' && (groupId.value !== undefined || k.value !== undefined))
    return refuse(problem('k-without-group', { availability: effect }))
  for (const [column, key] of [
    ['service', dependent.value],
    ['on', on.value],
  ] as const) {
    if (!isKnown(context.knownService, key)) return refuse(problem('unknown-service', { column, value: keyText(key) }))
  }
  const row: DependencyRow = {
    kind: 'dependency',
    dependent: dependent.value,
    on: on.value,
    depKind: depKind.value,
    availability: effect,
    groupId: groupId.value,
    k: k.value,
    confidentiality: confidentiality.value ?? false,
    integrity: integrity.value ?? false,
    autonomyHours: autonomyHours.value ?? 0,
    confidence: confidence.value ?? 1,
    source: source.value,
    date: date.value,
  }
  return store(compact(row))
}

const codeColumns = ['istat', 'cadastral', 'insee', 'siren', 'ipa', 'fiscal'] as const

export function keyText(key: Key): string {
  return `${key.registry}:${key.code}`
}

/** `registry:code`, or a bare code of the registry named in its own column, else of `own`. */
function readKey(column: string, cell: string | undefined, registryCell?: string): Field<Key> {
  const field = readText(column, cell, 200)
  if (field.value === undefined) return { problem: field.problem }
  const colon = field.value.indexOf(':')
  const registry = readCode(
    'registry',
    colon === -1 ? (isEmpty(registryCell) ? 'own' : registryCell) : field.value.slice(0, colon),
    /^[a-z][a-z0-9-]{0,39}$/,
  )
  const code = readCode(column, field.value.slice(colon + 1))
  const bad = firstProblem(registry, code)
  if (bad !== undefined) return { problem: bad }
  return code.value === undefined ? {} : { value: { registry: registry.value!, code: code.value } }
}

function readClasses(cell: string | undefined): Field<readonly DataClass[]> {
  if (isEmpty(cell)) return {}
  const fields = cell!
    .split(/[+|/ ]+/)
    .filter((part) => part !== '')
    .map((part) => readOneOf('data_classes', part, dataClasses))
  const bad = firstProblem(...fields)
  return bad === undefined ? { value: [...new Set(fields.map((field) => field.value!))] } : { problem: bad }
}

function emailsOf(pec: string | undefined, mail: string | undefined): readonly Email[] | undefined {
  const emails: Email[] = []
  const [pecAddress, mailAddress] = [cleanEmail(pec), cleanEmail(mail)]
  if (pecAddress !== undefined) emails.push({ type: 'pec', address: pecAddress })
  if (mailAddress !== undefined) emails.push({ type: 'mail', address: mailAddress })
  return emails.length === 0 ? undefined : emails
}

function isKnown(known: ((key: string) => boolean) | undefined, key: Key): boolean {
  return known === undefined || known(keyText(key))
}
