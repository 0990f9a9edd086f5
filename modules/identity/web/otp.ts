/** The parts of an `otpauth://` address that a person may have to type. */

/** Base32, as the authenticator app wants it; empty when the address carries none. */
export function secretOfUri(uri: string): string {
  return new URLSearchParams(uri.slice(uri.indexOf('?') + 1)).get('secret') ?? ''
}

/** In groups of four: typing 32 letters from one screen to another goes wrong without. Apps ignore the blanks. */
export const groupsOf = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? ''
