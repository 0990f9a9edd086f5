/**
 * From "open the case" to everything of it stored, and the list of 15,000 cases by each filter, on a server of its own
 * with durability on.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildGraph } from '#engines/cascade/index.ts'
import { createCases } from '#modules/cases/server/index.ts'
import { testId } from '#modules/cases/server/testing.ts'
import type { CasesService } from '#modules/cases/contract.ts'
import type { Contact, Party, PartyKind, TerritoryGraph, TerritoryService } from '#modules/territory/contract.ts'
import { systemClock } from '#platform/clock.ts'
import type { Actor } from '#platform/contract/index.ts'
import { createDatabase, createPool, type Database } from '#platform/db/index.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { prepareDatabase } from '#platform/db/setup.ts'
import { createHttp } from '#platform/http/index.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import { westpoleTerritory } from './cascade-territories.ts'

export type CasesBench = {
  readonly bodies: number
  readonly tied: number
  readonly impacts: number
  /** Median, and the first one after start. */
  readonly open_ms: number
  readonly open_first_ms: number
  /** Facts of all tied cases, as the modules below read them. */
  readonly facts_ms: number
  readonly cases: number
  /** The slowest filter's median, by HTTP inject: parse, query, map, serialise. */
  readonly list_ms: number
  readonly list: Readonly<Record<string, number>>
}

const SEED = 8_12_2023

export async function benchCases(
  options: { bodies?: number; cases?: number; runs?: number } = {},
): Promise<CasesBench> {
  const { bodies = 1300, cases: total = 15_000, runs = 7 } = options
  const folder = mkdtempSync(join(tmpdir(), 'bastida-bench-'))
  chmodSync(folder, 0o755)
  const log = createLog('error', () => systemClock.now())
  const server = await startEmbedded({ folder, log })
  const credentials = {
    owner: 'o',
    app: 'a',
    auth: 'u',
    worker: 'w',
    session: 'a secret of the benches, longer than thirty-two characters',
  }
  const admin = { host: server.socketFolder, user: server.superuser, database: 'postgres' }
  const ready = await prepareDatabase(admin, 'bench_cases', credentials)
  const pool = createPool(ready.connect.app, 4, 'bench')
  const db = createDatabase(pool)
  const superPool = createPool({ ...admin, database: 'bench_cases' }, 1, 'bench superuser')
  try {
    const territory = territoryOf(bodies)
    const module = createCases(
      {
        db,
        clock: systemClock,
        log,
        mailer: createMailer({ smtpUrl: undefined, from: 'centro@velarda.example', folder }),
        publicUrl: 'https://centro.velarda.example',
        dataFolder: folder,
      },
      { territory, keys: await openKeys(folder, { known: [], now: systemClock.now() }) },
    )
    const opening = await benchOpen(db, module.service, runs)
    await superPool.query(generateSql, [total])
    await superPool.query('vacuum analyze cases."case"')
    const http = createHttp({ log, origins: [], authenticate: async () => analyst })
    http.mount(module.routes)
    const list: Record<string, number> = {}
    for (const [name, query] of Object.entries(await filters(superPool)))
      list[name] = await medianOf(runs * 2, async () => {
        await ask(http, query)
      })
    await http.close()
    const stored = (
      await superPool.query<{ cases: number; impacts: number }>(
        'select (select count(*)::int from cases."case") as cases, (select count(*)::int from cases.impact) as impacts',
      )
    ).rows[0]!
    return {
      bodies,
      ...opening,
      impacts: Math.round(stored.impacts / runs),
      cases: stored.cases,
      list_ms: Math.max(...Object.values(list)),
      list,
    }
  } finally {
    await Promise.all([db.close(), superPool.end()])
    await server.release()
    rmSync(folder, { recursive: true, force: true })
  }
}

const analyst: Actor = {
  kind: 'person',
  id: 'a2',
  name: 'Analista 2',
  roles: ['analyst'],
  scope: 'all',
  parties: [],
  realm: 'live',
}

async function benchOpen(db: Database, service: CasesService, runs: number) {
  const times: number[] = []
  let last = { mainId: '', tied: 0 }
  for (let run = 0; run < runs; run++) {
    const started = systemClock.elapsedMs()
    last = await service.open(analyst, {
      providerId: testId(1, 0),
      title: 'Fermo di Nubilis Cloud',
      occurredAt: new Date(systemClock.now().getTime() - 900_000),
      effects: { unavailable: true, exposed: true, tampered: true },
      description: { cause: 'cifratura' },
    })
    times.push(systemClock.elapsedMs() - started)
  }
  const facts_ms = await medianOf(3, async () => {
    await db.as(analyst, (tx) => service.tiedOf(tx, last.mainId))
  })
  return { tied: last.tied, open_ms: round(median(times)), open_first_ms: round(times[0]!), facts_ms }
}

/** The cases of one opening, copied until there are enough, with states of every kind. */
const generateSql = `insert into cases."case" (id, realm, kind, main_id, party_id, party_name, party_kind, province,
  provider_id, provider_name, ref, title, state, closed_at, answer, answered_at, inferred, confidence, expected_at,
    people_served, occurred_at, opened_at, observed, search_text, updated_at)
  select gen_random_uuid(), 'live', 'tied', c.main_id, gen_random_uuid(), c.party_name, c.party_kind,
  'Provincia ' || n % 10, c.provider_id, c.provider_name, 'GEN-2025-' || n, c.title,
    (array['open', 'contained', 'recovering', 'closed'])[1 + n % 4], case when n % 4 = 3 then now() end,
    (array['unknown', 'hit', 'not_hit', 'data_lost'])[1 + n % 4], case when n % 3 > 0 then now() end,
    (array['hit', 'degraded', 'data_at_risk'])[1 + n % 3], 0.5, c.expected_at + make_interval(mins => n), n,
    c.occurred_at, c.opened_at - make_interval(mins => n),
    (array['unknown', 'down', 'degraded', 'working'])[1 + n % 4], 'gen 2025 ' || n || ' ' || c.search_text, now()
  from generate_series(1, $1::int - (select count(*)::int from cases."case")) n
  join lateral (select * from cases."case" where kind = 'tied' offset (n % 1000) limit 1) c on true`

async function filters(pool: {
  query(text: string): Promise<{ rows: { id: string; main_id: string; party_id: string }[] }>
}) {
  const one = (await pool.query(`select id, main_id, party_id from cases."case" where kind = 'tied' limit 1`)).rows[0]!
  return {
    none: '',
    kind: 'kind=main',
    state: 'state=recovering',
    closed: 'state=closed',
    answer: 'answer=not_hit',
    unanswered: 'answer=unknown',
    inferred: 'inferred=data_at_risk',
    observed: 'observed=working',
    party: `partyId=${one.party_id}`,
    main: `mainId=${one.main_id}`,
    province: 'province=Provincia%203',
    partyKind: 'partyKind=municipality',
    unled: 'unled=true',
    byExpected: 'sort=expected',
    byPeople: 'sort=people',
    byName: 'sort=name',
    deep: 'offset=14900',
    full: 'limit=500',
    oneWord: 'q=comune',
    rareWord: 'q=comune%20877',
    reference: 'q=GEN-2025-4711',
    several: 'kind=tied&state=open&province=Provincia%204&q=nubilis&sort=people',
  }
}

async function ask(http: ReturnType<typeof createHttp>, query: string) {
  const answer = await http.inject({ method: 'GET', url: `/api/cases?${query}` })
  if (answer.statusCode !== 200) throw new Error(`${query}: ${answer.statusCode} ${answer.body}`)
}

/**
 * The shape of December 2023 as the cascade bench draws it, with owners: cloud, software house, bodies of seven
 * services.
 */
function territoryOf(bodies: number): Pick<TerritoryService, 'graph' | 'parties' | 'contacts'> {
  const { services, table, groups } = westpoleTerritory(bodies, SEED)
  const { graph } = buildGraph(services, table, groups)
  const [cloud, products, own] = [5, 42, 7]
  const ownerOf = (service: number) =>
    service < cloud ? 0 : service < cloud + products ? 1 : 2 + Math.floor((service - cloud - products) / own)
  const categories = ['registry', 'taxes', 'filing', 'payments', 'website', 'health', 'school']
  const partyIds = Array.from({ length: bodies + 2 }, (_, party) => testId(1, party))
  const partyNames = partyIds.map((_, party) =>
    party === 0 ? 'Nubilis Cloud' : party === 1 ? 'Quadrante PA' : `Comune di Prova ${party}`,
  )
  const partyKinds = partyIds.map((_, party): PartyKind => (party < 2 ? 'provider' : 'municipality'))
  const serviceIds = Array.from({ length: services }, (_, service) => testId(2, service))
  const owned = Map.groupBy(serviceIds.keys(), ownerOf)
  const dependencyIdOfRow = Array.from({ length: table.dependents.length }, (_, row) => testId(3, row))
  const indexes = {
    services: new Map(serviceIds.map((id, index) => [id, index])),
    parties: new Map(partyIds.map((id, index) => [id, index])),
  }
  const built: TerritoryGraph = {
    realm: 'live',
    version: 1,
    builtAt: systemClock.now(),
    graph,
    serviceIds,
    partyIds,
    partyNames,
    partyKinds,
    dependencyIdOfRow,
    dependencyIds: Array.from(graph.rows, (row) => dependencyIdOfRow[row]!),
    serviceNames: serviceIds.map((_, service) => `Servizio di prova ${service}`),
    serviceCategories: serviceIds.map((_, service) => categories[service % 7]!),
    ownerOfService: Int32Array.from(serviceIds, (_, service) => ownerOf(service)),
    peopleOfService: Float64Array.from(serviceIds, (_, service) => 500 + ((service * 7919) % 40_000)),
    dataClassesOfService: serviceIds.map((_, service) => (service % 2 ? ['residents'] : [])),
    populationOfParty: new Float64Array(partyIds.length),
    indexOfService: (id) => indexes.services.get(id) ?? -1,
    indexOfParty: (id) => indexes.parties.get(id) ?? -1,
    servicesOfParty: (id) => owned.get(indexes.parties.get(id) ?? -1) ?? [],
  }
  const party = (id: string): Party => {
    const index = indexes.parties.get(id)!
    return {
      id,
      realm: 'live',
      registry: 'bench',
      code: String(index),
      name: partyNames[index]!,
      kind: partyKinds[index]!,
      country: 'IT',
      established: 'IT',
      region: 'Velarda',
      province: `Provincia ${index % 10}`,
      population: 5000,
      districtId: null,
      facts: {},
    }
  }
  const contact = (id: string): Contact => ({
    partyId: id,
    role: 'it',
    email: `ced@ente${indexes.parties.get(id)}.example`,
    phone: '',
    language: 'it',
  })
  return {
    graph: async () => built,
    parties: async (_tx, ids) => ids.map(party),
    contacts: async (_tx, ids) => ids.map(contact),
  }
}

async function medianOf(runs: number, work: () => Promise<void>): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const started = systemClock.elapsedMs()
    await work()
    times.push(systemClock.elapsedMs() - started)
  }
  return round(median(times))
}
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!
const round = (value: number) => Math.round(value * 10) / 10

if (import.meta.main) process.stdout.write(`${JSON.stringify(await benchCases())}\n`)
