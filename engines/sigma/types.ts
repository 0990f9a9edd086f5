/**
 * What goes in and out of the stages: parse → lower → compile → match → correlate. Source: Sigma specification 2.1.
 * Everything here is plain data. A stage never changes what an earlier one made: the naive evaluator keeps its own copy.
 */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export type JsonObject = { readonly [name: string]: Json }

/** What is wrong with a document, and where. Documents are user content: nothing is thrown for them. */
export type Problem = {
  readonly code: string
  /** In English, for a person who writes rules: what is wrong and what would be right. */
  readonly message: string
  readonly path: string
  /** From 1, in the file. */
  readonly line?: number
  readonly column?: number
}

export type Logsource = { readonly product?: string; readonly category?: string; readonly service?: string }

export const levels = ['informational', 'low', 'medium', 'high', 'critical'] as const
export type Level = (typeof levels)[number]

/** What every document says about itself. */
export type Head = {
  readonly id: string
  readonly name?: string
  readonly title: string
  readonly description?: string
  readonly status?: string
  readonly level?: Level
  readonly author?: string
  readonly license?: string
  readonly date?: string
  readonly modified?: string
  readonly tags: readonly string[]
  readonly references: readonly string[]
  readonly falsepositives: readonly string[]
  readonly fields: readonly string[]
  readonly related: readonly { readonly id: string; readonly type: string }[]
  /** File as given by the caller, number of the document in it from 0, its first line from 1. */
  readonly path: string
  readonly document: number
  readonly line: number
}

/** A rule as written: detections by name, conditions as text (several are alternatives). */
export type RuleDocument = Head & {
  readonly kind: 'rule'
  readonly logsource: Logsource
  readonly detections: Readonly<Record<string, Json>>
  readonly conditions: readonly string[]
}

export const correlationTypes = ['event_count', 'value_count', 'value_sum', 'value_avg', 'value_percentile', 'value_median', 'temporal', 'temporal_ordered'] as const
export type CorrelationType = (typeof correlationTypes)[number]
export type CorrelationDocument = Head & {
  readonly kind: 'correlation'
  readonly type: CorrelationType
  /** Ids or names of rules or correlations, in the order of the document. */
  readonly rules: readonly string[]
  readonly groupBy: readonly string[]
  readonly timespanMs: number
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** `field` and `percentile` where the type asks for one; `bounds` must all hold; `expression` is the extended condition of a temporal one. */
  readonly condition: {
    readonly field?: string
    readonly percentile?: number
    readonly bounds: readonly { readonly op: 'lt' | 'lte' | 'gt' | 'gte' | 'eq' | 'neq'; readonly value: number }[]
    readonly expression?: string
  }
  /** The rules that it refers to alert on their own as well. */
  readonly generate: boolean
}

/** A global filter: what it matches is taken out of the rules it names, or of all of its log source (`any`). */
export type FilterDocument = Head & {
  readonly kind: 'filter'
  readonly logsource: Logsource
  readonly rules: readonly string[] | 'any'
  readonly detections: Readonly<Record<string, Json>>
  readonly conditions: readonly string[]
}
export type SigmaDocument = RuleDocument | CorrelationDocument | FilterDocument

/**
 * One comparison. Text is unescaped and not folded; without `cased` both sides are compared by `toLowerCase()`.
 * `glob` is anchored at both ends: '*' and '?' stand as tokens, `?` is one code point.
 */
export type Test =
  | { readonly kind: 'equals' | 'contains' | 'startswith' | 'endswith'; readonly text: string; readonly cased: boolean }
  | { readonly kind: 'glob'; readonly tokens: readonly ({ readonly text: string } | '*' | '?')[]; readonly cased: boolean }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  | { readonly kind: 'cidr'; readonly network: string }
  | { readonly kind: 'compare'; readonly op: 'lt' | 'lte' | 'gt' | 'gte'; readonly than: number }
  | { readonly kind: 'other'; readonly field: string; readonly how: 'equals' | 'contains' | 'startswith' | 'endswith'; readonly cased: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'exists' }

/** `field: null` is a keyword: it is asked of every leaf value of the event, never of the names. */
export type Atom = { readonly field: string | null; readonly test: Test }

export type Expr =
  | { readonly kind: 'atom'; readonly atom: Atom }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Expr[] }
  | { readonly kind: 'not'; readonly of: Expr }

/** A rule ready to be compiled; `when` has its filters in it. */
export type Rule = {
  readonly id: string
  readonly logsource: Logsource
  readonly when: Expr
  readonly head: RuleDocument
  /** No alert of its own: it is there for a correlation that does not ask for its parts. */
  readonly silent: boolean
}

export type Refused = { readonly path: string; readonly document: number; readonly id?: string; readonly title?: string; readonly problems: readonly Problem[] }
export type RuleSet = {
  readonly rules: readonly Rule[]
  readonly correlations: readonly CorrelationDocument[]
  readonly refused: readonly Refused[]
}

/**
 * The names under which an event may carry a field of a rule, the rule's own name first. The field's values are those found
 * under all of them: a Winlogbeat event says the same thing twice, and either is enough.
 */
export type FieldNames = (field: string) => readonly string[]

/**
 * Rules over NDJSON. `line` is the line within the bytes given, from 0; `rule` the index among the rules that it was made of; each
 * pair comes once. Lines end with \n or \r\n; the last may lack its end. Empty lines count as lines and are not broken.
 */
export type Matcher = {
  readonly scan: (bytes: Uint8Array, hit: (line: number, rule: number) => void) => { readonly lines: number; readonly broken: number; readonly bytes: number }
}
