/** One call a page: the header of a case, its lists, the queue, one's own cases. */
import { recordRead } from '#platform/audit/index.ts'
import { Refusal, type Actor, type Channel, type QueryOf, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type * as door from '../contract-endpoints.ts'
import { isOfCentre, readableTlps, speaksFor } from '../core/audience.ts'
import { problemOf } from '../core/deliveryProblem.ts'
import { gateOf, mayMeet, mayOverride } from '../core/gate.ts'
import type { PathStep } from '../core/hits.ts'
import { searchWords } from '../core/reference.ts'
import { isChannel, withoutLinks } from './asking.ts'
import { mainIdOf, seen, type Context } from './context.ts'
import { iso, toCounts, toEntry, toRow, toServiceImpact } from './dto.ts'
import { gateConditions } from './gating.ts'
import { holdOf } from './holding.ts'
import { readableOf, toKept } from './keeping.ts'
import { situationLines } from './situation.ts'
import { hasTied, impactsOf, loadCentre, mainsFor, pathNames, type CaseRow } from './store.ts'
import { keptOf } from './store/kept-store.ts'
import { askedOf, countTabs, countTied, listCases, openTasks, serviceNames } from './store/list-store.ts'
import { conditionsOf, decisionsOf, readTimeline as timelineOf, reportsOf } from './store/log-store.ts'
import { countQueues, listDeliveries as deliveriesOf, listQueue } from './store/queue-store.ts'

export async function list({ ground }: Context, actor: Actor, query: QueryOf<typeof door.listCases>) {
  return ground.db.as(actor, async (tx) => {
    const { q, ...filters } = query
    const { rows, total } = await listCases(tx, {
      ...filters,
      words: q === undefined ? undefined : searchWords(q),
      parties: bound(actor),
    })
    return { items: rows.map(toRow), total }
  })
}

export async function readCase({ ground }: Context, actor: Actor, caseId: string) {
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId)
    await recordRead(tx, actor, ground.clock.now(), { action: 'cases.case', partyId: row.party_id, object: `case:${row.id}` })
    const readable = readableTlps(actor)
    const tabs = await countTabs(tx, row.id, readable)
    const isMainOfCentre = row.kind === 'main' && isOfCentre(actor)
    const counts = isMainOfCentre ? await countTied(tx, row.id) : null
    const main = row.main_id === null ? undefined : (await mainsFor(tx, [row.main_id])).get(row.main_id)
    const gate = gateOf(await gateConditions(tx, row))
    const kept = await keptOf(tx, [row.id])
    const situation = isMainOfCentre
      ? {
          lines: await situationLines(tx, row, (await loadCentre(tx)).timeZone, { counts: counts!, tabs }),
          report: await latestReport(tx, row.id),
        }
      : null
    return {
      ...toRow(row),
      providerId: row.provider_id,
      answeredBy: row.answered_by,
      answerNote: row.answer_note,
      awareAt: iso(row.aware_at),
      description: { ...main?.description, ...(row.description as Record<string, unknown>), ...readableOf(kept) },
      kept: kept.map(toKept),
      rsitClass: row.rsit_class,
      rsitType: row.rsit_type,
      veris: row.veris as Record<string, unknown>,
      attack: row.attack as string[],
      leadId: row.lead_id,
      people: row.people as { id: string; name: string }[],
      dataLost: row.data_lost,
      dataLostDays: row.data_lost_days,
      lessons: row.lessons,
      closeReason: row.close_reason,
      effects:
        row.kind === 'main' ? (row.effects as { unavailable: boolean; exposed: boolean; tampered: boolean }) : null,
      main: main
        ? {
            id: main.id,
            ref: main.ref,
            title: main.title,
            providerName: main.providerName,
            state: main.state as 'open',
            observed: main.observed as 'down',
            occurredAt: main.occurredAt.toISOString(),
          }
        : null,
      gate: gateDto(row, gate),
      counts: counts && toCounts(counts),
      situation,
      tabs: {
        bodies: counts?.tied ?? 0,
        timeline: tabs.timeline,
        evidence: tabs.evidence,
        conditions: gate.required,
        conditionsMet: gate.met,
        tasksOpen: tabs.tasksOpen,
        reports: tabs.reports,
      },
      services: row.kind === 'tied' ? await servicesOf(tx, row) : [],
      hold: isOfCentre(actor) ? await holdOf(tx, row, ground.clock.now()) : null,
      may: {
        manage: isOfCentre(actor),
        hold: isOfCentre(actor) && actor.roles.includes('coordinator'),
        answer: row.kind === 'tied' && row.state !== 'closed' && (isOfCentre(actor) || speaksFor(actor, row.party_id)),
        override: mayOverride(actor, row.party_id),
      },
    }
  })
}

async function latestReport(tx: Tx, caseId: string) {
  const {
    rows: [row],
  } = await reportsOf(tx, caseId, { limit: 1, offset: 0 })
  return row ? { number: row.number, at: row.at.toISOString(), authorName: row.author_name } : null
}

async function servicesOf(tx: Tx, row: CaseRow) {
  const impacts = await impactsOf(tx, [row.id])
  const ids = new Set(
    impacts.flatMap((impact) =>
      [...(impact.path as unknown as PathStep[]), ...(impact.exposure_path as unknown as PathStep[])].flatMap(
        (step) => [step.on, step.dependent],
      ),
    ),
  )
  const names = await pathNames(tx, mainIdOf(row), [...ids])
  return impacts.map((impact) => toServiceImpact(impact, names, row.occurred_at))
}

const gateDto = (row: CaseRow, gate: { open: boolean; required: number; met: number }) => ({
  open: gate.open,
  required: gate.required,
  met: gate.met,
  observed: row.observed as 'unknown',
  observedAt: iso(row.observed_at),
  reopenedSafeAt: iso(row.reopened_safe_at),
  safeBy: row.safe_by,
  override: row.safe_override,
})

export async function readGate({ ground }: Context, actor: Actor, caseId: string) {
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId)
    return gateDto(row, gateOf(await gateConditions(tx, row)))
  })
}

/**
 * The conditions of the case and, before them, those of its main case. Who met those, and by which document, is for the
 * centre.
 */
export async function readConditions({ ground }: Context, actor: Actor, caseId: string) {
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId)
    const visible = new Map(
      (await conditionsOf(tx, row.main_id === null ? [row.id] : [row.main_id, row.id])).map((one) => [one.id, one]),
    )
    const main = row.main_id === null ? undefined : (await mainsFor(tx, [row.main_id])).get(row.main_id)
    const mainConditions = new Map((main?.conditions ?? []).map((one) => [one.id, one]))
    const all = await gateConditions(tx, row)
    const items = all.map((one) => {
      const full = visible.get(one.id)
      const ofMain = mainConditions.has(one.id)
      return {
        id: one.id,
        caseId: ofMain ? row.main_id! : row.id,
        ofMain,
        kind: one.kind,
        required: one.required,
        title: one.title,
        askedBy: one.askedBy,
        metAt: iso(one.metAt),
        askedAt: (full?.asked_at ?? mainConditions.get(one.id)?.askedAt ?? row.opened_at).toISOString(),
        metBy: full?.met_by ?? '',
        evidence: full?.evidence ?? '',
        evidenceId: full?.evidence_id ?? null,
        mayMeet:
          one.metAt === null &&
          full !== undefined &&
          mayMeet(actor, one, { kind: ofMain || row.kind === 'main' ? 'main' : 'tied', partyId: full.party_id }),
      }
    })
    return { items, total: items.length, gate: gateDto(row, gateOf(all)) }
  })
}

/**
 * For a district the main case is not visible, but its own bodies' tied cases are: they are asked for by its id. One that
 * reaches none of them is not there.
 */
export async function listBodies(
  { ground }: Context,
  actor: Actor,
  mainId: string,
  query: QueryOf<typeof door.listBodies>,
) {
  return ground.db.as(actor, async (tx) => {
    if (isOfCentre(actor)) await seen(tx, actor, mainId, { main: true })
    else if (!(await hasTied(tx, mainId))) throw new Refusal('not_found')
    const { q, ...filters } = query
    const { rows, total } = await listCases(tx, {
      ...filters,
      mainId,
      words: q === undefined ? undefined : searchWords(q),
      parties: bound(actor),
    })
    const ids = rows.map((row) => row.id)
    const [services, asked] = [await serviceNames(tx, ids), await askedOf(tx, ids)]
    return {
      items: rows.map((row) => ({
        ...toRow(row),
        services: services.get(row.id)?.names ?? [],
        touched: services.get(row.id)?.touched ?? 0,
        asked: (asked.get(row.id)?.channel ?? null) as Channel | null,
        byHand: asked.get(row.id)?.byHand ?? false,
        delivery: asked.get(row.id)?.delivery ?? null,
      })),
      total,
      counts: isOfCentre(actor) ? toCounts(await countTied(tx, mainId)) : null,
    }
  })
}

export async function readTimeline(
  { ground }: Context,
  actor: Actor,
  caseId: string,
  query: QueryOf<typeof door.readTimeline>,
) {
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId)
    const tlps = readableTlps(actor)
    const { rows, total } = await timelineOf(tx, row.id, {
      ...query,
      withTied: query.withTied && row.kind === 'main',
      tlps,
    })
    const decisions = await decisionsOf(tx, row.id, tlps)
    return {
      items: rows.map(toEntry),
      total,
      decisions: decisions.map((one) => ({
        id: one.id,
        at: one.at.toISOString(),
        text: one.text,
        reasons: one.reasons,
        actorName: one.actor_name,
        tlp: one.tlp as Tlp,
      })),
    }
  })
}

export async function listReports(
  { ground }: Context,
  actor: Actor,
  caseId: string,
  query: { limit: number; offset: number },
) {
  return ground.db.as(actor, async (tx) => {
    await seen(tx, actor, caseId, { main: true })
    const { rows, total } = await reportsOf(tx, caseId, query)
    return {
      items: rows.map((row) => ({
        id: row.id,
        number: row.number,
        at: row.at.toISOString(),
        authorName: row.author_name,
        tlp: row.tlp as Tlp,
        text: { it: row.it, fr: row.fr, en: row.en },
      })),
      total,
    }
  })
}

export async function listDeliveries(
  { ground }: Context,
  actor: Actor,
  caseId: string,
  query: QueryOf<typeof door.listDeliveries>,
) {
  return ground.db.as(actor, async (tx) => {
    await seen(tx, actor, caseId)
    const { rows, total } = await deliveriesOf(tx, caseId, query)
    return {
      items: rows.map((row) => ({
        id: row.id,
        partyId: row.party_id,
        channel: row.channel as Channel,
        byHand: row.by_hand,
        to: row.recipient,
        subject: row.subject,
        text: withoutLinks(row.body),
        state: row.state,
        ...problemOf(row.problem),
        createdAt: row.created_at.toISOString(),
        sentAt: iso(row.sent_at),
      })),
      total,
    }
  })
}

export async function readQueue({ ground }: Context, actor: Actor, query: QueryOf<typeof door.readQueue>) {
  return ground.db.as(actor, async (tx) => {
    const counts = await countQueues(tx)
    const items = await listQueue(tx, query.of, query.limit, query.offset)
    return {
      counts,
      total: query.of === 'dont_know' ? counts.dontKnow : counts[query.of],
      items: items.map((item) => ({
        id: item.id,
        caseId: item.case_id,
        ref: item.ref,
        subject: item.subject,
        partyName: item.party_name,
        since: item.since.toISOString(),
        expectedAt: iso(item.expected_at),
        inferred: item.inferred as 'hit' | null,
        confidence: item.confidence,
        people: item.people,
        detail: withoutLinks(item.detail || problemOf(item.problem).answer),
        state: item.state,
        problem: item.state === null ? null : problemOf(item.problem).problem,
        channel: item.channel !== null && isChannel(item.channel) ? item.channel : null,
        to: item.recipient,
      })),
    }
  })
}

export async function readMine({ ground }: Context, actor: Actor, query: { limit: number; offset: number }) {
  return ground.db.as(actor, async (tx) => {
    const { rows, total } = await listCases(tx, { openOnly: true, sort: 'opened', parties: bound(actor), ...query })
    const ids = rows.map((row) => row.id)
    const [services, tasks] = [await serviceNames(tx, ids), await openTasks(tx, ids)]
    const mains = await mainsFor(tx, [...new Set(rows.flatMap((row) => row.main_id ?? []))])
    const own = Map.groupBy(ids.length > 0 ? await conditionsOf(tx, ids) : [], (one) => one.case_id)
    return {
      items: rows.map((row) => {
        const gate = [
          ...(mains.get(row.main_id ?? '')?.conditions ?? []),
          ...(own.get(row.id) ?? []).map((one) => ({ required: one.required, metAt: one.met_at })),
        ]
        return {
          ...toRow(row),
          services: services.get(row.id)?.names ?? [],
          asksAnswer: row.kind === 'tied' && (row.answered_at === null || row.answer === 'unknown'),
          tasksOpen: tasks.get(row.id) ?? 0,
          gateOpen: gate.every((one) => !one.required || one.metAt !== null),
        }
      }),
      total,
    }
  })
}

const bound = (actor: Actor) => (actor.scope === 'all' ? undefined : actor.parties)
