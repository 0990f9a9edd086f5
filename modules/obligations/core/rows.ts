/** Between the engine's answer and stored rows. */
import { createHash } from 'node:crypto'
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
  const hash = createHash('sha256').update(`${caseId}\0${key}`).digest()
  hash[6] = (hash[6]! & 0x0f) | 0x80 // version 8: made by our own rule (RFC 9562)
  hash[8] = (hash[8]! & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

export function rowsOf(owner: Owner, evaluation: Evaluation): ObligationRow[] {
  return evaluation.obligations.map((row, place) => ({
    id: obligationId(owner.caseId, row.id), realm: owner.realm, party_id: owner.partyId, case_id: owner.caseId, main_id: owner.mainId,
    key: row.id, place, regime: row.regime, stage: row.stage, state: row.state, article: row.article, source: row.source,
    certainty: row.certainty, verified_on: row.verifiedOn, recipient: row.recipient, channel: row.channel,
    strict_at: iso(row.strictAt), legal_at: iso(row.legalAt), outer_at: iso(row.outerAt), from_clock: row.fromClock, from_moment: iso(row.fromMoment),
    sent_at: iso(row.sentAt), protocol: row.protocol, late: row.late, displaced_by: row.displacedBy, missing: row.missing, reasons: row.reasons,
  }))
}

/** Rows of their own, and those that only say why nothing is owed: the second stay in the dossier. */
export function split(rows: readonly ObligationRow[]): { open: ObligationRow[]; closed: ObligationRow[] } {
  const isClosed = (row: ObligationRow) => row.state === 'not_applicable' || row.state === 'not_in_force'
  return { open: rows.filter((row) => !isClosed(row)), closed: rows.filter(isClosed) }
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
