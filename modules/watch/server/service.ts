import type { WatchService } from '../contract.ts'
import type { Context } from './context.ts'
import { createTelling } from './told/telling.ts'

/** What the modules above ask: what may be told. */
export const createService = (context: Context): WatchService => createTelling(context)
