/** Between the engine's answer and stored rows. */
import { hash } from 'node:crypto'
import type { Evaluation } from '#engines/deadlines/evaluate.ts'
import type { Obligation } from '#engines/deadlines/types.ts'

export type ObligationRow = {
  id: string; realm: string; party_id: string; case_id: string; main_id: string; key: string; place: number; regime: string; stage: string; state: string
  article: string; source: string; certainty: string; verified_on: string | null; recipient: string; channel: string
  strict_at: string | null; legal_at: string | null; outer_at: string | null; from_clock: string | null; from_moment: string | null
  sent_at: string | null; protocol: string | null; late: boolean; displaced_by: string | null; missing: readonly string[]; reasons: readonly unknown[]
}
export type Owner = { readonly realm: string; readonly partyId: string; readonly caseId: string; readonly mainId: string }

/** The id follows from case and key: a recomputation finds the same row, so a link to an obligation never breaks. */
export const obligationId = (caseId: string, key: string): string => {
  const hex = hash('sha256', `${caseId}\0${key}`, 'hex')
  // version 8 (RFC 9562): made by our own rule
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** What the dossier keeps of a row that has no moment, no filing and nothing to ask. */
export type ClosedRow = Pick<ObligationRow, 'key' | 'place' | 'regime' | 'stage' | 'state' | 'article' | 'source' | 'certainty' | 'verified_on' | 'recipient' | 'channel' | 'reasons'>

/** Rows of their own, and those that only say why nothing is owed: the second stay in the dossier, they are most of a small town's. */
export function rowsOf(owner: Owner, evaluation: Evaluation): { open: ObligationRow[]; closed: ClosedRow[] } {
  const open: ObligationRow[] = []
  const closed: ClosedRow[] = []
  evaluation.obligations.forEach((row, place) => {
    const kept = {
      key: row.id, place, regime: row.regime, stage: row.stage, state: row.state, article: row.article, source: row.source, certainty: row.certainty,
      verified_on: row.verifiedOn, recipient: row.recipient, channel: row.channel, reasons: row.reasons,
    }
    if (row.state === 'not_applicable' || row.state === 'not_in_force') { closed.push(kept); return }
    open.push({
      ...kept, id: obligationId(owner.caseId, row.id), realm: owner.realm, party_id: owner.partyId, case_id: owner.caseId, main_id: owner.mainId,
      strict_at: iso(row.strictAt), legal_at: iso(row.legalAt), outer_at: iso(row.outerAt), from_clock: row.fromClock, from_moment: iso(row.fromMoment),
      sent_at: iso(row.sentAt), protocol: row.protocol, late: row.late, displaced_by: row.displacedBy, missing: row.missing,
    })
  })
  return { open, closed }
}

/** When does a state change by itself: the first legal bound still ahead. */
export function nextChange(obligations: readonly Obligation[], now: Date): Date | null {
  let next: Date | null = null
  for (const { state, legalAt } of obligations) {
    if (state !== 'due' || !legalAt || legalAt <= now) continue
    if (!next || legalAt < next) next = legalAt
  }
  return next
}

const iso = (date: Date | null) => date?.toISOString() ?? null
