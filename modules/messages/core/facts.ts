/** What a case makes worth telling, and whether it still is when the mail is written. */
import { mayReach } from '#platform/contract/index.ts'
import type { CaseFacts } from '#modules/cases/contract.ts'
import type { Kind, Pace } from './kinds.data.ts'

export type Told = { readonly kind: Kind; readonly pace: Pace; readonly dueAt: Date; /** The same again is not told again. */ readonly once: string; readonly detail?: Readonly<Record<string, string>> }
type Facts = Pick<CaseFacts, 'id' | 'kind' | 'tlp' | 'answer' | 'answeredAt' | 'state' | 'observed' | 'reopenedSafeAt' | 'openedAt' | 'partyId'>

/** A question is put by the cases themselves; here it is only called to mind. */
const REMIND_MS = 48 * 3_600_000
/** A term is near a day before it. */
export const NEAR_MS = 24 * 3_600_000

/** A body that said so itself, or the provider where it happened. What the model infers is never hurried. */
export const isConfirmed = ({ kind, answer }: Pick<Facts, 'kind' | 'answer'>): boolean => kind === 'main' || answer === 'hit' || answer === 'data_lost'
/** A case beyond this is not told of at all: not even the space shows it to the body. */
export const mayTell = ({ tlp }: Pick<Facts, 'tlp'>): boolean => mayReach(tlp, 'clients')

const paceOf = (facts: Facts): Pace => (isConfirmed(facts) ? 'at_once' : 'weekly')

export function opened(facts: Facts, now: Date): Told[] {
  if (!mayTell(facts) || facts.state === 'closed') return []
  const told: Told = { kind: 'case_opened', pace: paceOf(facts), dueAt: now, once: 'opened' }
  return facts.kind === 'main' ? [told] : [told, { kind: 'question_open', pace: 'weekly', dueAt: new Date(facts.openedAt.getTime() + REMIND_MS), once: 'question' }]
}

export function answered(facts: Facts, now: Date): Told[] {
  return mayTell(facts) && facts.kind === 'tied' && isConfirmed(facts) ? [{ kind: 'case_confirmed', pace: 'at_once', dueAt: now, once: facts.answer }] : []
}

export function moved(facts: Facts, now: Date): Told[] {
  return mayTell(facts) ? [{ kind: 'case_moved', pace: paceOf(facts), dueAt: now, once: `${facts.state} ${facts.observed} ${facts.reopenedSafeAt?.toISOString() ?? ''}` }] : []
}

export type Nearest = { readonly regime: string; readonly stage: string; readonly strictAt: Date | null; readonly state: string }
export const onceOf = ({ regime, stage, strictAt }: Nearest): string => `${regime} ${stage} ${strictAt?.toISOString() ?? ''}`
export function nearing(facts: Facts, nearest: Nearest | undefined, now: Date): Told[] {
  if (!mayTell(facts) || !nearest?.strictAt || nearest.state !== 'due' || nearest.strictAt <= now) return []
  return [{ kind: 'deadline_near', pace: 'at_once', dueAt: new Date(nearest.strictAt.getTime() - NEAR_MS), once: onceOf(nearest), detail: { regime: nearest.regime, stage: nearest.stage, at: nearest.strictAt.toISOString() } }]
}

export type Fate = 'tell' | 'over' | 'withheld'
/** Read again in the transaction that writes the mail. */
export function fateOf(item: { readonly kind: Kind; readonly once: string }, facts: Facts | undefined, nearest: Nearest | undefined, now: Date): Fate {
  if (!facts || !mayTell(facts)) return 'withheld'
  switch (item.kind) {
    case 'case_opened': return facts.state === 'closed' ? 'over' : 'tell'
    case 'case_confirmed': return isConfirmed(facts) ? 'tell' : 'over'
    case 'question_open': return facts.state === 'closed' || (facts.answeredAt !== null && facts.answer !== 'unknown') ? 'over' : 'tell'
    case 'deadline_near': return nearest?.strictAt && nearest.strictAt > now && nearest.state === 'due' && onceOf(nearest) === item.once ? 'tell' : 'over'
    default: return 'tell'
  }
}
