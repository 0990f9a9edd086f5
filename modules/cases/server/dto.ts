/** Rows to the wire: the only place where the two meet. */
import type * as z from 'zod'
import type { Tlp } from '#platform/contract/index.ts'
import type * as shape from '../contract-shapes.ts'
import type { PathStep } from '../core/hits.ts'
import type { CaseRow, ImpactRow } from './store.ts'
import type { Counts } from './store/list-store.ts'
import type { TimelineRow } from './store/log-store.ts'

type CaseDto = z.input<typeof shape.caseRow>
export const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export function toRow(row: CaseRow): CaseDto {
  return {
    id: row.id,
    ref: row.ref,
    kind: row.kind as CaseDto['kind'],
    mainId: row.main_id,
    title: row.title,
    tlp: row.tlp as Tlp,
    partyId: row.party_id,
    partyName: row.party_name,
    partyKind: row.party_kind,
    province: row.province,
    providerName: row.provider_name,
    state: row.state as CaseDto['state'],
    answer: row.answer as CaseDto['answer'],
    answeredAt: iso(row.answered_at),
    answerChannel: row.answer_channel as CaseDto['answerChannel'],
    inferred: row.inferred as CaseDto['inferred'],
    confidence: row.confidence,
    expectedAt: iso(row.expected_at),
    peopleServed: row.people_served,
    occurredAt: row.occurred_at.toISOString(),
    openedAt: row.opened_at.toISOString(),
    observed: row.observed as CaseDto['observed'],
    reopenedSafeAt: iso(row.reopened_safe_at),
    closedAt: iso(row.closed_at),
    personalData: row.personal_data as CaseDto['personalData'],
    leadName: row.lead_name,
    version: row.version,
  }
}

/** A name that the caller may not have stays null: another body on the path. */
export function toServiceImpact(
  row: ImpactRow,
  names: ReadonlyMap<string, { name: string; party: string }>,
  occurredAt: Date,
): z.input<typeof shape.serviceImpact> {
  const name = (id: string) => names.get(id)?.name ?? null
  const path = ((row.path as unknown as PathStep[]).length > 0 ? row.path : row.exposure_path) as unknown as PathStep[]
  return {
    serviceId: row.service_id,
    name: row.name,
    category: row.category,
    availability: row.availability as 'down',
    at: iso(row.at),
    degradedAt: iso(row.degraded_at),
    exposed: row.exposed,
    tampered: row.tampered,
    dataClasses: row.data_classes,
    people: row.people,
    confidence: row.confidence,
    confirmed: row.confirmed as 'down' | null,
    confirmedAt: iso(row.confirmed_at),
    path: path.map((step) => ({
      dependencyId: step.dependencyId,
      on: step.on,
      onName: name(step.on),
      onParty: names.get(step.on)?.party ?? null,
      dependent: step.dependent,
      dependentName: step.dependent === row.service_id ? row.name : name(step.dependent),
      effect: step.effect,
      autonomyHours: step.autonomyMinutes / 60,
      at: new Date(occurredAt.getTime() + step.atMinutes * 60_000).toISOString(),
      confidence: step.confidence,
    })),
  }
}

export function toCounts(counts: Counts): z.input<typeof shape.counts> {
  const { peopleBack: _, lost: __, ...rest } = counts
  return rest
}

export function toEntry(row: TimelineRow): z.input<typeof shape.timelineEntry> {
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind as 'event',
    code: row.code,
    params: row.params as Record<string, unknown>,
    text: row.text,
    actorKind: row.actor_kind as 'person',
    actorName: row.actor_name,
    tlp: row.tlp as Tlp,
    caseId: row.case_id,
    partyName: row.party_name,
  }
}
