/** Each case is handled by the book. */
import { randomUUID } from 'node:crypto'
import type { Making } from './making.ts'
import { holders } from './words.ts'

export async function layPlaybooks({ done, one, ids, add }: Making) {
  await done('coordinator', 'playbooks.starters', { body: {} })
  const playbookId = await one(`select id from playbooks.playbook where name = 'Ransomware'`)
  for (const holder of holders) add(holder, { runId: (await done('analyst', 'playbooks.start', { params: { caseId: ids[holder].caseId }, body: { playbookId, requestId: randomUUID() } })).runId })
  add('a', { playbookId })
}
