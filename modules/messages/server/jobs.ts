import type { Periodic } from '#platform/jobs/index.ts'
import type { Collecting } from './collect.ts'
import type { Sending } from './send.ts'

export const periodic = (collecting: Collecting, sending: Sending): Periodic[] => [
  { name: 'messages.send', everyMs: 30_000, run: async () => { await sending.sendDue() } },
  { name: 'messages.ending', everyMs: 3_600_000, run: async () => { await collecting.consentsEnding() } },
]
