/** Data that the pages of identity and their parts share. */
import * as z from 'zod'

/** As the sign-in library lists them. */
export const passkeys = z.array(z.object({ id: z.string(), name: z.string().nullish(), createdAt: z.string().nullish() }))
export type Passkey = z.output<typeof passkeys>[number]

/** What an action on a person leaves to be said: whom it was about, and a link that is shown once. */
export type Said = { readonly intent: string; readonly name: string; readonly link?: string | null; readonly expiresAt?: string | null; readonly existing?: boolean }
