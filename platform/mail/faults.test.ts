/** Whose fault a failed try was: the message's own, or that of the server, which concerns every message and none. */
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../clock.ts'
import { system } from '../contract/index.ts'
import { createLog } from '../log/index.ts'
import { testDatabase, type TestDatabase } from '../testing/database.ts'
import { createMailer, type Mailer } from './index.ts'
import { deliver, queue } from './outgoing.ts'

const clock = fixedClock(new Date('2026-11-22T06:00:00Z'))
const log = createLog('silent', clock.now)
const actor = system('test')

let t: TestDatabase
let server: Server
/** What the server says to each command, by its beginning; `greeting` to the connection itself. */
let says: Record<string, string> = {}
const usual: Record<string, string> = { greeting: '220 x', EHLO: '250-x\r\n250 AUTH PLAIN', AUTH: '235 ok', MAIL: '250 ok', RCPT: '250 ok', DATA: '354 go', '.': '250 taken', QUIT: '221 bye' }
beforeAll(async () => {
  t = await testDatabase()
  server = createServer((socket) => {
    const answer = (to: string) => socket.write(`${says[to] ?? usual[to] ?? '250 ok'}\r\n`)
    socket.on('error', () => {})
    socket.setEncoding('utf8')
    let inData = false
    socket.on('data', (text: string) => {
      for (const line of text.split('\r\n').slice(0, -1)) {
        if (inData && line !== '.') continue
        inData = line.startsWith('DATA') && !says['DATA']
        answer(line === '.' ? '.' : line.slice(0, 4))
      }
    })
    answer('greeting')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => { for (const mailer of opened) mailer.close(); server.close(); await t.close() })

const opened: Mailer[] = []
const smtp = () => {
  const mailer = createMailer({ smtpUrl: `smtp://u:p@127.0.0.1:${(server.address() as AddressInfo).port}`, from: 'centro@velarda.example', folder: '' })
  opened.push(mailer)
  return mailer
}
const put = (key: string) => t.db.as(actor, (tx) => queue(tx, actor, clock.now(), [{ key, partyId: null, channel: 'mail', to: 'rtd@comune.example', subject: 'x', text: 'y', about: 'case:1' }]))
const stateOf = async (key: string) => (await t.sql<{ state: string; attempts: number }>('select state, attempts from platform.delivery where key = $1', [key]))[0]!

test.each([
  ['a password that is refused', { AUTH: '535 no' }, 'queued'],
  ['a server that greets with a refusal', { greeting: '554 not today' }, 'queued'],
  ['a sender that is refused', { MAIL: '550 no' }, 'failed'],
  ['a recipient that is refused', { RCPT: '550 no' }, 'failed'],
  ['a text that is refused', { '.': '554 no' }, 'failed'],
  ['a recipient that may come later', { RCPT: '451 later' }, 'queued'],
  ['nothing refused', {}, 'sent'],
] as const)('%s', async (name, answers, state) => {
  says = answers
  await put(name)
  await deliver(t.workerPool, { mailer: smtp() }, clock, log)
  expect((await stateOf(name)).state).toBe(state)
  await t.sql('delete from platform.delivery')
})

test('while the server is away a message waits a day, asked again every quarter of an hour; what it puts off itself eight times', async () => {
  const away: Mailer = { kind: 'smtp', close: () => {}, send: () => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNECTION', command: 'CONN' })) }
  const started = clock.now().getTime()
  await put('away')
  let tries = 0
  for (; (await stateOf('away')).state === 'queued' && tries < 200; tries++) {
    await deliver(t.workerPool, { mailer: away }, clock, log)
    expect((await stateOf('away')).attempts).toBe(tries + 1)
    if ((await stateOf('away')).state === 'queued') clock.advance(Math.min(900, 5 * 2 ** (tries + 1)) * 1000 + 1)
  }
  const hours = (clock.now().getTime() - started) / 3_600_000
  expect(hours).toBeGreaterThan(24)
  expect(hours).toBeLessThan(25)
  const later: Mailer = { ...away, send: () => Promise.reject(Object.assign(new Error('later'), { responseCode: 451, command: 'RCPT TO' })) }
  await put('later')
  for (let n = 1; n <= 8; n++) {
    await deliver(t.workerPool, { mailer: later }, clock, log)
    expect(await stateOf('later')).toEqual({ state: n < 8 ? 'queued' : 'failed', attempts: n })
    clock.advance(5 * 2 ** n * 1000 + 1)
  }
  // A night without a server, and then "later": that is the first time it is put off.
  await put('after an outage')
  await t.sql(`update platform.delivery set attempts = 60 where key = 'after an outage'`)
  await deliver(t.workerPool, { mailer: later }, clock, log)
  expect(await stateOf('after an outage')).toEqual({ state: 'queued', attempts: 61 })
})
