/** A whole identity on a real database, spoken to over HTTP with a jar of cookies; for tests only. */
import type pg from 'pg'
import * as z from 'zod'
import { anonymous, anyone, can, endpoint, ofBody, type Actor, type Endpoint } from '#platform/contract/index.ts'
import { addressOf } from '#platform/contract/client.ts'
import { systemClock, type Clock } from '#platform/clock.ts'
import type { SingleSignOn } from '#platform/config.ts'
import { createHttp, route } from '#platform/http/index.ts'
import { createLog } from '#platform/log/index.ts'
import type { Ground } from '#platform/module.ts'
import { testDatabase } from '#platform/testing/database.ts'
import { actorOf, createIdentity, credentialsOf, scopesOf } from './index.ts'

export const secret = 'only for tests, thirty-two signs or more'
export const partyA = '00000000-0000-4000-8000-00000000000a'
export const partyB = '00000000-0000-4000-8000-00000000000b'
export const goodPassword = 'sette tazze di camomilla'

const said = z.object({ by: z.string(), roles: z.array(z.string()), parties: z.array(z.string()) })
/** Doors of a module that is none: to read as the centre, to change as a body, to look at as anybody. Each says who it takes the caller for. */
export const trial = {
  read: endpoint({ id: 'trial.read', method: 'GET', path: '/api/trial', summary: 'reads', access: can('coordinator', 'analyst'), response: said }),
  change: endpoint({ id: 'trial.change', method: 'POST', path: '/api/trial', summary: 'changes', access: can(...ofBody, 'coordinator'), body: z.object({}), response: said }),
  look: endpoint({ id: 'trial.look', method: 'GET', path: '/api/trial/open', summary: 'open', access: anyone, response: said }),
} as const
const trialRoutes = Object.values(trial).map((one) => route<Endpoint>(one, async ({ actor }) => ({ by: actor.id, roles: actor.roles, parties: actor.parties })))

export async function testCentre(options: { publicUrl?: string; singleSignOn?: SingleSignOn; clock?: Clock; authPool?: pg.Pool } = {}) {
  const t = await testDatabase()
  const publicUrl = options.publicUrl ?? 'http://localhost:8080'
  const lines: string[] = []
  const log = createLog('debug', () => systemClock.now(), (text) => lines.push(text))
  const mailer: Ground['mailer'] = { kind: 'folder', send: () => Promise.reject(new Error('no mail is sent here')), close: async () => {} }
  const ground: Ground = { db: t.db, clock: options.clock ?? systemClock, log, mailer, publicUrl, dataFolder: '/nowhere' }
  const identity = createIdentity(ground, { authPool: options.authPool ?? t.authPool, secret, singleSignOn: options.singleSignOn, partyNames: async (ids) => ids.map((id) => ({ id, name: `Comune inventato ${id.slice(-1)}` })), scopes: () => scopesOf(Object.values(trial)) })
  const app = createHttp({
    log, origins: [publicUrl],
    authenticate: async (request, endpoint): Promise<Actor> => {
      const person = await identity.service.caller(credentialsOf(request), endpoint)
      return person ? actorOf(person) : anonymous
    },
  })
  app.mount([...identity.routes, ...trialRoutes])
  const entries = (action?: string) => t.sql<{ action: string; actor_kind: string; actor_id: string; object: string; party_id: string | null; reason: string; detail: Record<string, unknown> }>(
    `select action, actor_kind, actor_id, object, party_id, reason, detail from audit.entry where $1::text is null or action = $1 order by id`, [action ?? null])
  return { ...t, identity, app, ground, lines, entries, browser: (host?: string) => browser(app, host ?? new URL(publicUrl).host), close: async () => { await app.close(); await t.close() } }
}
export type TestCentre = Awaited<ReturnType<typeof testCentre>>

type App = ReturnType<typeof createHttp>
export type Answer = { readonly status: number; readonly body: ReturnType<typeof JSON.parse>; readonly cookies: readonly string[]; readonly headers: Record<string, unknown> }

/** Keeps cookies as a browser does, and sends the headers a page of the same site sends. */
export function browser(app: App, host: string) {
  const jar = new Map<string, string>()
  const send = async (method: 'GET' | 'POST' | 'DELETE', url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await app.inject({
      method, url,
      headers: { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin', ...(jar.size ? { cookie: [...jar].map(([key, value]) => `${key}=${value}`).join('; ') } : {}), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    const cookies = [response.headers['set-cookie'] ?? []].flat()
    for (const cookie of cookies) {
      const [pair = '', ...attributes] = cookie.split('; ')
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
      if (attributes.some((one) => one.toLowerCase() === 'max-age=0')) jar.delete(name)
      else jar.set(name, value)
    }
    return { status: response.statusCode, body: response.body ? JSON.parse(response.body) : undefined, cookies, headers: response.headers as Record<string, unknown> }
  }
  return {
    jar,
    auth: (method: 'GET' | 'POST', path: string, body?: unknown, headers?: Record<string, string>) => send(method, `/api/auth${path}`, body ?? (method === 'POST' ? {} : undefined), headers),
    call: (endpoint: Endpoint, input: { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown } = {}) =>
      send(endpoint.method as 'GET', addressOf(endpoint, input.params ?? {}, input.query), input.body),
    /** As a program: with its key and nothing that a browser sends. */
    program: async (token: string, endpoint: Endpoint, body?: unknown): Promise<Pick<Answer, 'status' | 'body'>> => {
      const response = await app.inject({ method: endpoint.method as 'GET', url: addressOf(endpoint, {}), headers: { host, authorization: `Bearer ${token}` }, ...(body === undefined ? {} : { payload: body as object }) })
      return { status: response.statusCode, body: response.body ? JSON.parse(response.body) : undefined }
    },
    signIn: (email: string, password: string) => send('POST', '/api/auth/sign-in/email', { email, password }),
  }
}
