import { own, type Tx } from '#platform/db/index.ts'
import type { ExerciseView } from '../contract.ts'

const q = (tx: Tx) => own<'exercise'>(tx)

export async function insertRun(tx: Tx, row: { id: string; realm: string; name: string; zeroAt: Date; startedAt: Date; by: string; process: string }): Promise<void> {
  await q(tx).insertInto('exercise.run').values({ id: row.id, realm: row.realm, name: row.name, state: 'playing', zero_at: row.zeroAt, started_at: row.startedAt, by: row.by, process: row.process }).execute()
}

export async function updateRun(tx: Tx, id: string, change: Partial<{ state: ExerciseView['state']; finishedAt: Date; bodies: number; mainId: string; progress: unknown; counts: unknown; findings: unknown; problem: string }>): Promise<void> {
  await q(tx).updateTable('exercise.run').where('id', '=', id).set({
    ...(change.state ? { state: change.state } : {}), ...(change.finishedAt ? { finished_at: change.finishedAt } : {}), ...(change.bodies === undefined ? {} : { bodies: change.bodies }),
    ...(change.mainId ? { main_id: change.mainId } : {}), ...(change.progress ? { progress: JSON.stringify(change.progress) } : {}), ...(change.counts ? { counts: JSON.stringify(change.counts) } : {}),
    ...(change.findings ? { findings: JSON.stringify(change.findings) } : {}), ...(change.problem === undefined ? {} : { problem: change.problem }),
  }).execute()
}

export async function readRun(tx: Tx, id: string) {
  return q(tx).selectFrom('exercise.run').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function readRuns(tx: Tx, limit: number, offset: number) {
  const rows = await q(tx).selectFrom('exercise.run').selectAll().orderBy('started_at', 'desc').limit(limit).offset(offset).execute()
  const { n } = await q(tx).selectFrom('exercise.run').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  return { rows, total: n }
}

export async function realmExists(tx: Tx, realm: string): Promise<boolean> {
  return (await q(tx).selectFrom('exercise.run').select('id').where('realm', '=', realm).executeTakeFirst()) !== undefined
}

/** What was playing when the process stopped cannot go on: its clock is gone. Of one process, or of all. */
export async function interruptRuns(tx: Tx, at: Date, process?: string): Promise<void> {
  const playing = q(tx).updateTable('exercise.run').set({ state: 'interrupted', finished_at: at }).where('state', '=', 'playing')
  await (process === undefined ? playing : playing.where('process', '=', process)).execute()
}
