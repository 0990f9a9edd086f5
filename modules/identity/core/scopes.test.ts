import { expect, test } from 'vitest'
import { anyone, signedIn } from '#platform/contract/index.ts'
import { reaches, scopeOf, scopesOf } from './scopes.ts'

const list = { id: 'cases.list', method: 'GET', access: signedIn } as const
const open = { id: 'cases.open', method: 'POST', access: signedIn } as const
const invite = { id: 'identity.invite', method: 'POST', access: signedIn } as const
const people = { id: 'identity.people', method: 'GET', access: signedIn } as const
const page = { id: 'notices.page_home', method: 'GET', access: anyone } as const

test('an endpoint is read or written in its own module; identity belongs to no scope', () => {
  expect([list, open, invite, people].map(scopeOf)).toEqual(['cases:read', 'cases:write', undefined, undefined])
})

test('writing is not reading, reading everything is not writing, and nothing opens identity', () => {
  expect(reaches(['cases:read'], list)).toBe(true)
  expect(reaches(['cases:read'], open)).toBe(false)
  expect(reaches(['cases:write'], list)).toBe(false)
  expect(reaches(['read'], list)).toBe(true)
  expect(reaches(['read'], open)).toBe(false)
  for (const one of [invite, people]) expect(reaches(['read', 'identity:read', 'identity:write'], one)).toBe(false)
})

test('the list has each once, and nothing that anybody may call', () => {
  expect(scopesOf([list, list, open, invite, people, page])).toEqual(['read', 'cases:read', 'cases:write'])
})
