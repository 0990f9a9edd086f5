/** Hands a request of /api/auth to the sign-in library and its answer back: cookies as they are, refusals as problems, tokens never. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal, type RefusalCode } from '#platform/contract/index.ts'
import { authRoutes } from '../contract-doors.ts'
import { CLIENT_ADDRESS, type Auth } from './auth.ts'
import { PROVIDER, type Door } from './singleSignOn.ts'

const served: ReadonlySet<string> = new Set(authRoutes)
const kept = ['cookie', 'user-agent', 'referer', 'accept-language', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest'] as const
const codes: Readonly<Record<number, RefusalCode>> = { 401: 'unauthenticated', 403: 'forbidden', 404: 'not_found', 429: 'busy' }

/** @throws Refusal with the library's code in `params.reason`; `not_found` for a route that is not on the list. */
export async function handOver(auth: Pick<Auth, 'handle'>, request: FastifyRequest, reply: FastifyReply): Promise<never> {
  const url = new URL(request.url, `${request.protocol}://${request.host}`)
  if (!served.has(`${request.method} ${url.pathname.slice('/api/auth'.length)}`)) throw new Refusal('not_found')
  if (request.body !== undefined && request.body !== null && !isPlain(request.body)) throw new Refusal('unsupported')
  const hasBody = request.method !== 'GET'
  const response = await auth.handle(new Request(url, {
    method: request.method, headers: headersOf(request, url.origin, hasBody), ...(hasBody ? { body: JSON.stringify(request.body ?? {}) } : {}),
  }))
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  const away = response.headers.get('location')
  // Only single sign-on sends a browser on, and only to pages of this site.
  if (response.status >= 300 && response.status < 400 && away) return reply.header('cache-control', 'no-store').redirect(pathOf(away, url.origin), 302) as never
  const answer: unknown = await response.json().catch(() => null)
  if (response.status >= 400) throw refusalOf(response, answer)
  const sent = reply.status(response.status).header('cache-control', 'no-store').header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(withoutTokens(answer)))
  return sent as never // a raw endpoint has no answer of its own
}

/** Begins a sign-in elsewhere. The library's own door for it would take a token from anybody; it is not served. @throws Refusal. */
export async function sendAway(sso: Door, publicUrl: string, next: string | undefined, request: FastifyRequest, reply: FastifyReply): Promise<{ url: string }> {
  const url = new URL('/api/auth/sign-in/social', publicUrl)
  const landing = `/sign-in${next ? `?${new URLSearchParams({ next })}` : ''}`
  const response = await sso.handle(new Request(url, { method: 'POST', headers: headersOf(request, url.origin, true), body: JSON.stringify({ provider: PROVIDER, callbackURL: landing, errorCallbackURL: '/single-sign-on', disableRedirect: true }) }))
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  const answer = (await response.json().catch(() => null)) as { url?: string } | null
  if (response.status >= 400 || !answer?.url) throw refusalOf(response, answer)
  reply.header('cache-control', 'no-store')
  return { url: answer.url }
}

const pathOf = (location: string, origin: string): string => {
  const { pathname, search } = new URL(location, origin)
  return pathname + search
}

/** Headers for the library, and for reading a session, out of fastify's. */
export function headersOf(request: FastifyRequest, origin: string, hasBody = false): Headers {
  const headers = new Headers({ [CLIENT_ADDRESS]: request.ip })
  for (const name of kept) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  // A caller that is no browser sends neither; platform/http lets it through for the same reason.
  headers.set('origin', request.headers.origin ?? (request.headers['sec-fetch-site'] === undefined || request.headers['sec-fetch-site'] === 'same-origin' ? origin : 'null'))
  if (hasBody) headers.set('content-type', 'application/json')
  return headers
}

function refusalOf(response: Response, answer: unknown): Refusal {
  const reason = (answer as { code?: unknown } | null)?.code
  const retryAfter = Number(response.headers.get('x-retry-after'))
  const code = codes[response.status] ?? (response.status < 500 ? 'invalid' : 'failed')
  const problem = (answer as { message?: unknown } | null)?.message
  return new Refusal(code, {
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(reason === 'PASSWORD_TOO_WEAK' && typeof problem === 'string' ? { fields: [{ path: 'body.newPassword', problem }] } : {}),
    ...(retryAfter > 0 ? { retryAfterSeconds: retryAfter } : {}),
  })
}

/** The session's token belongs in its cookie, where no script reads it. */
function withoutTokens(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(withoutTokens)
  if (answer === null || typeof answer !== 'object') return answer
  return Object.fromEntries(Object.entries(answer).filter(([key]) => key !== 'token').map(([key, value]) => [key, withoutTokens(value)]))
}

const isPlain = (body: unknown): boolean => typeof body === 'object' && !Array.isArray(body) && Object.getPrototypeOf(body) === Object.prototype
