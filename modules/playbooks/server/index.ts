import type { Ground, Module } from '#platform/module.ts'
import type { PlaybooksService } from '../contract.ts'
import type { Context, Needs } from './context.ts'
import { retention } from './retention.ts'
import { playbooksRoutes } from './routes.ts'
import { playbooksService } from './service.ts'
import { forgetRealm } from './store.ts'

export function createPlaybooks(ground: Ground, needs: Needs): Module<PlaybooksService> {
  const context: Context = { ground, ...needs }
  return { service: playbooksService(context), routes: playbooksRoutes(context), listeners: [], periodic: [], retention, forget: forgetRealm }
}
