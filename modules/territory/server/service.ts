/** Load, decide, save: what people and other modules ask of the territory. */
import { LIVE, Refusal, system, type Actor, type BodyOf, type QueryOf, type ResponseOf } from '#platform/contract/index.ts'
import { record, recordRead } from '#platform/audit/index.ts'
import { dayOf } from '#platform/contract/zone.ts'
import { readCentre } from '#platform/db/centre.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import type { Ground } from '#platform/module.ts'
import { completeness as measure } from '../core/proposals/index.ts'
import { fold } from '../core/registry/index.ts'
import type { changeParty, completeness, DependencyItem, decideDependency, declareDependency, makeDistrict, planRestoration, rankProviders, readMyProviders, readOffered, readParties, readParty, whatIf } from '../contract.ts'
import { territoryChanged, type PartyKind, type TerritoryGraph } from '../contract.ts'
import type * as z from 'zod'
import { answerWhatIf, fallsOf, ranking, restoration } from './graph/whatIf.ts'
import { contentHash, deriveId } from './ids.ts'
import { loadOwn } from './own.ts'
import { countComplete, decide, loadDependencies, offeredServices, ownService, usersOf } from './store/dependencyStore.ts'
import { census, countOf, insertDistrict, loadBeside, loadContacts, loadParties, namesOfKind, partiesCalled, partyLabels, reachOf, saveActsFor, saveDistrict, searchParties, toParty, updateParty, type Counts, type PartyRecordRead } from './store.ts'
import { readBodyStates } from './store/proposalStore.ts'
import { bumpVersion, saveDependencies } from './store/rowsStore.ts'
import { overrule } from './store/statementStore.ts'

type Graphs = { graph(realm: string): Promise<TerritoryGraph> }
const CLIENTS_SHOWN = 500

export function createTerritoryService({ db, clock }: Pick<Ground, 'db' | 'clock'>, graphs: Graphs) {
  async function changed(tx: Tx, actor: Actor) {
    await emit(tx, actor, territoryChanged, { version: await bumpVersion(tx, { realm: actor.realm, now: clock.now() }) })
  }

  return {
    parties: async (tx: Tx, ids: readonly string[]) => (await loadParties(tx, ids)).map(toParty),
    contacts: async (tx: Tx, partyIds: readonly string[]) => (await loadContacts(tx, partyIds)).map(({ partyId, role, email, phone, language }) => ({ partyId, role, email, phone, language })),

    census, usersOf, partiesCalled,
    namesOfKind: (kind: PartyKind) => db.as(system('territory.names'), (tx) => namesOfKind(tx, kind)),
    falls: async (realm: string, partyIds: readonly string[]) => fallsOf(await graphs.graph(realm), partyIds),
    partyNames: async (ids: readonly string[]) => {
      const rows = await db.as(system('territory.names'), (tx) => loadParties(tx, ids))
      return rows.map(({ id, name }) => ({ id, name }))
    },

    reach: async (memberships: readonly { role: string; partyId: string | null }[]) => {
      const of = (...roles: string[]) => memberships.flatMap(({ role, partyId }) => (partyId !== null && roles.includes(role) ? [partyId] : []))
      const [bodies, districts, providers] = [of('member', 'admin'), of('liaison'), of('provider')]
      if (bodies.length + districts.length === 0) return [...new Set(providers)]
      const reached = await db.as(system('territory.reach'), (tx) => reachOf(tx, bodies, districts))
      // A provider's contact acts for nobody: only its own party.
      return [...new Set([...reached, ...providers])]
    },

    list: (actor: Actor, query: QueryOf<typeof readParties>): Promise<ResponseOf<typeof readParties>> => db.as(actor, async (tx) => {
      const kinds = query.kind === undefined ? null : Array.isArray(query.kind) ? query.kind : [query.kind]
      const { total, ids } = await searchParties(tx, { q: fold(query.q), kinds, province: query.province, district: query.district ?? null, limit: query.limit, offset: query.offset })
      const rows = new Map((await loadParties(tx, ids)).map((row) => [row.id, row]))
      const counts = await countOf(tx, ids)
      return { total, items: ids.flatMap((id) => (rows.has(id) ? [toItem(rows.get(id)!, counts.get(id))] : [])) }
    }),

    detail: (actor: Actor, partyId: string): Promise<ResponseOf<typeof readParty>> => db.as(actor, async (tx) => {
      const [row] = await loadParties(tx, [partyId])
      if (!row) throw new Refusal('not_found')
      const beside = await loadBeside(tx, partyId)
      const labels = await partyLabels(tx, [...(row.district_id ? [row.district_id] : []), ...beside.memberOf.map((m) => m.of_id)])
      const dependencies = await loadDependencies(tx, { partyId, limit: 500, offset: 0 })
      const clients = await loadDependencies(tx, { providerId: partyId, limit: CLIENTS_SHOWN, offset: 0 })
      // A body can read in its log who of the centre looked at it.
      await recordRead(tx, actor, clock.now(), { action: 'territory.party', partyId, object: `party:${partyId}` })
      return {
        party: {
          ...toItem(row, (await countOf(tx, [partyId])).get(partyId)), website: row.website, codes: row.codes, facts: row.facts, lat: row.lat, lon: row.lon, source: row.source,
          version: row.version, updatedAt: row.updated_at.toISOString(),
        },
        district: (row.district_id && labels.get(row.district_id)) || null,
        memberOf: beside.memberOf.flatMap(({ of_id, acts_for }) => (labels.has(of_id) ? [{ party: labels.get(of_id)!, actsFor: acts_for }] : [])),
        services: beside.services.map(({ people_served, realm, ...service }) => ({ ...service, peopleServed: people_served, exercise: realm !== LIVE })),
        dependencies: dependencies.items, clients: clients.items, clientsTotal: clients.total,
        ...(await loadOwn(tx, partyId)),
      }
    }),

    change: (actor: Actor, partyId: string, change: BodyOf<typeof changeParty>): Promise<void> => db.as(actor, async (tx) => {
      const [row] = await loadParties(tx, [partyId])
      if (!row) throw new Refusal('not_found')
      if (change.districtId && (await loadParties(tx, [change.districtId]))[0]?.kind !== 'district') throw new Refusal('invalid', { fields: [{ path: 'body.districtId', problem: 'not a district' }] })
      if (!await updateParty(tx, partyId, { ...change, now: clock.now() })) throw new Refusal('conflict')
      if (change.facts) await overrule(tx, partyId, change.facts, actor.id, clock.now())
      await record(tx, actor, clock.now(), { action: 'territory.change_party', partyId, object: `party:${partyId}`, detail: { before: { facts: row.facts, population: row.population, districtId: row.district_id }, after: change } })
      await changed(tx, actor)
    }),

    makeDistrict: (actor: Actor, { code, name, provinces }: BodyOf<typeof makeDistrict>): Promise<ResponseOf<typeof makeDistrict>> => db.as(actor, async (tx) => {
      const id = deriveId('party', actor.realm, 'own', code)
      await insertDistrict(tx, { id, realm: actor.realm, code, name, folded: fold(`${name} ${code}`), now: clock.now() })
      const bodies = await saveDistrict(tx, { id, provinces, now: clock.now() })
      await record(tx, actor, clock.now(), { action: 'territory.make_district', object: `party:${id}`, detail: { name, provinces, bodies } })
      await changed(tx, actor)
      return { id, bodies }
    }),

    setActsFor: (actor: Actor, ofId: string, memberId: string, actsFor: boolean): Promise<void> => db.as(actor, async (tx) => {
      if (memberId === ofId || (await loadParties(tx, [memberId, ofId])).length !== 2) throw new Refusal('not_found')
      await saveActsFor(tx, { realm: actor.realm, memberId, ofId, actsFor, now: clock.now() })
      await record(tx, actor, clock.now(), { action: 'territory.acts_for', partyId: memberId, object: `party:${ofId}`, detail: { actsFor } })
    }),

    providersOf: (actor: Actor, partyId: string): Promise<ResponseOf<typeof readMyProviders>> => db.as(actor, async (tx) => {
      if ((await loadParties(tx, [partyId])).length === 0) throw new Refusal('not_found')
      const { items } = await loadDependencies(tx, { partyId, limit: 500, offset: 0 })
      const providers = new Map<string, { provider: NonNullable<DependencyItem['on']['party']>; dependencies: DependencyItem[]; toConfirm: number }>()
      for (const item of items) {
        if (!item.on.party || item.on.party.id === partyId) continue
        const entry = providers.get(item.on.party.id) ?? { provider: item.on.party, dependencies: [], toConfirm: 0 }
        entry.dependencies.push(item)
        if (item.state === 'proposed') entry.toConfirm++
        providers.set(item.on.party.id, entry)
      }
      const list = [...providers.values()].sort((a, b) => b.dependencies.length - a.dependencies.length || a.provider.name.localeCompare(b.provider.name))
      return { total: list.length, items: list }
    }),

    decide: (actor: Actor, id: string, { decision, version, reason }: BodyOf<typeof decideDependency>): Promise<DependencyItem> => db.as(actor, async (tx) => {
      const before = await visibleEdge(tx, actor, id)
      if (before.exercise !== (actor.realm !== LIVE)) throw new Refusal('exercise')
      const state = decision === 'confirm' ? 'confirmed' : 'denied'
      if (!await decide(tx, id, { state, version, reason, by: actor.id, now: clock.now() })) throw new Refusal('conflict')
      await record(tx, actor, clock.now(), { action: 'territory.decide', partyId: before.partyId, object: `dependency:${id}`, reason, detail: { before: before.state, confidence: before.confidence, state } })
      await changed(tx, actor)
      return (await loadDependencies(tx, { id, limit: 1, offset: 0 })).items[0]!
    }),

    declare: (actor: Actor, partyId: string, input: BodyOf<typeof declareDependency>): Promise<DependencyItem> => db.as(actor, async (tx) => {
      if (!await ownService(tx, input.dependentId, partyId)) throw new Refusal('not_found')
      const own = await ownService(tx, input.onId, partyId)
      const providerId = own ? partyId : (await offeredServices(tx, '', [input.onId], 1, 0))[0]?.party_id
      if (providerId === undefined) throw new Refusal('not_found')
      if (input.dependentId === input.onId) throw new Refusal('invalid', { fields: [{ path: 'body.onId', problem: 'a service cannot need itself' }] })
      const { dependentId, onId, kind, availability, confidentiality, integrity, autonomyMinutes, note } = input
      const id = deriveId('dependency', actor.realm, dependentId, onId, kind, '')
      const now = clock.now()
      const written = await saveDependencies(tx, { realm: actor.realm, now, source: 'declared' }, [{
        id, party_id: partyId, provider_id: providerId, dependent_id: dependentId, on_id: onId, kind, availability, group_key: '', group_k: null, confidentiality, integrity,
        autonomy_minutes: autonomyMinutes, confidence: 1, source: note ?? 'declared by the body', source_date: dayOf(now, (await readCentre(tx)).timeZone), state: 'declared', hash: contentHash([input, 'declared']),
      }])
      if (written === 0) throw new Refusal('conflict')
      await record(tx, actor, now, { action: 'territory.declare', partyId, object: `dependency:${id}`, detail: { dependentId, onId, kind, availability, autonomyMinutes } })
      await changed(tx, actor)
      return (await loadDependencies(tx, { id, limit: 1, offset: 0 })).items[0]!
    }),

    offered: (actor: Actor, { q, limit, offset }: QueryOf<typeof readOffered>): Promise<ResponseOf<typeof readOffered>> => db.as(actor, async (tx) => {
      const rows = await offeredServices(tx, fold(q), null, limit, offset)
      return { total: rows[0]?.total ?? 0, items: rows.map(({ id, name, category, party_id, party_name }) => ({ id, name, category, provider: { id: party_id, name: party_name } })) }
    }),

    proposals: (actor: Actor, filter: { partyId?: string | undefined; limit: number; offset: number }) => db.as(actor, (tx) =>
      loadDependencies(tx, { state: 'proposed', ...(filter.partyId ? { partyId: filter.partyId } : {}), limit: filter.limit, offset: filter.offset })),

    completeness: (actor: Actor): Promise<z.output<typeof completeness>> => db.as(actor, async (tx) => {
      const c = await countComplete(tx)
      const { bodies, edges } = await readBodyStates(tx)
      const { level, share, depth, bodiesToUseful, byCategory } = measure({
        bodies: bodies.map(({ id, kind, population }) => ({ id, kind: kind.replaceAll('_', '-') as 'municipality', ...(population === null ? {} : { population }) })),
        edges: edges.map(({ party_id, category, state }) => ({ bodyId: party_id, category, state: state === 'declared' ? 'confirmed' : (state as 'confirmed') })),
      })
      return {
        bodies: c.bodies, bodiesWithServices: c.bodies_with_services, bodiesWithDependencies: c.bodies_with_dependencies, bodiesThatConfirmed: c.bodies_that_confirmed,
        dependencies: c.dependencies, proposed: c.proposed, declared: c.declared, confirmed: c.confirmed, denied: c.denied, peopleCovered: c.people > 0 ? c.people_covered / c.people : 0,
        level, share, depth, bodiesToUseful, byCategory: [...byCategory],
      }
    }),

    async whatIf(actor: Actor, body: BodyOf<typeof whatIf>): Promise<ResponseOf<typeof whatIf>> {
      const started = clock.elapsedMs()
      const territory = await graphs.graph(actor.realm)
      const sources = sourcesOf(territory, body.providerId, body.serviceIds)
      const answer = answerWhatIf(territory, { ...body, sources })
      // Not under a body's name: a body that read "looked at in a what-if" would read what was only inferred.
      await db.as(actor, (tx) => record(tx, actor, clock.now(), {
        action: 'territory.what_if', object: body.providerId ? `party:${body.providerId}` : 'services',
        detail: { effects: body.effects, ...(body.serviceIds ? { serviceIds: body.serviceIds.slice(0, 20) } : {}), bodies: answer.bodies, graphVersion: territory.version },
      }))
      return { ...answer, ms: Math.round(clock.elapsedMs() - started) }
    },

    async concentration(actor: Actor, { loss, limit, offset }: QueryOf<typeof rankProviders>): Promise<ResponseOf<typeof rankProviders>> {
      const started = clock.elapsedMs()
      const answer = ranking(await graphs.graph(actor.realm), loss, limit, offset)
      return { ...answer, ms: Math.round(clock.elapsedMs() - started) }
    },

    async restoration(actor: Actor, body: BodyOf<typeof planRestoration>): Promise<ResponseOf<typeof planRestoration>> {
      const territory = await graphs.graph(actor.realm)
      return restoration(territory, sourcesOf(territory, body.providerId, body.downServiceIds), body.workHours)
    },
  }

  /** The edge, when it is the asker's to decide: a provider's contact may see it, but it is not its word that counts. */
  async function visibleEdge(tx: Tx, actor: Actor, id: string): Promise<DependencyItem> {
    const edge = (await loadDependencies(tx, { id, limit: 1, offset: 0 })).items[0]
    if (!edge || (actor.scope !== 'all' && !actor.parties.includes(edge.partyId))) throw new Refusal('not_found')
    return edge
  }
}

/** @throws Refusal not_found when one of them is not in the graph. */
function sourcesOf(territory: TerritoryGraph, providerId: string | undefined, serviceIds: readonly string[] | undefined): number[] {
  const named = serviceIds?.map((id) => territory.indexOfService(id))
  const sources = named ?? (providerId === undefined ? [] : [...territory.servicesOfParty(providerId)])
  if (sources.length === 0 || sources.includes(-1)) throw new Refusal('not_found')
  return sources
}

const toItem = (row: PartyRecordRead, counts: Counts = { services: 0, dependencies: 0, proposed: 0 }) => ({
  id: row.id, name: row.name, kind: row.kind, registry: row.registry, code: row.code, country: row.country, region: row.region, province: row.province, population: row.population,
  districtId: row.district_id, exercise: row.realm !== LIVE, services: counts.services, dependencies: counts.dependencies, proposed: counts.proposed,
})
