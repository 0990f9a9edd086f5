import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PASSWORD_MAX, passwordProblem } from './password.ts'

const person = { name: 'Maria Grazia De Prova', email: 'mg.deprova@comune.example' }

describe('passwords', () => {
  test.each([
    ['sette tazze di camomilla', undefined], ['Le chat dort sur le toit', undefined], ['x9#kQ2vL!p0Zr', undefined], ['undici1000', 'too_short'], ['🐸🐸🐸', 'too_short'], ['a'.repeat(129), 'too_long'],
    ['Password2026!!', 'obvious'], ['P@ssw0rd2026', 'obvious'], ['cambiami1234', 'obvious'], ['MotDePasse2026', 'obvious'], ['qwertyuiopas', 'obvious'], ['123456789012', 'obvious'], ['abababababab', 'obvious'],
    ['passwordpassword', 'obvious'], ['lkjhgfdsapoi', 'obvious'], ['Settembre2026', 'obvious'], ['000000000000', 'obvious'],
    ['mg.deprova2026', 'personal'], ['MariaGrazia26', 'personal'], ['deprova-deprova', 'personal'], ['Maria ha undici rane nel fosso', undefined],
  ])('%s → %s', (password, expected) => expect(passwordProblem(password, person)).toBe(expected))

  test('a long random one is never refused, and nothing makes the check fail or dawdle', () => {
    fc.assert(fc.property(fc.string({ minLength: 20, maxLength: PASSWORD_MAX, unit: 'binary-ascii' }), fc.string(), fc.string(), (text, name, email) => {
      passwordProblem(text, { name, email })
    }))
    fc.assert(fc.property(fc.uint8Array({ minLength: 18, maxLength: 18 }), (bytes) => {
      fc.pre(new Set(bytes).size > 8)
      return passwordProblem(Buffer.from(bytes).toString('base64'), person) === undefined
    }))
  })
})
