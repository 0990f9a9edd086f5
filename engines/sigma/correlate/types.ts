import type { CorrelationDocument, Problem } from '../types.ts'

/** A rule fired on an event. `read` gives a field's text; `event` is handed back as it is. Time in milliseconds. */
export type Fed = { readonly rule: string; readonly name?: string; readonly time: number; readonly read: (field: string) => string | undefined; readonly event: unknown }

/** A correlation holds for a group. `value` is what its condition was asked of; `events` the latest, oldest first. */
export type Fired = {
  readonly correlation: CorrelationDocument
  readonly group: readonly (readonly [field: string, value: string])[]
  readonly from: number
  readonly to: number
  readonly count: number
  readonly value: number
  readonly events: readonly unknown[]
}

export type Options = {
  /** Most groups alive at once; the oldest go first. */
  readonly maxGroups: number
  /** Most bytes, estimated; the oldest groups go first. */
  readonly maxBytes?: number
  /** Most events named in a result. */
  readonly maxEvents?: number
}

export type Stats = {
  readonly groups: number
  readonly bytes: number
  /** Older than the window. */
  readonly late: number
  /** Without a field of group-by, or without the field that is counted or a number in it. */
  readonly ungrouped: number
  readonly unvalued: number
  /** Groups given up because there were too many. */
  readonly evicted: number
}

/** What one correlation could not count, since the beginning. */
export type Missed = Pick<Stats, 'late' | 'ungrouped' | 'unvalued' | 'evicted'>

export type Correlator = { feed(fed: Fed): readonly Fired[]; stats(): Stats; /** By the id of a correlation; those that missed nothing are not in it. */ missed(): ReadonlyMap<string, Missed>; readonly problems: readonly Problem[] }
