/** What is sealed to the key of the centre, so that a new key can take the place of the old one. Each module says what it has. */
import type { Tx } from '../db/index.ts'

export type SealedText = { readonly name: string; readonly sealed: string }
export type SealedThings = {
  readonly kind: 'texts'
  readonly id: `${string}.${string}`
  /** Its rows belong to a realm: those of exercises are listed in theirs. */
  readonly byRealm?: true
  /** All, or all of the transaction's realm. */
  list(tx: Tx): Promise<readonly SealedText[]>
  /** Unless somebody has changed it meanwhile. */
  replace(tx: Tx, one: SealedText, fresh: string): Promise<void>
} | {
  readonly kind: 'files'
  readonly id: `${string}.${string}`
  /** Paths of sealed files, some at a time. */
  list(): AsyncIterable<readonly string[]>
  /** Where a file is written before it takes its place: the same disk. @returns a path that nobody names. */
  beside(): Promise<string>
  /** Puts the fresh file, which is on the disk, in the place of the old one. @returns false when somebody copies files now; what is gone meanwhile counts as done. */
  replace(path: string, fresh: string): Promise<boolean>
}
