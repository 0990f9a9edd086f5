/** Objects as people of the centre see them. */
import { sql, type RawBuilder } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

const q = own<'sharing'>

export type ShownRow = { id: string; type: string; stamp: number; added: number; tlp: string; revoked: boolean; newest: boolean; peer_no: number | null; group_no: number | null; body: string }
const rows = (tx: Tx, rest: RawBuilder<unknown>) => sql<ShownRow>`select o.type || '--' || o.uuid as id, o.type, o.stamp, o.added, o.tlp, o.revoked, o.newest, o.peer_no, o.group_no, o.body from sharing.object o ${rest}`.execute(q(tx)).then((found) => found.rows)

export const newestFirst = (tx: Tx, no: number, before: number, limit: number): Promise<ShownRow[]> => rows(tx, sql`where o.collection_no = ${no} and o.added < ${before}::bigint and o.newest order by o.added desc limit ${limit}`)
const VERSIONS_MOST = 100
export async function versionsOf(tx: Tx, no: number, id: string): Promise<ShownRow[]> {
  const [, type, uuid] = /^(.{1,250})--([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(id) ?? []
  return uuid === undefined ? [] : rows(tx, sql`where o.collection_no = ${no} and o.uuid = ${uuid} and o.type = ${type} order by o.stamp desc limit ${VERSIONS_MOST}`)
}
