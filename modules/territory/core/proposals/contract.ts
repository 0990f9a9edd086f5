import { effectsOf, judgeSubject } from './subject.ts'
import type { OrganisationRef, Proposal, Proposals, ProposalSource, Reason, Skipped } from './types.ts'

/** A contract of any country, read out of its format. */
export type Contract = {
  readonly reference: string
  readonly buyer?: OrganisationRef
  readonly suppliers: readonly OrganisationRef[]
  readonly title: string
  readonly cpvCodes: readonly string[]
  /** ISO dates. */
  readonly signedOn?: string
  readonly until?: string
}

const yearMs = 365.25 * 86_400_000

/** One proposal a supplier. `now` decides whether the contract has ended: an ended one often goes on, but is a weaker sign. */
export function proposalsOf(contract: Contract, source: ProposalSource, now: Date): Proposals {
  const skip = (code: string): Proposals => ({ proposals: [], skipped: [{ code, reference: contract.reference }] })
  const { buyer } = contract
  if (buyer === undefined) return skip('contract-without-buyer')
  if (contract.suppliers.length === 0) return skip('contract-without-supplier')
  const judged = judgeSubject(contract.cpvCodes, contract.title)
  if (judged === undefined) return skip('contract-not-about-services')
  const reasons: Reason[] = [...judged.reasons]
  let confidence = judged.confidence
  const ended = contract.until !== undefined && contract.until < now.toISOString().slice(0, 10)
  if (ended) {
    confidence *= 0.4
    reasons.push({ code: 'contract-ended', params: { until: contract.until! } })
  } else if (contract.until !== undefined) {
    confidence += 0.1
    reasons.push({ code: 'contract-running', params: { until: contract.until } })
  } else if (contract.signedOn !== undefined && now.getTime() - Date.parse(contract.signedOn) > 4 * yearMs) {
    confidence *= 0.6
    reasons.push({ code: 'contract-old', params: { date: contract.signedOn } })
  }
  if (contract.suppliers.length > 1) {
    // A group of firms: which of them runs the service is not said.
    confidence *= 0.8
    reasons.push({ code: 'contract-several-suppliers', params: { count: contract.suppliers.length } })
  }
  const proposals = contract.suppliers.map((provider): Proposal => ({
    id: [source, contract.reference, identity(buyer), identity(provider), judged.subject.category].join('|'),
    dependent: buyer,
    provider,
    category: judged.subject.category,
    depKind: judged.subject.depKind,
    ...effectsOf(judged.subject.depKind),
    source,
    reference: contract.reference,
    ...(contract.signedOn === undefined ? {} : { date: contract.signedOn }),
    ...(contract.until === undefined ? {} : { until: contract.until }),
    ended,
    confidence: Math.round(Math.min(0.95, confidence) * 100) / 100,
    reasons,
  }))
  return { proposals, skipped: [] }
}

export function joinAll(parts: readonly Proposals[]): Proposals {
  const proposals: Proposal[] = []
  const skipped: Skipped[] = []
  for (const part of parts) {
    proposals.push(...part.proposals)
    skipped.push(...part.skipped)
  }
  return { proposals, skipped }
}

/** What names an organisation best: its first code, else its name. */
export function identity(organisation: OrganisationRef): string {
  const id = organisation.ids[0]
  return id === undefined ? organisation.name.trim().toLowerCase() : `${id.scheme}:${id.id}`
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function records(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : isRecord(value) ? [value] : []
}

export function text(value: unknown, max = 300): string {
  return typeof value === 'string' ? value.trim().slice(0, max) : typeof value === 'number' ? String(value) : ''
}

/** The day of an ISO date or date-time; years outside 1990-2100 are lost timestamps and count as unknown. */
export function isoDay(value: unknown): string | undefined {
  const day = /^(\d{4})-\d{2}-\d{2}/.exec(text(value))
  if (day === null || Number.isNaN(Date.parse(day[0])) || Number(day[1]) < 1990 || Number(day[1]) > 2100)
    return undefined
  return day[0]
}
