import { expect, test } from 'vitest'
import { addressIn, countsAsSecond } from './singleSignOn.ts'

const strict = { mailTrusted: false }
test('an address counts when the provider says that it has verified it', () => {
  expect(addressIn({ email: ' Ada@Centro.example ', email_verified: true }, strict)).toBe('ada@centro.example')
  expect(addressIn({ email: 'ada@centro.example', email_verified: 'true' }, strict)).toBe('ada@centro.example')
  for (const email_verified of [false, 'false', 1, null, undefined]) expect(addressIn({ email: 'ada@centro.example', email_verified }, strict)).toEqual({ problem: 'unverified' })
  for (const email of [undefined, null, 7, '', 'ada', ['ada@centro.example']]) expect(addressIn({ email, email_verified: true }, strict)).toBeUndefined()
})

test('a provider that is trusted need not say it, but an open no is a no', () => {
  expect(addressIn({ email: 'ada@centro.example' }, { mailTrusted: true })).toBe('ada@centro.example')
  expect(addressIn({ email: 'ada@centro.example', email_verified: false }, { mailTrusted: true })).toEqual({ problem: 'unverified' })
})

test('only what the centre has named counts as a second step', () => {
  const named = ['mfa', 'https://www.spid.gov.it/SpidL2', 'eidas2']
  expect([{ amr: ['pwd', 'mfa'] }, { acr: 'https://www.spid.gov.it/SpidL2' }, { acr: 'eidas2', amr: [] }].map((claims) => countsAsSecond(claims, named))).toEqual([true, true, true])
  expect([{}, { amr: ['pwd'] }, { amr: 'mfa' }, { acr: ['mfa'] }, { acr: 'https://www.spid.gov.it/SpidL1' }, { acr: 'eidas20' }].map((claims) => countsAsSecond(claims, named))).toEqual([false, false, false, false, false, false])
  expect(countsAsSecond({ amr: ['mfa'], acr: '' }, [])).toBe(false)
})
