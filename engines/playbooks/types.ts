/** What goes in and out of the engine. Shapes follow OASIS CACAO Security Playbooks v2.0. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export type JsonObject = { readonly [name: string]: Json }

export const languages = ['it', 'fr', 'en'] as const
export type Language = (typeof languages)[number]
/** One text in each language; where nobody has translated it, the document's own words. */
export type Words = Readonly<Record<Language, string>>

export type Problem = {
  readonly code: ProblemCode
  /** A warning refuses nothing: it is said, and a person decides. */
  readonly severity: 'error' | 'warning'
  /** JSON pointer (RFC 6901) into the document; empty for the whole. */
  readonly path: string
  /** Name of the step at which it is, where there is one. */
  readonly step?: string
  /** From 1, where the document came as text. */
  readonly line?: number
  readonly column?: number
  readonly params: Readonly<Record<string, string | number | readonly string[]>>
}

export const errorCodes = [
  'not_json', 'too_large', 'too_deep', 'duplicate_key', 'number_lost', 'unkeepable_text', 'not_object',
  'missing', 'wrong_type', 'wrong_value', 'wrong_spec_version', 'wrong_id', 'wrong_time', 'out_of_range', 'valid_never',
  'too_many_steps', 'unknown_step_type', 'id_not_of_type', 'start_not_start', 'no_end',
  'missing_step', 'duplicate_step', 'either_or', 'end_goes_on', 'unreachable', 'no_way_to_end', 'loop',
] as const
export const warningCodes = ['unknown_command', 'unknown_definition', 'modified_before_created', 'not_milliseconds', 'credentials', 'revoked'] as const
export type ProblemCode = (typeof errorCodes)[number] | (typeof warningCodes)[number]

/** A document that `checkPlaybook` has found no error in. */
export type Playbook = JsonObject & { readonly id: string; readonly name: string; readonly modified: string; readonly workflow_start: string; readonly workflow: Readonly<Record<string, JsonObject>> }

/**
 * `do` an action · `playbook` carry out another one · `ask` yes or no · `choose` one of several · `repeat` yes as long as it is
 * so · `together` what follows may go side by side · `exception` only when something goes wrong.
 */
export type ItemKind = 'do' | 'playbook' | 'ask' | 'choose' | 'repeat' | 'together' | 'exception'
export type Command = { readonly type: string; /** To be read, never to be run. */ readonly text: string }
export type Item = {
  /** The step's id; `…#outcome` for the question whether it worked; `exception`. */
  readonly id: string
  readonly kind: ItemKind
  readonly name: Words
  readonly description: Words
  /** What is asked, as the document writes it; empty where nothing is. */
  readonly condition: string
  /** How many branches it stands in. */
  readonly depth: number
  /** The nearest branch in which it stands. */
  readonly under: { readonly id: string; readonly answer: string } | null
  /** What may be answered; empty where nothing is asked. */
  readonly answers: readonly string[]
  readonly commands: readonly Command[]
  readonly agent: string
  readonly targets: readonly string[]
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly timeoutMs: number | null
  readonly delayMs: number | null
}
/** Where one goes from where: always, or with one answer only. */
export type Way = { readonly from: string; readonly to: string; readonly answer?: string }
export type Plan = { readonly start: string; readonly items: readonly Item[]; readonly ways: readonly Way[] }
export type Standing = 'open' | 'waiting' | 'closed'

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
/** Only what the document itself says: its names are somebody's choice, `constructor` among them. */
export const of = (object: JsonObject, name: string): Json | undefined => (Object.hasOwn(object, name) ? object[name] : undefined)
export const textOf = (object: JsonObject, name: string): string => { const value = of(object, name); return typeof value === 'string' ? value : '' }
export const pointer = (...names: readonly (string | number)[]): string => names.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
