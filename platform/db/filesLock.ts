/**
 * Files lie beside the database and know nothing of its transactions: one lock keeps the two together. Shared, by whoever adds
 * a file with its row or copies all of them (a backup); alone, by whoever takes files away.
 */
import { sql } from 'kysely'
import { own, type Tx } from './index.ts'

export const FILES_LOCK = 712031

/** Until the end of the transaction no file is taken away. */
export async function holdFiles(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${sql.lit(FILES_LOCK)})`.execute(own<'platform'>(tx))
}

/** Until the end of the transaction nobody adds or copies files. False when somebody does now: then it is for the next time. */
export async function ownFiles(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${sql.lit(FILES_LOCK)}) as mine`.execute(own<'platform'>(tx))
  return rows[0]!.mine
}
