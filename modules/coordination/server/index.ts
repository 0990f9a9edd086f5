import type { Ground, Module } from '#platform/module.ts'
import type { CoordinationService } from '../contract.ts'
import type { Context, Needs } from './context.ts'
import { createTxt } from './names.ts'
import { publicPages } from './public/pages.ts'
import { retention } from './retention.ts'
import { coordinationRoutes } from './routes.ts'
import { coordinationService } from './service.ts'
import { forgetRealm } from './store/retention-store.ts'
import { subjectPlaces } from './subject.ts'

export type { LookUpTxt } from './context.ts'
export { isPresented } from './profile.ts'

export function createCoordination(ground: Ground, needs: Needs): Module<CoordinationService> {
  const context: Context = { ground, needs: { lookUpTxt: createTxt(), ...needs } }
  return { service: coordinationService(context), routes: [...coordinationRoutes(context, ground.publicUrl), ...publicPages(context, ground.publicUrl)], listeners: [], periodic: [], retention, subject: subjectPlaces, forget: forgetRealm }
}
