import type { ObservatoryService } from '../contract.ts'
import { incidentId } from '../core/stix.ts'
import type { Context } from './context.ts'
import { publishSeed } from './publishing.ts'
import { entryForGroup, stixOfPublication } from './exporting.ts'
import { recordStatements } from './recording.ts'
import { entryById, setShared } from './store/entries-store.ts'

export function createObservatoryService(context: Context): ObservatoryService {
  const { clock } = context.ground
  return {
    record: (tx, actor, statements, as) => recordStatements(tx, actor, clock.now(), statements, as),
    publishSeed: (tx, actor, entryId, texts) => publishSeed(context, tx, actor, entryId, texts),
    stix: (tx, of) => stixOfPublication(context, tx, of),
    forGroup: (tx, entryId) => entryForGroup(context, tx, entryId),
    shared: (tx, entryId, places) => setShared(tx, entryId, places),
    async incidentOf(tx, entryId) { const entry = await entryById(tx, entryId); return entry && incidentId(context.ground.publicUrl, entry.ref) },
  }
}
