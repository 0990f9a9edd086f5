/** What is kept of the code of a paper card, and how often a wrong one may be tried. */
import { createHash } from 'node:crypto'

export const hashOf = (code: string): Buffer => createHash('sha256').update(`coordination.card ${code}`).digest()

/** Wrong codes in an hour: of one person, and of all together. Forty bits then last longer than any card. */
export const TRIES = { person: 10, all: 60 } as const
export const triesLeft = (misses: { readonly own: number; readonly all: number }): number => Math.max(0, Math.min(TRIES.person - misses.own, TRIES.all - misses.all))
