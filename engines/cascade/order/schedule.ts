import { jobsOf } from './jobs.ts'
import type { Need } from './jobs.ts'
import { joined, piecesOf } from './pieces.ts'

export type { Need } from './jobs.ts'

export type Schedule = {
  /** Units that somebody waits for, in order; each once. */
  readonly order: readonly number[]
  /** Sum over needs of weight × hours until all of its units are done. */
  readonly cost: number
  /** No order costs less. Equal to `cost` where the order is the best one, never under half of it. */
  readonly lower: number
}

/**
 * One pair of hands, units of work with hours, needs that wait for some of them: in which order is least waited for?
 * `hours` greater than zero. `maxExact`: how many jobs that no rule takes apart are still tried in every order.
 */
export function schedule(hours: readonly number[], needs: readonly Need[], maxExact?: number): Schedule {
  const jobs = jobsOf(hours, needs)
  const { jobs: row, cost, lower } = joined(piecesOf(jobs, Array.from({ length: jobs.count }, (_, job) => job), maxExact))
  return { order: row.flatMap((job) => jobs.units[job]!), cost, lower }
}
