import { expect, test } from 'vitest'
import { sayings } from '../naive/values.ts'
import { firstText } from './first.ts'
import { fieldNames } from './names.ts'

test('the first text under the names of a field is the first that the matcher looks at', () => {
  const events = [
    { User: 'a' }, { winlog: { event_data: { User: 'b' } } }, { Event: { EventData: { User: ['c', 'd'] } } }, { User: null, 'winlog.event_data.User': 'e' }, { User: { name: 'x' } }, { User: [] },
    { User: [null, 7] }, { User: false }, { a: [{ b: 'f' }, { b: 'g' }] }, { 'a.b': 'h', a: { b: 'i' } }, { a: { 'b': { c: 1 }, 'b.c': 'j' } }, { User: '' }, { User: '\ud800' }, [], 'x', null,
  ]
  for (const event of events) for (const field of ['User', 'a.b', 'a.b.c', 'nothing']) expect(firstText(event, field), JSON.stringify([event, field])).toBe(sayings(event as never, fieldNames).under(field).texts[0])
})
