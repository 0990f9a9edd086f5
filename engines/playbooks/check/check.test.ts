/** Every problem that the engine knows, each planted alone and found at its place; and nothing else beside it. */
import { describe, expect, test } from 'vitest'
import { MAX_BYTES, MAX_DEPTH, MAX_STEPS } from '../limits.ts'
import { readPlaybook } from '../read/read.ts'
import { action, END, head, id, playbook, START } from '../tests/make.ts'
import { errorCodes, warningCodes, type JsonObject, type Problem } from '../types.ts'

const A = id('action', 1)
const B = id('action', 2)
const whole = playbook({ [A]: action('uno', { on_completion: B }), [B]: action('due', { on_completion: END }) }, A)
const step = (of: string, more: JsonObject) => ({ ...whole, workflow: { ...whole.workflow, [of]: { ...(whole.workflow[of] as JsonObject), ...more } } })
const without = (object: JsonObject, name: string) => Object.fromEntries(Object.entries(object).filter(([key]) => key !== name))
const codes = (value: unknown) => readPlaybook(typeof value === 'string' ? value : JSON.stringify(value)).problems.map((one) => `${one.code} ${one.path}`)

/** Code → documents with that problem, and where it is. */
const planted: Readonly<Record<Problem['code'], readonly (readonly [unknown, string | readonly string[]])[]>> = {
  not_json: [['{ "type": }', ''], ['', ''], ['{"a": 1', '']],
  too_large: [[`"${'x'.repeat(MAX_BYTES)}"`, '']],
  too_deep: [[`${'['.repeat(100_000)}`.concat(']'.repeat(100_000)), '/0'.repeat(MAX_DEPTH)]],
  duplicate_key: [[JSON.stringify(whole).replace('"name":"Prova"', '"name":"Altra","name":"Prova"'), '/name'], [JSON.stringify(whole).replace(`"${A}":`, `"${A}":{},"${A}":`), `/workflow/${A}`]],
  number_lost: [[JSON.stringify(whole).replace('"name":', '"x":12345678901234567891,"name":'), '/x'], [JSON.stringify(whole).replace('"name":', '"x":[1,1e999],"name":'), '/x/1']],
  unkeepable_text: [[{ ...whole, description: 'a\u0000b' }, '/description'], [JSON.stringify(whole).replace('Prova', '\\ud800'), '/name']],
  not_object: [[[], ''], ['7', ''], ['null', '']],
  missing: [
    [without(whole, 'created_by'), '/created_by'], [{ ...whole, name: '' }, '/name'], [step(A, { commands: [] }), `/workflow/${A}/commands/0`],
    [{ ...head, workflow_start: START, workflow: { [START]: { type: 'start', on_completion: A }, [A]: { type: 'action', on_completion: END }, [END]: { type: 'end' } } }, `/workflow/${A}/commands`],
  ],
  wrong_type: [[{ ...whole, labels: 'x' }, '/labels'], [step(A, { timeout: -1 }), `/workflow/${A}/timeout`], [step(A, { commands: ['x'] }), `/workflow/${A}/commands/0`], [{ ...whole, agent_definitions: { x: 1 } }, '/agent_definitions/x']],
  wrong_value: [[{ ...whole, type: 'bundle' }, '/type']],
  wrong_spec_version: [[{ ...whole, spec_version: '1.1' }, '/spec_version'], [{ ...whole, spec_version: 2 }, '/spec_version']],
  wrong_id: [[{ ...whole, id: 'playbook--7' }, '/id'], [{ ...whole, created_by: id('playbook', 1) }, '/created_by']],
  wrong_time: [[{ ...whole, modified: 'yesterday' }, '/modified'], [{ ...whole, created: '2026-13-01T00:00:00.000Z' }, '/created'], [{ ...whole, valid_from: 1 }, '/valid_from']],
  out_of_range: [[{ ...whole, priority: 101 }, '/priority'], [{ ...whole, impact: 1.5 }, '/impact']],
  valid_never: [[{ ...whole, valid_from: '2026-02-01T00:00:00.000Z', valid_until: '2026-02-01T00:00:00.000Z' }, '/valid_until']],
  too_many_steps: [[{ ...whole, workflow: Object.fromEntries(Array.from({ length: MAX_STEPS + 1 }, (_, i) => [id('end', i), { type: 'end' }])) }, '/workflow']],
  unknown_step_type: [[step(A, { type: 'single' }), `/workflow/${A}/type`]],
  id_not_of_type: [[{ ...whole, workflow: { ...whole.workflow, [START]: { type: 'start', on_completion: id('action', 3) }, [id('action', 3)]: { type: 'parallel', next_steps: [A, B] } } }, `/workflow/${id('action', 3)}`]],
  start_not_start: [[{ ...whole, workflow_start: A }, [`start_not_start /workflow_start`, `unreachable /workflow/${START}`]]],
  no_end: [[{ ...head, workflow_start: START, workflow: { [START]: { type: 'start' } } }, '/workflow']],
  missing_step: [[step(B, { on_completion: id('end', 9) }), [`missing_step /workflow/${B}/on_completion`, `unreachable /workflow/${END}`]], [{ ...whole, workflow_exception: id('end', 9) }, '/workflow_exception']],
  duplicate_step: [[playbook({ [id('parallel', 1)]: { type: 'parallel', next_steps: [A, A] }, [A]: action('uno', { on_completion: END }) }, id('parallel', 1)), `/workflow/${id('parallel', 1)}/next_steps/1`]],
  either_or: [[step(A, { on_success: B, on_failure: END }), `/workflow/${A}/on_completion`]],
  end_goes_on: [[step(END, { on_completion: A }), `/workflow/${END}/on_completion`]],
  unreachable: [[{ ...whole, workflow: { ...whole.workflow, [id('action', 3)]: action('tre', { on_completion: END }) } }, `/workflow/${id('action', 3)}`]],
  no_way_to_end: [[{ ...whole, workflow: { ...whole.workflow, [START]: { type: 'start', on_completion: id('parallel', 1) }, [id('parallel', 1)]: { type: 'parallel', next_steps: [A, id('action', 3)] }, [id('action', 3)]: action('tre', {}) } }, `/workflow/${id('action', 3)}`]],
  loop: [[step(B, { on_completion: A }), [`loop /workflow/${B}/on_completion`, `unreachable /workflow/${END}`, ...[START, A, B].map((one) => `no_way_to_end /workflow/${one}`)]]],
  unknown_command: [[step(A, { commands: [{ type: 'pong' }] }), `/workflow/${A}/commands/0/type`]],
  unknown_definition: [[step(A, { agent: id('soarca', 1), targets: [id('individual', 1)] }), [`unknown_definition /workflow/${A}/agent`, `unknown_definition /workflow/${A}/targets/0`]]],
  modified_before_created: [[{ ...whole, modified: '2025-01-01T00:00:00.000Z' }, '/modified']],
  not_milliseconds: [[{ ...whole, modified: '2026-01-02T00:00:00.123456Z' }, '/modified'], [{ ...whole, modified: '2026-01-02T00:00:00Z' }, '/modified']],
  credentials: [[{ ...whole, authentication_info_definitions: { [id('user-auth', 1)]: { type: 'user-auth', username: 'root', password: 'x' } } }, `/authentication_info_definitions/${id('user-auth', 1)}/password`]],
  revoked: [[{ ...whole, revoked: true }, '/revoked']],
}

test('the document into which they are planted has none', () => expect(codes(whole)).toEqual([]))
test.each(Object.entries(planted).flatMap(([code, all]) => all.map((one, i) => [code, i, ...one] as const)))('%s (%i) is found, and nothing else', (code, _, document, at) => {
  expect(codes(document).toSorted()).toEqual((typeof at === 'string' ? [`${code} ${at}`] : [...at]).toSorted())
})
test('no code without its test', () => expect(Object.keys(planted).toSorted()).toEqual([...errorCodes, ...warningCodes].toSorted()))

describe('what is said of a problem', () => {
  test('line and column, in the text as it came', () => {
    const text = JSON.stringify(step(B, { on_completion: id('end', 9) }), null, 2)
    expect(readPlaybook(text).problems[0]).toMatchObject({ code: 'missing_step', step: 'due', line: text.split('\n').findIndex((line) => line.includes(id('end', 9))) + 1, column: 7, params: { id: id('end', 9) } })
    expect(readPlaybook('{\n  "a": 1,\n  "b": \n}').problems[0]).toMatchObject({ code: 'not_json', line: 4 })
  })
  test('the steps of a loop by their names, in their order', () => {
    expect(readPlaybook(JSON.stringify(step(B, { on_completion: A }))).problems.find((one) => one.code === 'loop')?.params).toEqual({ steps: ['uno', 'due'], ids: [A, B], count: 2 })
  })
  test('errors come before warnings, and a warning refuses nothing', () => {
    const read = readPlaybook(JSON.stringify({ ...whole, revoked: true, priority: 900 }))
    expect([read.playbook, read.problems.map((one) => one.severity)]).toEqual([undefined, ['error', 'warning']])
    expect(readPlaybook(JSON.stringify({ ...whole, revoked: true })).playbook?.name).toBe('Prova')
  })
})

describe('a while step', () => {
  const W = id('while-condition', 1)
  const around = (body: JsonObject, more: JsonObject = {}) => playbook({ [W]: { type: 'while-condition', condition: 'c', on_true: A, on_completion: B, ...more }, [A]: action('corpo', body), [B]: action('poi', { on_completion: END }) }, W)
  test('its body may come back to it, or end in a step of its own', () => {
    expect(codes(around({ on_completion: W }))).toEqual([])
    expect(codes(around({ on_completion: END }))).toEqual([])
  })
  test('what follows it may not', () => {
    expect(codes(playbook({ [W]: { type: 'while-condition', condition: 'c', on_true: A, on_completion: B }, [A]: action('corpo', { on_completion: END }), [B]: action('poi', { on_completion: W }) }, W))).toContain(`loop /workflow/${B}/on_completion`)
  })
  test('a circle inside its body is one, and so is a body that is the step itself', () => {
    const C = id('action', 3)
    expect(codes(playbook({ [W]: { type: 'while-condition', condition: 'c', on_true: A, on_completion: END }, [A]: action('a', { on_success: C, on_failure: W }), [C]: action('c', { on_completion: A }) }, W))).toEqual([`loop /workflow/${C}/on_completion`])
    expect(codes(playbook({ [W]: { type: 'while-condition', condition: 'c', on_true: W, on_completion: END } }, W))).toEqual([`loop /workflow/${W}/on_true`])
  })
})

test('a body that can be entered past its while step is a circle, whichever branch comes first', () => {
  const W = id('while-condition', 1)
  const P = id('parallel', 1)
  for (const next_steps of [[W, B], [B, W]])
    expect(codes(playbook({ [P]: { type: 'parallel', next_steps }, [W]: { type: 'while-condition', condition: 'c', on_true: A, on_completion: END }, [A]: action('a', { on_completion: B }), [B]: action('b', { on_completion: W }) }, P)).map((one) => one.split(' ')[0])).toEqual(['loop'])
})

test('names that every object has are names like others', () => {
  const odd = JSON.stringify(whole).replace('"labels"', '"x"').replace('"name":"Prova"', '"name":"Prova","__proto__":{"a":1},"labels":["constructor"],"agent_definitions":{"toString":{"type":"x"}}')
  expect(codes(odd)).toEqual([])
  expect(codes({ ...whole, workflow_start: 'constructor' })).toContain('missing_step /workflow_start')
})
