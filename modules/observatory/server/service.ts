import type { ObservatoryService } from '../contract.ts'
import type { Context } from './context.ts'
import { publishSeed } from './publishing.ts'
import { recordStatements } from './recording.ts'

export function createObservatoryService(context: Context): ObservatoryService {
  const { clock } = context.ground
  return {
    record: (tx, actor, statements, as) => recordStatements(tx, actor, clock.now(), statements, as),
    publishSeed: (tx, actor, entryId, texts) => publishSeed(context, tx, actor, entryId, texts),
  }
}
