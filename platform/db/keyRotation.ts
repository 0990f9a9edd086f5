/** How far the change from one key of the centre to another has come. */
import { sql } from 'kysely'
import { own, type Tx } from './index.ts'

const q = (tx: Tx) => own<'platform'>(tx)
export type Rotation = { readonly id: string; readonly replaced: readonly string[]; readonly recipient: string | null; readonly started_at: Date; readonly finished_at: Date | null }

export async function latestRotation(tx: Tx): Promise<Rotation | undefined> {
  return (await sql<Rotation>`select id, replaced, recipient, started_at, finished_at from platform.key_rotation order by finished_at is null desc, started_at desc limit 1`.execute(q(tx))).rows[0]
}
export async function beginRotation(tx: Tx, row: { id: string; replaced: readonly string[]; now: Date }): Promise<void> {
  await sql`insert into platform.key_rotation (id, replaced, started_at) values (${row.id}, ${row.replaced}::text[], ${row.now})`.execute(q(tx))
}
export async function nameRotation(tx: Tx, id: string, recipient: string): Promise<void> {
  await sql`update platform.key_rotation set recipient = ${recipient} where id = ${id}`.execute(q(tx))
}
/** From now on nobody misses the secret halves of what was replaced. */
export async function finishRotation(tx: Tx, { id, replaced }: Rotation, counts: object, now: Date): Promise<void> {
  await sql`update platform.key_rotation set finished_at = ${now}, counts = ${JSON.stringify(counts)}::jsonb where id = ${id} and finished_at is null`.execute(q(tx))
  await sql`update platform.key set retired_at = ${now} where recipient = any (${replaced}::text[]) and retired_at is null`.execute(q(tx))
}
/** When the key that seals came: for people who ask how old it is. */
export async function keyAge(tx: Tx): Promise<{ since: Date | null; rotation: Rotation | undefined }> {
  const { rows } = await sql<{ since: Date }>`select since from platform.key where retired_at is null order by since desc limit 1`.execute(q(tx))
  return { since: rows[0]?.since ?? null, rotation: await latestRotation(tx) }
}
