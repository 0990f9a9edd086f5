/** What the public reads: notices and states that a body has confirmed and a second person approved. */
import * as z from 'zod'
import { event, uuid, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'

export const noticeStates = ['draft', 'confirmed', 'published', 'withdrawn'] as const
/** Something public changed: cached pages that show this party, and the overview, are dropped. */
export const publicChanged = event('notices.public_changed', z.object({ partyId: uuid }))

export type NoticesService = {
  /** The body's own word on its notice. */
  confirm(actor: Actor, noticeId: string): Promise<void>
  /** A second person's: publishes. @throws Refusal second_person, tlp, exercise. */
  publish(actor: Actor, noticeId: string): Promise<void>
  noticesOf(tx: Tx, caseIds: readonly string[]): Promise<{ id: string; caseId: string; partyId: string; state: (typeof noticeStates)[number] }[]>
}
