/** The doors, on a real database and a real socket, with the cases above it. */
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportPlaybook, type Playbook } from '#engines/playbooks/index.ts'
import type { Actor } from '#platform/contract/index.ts'
import { createHttp } from '#platform/http/index.ts'
import { createLog } from '#platform/log/index.ts'
import { caseStage, type CaseStage } from '../../cases/server/testing/stage.ts'
import type { RunView } from '../contract.ts'
import { starters } from '../core/starters/index.ts'
import { createPlaybooks } from './index.ts'
import { deleteRuns, dueRuns } from './store.ts'

let s: CaseStage
let module: ReturnType<typeof createPlaybooks>
let http: ReturnType<typeof createHttp>
let base = ''
const people: Record<string, Actor> = {}
const EX = `ex:${randomUUID()}`

beforeAll(async () => {
  s = await caseStage()
  const person = (id: string, roles: Actor['roles'], more: Partial<Actor> = {}): Actor => ({ kind: 'person', id, name: `Persona ${id}`, roles, scope: 'all', parties: [], realm: 'live', ...more })
  const [corvasse, other] = [s.tied.find((one) => one.id === s.corvasse)!, s.tied.find((one) => one.id !== s.corvasse)!]
  Object.assign(people, {
    coordinator: person('coordinator', ['coordinator']), analyst: person('analyst', ['analyst']), drill: person('drill', ['analyst'], { realm: EX }),
    liaison: person('liaison', ['liaison'], { scope: 'parties', parties: [corvasse.partyId] }), elsewhere: person('elsewhere', ['liaison'], { scope: 'parties', parties: [other.partyId] }),
    member: person('member', ['member'], { scope: 'parties', parties: [corvasse.partyId] }),
  })
  module = createPlaybooks(s.context.ground, { cases: s.module.service })
  http = createHttp({ log: createLog('silent', s.clock.now), origins: [], authenticate: async (request) => people[String(request.headers['x-test'])]! })
  http.mount([...s.module.routes, ...module.routes])
  await http.listen({ host: '127.0.0.1', port: 0 })
  base = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`
})
afterAll(async () => { await http.close(); await s.close() })

async function call(who: string, method: string, path: string, body?: unknown, type = typeof body === 'string' ? 'application/octet-stream' : 'application/json') {
  const response = await fetch(base + path, { method, headers: { 'x-test': who, ...(body === undefined ? {} : { 'content-type': type }) }, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined }
}
const [ransomware] = starters as [Playbook, ...Playbook[]]
/** A document of one's own: another id, another moment. */
const copy = (more: Record<string, unknown> = {}, of: Playbook = ransomware): Playbook => ({ ...of, id: `playbook--${randomUUID()}`, ...more }) as Playbook
const put = async (document: Playbook, who = 'analyst') => (await call(who, 'POST', '/api/playbooks', exportPlaybook(document))).json as { id: string; version: number; changed: boolean }
const begin = async (caseId = s.corvasse) => {
  const { id } = await put(copy())
  const { runId } = (await call('analyst', 'POST', `/api/playbooks/cases/${caseId}`, { playbookId: id, requestId: randomUUID() })).json as { runId: string }
  return runId
}
const read = async (runId: string, caseId = s.corvasse, who = 'analyst') => ((await call(who, 'GET', `/api/playbooks/cases/${caseId}`)).json.items as RunView[]).find((one) => one.id === runId)!
const item = (run: RunView, words: string) => run.items.find((one) => one.name.en.includes(words))!
const sheet = async (caseId = s.corvasse) => (await call('analyst', 'GET', `/api/cases/${caseId}/tasks`)).json.items as { id: string; code: string; text: { en: string; fr: string }; why: { en: string }; state: string; situation: string; version: number }[]
const COPIES = 'copy from before the attack'

describe('a document comes in', () => {
  test('as it was written, and goes out the same, under its own name', async () => {
    const document = copy({ x_ours: { deep: [1, { more: 'è' }] } })
    const done = await call('analyst', 'POST', '/api/playbooks', exportPlaybook(document))
    expect([done.status, done.json]).toEqual([201, { id: expect.any(String), version: 1, changed: true, problems: [] }])
    const out = await call('coordinator', 'GET', `/api/playbooks/${done.json.id}/document`)
    expect([out.headers.get('content-type'), out.headers.get('content-disposition'), out.headers.get('cache-control')]).toEqual(['application/json; charset=utf-8', `attachment; filename="${document.id}.json"`, 'no-store'])
    expect(out.text).toBe(exportPlaybook(document))
    expect((await call('analyst', 'POST', '/api/playbooks', out.text)).json).toMatchObject({ id: done.json.id, version: 1, changed: false })
    expect((await call('analyst', 'POST', '/api/playbooks', JSON.parse(out.text))).json).toMatchObject({ changed: false })
    expect(await s.t.sql('select action, detail from audit.entry where object = $1 order by id', [`playbook:${done.json.id}`])).toMatchObject([{ action: 'playbooks.import' }, { action: 'playbooks.export' }])
  })

  test('what is wrong is said with path, code, line and step, all at once, and nothing is kept', async () => {
    const before = (await call('analyst', 'GET', '/api/playbooks')).json.total
    const broken = exportPlaybook(copy({ priority: 900, workflow_start: ransomware.workflow_start.replace('start', 'end') }))
    const { status, json } = await call('analyst', 'POST', '/api/playbooks', broken)
    expect([status, json.code]).toEqual([400, 'invalid'])
    expect(json.fields).toEqual(expect.arrayContaining([{ path: '/priority', problem: 'out_of_range' }, { path: '/workflow_start', problem: 'missing_step' }]))
    expect(json.params.problems[0]).toMatchObject({ severity: 'error', line: expect.any(Number), column: expect.any(Number) })
    for (const [body, code] of [['{ not json', 'not_json'], ['\xff', 'not_json'], ['[]', 'not_object']] as const) expect((await call('analyst', 'POST', '/api/playbooks', body)).json.fields[0].problem).toBe(code)
    expect((await call('analyst', 'POST', '/api/playbooks', `{"a":"${'x'.repeat(2_000_001)}"}`)).status).toBe(413)
    expect((await call('analyst', 'GET', '/api/playbooks')).json.total).toBe(before)
  })

  test('a warning is said and refuses nothing; it stands beside the playbook', async () => {
    const done = await call('analyst', 'POST', '/api/playbooks', exportPlaybook(copy({ authentication_info_definitions: { 'user-auth--00000000-0000-4000-8000-000000000001': { type: 'user-auth', password: 'x' } } })))
    expect([done.status, done.json.problems.map((one: { code: string }) => one.code)]).toEqual([201, ['credentials']])
    expect((await call('analyst', 'GET', `/api/playbooks/${done.json.id}`)).json.problems).toMatchObject([{ code: 'credentials', severity: 'warning' }])
  })

  test('a later one takes the place of the earlier; one that is not later is refused, unless it is meant', async () => {
    const first = copy({ modified: '2026-12-01T00:00:00.000Z' })
    const { id } = await put(first)
    expect(await put({ ...first, modified: '2026-12-02T00:00:00.000Z', name: 'Nuovo nome' } as Playbook)).toMatchObject({ id, version: 2, changed: true })
    const same = exportPlaybook({ ...first, modified: '2026-12-02T00:00:00.000Z', name: 'Altra cosa' } as Playbook)
    expect((await call('analyst', 'POST', '/api/playbooks', same)).json).toMatchObject({ status: 409, params: { reason: 'not_later', name: 'Nuovo nome' } })
    expect((await call('analyst', 'POST', '/api/playbooks?replace=true', same)).json).toMatchObject({ id, version: 3 })
  })

  test('the same one sent by two at once is one', async () => {
    const document = copy()
    const both = await Promise.all([put(document), put(document, 'coordinator')])
    expect([both[0].id, both.map((one) => one.changed).toSorted()]).toEqual([both[1].id, [false, true]])
  })
})

describe('the library', () => {
  test('the starter set comes in one go, once', async () => {
    expect((await call('analyst', 'GET', '/api/playbooks')).json.starters).toBe(4)
    expect((await call('analyst', 'POST', '/api/playbooks/starters', {})).json).toEqual({ added: 4 })
    expect((await call('analyst', 'POST', '/api/playbooks/starters', {})).json).toEqual({ added: 0 })
    const { items, starters: left } = (await call('analyst', 'GET', '/api/playbooks?q=bonifico')).json
    expect([items.length, items[0].name.fr, left]).toEqual([1, 'Fraude au virement', 0])
  })

  test('one playbook: its steps in order, each in its branch', async () => {
    const { id } = await put(copy())
    const { items, description, types } = (await call('analyst', 'GET', `/api/playbooks/${id}`)).json
    expect([items.length > 15, description.it.length > 20, types]).toEqual([true, true, ['mitigation', 'remediation']])
    const question = items.find((one: { name: { en: string } }) => one.name.en.includes(COPIES))
    expect(items.filter((one: { under: { id: string } | null }) => one.under?.id === question.id).map((one: { under: { answer: string } }) => one.under.answer)).toEqual(['yes', 'yes', 'no', 'no'])
  })

  test('a withdrawn one is not started; its reason stands there; the same document brings it back', async () => {
    const document = copy()
    const { id } = await put(document)
    expect((await call('analyst', 'POST', `/api/playbooks/${id}/withdraw`, { version: 9, reason: 'superata' })).status).toBe(409)
    expect((await call('analyst', 'POST', `/api/playbooks/${id}/withdraw`, { version: 1, reason: 'superata' })).json).toEqual({ version: 2 })
    expect((await call('analyst', 'GET', `/api/playbooks/${id}`)).json.withdrawn).toMatchObject({ reason: 'superata', by: 'Persona analyst' })
    expect((await call('analyst', 'POST', `/api/playbooks/cases/${s.corvasse}`, { playbookId: id, requestId: randomUUID() })).json).toMatchObject({ status: 409, params: { reason: 'withdrawn' } })
    expect(await put(document)).toMatchObject({ id, version: 3, changed: true })
    expect((await call('analyst', 'GET', `/api/playbooks/${id}`)).json.withdrawn).toBeNull()
  })
})

describe('on a case', () => {
  test('its steps become tasks, in order and in three languages; the same request again starts nothing, nor do two at once', async () => {
    const { id } = await put(copy())
    const body = { playbookId: id, requestId: randomUUID() }
    const before = (await sheet()).length
    const both = await Promise.all([1, 2].map(() => call('analyst', 'POST', `/api/playbooks/cases/${s.corvasse}`, body)))
    expect(both.map((one) => one.status)).toEqual([201, 201])
    expect(both[0]!.json).toEqual(both[1]!.json)
    expect((await call('analyst', 'POST', `/api/playbooks/cases/${s.corvasse}`, body)).json).toEqual(both[0]!.json)
    expect((await call('analyst', 'POST', `/api/playbooks/cases/${s.mainId}`, body)).status).toBe(409)
    const tasks = (await sheet()).slice(before)
    const run = await read(both[0]!.json.runId)
    expect(tasks.map((one) => one.text.en)).toEqual(run.items.filter((one) => one.state === 'open' && one.taskVersion !== null).map((one) => one.name.en))
    expect(tasks.find((one) => one.text.en.startsWith('Unplug'))).toMatchObject({ situation: 'playbook', text: { fr: 'Débranchez du réseau les machines touchées, sans les éteindre.' }, why: { en: 'Memory holds traces that a shutdown destroys.' }, state: 'open' })
    expect([run.done, run.total, run.state]).toEqual([0, tasks.length + 3, 'running'])
  })

  test('a step is ticked here or on the sheet: it is one task; skipping wants a reason', async () => {
    const runId = await begin()
    const unplug = item(await read(runId), 'Unplug')
    const decide = (body: object) => call('analyst', 'POST', `/api/playbooks/runs/${runId}/steps`, { item: unplug.id, version: 1, ...body })
    expect((await decide({ state: 'skipped' })).json.fields).toEqual([{ path: 'body.note', problem: 'a step is skipped with a reason' }])
    expect((await decide({ state: 'done' })).json).toEqual({ version: 2 })
    expect((await decide({ state: 'done' })).status).toBe(409)
    const police = (await sheet()).find((one) => one.code.startsWith(`playbook:${runId}`) && one.text.en.startsWith('Report the crime'))!
    expect((await call('member', 'PATCH', `/api/cases/tasks/${police.id}`, { version: 1, state: 'done' })).status).toBe(200)
    const run = await read(runId)
    expect([item(run, 'Unplug').state, item(run, 'Report the crime').state, item(run, 'Report the crime').decidedBy, run.done]).toEqual(['done', 'done', 'Persona member', 2])
    expect((await decide({ version: 2, state: 'open' })).json).toEqual({ version: 3 })
    const line = (await call('analyst', 'GET', `/api/cases/${s.corvasse}/timeline`)).json.items.find((one: { code: string }) => one.code === 'task_named')
    expect(line.params.name).toMatch(/\w/)
  })

  test('an answer opens one branch; another one closes it again, but for what was done', async () => {
    const runId = await begin()
    const question = item(await read(runId), COPIES)
    const answer = (said: string | null, before: string | null) => call('analyst', 'POST', `/api/playbooks/runs/${runId}/answers`, { item: question.id, answer: said, before })
    expect(item(await read(runId), 'from scratch').state).toBe('waiting')
    const yes = (await answer('yes', null)).json as RunView
    expect([item(yes, 'from scratch').state, item(yes, 'one service at a time').state, item(yes, 'firm that responds').state, item(yes, COPIES).answer]).toEqual(['open', 'open', 'closed', 'yes'])
    await call('analyst', 'POST', `/api/playbooks/runs/${runId}/steps`, { item: item(yes, 'from scratch').id, version: 1, state: 'done' })
    expect((await answer('no', null)).status).toBe(409)
    const no = (await answer('no', 'yes')).json as RunView
    expect([item(no, 'from scratch').state, item(no, 'one service at a time').state, item(no, 'firm that responds').state]).toEqual(['done', 'closed', 'open'])
    expect((await sheet()).filter((one) => one.code.startsWith(`playbook:${runId}`)).map((one) => one.text.en)).not.toContain(item(no, 'one service at a time').name.en)
    const back = (await answer('yes', 'no')).json as RunView
    expect([item(back, 'one service at a time').state, item(back, 'firm that responds').state]).toEqual(['open', 'closed'])
    expect(item((await answer(null, 'yes')).json, 'one service at a time').state).toBe('waiting')
    expect((await answer('maybe', null)).json.fields).toEqual([{ path: 'body.answer', problem: 'not offered' }])
  })

  test('when something goes wrong somebody says so, and its steps come', async () => {
    const runId = await begin()
    expect(item(await read(runId), 'Cut the whole network').state).toBe('waiting')
    const run = (await call('analyst', 'POST', `/api/playbooks/runs/${runId}/answers`, { item: 'exception', answer: 'yes', before: null })).json
    expect(item(run, 'Cut the whole network').state).toBe('open')
  })

  test('all decided and answered: finished; stopped: what nobody has decided leaves the case', async () => {
    const small = { ...copy(), workflow: Object.fromEntries(Object.entries(ransomware.workflow).filter(([key]) => key === ransomware.workflow_start)), workflow_exception: undefined }
    const [start, a, b, end] = [ransomware.workflow_start, `action--${randomUUID()}`, `action--${randomUUID()}`, `end--${randomUUID()}`] as [string, string, string, string]
    small.workflow = { [start]: { type: 'start', on_completion: a }, [a]: { type: 'action', name: 'uno', commands: [{ type: 'bash', command: 'rm -rf /' }], on_completion: b }, [b]: { type: 'action', name: 'due', commands: [{ type: 'manual', command: 'due' }], on_completion: end }, [end]: { type: 'end' } } as never
    const { id } = await put(JSON.parse(JSON.stringify(small)))
    const { runId } = (await call('analyst', 'POST', `/api/playbooks/cases/${s.mainId}`, { playbookId: id, requestId: randomUUID() })).json
    const decide = (step: string, state: string, version = 1) => call('analyst', 'POST', `/api/playbooks/runs/${runId}/steps`, { item: step, version, state, note: 'non serve qui' })
    await decide(a, 'done')
    expect(await read(runId, s.mainId)).toMatchObject({ state: 'running', done: 1, total: 2, waiting: 0 })
    await decide(b, 'skipped')
    expect(await read(runId, s.mainId)).toMatchObject({ state: 'finished', done: 2, total: 2 })
    await decide(b, 'open', 2)
    const stopped = (await call('analyst', 'POST', `/api/playbooks/runs/${runId}/stop`, { reason: 'per errore' })).json
    expect(stopped).toMatchObject({ state: 'stopped', stopped: { reason: 'per errore', by: 'Persona analyst' } })
    expect((await sheet(s.mainId)).filter((one) => one.code.startsWith(`playbook:${runId}`)).map((one) => one.state)).toEqual(['done'])
    for (const [path, body] of [['stop', { reason: 'ancora' }], ['steps', { item: a, version: 2, state: 'open' }], ['answers', { item: a, answer: null, before: null }]] as const) expect((await call('analyst', 'POST', `/api/playbooks/runs/${runId}/${path}`, body)).json).toMatchObject({ status: 409, params: { reason: 'stopped' } })
  })

  test('a run keeps the plan it began with, whatever the library says later', async () => {
    const document = copy({ modified: '2026-12-01T00:00:00.000Z' })
    const { id } = await put(document)
    const { runId } = (await call('analyst', 'POST', `/api/playbooks/cases/${s.corvasse}`, { playbookId: id, requestId: randomUUID() })).json
    const before = (await read(runId)).items.length
    await put(copy({ id: document.id, modified: '2026-12-03T00:00:00.000Z' }, starters[1]!))
    const run = await read(runId)
    expect([run.items.length, run.playbookVersion]).toEqual([before, 1])
  })
})

describe('who may', () => {
  test('a liaison reads what is done on the cases of its bodies, and nothing else; a body reads and writes nothing here', async () => {
    const runId = await begin()
    expect((await call('liaison', 'GET', `/api/playbooks/cases/${s.corvasse}`)).json).toMatchObject({ mayAct: false, items: expect.arrayContaining([expect.objectContaining({ id: runId })]) })
    expect((await call('elsewhere', 'GET', `/api/playbooks/cases/${s.corvasse}`)).status).toBe(404)
    for (const [method, path, body] of [['GET', '/api/playbooks'], ['POST', `/api/playbooks/cases/${s.corvasse}`, { playbookId: randomUUID(), requestId: randomUUID() }], ['POST', `/api/playbooks/runs/${runId}/stop`, { reason: 'x' }]] as const) expect((await call('liaison', method, path, body)).status, path).toBe(403)
    expect((await call('member', 'GET', `/api/playbooks/cases/${s.corvasse}`)).status).toBe(403)
  })

  test('an exercise borrows the live library, changes nothing of it, and takes its own away with it', async () => {
    const { id } = await put(copy())
    const seen = (await call('drill', 'GET', '/api/playbooks?limit=500')).json.items as { id: string; borrowed: boolean }[]
    expect(seen.find((one) => one.id === id)?.borrowed).toBe(true)
    expect((await call('drill', 'POST', `/api/playbooks/${id}/withdraw`, { version: 1, reason: 'x' })).json.code).toBe('exercise')
    const own = await put(copy(), 'drill')
    expect((await call('analyst', 'GET', `/api/playbooks/${own.id}`)).status).toBe(404)
    expect((await call('drill', 'GET', `/api/playbooks/cases/${s.corvasse}`)).status).toBe(404)
    await s.t.db.as(people['drill']!, (tx) => module.forget!(tx, EX))
    expect(await s.t.sql('select realm from playbooks.playbook where id = any ($1)', [[id, own.id]])).toEqual([{ realm: 'live' }])
  })

  test('a closed case takes no step; its runs are due five years later, unless it is held', async () => {
    const caseId = s.tied.find((one) => one.id !== s.corvasse)!.id
    const runId = await begin(caseId)
    await s.t.sql(`update cases."case" set state = 'closed', closed_at = $2 where id = any ($1)`, [[caseId, s.mainId], s.clock.now()])
    expect((await call('analyst', 'POST', `/api/playbooks/cases/${caseId}`, { playbookId: (await put(copy())).id, requestId: randomUUID() })).json.params).toEqual({ reason: 'closed' })
    expect((await call('analyst', 'POST', `/api/playbooks/runs/${runId}/answers`, { item: item(await read(runId, caseId), COPIES).id, answer: 'yes', before: null })).json.params).toEqual({ reason: 'closed' })
    const due = async (now: Date) => (await s.t.db.as({ ...people['coordinator']!, kind: 'system' }, (tx) => dueRuns(tx, { before: now, now, realm: 'live', limit: 100, lock: true }))).map((one) => one.id)
    expect(await due(new Date(s.clock.now().getTime() - 1))).not.toContain(runId)
    expect(await due(s.clock.now())).toContain(runId)
    await s.t.sql(`update cases."case" set hold_at = $2, hold_reason = 'procura' where id = $1`, [s.mainId, s.clock.now()])
    expect(await due(s.clock.now())).not.toContain(runId)
    await s.t.db.as({ ...people['coordinator']!, kind: 'system' }, (tx) => deleteRuns(tx, [{ id: runId, at: s.clock.now() }]))
    expect(await s.t.sql('select 1 from playbooks.run where id = $1 union all select 1 from playbooks.step_task where run_id = $1', [runId])).toEqual([])
  })
})
