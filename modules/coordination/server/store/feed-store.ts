/** Calendar addresses, by the hash of their token. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

const q = (tx: Tx) => own<'coordination'>(tx)
export type FeedRow = { token_hash: string; person_id: string; person_name: string; whole: boolean; created_at: Date }
export const openFeeds = async (tx: Tx): Promise<FeedRow[]> => (await sql<FeedRow>`select token_hash, person_id, person_name, whole, created_at from coordination.roster_feed where revoked_at is null order by created_at desc limit 500`.execute(q(tx))).rows
export const feedByHash = async (tx: Tx, hash: string): Promise<FeedRow | undefined> =>
  (await sql<FeedRow>`select token_hash, person_id, person_name, whole, created_at from coordination.roster_feed where token_hash = ${hash} and revoked_at is null`.execute(q(tx))).rows[0]
export async function insertFeed(tx: Tx, one: { hash: string; realm: string; personId: string; personName: string; whole: boolean; at: Date }): Promise<void> {
  await sql`insert into coordination.roster_feed (token_hash, realm, person_id, person_name, whole, created_at) values (${one.hash}, ${one.realm}, ${one.personId}, ${one.personName}, ${one.whole}, ${one.at})`.execute(q(tx))
}
export const closeFeeds = async (tx: Tx, personId: string, whole: boolean, at: Date, by: string): Promise<void> => { await sql`update coordination.roster_feed set revoked_at = ${at}, revoked_by = ${by} where person_id = ${personId} and whole = ${whole} and revoked_at is null`.execute(q(tx)) }
export const closeFeed = async (tx: Tx, hash: string, at: Date, by: string): Promise<void> => { await sql`update coordination.roster_feed set revoked_at = ${at}, revoked_by = ${by} where token_hash = ${hash}`.execute(q(tx)) }
