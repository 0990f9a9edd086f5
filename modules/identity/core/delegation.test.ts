import { expect, test } from 'vitest'
import { isColleague, latestEnd, mayLend } from './delegation.ts'

const a = '00000000-0000-4000-8000-00000000000a'
const b = '00000000-0000-4000-8000-00000000000b'

test('an analyst, a member, an admin lends; nobody lends on what is lent', () => {
  expect(['coordinator', 'analyst', 'liaison', 'researcher', 'member', 'admin', 'provider'].filter((role) => mayLend({ role: role as 'admin', partyId: null }))).toEqual(['analyst', 'member', 'admin'])
  expect(mayLend({ role: 'admin', partyId: a, delegated: true })).toBe(false)
})

test('a colleague is of the same body, or of the centre’s side; a role that is itself lent makes no colleague', () => {
  expect(isColleague({ role: 'admin', partyId: a }, [{ role: 'member', partyId: a }])).toBe(true)
  expect(isColleague({ role: 'admin', partyId: a }, [{ role: 'admin', partyId: b }])).toBe(false)
  expect(isColleague({ role: 'admin', partyId: a }, [{ role: 'member', partyId: a, delegated: true }])).toBe(false)
  expect(isColleague({ role: 'analyst', partyId: null }, [{ role: 'researcher', partyId: null }])).toBe(true)
  expect(isColleague({ role: 'analyst', partyId: null }, [{ role: 'liaison', partyId: b }])).toBe(true)
  expect(isColleague({ role: 'analyst', partyId: null }, [{ role: 'admin', partyId: a }, { role: 'provider', partyId: b }])).toBe(false)
})

test('sixty days, or until the role is no longer one’s own', () => {
  const now = new Date('2026-11-27T08:00:00Z')
  expect(latestEnd(now, null).toISOString()).toBe('2027-01-26T08:00:00.000Z')
  expect(latestEnd(now, new Date('2026-12-01T00:00:00Z')).toISOString()).toBe('2026-12-01T00:00:00.000Z')
  expect(latestEnd(now, new Date('2028-12-01T00:00:00Z')).toISOString()).toBe('2027-01-26T08:00:00.000Z')
})
