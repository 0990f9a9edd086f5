import { rawRoute, route, type Route } from '#platform/http/index.ts'
import * as contract from '../contract.ts'
import * as cards from './cards.ts'
import * as claims from './claims.ts'
import { ofCase } from './complaints.ts'
import * as consents from './consents.ts'
import type { Context } from './context.ts'
import * as feeds from './feeds.ts'
import * as profile from './profile.ts'
import * as reach from './reach.ts'
import * as referrals from './referrals.ts'
import * as responders from './responders.ts'
import * as roster from './roster.ts'

export const coordinationRoutes = (context: Context, publicUrl: string): Route[] => [
  route(contract.listClaims, ({ actor, query }) => claims.list(context, actor, query)),
  route(contract.claimAsset, ({ actor, params, body }) => claims.claim(context, actor, params.partyId, body)),
  route(contract.proveClaim, ({ actor, params }) => claims.prove(context, actor, params.claimId)),
  route(contract.decideClaim, ({ actor, params, body }) => claims.decide(context, actor, params.claimId, body)),
  route(contract.releaseClaim, ({ actor, params, body }) => claims.release(context, actor, params.claimId, body)),
  route(contract.listConsents, ({ actor, query }) => consents.list(context, actor, query)),
  route(contract.giveConsent, ({ actor, params, body }) => consents.give(context, actor, params.partyId, body)),
  route(contract.withdrawConsent, ({ actor, params, body }) => consents.withdraw(context, actor, params.consentId, body)),
  route(contract.readRoster, ({ actor }) => roster.read(context, actor)),
  route(contract.saveShift, ({ actor, body }) => roster.save(context, actor, body)),
  route(contract.removeShift, async ({ actor, params }) => { await roster.remove(context, actor, params.shiftId); return undefined }),
  route(contract.readTrees, ({ actor, query }) => reach.trees(context, actor, [query.partyId].flat())),
  route(contract.saveReach, ({ actor, params, body }) => reach.save(context, actor, params.partyId, params.contactId, body)),
  route(contract.listCards, ({ actor, params }) => cards.list(context, actor, params.partyId)),
  route(contract.issueCard, ({ actor, params, body }) => cards.issue(context, actor, params.partyId, body)),
  route(contract.revokeCard, ({ actor, params }) => cards.revoke(context, actor, params.cardId)),
  route(contract.whoCalls, ({ actor, body }) => cards.whoCalls(context, actor, body)),
  route(contract.readProfile, ({ actor }) => profile.read(context, actor)),
  route(contract.saveProfile, ({ actor, body }) => profile.save(context, actor, body)),
  route(contract.listResponders, ({ actor, query }) => responders.list(context, actor, query)),
  route(contract.readResponder, ({ actor, params }) => responders.read(context, actor, params.partyId)),
  route(contract.saveResponder, ({ actor, params, body }) => responders.save(context, actor, params.partyId, body)),
  route(contract.saveAvailability, ({ actor, params, body }) => responders.saveAvailability(context, actor, params.partyId, body)),
  route(contract.readTurns, ({ actor }) => referrals.turns(context, actor)),
  route(contract.makeReferral, ({ actor, params, body }) => referrals.make(context, actor, params.partyId, body)),
  route(contract.listReferrals, ({ actor, query }) => referrals.list(context, actor, query)),
  route(contract.chooseResponder, ({ actor, params, body }) => referrals.choose(context, actor, params.referralId, body)),
  route(contract.recordAnswer, ({ actor, params, body }) => referrals.answer(context, actor, params.referralId, body)),
  route(contract.listFeeds, ({ actor }) => feeds.list(context, actor)),
  route(contract.createFeed, ({ actor, body }) => feeds.create(context, publicUrl, actor, body)),
  route(contract.revokeFeed, async ({ actor, params }) => { await feeds.revoke(context, actor, params.feedId); return undefined }),
  rawRoute(contract.readFeed, async ({ params, query, reply }) => {
    const calendar = await feeds.read(context, params.token, query.lang)
    reply.header('content-type', 'text/calendar; charset=utf-8').header('cache-control', 'private, max-age=300')
    return calendar
  }),
  route(contract.readComplaint, ({ actor, params, query }) => ofCase(context, actor, params.caseId, query.lang)),
]
