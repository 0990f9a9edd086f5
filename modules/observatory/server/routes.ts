import { route, type Route } from '#platform/http/index.ts'
import { listEntries } from '../contract.ts'
import type { Context } from './service.ts'
import { countStates, listRecords } from './store.ts'

export const observatoryRoutes = ({ ground: { db } }: Context): Route[] => [
  route(listEntries, ({ actor, query }) => db.as(actor, async (tx) => {
    const { total, items } = await listRecords(tx, query)
    return { total, states: await countStates(tx), items: items.map((one) => ({ ...one, updatedAt: one.updatedAt.toISOString() })) }
  })),
]
