import type { z } from 'zod'
import { decideDependency, type DependencyItem } from '../../contract.ts'
import { api, attempt, textOf, type Outcome } from '../api.ts'

export type Decided = Outcome<DependencyItem> & { readonly intent: 'decide'; readonly id: string }
type Decision = z.output<typeof decideDependency.body>['decision']

/** The action behind the two buttons of an edge, on every page that has them. */
export async function decideFrom(form: FormData): Promise<Decided> {
  const id = textOf(form, 'dependencyId')
  const outcome = await attempt(() => api(decideDependency, {
    params: { dependencyId: id }, body: { decision: textOf(form, 'decision') as Decision, version: Number(textOf(form, 'version')), reason: textOf(form, 'reason') },
  }))
  return { intent: 'decide', id, ...outcome }
}
