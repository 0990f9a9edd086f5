import { rawRoute, route, type Route } from '#platform/http/index.ts'
import { listEntries } from '../contract.ts'
import * as wire from '../contract-entries.ts'
import { sendStix } from './exporting.ts'
import * as entries from './entries.ts'
import * as publishing from './publishing.ts'
import { attackRoutes } from './attack/routes.ts'
import type { Context } from './context.ts'
import { feedRoutes } from './imports/feed-routes.ts'
import { importRoutes } from './imports/routes.ts'
import { countStates, listRecords } from './store.ts'

export const observatoryRoutes = (context: Context): Route[] => [
  route(listEntries, ({ actor, query }) => context.ground.db.as(actor, async (tx) => {
    const { total, more, items } = await listRecords(tx, query)
    return { total, more, states: await countStates(tx), items: items.map((one) => ({ ...one, updatedAt: one.updatedAt.toISOString() })) }
  })),
  route(wire.listTwins, ({ actor }) => entries.listTwins(context, actor)),
  route(wire.addEntry, ({ actor, body }) => entries.addEntry(context, actor, body)),
  route(wire.readEntry, ({ actor, params }) => entries.readEntry(context, actor, params.entryId)),
  route(wire.addStatement, ({ actor, params, body }) => entries.addStatement(context, actor, params.entryId, body)),
  route(wire.chooseField, ({ actor, params, body }) => entries.chooseField(context, actor, params.entryId, body)),
  route(wire.changeEntry, ({ actor, params, body }) => entries.changeEntry(context, actor, params.entryId, body)),
  route(wire.mergeEntry, ({ actor, params, body }) => entries.mergeEntry(context, actor, params.entryId, body)),
  route(wire.separateEntry, ({ actor, params, body }) => entries.separateEntry(context, actor, params.entryId, body)),
  route(wire.readProposal, ({ actor, params }) => publishing.readProposal(context, actor, params.entryId)),
  route(wire.proposeEntry, ({ actor, params, body }) => publishing.proposeEntry(context, actor, params.entryId, body)),
  route(wire.publishEntry, ({ actor, params, body }) => publishing.publishEntry(context, actor, params.entryId, body)),
  ...importRoutes(context),
  ...feedRoutes(context),
  ...attackRoutes(context),
  route(wire.withdrawEntry, ({ actor, params, body }) => publishing.withdrawEntry(context, actor, params.entryId, body)),
  rawRoute(wire.readStix, ({ params, request, reply }) => sendStix(context, params.ref, request, reply)),
]
