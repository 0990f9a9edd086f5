/** The sign-in library behind a thin interface: nothing outside these two files (and its hooks) knows its name. */
import { passkey } from '@better-auth/passkey'
import { APIError, isAPIError } from 'better-auth/api'
import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type pg from 'pg'
import type { Log } from '#platform/log/index.ts'
import { PASSWORD_MAX, PASSWORD_MIN } from '../core/password.ts'
import { watching, type Flow, type Watch } from './authHooks.ts'
import { libraryDatabase } from './store/library.ts'

export type Auth = {
  /** Answers one request under /api/auth. */
  handle(request: Request): Promise<Response>
  /** The token in the signed session cookie when the signature holds; says nothing about whether the session still lives. */
  sessionToken(headers: Headers): Promise<string | undefined>
  hashPassword(password: string): Promise<string>
}

export type AuthSettings = { readonly pool: pg.Pool; readonly publicUrl: string; readonly secret: string; readonly log: Log; readonly watch: Watch; /** What this request has learnt from a provider of single sign-on. */ readonly flow?: () => Flow | undefined }

/** Carries the client's address as fastify sees it; what a client wrote under this name is overwritten. */
export const CLIENT_ADDRESS = 'x-bastida-client'
const COOKIE_PREFIX = 'bastida'
const HOUR = 3600

export function createAuth(settings: AuthSettings): Auth {
  const library = betterAuth(authOptions(settings))
  const api = library.api as unknown as {
    sessionToken(input: { headers: Headers }): Promise<string | false | null>
  }
  const hasCookie = (headers: Headers) => headers.get('cookie')?.includes(`${COOKIE_PREFIX}.session_token=`) ?? false
  return {
    handle: (request) => library.handler(request),
    sessionToken: async (headers) => (hasCookie(headers) && (await api.sessionToken({ headers }))) || undefined,
    hashPassword: async (password) => (await library.$context).password.hash(password),
  }
}

export function authOptions({ pool, publicUrl, secret, log, watch, flow = () => undefined }: AuthSettings) {
  const { origin, hostname, protocol } = new URL(publicUrl)
  return {
    appName: 'Bastida',
    baseURL: origin,
    basePath: '/api/auth',
    secret,
    // The same rule as for every other endpoint: the page's origin is the address that was asked. A browser cannot forge either.
    trustedOrigins: (request) => request ? [origin, new URL(request.url).origin] : [origin],
    database: libraryDatabase(pool),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: PASSWORD_MIN, maxPasswordLength: PASSWORD_MAX },
    // A day from sign-in, however busy it was; four hours without use end it earlier (store.ts).
    session: {
      expiresIn: 24 * HOUR, disableSessionRefresh: true, freshAge: 24 * HOUR, cookieCache: { enabled: false },
      additionalFields: { strong: { type: 'boolean', required: false, input: false }, vouched: { type: 'boolean', required: false, input: false } },
    },
    plugins: [
      twoFactor({ issuer: 'Bastida' }),
      passkey({
        rpID: hostname, rpName: 'Bastida', origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        // The library asks the browser for user verification but does not insist on it: a found key without its PIN would be enough.
        registration: { afterVerification: ({ verification }) => insist(verification.registrationInfo?.userVerified) },
        authentication: { afterVerification: ({ verification }) => insist(verification.authenticationInfo.userVerified) },
      }),
      watching(watch, flow), // last, so that it sees what the second factor made of a sign-in
    ],
    databaseHooks: watching.databaseHooks(watch),
    rateLimit: {
      enabled: true, storage: 'database', window: 60, max: 120,
      // An office signs in behind one address at six in the morning; the limit for each account is in authHooks.ts.
      customRules: { '/sign-in/email': { window: 60, max: 20 }, '/two-factor/*': { window: 60, max: 20 }, '/sign-in/social': { window: 60, max: 30 }, '/get-session': false },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: protocol === 'https:',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      disableOriginCheck: false, disableCSRFCheck: false, // written out: the library turns them off by itself under test
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
      database: { generateId: 'uuid', validateSchema: false }, // compared in schema.test.ts, not at each start
    },
    telemetry: { enabled: false },
    logger: { level: 'warn', log: (level, message, ...rest) => log[level](`sign-in: ${message}`, { error: rest.find((one) => one instanceof Error) }) },
    // A refusal is an answer, anything else is thrown on: platform/http knows a database that is away and logs the rest.
    onAPIError: { onError: (error) => { if (!isAPIError(error)) throw error } },
  } satisfies BetterAuthOptions
}

async function insist(userVerified: boolean | undefined): Promise<void> {
  if (!userVerified) throw new APIError('UNAUTHORIZED', { code: 'USER_VERIFICATION_NEEDED', message: 'the key must check its holder: PIN, finger or face' })
}
