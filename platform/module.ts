/** The shape every module's server has. A module is a function from what it needs to what it offers. */
import type { Actor } from './contract/index.ts'
import type { BucketPlace } from './archive/s3.ts'
import type { Clock } from './clock.ts'
import type { Database, Tx } from './db/index.ts'
import type { Listener } from './events/index.ts'
import type { Route } from './http/index.ts'
import type { Periodic } from './jobs/index.ts'
import type { Log } from './log/index.ts'
import type { Senders } from './mail/outgoing.ts'
import type { RetentionRule } from './retention.ts'
import type { SealedThings } from './keys/renew.ts'
import type { SubjectPlace } from './db/subject.ts'

/** What every module is given. Services of modules above it come beside, in its own `needs`. */
export type Ground = Senders & {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly publicUrl: string
  /** Absolute folder for files of the centre. */
  readonly dataFolder: string
  /** Mailbox to which reports are written. Absent: no mail is read. */
  readonly mailbox?: { readonly url: string; readonly done: string | undefined } | undefined
  /** Bucket that holds the archive of log lines. Absent: a folder of `dataFolder` does. */
  readonly archive?: BucketPlace | undefined
  /** Folder into which shippers drop files, and whether they stay in it once they are read. */
  readonly logs?: { readonly folder: string; readonly keep: boolean } | undefined
  /** Addresses that the centre writes from: what they send is no report. */
  readonly ownAddresses?: readonly string[]
  /** Nothing may leave this machine: it is a drill, or a copy to learn on. */
  readonly silent?: boolean
}

export type Module<Service> = {
  readonly service: Service
  readonly routes: readonly Route[]
  readonly listeners: readonly Listener[]
  readonly periodic: readonly Periodic[]
  /** What of this module is kept for how long. */
  readonly retention?: readonly RetentionRule[]
  /** What of this module may be about a person who asks. */
  readonly subject?: readonly SubjectPlace[]
  /** What of this module is sealed to the key of the centre, and must be sealed anew when that changes. */
  readonly sealed?: readonly SealedThings[]
  /** Takes away every row of the transaction's realm, which is an exercise's. */
  forget?(tx: Tx, realm: string): Promise<void>
}

export type { Actor }
