/** The ways through the door, for the sign-in page and for the dialog that lets a person in again. */
import { auth, currentSession, homeOf, secretOf, textOf } from './api.ts'
import { safeNext } from './next.ts'
import { signInWithPasskey } from './passkeys.ts'

/** `second`: the password was right and a code is asked. @throws Refusal with the reason. */
export async function enter(form: FormData): Promise<'in' | 'second'> {
  const intent = form.get('intent')
  if (intent === 'passkey') await signInWithPasskey()
  else if (intent === 'backup') await auth('POST /two-factor/verify-backup-code', { code: textOf(form, 'code') })
  else if (intent === 'code') await auth('POST /two-factor/verify-totp', { code: digitsOf(form, 'code'), trustDevice: form.get('trust') !== null })
  else return second(await auth('POST /sign-in/email', { email: textOf(form, 'email'), password: secretOf(form, 'password') }))
  return 'in'
}

/** Apps write the six digits in two groups, and people copy the blank. */
export const digitsOf = (form: FormData, name: string): string => textOf(form, name).replace(/\s/g, '')

export const second = (answer: unknown): 'in' | 'second' => ((answer as { twoFactorRedirect?: boolean } | undefined)?.twoFactorRedirect === true ? 'second' : 'in')

/**
 * Where to go after a sign-in that worked. Undefined when no session came of it: the browser keeps no cookie, and any page would lead
 * back here.
 */
export async function landing(address: string): Promise<string | undefined> {
  const found = await currentSession()
  if (!found.signedIn) return undefined
  const next = nextOf(address)
  if (found.secondStep) return `/protect?${new URLSearchParams(keptNext(address))}`
  return next ?? homeOf(found)
}

export const nextOf = (address: string): string | undefined => safeNext(new URL(address).searchParams.get('next'), new URL(address).origin)
export const keptNext = (address: string): Record<string, string> => {
  const next = nextOf(address)
  return next ? { next } : {}
}
