import { route, type Route } from '#platform/http/index.ts'
import * as door from '../../contract-out.ts'
import type { Out } from './out.ts'

const silent = async (work: Promise<unknown>): Promise<undefined> => { await work; return undefined }

export const outRoutes = (out: Out): Route[] => [
  route(door.readOut, ({ actor }) => out.all(actor)),
  route(door.chooseOut, ({ actor, params, body }) => silent(out.choose(actor, params.kind, body.collectionId))),
  route(door.readThing, ({ actor, params }) => out.thing(actor, params.kind, params.objectId)),
  route(door.giveThing, ({ actor, params, body }) => out.give(actor, params.kind, params.objectId, body.groupId)),
  route(door.takeBack, ({ actor, params }) => silent(out.takeBack(actor, params.giftId))),
]
