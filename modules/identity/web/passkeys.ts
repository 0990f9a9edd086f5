/** Ceremonies with the browser's own dialog, and what their failures are called. */
import { browserSupportsWebAuthn, browserSupportsWebAuthnAutofill, startAuthentication, startRegistration, WebAuthnAbortService, WebAuthnError } from '@simplewebauthn/browser'
import { Refusal } from '#platform/contract/refused.ts'
import { auth } from './api.ts'

type AuthenticationOptions = Parameters<typeof startAuthentication>[0]['optionsJSON']
type RegistrationOptions = Parameters<typeof startRegistration>[0]['optionsJSON']

/** False also where the page is not in a secure context: only https and localhost have passkeys. */
export const passkeysWork = browserSupportsWebAuthn

/** @throws Refusal `PASSKEY_CANCELLED` when the person closed the dialog or none fits, or as the server says. */
export async function signInWithPasskey(): Promise<void> {
  await enter(false)
}

/**
 * Offers passkeys in the list of the address field, without a dialog. Ends when one was used (true) or when `signal`,
 * or another ceremony, takes it away (false).
 */
export async function offerPasskeys(signal: AbortSignal): Promise<boolean> {
  if (!(await browserSupportsWebAuthnAutofill())) return false
  const cancel = (): void => WebAuthnAbortService.cancelCeremony()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    while (!signal.aborted) {
      const ended = await offerOnce(signal)
      if (ended !== 'stale') return ended === 'used'
    }
    return false
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

async function offerOnce(signal: AbortSignal): Promise<'used' | 'gone' | 'stale'> {
  let stale = false
  // The server keeps a challenge for five minutes; a page may stay open for hours.
  const renew = setTimeout(() => {
    stale = true
    WebAuthnAbortService.cancelCeremony()
  }, 4 * 60_000)
  try {
    await enter(true, signal)
    return 'used'
  } catch (error) {
    if (stale) return 'stale'
    // Nobody asked for this ceremony, so its failures are nobody's news, except what the server says of a key that was chosen.
    if (error instanceof Refusal && error.params['reason'] !== 'PASSKEY_CANCELLED' && error.code !== 'busy' && error.code !== 'unavailable') throw error
    return 'gone'
  } finally {
    clearTimeout(renew)
  }
}

export async function addPasskey(name: string): Promise<void> {
  const optionsJSON = (await auth('GET /passkey/generate-register-options')) as RegistrationOptions
  const response = await named(() => startRegistration({ optionsJSON }))
  await auth('POST /passkey/verify-registration', { response, name })
}

async function enter(useBrowserAutofill: boolean, signal?: AbortSignal): Promise<void> {
  const optionsJSON = (await auth('GET /passkey/generate-authenticate-options')) as AuthenticationOptions
  if (signal?.aborted) throw new Refusal('invalid', { reason: 'PASSKEY_CANCELLED' })
  const response = await named(() => startAuthentication({ optionsJSON, useBrowserAutofill }))
  await auth('POST /passkey/verify-authentication', { response })
}

async function named<T>(ceremony: () => Promise<T>): Promise<T> {
  try {
    return await ceremony()
  } catch (error) {
    const known = error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED'
    if (known) throw new Refusal('conflict', { reason: 'PASSKEY_KNOWN' })
    if (error instanceof Error) throw new Refusal('invalid', { reason: 'PASSKEY_CANCELLED' })
    throw error
  }
}
