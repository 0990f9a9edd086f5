/** Opening a case, and tying more parties to it later: load → decide → save, one transaction. */
import { randomUUID } from 'node:crypto'
import { recordMany } from '#platform/audit/index.ts'
import { Refusal, type Actor, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import { queue } from '#platform/mail/outgoing.ts'
import type { Contact } from '#modules/territory/contract.ts'
import { caseOpened, casesTied, type OpenCase } from '../contract.ts'
import { hitsOf, type Effects, type PartyHit } from '../core/hits.ts'
import { fold, mainRef } from '../core/reference.ts'
import { seen, type Context } from './context.ts'
import { questionTerm } from './asking.ts'
import { cleanRebuild, impactRow, tie, type MainFacts, type Tying } from './opening.ts'
import { loadCentre, type Centre } from './store.ts'
import { listCases } from './store/list-store.ts'
import { writeTimeline } from './store/log-store.ts'
import {
  caseOfRequest,
  insertCases,
  insertConditions,
  insertImpacts,
  insertQuestions,
  lockCounter,
  nextNumber,
  type NewCondition,
} from './store/opening-store.ts'

export async function open(
  { ground, territory }: Context,
  actor: Actor,
  input: OpenCase,
): Promise<{ mainId: string; ref: string; tied: number }> {
  const graph = await territory.graph(actor.realm)
  const hits = hitsOf(graph, input)
  return ground.db.as(actor, async (tx) => {
    const now = ground.clock.now()
    const centre = await loadCentre(tx)
    const year = yearIn(centre.timeZone, now)
    await lockCounter(tx, actor.realm, year)
    const known = input.requestId === undefined ? undefined : await caseOfRequest(tx, input.requestId)
    if (known) return { mainId: known.id, ref: known.ref, tied: known.tied }
    const provider = (await territory.parties(tx, [input.providerId]))[0]
    if (!provider) throw noSuchParty()
    const ref = mainRef(regionName(centre), actor.realm, year, await nextNumber(tx, actor.realm, year))
    const main: MainFacts = {
      id: randomUUID(),
      ref,
      realm: actor.realm,
      title: input.title,
      providerId: provider.id,
      providerName: provider.name,
      occurredAt: input.occurredAt,
      openedAt: now,
      tlp: input.tlp ?? 'amber',
      graphVersion: graph.version,
    }
    const own = hits.find((hit) => hit.partyId === provider.id)
    await insertCases(tx, [
      {
        ...main,
        kind: 'main',
        main_id: null,
        party_id: provider.id,
        party_name: provider.name,
        party_kind: provider.kind,
        province: provider.province,
        provider_id: provider.id,
        provider_name: provider.name,
        inferred: own?.inferred ?? 'none',
        confidence: own?.confidence ?? 0,
        expected_at: own ? input.occurredAt : null,
        people_served: own?.people ?? 0,
        occurred_at: input.occurredAt,
        opened_at: now,
        description: input.description,
        lead_id: actor.kind === 'person' ? actor.id : null,
        lead_name: actor.kind === 'person' ? actor.name : '',
        effects: { ...input.effects, ...(input.serviceIds ? { serviceIds: input.serviceIds } : {}) },
        graph_version: graph.version,
        request_id: input.requestId ?? null,
        search_text: fold(`${ref} ${input.title} ${provider.name} ${provider.province}`),
      },
    ])
    await insertImpacts(
      tx,
      actor.realm,
      (own?.services ?? []).map((service) => impactRow(main, main.id, provider.id, service)),
    )
    await insertConditions(tx, actor.realm, now, mainConditions(main, input))
    const tied = await tieAll(
      tx,
      { ground, territory },
      actor,
      main,
      hits.filter((hit) => hit !== own),
      centre,
      1,
    )
    await writeTimeline(tx, actor, now, [
      {
        case_id: main.id,
        main_id: main.id,
        party_id: provider.id,
        at: now,
        kind: 'event',
        code: 'opened',
        params: { tied: tied.cases.length },
      },
      ...tied.entries,
    ])
    await recordMany(tx, actor, now, [
      {
        action: 'cases.open',
        partyId: provider.id,
        object: `case:${main.id}`,
        detail: { ref, tied: tied.cases.length, graphVersion: graph.version, effects: input.effects },
      },
      ...tyingOutcomes(main, tied),
    ])
    await emit(tx, actor, caseOpened, { mainId: main.id })
    return { mainId: main.id, ref, tied: tied.cases.length }
  })
}

/** Ties who is reached by now and was not before. What was inferred of the others stays as it was told. */
export async function extend({ ground, territory }: Context, actor: Actor, mainId: string): Promise<{ tied: number }> {
  const graph = await territory.graph(actor.realm)
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, mainId, { lock: true, main: true })
    if (row.state === 'closed') throw new Refusal('conflict', { reason: 'closed' })
    const now = ground.clock.now()
    const effects = row.effects as Effects & { serviceIds?: string[] }
    const tiedBefore = new Set(
      (await listCases(tx, { mainId, sort: 'name', limit: 1_000_000, offset: 0 })).rows.map(
        (one) => one.party_id,
      ),
    )
    const hits = hitsOf(graph, { providerId: row.party_id, effects, serviceIds: effects.serviceIds }).filter(
      (hit) => hit.partyId !== row.party_id && !tiedBefore.has(hit.partyId),
    )
    if (hits.length === 0) return { tied: 0 }
    const main: MainFacts = {
      id: row.id,
      ref: row.ref,
      realm: row.realm,
      title: row.title,
      providerId: row.provider_id,
      providerName: row.provider_name,
      occurredAt: row.occurred_at,
      openedAt: now,
      tlp: row.tlp as Tlp,
      graphVersion: graph.version,
    }
    const tied = await tieAll(tx, { ground, territory }, actor, main, hits, await loadCentre(tx), tiedBefore.size + 1)
    await writeTimeline(tx, actor, now, [
      {
        case_id: main.id,
        main_id: main.id,
        party_id: row.party_id,
        at: now,
        kind: 'event',
        code: 'extended',
        params: { tied: hits.length },
      },
      ...tied.entries,
    ])
    await recordMany(tx, actor, now, [
      {
        action: 'cases.extend',
        partyId: row.party_id,
        object: `case:${main.id}`,
        detail: { tied: hits.length, graphVersion: graph.version },
      },
      ...tyingOutcomes(main, tied),
    ])
    await emit(tx, actor, casesTied, { mainId, caseIds: tied.cases.map((one) => one.id) })
    return { tied: hits.length }
  })
}

const noSuchParty = () => new Refusal('invalid', { fields: [{ path: 'body.providerId', problem: 'no such party' }] })

/** Who would be tied, from the model alone. */
export async function preview(
  { ground, territory }: Context,
  actor: Actor,
  fall: { providerId: string; effects: Effects; serviceIds?: readonly string[] | undefined },
) {
  const [provider] = await ground.db.as(actor, (tx) => territory.parties(tx, [fall.providerId]))
  if (!provider) throw noSuchParty()
  const hits = hitsOf(await territory.graph(actor.realm), fall).filter((hit) => hit.partyId !== fall.providerId)
  const count = (inferred: PartyHit['inferred']) => hits.filter((hit) => hit.inferred === inferred).length
  const byHour = Map.groupBy(
    hits.filter((hit) => hit.expectedMinutes !== null),
    (hit) => Math.floor(hit.expectedMinutes! / 60),
  )
  return {
    hit: count('hit'),
    degraded: count('degraded'),
    dataAtRisk: count('data_at_risk'),
    people: hits.reduce((sum, hit) => sum + hit.people, 0),
    firstHours: [...byHour]
      .map(([hour, list]) => ({ hour, bodies: list.length }))
      .sort((a, b) => a.hour - b.hour)
      .slice(0, 200),
  }
}

async function tieAll(
  tx: Tx,
  { ground, territory }: Omit<Context, 'keys'>,
  actor: Actor,
  main: MainFacts,
  hits: readonly PartyHit[],
  centre: Centre,
  from: number,
): Promise<Tying> {
  const ids = hits.map((hit) => hit.partyId)
  const parties = new Map((await territory.parties(tx, ids)).map((party) => [party.id, party]))
  const contacts = Map.groupBy<string, Contact>(await territory.contacts(tx, ids), (contact) => contact.partyId)
  const tied = tie(main, hits, { parties, contacts }, centre, ground, from)
  await insertCases(tx, tied.cases)
  await insertImpacts(tx, main.realm, tied.impacts)
  await insertConditions(tx, main.realm, main.openedAt, tied.conditions)
  await insertQuestions(tx, main.realm, questionTerm(main.openedAt), tied.questions)
  await queue(tx, actor, main.openedAt, tied.messages)
  return tied
}

function mainConditions(main: MainFacts, input: OpenCase): NewCondition[] {
  const asked = (input.conditions ?? []).map((one) => ({
    id: randomUUID(),
    case_id: main.id,
    party_id: main.providerId,
    kind: one.kind,
    required: true,
    title: '',
    asked_by: one.askedBy,
  }))
  return [cleanRebuild(main.id, main.providerId), ...asked]
}

/** One entry a body, so that each can read that its suppliers were looked at, and for which case. */
const tyingOutcomes = (main: MainFacts, tied: Tying) =>
  tied.cases.map((one) => ({
    action: 'cases.tie',
    partyId: one.party_id,
    object: `case:${one.id}`,
    detail: { ref: main.ref, inferred: one.inferred },
  }))

const yearIn = (timeZone: string, at: Date) =>
  Number(new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }).format(at))
const regionName = (centre: Centre) =>
  centre.region['it'] ?? centre.region[centre.language] ?? Object.values(centre.region)[0] ?? ''
