/** Why a message did not leave, as a code that a page has words for. */
import { PGP_EXPIRED, PGP_FAILED } from '#platform/contract/mailProblems.ts'
import type { DeliveryProblem } from '../contract-shapes.ts'

/** What is stored when a case may not leave the centre any more. */
export const STOPPED_BY_TLP = 'stopped_by_tlp'
/** Written by this module before the code, and by the platform: both mean the same to a reader. */
const known: Readonly<Record<string, DeliveryProblem>> = {
  [STOPPED_BY_TLP]: 'tlp', 'the case may not leave the centre any more (TLP)': 'tlp', 'the process stopped while this was being sent': 'cut_off', [PGP_EXPIRED]: 'key', [PGP_FAILED]: 'key',
}

/** `answer`: the words of whoever should have carried it, which nobody translates. */
export function problemOf(stored: string): { problem: DeliveryProblem | null; answer: string } {
  if (stored === '') return { problem: null, answer: '' }
  const problem = Object.hasOwn(known, stored) ? known[stored]! : 'refused'
  return { problem, answer: problem === 'refused' ? stored : '' }
}
