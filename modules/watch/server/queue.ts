/** Where lines wait, and who reads them. There are two ways: a spool on this disk, and a stream that many processes share. */
import { join } from 'node:path'
import type { Actor } from '#platform/contract/index.ts'
import type { Database, Tx } from '#platform/db/index.ts'
import type { Frame } from './frame.ts'

/** Without whom nothing of a queue goes: the rules, and the archive. */
export const SPOOL_READERS = ['', 'archive'] as const
export const spoolFolder = (dataFolder: string): string => join(dataFolder, 'watch', 'spool')
/** The same of the stream. */
export const STREAM_READERS = ['rules', 'archive'] as const

/** What came next, until what it led to is saved. */
export type Batch = {
  readonly frames: readonly Frame[]
  /** In the transaction of what the lines led to. @returns false where that is saved already: then the transaction must not be kept. */
  claim(tx: Tx, now: Date): Promise<boolean>
  /** After that transaction. */
  done(): Promise<void>
}
export type Queue = {
  readonly name: string
  /** About so many bytes, at least one frame where there is one; undefined where nothing waits now. */
  next(bytes: number): Promise<Batch | undefined>
  /** Nothing of what was handed out and is not done is ours any more: it is handed out anew. */
  again(): void
}
/** Every queue there is now. */
export type Queues = () => Promise<readonly Queue[]>

/** Saves what a batch led to, with the knowledge that it did. @returns false where that is saved already, or was by somebody faster: nothing is saved then. */
export async function settle(db: Database, actor: Actor, batch: Batch, now: Date, save: (tx: Tx) => Promise<void>): Promise<boolean> {
  const taken = new Error('these lines led to something already')
  try {
    await db.as(actor, async (tx) => {
      if (!await batch.claim(tx, now)) throw taken
      await save(tx)
    })
  } catch (error) {
    if (error === taken) return false
    throw error
  }
  await batch.done()
  return true
}
