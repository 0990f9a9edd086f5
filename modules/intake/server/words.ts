/** What whoever reported adds later, by number and code or from the space of a body. */
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { redact } from '#platform/contract/redact.ts'
import { insertEntries } from './store.ts'
import { touch } from './store/desk-store.ts'

const DAYS_AFTER = 30
type Row = { readonly id: string; readonly realm: string; readonly party_id: string | null; readonly state: string; readonly closed_at: Date | null }

/** A month after the end somebody may still say that it began again. */
export const takesWords = (row: Pick<Row, 'state' | 'closed_at'>, now: Date): boolean => row.state !== 'closed' || now.getTime() - row.closed_at!.getTime() < DAYS_AFTER * 86_400_000

/** @param by who is signed in; nobody where number and code opened the door. @throws Refusal conflict when it ended long ago. */
export async function addWords(tx: Tx, actor: Actor, row: Row, { text, now, by }: { text: string; now: Date; by?: Actor }): Promise<void> {
  if (!takesWords(row, now)) throw new Refusal('conflict', { reason: 'the report ended long ago: file a new one' })
  await insertEntries(tx, row.realm, [{ reportId: row.id, partyId: row.party_id, at: now, kind: 'reply', text: redact(text).text, told: true, byKind: 'reporter', ...(by ? { byId: by.id, byName: by.name } : {}) }])
  await touch(tx, row.id, { now, ...(row.state === 'waiting' ? { state: 'open' as const } : {}) })
  await record(tx, by ?? actor, now, { action: 'intake.reply', partyId: row.party_id, object: `report:${row.id}` })
}
