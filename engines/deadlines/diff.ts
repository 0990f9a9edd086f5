/** What changed between two evaluations, and why: for the log that is written when a fact changes. */

import { message } from './messages/message.ts'
import type { Message, Obligation, RegimeId, StageId } from './types.ts'

export interface FieldChange {
  readonly field: string
  readonly before: string | boolean | null
  readonly after: string | boolean | null
}

export interface ObligationChange {
  readonly id: string
  readonly regime: RegimeId
  readonly stage: StageId
  readonly change: 'added' | 'removed' | 'changed'
  readonly fields: readonly FieldChange[]
  readonly summary: Message
  /** The reasons that are new; for a removed row, those it had. */
  readonly because: readonly Message[]
}

/** Stored rows: moments may still be ISO strings. */
type Stored = Omit<Obligation, 'strictAt' | 'legalAt' | 'outerAt' | 'fromMoment' | 'anchorAt' | 'sentAt'> & {
  readonly [Key in 'strictAt' | 'legalAt' | 'outerAt' | 'fromMoment' | 'anchorAt' | 'sentAt']?: Date | string | null
}

/** `anchorAt` is the moment of evaluation and never counts as a change. */
const compared = [
  'state', 'strictAt', 'legalAt', 'outerAt', 'fromClock', 'fromMoment', 'article', 'recipient', 'channel', 'sentAt',
  'protocol', 'late', 'displacedBy',
] as const

export function diffObligations(before: readonly Stored[], after: readonly Stored[]): readonly ObligationChange[] {
  const old = new Map(before.map((row) => [row.id, row]))
  const changes: ObligationChange[] = []
  for (const row of after) {
    const was = old.get(row.id)
    old.delete(row.id)
    if (!was) changes.push(change(row, 'added', [], message('change_added', { stage: row.stage, state: row.state }), row.reasons))
    else {
      const fields = fieldChanges(was, row)
      if (fields.length > 0) changes.push(change(row, 'changed', fields, summaryOf(was, row), newReasons(was, row)))
    }
  }
  for (const row of old.values()) {
    changes.push(change(row, 'removed', [], message('change_removed', { stage: row.stage }), row.reasons))
  }
  return changes
}

function fieldChanges(was: Stored, row: Stored): readonly FieldChange[] {
  const fields: FieldChange[] = []
  for (const field of compared) {
    const before = plain(was[field])
    const after = plain(row[field])
    if (before !== after) fields.push({ field, before, after })
  }
  const before = was.missing.join(' ')
  const after = row.missing.join(' ')
  if (before !== after) fields.push({ field: 'missing', before, after })
  return fields
}

function summaryOf(was: Stored, row: Stored): Message {
  const { stage, state } = row
  if (was.state !== state) return message('change_state', { stage, before: was.state, state })
  const before = plain(was.strictAt)
  const after = plain(row.strictAt)
  if (before !== after && typeof before === 'string' && typeof after === 'string') return message('change_moment', { stage, before, after })
  return message('change_other', { stage })
}

function newReasons(was: Stored, row: Stored): readonly Message[] {
  const known = new Set(was.reasons.map((reason) => JSON.stringify(reason)))
  return row.reasons.filter((reason) => !known.has(JSON.stringify(reason)))
}

function change(
  row: Stored, kind: ObligationChange['change'], fields: readonly FieldChange[], summary: Message, because: readonly Message[],
): ObligationChange {
  return { id: row.id, regime: row.regime, stage: row.stage, change: kind, fields, summary, because }
}

function plain(value: Date | string | boolean | null | undefined): string | boolean | null {
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return new Date(value).toISOString()
  return value ?? null
}
