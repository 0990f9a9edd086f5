import type { IntakeService } from '../contract.ts'
import type { Context } from './context.ts'
import { receive } from './receiving.ts'

export const createService = (context: Context): IntakeService => ({ receive: (actor, incoming) => receive(context, actor, incoming) })
