/** Certified mail and text messages leave through real servers on loopback, or wait for a person. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fixedClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { system, type Channel } from '../contract/index.ts'
import { createLog } from '../log/index.ts'
import { testDatabase, type TestDatabase } from '../testing/database.ts'
import { createMailer, type Mailer } from './index.ts'
import { deliver, isByHand, markUncertain, queue, TAKE_BACK_MS, tidy, type Outgoing, type Senders } from './outgoing.ts'
import { createTexter } from './texts.ts'

// The receiver's library refuses what is older than five minutes by the real time.
const clock = fixedClock(new Date())
const log = createLog('silent', clock.now)
const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
const actor = system('test')

let t: TestDatabase
let pecServer: SMTPServer
let gateway: Server
let certified: Mailer
let taken: { headers: IncomingHttpHeaders; body: string }[] = []
let answers: (number | 'hang up')[] = []
let letters: { from: string; to: string; user: string }[] = []
let senders: Senders

beforeAll(async () => {
  t = await testDatabase()
  pecServer = new SMTPServer({
    disabledCommands: ['STARTTLS'], authOptional: false, allowInsecureAuth: true,
    onAuth: (auth, _session, done) => done(null, auth.password === 'segreta' ? { user: auth.username! } : undefined),
    onData(stream, session, done) {
      stream.resume()
      stream.on('end', () => {
        letters.push({ from: (session.envelope.mailFrom as { address: string }).address, to: session.envelope.rcptTo[0]!.address, user: String(session.user) })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => pecServer.listen(0, '127.0.0.1', resolve))
  gateway = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      taken.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      const answer = answers.shift() ?? 202
      if (answer === 'hang up') return request.socket.destroy()
      response.writeHead(answer).end()
    })
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  certified = createMailer({ smtpUrl: `smtp://centro%40pec.velarda.example:segreta@127.0.0.1:${(pecServer.server.address() as AddressInfo).port}`, from: 'centro@pec.velarda.example', folder: '' })
  const mailer: Mailer = { kind: 'folder', send: () => Promise.reject(new Error('ordinary mail was not asked for')), close: () => {} }
  senders = { mailer, certified, texter: createTexter({ url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`, secret }, clock) }
})
afterAll(async () => {
  certified.close()
  await new Promise<void>((resolve) => pecServer.close(resolve))
  await new Promise((resolve) => gateway.close(resolve))
  await t.close()
})
beforeEach(() => { taken = []; answers = []; letters = [] })

const message = (key: string, channel: Channel, to: string, among: Senders = senders): Outgoing => ({ key, partyId: null, channel, byHand: isByHand(channel, among), to, subject: 'Una domanda', text: 'Siete colpiti?', about: 'case:1' })
const put = (...messages: Outgoing[]) => t.db.as(actor, (tx) => queue(tx, actor, clock.now(), messages))
const stateOf = async (key: string) => (await t.sql<{ state: string; attempts: number; problem: string }>(`select state, attempts, problem from platform.delivery where key = $1`, [key]))[0]!

test('each leaves by its own server: the certified mailbox with its address and password, the gateway with a signed request', async () => {
  await put(message('p1', 'pec', 'comune@pec.example'), message('s1', 'sms', '+39 333 000 0000'), message('c1', 'phone', '0555'))
  await deliver(t.workerPool, senders, clock, log)
  expect(letters).toEqual([{ from: 'centro@pec.velarda.example', to: 'comune@pec.example', user: 'centro@pec.velarda.example' }])
  expect(taken).toHaveLength(1)
  const { headers, body } = taken[0]!
  const read = new Webhook(secret).verify(body, headers as Record<string, string>)
  expect(read).toMatchObject({ type: 'sms.send', data: { to: '+39 333 000 0000', text: 'Siete colpiti?' } })
  expect(() => new Webhook(`whsec_${Buffer.alloc(24, 8).toString('base64')}`).verify(body, headers as Record<string, string>)).toThrow()
  expect([(await stateOf('p1')).state, (await stateOf('s1')).state, (await stateOf('c1')).state]).toEqual(['sent', 'sent', 'queued'])
})

test('a gateway that is slow or gone is asked again under the same id; one that says no is believed', async () => {
  answers = [503]
  await put(message('s2', 'sms', '+39 333 000 0001'))
  await deliver(t.workerPool, senders, clock, log)
  expect(await stateOf('s2')).toMatchObject({ state: 'queued', attempts: 1, problem: 'the gateway answered 503' })
  clock.advance(60_000)
  answers = ['hang up']
  await deliver(t.workerPool, senders, clock, log)
  expect(await stateOf('s2')).toMatchObject({ state: 'queued', attempts: 2 })
  clock.advance(60_000)
  answers = [200]
  await deliver(t.workerPool, senders, clock, log)
  expect((await stateOf('s2')).state).toBe('sent')
  expect(new Set(taken.map((one) => one.headers['webhook-id'])).size).toBe(1)
  answers = [422, 429]
  await put(message('s3', 'sms', 'not a number'), message('s4', 'sms', '+39 333 000 0002'))
  await deliver(t.workerPool, senders, clock, log)
  expect([(await stateOf('s3')).state, (await stateOf('s4')).state]).toEqual(['failed', 'queued'])
})

test('a text that was leaving when the process died is uncertain and does not leave again', async () => {
  await put(message('s5', 'sms', '+39 333 000 0003'))
  await t.sql(`update platform.delivery set state = 'sending', tried_at = $1 where key = 's5'`, [clock.now()])
  clock.advance(200_000)
  expect(await markUncertain(t.workerPool, clock.now())).toBe(1)
  const before = taken.length
  await deliver(t.workerPool, senders, clock, log)
  expect(taken.filter((one) => one.body.includes('0003'))).toEqual([])
  expect(before).toBe(0)
})

test('without a certified mailbox or a gateway the messages wait for a person, also when one is set up later', async () => {
  const alone: Senders = { mailer: senders.mailer }
  expect((['mail', 'pec', 'sms', 'phone'] as const).map((channel) => isByHand(channel, alone))).toEqual([false, true, true, true])
  expect((['mail', 'pec', 'sms', 'phone'] as const).map((channel) => isByHand(channel, senders))).toEqual([false, false, false, true])
  await put(message('p6', 'pec', 'comune@pec.example', alone), message('s6', 'sms', '+39 333 000 0004', alone))
  await deliver(t.workerPool, alone, clock, log)
  await deliver(t.workerPool, senders, clock, log)
  expect([(await stateOf('p6')).state, (await stateOf('s6')).state, letters.length, taken.filter((one) => one.body.includes('0004')).length]).toEqual(['queued', 'queued', 0, 0])
})

test('what waits for a certified mailbox or a gateway that the centre has lost is handed to a person; ordinary mail goes on waiting', async () => {
  await put(message('p7', 'pec', 'comune@pec.example'), message('s7', 'sms', '+39 333 000 0005'), message('m7', 'mail', 'comune@example.org'))
  const handOf = async (key: string) => (await t.sql<{ by_hand: boolean; state: string }>('select by_hand, state from platform.delivery where key = $1', [key]))[0]
  await tidy(t.workerPool, { mailer: senders.mailer, certified }, clock.now())
  expect([await handOf('p7'), await handOf('s7')]).toEqual([{ by_hand: false, state: 'queued' }, { by_hand: true, state: 'queued' }])
  await tidy(t.workerPool, { mailer: senders.mailer }, clock.now())
  expect([await handOf('p7'), await handOf('m7')]).toEqual([{ by_hand: true, state: 'queued' }, { by_hand: false, state: 'queued' }])
  await t.sql(`delete from platform.delivery where key = 'm7'`)
})

test('no link that opens something stays where it is not needed: in what has left, or is done and cannot be taken back', async () => {
  const bodyOf = async (key: string) => (await t.sql<{ body: string }>('select body from platform.delivery where key = $1', [key]))[0]!.body
  const [short, long, page] = ['k'.repeat(22), 'K'.repeat(32), '/console/cases/00000000-0000-4000-8000-000000000001']
  const text = `Siete colpiti? https://c.example/r/${short} https://c.example/fr/r/${long}. https://c.example/subscription/${long}/end https://c.example/invitation#${'k'.repeat(43)} https://c.example${page}`
  const blank = `Siete colpiti? https://c.example/r/… https://c.example/fr/r/…. https://c.example/subscription/…/end https://c.example/invitation#… https://c.example${page}`
  await put({ ...message('s8', 'sms', '+39 333 000 0008'), text }, { ...message('c8', 'phone', '0555'), text }, { ...message('c9', 'phone', '0555'), text })
  await deliver(t.workerPool, senders, clock, log)
  expect(await bodyOf('s8')).toBe(blank)
  await t.sql(`update platform.delivery set state = 'done', sent_at = $1 where key = 'c8'`, [clock.now()])
  clock.advance(TAKE_BACK_MS - 1000)
  await tidy(t.workerPool, senders, clock.now())
  expect(await bodyOf('c8')).toBe(text)
  clock.advance(1000)
  await tidy(t.workerPool, senders, clock.now())
  expect([await bodyOf('c8'), await bodyOf('c9')]).toEqual([blank, text])
})

test('the environment: a server without its address, or a gateway without its key, is named', () => {
  const problems = (env: Record<string, string>) => readConfig(env).problems.map((one) => one.variable)
  expect(problems({ PEC_URL: 'smtps://pec.example' })).toEqual(['PEC_FROM'])
  expect(problems({ SMS_URL: 'https://sms.example/send' })).toEqual(['SMS_SECRET'])
  expect(problems({ SMS_URL: 'https://sms.example/send', SMS_SECRET: 'short' })).toEqual(['SMS_SECRET'])
  expect(readConfig({ PEC_URL: 'smtps://a:b@pec.example', PEC_FROM: 'centro@pec.example', SMS_URL: 'https://sms.example/send', SMS_SECRET: secret }).config).toMatchObject({ pec: { from: 'centro@pec.example' }, sms: { secret } })
  expect(readConfig({}).config).toMatchObject({ pec: undefined, sms: undefined, silent: false })
  // Whatever a copied environment still holds: a drill writes to nobody.
  const copied = { SMTP_URL: 'smtps://mail.example', PEC_URL: 'smtps://a:b@pec.example', PEC_FROM: 'centro@pec.example', SMS_URL: 'https://sms.example/send', SMS_SECRET: secret }
  expect(readConfig({ ...copied, SILENT: 'yes' }).config).toMatchObject({ smtpUrl: undefined, pec: undefined, sms: undefined, silent: true })
  expect(problems({ SILENT: 'maybe' })).toEqual(['SILENT'])
})
