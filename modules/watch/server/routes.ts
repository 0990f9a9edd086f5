import { route, type Route } from '#platform/http/index.ts'
import * as door from '../contract.ts'
import * as back from '../contract-hunts.ts'
import type { Alerts } from './alerts.ts'
import type { Certificates } from './certificates.ts'
import type { createLooking } from './archive/looking.ts'
import type { Hunts } from './hunts/hunts.ts'
import type { Rules } from './rules.ts'
import type { Sources } from './sources.ts'

const silent = async (work: Promise<unknown>): Promise<undefined> => { await work; return undefined }

export const routes = (sources: Sources, rules: Rules, alerts: Alerts, certificates: Certificates): Route[] => [
  route(door.listSources, ({ actor, query }) => sources.list(actor, query)),
  route(door.addSource, ({ actor, body }) => sources.add(actor, body)),
  route(door.readSource, ({ actor, params }) => sources.read(actor, params.sourceId)),
  route(door.saveRecord, ({ actor, params, body }) => sources.saveRecord(actor, params.sourceId, body)),
  route(door.makeToken, ({ actor, params }) => sources.makeToken(actor, params.sourceId)),
  route(door.endToken, ({ actor, params }) => silent(sources.endToken(actor, params.sourceId))),
  route(door.setCertificate, ({ actor, params, body }) => certificates.set(actor, params.sourceId, body.pem)),
  route(door.endKept, ({ actor, params, body }) => sources.endKept(actor, params.sourceId, body.reason)),
  route(door.endCertificate, ({ actor, params }) => silent(certificates.end(actor, params.sourceId))),
  route(door.switchSource, ({ actor, params, body }) => silent(sources.pause(actor, params.sourceId, body.active))),
  route(door.listRules, ({ actor, query }) => rules.list(actor, query)),
  route(door.readRule, ({ actor, params }) => rules.read(actor, params.ruleId)),
  route(door.changeRule, ({ actor, params, body }) => silent(rules.change(actor, params.ruleId, body))),
  route(door.importRules, ({ actor, body }) => rules.bring(actor, body)),
  route(door.listAlerts, ({ actor, query }) => alerts.list(actor, query)),
  route(door.readAlert, ({ actor, params }) => alerts.read(actor, params.alertId)),
  route(door.takeAlert, ({ actor, params, body }) => silent(alerts.take(actor, params.alertId, body.version))),
  route(door.closeAlert, ({ actor, params, body }) => silent(alerts.close(actor, params.alertId, body))),
  route(door.suppressAlert, ({ actor, params, body }) => alerts.suppress(actor, params.alertId, body)),
  route(door.endSuppression, ({ actor, params }) => silent(alerts.unsuppress(actor, params.suppressionId))),
  route(door.makeCase, ({ actor, params }) => alerts.makeCase(actor, params.alertId)),
  route(door.readOwn, ({ actor, params }) => alerts.own(actor, params.partyId)),
]

export const huntRoutes = (hunts: Hunts, look: ReturnType<typeof createLooking>): Route[] => [
  route(back.listHunts, ({ actor, query }) => hunts.list(actor, query)),
  route(back.startHunt, ({ actor, body }) => hunts.start(actor, body)),
  route(back.readHunt, ({ actor, params }) => hunts.read(actor, params.huntId)),
  route(back.cancelHunt, ({ actor, params }) => silent(hunts.cancel(actor, params.huntId))),
  route(back.tellHunt, ({ actor, params, body }) => silent(hunts.tell(actor, params.huntId, body))),
  route(back.judgeHunt, ({ actor, params, body }) => silent(hunts.judge(actor, params.huntId, params.partyId, body.verdict))),
  route(back.huntCase, ({ actor, params }) => hunts.makeCase(actor, params.huntId, params.partyId)),
  route(back.searchLogs, ({ actor, body }) => look(actor, body)),
  route(back.deleteHunt, ({ actor, params }) => silent(hunts.remove(actor, params.huntId))),
]
