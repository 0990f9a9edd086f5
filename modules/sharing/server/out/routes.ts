import { route, type Route } from '#platform/http/index.ts'
import * as door from '../../contract-out.ts'
import type { Out } from './out.ts'
import type { SeenDoors } from './seen.ts'

const silent = async (work: Promise<unknown>): Promise<undefined> => { await work; return undefined }

export const outRoutes = (out: Out, seen: SeenDoors): Route[] => [
  route(door.readOut, ({ actor }) => out.all(actor)),
  route(door.chooseOut, ({ actor, params, body }) => silent(out.choose(actor, params.kind, body.collectionId))),
  route(door.objectSeen, ({ actor, params }) => seen.ofObject(actor, params.collectionId, params.objectId)),
  route(door.huntObject, ({ actor, params }) => seen.hunt(actor, params.collectionId, params.objectId)),
  route(door.readThing, ({ actor, params }) => out.thing(actor, params.kind, params.objectId)),
  route(door.giveThing, ({ actor, params, body }) => out.give(actor, params.kind, params.objectId, body.groupId)),
  route(door.takeBack, ({ actor, params }) => silent(out.takeBack(actor, params.giftId))),
]
