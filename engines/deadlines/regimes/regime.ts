/** Shape of a legal regime as data: dated versions, each with its stages. */

import type { IsType } from '../facts.ts'
import type { ShiftRule } from '../counting/terms.ts'
import type { ChannelId, Certainty, ClockId, Country, IsoDay, RecipientId, RegimeId, StageId, Texts } from '../types.ts'

/** Where a term starts. `breach` and `attack` are resolved in clocks.ts; `aware` and the rest are taken as they are. */
export type TermClock = ClockId | 'breach' | 'attack'

export type Term =
  | { readonly kind: 'hours'; readonly hours: number; readonly clock: TermClock }
  | { readonly kind: 'days'; readonly days: number; readonly clock: TermClock; readonly shift: ShiftRule }
  | { readonly kind: 'months'; readonly months: number; readonly clock: TermClock; readonly shift: ShiftRule }
  /** "Senza ingiustificato ritardo", "sans délai": no hours in the law, so none are shown. */
  | { readonly kind: 'without_delay'; readonly clock: TermClock }
  /** Processor to controller: no hours in the law, perhaps some in the contract. */
  | { readonly kind: 'contract'; readonly clock: TermClock }
  /** Final report, or monthly progress reports while the incident lasts. */
  | { readonly kind: 'nis2_final'; readonly months: number; readonly shift: ShiftRule }
  | { readonly kind: 'dora_initial'; readonly fromClassificationHours: number; readonly fromAwarenessHours: number }
  | { readonly kind: 'dora_hours'; readonly hours: number; readonly clock: TermClock }
  /** Goes with another report. */
  | { readonly kind: 'attachment' }

export interface Stage {
  readonly stage: StageId
  readonly article: string
  readonly term: Term
  readonly recipient: Readonly<Record<Country, RecipientId>>
  readonly channel: Readonly<Record<Country, ChannelId>>
  /** Only when someone asked for it: the clock that records the request. */
  readonly onlyIfRecorded?: 'intermediate_requested'
}

export interface RegimeVersion {
  /** First day on which an awareness falls under this version; local midnight of the party's country. */
  readonly from: IsoDay
  /** First day on which it no longer does. */
  readonly to?: IsoDay
  readonly status: 'in_force' | 'not_in_force'
  readonly article: string
  readonly source: string
  readonly certainty: Certainty
  readonly verifiedOn: IsoDay | null
  /** Codes of significant incidents that count, by class of entity. */
  readonly incidentTypes?: {
    readonly essential?: readonly IsType[]
    readonly important?: readonly IsType[]
    readonly law90?: readonly IsType[]
  }
  readonly stages: readonly Stage[]
}

export interface Regime {
  readonly id: RegimeId
  readonly area: Country | 'EU'
  /** Regimes that stand or fall with the same fact about the party: when it excludes them, one row says so. */
  readonly family?: 'psnc' | 'cra'
  readonly title: Texts
  /** Oldest first, without overlap. */
  readonly versions: readonly RegimeVersion[]
}

export function both<Value>(value: Value): Readonly<Record<Country, Value>> {
  return { IT: value, FR: value }
}
