/** Where it may be told that somebody else's object was seen: where that object may be read, and no further. */
import { expect, test } from 'vitest'
import { levelAbout, type Copy, type Place } from './out.ts'

const [GIVER, OTHER, GROUP, ELSEWHERE] = [7, 8, 3, 4]
const places: Readonly<Record<string, Place>> = {
  public: { audience: 'public', groupNo: null, members: [] }, partners: { audience: 'partners', groupNo: null, members: [] },
  group: { audience: 'group', groupNo: GROUP, members: [GIVER, OTHER] }, giver: { audience: 'group', groupNo: ELSEWHERE, members: [GIVER] }, nobody: { audience: 'group', groupNo: 5, members: [] },
}
const at = (...copies: readonly Copy[]) => Object.fromEntries(Object.entries(places).flatMap(([name, place]) => { const level = levelAbout(copies, place); return level === undefined ? [] : [[name, level]] }))
const copy = (tlp: Copy['tlp'], groupNo: number | null = null, peerNo: number | null = GIVER): Copy => ({ tlp, groupNo, peerNo })

test('by its level, its group and its giver', () => {
  expect(at(copy('clear'))).toEqual({ public: 'clear', partners: 'clear', group: 'clear', giver: 'clear', nobody: 'clear' })
  expect(at(copy('green'))).toEqual({ partners: 'green', group: 'green', giver: 'green', nobody: 'green' })
  expect(at(copy('red'))).toEqual({})
  expect(at(copy('red', GROUP))).toEqual({})
  expect(at(copy('amber', GROUP))).toEqual({ group: 'amber' })
  // Given for a group, an object of any level stays in it.
  expect(at(copy('clear', GROUP))).toEqual({ group: 'clear' })
  // Without one it goes back to its giver, and to nobody else; what nobody gave, to nobody.
  expect(at(copy('amber+strict'))).toEqual({ giver: 'amber+strict' })
  expect(at(copy('amber', null, null))).toEqual({})
  // Ours goes to whatever group somebody chooses.
  expect(at(copy('amber', null, 0))).toEqual({ group: 'amber', giver: 'amber', nobody: 'amber' })
  expect(at()).toEqual({})
})

test('of several copies the widest that may stand there holds; RED beside it opens nothing and closes nothing', () => {
  expect(at(copy('amber', GROUP), copy('green'), copy('red'))).toEqual({ partners: 'green', group: 'green', giver: 'green', nobody: 'green' })
  expect(at(copy('amber+strict', GROUP), copy('amber', ELSEWHERE))).toEqual({ group: 'amber+strict', giver: 'amber' })
})
