/** What the database remembers of the centre's keys: their public halves. */
import { own, type Tx } from './index.ts'

export async function knownRecipients(tx: Tx): Promise<string[]> {
  const rows = await own<'platform'>(tx).selectFrom('platform.key').select('recipient').where('retired_at', 'is', null).orderBy('since').execute()
  return rows.map((row) => row.recipient)
}

export async function rememberRecipient(tx: Tx, recipient: string, now: Date): Promise<void> {
  await own<'platform'>(tx).insertInto('platform.key').values({ recipient, since: now }).onConflict((conflict) => conflict.doNothing()).execute()
}
