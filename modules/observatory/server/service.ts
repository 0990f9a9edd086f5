import type { Ground } from '#platform/module.ts'
import type { ObservatoryService } from '../contract.ts'
import { recordStatements } from './recording.ts'

export type Context = { readonly ground: Ground }

export function createObservatoryService({ ground }: Context): ObservatoryService {
  return {
    record: (tx, actor, statements, as) => recordStatements(tx, actor, ground.clock.now(), statements, as),
  }
}
