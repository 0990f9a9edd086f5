/** The wire of playbooks: the library, one playbook in order, and what of it is done on a case. */
import * as z from 'zod'
import { anyJson, can, centre, endpoint, instant, line, page, prose, trilingual, uuid, version, type Actor } from '#platform/contract/index.ts'

export const MAX_DOCUMENT_BYTES = 2_000_000
const ofCentre = can(...centre)
/** A liaison reads what is done on the cases of its bodies; rows of others are refused by the database. */
const ofCase = can(...centre, 'liaison')

export const documentProblem = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  /** JSON pointer into the document. */
  path: z.string(),
  step: z.string().optional(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
}).meta({ id: 'PlaybookProblem' })
export type DocumentProblem = z.output<typeof documentProblem>

export const itemKinds = ['do', 'playbook', 'ask', 'choose', 'repeat', 'together', 'exception'] as const
export const planItem = z.object({
  id: z.string(), kind: z.enum(itemKinds), name: trilingual, description: trilingual, condition: z.string(),
  depth: z.number().int(), under: z.object({ id: z.string(), answer: z.string() }).nullable(), answers: z.array(z.string()),
  /** Text to read. Nothing is ever carried out. */
  commands: z.array(z.object({ type: z.string(), text: z.string() })),
  agent: z.string(), targets: z.array(z.string()), inputs: z.array(z.string()), outputs: z.array(z.string()),
  timeoutMs: z.number().nullable(), delayMs: z.number().nullable(),
}).meta({ id: 'PlaybookItem' })
export type PlanItem = z.output<typeof planItem>

export const playbookStates = ['active', 'withdrawn'] as const
export const playbookRow = z.object({
  id: uuid, cacaoId: z.string(), name: trilingual, labels: z.array(z.string()), modifiedAt: instant, steps: z.number().int(), warnings: z.number().int(),
  version, state: z.enum(playbookStates), importedAt: instant, importedBy: z.string(),
  /** Of the live centre, seen from inside an exercise: to be used, not changed. */
  borrowed: z.boolean(),
}).meta({ id: 'PlaybookRow' })
const byId = z.object({ playbookId: uuid })

export const listPlaybooks = endpoint({
  id: 'playbooks.list', method: 'GET', path: '/api/playbooks', summary: 'The library of playbooks, by name', access: ofCentre,
  query: z.object({ q: line(100).optional(), state: z.enum(playbookStates).optional(), ...page }),
  response: z.object({ items: z.array(playbookRow), total: z.number().int(), /** Of the starter set, how many are not in the library. */ starters: z.number().int() }),
})
export const readPlaybook = endpoint({
  id: 'playbooks.read', method: 'GET', path: '/api/playbooks/:playbookId', summary: 'One playbook: its steps in the order in which they are walked', access: ofCentre, params: byId,
  response: z.object({
    playbook: playbookRow, description: trilingual, types: z.array(z.string()), items: z.array(planItem), problems: z.array(documentProblem),
    withdrawn: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  }),
})
export const importPlaybook = endpoint({
  id: 'playbooks.import', method: 'POST', path: '/api/playbooks', summary: 'Import a CACAO 2.0 playbook: the JSON document itself, up to 2 MB. A later version of one that is there takes its place.',
  access: ofCentre, status: 201, raw: true, bodyLimit: MAX_DOCUMENT_BYTES + 1024, accepts: ['application/octet-stream', 'application/json'], refuses: ['invalid', 'too_large', 'conflict'],
  /** `replace`: also where the document does not say that it is later than the one that is there. */
  query: z.object({ replace: z.stringbool().default(false) }),
  response: z.object({ id: uuid, version, /** False: the same document is there already. */ changed: z.boolean(), problems: z.array(documentProblem) }),
})
export const exportPlaybook = endpoint({
  id: 'playbooks.export', method: 'GET', path: '/api/playbooks/:playbookId/document', summary: 'The playbook as a CACAO 2.0 document', access: ofCentre, params: byId,
  raw: true, answers: ['application/json'], response: anyJson, refuses: ['not_found'],
})
export const withdrawPlaybook = endpoint({
  id: 'playbooks.withdraw', method: 'POST', path: '/api/playbooks/:playbookId/withdraw', summary: 'Nobody starts it any more; what is running goes on', access: ofCentre, params: byId,
  body: z.object({ version, reason: line(500) }), response: z.object({ version }),
})
export const addStarters = endpoint({
  id: 'playbooks.starters', method: 'POST', path: '/api/playbooks/starters', summary: 'Put the starter set into the library; what is there stays as it is', access: ofCentre,
  body: z.object({}), response: z.object({ added: z.number().int() }),
})

export const stepStates = ['waiting', 'closed', 'open', 'done', 'skipped'] as const
export const runItem = planItem.extend({
  /** `waiting`: an answer decides · `closed`: the answers lead past it. A question that was answered is `done`. */
  state: z.enum(stepStates),
  answer: z.string().nullable(), note: z.string(), decidedAt: instant.nullable(), decidedBy: z.string(),
  /** Of its task; null where there is none. */
  taskVersion: version.nullable(),
}).meta({ id: 'PlaybookRunItem' })
export const runView = z.object({
  id: uuid, playbookId: uuid, playbookVersion: version, name: trilingual, state: z.enum(['running', 'finished', 'stopped']), startedAt: instant, startedBy: z.string(),
  stopped: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  done: z.number().int(), total: z.number().int(), /** Steps that an answer may still open. */ waiting: z.number().int(),
  items: z.array(runItem),
}).meta({ id: 'PlaybookRun' })
export type RunView = z.output<typeof runView>
const byRun = z.object({ runId: uuid })
/** Ids of items are the document's own. */
const item = z.string().min(1).max(200)

export const readRuns = endpoint({
  id: 'playbooks.runs', method: 'GET', path: '/api/playbooks/cases/:caseId', summary: 'Playbooks on a case, the latest first', access: ofCase, params: z.object({ caseId: uuid }),
  response: z.object({ items: z.array(runView), total: z.number().int(), mayAct: z.boolean() }),
})
export const startPlaybook = endpoint({
  id: 'playbooks.start', method: 'POST', path: '/api/playbooks/cases/:caseId', summary: 'Start a playbook on a case: its steps become tasks. The same request again starts no second one.', access: ofCentre, status: 201,
  params: z.object({ caseId: uuid }), body: z.object({ playbookId: uuid, requestId: uuid }), response: z.object({ runId: uuid, tasks: z.number().int() }), refuses: ['conflict'],
})
export const decideStep = endpoint({
  id: 'playbooks.decide', method: 'POST', path: '/api/playbooks/runs/:runId/steps', summary: 'A step is done, skipped with a reason, or to be done after all', access: ofCentre, params: byRun,
  body: z.object({ item, version, state: z.enum(['open', 'done', 'skipped']), note: prose(2000).default('') }).refine((body) => body.state !== 'skipped' || body.note !== '', { path: ['note'], error: 'a step is skipped with a reason' }),
  response: z.object({ version }), refuses: ['conflict'],
})
export const answerQuestion = endpoint({
  id: 'playbooks.answer', method: 'POST', path: '/api/playbooks/runs/:runId/answers', summary: 'Answer a question: the steps of that answer are to be done. Null takes the answer back.', access: ofCentre, params: byRun,
  body: z.object({ item, answer: z.string().min(1).max(200).nullable(), /** What the page showed: another answer meanwhile is a conflict. */ before: z.string().max(200).nullable() }),
  response: runView, refuses: ['conflict', 'invalid'],
})
export const stopRun = endpoint({
  id: 'playbooks.stop', method: 'POST', path: '/api/playbooks/runs/:runId/stop', summary: 'Stop: tasks that nobody has decided leave the case', access: ofCentre, params: byRun,
  body: z.object({ reason: line(500) }), response: runView, refuses: ['conflict'],
})

/** What the modules below may call. */
export type PlaybooksService = {
  runs(actor: Actor, caseId: string): Promise<z.input<(typeof readRuns)['response']>>
}
