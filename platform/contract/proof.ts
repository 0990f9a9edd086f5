/** How this centre says to another server who it is. Read by the browser too. */
import * as z from 'zod'

/** `key`: the bare key as the whole header, as MISP asks for it. */
export const proofWays = ['none', 'basic', 'bearer', 'key'] as const
export type ProofWay = (typeof proofWays)[number]
/** `user:password`, the token, or the key. Absent: as it was. */
export const proofSecret = z.string().min(1).max(2000).optional()
/** Why a secret, its way or its address is refused; a page says them in its own words. */
export const proofProblems = { https: 'only https', inside: 'no user or password in an address', needed: 'it is needed', way: 'a secret without a way to send it', pair: 'user, colon, password', shape: 'only letters, digits and signs of ASCII, without spaces', control: 'no control characters' } as const
