import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Ask, Due } from '#platform/retention.ts'
import type { ExerciseView, PlayOptions } from '../contract.ts'

const q = (tx: Tx) => own<'exercise'>(tx)

/** What the player found out on the way, so that it can go on: times are milliseconds. */
export type Memory = { readonly providerId?: string; readonly serviceIds?: readonly string[]; readonly bodies?: number; readonly openMs?: number; readonly playedMs?: number }

export async function insertRun(tx: Tx, row: { id: string; realm: string; name: string; zeroAt: Date; startedAt: Date; by: string; options: PlayOptions; process: string }): Promise<void> {
  await q(tx).insertInto('exercise.run').values({ id: row.id, realm: row.realm, name: row.name, state: 'playing', zero_at: row.zeroAt, started_at: row.startedAt, by: row.by, options: JSON.stringify(row.options), process: row.process }).execute()
}

export type Change = Partial<{ state: ExerciseView['state']; finishedAt: Date | null; bodies: number; mainId: string; progress: unknown; counts: unknown; findings: unknown; curve: unknown; problem: string; memory: Memory }>

/** `while`: only in this state. @returns whether there was such a run. */
export async function updateRun(tx: Tx, id: string, change: Change, whileState?: ExerciseView['state']): Promise<boolean> {
  const json = (value: unknown) => JSON.stringify(value)
  const done = await q(tx).updateTable('exercise.run').where('id', '=', id).$if(whileState !== undefined, (query) => query.where('state', '=', whileState!)).set({
    ...(change.state ? { state: change.state } : {}), ...(change.finishedAt === undefined ? {} : { finished_at: change.finishedAt }), ...(change.bodies === undefined ? {} : { bodies: change.bodies }),
    ...(change.mainId ? { main_id: change.mainId } : {}), ...(change.progress ? { progress: json(change.progress) } : {}), ...(change.counts ? { counts: json(change.counts) } : {}),
    ...(change.findings ? { findings: json(change.findings) } : {}), ...(change.curve ? { curve: json(change.curve) } : {}), ...(change.problem === undefined ? {} : { problem: change.problem }),
    ...(change.memory ? { memory: sql`memory || ${json(change.memory)}::jsonb` } : {}),
  }).returning('id').execute()
  return done.length > 0
}

export async function readRun(tx: Tx, id: string) {
  return q(tx).selectFrom('exercise.run').selectAll().where('id', '=', id).executeTakeFirst()
}

/** From stopped to playing, by one of those who ask at once. */
export async function takeUp(tx: Tx, id: string, process: string) {
  return q(tx).updateTable('exercise.run').set({ state: 'playing', finished_at: null, problem: '', process }).where('id', '=', id).where('state', 'in', ['interrupted', 'failed']).where(sql<boolean>`options <> '{}'`).returningAll().executeTakeFirst()
}

export async function readRuns(tx: Tx, limit: number, offset: number) {
  const rows = await q(tx).selectFrom('exercise.run').selectAll().orderBy('started_at', 'desc').limit(limit).offset(offset).execute()
  const { n } = await q(tx).selectFrom('exercise.run').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  return { rows, total: n }
}

export const allRealms = async (tx: Tx): Promise<string[]> => (await q(tx).selectFrom('exercise.run').select('realm').orderBy('realm').execute()).map((row) => row.realm)

export async function realmExists(tx: Tx, realm: string): Promise<boolean> {
  return (await q(tx).selectFrom('exercise.run').select('id').where('realm', '=', realm).executeTakeFirst()) !== undefined
}

/** Of these, what has been over since before a moment, for good. */
export async function realmsOver(tx: Tx, realms: readonly string[], before: Date): Promise<string[]> {
  const rows = await q(tx).selectFrom('exercise.run').select('realm').where('realm', 'in', [...realms]).where('state', 'in', ['done', 'ended']).where('finished_at', '<=', before).orderBy('realm').execute()
  return rows.map((row) => row.realm)
}

/** Exercises that are over, by the moment they ended. */
export async function dueRuns(tx: Tx, ask: Ask): Promise<Due[]> {
  const { rows } = await sql<Due>`select id, finished_at as at from exercise.run where state <> 'playing' and finished_at <= ${ask.before} and (${ask.realm} = 'live' or realm = ${ask.realm})
    order by finished_at, id limit ${ask.limit} ${ask.lock ? sql`for update skip locked` : sql``}`.execute(q(tx))
  return rows
}
export async function dueRealms(tx: Tx, before: Date): Promise<string[]> {
  const rows = await q(tx).selectFrom('exercise.run').select('realm').where('state', '<>', 'playing').where('finished_at', '<=', before).orderBy('finished_at').execute()
  return rows.map((row) => row.realm)
}
export async function deleteRun(tx: Tx, realm: string): Promise<void> {
  await q(tx).deleteFrom('exercise.run').where('realm', '=', realm).execute()
}

/** What was playing when the process stopped waits for a person: its clock is gone, its steps are not. Of one process, or of all. */
export async function interruptRuns(tx: Tx, at: Date, process?: string): Promise<void> {
  const playing = q(tx).updateTable('exercise.run').set({ state: 'interrupted', finished_at: at }).where('state', '=', 'playing')
  await (process === undefined ? playing : playing.where('process', '=', process)).execute()
}
