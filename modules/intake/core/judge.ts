/** How soon, and whether a machine seems to have written it. Nothing is thrown away for looking odd: it waits in a lane of its own. */
import type { Situation } from '../contract.ts'
import type { Urgency } from './promise.ts'

/** Money, data or access still leave while nobody answers. */
const TODAY: ReadonlySet<Situation> = new Set(['ransomware', 'fraud', 'data', 'provider', 'account', 'website', 'espionage'])

export const doubts = ['trap', 'too_fast', 'many', 'links', 'auto'] as const
export type Doubt = (typeof doubts)[number]

export function urgencyOf({ situation, danger, doubt }: { situation: Situation; danger: boolean; doubt: readonly Doubt[] }): Urgency {
  if (doubt.length > 0) return 3
  if (danger) return 0
  return TODAY.has(situation) ? 1 : 2
}

/** A person does not fill a hidden field, nor three pages in four seconds. */
const FASTEST_MS = 4000
const MOST_LINKS = 8
export type FormTrace = { readonly trap: string; readonly startedAt: Date; readonly sentAt: Date; readonly lately: number; readonly words: string }
/** `lately`: reports from the same network address in the last ten minutes. */
const MANY = 20
export function doubtsOf({ trap, startedAt, sentAt, lately, words }: FormTrace): Doubt[] {
  return [
    ...(trap.trim() !== '' ? ['trap' as const] : []),
    ...(sentAt.getTime() - startedAt.getTime() < FASTEST_MS ? ['too_fast' as const] : []),
    ...(lately >= MANY ? ['many' as const] : []),
    ...((words.match(/https?:\/\//gi)?.length ?? 0) > MOST_LINKS ? ['links' as const] : []),
  ]
}
