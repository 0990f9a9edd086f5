import { LIVE } from '#platform/contract/index.ts'
import type { CoordinationService } from '../contract.ts'
import { cleared } from './consents.ts'
import type { Context } from './context.ts'
import { seedDemo } from './demo.ts'
import { onCall } from './roster.ts'
import { endingConsents } from './store.ts'

export const coordinationService = (context: Context): CoordinationService => ({
  cleared: (tx, partyId, what, at, asset) => cleared(context, tx, partyId, what, at, asset),
  seedDemo: (idOf) => seedDemo(context, idOf),
  onCall,
  ending: (tx, from, until) => endingConsents(tx, LIVE, from, until),
})
