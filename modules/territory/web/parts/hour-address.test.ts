import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hourWriter } from './hour-address.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

test('the hour is written once the hand rests, and a node chosen meanwhile stays', () => {
  let address = '?provider=p'
  const written: string[] = []
  const writer = hourWriter(() => address, (after) => written.push(after.toString()))
  writer.set(3)
  vi.advanceTimersByTime(300)
  writer.set(5)
  address = '?provider=p&node=n'
  vi.advanceTimersByTime(399)
  expect(written).toEqual([])
  vi.advanceTimersByTime(1)
  expect(written).toEqual(['provider=p&node=n&h=5'])
})

test('a page that was left writes nothing', () => {
  const written: string[] = []
  const writer = hourWriter(() => '?page=2', (after) => written.push(after.toString()))
  writer.set(3)
  writer.stop()
  vi.advanceTimersByTime(1000)
  expect(written).toEqual([])
})
