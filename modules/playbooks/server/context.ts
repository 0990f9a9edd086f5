import type { CasesService } from '#modules/cases/contract.ts'
import type { Ground } from '#platform/module.ts'

export type Needs = { readonly cases: Pick<CasesService, 'facts' | 'layTasks' | 'tasks' | 'decideTask' | 'takeBackTasks'> }
export type Context = Needs & { readonly ground: Pick<Ground, 'db' | 'clock'> }
