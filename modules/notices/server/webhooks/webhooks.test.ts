import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Webhook } from 'standardwebhooks'
import { Refusal } from '#platform/contract/index.ts'
import { createStage, id, MAIN, opened, PIEVE, type Stage } from '../testing.ts'
import { postHook } from './send.ts'

const HOUR = 3_600_000
let s: Stage
beforeAll(async () => {
  s = await createStage()
  await s.listener('notices.draft', { mainId: MAIN })
  await s.answer(12, { answer: 'hit' })
  expect(await s.goPublic(12)).toMatchObject({ confirmed: 204, published: 204 })
})
afterAll(() => s.close())

describe('webhooks', () => {
  test('who keeps which; only https; the secret is shown once', async () => {
    expect((await s.call('pieve', 'POST', '/api/notices/webhooks', { url: 'https://a.example/x' })).status).toBe(403)
    expect((await s.call('pieve2', 'POST', '/api/notices/webhooks', { url: 'https://a.example/x' })).status).toBe(403) // the centre's own
    expect((await s.call('pieve2', 'POST', '/api/notices/webhooks', { url: 'https://a.example/x', partyId: id(3) })).status).toBe(404)
    expect((await s.call('pieve2', 'POST', '/api/notices/webhooks', { url: 'http://a.example/x', partyId: PIEVE })).status).toBe(400)
    const made = await s.call('pieve2', 'POST', '/api/notices/webhooks', { url: 'https://a.example/x', partyId: PIEVE })
    expect(made).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^whsec_/) } })
    expect(JSON.stringify((await s.call('pieve2', 'GET', '/api/notices/webhooks')).body)).not.toContain('whsec_')
    expect((await s.call('coordinator', 'PATCH', `/api/notices/webhooks/${made.body.id}`, { active: false })).status).toBe(204)
    expect((await s.call('pieve2', 'DELETE', `/api/notices/webhooks/${made.body.id}`)).status).toBe(204)
    expect((await s.call('pieve2', 'DELETE', `/api/notices/webhooks/${made.body.id}`)).status).toBe(404)
  })

  test('a publication arrives signed; a receiver that fails gets it again under the same id', async () => {
    const got: { headers: IncomingMessage['headers']; body: string }[] = []
    let status = 500
    const receiver = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => { body += chunk }).on('end', () => { got.push({ headers: request.headers, body }); response.writeHead(status).end() })
    })
    await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready))
    try {
      const { body: hook } = await s.call('coordinator', 'POST', '/api/notices/webhooks', { url: 'https://a.example/x' })
      await s.t.sql('update notices.webhook set url = $1 where id = $2', [`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`, hook.id])
      s.clock.set(new Date()) // the verifier compares with the real time
      const { id: noticeId, content, version } = await s.noticeOf(12)
      const later = (days: number) => new Date(s.clock.now().getTime() + days * 24 * HOUR).toISOString()
      await s.call('pieve', 'PUT', `/api/notices/${noticeId}`, { version, content: { ...content, expiresAt: later(8), nextUpdateAt: later(1), services: [{ name: 'Anagrafe online', state: 'down', since: s.clock.now().toISOString() }] } })
      expect(await s.goPublic(12)).toMatchObject({ published: 204 })
      await s.job('notices.hooks')
      expect(got.length).toBe(1)
      status = 204
      await s.job('notices.hooks')
      expect(got.length).toBe(1) // not before its time
      s.clock.advance(6000)
      await s.job('notices.hooks')
      await s.job('notices.hooks')
      expect(got.length).toBe(2)
      expect(got[0]!.headers['webhook-id']).toBe(got[1]!.headers['webhook-id'])
      const message = new Webhook(hook.secret as string).verify(got[1]!.body, got[1]!.headers as Record<string, string>)
      expect(message).toMatchObject({ type: 'notice.updated', data: { party: { slug: 'pieve-lumera' }, services: [{ name: 'Anagrafe online', state: 'down' }] } })
      expect(() => new Webhook(hook.secret as string).verify(got[1]!.body.replace('Pieve', 'Piove'), got[1]!.headers as Record<string, string>)).toThrow()
      expect((await s.call('coordinator', 'GET', '/api/notices/webhooks')).body.items[0]).toMatchObject({ failures: 0, waiting: 0, last: { state: 'sent', status: 204 } })
    } finally { receiver.closeAllConnections(); receiver.close() }
  })
})

describe('secrets of webhooks at rest', () => {
  let got: IncomingMessage['headers'][]
  let receiver: Server
  let url: string
  beforeAll(async () => {
    got = []
    receiver = createServer((request, response) => { got.push(request.headers); request.resume(); response.writeHead(204).end() })
    await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready))
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
    await s.t.sql('delete from notices.webhook')
  })
  afterAll(() => { receiver.closeAllConnections(); receiver.close() })
  const secrets = async () => (await s.t.sql<{ secret: string }>('select secret from notices.webhook order by created_at')).map((row) => row.secret)
  const queueOne = (message: string) => s.t.sql(`select set_config('app.scope', 'all', true), notices.queue_hooks($1, $2, $3, $4)`, [PIEVE, message, '{}', s.clock.now()])
  const signedWith = (secret: string, headers: IncomingMessage['headers']) => new Webhook(secret).sign(String(headers['webhook-id']), new Date(Number(headers['webhook-timestamp']) * 1000), '{}') === headers['webhook-signature']

  test('a new one is stored sealed and signs as it was shown', async () => {
    const { body } = await s.call('coordinator', 'POST', '/api/notices/webhooks', { url: 'https://a.example/x' })
    await s.t.sql('update notices.webhook set url = $1', [url])
    expect(await secrets()).toEqual([expect.stringMatching(/^-----BEGIN AGE ENCRYPTED FILE-----/)])
    expect(JSON.stringify(await s.t.sql('select * from notices.webhook'))).not.toContain((body.secret as string).slice(6))
    await queueOne('new')
    await s.job('notices.hooks')
    expect(signedWith(body.secret as string, got.at(-1)!)).toBe(true)
  })

  test('a plain one of an earlier version is sealed at its first use, or at the next start; it signs the same', async () => {
    const old = 'whsec_' + Buffer.from('p'.repeat(24)).toString('base64')
    const plain = () => s.t.sql('update notices.webhook set secret = $1', [old])
    await plain()
    await queueOne('first use')
    await s.job('notices.hooks')
    expect(signedWith(old, got.at(-1)!)).toBe(true)
    expect(await secrets()).toEqual([expect.stringContaining('BEGIN AGE')])
    await plain()
    expect(await s.module.sealSecrets()).toBe(1)
    expect(await secrets()).toEqual([expect.stringContaining('BEGIN AGE')])
    expect(await s.module.sealSecrets()).toBe(0)
    await queueOne('after the start')
    await s.job('notices.hooks')
    expect(signedWith(old, got.at(-1)!)).toBe(true)
  })

  test('with the key lost nothing is sent and nobody is blamed; a new webhook is refused in words', async () => {
    const lost = await createStage({ keys: { seal: () => Promise.reject(new Refusal('key_missing')), open: () => Promise.reject(new Refusal('key_missing')) } })
    try {
      await lost.t.sql(`insert into notices.webhook (id, realm, party_id, url, secret, created_by, created_at) values ($1, 'live', null, $2, $3, 'x', now())`, [id(901), url, (await secrets())[0]])
      await lost.t.sql(`select set_config('app.scope', 'all', true), notices.queue_hooks($1, $2, $3, $4)`, [PIEVE, 'm', '{}', lost.clock.now()])
      const before = got.length
      for (let n = 0; n < 12; n++) { await lost.job('notices.hooks'); lost.clock.advance(HOUR) }
      expect(got.length).toBe(before)
      expect(await lost.t.sql('select state, attempts, problem from notices.webhook_delivery')).toEqual([{ state: 'queued', attempts: 0, problem: 'the key that opens its secret is missing' }])
      expect(await lost.t.sql('select active, failures from notices.webhook')).toEqual([{ active: true, failures: 0 }])
      expect(await lost.call('coordinator', 'POST', '/api/notices/webhooks', { url: 'https://a.example/x' })).toMatchObject({ status: 503, body: { code: 'key_missing' } })
    } finally { await lost.close() }
  })
})

test('a webhook cannot be turned inwards', async () => {
  const hook = { secret: 'whsec_' + Buffer.from('x'.repeat(24)).toString('base64'), messageId: 'm', payload: '{}' }
  for (const url of ['https://127.0.0.1/', 'https://10.0.0.1/', 'https://169.254.169.254/', 'https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://localhost/', 'http://example.org/']) {
    expect(await postHook({ ...hook, url }, opened), url).toMatchObject({ ok: false, status: null, problem: expect.stringMatching(/inside a network|only https/) })
  }
})

test('in a drill webhooks wait: nothing is sent, nothing is counted, nothing is lost', async () => {
  const drill = await createStage({}, { silent: true })
  try {
    await drill.call('coordinator', 'POST', '/api/notices/webhooks', { url: 'https://a.example/x' })
    await drill.t.sql(`select set_config('app.scope', 'all', true), notices.queue_hooks($1, $2, $3, $4)`, [PIEVE, 'm', '{}', drill.clock.now()])
    drill.clock.advance(HOUR)
    await drill.job('notices.hooks')
    expect(await drill.t.sql('select state, attempts from notices.webhook_delivery')).toEqual([{ state: 'queued', attempts: 0 }])
  } finally { await drill.close() }
})
