/** Reports that are being written, and the codes that open what was sent. */
import { own, type Tx } from '#platform/db/index.ts'

const q = (tx: Tx) => own<'intake'>(tx)

export type DraftRow = { readonly keyName: string; readonly sealed: Buffer | null; readonly madeAt: Date; readonly savedAt: Date; readonly expiresAt: Date; readonly reportId: string | null; readonly receipt: Buffer | null }

export async function readDraft(tx: Tx, hash: Buffer, now: Date, { lock = false } = {}): Promise<DraftRow | undefined> {
  let query = q(tx).selectFrom('intake.draft').selectAll().where('hash', '=', hash).where('expires_at', '>', now)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row && { keyName: row.key_name, sealed: row.sealed, madeAt: row.made_at, savedAt: row.saved_at, expiresAt: row.expires_at, reportId: row.report_id, receipt: row.receipt }
}

export async function saveDraft(tx: Tx, hash: Buffer, draft: { keyName: string; sealed: Buffer; now: Date; expiresAt: Date }): Promise<void> {
  const { keyName, sealed, now, expiresAt } = draft
  await q(tx).insertInto('intake.draft').values({ hash, key_name: keyName, sealed, made_at: now, saved_at: now, expires_at: expiresAt })
    .onConflict((c) => c.column('hash').doUpdateSet({ key_name: keyName, sealed, saved_at: now, expires_at: expiresAt })).execute()
}

/** The answers go with the sending; the receipt can be read again until it expires. */
export async function settleDraft(tx: Tx, hash: Buffer, sent: { reportId: string; keyName: string; receipt: Buffer; expiresAt: Date }): Promise<void> {
  await q(tx).updateTable('intake.draft').set({ sealed: null, report_id: sent.reportId, key_name: sent.keyName, receipt: sent.receipt, expires_at: sent.expiresAt }).where('hash', '=', hash).execute()
}

export async function deleteExpiredDrafts(tx: Tx, now: Date): Promise<number> {
  const { numDeletedRows } = await q(tx).deleteFrom('intake.draft').where('expires_at', '<=', now).executeTakeFirst()
  return Number(numDeletedRows)
}

/** The report that a code opens, whatever number was typed with it: the caller compares. */
export async function reportOfCode(tx: Tx, hash: Buffer) {
  return q(tx).selectFrom('intake.code as c').innerJoin('intake.report as r', 'r.id', 'c.report_id').selectAll('r').where('c.hash', '=', hash).executeTakeFirst()
}

export async function toldEntries(tx: Tx, reportId: string) {
  return q(tx).selectFrom('intake.entry').select(['at', 'kind', 'params', 'text', 'by_kind']).where('report_id', '=', reportId).where('told', '=', true).orderBy('id').limit(500).execute()
}
