/** The whole composed server on a real database, and how to ask it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { Resolver } from 'node:dns/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { compose, type Composed } from '#apps/server/compose.ts'
import { REALM_COOKIE } from '#modules/exercise/contract.ts'
import { systemClock } from '#platform/clock.ts'
import { addressOf } from '#platform/contract/client.ts'
import { LIVE, type Endpoint } from '#platform/contract/index.ts'
import { deliverRealm } from '#platform/events/index.ts'
import { createLog } from '#platform/log/index.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import { testDatabase } from '#platform/testing/database.ts'

export type Sent = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown; bytes?: { type: string; content: string }; /** The exercise that the asker is in. */ realm?: string }
export type Answer = { readonly status: number; readonly text: string; readonly json: ReturnType<typeof JSON.parse>; readonly type: string }
export type Server = Awaited<ReturnType<typeof startServer>>

/** What links and choices are signed with. */
export const LINK_SECRET = 'only for tests, thirty-two signs or more'

/** The net knows no name of this world, and no question leaves this machine. */
const silenceNet = () => (['resolveMx', 'resolveNs', 'resolveCname', 'resolveTxt', 'resolve4', 'reverse'] as const).map((question) =>
  vi.spyOn(Resolver.prototype, question).mockImplementation(() => Promise.reject(Object.assign(new Error(`${question} ENOTFOUND`), { code: 'ENOTFOUND' }))))

export async function startServer(publicUrl: string) {
  const net = silenceNet()
  const t = await testDatabase()
  const dataFolder = mkdtempSync(join(tmpdir(), 'bastida-ladder-'))
  const errors: string[] = []
  const log = createLog('error', systemClock.now, (line) => errors.push(line))
  const mailer = createMailer({ smtpUrl: undefined, from: 'centro@bastida.example', folder: join(dataFolder, 'mail') })
  const centre: Composed = compose({
    ground: { db: t.db, clock: systemClock, log, mailer, publicUrl, dataFolder }, ready: { connect: t.connect, serverVersion: '18', migrations: { applied: 1, latest: '' } },
    database: 'external', authPool: t.authPool, workerPool: t.workerPool, secret: LINK_SECRET, keys: await openKeys(dataFolder, { known: [], now: systemClock.now() }), close: async () => {},
    // A public document as data: what its page can show is what stands here. The drawing has tests of its own.
  }, '0.0.0', { render: (route, document) => JSON.stringify({ route, ...document }), assets: { css: '/assets/public.css', fonts: [] } })
  const http = centre.listen()
  const endpoints = centre.routes.map((route) => route.endpoint)
  const endpoint = (id: string): Endpoint => { const found = endpoints.find((one) => one.id === id); if (!found) throw new Error(`no endpoint ${id}`); return found }

  const cookies = new Map<string, string>()
  async function send(who: string, to: Endpoint, { params = {}, query = {}, body, bytes, realm }: Sent = {}): Promise<Answer> {
    const cookie = [cookies.get(who) ?? [], realm === undefined ? [] : `${REALM_COOKIE}=${realm}`].flat().join('; ')
    const answer = await http.inject({
      method: to.method, url: addressOf({ path: to.path.replace('*', ':rest') }, { ...params, rest: params['*'] }, query).replaceAll('%2F', '/'),
      headers: { accept: 'application/json', 'accept-language': 'en', ...(cookie ? { cookie } : {}), ...(bytes ? { 'content-type': bytes.type } : body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(bytes ? { payload: bytes.content } : body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    const type = String(answer.headers['content-type'] ?? '')
    return { status: answer.statusCode, text: answer.body, type, json: type.includes('json') && answer.body ? answer.json() : undefined }
  }
  /** For arranging: what does not succeed is an error of the world. */
  async function done(who: string, id: string, sent: Sent = {}): Promise<Answer['json']> {
    const answer = await send(who, endpoint(id), sent)
    if (answer.status >= 300) throw new Error(`${who} ${id}: ${answer.status} ${answer.text}`)
    return answer.json
  }
  const one = async (text: string, values: unknown[] = []): Promise<string> => {
    const row = (await t.sql(text, values))[0]
    if (!row) throw new Error(`nothing found: ${text} ${values.join(' ')}`)
    return String(Object.values(row)[0])
  }
  /** What the outbox holds, delivered here and now. */
  const settle = () => deliverRealm(t.workerPool, centre.listeners, LIVE)
  return {
    t, http, centre, endpoints, endpoint, send, done, one, settle, cookies, errors,
    async close() {
      for (let i = 0; i < 200 && (await t.sql(`select 1 from exercise.run where state = 'playing'`)).length > 0; i++) await new Promise((resolve) => setTimeout(resolve, 50))
      for (const question of net) question.mockRestore()
      await http.close()
      await t.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
