import { route, type Route } from '#platform/http/index.ts'
import * as door from '../../contract-catalogue.ts'
import type { Imports } from './imports.ts'
import type { Trials } from './trials.ts'
import type { Tuning } from './tuning.ts'
import type { Weeks } from './weeks.ts'

const silent = async (work: Promise<unknown>): Promise<undefined> => { await work; return undefined }
export type Catalogue = { readonly imports: Imports; readonly trials: Trials; readonly tuning: Tuning; readonly weeks: Weeks }

export const catalogueRoutes = ({ imports, trials, tuning, weeks }: Catalogue): Route[] => [
  route(door.listImports, ({ actor, query }) => imports.list(actor, query)),
  route(door.readImport, ({ actor, params, query }) => imports.read(actor, params.importId, query)),
  route(door.readProposal, ({ actor, params }) => imports.readOne(actor, params.importId, params.ruleId)),
  route(door.applyImport, ({ actor, params, body }) => imports.apply(actor, params.importId, body)),
  route(door.dropImport, ({ actor, params }) => silent(imports.drop(actor, params.importId))),
  route(door.switchRules, ({ actor, body }) => tuning.switchMany(actor, body)),
  route(door.readForecast, ({ actor, params }) => tuning.forecast(actor, params.ruleId)),
  route(door.tuneRule, ({ actor, params, body }) => silent(tuning.tune(actor, params, body))),
  route(door.readBodyRules, ({ actor, params, query }) => tuning.ofBody(actor, params.partyId, query)),
  route(door.beginBody, ({ actor, params }) => tuning.begin(actor, params.partyId)),
  route(door.acceptQuiet, ({ actor, params, body }) => tuning.accept(actor, params.partyId, body)),
  route(door.readTrials, ({ actor, params }) => trials.list(actor, params.ruleId)),
  route(door.runTrials, ({ actor, params }) => trials.run(actor, params.ruleId)),
  route(door.addTrial, ({ actor, params, body }) => trials.add(actor, params.ruleId, body)),
  route(door.removeTrial, ({ actor, params }) => silent(trials.remove(actor, params.trialId))),
  route(door.listAuthors, ({ actor, query }) => tuning.authors(actor, query)),
  route(door.listWeeks, ({ actor, params }) => weeks.list(actor, params.partyId)),
  route(door.readWeek, ({ actor, params }) => weeks.read(actor, params.partyId, params.week)),
]
