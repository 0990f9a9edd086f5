import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { createPageCache, type Page } from './pages.ts'

const page = (body: string, tag = 't'): Page => ({ body, contentType: 'text/html; charset=utf-8', tags: [tag] })

test('memory is bounded by bytes, however many addresses are asked for, drawn again or dropped', () => {
  const pages = createPageCache(systemClock)
  const megabyte = 'x'.repeat(1024 * 1024)
  for (let i = 0; i < 60; i++) pages.put(`/n/${i}`, page(megabyte), pages.epoch())
  expect(pages.size).toBe(60)
  // The same address drawn again, or dropped, counts once or not at all.
  for (let i = 0; i < 30; i++) pages.put('/n/0', page(megabyte), pages.epoch())
  expect(pages.size).toBe(60)
  pages.drop(['t'])
  expect(pages.size).toBe(0)
  for (let i = 0; i < 60; i++) pages.put(`/n/${i}`, page(megabyte), pages.epoch())
  expect(pages.size).toBe(60)
  for (let i = 60; i < 70; i++) pages.put(`/n/${i}`, page(megabyte), pages.epoch())
  expect(pages.size).toBeLessThanOrEqual(63)
})

test('the bytes for the door are those of now: after a drop none, after a new drawing the new ones', () => {
  const pages = createPageCache(systemClock)
  const bodyAt = (address: string) => { const bytes = pages.bytes(address, ['host', 'h']); return bytes && Buffer.from(bytes).toString('utf8').split('\r\n\r\n')[1] }
  pages.put('/s', page('ieri', 'a'), pages.epoch())
  expect(bodyAt('/s')).toBe('ieri')
  pages.drop(['b'])
  expect(bodyAt('/s')).toBe('ieri')
  const before = pages.epoch()
  pages.drop(['a'])
  expect(bodyAt('/s')).toBeUndefined()
  pages.put('/s', page('ieri', 'a'), before) // drawn from data read before the drop
  expect(bodyAt('/s')).toBeUndefined()
  pages.put('/s', page('oggi', 'a'), pages.epoch())
  expect(bodyAt('/s')).toBe('oggi')
})
