/** What was typed in the form, as the contract wants it. */
import type * as z from 'zod'
import { exerciseSize as size, type startExercise } from '../contract.ts'

export type Wrong = 'bodies' | 'seed'
export type Input = { readonly body: z.output<typeof startExercise.body>; readonly wrong: readonly [] } | { readonly body?: never; readonly wrong: readonly Wrong[] }

export function inputOf(form: FormData): Input {
  const bodies = wholeNumber(form, 'bodies')
  const seed = wholeNumber(form, 'seed')
  const wrong: readonly Wrong[] = [...(bodies >= 1 && bodies <= size.bodies.most ? [] : ['bodies'] as const), ...(seed <= size.seed.most ? [] : ['seed'] as const)]
  if (wrong.length > 0) return { wrong }
  return { body: { bodies, seed, ownRegistry: form.get('registry') === 'own', untilHour: size.untilHour.most }, wrong: [] }
}

/** People group thousands as their language does: "1.300", "1 300", "1,300". */
function wholeNumber(form: FormData, name: string): number {
  const text = String(form.get(name) ?? '').replaceAll(/[\s.,’']/g, '')
  return /^\d+$/.test(text) ? Number(text) : Number.NaN
}
