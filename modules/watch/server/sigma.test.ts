/** Rules whose patterns do not come to an end, in the thread that is ended for it. */
import { expect, test } from 'vitest'
import { compileSigma } from './sigma.ts'

const rule = (id: string, detection: string) => ({ id, yaml: `title: Prova ${id}\nid: ${id}\nlogsource:\n  product: linux\ndetection:\n  selection:\n    ${detection}\n  condition: selection\nlevel: low\n` })
const [linear, folded, referring, plain] = [1, 2, 3, 4].map((n) => `${n}`.repeat(8) + '-1111-4111-8111-111111111111') as [string, string, string, string]
const lines = (...events: object[]) => Buffer.from(events.map((one) => `${JSON.stringify(one)}\n`).join(''))
const trap = `${'a'.repeat(40)}b`

test('a pattern that goes back and forth for ever is looked for in linear time', async () => {
  const compiled = compileSigma([rule(linear, `x|re: '(a+)+$'`)])
  await compiled.match([lines({ x: 'no' })])
  const from = performance.now()
  const { pieces, stuck } = await compiled.match([lines({ x: trap }, { x: 'aaa' })])
  expect(performance.now() - from).toBeLessThan(500)
  expect([pieces, stuck]).toEqual([[{ lines: 2, broken: 0, hits: [[1, linear]] }], []])
  await compiled.close()
})

test.each([
  ['a reference', String.raw`x|re: '^(?:(\w+)\1?)+$'`, `${'a'.repeat(60)}!`],
  ['no difference of case, which V8 has no linear way for', `x|re: '(?i)(a+)+$'`, trap],
])('one with %s holds up nobody: its rule is set aside and said, every other answer is whole and comes once', async (_what, detection, hanging) => {
  const compiled = compileSigma([rule(linear, `x|re: '(a+)+$'`), rule(referring, detection), rule(plain, 'y: z')], { limitMs: 700 })
  const pieces = [lines({ y: 'z' }, { x: 'aaa' }), lines({ x: hanging, y: 'z' }, { y: 'z' }), lines({ y: 'no' }), Buffer.from('{broken\n{"y":"z"}\n')]
  const from = performance.now()
  const found = await compiled.match(pieces)
  expect(performance.now() - from).toBeLessThan(20_000)
  expect(found.stuck.map((one) => one.ruleId)).toEqual([referring])
  expect(found.stuck[0]!.pattern).toContain('+)')
  expect(found.pieces).toEqual([
    { lines: 2, broken: 0, hits: [[0, plain], [1, linear]] }, { lines: 2, broken: 0, hits: [[0, plain], [1, plain]] }, { lines: 1, broken: 0, hits: [] }, { lines: 2, broken: 1, hits: [[1, plain]] },
  ])
  const again = performance.now()
  expect(await compiled.match(pieces)).toEqual({ pieces: found.pieces, stuck: [] })
  expect(performance.now() - again).toBeLessThan(500)
  await compiled.close()
})

test('of two at once both are found, and all rules that share the pattern', async () => {
  const [a, b] = [String.raw`x|re: '^(?:(\w+)\1?)+$'`, `y|re: '(?i)(a+)+$'`]
  const compiled = compileSigma([rule(linear, a), rule(folded, b), rule(referring, a), rule(plain, 'z: z')], { limitMs: 700 })
  const { pieces, stuck } = await compiled.match([lines({ x: `${'a'.repeat(60)}!`, y: trap, z: 'z' })])
  expect(stuck.map((one) => one.ruleId).toSorted()).toEqual([linear, folded, referring])
  expect(pieces).toEqual([{ lines: 1, broken: 0, hits: [[0, plain]] }])
  await compiled.close()
})

test('lateness that is no rule’s fault sets none aside', async () => {
  const rules = [rule(linear, `x|re: '(a+)+$'`), rule(plain, 'y: z')]
  const many = Buffer.from('{"y":"z"}\n'.repeat(300_000))
  const patient = compileSigma(rules)
  await patient.warm()
  const from = performance.now()
  await patient.match([many])
  // A third of what it takes on this machine: late at first, and in time after one or two longer waits.
  const limitMs = (performance.now() - from) / 3
  await patient.close()
  const compiled = compileSigma(rules, { limitMs, bytesPerMs: Infinity })
  const { pieces, stuck } = await compiled.match([many])
  expect([stuck, pieces[0]!.hits.length]).toEqual([[], 300_000])
  await compiled.close()
})
