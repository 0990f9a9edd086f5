import { afterAll, beforeAll, expect, test } from 'vitest'
import { paceMs } from '#platform/testing/pace.ts'
import { system } from '#platform/contract/index.ts'
import { createStage, id, opened, tiedCase, type Stage } from './testing.ts'

let s: Stage
beforeAll(async () => { s = await createStage() })
afterAll(() => s.close())

test('1,300 drafts in three languages', async () => {
  const cases = Array.from({ length: 1300 }, (_, n) => tiedCase(100_000 + n, id(200_000 + n), `Comune di Prova ${n}`, { mainId: id(99_999), expectedAt: new Date(opened.getTime() + (n % 24) * 3_600_000) }))
  for (const one of cases) s.cases.set(one.id, one)
  const start = performance.now()
  expect(await s.module.service.draft(system('test'), id(99_999))).toEqual({ drafted: 1300 })
  const ms = performance.now() - start
  expect(await s.module.service.draft(system('test'), id(99_999))).toEqual({ drafted: 0 })
  process.stderr.write(`1,300 notice drafts: ${Math.round(ms)} ms\n`)
  // 300 ms is some 21 paces; the database on the other core may have more to do.
  expect(ms).toBeLessThan(60 * paceMs())
})
