import type { Periodic } from '#platform/jobs/index.ts'
import type { Requests } from './requests.ts'
import type { Service } from './service.ts'

/** Looks at the clock six times an hour and works once a day: a machine that is off at night makes up for it when it starts. */
export const periodic = (service: Service, requests: Requests): Periodic[] => [
  { name: 'retention.purge', everyMs: 600_000, run: async () => { if (await service.isDue()) await service.purge('job') } },
  { name: 'retention.requests', everyMs: 60_000, run: () => requests.resume() },
]
