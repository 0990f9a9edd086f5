/** What one file of the world hands on to the next: the server, the bodies, and the ids of what was made so far. */
import type { Server } from './server.ts'
import type { Holder, Ids } from './words.ts'

export type Parties = Readonly<Record<'a' | 'b' | 'p' | 'q' | 'r' | 'd' | 'u', string>>
export type Making = Server & {
  readonly party: Parties
  readonly ids: Record<Holder, Ids>
  /** What a holder has from now on, by the name that a path gives it. */
  readonly add: (holder: Holder, more: Ids) => void
}
