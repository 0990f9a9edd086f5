/**
 * How long something is kept, as data: each module declares its rules beside its server code, and modules/retention carries
 * them out, with a proof. What is kept for ever is declared too, with the reason: the table has no holes.
 */
import type { Trilingual } from './contract/index.ts'
import type { Database, Tx } from './db/index.ts'

export type Term = { readonly minutes: number } | { readonly days: number } | { readonly years: number }

export type RetentionRule = {
  /** `module.what`; stands in proofs, so it is never given to another rule. */
  readonly id: `${string}.${string}`
  readonly what: Trilingual
  /** Tables and folders, for whoever looks underneath. */
  readonly where: readonly string[]
  /** `emptied`: the row stays without what tells of people. `kept`: there is no term. */
  readonly fate: 'deleted' | 'emptied' | 'kept'
  readonly term: Term | null
  /** The moment from which the term runs. */
  readonly from: Trilingual | null
  /** Reason and, where there is one, the law. */
  readonly why: Trilingual
  /** Absent: nothing is ever taken away, or `promptly` by the module's own job. */
  readonly purge?: Purge
  /** Taken away within the hour by a job of its module, without a proof: what a proof would hold could be guessed from it. */
  readonly promptly?: boolean
}

export type Due = {
  /** Of the object that goes, as it stands elsewhere (`case:…` without its prefix, `delivery:17`). */
  readonly id: string
  /** When its term began. */
  readonly at: Date
}
export type Ask = {
  /** Terms that began up to here are over. */
  readonly before: Date
  readonly now: Date
  readonly realm: string
  readonly limit: number
  /** The rows are about to go: locked, and without those that somebody else holds. False for a look. */
  readonly lock: boolean
}

export type Purge = {
  /** Whose connection; the application role's unless said. */
  readonly db?: Database
  /** Realms in which something is due; the live one unless said. */
  realms?(tx: Tx, ask: Omit<Ask, 'realm'>): Promise<readonly string[]>
  /** The oldest first. Reads only. */
  due(tx: Tx, ask: Ask): Promise<readonly Due[]>
  /** In the same transaction, of what `due` has found. */
  remove(tx: Tx, due: readonly Due[], ask: Ask): Promise<void>
  /** All in one transaction, whatever their number: nothing but the sweep takes them out of what is due. */
  readonly whole?: boolean
  /** After the commit: files that no row names any more, those of a killed run among them. @returns how many. */
  sweep?(now: Date): Promise<number>
}
