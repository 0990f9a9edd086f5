/** The containment sheet: items from fixed lists, ticked by the body or the centre. */
import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type Trilingual } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { isOfCentre, speaksFor } from '../core/audience.ts'
import { itemOf, sheets, type Situation } from '../core/containment.data.ts'
import type { OwnTask, TaskState } from '../contract.ts'
import { entryOf, seen, type Context } from './context.ts'
import { loadCentre, type CaseRow } from './store.ts'
import { deleteOpenTasks, insertTasks, loadTask, loadTaskBy, saveTask, tasksOf, writeTimeline, type TaskRow } from './store/log-store.ts'
import { fill } from './words.ts'

export async function listTasks({ ground }: Context, actor: Actor, caseId: string) {
  return ground.db.as(actor, async (tx) => {
    await seen(tx, actor, caseId)
    return listed(await tasksOf(tx, caseId))
  })
}

export async function layTasks({ ground }: Context, actor: Actor, caseId: string, situation: Situation) {
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId, { lock: true })
    if (!isOfCentre(actor) && !speaksFor(actor, row.party_id)) throw new Refusal('forbidden')
    if (row.state === 'closed') throw new Refusal('conflict', { reason: 'closed' })
    const now = ground.clock.now()
    const added = await insertTasks(
      tx,
      row.realm,
      now,
      sheets[situation].map((item, position) => ({
        id: randomUUID(),
        case_id: row.id,
        party_id: row.party_id,
        code: item.code,
        situation,
        position,
        params: { provider: row.provider_name, ref: row.ref },
      })),
    )
    if (added > 0) {
      await writeTimeline(tx, actor, now, [
        { ...entryOf(row), at: now, kind: 'task', code: 'tasks', params: { situation } },
      ])
      await record(tx, actor, now, {
        action: 'cases.layTasks',
        partyId: row.party_id,
        object: `case:${row.id}`,
        detail: { situation, added },
      })
    }
    return listed(await tasksOf(tx, row.id))
  })
}

type Decision = { readonly version: number; readonly state: 'open' | 'done' | 'skipped'; readonly note: string }

export const decideTask = ({ ground }: Context, actor: Actor, taskId: string, body: Decision): Promise<{ version: number }> =>
  ground.db.as(actor, async (tx) => decide(tx, actor, await loadTask(tx, taskId), body, ground.clock.now()))

/** The same, of a task that a module below has laid. */
export const decideOwn = async ({ ground }: Context, tx: Tx, actor: Actor, { caseId, code }: { readonly caseId: string; readonly code: string }, body: Decision): Promise<{ version: number }> =>
  decide(tx, actor, await loadTaskBy(tx, caseId, code), body, ground.clock.now())

async function decide(tx: Tx, actor: Actor, task: TaskRow | undefined, body: Decision, now: Date): Promise<{ version: number }> {
  if (!task) throw new Refusal('not_found')
  const row = await seen(tx, actor, task.case_id)
  if (!isOfCentre(actor) && !speaksFor(actor, task.party_id)) throw new Refusal('forbidden')
  const version = await saveTask(tx, task.id, body.version, {
    state: body.state,
    note: body.note,
    decided_at: body.state === 'open' ? null : now,
    decided_by: body.state === 'open' ? '' : actor.name,
  })
  if (version === undefined) throw new Refusal('conflict')
  const own = wordsOf(task)
  await writeTimeline(tx, actor, now, [
    {
      ...entryOf(row),
      at: now,
      kind: 'task',
      ...(own ? { code: 'task_named', params: { name: own.text[(await loadCentre(tx)).language], state: body.state } } : { code: 'task', params: { code: task.code, state: body.state } }),
      text: body.note,
    },
  ])
  await record(tx, actor, now, {
    action: 'cases.decideTask',
    partyId: task.party_id,
    object: `case:${row.id}`,
    detail: { code: task.code, state: body.state },
  })
  return { version }
}

type Laid = { readonly situation: string; readonly name: Trilingual; readonly tasks: readonly OwnTask[] }

export async function layOwn({ ground }: Context, tx: Tx, actor: Actor, caseId: string, { situation, name, tasks }: Laid): Promise<{ added: number }> {
  const row = await writable(tx, actor, caseId)
  if (row.state === 'closed') throw new Refusal('conflict', { reason: 'closed' })
  const now = ground.clock.now()
  const added = await insertTasks(tx, row.realm, now, tasks.map(({ code, position, text, why }) => ({ id: randomUUID(), case_id: row.id, party_id: row.party_id, code, situation, position, params: {}, words: { text, why } })))
  if (added > 0) {
    await writeTimeline(tx, actor, now, [{ ...entryOf(row), at: now, kind: 'task', code: 'tasks_named', params: { name: name[(await loadCentre(tx)).language], added } }])
    await record(tx, actor, now, { action: 'cases.layTasks', partyId: row.party_id, object: `case:${row.id}`, detail: { situation, added } })
  }
  return { added }
}

export async function takeBackOwn({ ground }: Context, tx: Tx, actor: Actor, caseId: string, codes: readonly string[]): Promise<{ taken: number }> {
  const row = await writable(tx, actor, caseId)
  const taken = await deleteOpenTasks(tx, row.id, codes)
  if (taken > 0) await record(tx, actor, ground.clock.now(), { action: 'cases.takeBackTasks', partyId: row.party_id, object: `case:${row.id}`, detail: { taken } })
  return { taken }
}

async function writable(tx: Tx, actor: Actor, caseId: string): Promise<CaseRow> {
  const row = await seen(tx, actor, caseId, { lock: true })
  if (!isOfCentre(actor) && !speaksFor(actor, row.party_id)) throw new Refusal('forbidden')
  return row
}

export const ownTasks = async (tx: Tx, caseId: string, codePrefix: string): Promise<TaskState[]> =>
  (await tasksOf(tx, caseId)).filter((one) => one.code.startsWith(codePrefix)).map((one) => ({ id: one.id, code: one.code, state: one.state as TaskState['state'], note: one.note, decidedAt: one.decided_at, decidedBy: one.decided_by, version: one.version }))

const wordsOf = (row: TaskRow) => row.words as { readonly text: Trilingual; readonly why: Trilingual } | null

const listed = (rows: readonly TaskRow[]) => ({ items: rows.map(toTask), total: rows.length })

function toTask(row: TaskRow) {
  const item = itemOf(row.situation, row.code)
  const params = row.params as Record<string, string>
  const words = (of: Trilingual | undefined): Trilingual => ({
    it: fill(of?.it ?? row.text, params),
    fr: fill(of?.fr ?? row.text, params),
    en: fill(of?.en ?? row.text, params),
  })
  return {
    id: row.id,
    code: row.code,
    situation: row.situation,
    position: row.position,
    text: wordsOf(row)?.text ?? words(item?.text),
    why: wordsOf(row)?.why ?? words(item?.why),
    params,
    state: row.state as 'open' | 'done' | 'skipped',
    note: row.note,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by,
    version: row.version,
  }
}
