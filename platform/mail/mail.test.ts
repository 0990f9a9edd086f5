import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fixedClock } from '../clock.ts'
import { system } from '../contract/index.ts'
import { createLog } from '../log/index.ts'
import { testDatabase, type TestDatabase } from '../testing/database.ts'
import { createMailer, type Mailer } from './index.ts'
import { deliver, markUncertain, queue, type Outgoing } from './outgoing.ts'

const clock = fixedClock(new Date('2026-11-22T06:00:00Z'))
const log = createLog('silent', clock.now)
const mail = (key: string, to = 'rtd@comune.example'): Outgoing => ({ key, partyId: null, channel: 'mail', to, subject: 'È ferma l’anagrafe?', text: 'Riga uno\n.riga con punto\n', about: 'case:1' })

let t: TestDatabase
let server: SMTPServer
let received: { to: string; text: string }[] = []
let port = 0
beforeAll(async () => {
  t = await testDatabase()
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo(address, _session, done) {
      done(address.address.startsWith('gone@') ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : address.address.startsWith('later@') ? Object.assign(new Error('try later'), { responseCode: 451 }) : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => { received.push({ to: session.envelope.rcptTo[0]!.address, text: Buffer.concat(chunks).toString() }); done() })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.server.address() as AddressInfo).port
})
afterAll(async () => { for (const mailer of opened) mailer.close(); await new Promise<void>((resolve) => server.close(resolve)); await t.close() })
beforeEach(() => { received = [] })

const opened: Mailer[] = []
const smtp = () => {
  const mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from: 'centro@velarda.example', folder: '' })
  opened.push(mailer)
  return mailer
}
const states = async () => Object.fromEntries((await t.sql<{ key: string; state: string }>('select key, state from platform.delivery')).map((row) => [row.key, row.state]))

test('the same key twice is one mail; a permanent refusal is final, a passing one is tried again later', async () => {
  const actor = system('test')
  for (let i = 0; i < 2; i++) await t.db.as(actor, (tx) => queue(tx, actor, clock.now(), [mail('a'), mail('b', 'gone@comune.example'), mail('c', 'later@comune.example')]))
  await deliver(t.workerPool, { mailer: smtp() }, clock, log)
  expect(received.map((one) => one.to)).toEqual(['rtd@comune.example'])
  expect(received[0]!.text).toMatch(/^Message-ID: <[0-9a-f]{32}@velarda\.example>/im)
  expect(await states()).toEqual({ a: 'sent', b: 'failed', c: 'queued' })
  await deliver(t.workerPool, { mailer: smtp() }, clock, log)
  expect((await t.sql<{ attempts: number }>(`select attempts from platform.delivery where key = 'c'`))[0]!.attempts).toBe(1)
  clock.advance(60_000)
  await deliver(t.workerPool, { mailer: smtp() }, clock, log)
  expect((await t.sql<{ attempts: number }>(`select attempts from platform.delivery where key = 'c'`))[0]!.attempts).toBe(2)
  expect(received).toHaveLength(1)
})

test('what was being sent when a process died is uncertain, and stays so', async () => {
  const actor = system('test')
  await t.db.as(actor, (tx) => queue(tx, actor, clock.now(), [mail('d')]))
  await t.sql(`update platform.delivery set state = 'sending', tried_at = $1 where key = 'd'`, [clock.now()])
  expect(await markUncertain(t.workerPool, clock.now())).toBe(0)
  clock.advance(200_000)
  expect(await markUncertain(t.workerPool, clock.now())).toBe(1)
  await deliver(t.workerPool, { mailer: smtp() }, clock, log)
  expect((await states()).d).toBe('uncertain')
  expect(received.some((one) => one.text.includes('comune.example') && one.to === 'rtd@comune.example')).toBe(false)
})

test('a database that goes away between the server’s word and ours makes no second mail', async () => {
  const actor = system('test')
  await t.db.as(actor, (tx) => queue(tx, actor, clock.now(), [mail('once')]))
  let cuts = 2
  const cutting = new Proxy(t.workerPool, { get: (pool, key) => key !== 'query' ? Reflect.get(pool, key) : (text: string, values: unknown[]) => {
    if (text.includes(`state = 'sent'`) && cuts-- > 0) return Promise.reject(Object.assign(new Error('cut'), { code: 'ECONNRESET' }))
    return pool.query(text, values)
  } })
  await deliver(cutting, { mailer: smtp() }, clock, log)
  expect((await states())['once']).toBe('sent')
  clock.advance(3_600_000)
  await deliver(t.workerPool, { mailer: smtp() }, clock, log)
  expect(received).toHaveLength(1)
})

test('a stop comes between two mails, not after a hundred', async () => {
  const actor = system('test')
  await t.db.as(actor, (tx) => queue(tx, actor, clock.now(), [mail('stop 1'), mail('stop 2'), mail('stop 3')]))
  let going = true
  const mailer: Mailer = { kind: 'smtp', close: () => {}, send: async () => { going = false; return { messageId: 'm' } } }
  expect(await deliver(t.workerPool, { mailer }, clock, log, { going: () => going })).toBe(1)
  expect(Object.entries(await states()).filter(([key]) => key.startsWith('stop')).map(([, state]) => state).toSorted()).toEqual(['queued', 'queued', 'sent'])
  await t.sql(`delete from platform.delivery where key like 'stop%'`)
})

test('in an exercise a message is written and held', async () => {
  const actor = system('test', 'ex:1')
  await t.db.as(actor, (tx) => queue(tx, actor, clock.now(), [mail('e')]))
  await deliver(t.workerPool, { mailer: smtp() }, clock, log)
  expect((await states()).e).toBe('held')
  expect(received).toEqual([])
})

test('without a mail server messages are files and nothing leaves', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bastida-mail-'))
  const mailer = createMailer({ smtpUrl: undefined, from: 'centro@velarda.example', folder })
  await mailer.send({ key: 'x', to: 'a@b.example', subject: 'Prova', text: 'testo' })
  await mailer.send({ key: 'x', to: 'a@b.example', subject: 'Prova', text: 'testo' })
  expect(readdirSync(folder)).toHaveLength(1)
  expect(readFileSync(join(folder, readdirSync(folder)[0]!), 'utf8')).toContain('To: a@b.example')
})
