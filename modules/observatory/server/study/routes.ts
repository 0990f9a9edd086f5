import { rawRoute, route, type Route } from '#platform/http/index.ts'
import * as wire from '../../contract-study.ts'
import type { Context } from '../context.ts'
import * as room from './room.ts'
import * as study from './study.ts'

export const studyRoutes = (context: Context): Route[] => [
  route(wire.readFigures, ({ actor, query }) => study.readFigures(context, actor, query)),
  route(wire.listDenominators, ({ actor, query }) => study.listDenominators(context, actor, query)),
  route(wire.saveDenominators, ({ actor, body }) => study.saveDenominators(context, actor, body.items)),
  route(wire.removeDenominator, async ({ actor, params }) => { await study.removeDenominator(context, actor, params.denominatorId); return undefined }),
  route(wire.listStudies, ({ actor, query }) => study.listStudies(context, actor, query)),
  route(wire.createStudy, ({ actor, body }) => study.saveStudy(context, actor, undefined, 0, body)),
  route(wire.saveStudy, ({ actor, params, body: { last, ...written } }) => study.saveStudy(context, actor, params.studyId, Math.max(1, last), written)),
  route(wire.readStudy, ({ actor, params }) => study.readStudy(context, actor, params.studyId, params.number)),
  route(wire.studyChanges, ({ actor, params }) => study.studyChanges(context, actor, params.studyId, params.number)),
  route(wire.listRoom, ({ actor, query }) => room.listRoom(context, actor, query)),
  route(wire.askRoom, ({ actor, body }) => room.askRoom(context, actor, body)),
  route(wire.decideRoom, ({ actor, params, body }) => room.decideRoom(context, actor, params.roomRequestId, body)),
  rawRoute(wire.takeRoom, async ({ actor, params, query, reply }) => {
    const text = await room.takeRoom(context, actor, params.roomRequestId, query.format)
    return reply.header('content-disposition', `attachment; filename="extract.${query.format}"`).header('cache-control', 'no-store').type(query.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json').send(text)
  }),
]
