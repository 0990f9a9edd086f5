/** The door of the engine: texts of Sigma rules → rules, correlations, and everything that was refused with the reason. Semantics: DESIGN.md. */
import type { Lists } from './lower/expand.ts'
import { lowerDocuments } from './lower/lower.ts'
import { readDocuments, type RuleFile } from './parse/read.ts'
import type { RuleSet } from './types.ts'

export type ReadOptions = { /** Values for the placeholders of `expand`. Rules whose placeholders have none are refused. */ readonly lists?: Lists }

/** @param files in the order in which the first of two with one id stays */
export function readRules(files: readonly RuleFile[], options: ReadOptions = {}): RuleSet {
  return lowerDocuments(readDocuments(files), options.lists ?? {})
}

export { readDocuments, type Documents, type RuleFile } from './parse/read.ts'
export type { Lists } from './lower/expand.ts'
export { correlationTypes, levels } from './types.ts'
export type * from './types.ts'
export { firstText } from './fields/first.ts'
export { eventTime } from './fields/moment.ts'
export { fieldNames } from './fields/names.ts'
export { route, routingFields, speaks, type Read } from './route/route.ts'
export { createNaive, type NaiveOptions } from './naive/naive.ts'
export { createMatcher, type MatcherOptions } from './match/matcher.ts'
export { packs } from './packs/packs.ts'
