/** Pages that ask the model or gather the stored cascade: graph, other paths, restoration, what is back. */
import { cascade, explainAll, pictureOf, type Kind } from '#engines/cascade/index.ts'
import { Refusal, type Actor } from '#platform/contract/index.ts'
import { eventOf, type Effects } from '../core/hits.ts'
import { planRestoration } from '../core/restoration.ts'
import { seen, type Context } from './context.ts'
import { iso, toCounts, toRow } from './dto.ts'
import type { CaseRow } from './store.ts'
import { fallsByHour, groupImpacts, relievedServices, supplierImpacts } from './store/cascade-store.ts'
import { countTied, listCases, lostOf } from './store/list-store.ts'

const fallOf = (row: CaseRow) => {
  const { serviceIds, ...effects } = row.effects as Effects & { serviceIds?: string[] }
  return { providerId: row.party_id, effects, serviceIds }
}

export async function readCascade({ ground }: Context, actor: Actor, mainId: string, all: boolean) {
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, mainId, { main: true })
    const { effects } = fallOf(row)
    const provider = {
      name: row.party_name,
      at: row.occurred_at,
      state: effects.unavailable ? ('down' as const) : ('at_risk' as const),
    }
    const view = pictureOf(provider, await supplierImpacts(tx, mainId), await groupImpacts(tx, mainId), all)
    return {
      nodes: view.nodes.map((node) => ({ ...node, at: iso(node.at) })),
      edges: view.edges,
      rows: view.rows.map((one) => ({ ...one, at: iso(one.at) })),
      total: view.total,
      shown: view.shown,
      hours: await fallsByHour(tx, mainId),
      graphVersion: row.graph_version,
      occurredAt: row.occurred_at.toISOString(),
    }
  })
}

/** Asked of today's graph, which may know more than the one that answered at opening: its version is said. */
export async function readPaths({ ground, territory }: Context, actor: Actor, mainId: string, serviceId: string) {
  const row = await ground.db.as(actor, (tx) => seen(tx, actor, mainId, { main: true }))
  const graph = await territory.graph(actor.realm)
  const service = graph.indexOfService(serviceId)
  if (service < 0) throw new Refusal('not_found')
  const impact = cascade(graph.graph, eventOf(graph, fallOf(row)))
  const kinds: readonly Kind[] = ['down', 'degraded', 'exposed', 'tampered']
  return {
    graphVersion: graph.version,
    paths: kinds
      .flatMap((kind) => explainAll(impact, service, kind, 5))
      .map((path) => ({
        kind: path.kind,
        confidence: path.confidence,
        at: new Date(row.occurred_at.getTime() + path.atMinutes * 60_000).toISOString(),
        steps: path.steps.map((step) => ({
          dependencyId: graph.dependencyIdOfRow[step.row]!,
          on: graph.serviceNames[step.from]!,
          dependent: graph.serviceNames[step.to]!,
          effect: step.effect === 'member' ? 'group' : step.effect,
          autonomyHours: step.autonomyMinutes / 60,
        })),
      })),
  }
}

export async function readRestoration({ ground, territory }: Context, actor: Actor, mainId: string) {
  const graph = await territory.graph(actor.realm)
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, mainId, { main: true })
    const { relieved, back } = await relievedServices(tx, mainId)
    const plan = planRestoration(graph, fallOf(row), { relieved: new Set(relieved), backServices: new Set(back) })
    const waiting = (
      await listCases(tx, { mainId, openOnly: true, suppliers: false, sort: 'people', limit: 2000, offset: 0 })
    ).rows.filter((one) => one.answer !== 'not_hit' && one.observed !== 'working')
    return {
      ...plan,
      steps: plan.steps.slice(0, 200),
      graphVersion: graph.version,
      bodies: waiting
        .slice(0, 50)
        .map(toRow)
        .map(({ id, ref, partyName, peopleServed, answer, observed }) => ({
          id,
          ref,
          partyName,
          peopleServed,
          answer,
          observed,
        })),
    }
  })
}

export async function readOutcome({ ground }: Context, actor: Actor, mainId: string) {
  return ground.db.as(actor, async (tx) => {
    await seen(tx, actor, mainId, { main: true })
    const counts = await countTied(tx, mainId)
    return {
      counts: toCounts(counts),
      people: { back: counts.peopleBack, waiting: counts.people },
      lostTotal: counts.lost,
      lost: (await lostOf(tx, mainId)).map((one) => ({
        caseId: one.id,
        ref: one.ref,
        partyName: one.party_name,
        days: one.data_lost_days,
        what: one.data_lost,
      })),
    }
  })
}
