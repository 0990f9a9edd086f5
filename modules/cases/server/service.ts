/** What the modules below may ask of cases. */
import type { CasesService, conditionKinds } from '../contract.ts'
import { answer } from './answering.ts'
import type { Context } from './context.ts'
import { addCondition, close, declareSafe, meetCondition, observe } from './gating.ts'
import { extend, open } from './open.ts'
import { decideOwn, layOwn, ownTasks, takeBackOwn } from './sheets.ts'
import { caseFacts, casesCarrying, codingOf } from './store.ts'
import { conditionsOf } from './store/log-store.ts'
import { note } from './telling.ts'

export function casesService(context: Context): CasesService {
  return {
    open: (actor, input) => open(context, actor, input),
    extend: (actor, mainId) => extend(context, actor, mainId),
    tiedOf: (tx, mainId) => caseFacts(tx, { mainId }),
    coding: codingOf,
    carrying: casesCarrying,
    facts: (tx, ids) => caseFacts(tx, { ids }),
    answer: (actor, caseId, given) => answer(context, actor, caseId, given),
    observe: (actor, caseId, observed) => observe(context, actor, caseId, observed),
    note: (actor, caseId, line) => note(context, actor, caseId, line),
    meetCondition: (actor, conditionId, evidence) => meetCondition(context, actor, conditionId, evidence),
    conditions: async (tx, caseId) =>
      (await conditionsOf(tx, [caseId])).map((one) => ({
        id: one.id,
        kind: one.kind as (typeof conditionKinds)[number],
        required: one.required,
        metAt: one.met_at,
      })),
    addCondition: (actor, caseId, condition) => addCondition(context, actor, caseId, condition),
    layTasks: (tx, actor, caseId, laid) => layOwn(context, tx, actor, caseId, laid),
    tasks: (tx, caseId, codePrefix) => ownTasks(tx, caseId, codePrefix),
    decideTask: (tx, actor, task, decision) => decideOwn(context, tx, actor, task, decision),
    takeBackTasks: (tx, actor, caseId, codes) => takeBackOwn(context, tx, actor, caseId, codes),
    declareSafe: (actor, caseId, override) => declareSafe(context, actor, caseId, override),
    close: (actor, caseId, outcome) => close(context, actor, caseId, outcome),
  }
}
