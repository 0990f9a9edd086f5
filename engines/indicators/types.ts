/** What goes in and comes out. Plain data; the store itself is typed arrays (store/). */
export const kinds = ['ip', 'endpoint', 'range', 'domain', 'hostname', 'url', 'md5', 'sha1', 'sha256', 'sha512', 'email'] as const
export type Kind = (typeof kinds)[number]
export type Tlp = 'clear' | 'green' | 'amber' | 'amber+strict' | 'red'

/** Who says so, how sure, who may know, since when and until when (milliseconds; `validUntil` is the first moment it no longer holds). */
export type Origin = {
  readonly source: string
  /** 0 to 100. */
  readonly confidence: number
  readonly tlp: Tlp
  readonly category?: string
  readonly family?: string
  readonly validFrom?: number
  readonly validUntil?: number
}

/** `value` is the canonical form, which is what was compared. */
export type Indicator = Origin & { readonly id: number; readonly kind: Kind; readonly value: string }

/**
 * Why it is a hit. `same` the value itself · `under-domain` a name below it · `in-range` · `host-of-url` and `host-of-mail` the host of
 * what was seen · `under-path` a URL below it · `path` the path alone, on any host · `port-unseen` the address of an
 * address:port, with no port beside it: weak, and no alert · `port-beside` the same, and its port in another field of the event.
 */
export const reasons = ['same', 'under-domain', 'in-range', 'host-of-url', 'host-of-mail', 'under-path', 'path', 'port-unseen', 'port-beside'] as const
export type Reason = (typeof reasons)[number]

export type Hit = { readonly indicator: Indicator; readonly reason: Reason }

/** One hit in an event: where, what was read there, on which warning lists it stands, and whether it should wake anybody. */
export type EventHit = Hit & {
  /** Path of the field, dots between names; empty for a line that is no JSON. */
  readonly field: string
  readonly matched: string
  readonly warnings: readonly string[]
  readonly alerts: boolean
}

export const problemCodes = ['empty', 'unreadable', 'regex', 'too-wide', 'too-long', 'unknown-kind', 'kind-differs', 'bad-origin', 'bad-document', 'not-simple', 'negated'] as const
export type ProblemCode = (typeof problemCodes)[number]
export type Problem = { readonly line: number; readonly code: ProblemCode; readonly message: string }

/** What a reader made of a text. All problems are counted; the first thousand are told. */
export type Loaded = {
  readonly added: number
  /** The same value from the same origin again. */
  readonly repeated: number
  readonly refused: number
  readonly counts: Readonly<Partial<Record<ProblemCode, number>>>
  readonly problems: readonly Problem[]
}
