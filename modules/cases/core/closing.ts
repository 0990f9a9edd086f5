import { Refusal } from '#platform/contract/index.ts'
import type { CloseCase } from '../contract.ts'

/** @throws Refusal conflict: already closed, or a main case with open tied ones and no reason. */
export function decideClose(
  caseFacts: { kind: 'main' | 'tied'; state: string; openTied: number },
  outcome: CloseCase,
): { reason: string } {
  if (caseFacts.state === 'closed') throw new Refusal('conflict', { reason: 'closed' })
  const reason = outcome.reason?.trim() ?? ''
  if (caseFacts.kind === 'main' && caseFacts.openTied > 0 && reason === '')
    throw new Refusal('conflict', { reason: 'open_tied', openTied: caseFacts.openTied })
  return { reason }
}

/** Data lost is an answer of its own: a case that lost days of data can no longer say only "hit". */
export const lostData = (outcome: CloseCase) => (outcome.dataLostDays ?? 0) > 0 || outcome.dataLost.trim() !== ''
