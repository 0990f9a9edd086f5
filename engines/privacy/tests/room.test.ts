import { expect, it } from 'vitest'
import { createRoom, protectLinked, protectCoded } from '../index.ts'
import { encode } from '../lattice/coded.ts'
import { plain, randomOf } from './worlds.ts'

it('memory that was used before changes no table, whether it is too small, just right or too large', () => {
  const random = randomOf(5)
  const dims = [plain('year'), plain('sector'), plain('action'), plain('place')]
  const tables = [['year', 'sector', 'action'], ['action', 'place'], ['year', 'place']]
  const room = createRoom()
  for (const count of [40, 40, 900, 30, 900, 1200, 200]) {
    const rows = Array.from({ length: count }, () => ({ codes: [`20${20 + Math.floor(random() * 5)}`, 'ABCDEF'[Math.floor(random() ** 3 * 6)]!, 'xyz'[Math.floor(random() ** 2 * 3)]!, `p${Math.floor(random() ** 2 * 7)}`] }))
    const made = encode(rows, dims)
    if ('problem' in made) throw new Error(made.problem.code)
    expect(protectCoded(made.coded, dims, tables, { k: 5 }, room())).toEqual(protectLinked(rows, dims, tables, { k: 5 }))
  }
})
