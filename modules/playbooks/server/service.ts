import type { PlaybooksService } from '../contract.ts'
import type { Context } from './context.ts'
import { runs } from './running.ts'

export const playbooksService = (context: Context): PlaybooksService => ({ runs: (actor, caseId) => runs(context, actor, caseId) })
