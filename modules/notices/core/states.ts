/** What the public is told of a service now. Silence is never "working". */
import type { PublicState } from '../contract-public.ts'
import type { SaidState } from '../contract.ts'

const DAY_MS = 86_400_000
/** What is back and was said long ago leaves the overview after a week of silence. */
export const QUIET_MS = 7 * DAY_MS

export type StateRow = { readonly state: SaidState; readonly confirmedAt: Date; readonly staleAt: Date }

/** A word holds until the promised next update, and never longer than a day. */
export function staleAt(confirmedAt: Date, nextUpdateAt: Date | null): Date {
  const day = confirmedAt.getTime() + DAY_MS
  return new Date(nextUpdateAt === null ? day : Math.min(day, nextUpdateAt.getTime()))
}

export const stateNow = (row: StateRow, now: Date): PublicState => (row.staleAt <= now ? 'unknown' : row.state)

/** Whether an old word still concerns anybody. What was down and never said to be back stays. */
export const isListed = (row: StateRow, now: Date): boolean =>
  row.state === 'down' || row.state === 'limited' || now.getTime() - row.confirmedAt.getTime() < QUIET_MS

/** The worst first. */
export const publicStates = ['down', 'limited', 'unknown', 'restored', 'working'] as const satisfies readonly PublicState[]
const rank = Object.fromEntries(publicStates.map((state, i) => [state, i])) as Readonly<Record<PublicState, number>>
/** The state of a body is that of its worst service. */
export const worst = (states: readonly PublicState[]): PublicState => states.reduce((a, b) => (rank[b] < rank[a] ? b : a), 'working' as PublicState)
