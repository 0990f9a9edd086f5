/** The door of the engine: the text of a STIX pattern, and whether observed data satisfies it. Semantics: DESIGN.md. */
export { BUDGET, matchPattern, type Outcome } from './match/match.ts'
export { holdsInEvent, PATTERNS_MOST, readPatterns, type Askable, type ReadPatterns } from './observe/ask.ts'
export { observe } from './observe/observe.ts'
export { MAX_PATTERN } from './parse/lex.ts'
export { MAX_DEPTH, MAX_REGEX, MAX_REPEATS, parsePattern, type Parsed } from './parse/parse.ts'
export { problemCodes } from './types.ts'
export type { Comparison, Json, Literal, Observation, Path, Pattern, Problem, ProblemCode } from './types.ts'
export { runVectors, type Vector, type VectorResult } from './vectors.ts'
