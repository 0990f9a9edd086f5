import { expect, test } from 'vitest'
import { groupsOf, secretOfUri } from './otp.ts'

test('the key of an address, in groups that lose no letter', () => {
  const secret = 'JBSWY3DPEHPK3PXPABC'
  expect(secretOfUri(`otpauth://totp/Bastida:ada%40centro.example?secret=${secret}&issuer=Bastida`)).toBe(secret)
  expect(groupsOf(secret)).toBe('JBSW Y3DP EHPK 3PXP ABC')
  expect(secretOfUri('otpauth://totp/x')).toBe('')
  expect(groupsOf('')).toBe('')
})
