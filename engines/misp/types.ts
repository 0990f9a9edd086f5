import type { Json } from '#engines/stix/index.ts'

/** What stands in `Event`, as it came. */
export type MispEvent = { readonly [name: string]: Json }
export const mispProblems = ['not-json', 'not-an-event', 'too-deep', 'too-large', 'too-many', 'missing', 'kind', 'unknown-type', 'unknown-category'] as const
export type MispProblem = { readonly path: string; readonly code: (typeof mispProblems)[number]; readonly severity: 'error' | 'warning'; readonly text?: string }

export const EVENTS_MOST = 10_000
export const ATTRIBUTES_MOST = 200_000
/** Of an event: twenty for each attribute. */
export const VALUES_MOST = 20 * ATTRIBUTES_MOST
export const PROBLEMS_MOST = 200
