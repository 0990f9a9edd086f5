import { randomUUID } from 'node:crypto'
import { exportPlaybook } from '#engines/playbooks/index.ts'
import { starters } from '../../../modules/playbooks/core/starters/index.ts'
import { octets, set, open, version, type Samples } from './sample.ts'

export const playbooks: Samples<'playbooks'> = {
  'playbooks.list': {},
  'playbooks.read': {},
  // One that is there already: the same again.
  'playbooks.import': { bytes: octets(exportPlaybook(starters[0]!)) },
  'playbooks.export': {},
  'playbooks.starters': { body: () => ({}) },
  'playbooks.runs': {},
  'playbooks.start': { before: open, body: (ids) => ({ playbookId: ids.playbookId, requestId: randomUUID() }) },
  'playbooks.decide': { before: open, body: async (ids, w) => ({ item: 'x', version: 1, ...(await w.t.sql(`select s.item, t.version from playbooks.step_task s join cases.task t on t.code = s.task_code and t.case_id = s.case_id where s.run_id = $1 order by s.position limit 1`, [ids.runId]))[0], state: 'done' }) },
  'playbooks.answer': { before: open, body: async (ids, w) => ({ item: 'exception', answer: 'yes', before: (await w.t.sql(`select answer from playbooks.step_task where run_id = $1 and item = 'exception'`, [ids.runId]))[0]?.['answer'] ?? null }) },
  'playbooks.stop': { before: set(`update playbooks.run set state = 'running', stopped_at = null where id = $1`, 'runId'), body: () => ({ reason: 'Per prova' }) },
  'playbooks.withdraw': { before: set(`update playbooks.playbook set state = 'active', withdrawn_at = null where id = $1`, 'playbookId'), body: async (ids, w) => ({ ...await version('playbooks.playbook', 'playbookId')(ids, w), reason: 'Per prova' }) },
}
