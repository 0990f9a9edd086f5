import type { Ground, Module } from '#platform/module.ts'
import type { CasesService } from '../contract.ts'
import type { CasesNeeds, Context } from './context.ts'
import { casesRoutes } from './routes.ts'
import { casesService } from './service.ts'

export function createCases(ground: Ground, needs: CasesNeeds): Module<CasesService> {
  const context: Context = { ground, ...needs }
  return { service: casesService(context), routes: casesRoutes(context), listeners: [], periodic: [] }
}
