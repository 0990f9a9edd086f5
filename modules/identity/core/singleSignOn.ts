/** What is believed of what a provider of single sign-on says of a person. */
export type Claims = { readonly sub?: unknown; readonly email?: unknown; readonly email_verified?: unknown; readonly amr?: unknown; readonly acr?: unknown }
/** `no_mail`: no address was told · `unverified`: told, but the provider does not say that it has been tried. */
export type SsoProblem = 'no_mail' | 'unverified'

/** The address by which somebody is known here; undefined when no address was told yet. */
export function addressIn({ email, email_verified: verified }: Claims, { mailTrusted }: { readonly mailTrusted: boolean }): string | { readonly problem: SsoProblem } | undefined {
  if (typeof email !== 'string' || !email.includes('@') || email.length > 254) return undefined
  // Some providers write the word. An open no is a no, whatever is believed of the others.
  const yes = verified === true || verified === 'true' || (mailTrusted && (verified === undefined || verified === null))
  return yes ? email.trim().toLowerCase() : { problem: 'unverified' }
}

/** `amr` is a list, `acr` one value; the centre names those that mean more than a password. None named: a password is all it counts for. */
export function countsAsSecond({ amr, acr }: Claims, values: readonly string[]): boolean {
  const said = [...(Array.isArray(amr) ? (amr as unknown[]) : []), acr]
  return said.some((one) => typeof one === 'string' && values.includes(one))
}
