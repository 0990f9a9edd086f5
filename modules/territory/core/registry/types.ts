/** What a registry file becomes: plain rows, keyed by the registry's own code so that a re-run makes no doubles. */

/** `registry` is `it-istat`, `fr-insee`, `fr-siren`, `it-ipa`, `own` or a name of the user's. Codes are text: zeros lead. */
export type Key = { readonly registry: string; readonly code: string }

export const partyKinds = [
  'municipality',
  'union',
  'province',
  'metropolitan-city',
  'region',
  'health-agency',
  'school',
  'university',
  'in-house',
  'transport',
  'firm',
  'provider',
  'authority',
  'responder',
  'centre',
  'district',
  'other-body',
] as const
export type PartyKind = (typeof partyKinds)[number]

export const dependencyKinds = ['hosting', 'software', 'network', 'identity', 'data', 'support'] as const
export type DependencyKind = (typeof dependencyKinds)[number]

export const availabilityEffects = ['none', 'degraded', 'hard', 'group'] as const
export type AvailabilityEffect = (typeof availabilityEffects)[number]

export const dataClasses = [
  'common',
  'identity-document',
  'financial',
  'health',
  'minors',
  'judicial',
  'biometric',
  'credentials',
] as const
export type DataClass = (typeof dataClasses)[number]

export type Region = { readonly code?: string; readonly name: string }
export type Place = { readonly lat: number; readonly lon: number }
export type Email = { readonly type: 'pec' | 'mail'; readonly address: string }
export type PartyCodes = {
  readonly istat?: string
  readonly cadastral?: string
  readonly insee?: string
  readonly siren?: string
  readonly ipa?: string
  readonly fiscal?: string
}

export type PartyRow = {
  readonly kind: 'party'
  readonly key: Key
  readonly name: string
  readonly partyKind: PartyKind
  readonly country: string
  readonly codes: PartyCodes
  /** The same party under another registry's key (an IPA municipality is also an ISTAT one): join, do not double. */
  readonly sameAs?: Key
  readonly population?: number
  readonly populationYear?: number
  readonly areaKm2?: number
  readonly region?: Region
  readonly province?: Region
  readonly place?: Place
  readonly website?: string
  readonly emails?: readonly Email[]
  /** ISO calendar date. */
  readonly validFrom?: string
}

export type ServiceRow = {
  readonly kind: 'service'
  readonly key: Key
  readonly party: Key
  readonly name: string
  readonly category: string
  readonly public?: boolean
  readonly peopleServed?: number
  readonly dataClasses?: readonly DataClass[]
  /** Where the service's data lie, as the source says it ("own machine room", "cloud, Milan"). */
  readonly dataPlace?: string
}

export type DependencyRow = {
  readonly kind: 'dependency'
  readonly dependent: Key
  readonly on: Key
  readonly depKind: DependencyKind
  readonly availability: AvailabilityEffect
  /** With `availability: 'group'`: the service stands while `k` of the edges of this group stand. */
  readonly groupId?: string
  readonly k?: number
  readonly confidentiality: boolean
  readonly integrity: boolean
  readonly autonomyHours: number
  /** 0..1 */
  readonly confidence: number
  readonly source: string
  /** ISO calendar date on which the source said so. */
  readonly date?: string
}

export type MembershipRow = {
  readonly kind: 'membership'
  readonly member: Key
  readonly of: Key
  readonly memberName?: string
}

export type RegistryRow = PartyRow | ServiceRow | DependencyRow | MembershipRow

/** `code` is a message key, `params` its placeholders. */
export type Problem = { readonly code: string; readonly params: Readonly<Record<string, string | number>> }

/**
 * One outcome of reading a file. `line` is the 1-based physical line where the record starts (the ordinal of the item
 * when the file is one JSON document).
 * - `row`: to store;  - `refused`: bad, with its source text;  - `skipped`: right but not for storing (ceased, not a party,
 * other region);  - `note`: something to tell once (encoding guessed). `fatal` ends the file: nothing of it may be stored.
 */
export type Parsed = {
  readonly line: number
  readonly row?: RegistryRow
  readonly refused?: Problem & { readonly raw: string }
  readonly skipped?: Problem
  readonly note?: Problem
  readonly fatal?: true
}

/** What a mapper says of one record. */
export type Outcome = { readonly row: RegistryRow } | { readonly refused: Problem } | { readonly skipped: Problem }
