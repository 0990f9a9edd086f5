import type { Periodic } from '#platform/jobs/index.ts'
import type { Service } from './service.ts'

/** A moment that passes changes a state by itself: within half a minute boards and feeds say "exceeded". */
export const periodic = (service: Service): Periodic[] => [{ name: 'obligations.clock', everyMs: 30_000, run: async () => { await service.tick() } }]
