/** Encrypted mail through a real server, opened again with the private key; and what is no good key. */
import type { AddressInfo } from 'node:net'
import { createHash, createVerify, generateKeyPairSync } from 'node:crypto'
import { simpleParser } from 'mailparser'
import { decrypt, generateKey, readKey, readMessage, readPrivateKey, reformatKey, revokeKey } from 'openpgp'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../clock.ts'
import { system } from '../contract/index.ts'
import { createLog } from '../log/index.ts'
import { testDatabase, type TestDatabase } from '../testing/database.ts'
import { createMailer, type Dkim } from './index.ts'
import { deliver, queue } from './outgoing.ts'
import { NEUTRAL_SUBJECT, readPublicKey } from './pgp.ts'
import { PGP_EXPIRED, PGP_FAILED } from '../contract/mailProblems.ts'

const clock = fixedClock(new Date('2026-11-22T06:00:00Z'))
const log = createLog('silent', clock.now)
const made = new Date('2026-01-01T00:00:00Z')
const pair = (more: object = {}) => generateKey({ userIDs: [{ name: 'Ada Fittizia', email: 'ada@comune.example' }], date: made, format: 'armored', ...more })

let t: TestDatabase
let server: SMTPServer
const received: string[] = []
beforeAll(async () => {
  t = await testDatabase()
  server = new SMTPServer({ disabledCommands: ['AUTH', 'STARTTLS'], onData(stream, _session, done) {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => { received.push(Buffer.concat(chunks).toString()); done() })
  } })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => { await new Promise<void>((resolve) => server.close(resolve)); await t.close() })

async function send(to: string, key: string, dkim?: Dkim): Promise<{ state: string; problem: string; mail: string | undefined }> {
  const mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, from: 'centro@velarda.example', folder: '', dkim, now: clock.now })
  const actor = system('test')
  const before = received.length
  try {
    await t.db.as(actor, (tx) => queue(tx, actor, clock.now(), [{ key, partyId: null, channel: 'mail', to, subject: 'È ferma l’anagrafe di Corvasse', text: 'Il dossier è à jour: già sì.\n.riga con punto\n', about: 'messages', unsubscribeUrl: 'https://centro.example/messages/x/weekly' }]))
    await deliver(t.workerPool, { mailer }, clock, log)
  } finally { mailer.close() }
  const [row] = await t.sql<{ state: string; problem: string }>('select state, problem from platform.delivery where key = $1', [key])
  return { ...row!, mail: received[before] }
}
const keep = (address: string, armored: string, expiresAt: Date | null = null) => t.sql(`insert into platform.mail_key (address, armored, fingerprint, expires_at, set_at, set_by) values ($1, $2, repeat('A', 40), $3, now(), 'x') on conflict (realm, address) do update set armored = excluded.armored, expires_at = excluded.expires_at`, [address, armored, expiresAt])

test('to an address with a key, however it is spelt, nothing readable leaves; its owner reads text, subject and accents', async () => {
  const { privateKey, publicKey } = await pair()
  await keep('ada@comune.example', publicKey)
  const { state, mail } = await send('Ada@Comune.example', 'pgp-1')
  expect(state).toBe('sent')
  expect(mail).not.toMatch(/Corvasse|anagrafe|dossier/)
  const parsed = await simpleParser(mail!)
  expect(parsed.subject).toBe(NEUTRAL_SUBJECT)
  expect(mail).toMatch(/^Content-Type: multipart\/encrypted;\s+protocol="application\/pgp-encrypted"/im)
  expect(parsed.attachments.map((one) => one.contentType)).toEqual(['application/pgp-encrypted', 'application/octet-stream'])
  expect(parsed.attachments[0]!.content.toString().trim()).toBe('Version: 1')
  expect(parsed.headers.get('auto-submitted')).toBe('auto-generated')
  expect(mail).toMatch(/^List-Unsubscribe: <https:\/\/centro\.example\/messages\/x\/weekly>/im)
  expect(mail).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/im)
  expect(mail).toMatch(/^Message-ID: <[0-9a-f]{32}@velarda\.example>/im)
  const { data } = await decrypt({ message: await readMessage({ armoredMessage: parsed.attachments[1]!.content.toString() }), decryptionKeys: await readPrivateKey({ armoredKey: privateKey }), format: 'binary', date: clock.now() })
  const inner = await simpleParser(Buffer.from(data as Uint8Array))
  expect(inner.subject).toBe('È ferma l’anagrafe di Corvasse')
  expect(inner.text!.trimEnd()).toBe('Il dossier è à jour: già sì.\n.riga con punto')
  // Another address of the same server stays as it was.
  expect((await send('altri@comune.example', 'pgp-plain')).mail).toContain('riga con punto')
})

test('a key that has ended, or that takes nothing, keeps the mail here and says why', async () => {
  const { publicKey } = await pair()
  await keep('fine@comune.example', publicKey, new Date('2026-11-22T05:59:59Z'))
  expect(await send('fine@comune.example', 'pgp-2')).toEqual({ state: 'failed', problem: PGP_EXPIRED, mail: undefined })
  await keep('rotta@comune.example', 'not a key')
  expect(await send('rotta@comune.example', 'pgp-3')).toEqual({ state: 'failed', problem: PGP_FAILED, mail: undefined })
  // The row says no end, the key itself has one: the library refuses, and nothing leaves.
  await keep('tardi@comune.example', (await pair({ keyExpirationTime: 86_400 })).publicKey)
  expect(await send('tardi@comune.example', 'pgp-4')).toEqual({ state: 'failed', problem: PGP_FAILED, mail: undefined })
})

test('what is pasted: a good key is read, and what is wrong with another is named', async () => {
  const now = clock.now()
  const { privateKey, publicKey, revocationCertificate } = await pair({ keyExpirationTime: 2 * 365 * 86_400 })
  const good = await readPublicKey(`  ${publicKey}\n`, now)
  expect(good).toMatchObject({ fingerprint: expect.stringMatching(/^[0-9A-F]{40}$/), users: ['Ada Fittizia <ada@comune.example>'], expiresAt: new Date('2028-01-01T00:00:00Z') })
  expect(await readPublicKey((await pair()).publicKey, now)).toMatchObject({ expiresAt: null })
  expect(await readPublicKey(privateKey, now)).toEqual({ problem: 'private' })
  expect(await readPublicKey('Buongiorno', now)).toEqual({ problem: 'not_a_key' })
  expect(await readPublicKey('', now)).toEqual({ problem: 'not_a_key' })
  expect(await readPublicKey((await pair({ keyExpirationTime: 86_400 })).publicKey, now)).toEqual({ problem: 'expired' })
  expect(await readPublicKey((await pair({ type: 'rsa', rsaBits: 1024, config: { minRSABits: 1024 } })).publicKey, now)).toEqual({ problem: 'weak' })
  const revoked = await revokeKey({ key: await readKey({ armoredKey: publicKey }), revocationCertificate, date: new Date('2026-05-01T00:00:00Z'), format: 'armored' })
  expect(await readPublicKey(revoked.publicKey, now)).toEqual({ problem: 'revoked' })
  expect(await readPublicKey(`${publicKey}\n${(await pair()).publicKey}`, now)).toEqual({ problem: 'several' })
  expect(await readPublicKey((await pair({ subkeys: [{ sign: true }] })).publicKey, now)).toEqual({ problem: 'no_encryption' })
  const again = await reformatKey({ privateKey: await readPrivateKey({ armoredKey: privateKey }), userIDs: [{ name: 'Ada', email: 'ada@comune.example' }], date: made, format: 'armored' })
  expect(await readPublicKey(again.publicKey, now)).toHaveProperty('fingerprint')
})

test('with a key of the domain every mail is signed, plain or encrypted, and a change of one letter is seen', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } })
  const dkim = { domain: 'velarda.example', selector: 'bastida1', privateKey }
  await keep('ada@comune.example', (await pair()).publicKey)
  for (const [to, key] of [['altri@comune.example', 'dkim-1'], ['ada@comune.example', 'dkim-2']] as const) {
    const { mail } = await send(to, key, dkim)
    expect(verifies(mail!, publicKey), to).toEqual({ domain: 'velarda.example', selector: 'bastida1', body: true, head: true, oneClick: true })
    expect(verifies(mail!.replace(/\r\n\r\n([^]*)$/, '\r\n\r\n$1altro\r\n'), publicKey)).toMatchObject({ body: false })
    expect(verifies(mail!.replace(/^From: .*$/m, 'From: falso@velarda.example'), publicKey)).toMatchObject({ body: true, head: false })
  }
})

/** RFC 6376 with relaxed/relaxed and rsa-sha256, as a receiver does it: the only form that is written here. */
function verifies(mail: string, publicKey: string) {
  const at = mail.indexOf('\r\n\r\n')
  const headers = mail.slice(0, at).split(/\r\n(?![ \t])/)
  const nameOf = (line: string) => line.slice(0, line.indexOf(':')).trim().toLowerCase()
  const relaxed = (line: string) => `${nameOf(line)}:${line.slice(line.indexOf(':') + 1).replaceAll(/\r\n/g, '').replaceAll(/[ \t]+/g, ' ').trim()}`
  const signature = headers.find((line) => nameOf(line) === 'dkim-signature')!
  const tags = Object.fromEntries(signature.slice(signature.indexOf(':') + 1).split(';').map((tag) => tag.replaceAll(/\s+/g, '')).filter(Boolean).map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)])) as Record<string, string>
  const body = `${mail.slice(at + 4).replaceAll(/[ \t]+/g, ' ').replaceAll(/ +\r\n/g, '\r\n').replace(/(\r\n)*$/, '')}\r\n`
  const left = [...headers]
  const signed = tags['h']!.toLowerCase().split(':').flatMap((name) => { const last = left.findLastIndex((line) => nameOf(line) === name); return last < 0 ? [] : left.splice(last, 1) })
  const text = [...signed.map(relaxed), relaxed(signature.replace(/\bb=[^;]*/, 'b='))].join('\r\n')
  const names = tags['h']!.toLowerCase().split(':')
  return { oneClick: names.includes('list-unsubscribe') && names.includes('list-unsubscribe-post'), domain: tags['d'], selector: tags['s'], body: createHash('sha256').update(body).digest('base64') === tags['bh'], head: createVerify('sha256').update(text).verify(publicKey, tags['b']!, 'base64') }
}
