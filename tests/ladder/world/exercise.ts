/** An exercise that is over. */
import { randomUUID } from 'node:crypto'
import type { Making } from './making.ts'

export async function layExercise({ t, add }: Making) {
  const exerciseId = randomUUID()
  await t.sql(`insert into exercise.run (id, realm, name, state, zero_at, started_at, by) values ($1, $2, 'westpole', 'done', now(), now(), 'prova')`, [exerciseId, `ex:${exerciseId}`])
  add('a', { exerciseId })
}
