import { expect, test } from 'vitest'
import { authRoutes } from '../contract-doors.ts'
import type { Person } from '../contract.ts'
import { actorOf } from './memberships.ts'
import { mayUse, secondStepOf } from './secondFactor.ts'

const analyst: Person = { id: 'p', name: 'P', memberships: [{ role: 'analyst', partyId: null }], secondFactor: { required: true, enrolled: true, code: false, proven: true } }
const withFactor = (person: Person, change: Partial<Person['secondFactor']>): Person => ({ ...person, secondFactor: { ...person.secondFactor, ...change } })

test('the roles of the centre sleep until a second step is there and was proven in this very session', () => {
  expect(secondStepOf(analyst)).toBe('fine')
  expect(secondStepOf(withFactor(analyst, { proven: false }))).toBe('prove')
  expect(secondStepOf(withFactor(analyst, { enrolled: false, code: false, proven: false }))).toBe('enrol')
  // The last one was taken away in a session that had proven it.
  expect(secondStepOf(withFactor(analyst, { enrolled: false }))).toBe('enrol')
  expect(actorOf(withFactor(analyst, { proven: false }))).toMatchObject({ roles: [], scope: 'none', parties: [], memberships: [], lacks: 'second_factor' })
  expect(actorOf(analyst)).not.toHaveProperty('lacks')
})

test('it is asked of who sees the whole territory, where the centre asks for it', () => {
  const weak = withFactor(analyst, { enrolled: false, code: false, proven: false })
  expect(secondStepOf(withFactor(weak, { required: false }))).toBe('fine')
  for (const role of ['liaison', 'member', 'admin', 'provider'] as const) expect(secondStepOf({ ...weak, memberships: [{ role, partyId: 'a' }] })).toBe('fine')
  expect(secondStepOf({ ...weak, memberships: [{ role: 'researcher', partyId: null }] })).toBe('fine')
  expect(secondStepOf({ ...weak, memberships: [{ role: 'member', partyId: 'a' }, { role: 'coordinator', partyId: null }] })).toBe('enrol')
})

test('with the password alone one may enrol the first device, and beside an enrolled one nothing but prove it', () => {
  expect(authRoutes.every((route) => mayUse('fine', route, false))).toBe(true)
  const open = (step: 'enrol' | 'prove', code = false) => authRoutes.filter((route) => mayUse(step, route, code))
  expect(open('prove')).toEqual(['POST /sign-in/email', 'POST /sign-out', 'GET /get-session', 'GET /passkey/generate-authenticate-options', 'POST /passkey/verify-authentication', 'GET /callback/sso'])
  expect(open('enrol').filter((route) => !open('prove').includes(route))).toEqual(['POST /two-factor/enable', 'POST /two-factor/verify-totp', 'GET /passkey/generate-register-options', 'POST /passkey/verify-registration'])
})

test('whoever has a code is asked for it, whatever the centre asks for: single sign-on does not', () => {
  const member: Person = { ...analyst, memberships: [{ role: 'member', partyId: 'a' }], secondFactor: { required: false, enrolled: true, code: true, proven: false } }
  expect(secondStepOf(member)).toBe('prove')
  expect(secondStepOf(withFactor(member, { proven: true }))).toBe('fine')
  expect(mayUse('prove', 'POST /two-factor/verify-totp', true)).toBe(true)
  expect(mayUse('prove', 'POST /two-factor/disable', true)).toBe(false)
})
