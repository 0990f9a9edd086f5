import { expect, test } from 'vitest'
import { momentOf } from './moment.ts'

const arrival = new Date('2026-11-25T09:00:00Z')
const said = (event: object) => new Date(momentOf(event, arrival)).toISOString()

test('an event has its own time, under the names of shippers, where it says which hour of the world it was', () => {
  const at = '2026-11-25T08:00:00.000Z'
  for (const event of [
    { '@timestamp': '2026-11-25T08:00:00Z' }, { '@timestamp': '2026-11-25T09:00:00+01:00' }, { timestamp: '2026-11-25 09:00:00,000 +0100' }, { timestamp: '2026-11-25T10:00:00+02' }, { '@timestamp': '2026-11-25T08:00Z' },
    { ts: 1_795_593_600 }, { ts: '1795593600.000' }, { timestamp: 1_795_593_600_000 }, { timestamp: '1795593600000000' }, { time: '1795593600000000000' },
    { Event: { System: { TimeCreated: { '#attributes': { SystemTime: '2026-11-25T08:00:00.000000Z' } } } } }, { eventTime: '2026-11-25T08:00:00Z' }, { '@timestamp': 'yesterday', EventTime: '2026-11-25T08:00:00Z' },
  ]) expect(said(event), JSON.stringify(event)).toBe(at)
})

test('without a zone, without a time, or with one that is still to come it is the arrival; an old one stays', () => {
  for (const event of [{}, { '@timestamp': '2026-11-25T08:00:00' }, { EventTime: '2026-11-25 08:00:00' }, { '@timestamp': '' }, { '@timestamp': '2026-13-45T08:00:00Z' }, { '@timestamp': '2026-11-25T09:05:01Z' }, { timestamp: '2027-01-01T00:00:00Z' }, { ts: 7 }]) expect(said(event), JSON.stringify(event)).toBe(arrival.toISOString())
  expect(said({ '@timestamp': '2026-11-25T09:04:59Z' })).toBe('2026-11-25T09:04:59.000Z')
  expect(said({ '@timestamp': '2025-01-01T00:00:00Z' })).toBe('2025-01-01T00:00:00.000Z')
})
