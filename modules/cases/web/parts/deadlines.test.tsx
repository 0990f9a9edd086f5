import { expect, test } from 'vitest'
import type { Owed } from '../loaders.ts'
import { pressing, stageOf } from './deadlines.tsx'

type Item = Owed['rows'][number]['items'][number]
const now = '2026-12-09T12:00:00.000Z'
const item = (id: string, state: Item['state'], moments: Partial<Item> = {}): Item => ({ id, state, ...moments }) as Item

test('what is owed without delay is not a missing fact, and neither is what is voluntary', () => {
  expect(stageOf(item('a', 'due_without_hours'), now)).toBe('now')
  expect(stageOf(item('b', 'voluntary'), now)).toBe('voluntary')
  expect(stageOf(item('c', 'awaiting_input'), now)).toBe('waiting')
})

test('the most pressing first: sent ones, however early, come last', () => {
  const items = [
    item('voluntary', 'voluntary'), item('sent', 'sent', { sentAt: '2026-12-08T08:00:00.000Z' }), item('awaiting', 'awaiting_input', { strictAt: '2026-12-09T13:00:00.000Z' }), item('registered', 'registered', { sentAt: '2026-12-08T07:00:00.000Z' }),
    item('due-2', 'due', { strictAt: '2026-12-11T08:00:00.000Z' }), item('due-1', 'due', { legalAt: '2026-12-10T08:00:00.000Z' }), item('at-once', 'due_without_hours'), item('past', 'due', { strictAt: '2026-12-09T11:00:00.000Z' }), item('exceeded', 'exceeded', { strictAt: '2026-12-09T10:00:00.000Z' }),
  ].map((one) => ({ item: one }))
  expect(pressing(items, now).map((one) => one.item.id)).toEqual(['exceeded', 'past', 'at-once', 'due-1', 'due-2', 'awaiting', 'voluntary', 'registered', 'sent'])
})
