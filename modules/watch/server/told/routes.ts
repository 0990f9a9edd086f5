import { route, type Route } from '#platform/http/index.ts'
import * as door from '../../contract-told.ts'
import type { Campaigns } from './campaigns.ts'

const silent = async (work: Promise<unknown>): Promise<undefined> => { await work; return undefined }

export const toldRoutes = (campaigns: Campaigns): Route[] => [
  route(door.readTold, ({ actor, params }) => campaigns.readTold(actor, params.listId)),
  route(door.setResharing, ({ actor, params, body }) => silent(campaigns.setResharing(actor, params.listId, body))),
  route(door.listCampaigns, ({ actor, query }) => campaigns.list(actor, query)),
  route(door.addCampaign, ({ actor, body }) => campaigns.add(actor, body)),
  route(door.readCampaign, ({ actor, params }) => campaigns.read(actor, params.campaignId)),
  route(door.changeCampaign, ({ actor, params, body }) => silent(campaigns.change(actor, params.campaignId, body))),
]
