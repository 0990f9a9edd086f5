/** The mailbox of the centre on a real IMAP server: nothing is lost, nothing is doubled, whatever stops in between. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createStage, type Stage } from '#modules/intake/server/testing.ts'
import { createLog } from '#platform/log/index.ts'
import { dovecotBinary, startDovecot, type Dovecot } from '../support/dovecot.ts'

/** Said aloud by `npm test` when it cannot be had. */
const real = test.skipIf(dovecotBinary === undefined)
let imap: Dovecot
let s: Stage
const said: string[] = []
beforeAll(async () => {
  if (dovecotBinary === undefined) return
  imap = await startDovecot()
  s = await createStage({ mailbox: { url: imap.url, done: undefined }, log: createLog('warn', () => new Date(), (line) => said.push(line)) })
}, 60_000)
afterAll(async () => { await s?.close(); await imap?.close() })

async function box<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const url = new URL(imap.url)
  const client = new ImapFlow({ host: '127.0.0.1', port: imap.port, secure: false, auth: { user: url.username, pass: decodeURIComponent(url.password) }, logger: false })
  client.on('error', () => {})
  await client.connect()
  try { return await work(client) } finally { await client.logout() }
}
const mail = (id: string, words = `Parole di ${id}`) => Buffer.from(`From: Ada <ada@comune.example>\r\nSubject: Aiuto ${id}\r\nMessage-ID: <${id}@prova.example>\r\n\r\n${words}\r\n`)
const put = (...mails: readonly Buffer[]) => box(async (client) => { for (const one of mails) await client.append('INBOX', one, []) })
const unseen = (folder = 'INBOX') => box(async (client) => { const lock = await client.getMailboxLock(folder); try { return ((await client.search({ seen: false }, { uid: true })) || []).length } finally { lock.release() } })
const all = (folder: string) => box(async (client) => { const lock = await client.getMailboxLock(folder); try { return ((await client.search({ all: true })) || []).length } finally { lock.release() } })
const reports = async (like: string) => Number((await s.t.sql(`select count(*) as n from intake.signal where road = 'mail' and external_key like $1`, [`${like}%`]))[0]!['n'])

real('what is unread becomes reports, each once, and is read afterwards; what somebody read before is left alone', async () => {
  await put(mail('a1'), mail('a2'), mail('a3'))
  await box((client) => client.append('INBOX', mail('gia-letta'), ['\\Seen']))
  expect(await s.module.roads.fetch()).toBe(3)
  expect([await reports('a'), await reports('gia-letta'), await unseen()]).toEqual([3, 0, 0])
  expect(await s.module.roads.fetch()).toBe(0)
  expect((await s.t.sql<{ provenance: object }>(`select provenance from intake.signal where external_key = 'a1@prova.example'`))[0]!.provenance).toMatchObject({ folder: 'INBOX', uid: expect.any(Number), messageId: 'a1@prova.example' })
})

real('killed between the report and the mark: the mail stays unread, and its second reading makes no second report', async () => {
  await put(mail('b1'), mail('b2'))
  const child = fileURLToPath(new URL('../support/mailbox.child.ts', import.meta.url))
  const process_ = spawn(process.execPath, [child, JSON.stringify({ connection: s.t.connect.app, url: imap.url })], { stdio: ['ignore', 'pipe', 'inherit'] })
  process_.stdout.on('data', () => process_.kill('SIGKILL'))
  expect(await new Promise((resolve) => process_.on('close', (_, signal) => resolve(signal)))).toBe('SIGKILL')
  expect([await reports('b'), await unseen()]).toEqual([1, 2])
  await s.module.roads.fetch()
  expect([await reports('b'), await unseen()]).toEqual([2, 0])
  // The same mail delivered again by its server.
  await put(mail('b1'))
  expect(await s.module.roads.fetch()).toBe(1)
  expect(await reports('b')).toBe(2)
}, 60_000)

real('one that cannot be stored stops no other, stays unread, and is said once', async () => {
  await s.t.sql(`create function intake.no() returns trigger language plpgsql as $$ begin if new.external_key = 'c2@prova.example' then raise exception 'not this one'; end if; return new; end $$;
    create trigger no before insert on intake.signal for each row execute function intake.no()`)
  await put(mail('c1'), mail('c2'), mail('c3'))
  said.length = 0
  expect([await s.module.roads.fetch(), await s.module.roads.fetch()]).toEqual([2, 0])
  expect([await reports('c'), await unseen()]).toEqual([2, 1])
  expect(said.filter((line) => line.includes('stays unread'))).toHaveLength(1)
  await s.t.sql(`drop trigger no on intake.signal; drop function intake.no()`)
  expect(await s.module.roads.fetch()).toBe(1)
  expect(await reports('c')).toBe(3)
})

real('a server that is away for long costs one line, and gives everything when it is back', async () => {
  await put(...Array.from({ length: 12 }, (_, i) => mail(`d${i}`)))
  await imap.stop()
  said.length = 0
  for (let i = 0; i < 5; i++) expect(await s.module.roads.fetch()).toBe(0)
  expect(said).toHaveLength(1)
  expect(said[0]).not.toContain('parola')
  await imap.start()
  expect(await s.module.roads.fetch()).toBe(12)
  expect(said).toHaveLength(2)
  expect([await reports('d'), await unseen()]).toEqual([12, 0])
}, 60_000)

real('a mail that is too large is left where it is: its head makes the report', async () => {
  await put(Buffer.concat([mail('e1'), Buffer.alloc(31 * 1_048_576, 'A'.repeat(76).concat('\r\n'))]))
  expect(await s.module.roads.fetch()).toBe(1)
  const [kept] = await s.t.sql(`select s.bytes, r.words from intake.signal s join intake.report r on r.id = s.report_id where external_key = 'e1@prova.example'`)
  expect(kept!['bytes']).toBeLessThan(1000)
  expect(kept!['words']).toMatch(/31 MB/)
  expect(await unseen()).toBe(0)
}, 60_000)

real('with a folder for what is done they are moved there, also into one that was not', async () => {
  const other = await createStage({ mailbox: { url: imap.url, done: 'Fatte' } })
  await put(mail('f1'), mail('f2'))
  const before = await all('INBOX')
  expect(await other.module.roads.fetch()).toBe(2)
  expect([await all('INBOX'), await all('Fatte'), await unseen('Fatte')]).toEqual([before - 2, 2, 0])
  await other.close()
}, 60_000)

real('a silent centre reads no mail', async () => {
  const silent = await createStage({ mailbox: { url: imap.url, done: undefined }, silent: true })
  await put(mail('g1'))
  expect(await silent.module.roads.fetch()).toBe(0)
  expect(silent.module.roads.periodic).toEqual([])
  expect(await unseen()).toBe(1)
  await silent.close()
})

test('a server that takes the call and says nothing is given up', async () => {
  const mute = createServer(() => {}).listen(0, '127.0.0.1')
  await new Promise((resolve) => mute.once('listening', resolve))
  const lines: string[] = []
  const stage = await createStage({ mailbox: { url: `imap://a:b@127.0.0.1:${(mute.address() as { port: number }).port}/INBOX`, done: undefined }, log: createLog('error', () => new Date(), (line) => lines.push(line)) })
  expect(await stage.module.roads.fetch({ connectMs: 400, silentMs: 400, runMs: 1500, messages: 10 })).toBe(0)
  expect(lines).toHaveLength(1)
  await stage.close()
  mute.close()
}, 20_000)
