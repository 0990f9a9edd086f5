/** Takes the rows of a registry, resolves their keys and stores them in batches inside the caller's transaction. */
import type { Tx } from '#platform/db/index.ts'
import { fold, keyText, type DependencyRow, type Key, type MembershipRow, type PartyRow, type RegistryRow, type ServiceRow } from '../../core/registry/index.ts'
import type { DependencyState } from '../../contract.ts'
import { contentHash, deriveId } from '../ids.ts'
import { withoutCompiler } from '../store/graphStore.ts'
import { aliasKeys, partyKeys, serviceKeys, type ServiceKey } from '../store/keysStore.ts'
import { fillParties, realignOwners, saveAliases, saveContacts, saveDatasets, saveDependencies, saveMemberships, saveParties, saveServices, type PartyRecord, type Stamp } from '../store/rowsStore.ts'

export type Sink = {
  readonly counts: { stored: number; unchanged: number; refused: number; /** Members that are not in the territory. */ strangers: number }
  readonly problems: { line: number; code: string; params: Record<string, string | number> }[]
  add(line: number, row: RegistryRow): Promise<void>
  /** Stores what waits. Called once at the end. */
  finish(): Promise<void>
  partyId(key: Key): string | undefined
  service(key: Key): ServiceKey | undefined
}

/** Rows a statement: 5,000 parties are about 2 MB of JSON, and ten times more or fewer are slower. */
const BATCH = 5000
/** An edge less sure than this waits for a person; a surer one counts as declared by its source. */
export const DECLARED_FROM = 0.75

type Waiting = { readonly line: number; readonly row: RegistryRow }

export async function createSink(tx: Tx, stamp: Stamp, options: { stateOf?(row: DependencyRow): DependencyState } = {}): Promise<Sink> {
  await withoutCompiler(tx)
  const parties = await partyKeys(tx)
  const aliases = await aliasKeys(tx)
  const services = await serviceKeys(tx)
  const counts = { stored: 0, unchanged: 0, refused: 0, strangers: 0 }
  const problems: Sink['problems'] = []
  let waiting: Waiting[] = []
  let ownersMayHaveMoved = false

  const partyOf = (key: Key) => aliases.get(keyText(key)) ?? parties.get(keyText(key))
  const serviceOf = (key: Key) => services.get(keyText(key))
  const count = (rows: number, written: number) => {
    counts.stored += written
    counts.unchanged += rows - written
  }
  const refuse = (line: number, code: string, params: Record<string, string | number>) => {
    counts.refused += 1
    if (problems.length < 100) problems.push({ line, code, params })
  }

  async function flush() {
    const batch = waiting
    waiting = []
    await flushParties(rowsOf<PartyRow>(batch, 'party'))
    await flushMemberships(rowsOf<MembershipRow>(batch, 'membership'))
    await flushServices(rowsOf<ServiceRow>(batch, 'service'))
    await flushDependencies(rowsOf<DependencyRow>(batch, 'dependency'))
  }

  async function flushParties(rows: readonly Line<PartyRow>[]) {
    if (rows.length === 0) return
    const whole = new Map<string, PartyRecord>()
    const partial = new Map<string, PartyRecord>()
    const newAliases = []
    const contacts = []
    for (const { row } of rows) {
      const record = partyRecord(row, stamp.realm)
      const same = row.sameAs === undefined ? undefined : partyOf(row.sameAs)
      const known = aliases.get(keyText(row.key)) ?? same
      if (known !== undefined) partial.set(known, { ...record, id: known })
      else {
        record.id = parties.get(keyText(row.key)) ?? record.id
        whole.set(record.id, record)
        parties.set(keyText(row.key), record.id)
      }
      const id = known ?? record.id
      for (const key of [row.key, row.sameAs]) {
        if (key === undefined || parties.get(keyText(key)) === id || aliases.has(keyText(key))) continue
        aliases.set(keyText(key), id)
        newAliases.push({ registry: key.registry, code: key.code, party_id: id })
      }
      for (const { type, address } of row.emails ?? []) contacts.push({ party_id: id, role: type, email: address, language: row.country === 'FR' ? 'fr' : 'it' })
    }
    const written = (whole.size > 0 ? await saveParties(tx, stamp, [...whole.values()]) : 0) + await fillParties(tx, stamp, [...partial.values()])
    await saveAliases(tx, stamp, newAliases)
    await saveContacts(tx, stamp, contacts)
    count(rows.length, written)
  }

  async function flushMemberships(rows: readonly Line<MembershipRow>[]) {
    const known = new Map<string, { member_id: string; of_id: string }>()
    for (const { row } of rows) {
      const [member, of] = [partyOf(row.member), partyOf(row.of)]
      if (member === undefined || of === undefined || member === of) counts.strangers += 1
      else known.set(`${member} ${of}`, { member_id: member, of_id: of })
    }
    count(known.size, await saveMemberships(tx, stamp, [...known.values()]))
  }

  async function flushServices(rows: readonly Line<ServiceRow>[]) {
    const records = []
    const datasets = []
    for (const { line, row } of rows) {
      const owner = partyOf(row.party)
      if (owner === undefined) { refuse(line, 'unknown-party', { column: 'party', value: keyText(row.party) }); continue }
      const before = serviceOf(row.key)
      const id = before?.id ?? deriveId('service', stamp.realm, row.key.registry, row.key.code)
      if (before !== undefined && before.partyId !== owner) ownersMayHaveMoved = true
      services.set(keyText(row.key), { id, partyId: owner })
      records.push({
        id, party_id: owner, registry: row.key.registry, code: row.key.code, name: row.name, category: row.category, public: row.public ?? true,
        people_served: Math.min(row.peopleServed ?? 0, 2_000_000_000), hash: contentHash([owner, row]),
      })
      if (row.dataClasses !== undefined || row.dataPlace !== undefined) {
        datasets.push({ id: deriveId('dataset', stamp.realm, id), party_id: owner, service_id: id, name: row.name, classes: row.dataClasses ?? [], ...(row.dataPlace === undefined ? {} : { place: row.dataPlace }) })
      }
    }
    if (records.length === 0) return
    count(records.length, await saveServices(tx, stamp, records))
    await saveDatasets(tx, stamp, datasets)
  }

  async function flushDependencies(rows: readonly Line<DependencyRow>[]) {
    const records = new Map()
    for (const { line, row } of rows) {
      const [dependent, on] = [serviceOf(row.dependent), serviceOf(row.on)]
      if (dependent === undefined || on === undefined) {
        refuse(line, 'unknown-service', dependent === undefined ? { column: 'service', value: keyText(row.dependent) } : { column: 'on', value: keyText(row.on) })
        continue
      }
      const record = dependencyRecord(row, dependent, on, stamp.realm, options.stateOf?.(row) ?? (row.confidence < DECLARED_FROM ? 'proposed' : 'declared'))
      records.set(record.id, record)
    }
    if (records.size > 0) count(records.size, await saveDependencies(tx, stamp, [...records.values()]))
  }

  return {
    counts, problems,
    async add(line, row) {
      waiting.push({ line, row })
      if (waiting.length >= BATCH) await flush()
    },
    async finish() {
      await flush()
      if (ownersMayHaveMoved) await realignOwners(tx)
    },
    partyId: partyOf,
    service: serviceOf,
  }
}

type Line<Row> = { readonly line: number; readonly row: Row }
const rowsOf = <Row extends RegistryRow>(batch: readonly Waiting[], kind: Row['kind']): Line<Row>[] => batch.filter(({ row }) => row.kind === kind) as Line<Row>[]

function partyRecord(row: PartyRow, realm: string): PartyRecord {
  return {
    id: deriveId('party', realm, row.key.registry, row.key.code), registry: row.key.registry, code: row.key.code, name: row.name,
    folded: fold(`${row.name} ${row.key.code} ${row.province?.name ?? ''} ${Object.values(row.codes).join(' ')}`), kind: row.partyKind.replaceAll('-', '_'), country: row.country,
    ...(row.region === undefined ? {} : { region_code: row.region.code ?? '', region: row.region.name }),
    ...(row.province === undefined ? {} : { province_code: row.province.code ?? '', province: row.province.name }),
    ...(row.population === undefined ? {} : { population: row.population }), ...(row.populationYear === undefined ? {} : { population_year: row.populationYear }),
    ...(row.areaKm2 === undefined ? {} : { area_km2: row.areaKm2 }), ...(row.place === undefined ? {} : row.place),
    ...(row.website === undefined ? {} : { website: row.website }), ...(row.validFrom === undefined ? {} : { valid_from: row.validFrom }),
    codes: row.codes as Record<string, string>, hash: contentHash(row),
  }
}

export function dependencyRecord(row: DependencyRow, dependent: ServiceKey, on: ServiceKey, realm: string, state: DependencyState) {
  const group = row.availability === 'group' ? row.groupId! : ''
  return {
    id: deriveId('dependency', realm, dependent.id, on.id, row.depKind, group), party_id: dependent.partyId, provider_id: on.partyId, dependent_id: dependent.id, on_id: on.id,
    kind: row.depKind, availability: row.availability, group_key: group, group_k: row.availability === 'group' ? row.k! : null,
    confidentiality: row.confidentiality, integrity: row.integrity, autonomy_minutes: Math.floor(row.autonomyHours * 60), confidence: row.confidence,
    source: row.source, source_date: row.date ?? null, state, hash: contentHash([row, state]),
  }
}
