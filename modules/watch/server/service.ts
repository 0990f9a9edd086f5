import type { WatchService } from '../contract.ts'
import type { Context } from './context.ts'
import { taggedRules } from './store/rules-store.ts'
import { createTelling } from './told/telling.ts'

/** What the modules above ask: which rules name a technique, and what may be told. */
export const createService = (context: Context): WatchService => ({ tagged: taggedRules, ...createTelling(context) })
