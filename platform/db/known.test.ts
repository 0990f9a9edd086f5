import { expect, test } from 'vitest'
import { fixedClock } from '../clock.ts'
import { knownThroughTrouble } from './known.ts'

const away = () => Object.assign(new Error('timeout exceeded when trying to connect'))

test('after trouble nobody asks for a second, then one does while the others get what is known', async () => {
  const clock = fixedClock(new Date('2026-12-08T05:10:00Z'))
  const asked: PromiseWithResolvers<{ name: string }>[] = []
  const name = knownThroughTrouble(() => { const one = Promise.withResolvers<{ name: string }>(); asked.push(one); return one.promise }, clock)
  const first = name()
  asked[0]!.resolve({ name: 'a' })
  expect(await first).toEqual({ name: 'a' })
  const lost = name()
  asked[1]!.reject(away())
  expect(await lost).toEqual({ name: 'a' })
  clock.advance(999)
  expect(await name()).toEqual({ name: 'a' })
  expect(asked).toHaveLength(2)
  clock.advance(1)
  const probe = name()
  expect(await name()).toEqual({ name: 'a' }) // does not wait for the one that asks
  clock.advance(60_000)
  expect(await name()).toEqual({ name: 'a' })
  expect(asked).toHaveLength(3)
  asked[2]!.resolve({ name: 'b' })
  expect(await probe).toEqual({ name: 'b' })
  const back = name()
  expect(asked).toHaveLength(4) // as before the trouble: read each time
  asked[3]!.resolve({ name: 'c' })
  expect(await back).toEqual({ name: 'c' })
})

test('with nothing known, or an error of ours, it is thrown', async () => {
  const clock = fixedClock(new Date('2026-12-08T05:10:00Z'))
  await expect(knownThroughTrouble(() => Promise.reject(away()), clock)()).rejects.toThrow('timeout exceeded')
  let broken = false
  const read = knownThroughTrouble(async () => { if (broken) throw new Error('ours'); return {} }, clock)
  await read()
  broken = true
  await expect(read()).rejects.toThrow('ours')
})

test('a database that says nothing at all is waited for a moment by one reader, and by none after it', async () => {
  const clock = fixedClock(new Date('2026-12-08T05:10:00Z'))
  const asked: PromiseWithResolvers<{ name: string }>[] = []
  const name = knownThroughTrouble(() => { const one = Promise.withResolvers<{ name: string }>(); asked.push(one); return one.promise }, clock, 20)
  const first = name()
  asked[0]!.resolve({ name: 'a' })
  await first
  expect(await name()).toEqual({ name: 'a' })
  expect(await name()).toEqual({ name: 'a' })
  expect(asked).toHaveLength(2)
  clock.advance(1000)
  expect(await name()).toEqual({ name: 'a' }) // one asks again, and does not wait long either
  expect(asked).toHaveLength(3)
  asked[1]!.reject(away())
  asked[2]!.resolve({ name: 'b' })
  await asked[2]!.promise
  expect(await Promise.all([name(), name()].map(async (one, n) => { asked[3 + n]!.resolve({ name: 'b' }); return one }))).toEqual([{ name: 'b' }, { name: 'b' }])
})
