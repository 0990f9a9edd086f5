/** A pattern as a tree. Positions count characters from 0 in its text. */
export type Problem = { readonly code: ProblemCode; readonly message: string; readonly at: number }
export const problemCodes = ['syntax', 'literal', 'too-long', 'too-deep', 'regex', 'observation', 'timestamp', 'budget'] as const
export type ProblemCode = (typeof problemCodes)[number]

/** A timestamp is its canonical text, so that `<` orders it to the last digit. */
export type Literal =
  | { readonly is: 'number'; readonly value: number } | { readonly is: 'text'; readonly value: string } | { readonly is: 'boolean'; readonly value: boolean }
  | { readonly is: 'binary'; readonly value: string } | { readonly is: 'time'; readonly value: string }
/** `name` steps into a property, `index` into a list, `all` into each of it. */
export type PathStep = { readonly name: string } | { readonly index: number } | 'all'
export type Path = { readonly type: string; readonly steps: readonly PathStep[] }

export type Comparison =
  | { readonly kind: 'and' | 'or'; readonly left: Comparison; readonly right: Comparison }
  | { readonly kind: 'exists'; readonly path: Path; readonly not: boolean }
  | { readonly kind: 'compare'; readonly path: Path; readonly not: boolean; readonly op: '=' | '!=' | '<' | '>' | '<=' | '>='; readonly value: Literal }
  | { readonly kind: 'in'; readonly path: Path; readonly not: boolean; readonly values: readonly Literal[] }
  | { readonly kind: 'like' | 'matches'; readonly path: Path; readonly not: boolean; readonly test: RegExp; readonly wide: boolean }
  | { readonly kind: 'subset' | 'superset'; readonly path: Path; readonly not: boolean; readonly network: Network }

/** Addresses of one family as 4 or 16 bytes in a hexadecimal text. */
export type Network = { readonly hex: string; readonly bits: number }

export type Observation =
  | { readonly kind: 'simple'; readonly leaf: number; readonly of: Comparison }
  | { readonly kind: 'AND' | 'OR' | 'FOLLOWEDBY'; readonly left: Observation; readonly right: Observation }
  | { readonly kind: 'within'; readonly of: Observation; readonly seconds: number }
  | { readonly kind: 'repeats'; readonly of: Observation; readonly times: number }
  | { readonly kind: 'startstop'; readonly of: Observation; readonly start: number; readonly stop: number }

export type Pattern = { readonly root: Observation; readonly leaves: readonly Comparison[] }
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }
