/** Whether the public reads the privacy notice. */
import { sql } from 'kysely'
import { EVERY_PAGE, PUBLIC_CHANNEL } from '#modules/notices/contract.ts'
import { own, type Tx } from '#platform/db/index.ts'

const q = (tx: Tx) => own<'retention'>(tx)
export type NoticeRow = { readonly published: boolean; readonly version: number; readonly changed_at: Date }

export async function readNotice(tx: Tx): Promise<NoticeRow | undefined> {
  return (await sql<NoticeRow>`select published, version, changed_at from retention.notice`.execute(q(tx))).rows[0]
}
/** @returns false when somebody has changed it meanwhile. */
export async function saveNotice(tx: Tx, { published, version, now, by }: { published: boolean; version: number; now: Date; by: string }): Promise<boolean> {
  const { rows } = await sql`insert into retention.notice as n (published, version, changed_at, changed_by) select ${published}, 1, ${now}, ${by} where ${version}::int = 0 or exists (select from retention.notice)
    on conflict (only_row) do update set published = excluded.published, version = n.version + 1, changed_at = excluded.changed_at, changed_by = excluded.changed_by where n.version = ${version} returning version`.execute(q(tx))
  return rows.length > 0
}
/** Kept pages are dropped, in every process, when this commits. */
export async function tellPublic(tx: Tx): Promise<void> {
  await sql`select pg_notify(${PUBLIC_CHANNEL}, ${EVERY_PAGE})`.execute(q(tx))
}
