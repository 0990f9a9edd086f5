/** Public keys of addresses, as the platform looks them up when a mail leaves. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

const q = (tx: Tx) => own<'platform'>(tx)
export type KeyRow = { address: string; fingerprint: string; expires_at: Date | null; set_at: Date; set_by: string }

export const keysOf = async (tx: Tx, realm: string, addresses: readonly string[]): Promise<ReadonlyMap<string, KeyRow>> =>
  new Map((await sql<KeyRow>`select address, fingerprint, expires_at, set_at, set_by from platform.mail_key where realm = ${realm} and address = any (${[...addresses]})`.execute(q(tx))).rows.map((row) => [row.address, row]))
export async function saveKey(tx: Tx, realm: string, address: string, key: { readonly armored: string; readonly fingerprint: string; readonly expiresAt: Date | null }, at: Date, by: string): Promise<void> {
  await sql`insert into platform.mail_key (realm, address, armored, fingerprint, expires_at, set_at, set_by) values (${realm}, ${address}, ${key.armored}, ${key.fingerprint}, ${key.expiresAt}, ${at}, ${by})
    on conflict (realm, address) do update set armored = excluded.armored, fingerprint = excluded.fingerprint, expires_at = excluded.expires_at, set_at = excluded.set_at, set_by = excluded.set_by`.execute(q(tx))
}
/** @returns whether there was one. */
export const removeKey = async (tx: Tx, realm: string, address: string): Promise<boolean> => (await sql`delete from platform.mail_key where realm = ${realm} and address = ${address}`.execute(q(tx))).numAffectedRows === 1n
