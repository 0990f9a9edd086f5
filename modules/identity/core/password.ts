/** Which passwords are refused. Length and a list of the obvious ones, no rules about signs: NIST SP 800-63B-4, 3.1.1.2. */
import { obviousPasswords } from './obviousPasswords.data.ts'

export const PASSWORD_MIN = 12
/** The hash takes any length; this bounds the work of one request. */
export const PASSWORD_MAX = 128

export type PasswordProblem = 'too_short' | 'too_long' | 'obvious' | 'personal'

export function passwordProblem(password: string, person: { name: string; email: string }): PasswordProblem | undefined {
  if ([...password].length < PASSWORD_MIN) return 'too_short'
  if (password.length > PASSWORD_MAX) return 'too_long'
  const plain = reduce(password)
  if (isRepeated(plain) || isRun(plain) || obviousPasswords.includes(stem(plain))) return 'obvious'
  return holdsPerson(plain, person) ? 'personal' : undefined
}

/** Lower case, no accents, the usual digits for letters undone. */
function reduce(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** `Password2026!!` is `password`: digits and signs at either end add nothing. */
function stem(text: string): string {
  const bare = text.replace(/^[^a-z]+|[^a-z]+$/g, '').replaceAll('@', 'a').replaceAll('0', 'o').replaceAll('1', 'i').replaceAll('3', 'e').replaceAll('$', 's')
  return smallestUnit(bare.replace(/[^a-z]/g, ''))
}

/** One to four signs over and over: `abababababab`. */
const isRepeated = (text: string) => smallestUnit(text).length <= 4

function smallestUnit(text: string): string {
  for (let size = 1; size <= text.length / 2; size++) {
    if (text.length % size === 0 && text === text.slice(0, size).repeat(text.length / size)) return text.slice(0, size)
  }
  return text
}

/** A walk along the alphabet, the digits or the keyboard, in either direction. */
function isRun(text: string): boolean {
  const rows = ['abcdefghijklmnopqrstuvwxyz', '0123456789012345678901234567890', 'qwertyuiopasdfghjklzxcvbnm', 'azertyuiopqsdfghjklmwxcvbn']
  return rows.some((row) => row.includes(text) || [...row].reverse().join('').includes(text))
}

/** The address before the @, or a name of four letters or more, and little beside it. */
function holdsPerson(plain: string, { name, email }: { name: string; email: string }): boolean {
  const local = email.split('@')[0] ?? ''
  const words = [...name.split(/[\s'’-]+/), local, ...local.split(/[._+-]/), name.replace(/\s/g, '')].map(reduce).filter((word) => word.length >= 4)
  let rest = plain
  for (const word of words.toSorted((a, b) => b.length - a.length)) rest = rest.replaceAll(word, '')
  return rest !== plain && rest.length < 8
}
