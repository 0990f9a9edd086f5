/**
 * Single sign-on through a provider of OpenID Connect. It lets in only people who are already known here, by an address that the
 * provider has verified; it makes nobody. What the provider knows beyond that (fiscal number, SIRET, name) is neither read nor kept.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { betterAuth } from 'better-auth'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { Refusal } from '#platform/contract/index.ts'
import type { SingleSignOn } from '#platform/config.ts'
import { addressIn, countsAsSecond, type Claims } from '../core/singleSignOn.ts'
import { authOptions, type AuthSettings } from './auth.ts'
import type { Flow } from './authHooks.ts'

export type Door = {
  readonly name: string
  /** The library with the provider in it. @throws Refusal `unavailable` while the provider does not answer. */
  handle(request: Request): Promise<Response>
}

export const PROVIDER = 'sso'
const WAIT_MS = 5000

export function createSingleSignOn(settings: AuthSettings, config: SingleSignOn): Door {
  const flows = new AsyncLocalStorage<Flow>()
  const { origin } = new URL(settings.publicUrl)
  let built: ReturnType<typeof build> | undefined
  /** The provider may be away when the centre starts, and the centre must start all the same: it is asked when somebody comes. */
  const library = () => (built ??= build().catch((error: unknown) => { built = undefined; throw error }))

  async function build() {
    const { userinfo_endpoint: userInfo, token_endpoint_auth_methods_supported: ways = ['client_secret_basic'] } = await discover(config.issuer, settings)
    const options = authOptions({ ...settings, flow: () => flows.getStore() })
    const made = betterAuth({
      ...options,
      onAPIError: { ...options.onAPIError, errorURL: `${origin}/single-sign-on` },
      // Addresses here were written by a coordinator or an admin, never by their owner: the provider's word is the one that counts.
      account: { accountLinking: { enabled: true, requireLocalEmailVerified: false, trustedProviders: [] }, updateAccountOnSignIn: false },
      databaseHooks: {
        ...options.databaseHooks,
        // The provider's tokens open other people's doors and are of no use here.
        account: { create: { before: async (account) => ({ data: { ...account, accessToken: null, refreshToken: null, idToken: null } }) } },
      },
      plugins: [
        genericOAuth({ config: [{
          providerId: PROVIDER, clientId: config.clientId, clientSecret: config.clientSecret, name: config.name,
          discoveryUrl: discoveryOf(config.issuer), requireIdTokenVerification: true, pkce: true, authentication: ways.includes('client_secret_basic') ? 'basic' : 'post',
          disableSignUp: true, disableImplicitSignUp: true,
          scopes: [...config.scopes], ...(config.acrValues ? { authorizationUrlParams: { acr_values: config.acrValues } } : {}),
          // One centre, another provider one day: the same subject there is somebody else.
          accountSubject: ({ profile }) => (profile['sub'] ? `${config.issuer} ${String(profile['sub'])}` : ''),
          getUserInfo: async ({ idToken, accessToken }) => {
            const flow = flows.getStore()
            if (!flow || !idToken) return null // verified by the plugin before it comes here
            const signed = claimsOf(idToken)
            if (typeof signed.sub !== 'string') return null
            const claims = addressIn(signed, config) !== undefined || !userInfo || !accessToken ? signed : { ...await moreOf(userInfo, accessToken, signed.sub), ...signed }
            const found = addressIn(claims, config)
            if (typeof found !== 'string') {
              flow.problem = found?.problem ?? 'no_mail'
              return null
            }
            // Only what was signed: how somebody signed in is not the matter of the page that tells their address.
            flow.strong = countsAsSecond(signed, config.secondFactor)
            return { id: signed.sub, sub: signed.sub, email: found, emailVerified: true, name: '' }
          },
        }] }),
        ...options.plugins,
      ],
    })
    const { socialProviders } = await made.$context
    if (!socialProviders.some(({ id }) => id === PROVIDER)) throw new Refusal('unavailable', { reason: 'SSO_AWAY' })
    return made
  }

  return {
    name: config.name,
    handle: async (request) => {
      const { handler } = await library()
      const flow: Flow = {}
      const response = await flows.run(flow, () => handler(request))
      const back = response.headers.get('location')
      if (back === null || new URL(back, origin).pathname !== '/single-sign-on') return response
      // The library knows one word for all that is wrong with an answer; its cookies go along.
      const reason = flow.problem ?? new URL(back, origin).searchParams.get('error') ?? 'failed'
      await settings.watch.happened({ action: 'identity.refuseSignIn', personId: undefined, object: '', detail: { method: 'single-sign-on', reason: reason.slice(0, 60) } })
      const headers = new Headers(response.headers)
      headers.set('location', `/single-sign-on?${new URLSearchParams({ error: reason })}`)
      return new Response(null, { status: response.status, headers })
    },
  }
}

type Discovered = { readonly issuer?: string; readonly userinfo_endpoint?: string; readonly token_endpoint_auth_methods_supported?: readonly string[] }
const discoveryOf = (issuer: string) => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`

/** OpenID Connect Discovery, 4.3: a document that names another issuer is somebody else's. */
async function discover(issuer: string, { log }: AuthSettings): Promise<Discovered> {
  const away = (why: unknown) => { log.error('single sign-on: the provider does not answer', { issuer, error: why }); return new Refusal('unavailable', { reason: 'SSO_AWAY' }) }
  const response = await fetch(discoveryOf(issuer), { redirect: 'error', signal: AbortSignal.timeout(WAIT_MS) }).catch((error: unknown) => { throw away(error) })
  const found = (await response.json().catch(() => undefined)) as Discovered | undefined
  if (!response.ok || !found || found.issuer !== issuer) throw away(`${response.status}, issuer ${found?.issuer}`)
  return found
}

/** Of a token whose signature, audience and nonce have just been verified. */
const claimsOf = (idToken: string): Claims => JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()) as Claims

/** OpenID Connect Core, 5.3.2: what is told of another subject does not count. */
async function moreOf(address: string, accessToken: string, sub: unknown): Promise<Claims> {
  const response = await fetch(address, { headers: { authorization: `Bearer ${accessToken}` }, redirect: 'error', signal: AbortSignal.timeout(WAIT_MS) })
  const told = (await response.json().catch(() => ({}))) as Claims
  return response.ok && told.sub === sub ? told : {}
}
