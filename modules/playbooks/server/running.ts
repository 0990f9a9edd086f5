/** A playbook on a case: its steps become tasks, its questions open one branch and close the others. */
import { randomUUID } from 'node:crypto'
import { orderOf, wordsOf, type Item, type Playbook } from '#engines/playbooks/index.ts'
import type { CaseFacts } from '#modules/cases/contract.ts'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf, type Trilingual } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type * as contract from '../contract.ts'
import { changeOfTasks, progressOf, statesOf, type Answered } from '../core/progress.ts'
import { nameOf, whyOf } from '../core/wording.ts'
import type { Context } from './context.ts'
import { insertRun, loadPlaybook, loadRun, runOfRequest, runsOf, saveAnswer, saveTaskCodes, stepsOf, stopRun, type RunRow } from './store.ts'

/** Of the tasks of a run; the position of the step follows. */
const prefixOf = (runId: string) => `playbook:${runId}:`

/** @throws Refusal not_found when the case is not there for this actor. */
async function caseOf({ cases }: Context, tx: Tx, caseId: string): Promise<CaseFacts> {
  const [facts] = await cases.facts(tx, [caseId])
  if (!facts) throw new Refusal('not_found')
  return facts
}

export const runs = (context: Context, actor: Actor, caseId: string) => context.ground.db.as(actor, async (tx) => {
  const facts = await caseOf(context, tx, caseId)
  const rows = await runsOf(tx, caseId)
  const steps = await stepsOf(tx, rows.map((row) => row.id))
  const items = await Promise.all(rows.map((row) => view(context, tx, row, steps.get(row.id) ?? [])))
  return { items, total: items.length, mayAct: actor.scope === 'all' && facts.state !== 'closed' }
})

export const start = (context: Context, actor: Actor, caseId: string, { playbookId, requestId }: BodyOf<typeof contract.startPlaybook>) => context.ground.db.as(actor, async (tx) => {
  const facts = await caseOf(context, tx, caseId)
  const again = await runOfRequest(tx, actor.realm, requestId)
  if (again) return started(tx, again, caseId, playbookId)
  if (facts.state === 'closed') throw new Refusal('conflict', { reason: 'closed' })
  const playbook = await loadPlaybook(tx, playbookId)
  if (!playbook) throw new Refusal('not_found')
  if (playbook.state === 'withdrawn') throw new Refusal('conflict', { reason: 'withdrawn' })
  const document = playbook.document as Playbook
  const run = { id: randomUUID(), realm: actor.realm, caseId, partyId: facts.partyId, playbook, name: wordsOf(document, 'name', 'playbook_extensions'), plan: orderOf(document), at: context.ground.clock.now(), by: actor.name, requestId }
  // Two that ask at once: the second waits here for the first, and finds its run.
  if (!(await insertRun(tx, run))) return started(tx, (await runOfRequest(tx, actor.realm, requestId))!, caseId, playbookId)
  const row = (await loadRun(tx, run.id))!
  const tasks = await follow(context, tx, actor, row, (await stepsOf(tx, [row.id])).get(row.id) ?? [])
  await record(tx, actor, run.at, { action: 'playbooks.start', partyId: facts.partyId, object: `case:${caseId}`, detail: { run: run.id, playbook: playbook.id, version: playbook.version, tasks } })
  return { runId: run.id, tasks }
})

/** What this request has started before; the same number for something else is a mistake of the caller. */
async function started(tx: Tx, run: RunRow, caseId: string, playbookId: string) {
  if (run.case_id !== caseId || run.playbook_id !== playbookId) throw new Refusal('conflict')
  return { runId: run.id, tasks: ((await stepsOf(tx, [run.id])).get(run.id) ?? []).filter((one) => one.taskCode !== null).length }
}

/** Brings the tasks of the case to what the answers say. @returns how many came. */
async function follow({ cases }: Context, tx: Tx, actor: Actor, run: RunRow, rows: readonly (Answered & { position: number })[]): Promise<number> {
  const { lay, takeBack } = changeOfTasks(run.plan, rows)
  const place = new Map(rows.map((row) => [row.item, row.position]))
  const code = (item: Item) => `${prefixOf(run.id)}${place.get(item.id)}`
  if (lay.length > 0) {
    await cases.layTasks(tx, actor, run.case_id, { situation: 'playbook', name: run.name as Trilingual, tasks: lay.map((item) => ({ code: code(item), position: 1000 + place.get(item.id)!, text: nameOf(item), why: whyOf(item) })) })
    await saveTaskCodes(tx, run.id, lay.map((item) => ({ item: item.id, code: code(item) })))
  }
  if (takeBack.length > 0) {
    await cases.takeBackTasks(tx, actor, run.case_id, takeBack.map(code))
    // One that somebody has decided stays on the case, and in the run.
    const left = new Set((await cases.tasks(tx, run.case_id, prefixOf(run.id))).map((one) => one.code))
    await saveTaskCodes(tx, run.id, takeBack.filter((item) => !left.has(code(item))).map((item) => ({ item: item.id, code: null })))
  }
  return lay.length
}

/** The run, locked, while it runs. */
async function running(tx: Tx, runId: string): Promise<{ run: RunRow; rows: readonly (Answered & { position: number })[] }> {
  const run = await loadRun(tx, runId, { lock: true })
  if (!run) throw new Refusal('not_found')
  if (run.state !== 'running') throw new Refusal('conflict', { reason: 'stopped' })
  return { run, rows: (await stepsOf(tx, [run.id])).get(run.id) ?? [] }
}

export const decide = (context: Context, actor: Actor, runId: string, { item, ...decision }: BodyOf<typeof contract.decideStep>) => context.ground.db.as(actor, async (tx) => {
  const { run, rows } = await running(tx, runId)
  const code = rows.find((row) => row.item === item)?.taskCode
  if (!code) throw new Refusal('conflict', { reason: 'not_open' })
  if ((await caseOf(context, tx, run.case_id)).state === 'closed') throw new Refusal('conflict', { reason: 'closed' })
  return context.cases.decideTask(tx, actor, { caseId: run.case_id, code }, decision)
})

export const answer = (context: Context, actor: Actor, runId: string, { item, answer: said, before }: BodyOf<typeof contract.answerQuestion>) => context.ground.db.as(actor, async (tx) => {
  const { run, rows } = await running(tx, runId)
  const question = run.plan.items.find((one) => one.id === item)
  if (!question || (said !== null && !question.answers.includes(said))) throw new Refusal('invalid', { fields: [{ path: question ? 'body.answer' : 'body.item', problem: question ? 'not offered' : 'no such question' }] })
  if ((await caseOf(context, tx, run.case_id)).state === 'closed') throw new Refusal('conflict', { reason: 'closed' })
  const row = rows.find((one) => one.item === item)
  if ((row?.answer ?? null) !== before) throw new Refusal('conflict')
  if (before !== said) {
    const now = context.ground.clock.now()
    await saveAnswer(tx, run.id, item, said, { at: now, name: actor.name })
    await follow(context, tx, actor, run, (await stepsOf(tx, [run.id])).get(run.id) ?? [])
    await record(tx, actor, now, { action: 'playbooks.answer', partyId: run.party_id, object: `case:${run.case_id}`, detail: { run: run.id, item, answer: said } })
  }
  return view(context, tx, run, (await stepsOf(tx, [run.id])).get(run.id) ?? [])
})

export const stop = (context: Context, actor: Actor, runId: string, { reason }: BodyOf<typeof contract.stopRun>) => context.ground.db.as(actor, async (tx) => {
  const { run, rows } = await running(tx, runId)
  const now = context.ground.clock.now()
  await context.cases.takeBackTasks(tx, actor, run.case_id, rows.flatMap((row) => row.taskCode ?? []))
  await stopRun(tx, run.id, { at: now, name: actor.name, reason })
  await record(tx, actor, now, { action: 'playbooks.stop', partyId: run.party_id, object: `case:${run.case_id}`, reason, detail: { run: run.id } })
  return view(context, tx, (await loadRun(tx, run.id))!, rows)
})

async function view({ cases }: Context, tx: Tx, run: RunRow, rows: readonly Answered[]): Promise<contract.RunView> {
  const states = statesOf(run.plan, rows, await cases.tasks(tx, run.case_id, prefixOf(run.id)))
  const progress = progressOf(states)
  return {
    id: run.id, playbookId: run.playbook_id, playbookVersion: run.playbook_version, name: run.name as Trilingual,
    state: run.state === 'stopped' ? 'stopped' : progress.done === progress.total && progress.waiting === 0 ? 'finished' : 'running', startedAt: run.started_at.toISOString(), startedBy: run.started_by,
    stopped: run.stopped_at && { at: run.stopped_at.toISOString(), by: run.stopped_by, reason: run.stopped_reason },
    ...progress,
    items: states.map(({ item, state, row, task }) => ({
      ...(item as contract.PlanItem), state, answer: row?.answer ?? null, note: task?.note ?? '', decidedAt: (task?.decidedAt ?? row?.answeredAt)?.toISOString() ?? null, decidedBy: task?.decidedBy || row?.answeredBy || '', taskVersion: task?.version ?? null,
    })),
  }
}
