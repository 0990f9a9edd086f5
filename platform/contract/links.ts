/**
 * Addresses that open something without a password: the answer of a body, a subscription, a calendar, the choices of who gets mails, and what stands after `#`
 * for who is invited or signs in. Tokens are 16 to 32 random bytes (a text message has room for the shortest), in base64url.
 * A regular expression that PostgreSQL and JavaScript read alike; its one group is what stays.
 */
export const TOKEN_IN_LINK = '(/(?:r|subscription|calendar|messages)/|/(?:set-up|invitation|sign-in)#)[A-Za-z0-9_-]{20,64}'

/** For logs and for whatever is kept. */
export const withoutTokens = (text: string): string => text.replaceAll(new RegExp(TOKEN_IN_LINK, 'g'), '$1…')
