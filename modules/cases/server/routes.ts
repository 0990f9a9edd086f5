/** Every door of the module and the action behind it. */
import { record } from '#platform/audit/index.ts'
import { mayReach, Refusal, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { route, type Route } from '#platform/http/index.ts'
import * as door from '../contract-endpoints.ts'
import { isOfCentre } from '../core/audience.ts'
import { answer, readReply, writeReply } from './answering.ts'
import { askAgain, readText, readWays } from './asking.ts'
import type { Context } from './context.ts'
import { download, hand, listEvidence, upload } from './filing.ts'
import { addCondition, close, declareSafe, meetCondition, observe } from './gating.ts'
import { hold, lift } from './holding.ts'
import { keep, readers, release } from './keeping.ts'
import { readCascade, readOutcome, readPaths, readRestoration } from './modelling.ts'
import { extend, open, preview } from './open.ts'
import {
  list,
  listBodies,
  listDeliveries,
  listReports,
  readCase,
  readConditions,
  readGate,
  readMine,
  readQueue,
  readTimeline,
} from './reading.ts'
import { decideTask, layTasks, listTasks } from './sheets.ts'
import { loadCase } from './store.ts'
import { settleDelivery } from './store/queue-store.ts'
import { change, decide, describe, log, sendMessage, writeReport } from './telling.ts'

export const casesRoutes = (context: Context): Route[] => [
  ...lists(context),
  ...opening(context),
  ...answers(context),
  ...gate(context),
  ...papers(context),
  ...evidence(context),
]

/** For doors that answer with nothing. */
const silent = async (work: Promise<unknown>): Promise<undefined> => {
  await work
  return undefined
}
const date = (text: string | null) => (text === null ? null : new Date(text))

const lists = (context: Context): Route[] => [
  route(door.listCases, ({ actor, query }) => list(context, actor, query)),
  route(door.readQueue, ({ actor, query }) => readQueue(context, actor, query)),
  route(door.readMine, ({ actor, query }) => readMine(context, actor, query)),
  route(door.readCase, ({ actor, params }) => readCase(context, actor, params.caseId)),
  route(door.readReaders, ({ actor, params }) => readers(context, actor, params.caseId)),
  route(door.keepField, ({ actor, params, body }) => keep(context, actor, params.caseId, params.field, body)),
  route(door.releaseField, ({ actor, params }) => release(context, actor, params.caseId, params.field)),
  route(door.readCascade, ({ actor, params, query }) => readCascade(context, actor, params.caseId, query.all)),
  route(door.readPaths, ({ actor, params }) => readPaths(context, actor, params.caseId, params.serviceId)),
  route(door.listBodies, ({ actor, params, query }) => listBodies(context, actor, params.caseId, query)),
  route(door.readRestoration, ({ actor, params }) => readRestoration(context, actor, params.caseId)),
  route(door.readOutcome, ({ actor, params }) => readOutcome(context, actor, params.caseId)),
  route(door.readTimeline, ({ actor, params, query }) => readTimeline(context, actor, params.caseId, query)),
  route(door.listReports, ({ actor, params, query }) => listReports(context, actor, params.caseId, query)),
  route(door.listDeliveries, ({ actor, params, query }) => listDeliveries(context, actor, params.caseId, query)),
]

const opening = (context: Context): Route[] => [
  route(door.openCase, async ({ actor, body }) => {
    const { mainId, ref, tied } = await open(context, actor, { ...body, occurredAt: new Date(body.occurredAt) })
    return { id: mainId, ref, tied }
  }),
  route(door.previewCase, ({ actor, body }) => preview(context, actor, body)),
  route(door.extendCase, ({ actor, params }) => extend(context, actor, params.caseId)),
  route(door.changeCase, ({ actor, params, body }) => change(context, actor, params.caseId, body)),
  route(door.describeCase, ({ actor, params, body }) => describe(context, actor, params.caseId, body)),
]

const answers = (context: Context): Route[] => [
  route(door.answerCase, async ({ actor, params, body }) => {
    const { callerName, ...given } = body
    // The centre writes down somebody's words: without a name they are nobody's.
    if (isOfCentre(actor) && callerName === undefined)
      throw new Refusal('invalid', { fields: [{ path: 'body.callerName', problem: 'who said so is needed' }] })
    return silent(
      answer(context, actor, params.caseId, {
        ...given,
        awareAt: date(given.awareAt),
        channel: isOfCentre(actor) ? 'phone' : 'web',
        by: isOfCentre(actor) ? callerName! : actor.name,
      }),
    )
  }),
  route(door.readWays, ({ actor, params }) => readWays(context, actor, params.caseId)),
  route(door.askAgain, ({ actor, params, body }) => askAgain(context, actor, params.caseId, body.channel)),
  route(door.readText, ({ actor, params }) => readText(context, actor, params.deliveryId)),
  route(door.readReply, async ({ params, reply }) => {
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')
    return readReply(context, params.token)
  }),
  route(door.writeReply, async ({ params, body, reply }) => {
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')
    const { contactName, ...given } = body
    return writeReply(context, params.token, { ...given, awareAt: date(given.awareAt), by: contactName })
  }),
]

const gate = (context: Context): Route[] => [
  route(door.readConditions, ({ actor, params }) => readConditions(context, actor, params.caseId)),
  route(door.addCondition, ({ actor, params, body }) => addCondition(context, actor, params.caseId, body)),
  route(door.meetCondition, ({ actor, params, body }) =>
    silent(meetCondition(context, actor, params.conditionId, body.evidence)),
  ),
  route(door.observe, ({ actor, params, body }) =>
    silent(observe(context, actor, params.caseId, body.observed, body.services)),
  ),
  route(door.declareSafe, async ({ actor, params, body }) => {
    await declareSafe(context, actor, params.caseId, body.override)
    return readGate(context, actor, params.caseId)
  }),
  route(door.holdCase, ({ actor, params, body }) => silent(hold(context, actor, params.caseId, body))),
  route(door.liftHold, ({ actor, params }) => silent(lift(context, actor, params.caseId))),
  route(door.closeCase, ({ actor, params, body }) => silent(close(context, actor, params.caseId, body))),
]

const papers = (context: Context): Route[] => [
  route(door.writeLog, ({ actor, params, body }) => log(context, actor, params.caseId, body)),
  route(door.decide, ({ actor, params, body }) => decide(context, actor, params.caseId, body)),
  route(door.sendMessage, ({ actor, params, body }) => sendMessage(context, actor, params.caseId, body)),
  route(door.writeReport, ({ actor, params, body }) => writeReport(context, actor, params.caseId, body)),
  route(door.listTasks, ({ actor, params }) => listTasks(context, actor, params.caseId)),
  route(door.layTasks, ({ actor, params, body }) => layTasks(context, actor, params.caseId, body.situation)),
  route(door.decideTask, ({ actor, params, body }) => decideTask(context, actor, params.taskId, body)),
  route(door.settleDelivery, ({ actor, params, body }) =>
    silent(
      context.ground.db.as(actor, async (tx) => {
        const now = context.ground.clock.now()
        const settled = await settleDelivery(tx, params.deliveryId, body.outcome, now)
        if (!settled) throw new Refusal('not_found')
        if (body.outcome === 'again') await refuseBeyondBody(tx, settled.about)
        await record(tx, actor, now, {
          action: 'cases.settleDelivery',
          partyId: settled.party_id,
          object: settled.about,
          detail: { delivery: params.deliveryId, outcome: body.outcome },
        })
      }),
    ),
  ),
]

const evidence = (context: Context): Route[] => [
  route(door.listEvidence, ({ actor, params, query }) => listEvidence(context, actor, params.caseId, query)),
  route(door.uploadEvidence, async ({ actor, params, query, body, reply }) =>
    reply.status(201).send(await upload(context, actor, params.caseId, query, body)),
  ),
  route(door.handEvidence, ({ actor, params, body }) => hand(context, actor, params.evidenceId, body)),
  route(door.downloadEvidence, async ({ actor, params, reply }) => {
    const { stream, bytes, fileName, sha256 } = await download(context, actor, params.evidenceId)
    return reply
      .headers({
        'content-type': 'application/octet-stream',
        'content-length': bytes,
        'cache-control': 'no-store',
        'x-content-sha256': sha256,
        'content-security-policy': "sandbox; default-src 'none'",
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      })
      .send(stream)
  }),
]

/** A message was written when its case might still reach the body. @throws Refusal tlp */
async function refuseBeyondBody(tx: Tx, about: string): Promise<void> {
  const tlp = (await loadCase(tx, about.slice('case:'.length)))?.tlp as Tlp | undefined
  if (tlp !== undefined && !mayReach(tlp, 'clients')) throw new Refusal('tlp', { tlp })
}
