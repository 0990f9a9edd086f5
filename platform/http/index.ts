/** Binds contracts to fastify: who may call, what may come in, what may go out. Nothing is served that no contract declares. */
import { randomInt } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type * as z from 'zod'
import { allows, anonymous, problemOf, Refusal, type Actor, type BodyOf, type Endpoint, type Lang, type ParamsOf, type QueryOf, type ResponseOf } from '../contract/index.ts'
import { troubleOf } from '../db/trouble.ts'
import type { Log } from '../log/index.ts'
import { keepRoom, placesHere } from './crowd.ts'
import { openDoor } from './door.ts'
import type { PageCache } from './pages.ts'

export type Call<E> = { readonly actor: Actor; readonly params: ParamsOf<E>; readonly query: QueryOf<E>; readonly body: BodyOf<E>; readonly lang: Lang; readonly request: FastifyRequest; readonly reply: FastifyReply }
export type Route = { readonly endpoint: Endpoint; handle(call: Call<never>): Promise<unknown> }

export const route = <E extends Endpoint>(endpoint: E, handle: (call: Call<E>) => Promise<z.input<E['response']> | ResponseOf<E>>): Route =>
  ({ endpoint, handle: handle as unknown as Route['handle'] })

/** For an endpoint whose answer is bytes: the handler returns what fastify sends. */
export const rawRoute = <E extends Endpoint>(endpoint: E, handle: (call: Call<E>) => Promise<unknown>): Route =>
  ({ endpoint, handle: handle as unknown as Route['handle'] })

export type HttpOptions = {
  readonly log: Log
  /** Who is calling what; anonymous when nobody is signed in. Throws Refusal('unavailable') when it cannot tell, and what a key for programs may be refused with. */
  authenticate(request: FastifyRequest, endpoint: Endpoint): Promise<Actor>
  /** Origins that may change something with a cookie. */
  readonly origins: readonly string[]
  /** Public documents in memory: answered before routing. */
  readonly pages?: PageCache
  /** What a person reads at an address nobody serves, or when something broke before a page could be drawn; programs get problem details. */
  errorPage?(path: string, error: { readonly status: 404 | 500 | 503; readonly requestId: string }): Promise<string>
}

const KEEP_ALIVE_MS = 72_000
/** Whole headers come in one piece or two; who sends them by the letter is not waited for. */
const HEADERS_MS = 10_000

export function createHttp(options: HttpOptions): FastifyInstance & { mount(routes: readonly Route[]): void } {
  const { pages } = options
  let door: ReturnType<typeof openDoor> | undefined
  const app = fastify<Server>({
    logger: false, trustProxy: 'loopback', bodyLimit: 1_048_576, routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true }, forceCloseConnections: true,
    // An address that cannot be read, or is longer than any of ours, is one that does not exist: fastify would say so in words of its own, past every hook.
    frameworkErrors: (_error, request, reply) => void fail(new Refusal('not_found'), request, reply.headers(securityHeaders), options),
    serverFactory: (handler) => {
      const server = createServer({ requestTimeout: 120_000, headersTimeout: HEADERS_MS, connectionsCheckingInterval: 2000, keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
        if (!pages?.answer(request, response)) handler(request, response)
      })
      if (pages) door = openDoor(server, pages.bytes, KEEP_ALIVE_MS)
      keepRoom(server, placesHere())
      return server
    },
  })
  app.addHook('preClose', async () => door?.close())
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(securityHeaders)) if (!reply.hasHeader(name)) reply.header(name, value)
  })
  app.setErrorHandler((error, request, reply) => fail(error, request, reply, options))
  app.setNotFoundHandler((request, reply) => fail(new Refusal('not_found'), request, reply, options))
  // A body arrives as bytes where the endpoint is raw; without this fastify would answer 415 in its own words.
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
  return Object.assign(app, { mount: (routes: readonly Route[]) => { for (const one of routes) bind(app, one, options) } })
}

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'content-security-policy': "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
}

function bind(app: FastifyInstance, { endpoint, handle }: Route, options: HttpOptions) {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    bodyLimit: endpoint.bodyLimit,
    // Whatever type it claims, no reader of ours takes it apart.
    ...(endpoint.exactBody ? { onRequest: async (request: FastifyRequest) => { if (request.headers['content-type'] !== undefined) request.headers['content-type'] = 'application/octet-stream' } } : {}),
    handler: async (request, reply) => {
      const actor = await options.authenticate(request, endpoint).catch((error: unknown) => {
        // A public document is the same for everyone: it is shown although nobody can say who asks.
        if (endpoint.raw && endpoint.access.kind === 'public' && troubleOf(error)) return anonymous
        throw error
      })
      const verdict = allows(endpoint.access, actor)
      if (verdict !== 'yes') throw new Refusal(verdict)
      // A browser sends cookies by itself, for whichever page asks; a key is sent only by who has it.
      if (actor.kind === 'person' && actor.tokenId === undefined && endpoint.method !== 'GET') refuseForeignOrigin(request, options.origins)
      const params = parse(endpoint.params, request.params, 'params', 'not_found')
      const query = parse(endpoint.query, request.query, 'query')
      const body = endpoint.raw ? request.body : parse(endpoint.body, request.body ?? undefined, 'body')
      const answer = await handle({ actor, params, query, body, lang: languageOf(request), request, reply } as unknown as Call<never>)
      if (endpoint.raw) return answer
      if (endpoint.access.kind !== 'public') reply.header('cache-control', 'no-store')
      reply.status(endpoint.status)
      // Parsed on the way out as well: what the contract does not name does not leave.
      return endpoint.status === 204 ? reply.send() : endpoint.response.parse(answer)
    },
  })
}

/** A malformed id is an object that does not exist, so params answer 404 and tell nothing apart. */
function parse(schema: z.ZodType, value: unknown, where: string, code: 'invalid' | 'not_found' = 'invalid'): unknown {
  const result = isTooDeep(value) ? undefined : schema.safeParse(value)
  if (result?.success && !isUnkeepable(result.data)) return result.data
  if (code === 'not_found') throw new Refusal('not_found')
  const issues = result?.error?.issues ?? [{ path: [], message: result ? 'holds a character that cannot be kept' : 'nested too deeply' }]
  throw new Refusal('invalid', { fields: issues.slice(0, 50).map((issue) => ({ path: [where, ...issue.path].join('.'), problem: issue.message })) })
}

/** Deeper than any document that somebody would send; a reader that calls itself would run out of stack. */
const MAX_DEPTH = 100
const isTooDeep = (value: unknown): boolean => partsOf(value).some(([, depth]) => depth > MAX_DEPTH)

/** PostgreSQL keeps no U+0000 and no half of a surrogate pair, in a text or in JSON. */
const isUnkeepable = (value: unknown): boolean => partsOf(value).some(([part]) => typeof part === 'string' && (part.includes('\u0000') || !part.isWellFormed()))

/** Every value and every name in it, with its depth; without recursion, since the depth is the sender's choice. */
function* partsOf(value: unknown): Generator<[unknown, number]> {
  const open: [unknown, number][] = [[value, 0]]
  for (let next = open.pop(); next; next = open.pop()) {
    yield next
    const [part, depth] = next
    if (typeof part !== 'object' || part === null || depth > MAX_DEPTH) continue
    for (const [name, one] of Object.entries(part)) open.push([name, depth + 1], [one, depth + 1])
  }
}

/** A page of another site cannot make a signed-in browser change something here. */
function refuseForeignOrigin(request: FastifyRequest, origins: readonly string[]) {
  const origin = request.headers.origin
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return
  if (origin === undefined && site === undefined) return // not a browser
  if (origin !== undefined && (origins.includes(origin) || origin === `${request.protocol}://${request.host}`)) return
  throw new Refusal('forbidden')
}

export function languageOf(request: FastifyRequest): Lang {
  const asked = (request.query as { lang?: string } | undefined)?.lang
  if (asked === 'it' || asked === 'fr' || asked === 'en') return asked
  const header = String(request.headers['accept-language'] ?? '').slice(0, 2).toLowerCase()
  return header === 'fr' || header === 'en' ? header : 'it'
}

const STROKE_MS = 4

async function fail(error: unknown, request: FastifyRequest, reply: FastifyReply, { log, errorPage }: HttpOptions) {
  const refusal = refusalOf(error)
  const away = refusal.code === 'unavailable' || refusal.code === 'busy'
  if (refusal.code === 'failed' || refusal.code === 'unavailable' || refusal.code === 'key_missing' || refusal.code === 'no_space') log.error('request failed', { method: request.method, path: request.routeOptions.url ?? '', error })
  reply.header('cache-control', 'no-store')
  if (away) reply.header('retry-after', '10')
  const status = refusal.code === 'not_found' ? 404 : away ? 503 : refusal.code === 'failed' ? 500 : undefined
  // A browser asks for HTML by name; whoever takes anything is a program.
  if (errorPage && status && request.method === 'GET' && !request.url.startsWith('/api/') && String(request.headers.accept ?? '').includes('text/html')) {
    const page = await errorPage(request.url, { status, requestId: request.id }).catch(() => undefined)
    if (page !== undefined) return reply.status(status).header('content-type', 'text/html; charset=utf-8').send(page)
  }
  // To find a row and then hide it takes some microseconds more than to find none. Whoever counts them is answered on a stroke of the clock, and by chance on a later one.
  if (refusal.code === 'not_found' && !request.is404 && request.url.startsWith('/api/')) await sleep(STROKE_MS - (reply.elapsedTime % STROKE_MS) + randomInt(STROKE_MS))
  const problem = problemOf(refusal, languageOf(request))
  return reply.status(problem.status).header('content-type', 'application/problem+json').send(JSON.stringify(problem))
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  if (statusCode === 413) return new Refusal('too_large')
  if (statusCode === 415) return new Refusal('unsupported')
  if (statusCode === 400) return new Refusal('invalid', { fields: [{ path: 'body', problem: 'not readable' }] })
  const trouble = troubleOf(error)
  if (trouble) return new Refusal(trouble === 'full' ? 'no_space' : 'unavailable')
  if (code === '40001' || code === '40P01') return new Refusal('conflict')
  return new Refusal('failed')
}
