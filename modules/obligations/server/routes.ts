import { rawRoute, route, type Route } from '#platform/http/index.ts'
import * as contract from '../contract.ts'
import { calendarFeed } from './feed.ts'
import type { Service } from './service.ts'

export function routes(service: Service, publicUrl: string): Route[] {
  return [
    route(contract.readBoard, ({ actor, query }) => service.board(actor, query)),
    route(contract.readOwed, ({ actor, query }) => service.owed(actor, query)),
    route(contract.readOne, ({ actor, params, query }) => service.one(actor, params.caseId, query.key, query.lang)),
    route(contract.readDossier, ({ actor, params, query }) => service.dossier(actor, params.caseId, query.lang)),
    route(contract.recordClock, ({ actor, params, body }) => service.recordClock(actor, params.caseId, body)),
    route(contract.decide, ({ actor, body }) => service.decide(actor, body)),
    route(contract.recordIncident, ({ actor, params, body }) => service.recordIncident(actor, params.caseId, body)),
    route(contract.recordFiling, ({ actor, params, body }) => service.file(actor, params.obligationId, body)),
    route(contract.readDraft, ({ actor, params, query }) => service.draft(actor, params.caseId, params.authority, query.lang)),
    route(contract.createCalendar, ({ actor }) => service.createCalendar(actor)),
    rawRoute(contract.readCalendar, async ({ params, query, reply }) => {
      const { moments, now, realm } = await service.calendar(params.token)
      reply.header('content-type', 'text/calendar; charset=utf-8').header('cache-control', 'private, max-age=300')
      return calendarFeed(moments, query.lang, publicUrl, now, realm)
    }),
  ]
}
