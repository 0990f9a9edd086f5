/** The only SQL of the catalogue: entries, what sources say of them, the record folded from that. */
import { own, type Tx } from '#platform/db/index.ts'

export async function loadRows(tx: Tx, page: { limit: number; offset: number }) {
  const db = own<'observatory'>(tx)
  const total = await db.selectFrom('observatory.record').select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  const items = await db.selectFrom('observatory.record as r').innerJoin('observatory.entry as e', 'e.id', 'r.entry_id')
    .select(['e.id', 'e.ref', 'e.state', 'r.title', 'r.started_on']).orderBy('r.started_on', (one) => one.desc().nullsLast()).orderBy('e.id').limit(page.limit).offset(page.offset).execute()
  return { total: Number(total.n), items }
}
