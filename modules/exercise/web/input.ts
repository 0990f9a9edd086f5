/** What was typed in the form, as the contract wants it. */
import type * as z from 'zod'
import { startExercise } from '../contract.ts'

export type Wrong = 'bodies' | 'seed'
export type Input = { readonly body: z.output<typeof startExercise.body>; readonly wrong: readonly [] } | { readonly body?: never; readonly wrong: readonly Wrong[] }

export function inputOf(form: FormData): Input {
  const bodies = wholeNumber(form, 'bodies')
  const seed = wholeNumber(form, 'seed')
  const parsed = startExercise.body.safeParse({ bodies, seed, ownRegistry: form.get('registry') === 'own' })
  if (parsed.success) return { body: parsed.data, wrong: [] }
  const paths = new Set(parsed.error.issues.map((issue) => issue.path[0]))
  return { wrong: (['bodies', 'seed'] as const).filter((name) => paths.has(name)) }
}

/** People group thousands as their language does: "1.300", "1 300", "1,300". */
function wholeNumber(form: FormData, name: string): number {
  const text = String(form.get(name) ?? '').replaceAll(/[\s.,’']/g, '')
  return /^\d+$/.test(text) ? Number(text) : Number.NaN
}
