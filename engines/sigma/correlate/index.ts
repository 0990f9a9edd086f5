/** The door of the correlations: rules that fired on events, and what they mean together. Semantics: DESIGN.md. */
export { createCorrelator } from './correlate.ts'
export type { Correlator, Fed, Fired, Missed, Options, Stats } from './types.ts'
