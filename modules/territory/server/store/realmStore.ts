import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

/** Every row of an exercise, those that point first. */
export async function forgetRealm(tx: Tx, realm: string): Promise<void> {
  for (const table of ['statement', 'dependency', 'dataset', 'asset', 'boundary', 'membership', 'contact', 'alias', 'service', 'import'])
    await sql`delete from ${sql.table(`territory.${table}`)} where realm = ${realm}`.execute(own<'territory'>(tx))
  await sql`update territory.party set district_id = null where realm = ${realm}`.execute(own<'territory'>(tx))
  await sql`delete from territory.party where realm = ${realm}`.execute(own<'territory'>(tx))
  await sql`delete from territory.version where realm = ${realm}`.execute(own<'territory'>(tx))
}
