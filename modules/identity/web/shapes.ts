/** Data that the pages of identity and their parts share. */

/** As the sign-in library lists them. */
export type Passkey = { readonly id: string; readonly name?: string | null; readonly createdAt?: string | null }

/** What an action on a person leaves to be said: whom it was about, and a link that is shown once. */
export type Said = { readonly intent: string; readonly name: string; readonly link?: string | null; readonly expiresAt?: string | null; readonly existing?: boolean }
