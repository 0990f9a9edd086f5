import type { AvailabilityEffect, DependencyKind } from '../registry/types.ts'

/** An organisation as a source names it; the caller finds the party by the codes, else by the name. */
export type OrganisationRef = {
  readonly name: string
  /** `it-fiscal`, `fr-siren`, `fr-siret`, `it-ipa`, `domain`, or a party key as `registry:code` under `key`. */
  readonly ids: readonly { readonly scheme: string; readonly id: string }[]
}

/** A message key with its placeholders: the page puts it in the reader's language. */
export type Reason = { readonly code: string; readonly params: Readonly<Record<string, string | number>> }

export type ProposalSource =
  | 'contract-ocds'
  | 'contract-decp'
  | 'customer-list'
  | 'dns'
  | 'membership'
  | 'similar-bodies'

/** An edge that somebody should confirm or deny with one click. Never used as a fact before. */
export type Proposal = {
  /** The same finding gives the same id: a re-run makes no doubles. */
  readonly id: string
  readonly dependent: OrganisationRef
  readonly provider: OrganisationRef
  readonly category: string
  readonly depKind: DependencyKind
  /** What the edge would mean if confirmed; the person may change it. */
  readonly availability: AvailabilityEffect
  readonly confidentiality: boolean
  readonly integrity: boolean
  readonly source: ProposalSource
  /** Number of the contract, host name, line of the list: where to look. */
  readonly reference: string
  /** ISO date on which the source said so. */
  readonly date?: string
  /** ISO date of the contract's end, where known. */
  readonly until?: string
  readonly ended: boolean
  /** 0..1 */
  readonly confidence: number
  readonly reasons: readonly Reason[]
}

export type Skipped = { readonly code: string; readonly reference: string }
export type Proposals = { readonly proposals: readonly Proposal[]; readonly skipped: readonly Skipped[] }
