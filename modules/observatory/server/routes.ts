import type { Ground } from '#platform/module.ts'
import { route, type Route } from '#platform/http/index.ts'
import { listEntries, type EntryState } from '../contract.ts'
import { loadRows } from './store.ts'

export const observatoryRoutes = ({ db }: Pick<Ground, 'db'>): Route[] => [
  route(listEntries, ({ actor, query }) => db.as(actor, async (tx) => {
    const { total, items } = await loadRows(tx, query)
    return { total, items: items.map((one) => ({ id: one.id, ref: one.ref, state: one.state as EntryState, title: one.title, startedOn: one.started_on as unknown as string | null })) }
  })),
]
