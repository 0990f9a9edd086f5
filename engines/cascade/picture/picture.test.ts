import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FIRST_NODES, pictureOf, type GroupImpact, type SupplierImpact } from './picture.ts'

test('the drawing: ten nodes first, the rest counted and none lost, edges only between nodes that stand', () => {
  const supplier = (n: number): SupplierImpact<number> => ({
    serviceId: `s${n}`,
    name: `S${n}`,
    category: 'hosting',
    owner: 'N',
    isMain: n < 5,
    depth: n < 5 ? 0 : 1,
    state: 'down',
    at: 0,
    people: 0,
    confidence: 1,
    viaService: n < 5 ? null : `s${n % 5}`,
    viaEffect: n < 5 ? null : 'hard',
    autonomyMinutes: 0,
  })
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 30 }),
      fc.boolean(),
      (suppliers, groups, all) => {
        const impacts = Array.from({ length: groups }, (_, n): GroupImpact<number> => ({
          category: `c${n % 12}`,
          viaService: `s${n % Math.max(1, suppliers)}`,
          viaEffect: 'hard',
          state: 'down',
          at: 0,
          standing: n % 2 ? 'hit' : 'unknown',
          bodies: n + 1,
          people: 1,
          confidence: 1,
          autonomyMinutes: 0,
        }))
        const view = pictureOf(
          { name: 'N', at: 0, state: 'down' },
          Array.from({ length: suppliers }, (_, n) => supplier(n)),
          impacts,
          all,
        )
        const ids = new Set(view.nodes.map((node) => node.id))
        expect(ids.size).toBe(view.nodes.length)
        expect(view.edges.every((edge) => ids.has(edge.from) && ids.has(edge.to))).toBe(true)
        expect(view.nodes.filter((node) => node.kind !== 'rest').length).toBe(
          all ? view.total : Math.min(FIRST_NODES, view.total),
        )
        expect(view.nodes.reduce((sum, node) => sum + node.bodies, 0)).toBe((groups * (groups + 1)) / 2)
        expect(view.nodes[0]).toMatchObject({ id: 'provider', layer: 0 })
      },
    ),
  )
})
