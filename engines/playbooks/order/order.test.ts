import { describe, expect, test } from 'vitest'
import { action, END, id, playbook } from '../tests/make.ts'
import type { JsonObject, Playbook } from '../types.ts'
import { orderOf } from './order.ts'
import { standingOf } from './standing.ts'
import { TRANSLATIONS } from './words.ts'

const [A, B, C, D] = [1, 2, 3, 4].map((n) => id('action', n)) as [string, string, string, string]
const IF = id('if-condition', 1)
const plan = (steps: JsonObject, first: string, more: JsonObject = {}) => orderOf(playbook(steps, first, more) as unknown as Playbook)
/** `name` or `name<question=answer`, indented by its depth. */
const lines = (of: ReturnType<typeof plan>) => of.items.map((item) => `${'  '.repeat(item.depth)}${item.kind} ${item.name.it}${item.under ? ` < ${item.under.answer}` : ''}`)
const standing = (of: ReturnType<typeof plan>, answers: Record<string, string>) => Object.fromEntries([...standingOf(of, new Map(Object.entries(answers)))].map(([key, value]) => [of.items.find((item) => item.id === key)!.name.it || key, value]))

describe('branches', () => {
  const apart = { [A]: action('prima', { on_completion: IF }), [IF]: { type: 'if-condition', name: 'copie intatte', condition: 'x', on_true: B, on_false: C, on_completion: D }, [B]: action('ripristina', { on_completion: END }), [C]: action('ricostruisci', { on_completion: END }), [D]: action('dopo', { on_completion: END }) }
  const meeting = { ...apart, [IF]: { type: 'if-condition', name: 'copie intatte', condition: 'x', on_true: B, on_false: C }, [B]: action('ripristina', { on_completion: D }), [C]: action('ricostruisci', { on_completion: D }) }
  test('that end by themselves and that meet in one step are walked alike', () => {
    const expected = ['do prima', 'ask copie intatte', '  do ripristina < yes', '  do ricostruisci < no', 'do dopo']
    expect(lines(plan(apart, A))).toEqual(expected)
    expect(lines(plan(meeting, A))).toEqual(expected)
  })
  test('an answer opens its branch and closes the other; what follows in any case is open from the start', () => {
    expect(standing(plan(apart, A), {})).toEqual({ 'prima': 'open', 'copie intatte': 'open', 'ripristina': 'waiting', 'ricostruisci': 'waiting', 'dopo': 'open' })
    expect(standing(plan(apart, A), { [IF]: 'no' })).toEqual({ 'prima': 'open', 'copie intatte': 'open', 'ripristina': 'closed', 'ricostruisci': 'open', 'dopo': 'open' })
    expect(standing(plan(meeting, A), {})['dopo']).toBe('waiting')
    expect(standing(plan(meeting, A), { [IF]: 'yes' })).toMatchObject({ 'ripristina': 'open', 'ricostruisci': 'closed', 'dopo': 'open' })
  })
  test('an answer that is not offered leads nowhere', () => expect(standing(plan(apart, A), { [IF]: 'maybe' })).toMatchObject({ ripristina: 'closed', ricostruisci: 'closed', dopo: 'open' }))
  test('a branch in a branch stands deeper', () => {
    const inner = id('if-condition', 2)
    expect(lines(plan({ [IF]: { type: 'if-condition', name: 'fuori', condition: 'x', on_true: inner, on_completion: D }, [inner]: { type: 'if-condition', name: 'dentro', condition: 'y', on_true: B, on_false: C }, [B]: action('b', { on_completion: END }), [C]: action('c', { on_completion: END }), [D]: action('d', { on_completion: END }) }, IF)))
      .toEqual(['ask fuori', '  ask dentro < yes', '    do b < yes', '    do c < no', 'do d'])
  })
  test('of a switch: labels in their order, default last', () => {
    const S = id('switch-condition', 1)
    const of = plan({ [S]: { type: 'switch-condition', name: 'quale', switch: 's', cases: { default: D, posta: B, banca: C } }, [B]: action('b', { on_completion: END }), [C]: action('c', { on_completion: END }), [D]: action('d', { on_completion: END }) }, S)
    expect(of.items[0]!.answers).toEqual(['banca', 'posta', 'default'])
    expect(lines(of)).toEqual(['choose quale', '  do c < banca', '  do b < posta', '  do d < default'])
    expect(standing(of, { [S]: 'posta' })).toEqual({ quale: 'open', c: 'closed', b: 'open', d: 'closed' })
  })
})

test('ways that differ after success and failure are a question after the step; one way for both is none', () => {
  const of = plan({ [A]: action('prova', { on_success: B, on_failure: C }), [B]: action('bene', { on_success: END, on_failure: END }), [C]: action('male', { on_failure: END }) }, A)
  expect(lines(of)).toEqual(['do prova', 'ask prova', '  do bene < yes', '  do male < no'])
  expect(standingOf(of, new Map([[`${A}#outcome`, 'no']])).get(C)).toBe('open')
})

test('side by side: all open at once, then what follows', () => {
  const P = id('parallel', 1)
  const of = plan({ [P]: { type: 'parallel', name: 'insieme', next_steps: [B, C], on_completion: D }, [B]: action('b', { on_completion: END }), [C]: action('c', { on_completion: END }), [D]: action('d', { on_completion: END }) }, P)
  expect(lines(of)).toEqual(['together insieme', '  do b < 1', '  do c < 2', 'do d'])
  expect(new Set(Object.values(standing(of, {})))).toEqual(new Set(['open']))
})

test('as long as it is so: the body opens with yes and closes with no', () => {
  const W = id('while-condition', 1)
  const of = plan({ [W]: { type: 'while-condition', name: 'ancora traffico', condition: 'w', on_true: B, on_completion: D }, [B]: action('blocca', { on_completion: W }), [D]: action('poi', { on_completion: END }) }, W)
  expect(lines(of)).toEqual(['repeat ancora traffico', '  do blocca < yes', 'do poi'])
  expect([standing(of, {}), standing(of, { [W]: 'yes' }), standing(of, { [W]: 'no' })].map((one) => one['blocca'])).toEqual(['waiting', 'open', 'closed'])
})

test('when something goes wrong: at the end, and only when somebody says so', () => {
  const of = plan({ [A]: action('a', { on_completion: END }), [C]: action('chiama', { on_completion: END }) }, A, { workflow_exception: C })
  expect(lines(of)).toEqual(['do a', 'exception ', '  do chiama < yes'])
  expect(standing(of, {})).toEqual({ a: 'open', exception: 'open', chiama: 'waiting' })
  expect(standing(of, { exception: 'yes' })['chiama']).toBe('open')
  expect(lines(plan({ [A]: action('a', { on_completion: END }) }, A, { workflow_exception: END }))).toEqual(['do a'])
})

test('what is shown of a step: commands as text, values filled in, names instead of ids, three languages', () => {
  const secret = btoa('{"azione":"nega"}')
  const of = plan({
    [A]: {
      type: 'action', name: 'esegui', description: 'testo', timeout: 90_000, delay: 0, agent: id('soarca', 1), targets: [id('ssh', 1), id('ssh', 2)], in_args: ['__host__'], out_args: ['__ok__'],
      step_variables: { __command__: { type: 'string', value: 'ls -la' } }, on_completion: END,
      commands: [{ type: 'ssh', command: '__command__:value __other__:value' }, { type: 'openc2', command: 'POST', content_b64: secret }, { type: 'bash', command_b64: '%%%' }],
      step_extensions: { [TRANSLATIONS]: { fr: { name: 'exécute' } } },
    },
  }, A, { agent_definitions: { [id('soarca', 1)]: { type: 'soarca', name: 'un agente' } }, target_definitions: { [id('ssh', 1)]: { type: 'ssh', name: 'una macchina' } }, playbook_variables: { __command__: { type: 'string', value: 'mai' } } })
  expect(of.items[0]).toMatchObject({
    name: { it: 'esegui', fr: 'exécute', en: 'esegui' }, agent: 'un agente', targets: ['una macchina', id('ssh', 2)], inputs: ['__host__'], outputs: ['__ok__'], timeoutMs: 90_000, delayMs: null,
    commands: [{ type: 'ssh', text: 'ls -la __other__:value' }, { type: 'openc2', text: 'POST\n\n{"azione":"nega"}' }, { type: 'bash', text: '%%%' }],
  })
})
