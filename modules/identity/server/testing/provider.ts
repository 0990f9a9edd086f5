/** A real provider of OpenID Connect on this machine, for tests only: its door asks for a name and nothing else. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'
import type { SingleSignOn } from '#platform/config.ts'

/** What the provider tells of who signs in there; `amr` and `acr` are how they did. */
export type Known = { readonly amr?: readonly string[]; readonly acr?: string; readonly [claim: string]: unknown }
export type TestProvider = Awaited<ReturnType<typeof startProvider>>

const CLIENT = { id: 'bastida', secret: 'shared with the provider of the tests' } as const

/** `known` may be changed while it runs. `redirectUri`: where the centre is called back. */
export async function startProvider(redirectUri: string, known: Record<string, Known>, more: Configuration = {}) {
  const asked: URLSearchParams[] = []
  const server = createServer((request, response) => { handle(request, response).catch((error: unknown) => { response.statusCode = 500; response.end(String(error)) }) })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
    pkce: { required: () => true },
    claims: { openid: ['sub', 'amr', 'acr'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ sub, ...known[sub] }) }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    // Everybody has agreed already: what is tried here is who comes back, not what they are asked there.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client!.clientId, accountId: ctx.oidc.session!.accountId! })
      grant.addOIDCScope([...ctx.oidc.requestParamScopes].join(' '))
      await grant.save()
      return grant
    },
    cookies: { keys: ['only for tests'] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    ...more,
  })
  const callback = provider.callback()

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer)
    if (url.pathname === '/auth') asked.push(url.searchParams)
    if (!url.pathname.startsWith('/interaction/')) return callback(request, response)
    if (request.method !== 'POST') {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end('<!doctype html><html lang="it"><title>Accesso unico</title><main><h1>Accesso unico</h1><form method="post"><label>Nome <input name="login" required></label> <button>Entra</button> <button name="cancel" value="yes" formnovalidate>Rinuncia</button></form></main></html>')
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    const login = form.get('login') ?? ''
    const result = form.has('cancel') ? { error: 'access_denied', error_description: 'no' } : { login: { accountId: login, amr: [...(known[login]?.amr ?? [])], ...(known[login]?.acr ? { acr: known[login].acr } : {}) } }
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  }

  const settings = (change: Partial<SingleSignOn> = {}): SingleSignOn => ({
    issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, name: 'Accesso unico', scopes: ['openid', 'email'], acrValues: undefined, secondFactor: [], mailTrusted: false, ...change,
  })
  return { issuer, settings, asked, open: () => new Promise<void>((resolve) => server.listen(Number(new URL(issuer).port), '127.0.0.1', resolve)), close: () => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => resolve()) }) }
}

/** Signs in at the provider as a browser would, and stops at the address it is sent back to. */
export async function passProvider(address: string, login: string | undefined): Promise<string> {
  const jar = new Map<string, string>()
  const { origin } = new URL(address)
  let [url, body]: [string, URLSearchParams | undefined] = [address, undefined]
  for (let i = 0; i < 10; i++) {
    const response = await fetch(url, { method: body ? 'POST' : 'GET', redirect: 'manual', headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }, ...(body ? { body } : {}) })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const next = response.headers.get('location')
    if (next === null) {
      if (response.status !== 200 || !new URL(url).pathname.startsWith('/interaction/')) throw new Error(`the provider answers ${response.status}: ${(await response.text()).slice(0, 500)}`)
      body = new URLSearchParams(login === undefined ? { cancel: 'yes' } : { login })
      continue
    }
    ;[url, body] = [new URL(next, url).href, undefined]
    if (new URL(url).origin !== origin) return url
  }
  throw new Error('the provider sends round and round')
}
