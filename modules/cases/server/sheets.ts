/** The containment sheet: items from fixed lists, ticked by the body or the centre. */
import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type Trilingual } from '#platform/contract/index.ts'
import { isOfCentre, speaksFor } from '../core/audience.ts'
import { itemOf, sheets, type Situation } from '../core/containment.data.ts'
import { entryOf, seen, type Context } from './context.ts'
import { insertTasks, loadTask, saveTask, tasksOf, writeTimeline, type TaskRow } from './store/log-store.ts'
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

export async function decideTask(
  { ground }: Context,
  actor: Actor,
  taskId: string,
  body: { version: number; state: 'open' | 'done' | 'skipped'; note: string },
): Promise<{ version: number }> {
  return ground.db.as(actor, async (tx) => {
    const task = await loadTask(tx, taskId)
    if (!task) throw new Refusal('not_found')
    const row = await seen(tx, actor, task.case_id)
    if (!isOfCentre(actor) && !speaksFor(actor, task.party_id)) throw new Refusal('forbidden')
    const now = ground.clock.now()
    const version = await saveTask(tx, task.id, body.version, {
      state: body.state,
      note: body.note,
      decided_at: body.state === 'open' ? null : now,
      decided_by: body.state === 'open' ? '' : actor.name,
    })
    if (version === undefined) throw new Refusal('conflict')
    await writeTimeline(tx, actor, now, [
      {
        ...entryOf(row),
        at: now,
        kind: 'task',
        code: 'task',
        params: { code: task.code, state: body.state },
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
  })
}

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
    text: words(item?.text),
    why: words(item?.why),
    params,
    state: row.state as 'open' | 'done' | 'skipped',
    note: row.note,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by,
    version: row.version,
  }
}
