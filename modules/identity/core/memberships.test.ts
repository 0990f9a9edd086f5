import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roles } from '#platform/contract/index.ts'
import { actorOf, isWellFormed, mayKeep } from './memberships.ts'

const a = '00000000-0000-4000-8000-00000000000a'
const b = '00000000-0000-4000-8000-00000000000b'
const secondFactor = { required: false, enrolled: false, code: false, proven: false }
const membership = fc.record({ role: fc.constantFrom(...roles), partyId: fc.constantFrom(null, a, b) }).filter(isWellFormed)

test('a person of the centre sees all and acts as the centre only; others see their parties; a researcher none', () => {
  const actor = (...memberships: Parameters<typeof actorOf>[0]['memberships'][number][]) => actorOf({ id: 'p', name: 'P', memberships, secondFactor })
  expect(actor({ role: 'analyst', partyId: null }, { role: 'admin', partyId: a })).toMatchObject({ scope: 'all', roles: ['analyst'], parties: [] })
  expect(actor({ role: 'member', partyId: a }, { role: 'member', partyId: b })).toMatchObject({ scope: 'parties', roles: ['member'], parties: [a, b] })
  expect(actor({ role: 'member', partyId: a }, { role: 'liaison', partyId: b })).toMatchObject({ roles: ['member'], parties: [a] })
  expect(actor({ role: 'researcher', partyId: null })).toMatchObject({ scope: 'none', roles: ['researcher'], parties: [] })
  expect(actor()).toMatchObject({ scope: 'none', roles: [], parties: [] })
})

test('only a coordinator or an analyst ever has the scope of the centre, and nobody grants beyond their own body but a coordinator', () => {
  fc.assert(fc.property(fc.array(membership, { maxLength: 4 }), membership, (memberships, wanted) => {
    const actor = actorOf({ id: 'p', name: 'P', memberships, secondFactor })
    expect(actor.scope === 'all').toBe(memberships.some(({ role }) => role === 'coordinator' || role === 'analyst'))
    if (mayKeep(actor, wanted) && !actor.roles.includes('coordinator')) {
      expect(['member', 'admin']).toContain(wanted.role)
      expect(memberships).toContainEqual({ role: 'admin', partyId: wanted.partyId })
    }
  }))
})
