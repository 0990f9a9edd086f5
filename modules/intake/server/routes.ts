/** Every signed-in door of the module and the action behind it. */
import { Refusal, type Actor, type BodyOf } from '#platform/contract/index.ts'
import { rawRoute, route, type Route } from '#platform/http/index.ts'
import * as door from '../contract-endpoints.ts'
import type { Incoming, Receipt } from '../contract.ts'
import type { Desk } from './desk.ts'
import type { Merging } from './merging.ts'

type ReportIn = BodyOf<typeof door.fileReport>
type Receive = (actor: Actor, incoming: readonly Incoming[]) => Promise<Receipt[]>

export function routes(receive: Receive, batch: (actor: Actor, incoming: Incoming) => Promise<Receipt>, desk: Desk, merging: Merging): Route[] {
  const file = async (actor: Actor, reports: readonly ReportIn[], taken = false) => {
    const incoming = reports.map((one) => incomingOf(actor, one, taken))
    const receipts = incoming.length === 1 ? [await batch(actor, incoming[0]!)] : await receive(actor, incoming)
    return receipts.map((one) => ({ id: one.reportId, ref: one.ref, code: one.code, answerBy: one.answerBy?.toISOString() ?? null, was: one.was }))
  }
  const silent = async (work: Promise<unknown>): Promise<undefined> => { await work; return undefined }
  return [
    route(door.fileReport, async ({ actor, body }) => (await file(actor, [body]))[0]!),
    route(door.fileReports, async ({ actor, body }) => ({ receipts: await file(actor, body.reports) })),
    route(door.phoneReport, async ({ actor, body }) => (await file(actor, [body], true))[0]!),
    route(door.listReports, ({ actor, query }) => desk.list(actor, query)),
    route(door.readReport, ({ actor, params }) => desk.read(actor, params.reportId)),
    route(door.readAlike, ({ actor, params }) => desk.similar(actor, params.reportId)),
    rawRoute(door.readOriginal, async ({ actor, params, request, reply }) => {
      const given = door.readOriginal.body.safeParse(request.body)
      if (!given.success) throw new Refusal('invalid', { fields: [{ path: 'body.reason', problem: 'why it is read is needed' }] })
      const { bytes, sha256 } = await desk.original(actor, params.signalId, given.data.reason)
      // Never of a type that a browser would open.
      return reply.header('content-type', 'application/octet-stream').header('content-disposition', `attachment; filename="${sha256.slice(0, 12)}.bin"`).header('cache-control', 'no-store').send(bytes)
    }),
    route(door.takeReport, ({ actor, params, body }) => silent(desk.take(actor, params.reportId, body))),
    route(door.writeToReporter, ({ actor, params, body }) => silent(desk.write(actor, params.reportId, body))),
    route(door.replyToCentre, ({ actor, params, body }) => silent(desk.reply(actor, params.reportId, body.text))),
    route(door.moveReport, ({ actor, params, body }) => silent(desk.move(actor, params.reportId, body))),
    route(door.changeReport, ({ actor, params, body }) => silent(desk.change(actor, params.reportId, body))),
    route(door.mergeReports, ({ actor, body }) => merging.merge(actor, body)),
    route(door.undoMerge, ({ actor, params }) => merging.undo(actor, params.mergeId)),
    route(door.detachReport, ({ actor, params }) => silent(merging.detach(actor, params.reportId))),
    route(door.readShift, ({ actor, query }) => desk.shift(actor, query.since)),
  ]
}

/** A body reports for itself: for the one it is of, or the one it names among its own. */
function incomingOf(actor: Actor, { externalId, occurredAt, partyId, ...given }: ReportIn, taken: boolean): Incoming {
  const own = actor.scope === 'all' ? partyId : partyId ?? (actor.parties.length === 1 ? actor.parties[0] : undefined)
  if (actor.scope !== 'all' && (own === undefined || !actor.parties.includes(own))) throw new Refusal(partyId === undefined ? 'invalid' : 'not_found', partyId === undefined ? { fields: [{ path: 'body.partyId', problem: 'which of your bodies is needed' }] } : {})
  const { subject, ...rest } = given
  return {
    ...rest, ...(subject === undefined ? {} : { subject }), road: taken ? 'phone' : actor.scope === 'all' ? 'api' : 'space', partyId: own ?? null,
    // Keys are each caller's own: two programs may count from one.
    ...(externalId === undefined ? {} : { externalKey: `${actor.id} ${externalId}` }),
    provenance: { by: actor.id, ...(externalId === undefined ? {} : { externalId }) }, original: Buffer.from(JSON.stringify({ ...given, externalId, occurredAt, partyId })),
    occurredAt: occurredAt === undefined ? null : new Date(occurredAt), ...(taken ? { takenBy: { id: actor.id, name: actor.name } } : {}),
  }
}
