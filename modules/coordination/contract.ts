/** The wire of coordination, and what the modules below may ask of it. */
import type { Tx } from '#platform/db/index.ts'
import type { AssetScope, ConsentKind } from './contract-claims.ts'

export * from './contract-claims.ts'
export * from './contract-profile.ts'
export * from './contract-roster.ts'
export * from './contract-complaint.ts'
export * from './contract-responders.ts'

export type ClearedWhy = 'given' | 'never_given' | 'to_come' | 'ended' | 'withdrawn' | 'other_asset' | 'not_held'
export type Cleared = { readonly yes: boolean; readonly why: ClearedWhy; /** The record that says so. */ readonly consentId: string | null }
export type OnCall = { readonly person: string; /** "+" and digits. */ readonly phone: string; readonly second: string; readonly secondPhone: string; readonly until: Date }

export type CoordinationService = {
  /**
   * Whether a body has allowed this, at this moment: whoever scans, reads logs, writes to a body or shares its data asks here each
   * time, in its own transaction, and keeps no answer. No by default. A scan names its asset, which must be the body's by an
   * approved claim; without an asset only a consent to everything is a yes.
   */
  cleared(tx: Tx, partyId: string, what: ConsentKind, at: Date, asset?: AssetScope): Promise<Cleared>
  /** Invented responders for a demonstration that has just been filled; `idOf` knows its parties by their code. */
  seedDemo(idOf: (code: string) => string): Promise<void>
  /** Consents that hold and end between these moments, to remind their bodies. For the centre's own transactions. */
  ending(tx: Tx, from: Date, until: Date): Promise<readonly { readonly id: string; readonly partyId: string; readonly what: ConsentKind; readonly until: Date }[]>
  /** Who of the centre answers now; undefined when nobody has this turn. For the centre's own transactions. */
  onCall(tx: Tx, at: Date): Promise<OnCall | undefined>
}
