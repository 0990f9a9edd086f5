/** Whether a person has proven enough for the roles they hold, and what of sign-in stays open until then. */
import type { AuthRoute } from '../contract-doors.ts'
import type { Person } from '../contract.ts'

/** `enrol`: nothing but the password is known · `prove`: there is more, and this session came without it. */
export type SecondStep = 'fine' | 'enrol' | 'prove'

/**
 * Only who sees the whole territory is asked: coordinators and analysts. And whoever has chosen a code for themselves: single sign-on
 * does not ask for it, and a way in that forgets it would make it worth nothing.
 */
export function secondStepOf({ memberships, secondFactor: { required, enrolled, code, proven } }: Person): SecondStep {
  if (code && !proven) return 'prove'
  const sees = memberships.some(({ role }) => role === 'coordinator' || role === 'analyst')
  if (!required || !sees || (enrolled && proven)) return 'fine'
  return enrolled ? 'prove' : 'enrol'
}

const coming: readonly AuthRoute[] = ['POST /sign-in/email', 'POST /sign-out', 'GET /get-session', 'GET /passkey/generate-authenticate-options', 'POST /passkey/verify-authentication', 'GET /callback/sso']
const proving: readonly AuthRoute[] = ['POST /two-factor/verify-totp', 'POST /two-factor/verify-backup-code']
const enrolling: readonly AuthRoute[] = ['POST /two-factor/enable', 'POST /two-factor/verify-totp', 'GET /passkey/generate-register-options', 'POST /passkey/verify-registration']

/**
 * A thief with the password must not add a device of his own beside the owner's, take the owner's away or change the password:
 * until the second step is proven only the doors that lead to it are open.
 */
export function mayUse(step: SecondStep, route: string, code: boolean): boolean {
  const open: readonly string[] = [...coming, ...(step === 'enrol' ? enrolling : code ? proving : [])]
  return step === 'fine' || open.includes(route)
}
