/** What each party owes, to whom, by when and why: or that nothing is owed, and why. */
import * as z from 'zod'
import { event, uuid, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'

export const obligationsComputed = event('obligations.computed', z.object({ caseIds: z.array(uuid) }))

export type NextObligation = { readonly caseId: string; readonly partyId: string; readonly regime: string; readonly stage: string; readonly strictAt: Date | null; readonly state: string }

export type ObligationsService = {
  /** The party's own moment of awareness: recorded by it, never inferred. Every clock of the case is recomputed. */
  recordAwareness(actor: Actor, caseId: string, aware: { at: Date; how: string }): Promise<void>
  /** Recomputes and stores what changed, with the change logged. */
  recompute(actor: Actor, caseIds: readonly string[]): Promise<{ changed: number }>
  /** "Sent" is a person's word and needs the protocol number that came back. */
  recordSent(actor: Actor, obligationId: string, sent: { at: Date; protocol: string }): Promise<void>
  /** GDPR 33: the recorded risk decision. */
  decideRisk(actor: Actor, caseId: string, decision: { risk: 'unlikely' | 'risk' | 'high'; reasons: string }): Promise<void>
  nearest(tx: Tx, caseIds: readonly string[]): Promise<NextObligation[]>
}
