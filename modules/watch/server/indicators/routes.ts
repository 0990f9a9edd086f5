import { rawRoute, route, type Route } from '#platform/http/index.ts'
import * as door from '../../contract-lists.ts'
import { bytesOf } from '../body.ts'
import type { IndicatorLists } from './lists.ts'

const silent = async (work: Promise<unknown>): Promise<undefined> => { await work; return undefined }

export const listRoutes = (lists: IndicatorLists): Route[] => [
  route(door.listLists, ({ actor, query }) => lists.list(actor, query)),
  route(door.addList, ({ actor, body }) => lists.add(actor, body)),
  route(door.readList, ({ actor, params }) => lists.read(actor, params.listId)),
  route(door.changeList, ({ actor, params, body }) => silent(lists.change(actor, params.listId, body))),
  route(door.removeList, ({ actor, params }) => silent(lists.remove(actor, params.listId))),
  rawRoute(door.bringList, async ({ actor, params, query, request, reply }) => reply.header('content-type', 'application/json').send(JSON.stringify(await lists.bring(actor, params.listId, query.origin, await bytesOf(request, door.LISTS.bytes))))),
  route(door.withdrawValue, ({ actor, params, body }) => lists.withdraw(actor, params.listId, body)),
  route(door.restoreValue, ({ actor, params }) => silent(lists.restore(actor, params.withdrawnId))),
  route(door.lookBackWith, ({ actor, params }) => lists.lookBack(actor, params.listId)),
]
