/**
 * Exercises: the same machinery in a realm of its own; nothing leaves, every row and page says so. The view `exercise.played`
 * (started_at, bodies) is open to the modules below, for the figures of a year.
 */
import * as z from 'zod'
import { can, centre, endpoint, instant, page, trilingual, uuid, type Actor } from '#platform/contract/index.ts'

export const exerciseStates = ['playing', 'done', 'interrupted', 'failed', 'ended'] as const
export const exerciseCounts = z.object({ bodies: z.number(), children: z.number(), obligations: z.number(), notices: z.number(), openMs: z.number(), totalMs: z.number() }).meta({ id: 'ExerciseCounts' })
export const finding = z.object({ code: z.string(), text: trilingual, value: z.number().nullable(), unit: z.enum(['bodies', 'hours', 'obligations', 'notices']) }).meta({ id: 'Finding' })
export type Finding = z.output<typeof finding>
/** Of the tied cases, how many had answered and how many were declared safe, so many hours after the opening. */
export const curvePoint = z.object({ hour: z.number(), answered: z.number(), safe: z.number() })
export type CurvePoint = z.output<typeof curvePoint>

export const exerciseView = z.object({
  id: uuid, realm: z.string(), name: z.string(), state: z.enum(exerciseStates), zeroAt: z.string(), startedAt: z.string(), finishedAt: z.string().nullable(),
  by: z.string(), bodies: z.number(), mainId: uuid.nullable(),
  progress: z.object({ hour: z.number(), lastHour: z.number(), done: z.number(), steps: z.number() }).nullable(),
  counts: exerciseCounts.nullable(), findings: z.array(finding), curve: z.array(curvePoint), problem: z.string(),
  /** It stopped before its end and can go on from its last step. */
  resumable: z.boolean(),
}).meta({ id: 'ExerciseView' })
export type ExerciseView = z.output<typeof exerciseView>

const staff = can(...centre)
export const listExercises = endpoint({
  id: 'exercise.list', method: 'GET', path: '/api/exercise', summary: 'Exercises, the latest first, and the real case they are drawn from', access: staff,
  query: z.object(page), response: z.object({
    total: z.number(), items: z.array(exerciseView),
    /** The exercise that the asker is in. */
    inside: uuid.nullable(),
    sources: z.array(z.object({ when: z.string(), fact: trilingual, sources: z.array(z.string()), certainty: z.string() })),
  }),
})
export const readExercise = endpoint({ id: 'exercise.read', method: 'GET', path: '/api/exercise/:exerciseId', summary: 'One exercise with its findings', access: staff, params: z.object({ exerciseId: uuid }), response: exerciseView })
/** How large a play may be, and what it is unless said. */
export const exerciseSize = { bodies: { most: 2000, usual: 1300 }, seed: { most: 2_147_483_647, usual: 20231208 }, untilHour: { most: 400 } } as const
const { bodies, seed, untilHour } = exerciseSize
export const startExercise = endpoint({
  id: 'exercise.start', method: 'POST', path: '/api/exercise', summary: 'Plays the fall of a provider on this territory', access: can('coordinator'), status: 202,
  body: z.object({ bodies: z.number().int().min(1).max(bodies.most).default(bodies.usual), seed: z.number().int().min(0).max(seed.most).default(seed.usual), ownRegistry: z.boolean().default(false), untilHour: z.number().min(0).max(untilHour.most).default(untilHour.most) }),
  response: z.object({ id: uuid, realm: z.string(), zeroAt: instant }),
})
const byExercise = z.object({ exerciseId: uuid })
export const resumeExercise = endpoint({ id: 'exercise.resume', method: 'POST', path: '/api/exercise/:exerciseId/resume', summary: 'Goes on from the last step of an exercise that was interrupted', access: can('coordinator'), params: byExercise, status: 202, response: exerciseView })
export const endExercise = endpoint({ id: 'exercise.end', method: 'POST', path: '/api/exercise/:exerciseId/end', summary: 'Ends an exercise where it is; what it taught so far is counted', access: can('coordinator'), params: byExercise, response: exerciseView })
/** The realm travels in a cookie, so every page of the console shows the exercise, with its watermark, until it is left. */
export const enterExercise = endpoint({ id: 'exercise.enter', method: 'POST', path: '/api/exercise/:exerciseId/enter', summary: 'Shows this exercise in the console', access: staff, params: z.object({ exerciseId: uuid }), raw: true, status: 204 })
export const leaveExercise = endpoint({ id: 'exercise.leave', method: 'POST', path: '/api/exercise/leave', summary: 'Back to the real territory', access: staff, raw: true, status: 204 })
export const REALM_COOKIE = 'bastida_exercise'

export type PlayOptions = { readonly bodies: number; readonly seed: number; readonly ownRegistry: boolean; readonly untilHour: number }
export type ExerciseService = {
  /** Plays to the end; `zeroAt` is 06:00 of the played day. Progress is stored and told. */
  play(actor: Actor, options: PlayOptions, told?: (text: string) => void): Promise<ExerciseView>
  /** The story on the live realm of a demonstration centre, up to an hour. */
  playDemo(options: { untilHour: number; seed: number; zeroAt: Date }): Promise<{ mainId: string; tied: number; steps: number }>
  /** Those whose rows are still there. */
  realms(): Promise<string[]>
  /** Whether a realm named by a cookie exists. */
  exists(realm: string): Promise<boolean>
}
