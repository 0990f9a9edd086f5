/** Which regime takes the place of which. In this order: a regime that is itself displaced displaces nothing. */

import type { MessageCode } from './messages/reasons.data.ts'
import type { RegimeId } from './types.ts'

export interface Overlap {
  readonly displaced: RegimeId
  readonly by: RegimeId
  /** `reaches`: the party being under it is enough. `triggered`: this incident must be reportable under it. */
  readonly when: 'reaches' | 'triggered'
  readonly reason: MessageCode
  readonly article: string
}

const psnc = 'DL 105/2019 art. 1(8), as amended by D.Lgs. 138/2024 art. 44'
const discharged = { when: 'triggered', reason: 'discharged_by' } as const

/**
 * IT-PSNC-C (incidents outside the listed assets) is not here on purpose: its text was not read, and a notification
 * made twice costs less than one not made. GDPR, CRA, health and the complaint never replace each other.
 */
export const overlaps: readonly Overlap[] = [
  { displaced: 'IT-NIS2', by: 'EU-DORA', when: 'reaches', reason: 'lex_specialis', article: 'DORA art. 1(2); NIS2 art. 4' },
  { displaced: 'IT-NIS2-TSP', by: 'EU-DORA', when: 'reaches', reason: 'lex_specialis', article: 'DORA art. 1(2); NIS2 art. 4' },
  { displaced: 'IT-NIS2', by: 'IT-PSNC-B', ...discharged, article: psnc },
  { displaced: 'IT-NIS2', by: 'IT-PSNC-A', ...discharged, article: psnc },
  { displaced: 'IT-NIS2-TSP', by: 'IT-PSNC-B', ...discharged, article: psnc },
  { displaced: 'IT-NIS2-TSP', by: 'IT-PSNC-A', ...discharged, article: psnc },
  { displaced: 'IT-NIS2', by: 'IT-NIS2-TSP', when: 'triggered', reason: 'lex_specialis', article: 'D.Lgs. 138/2024 art. 25(6)' },
  { displaced: 'IT-L90', by: 'IT-PSNC-B', ...discharged, article: 'L. 90/2024 art. 1(7) (memory)' },
  { displaced: 'IT-L90', by: 'IT-PSNC-A', ...discharged, article: 'L. 90/2024 art. 1(7) (memory)' },
  { displaced: 'IT-L90', by: 'IT-NIS2-TSP', ...discharged, article: 'D.Lgs. 138/2024 art. 25; ACN det. of 9 Feb 2026' },
  { displaced: 'IT-L90', by: 'IT-NIS2', ...discharged, article: 'D.Lgs. 138/2024 art. 25; ACN det. of 9 Feb 2026' },
]
