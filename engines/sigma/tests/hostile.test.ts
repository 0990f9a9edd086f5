/** Written to harm: the answer stays right, nothing traps, and memory does not grow with what was seen. Time: hostile.pace.test.ts. */
import { describe, expect, test, vi } from 'vitest'
import { createMatcher, type Rule } from '../index.ts'
import { ruleOf } from './chance.ts'
import { differences } from './compare.ts'
import { attacks, targets } from './hostile.ts'

describe('hostile lines', () => {
  test.each(Object.entries(attacks))('%s', (_, make) => {
    expect(differences(targets, Buffer.from(make(60_000)), { routing: 'none', lessons: [1] }, 2)).toEqual([])
  })
})

/** Bytes that memories of kernels grew by meanwhile. */
function growthOf(work: () => void): number {
  const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow')
  try { work(); return grow.mock.calls.reduce((sum, [pages]) => sum + pages * 65_536, 0) } finally { grow.mockRestore() }
}

describe('memory', () => {
  const parts = Array.from({ length: 40 }, (_, at) => `p${at}`)
  const rules: readonly Rule[] = parts.flatMap((product, at) => parts.slice(0, 5).map((category, to) => ruleOf(at * 5 + to, { kind: 'atom', atom: { field: to % 2 ? 'f' : null, test: { kind: 'contains', text: `${product} ${category} found`, cased: false } } }, { product, category })))
  const linesOf = (round: number) => Buffer.from(Array.from({ length: 10_000 }, (_, at) => JSON.stringify({ product: at % 3 ? parts[at % 40] : `x${round}-${at}`, category: at % 2 ? parts[(at * 7) % 40] : `y${at * round}`, service: parts[(at * 11 + round) % 40], f: `${parts[at % 40]} p1 found` })).join('\n'))

  test('of ten thousand log sources is that of a few, and comes to an end', () => {
    const matcher = createMatcher(rules, { lessons: [] })
    const first = growthOf(() => { for (const round of [1, 2]) matcher.scan(linesOf(round), () => {}) })
    const rest = growthOf(() => { for (const round of [3, 4, 5, 6]) matcher.scan(linesOf(round), () => {}) })
    expect(first).toBeLessThan(32 * 1024 * 1024)
    expect(rest).toBe(0)
    expect(differences(rules, linesOf(7).subarray(0, 200_000), { routing: 'product', lessons: [] })).toEqual([])
  })
  test('of lines that get longer and longer is a few times that of the longest', () => {
    const matcher = createMatcher(targets, { routing: 'none', lessons: [] })
    const growth = growthOf(() => { for (let size = 150_000; size < 1_000_000; size += 10_000) matcher.scan(Buffer.from(`{"z":"${'a'.repeat(size)}","\\u007a":1}`), () => {}) })
    expect(growth).toBeGreaterThan(1_000_000)
    expect(growth).toBeLessThan(64_000_000)
  })
})
