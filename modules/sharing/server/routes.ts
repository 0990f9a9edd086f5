import { route, type Route } from '#platform/http/index.ts'
import * as door from '../contract.ts'
import type { Looking } from './looking.ts'
import type { Managing } from './managing.ts'
import type { Settling } from './settling.ts'

const silent = async (work: Promise<unknown>): Promise<undefined> => { await work; return undefined }

export const routes = (looking: Looking, managing: Managing, settling: Settling): Route[] => [
  route(door.readSharing, ({ actor }) => looking.all(actor)),
  route(door.addCollection, ({ actor, body }) => managing.addCollection(actor, body)),
  route(door.changeCollection, ({ actor, params, body }) => silent(managing.changeCollection(actor, params.collectionId, body))),
  route(door.addGroup, ({ actor, body }) => managing.addGroup(actor, body)),
  route(door.changeGroup, ({ actor, params, body }) => silent(managing.changeGroup(actor, params.groupId, body))),
  route(door.addPeer, ({ actor, body }) => managing.addPeer(actor, body)),
  route(door.changePeer, ({ actor, params, body }) => silent(managing.changePeer(actor, params.peerId, body))),
  route(door.readPeer, ({ actor, params }) => looking.peer(actor, params.peerId)),
  route(door.peerToken, ({ actor, params }) => managing.giveToken(actor, params.peerId)),
  route(door.endPeerToken, ({ actor, params }) => silent(managing.endToken(actor, params.peerId))),
  route(door.syncPeer, ({ actor, params }) => silent(managing.askNow(actor, params.peerId))),
  route(door.listConflicts, ({ actor, query }) => settling.list(actor, query)),
  route(door.settleConflict, ({ actor, params, body }) => silent(settling.settle(actor, params.conflictId, body.outcome))),
  route(door.listObjects, ({ actor, params, query }) => looking.objects(actor, params.collectionId, query)),
  route(door.readObject, ({ actor, params }) => looking.object(actor, params.collectionId, params.objectId)),
]
