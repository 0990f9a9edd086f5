/** The engine's result: obligations and their reasons, over the words of base.ts. */

import type {
  Certainty, ChannelId, ClockId, IsoDay, ObligationState, RecipientId, RegimeId, StageId,
} from './base.ts'
import type { FactPath } from './messages/facts.data.ts'
import type { MessageCode } from './messages/reasons.data.ts'

export type * from './base.ts'

/** A reason as data: stored as it is, turned into a sentence by `renderMessage`. Instants travel as ISO strings. */
export interface Message {
  readonly code: MessageCode
  readonly params: Readonly<Record<string, string | number>>
}

export interface Obligation {
  /** Unique within one evaluation: `IT-NIS2/notification`, `IT-NIS2/progress/2`. */
  readonly id: string
  readonly regime: RegimeId
  readonly stage: StageId
  readonly state: ObligationState
  readonly article: string
  readonly source: string
  readonly certainty: Certainty
  /** Null where the row was never read against a text. */
  readonly verifiedOn: IsoDay | null
  readonly recipient: RecipientId
  readonly channel: ChannelId
  /** The earliest reading: shown and alarmed. In `awaiting_input` it is provisional. */
  readonly strictAt: Date | null
  /** By the act's own counting, holidays included: after it the obligation is `exceeded`. */
  readonly legalAt: Date | null
  /** Latest moment defensible on any reading. strictAt ≤ legalAt ≤ outerAt. */
  readonly outerAt: Date | null
  readonly fromClock: ClockId | null
  readonly fromMoment: Date | null
  /** `due_without_hours` only: the moment of evaluation, since the answer to "when" is "now". Not worth storing. */
  readonly anchorAt: Date | null
  readonly sentAt: Date | null
  readonly protocol: string | null
  /** Sent after `legalAt`. */
  readonly late: boolean
  readonly displacedBy: RegimeId | null
  /** Facts or decisions still asked for. */
  readonly missing: readonly FactPath[]
  readonly reasons: readonly Message[]
}
