import { rawRoute, route, type Route } from '#platform/http/index.ts'
import * as contract from '../contract.ts'
import { textOf } from './bytes.ts'
import type { Context } from './context.ts'
import { addStarters, documentOf, importDocument, list, one, withdrawOne } from './library.ts'
import { answer, decide, runs, start, stop } from './running.ts'

export const playbooksRoutes = (context: Context): Route[] => [
  route(contract.listPlaybooks, ({ actor, query }) => list(context, actor, query)),
  route(contract.readPlaybook, ({ actor, params }) => one(context, actor, params.playbookId)),
  rawRoute(contract.importPlaybook, async ({ actor, body, query, reply }) => {
    const done = await importDocument(context, actor, await textOf(body), query)
    return reply.status(201).header('cache-control', 'no-store').send(done)
  }),
  rawRoute(contract.exportPlaybook, async ({ actor, params, reply }) => {
    const { text, fileName } = await documentOf(context, actor, params.playbookId)
    return reply.header('content-type', 'application/json; charset=utf-8').header('content-disposition', `attachment; filename="${fileName}"`).header('cache-control', 'no-store').send(text)
  }),
  route(contract.withdrawPlaybook, ({ actor, params, body }) => withdrawOne(context, actor, params.playbookId, body)),
  route(contract.addStarters, ({ actor }) => addStarters(context, actor)),
  route(contract.readRuns, ({ actor, params }) => runs(context, actor, params.caseId)),
  route(contract.startPlaybook, ({ actor, params, body }) => start(context, actor, params.caseId, body)),
  route(contract.decideStep, ({ actor, params, body }) => decide(context, actor, params.runId, body)),
  route(contract.answerQuestion, ({ actor, params, body }) => answer(context, actor, params.runId, body)),
  route(contract.stopRun, ({ actor, params, body }) => stop(context, actor, params.runId, body)),
]
