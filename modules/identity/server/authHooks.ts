/** What the sign-in library tells the centre: outcomes for the audit log, the limit for each account, the rule for passwords. */
import type { BetterAuthOptions, BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint, createAuthMiddleware, isAPIError } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import type { PasswordProblem } from '../core/password.ts'
import type { SsoProblem } from '../core/singleSignOn.ts'

export type Happening = {
  readonly action: `identity.${string}`
  /** Undefined when nobody proved who they are. */
  readonly personId: string | undefined
  /** `session:<id>` whenever a session came of it: the reconciling job looks for exactly that. */
  readonly object: string
  readonly detail: Readonly<Record<string, string>>
}
export type Watch = {
  happened(happening: Happening): Promise<void>
  /** Id of the person with this address, for the log of refused sign-ins. */
  whoHas(email: string): Promise<string | undefined>
  /** Counts an attempt; false when this address has had too many wrong ones. */
  mayTry(email: string): Promise<boolean>
  succeeded(email: string): Promise<void>
  passwordProblem(password: string, personId: string): Promise<PasswordProblem | undefined>
  /** This session was entered with more than a password; `vouched`: by the word of the provider of single sign-on. */
  proven(sessionId: string, vouched?: boolean): Promise<void>
}

/** What one request has learnt of whoever comes back from the provider of single sign-on. */
export type Flow = { strong?: boolean; problem?: SsoProblem }

const signIns: Readonly<Record<string, string>> = {
  '/sign-in/email': 'password', '/two-factor/verify-totp': 'password+totp', '/two-factor/verify-backup-code': 'password+backup-code', '/passkey/verify-authentication': 'passkey',
  '/callback/:id': 'single-sign-on',
}
const changes: Readonly<Record<string, Happening['action']>> = {
  '/two-factor/disable': 'identity.disableTwoFactor', '/two-factor/generate-backup-codes': 'identity.renewBackupCodes',
  '/passkey/verify-registration': 'identity.addPasskey', '/passkey/delete-passkey': 'identity.removePasskey',
  '/change-password': 'identity.changePassword', '/revoke-sessions': 'identity.revokeSessions', '/revoke-other-sessions': 'identity.revokeSessions',
}

type Context = {
  path?: string; body?: unknown; headers?: Headers
  context: {
    returned?: unknown
    session: { session: { id: string; token: string; strong?: boolean | null; vouched?: boolean | null }; user: { id: string } } | null
    newSession: { session: { id: string; userId: string; ipAddress?: string | null }; user: { id: string; twoFactorEnabled?: boolean | null } } | null
    createAuthCookie(name: string): { name: string }
    secret: string
    internalAdapter: {
      findVerificationValue(identifier: string): Promise<{ value: string } | null>
      createSession(userId: string, dontRemember: boolean): Promise<{ id: string } | null>
      deleteSession(token: string): Promise<void>
    }
  }
  getSignedCookie(name: string, secret: string): Promise<string | false | null>
}

export function watching(watch: Watch, flow: () => Flow | undefined): BetterAuthPlugin {
  return {
    id: 'bastida',
    endpoints: {
      sessionToken: createAuthEndpoint.serverOnly({ method: 'GET', requireHeaders: true },
        (ctx) => ctx.getSignedCookie(ctx.context.authCookies.sessionToken.name, ctx.context.secret)),
    },
    hooks: {
      before: [
        { matcher: ({ path }) => path === '/sign-in/email', handler: createAuthMiddleware(async (ctx) => refuseTooMany(watch, addressIn(ctx.body))) },
        { matcher: ({ path }) => path === '/change-password', handler: createAuthMiddleware(async (ctx) => {
          const token = await ctx.getSignedCookie(ctx.context.authCookies.sessionToken.name, ctx.context.secret)
          const session = token ? await ctx.context.internalAdapter.findSession(token) : null
          const chosen = (ctx.body as { newPassword?: unknown } | undefined)?.newPassword
          if (!session || typeof chosen !== 'string') return // the endpoint itself refuses
          const problem = await watch.passwordProblem(chosen, session.user.id)
          if (problem) throw new APIError('BAD_REQUEST', { code: 'PASSWORD_TOO_WEAK', message: problem })
        }) },
      ],
      after: [
        { matcher: ({ path }) => path !== undefined && path in signIns, handler: createAuthMiddleware(async (ctx) => signedIn(watch, ctx as unknown as Context, flow()?.strong === true)) },
        { matcher: ({ path }) => path !== undefined && path in changes, handler: createAuthMiddleware(async (ctx) => changed(watch, ctx as unknown as Context)) },
      ],
    },
  }
}

/** The two outcomes that no endpoint's answer tells: a session's end, and the moment the second factor is proven. */
watching.databaseHooks = (watch: Watch): NonNullable<BetterAuthOptions['databaseHooks']> => ({
  session: { delete: { after: async (session, context) => {
    if ((context as Context | null)?.path !== '/sign-out') return
    await watch.happened({ action: 'identity.signOut', personId: session.userId, object: `session:${session.id}`, detail: {} })
  } } },
  user: { update: { after: async (user, context) => {
    const { path } = (context ?? {}) as Partial<Context>
    if (path !== '/two-factor/verify-totp' || user.twoFactorEnabled !== true) return
    await watch.happened({ action: 'identity.enableTwoFactor', personId: user.id, object: `person:${user.id}`, detail: { method: 'totp' } })
  } } },
})

async function refuseTooMany(watch: Watch, email: string | undefined) {
  if (email === undefined || await watch.mayTry(email)) return
  throw new APIError('TOO_MANY_REQUESTS', { code: 'ACCOUNT_TEMPORARILY_LOCKED', message: 'too many wrong passwords for this address' })
}

async function signedIn(watch: Watch, ctx: Context, strong: boolean): Promise<void> {
  const method = signIns[ctx.path ?? ''] ?? ''
  const email = addressIn(ctx.body)
  // Whoever comes back from single sign-on is sent on, which the library does by an error; what is refused is told by singleSignOn.ts.
  if (method === 'single-sign-on' ? !ctx.context.newSession : isAPIError(ctx.context.returned)) {
    if (method === 'single-sign-on') return
    const reason = String((ctx.context.returned as { body?: { code?: string } }).body?.code ?? 'UNKNOWN')
    const personId = email ? await watch.whoHas(email) : await challenged(ctx)
    await watch.happened({ action: 'identity.refuseSignIn', personId: undefined, object: personId ? `person:${personId}` : '', detail: { method, reason } })
    return
  }
  if (email) await watch.succeeded(email)
  const made = ctx.context.newSession
  const before = ctx.context.session
  // Somebody who was let in without a code has given one now.
  if (!made && before && !before.session.strong && method.startsWith('password+')) return raise(watch, ctx, before, method.slice('password+'.length))
  if (!made) return // the password was right and the second factor is asked, or someone signed in proved it again
  const { id, ipAddress } = made.session
  const proving = ctx.context.session !== null // enrolment: the session was there and is replaced
  // A password that was enough for someone with a code came from a device that had given one and was to be trusted.
  if (method === 'single-sign-on' ? strong : method !== 'password' || made.user.twoFactorEnabled) await watch.proven(id, method === 'single-sign-on')
  await watch.happened({
    action: proving ? 'identity.renewSession' : 'identity.signIn', personId: made.user.id, object: `session:${id}`,
    detail: { method, ...(ipAddress ? { address: ipAddress } : {}) },
  })
}

async function changed(watch: Watch, ctx: Context): Promise<void> {
  const { returned, session, newSession } = ctx.context
  if (isAPIError(returned) || !session) return
  const passkeyId = ctx.path === '/passkey/verify-registration' ? (returned as { id?: string } | undefined)?.id : (ctx.body as { id?: string } | undefined)?.id
  // The library makes a new session for a new password or a code turned off: it has proven what the one before had.
  if (newSession && session.session.strong) await watch.proven(newSession.session.id, session.session.vouched === true)
  const object = newSession ? `session:${newSession.session.id}` : passkeyId ? `passkey:${passkeyId}` : `person:${session.user.id}`
  await watch.happened({ action: changes[ctx.path ?? '']!, personId: session.user.id, object, detail: {} })
  if (ctx.path === '/passkey/verify-registration' && !session.session.strong) await raise(watch, ctx, session, 'passkey')
}

/** A device or a code has just been proven: the session is worth more than before, so it gets a new name. The library does the same when a code is turned on. */
async function raise(watch: Watch, ctx: Context, { session, user }: NonNullable<Context['context']['session']>, method: string): Promise<void> {
  const fresh = await ctx.context.internalAdapter.createSession(user.id, false)
  if (!fresh) return
  await setSessionCookie(ctx as never, { session: fresh, user } as never)
  await watch.proven(fresh.id)
  await ctx.context.internalAdapter.deleteSession(session.token)
  await watch.happened({ action: 'identity.renewSession', personId: user.id, object: `session:${fresh.id}`, detail: { method } })
}

/** Whose second factor was being asked. */
async function challenged(ctx: Context): Promise<string | undefined> {
  const asked = await ctx.getSignedCookie(ctx.context.createAuthCookie('two_factor').name, ctx.context.secret)
  return asked ? (await ctx.context.internalAdapter.findVerificationValue(asked))?.value : undefined
}

function addressIn(body: unknown): string | undefined {
  const email = (body as { email?: unknown } | undefined)?.email
  return typeof email === 'string' && email.length <= 254 ? email.toLowerCase() : undefined
}
