import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

export type ProfileRow = { texts: unknown; fingerprint: string; key_address: string; version: number; changed_at: Date; changed_by: string }
export const loadProfile = async (tx: Tx, realm: string): Promise<ProfileRow | undefined> => (await sql<ProfileRow>`select * from coordination.profile where realm = ${realm}`.execute(own<'coordination'>(tx))).rows[0]
/** False when somebody was quicker; version 0 is a page that nobody has written yet. */
export async function writeProfile(tx: Tx, realm: string, version: number, one: { texts: unknown; fingerprint: string; keyAddress: string; at: Date; by: string }): Promise<boolean> {
  return (await sql`insert into coordination.profile as p (realm, texts, fingerprint, key_address, changed_at, changed_by) values (${realm}, ${JSON.stringify(one.texts)}::jsonb, ${one.fingerprint}, ${one.keyAddress}, ${one.at}, ${one.by})
    on conflict (realm) do update set texts = excluded.texts, fingerprint = excluded.fingerprint, key_address = excluded.key_address, changed_at = excluded.changed_at, changed_by = excluded.changed_by, version = p.version + 1
    where p.version = ${version}`.execute(own<'coordination'>(tx))).numAffectedRows === 1n
}
