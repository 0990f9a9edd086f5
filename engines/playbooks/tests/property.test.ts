/** Random workflows: one without a circle is never refused, and whatever is planted in it is always found. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { edgesOf } from '../check/edges.ts'
import { checkPlaybook } from '../check/check.ts'
import { orderOf } from '../order/order.ts'
import { standingOf } from '../order/standing.ts'
import { readPlaybook } from '../read/read.ts'
import type { Json, JsonObject, Playbook } from '../types.ts'
import { canonical, exportPlaybook } from '../write/export.ts'
import { acyclic, id } from './make.ts'

const runs = { numRuns: 300 }
const errors = (value: unknown) => checkPlaybook(value).filter((one) => one.severity === 'error').map((one) => one.code)
const withStep = (book: JsonObject & { workflow: JsonObject }, at: string, more: JsonObject) => ({ ...book, workflow: { ...book.workflow, [at]: { ...(book.workflow[at] as JsonObject), ...more } } })
const actions = (book: { workflow: JsonObject }) => Object.entries(book.workflow).filter(([, step]) => (step as JsonObject)['on_completion'] !== undefined && (step as JsonObject)['type'] === 'action').map(([key]) => key)

test('without a circle nothing is refused', () => fc.assert(fc.property(acyclic, (book) => { expect(checkPlaybook(book)).toEqual([]) }), runs))

test('a way back to any earlier step is found, with a step of the circle at its place', () => fc.assert(fc.property(acyclic, fc.nat(), fc.nat(), (book, from, to) => {
  const plan = orderOf(book as unknown as Playbook)
  const steps = plan.items.map((item) => item.id).filter((one) => one in book.workflow)
  const doing = actions(book)
  fc.pre(doing.length > 0)
  const last = doing[from % doing.length]!
  // Whatever leads to it: by the ways of the plan, backwards. Its own way back to a while step is no circle.
  const before = new Set([last])
  for (const one of before) for (const way of plan.ways) if (way.to === one && way.from in book.workflow) before.add(way.from)
  const targets = steps.filter((one) => before.has(one) && !one.startsWith('while-condition'))
  fc.pre(targets.length > 0)
  const loops = checkPlaybook(withStep(book, last, { on_completion: targets[to % targets.length]! })).filter((one) => one.code === 'loop')
  expect(loops.length).toBeGreaterThan(0)
  const ids = loops[0]!.params['ids'] as string[]
  // Each step named leads to the next one.
  const mended = withStep(book, last, { on_completion: targets[to % targets.length]! }).workflow
  for (const [i, one] of ids.slice(0, -1).entries()) expect(edgesOf(mended[one] as JsonObject).map((edge) => edge.to)).toContain(ids[i + 1])
}), runs))

test('a reference to nothing is found at its place', () => fc.assert(fc.property(acyclic, fc.nat(), (book, at) => {
  const doing = actions(book)
  fc.pre(doing.length > 0)
  const one = doing[at % doing.length]!
  expect(checkPlaybook(withStep(book, one, { on_completion: id('action', 99_999) })).filter((found) => found.code === 'missing_step').map((found) => found.path)).toEqual([`/workflow/${one}/on_completion`])
}), runs))

test('the order: every step once, none before one that leads to it', () => fc.assert(fc.property(acyclic, (book) => {
  const plan = orderOf(book as unknown as Playbook)
  const place = new Map(plan.items.map((item, i) => [item.id, i]))
  expect(place.size).toBe(plan.items.length)
  expect(Object.keys(book.workflow).filter((key) => !/^(start|end)--/.test(key)).every((key) => place.has(key))).toBe(true)
  for (const { from, to } of plan.ways) if (place.has(from) && place.has(to) && !(to.startsWith('while-condition') && (book.workflow[from] as JsonObject | undefined)?.['name']?.toString().startsWith('corpo'))) expect(place.get(from)!).toBeLessThan(place.get(to)!)
  for (const item of plan.items) if (item.under) expect(place.get(item.under.id)!).toBeLessThan(place.get(item.id)!)
}), runs))

test('every answer given: nothing waits; none given: nothing is closed', () => fc.assert(fc.property(acyclic, fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), (book, picks) => {
  const plan = orderOf(book as unknown as Playbook)
  const answers = new Map(plan.items.flatMap((item, i) => (item.answers.length > 0 ? [[item.id, item.answers[picks[i % picks.length]! % item.answers.length]!] as const] : [])))
  expect([...standingOf(plan, answers).values()]).not.toContain('waiting')
  expect([...standingOf(plan, new Map()).values()]).not.toContain('closed')
  // What is open without an answer stays open whatever the answers.
  const [none, all] = [standingOf(plan, new Map()), standingOf(plan, answers)]
  for (const [key, standing] of none) if (standing === 'open') expect(all.get(key)).toBe('open')
}), runs))

const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\u0000', '')), fc.integer(), fc.double({ noDefaultInfinity: true, noNaN: true }).map((n) => n + 0), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(fc.oneof(fc.string({ maxLength: 8 }).map((text) => text.replaceAll('\u0000', '')), fc.constantFrom('__proto__', 'constructor', 'type', '10', '2')), tie('value'), { maxKeys: 4 })),
})).value
test('out and in again is the same, with everything that nobody knows; out again is the same text', () => fc.assert(fc.property(acyclic, fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }).map((name) => `x_${name.replaceAll('\u0000', '')}`), json, { maxKeys: 5 }), (book, more) => {
  const whole = { ...book, ...more } as Playbook
  const text = exportPlaybook(whole)
  const read = readPlaybook(text)
  expect(read.problems).toEqual([])
  expect(read.playbook).toEqual(whole)
  expect(exportPlaybook(read.playbook!)).toBe(text)
  expect(canonical(whole)).toEqual(whole)
}), runs))

test('whatever is thrown at it, it answers', () => fc.assert(fc.property(fc.oneof(fc.string(), json.map((one) => JSON.stringify(one)), acyclic.chain((book) => fc.tuple(fc.constant(JSON.stringify(book)), fc.nat(), fc.nat({ max: 9 })).map(([text, at, length]) => text.slice(0, at % text.length) + text.slice((at % text.length) + length)))), (text) => {
  const { playbook, problems } = readPlaybook(text)
  expect(playbook === undefined).toBe(problems.some((one) => one.severity === 'error'))
  if (playbook) expect(errors(playbook)).toEqual([])
}), { numRuns: 600 }))
