/** The records of a domain, asked of a real name server on this machine. */
import { createSocket } from 'node:dgram'
import type { AddressInfo } from 'node:net'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import packet, { type Answer } from 'dns-packet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mail } from '#apps/cli/mail.ts'
import { readConfig } from '../config.ts'
import { publicPart, readDkim } from './dkim.ts'
import { checkDomain, createLookup, type Finding } from './domainCheck.ts'

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } })
const key = publicPart(privateKey)
const zone = new Map<string, string[]>()
const server = createSocket('udp4')
let address = ''
let isSilent = false
beforeAll(async () => {
  server.on('message', (message, from) => {
    if (isSilent) return
    const { id, questions = [] } = packet.decode(message)
    const { name, type } = questions[0]!
    const found = zone.get(`${type} ${name.toLowerCase()}`) ?? []
    const answers: Answer[] = found.map((text) => (type === 'MX' ? { type: 'MX', name, ttl: 60, data: { preference: 10, exchange: text } } : { type: 'TXT', name, ttl: 60, data: text.match(/.{1,200}/g)! }))
    server.send(packet.encode({ type: 'response', id: id!, flags: packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | (answers.length > 0 ? 0 : 3), questions, answers }), from.port, from.address)
  })
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve))
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))

const good: readonly (readonly [string, string])[] = [
  ['MX centro.velarda.example', 'mx.velarda.example'], ['TXT centro.velarda.example', 'v=spf1 mx -all'], ['TXT bastida1._domainkey.centro.velarda.example', `v=DKIM1; k=rsa; p=${key}`],
  ['TXT _dmarc.velarda.example', 'v=DMARC1; p=reject; rua=mailto:dmarc@velarda.example'], ['TXT _mta-sts.centro.velarda.example', 'v=STSv1; id=1'], ['TXT _smtp._tls.centro.velarda.example', 'v=TLSRPTv1; rua=mailto:tls@velarda.example'],
]
const set = (...more: readonly (readonly [string, string | string[]])[]) => { zone.clear(); for (const [name, text] of [...good, ...more]) zone.set(name, [text].flat().filter(Boolean)) }
const dkim = { domain: 'centro.velarda.example', selector: 'bastida1', key }
const check = async (given: typeof dkim | null = dkim) => Object.fromEntries((await checkDomain('Avvisi@centro.velarda.example', given ?? undefined, createLookup(address, 300))).map((one) => [one.check, one])) as Record<Finding['check'], Finding>

test('a domain that is set right is good everywhere; DMARC may stand at its organisation', async () => {
  set()
  expect(Object.values(await check()).map((one) => one.state)).toEqual(['good', 'good', 'good', 'good', 'good', 'good'])
  expect((await check()).dmarc.name).toBe('_dmarc.velarda.example')
})

test('what is missing or wrong is said, with the record that mends it', async () => {
  zone.clear()
  const bare = await check()
  expect(Object.fromEntries(Object.values(bare).map((one) => [one.check, one.state]))).toEqual({ mx: 'missing', spf: 'missing', dkim: 'missing', dmarc: 'missing', mta_sts: 'optional', tls_rpt: 'optional' })
  expect(bare.dkim.record).toBe(`bastida1._domainkey.centro.velarda.example. TXT "v=DKIM1; k=rsa; p=${key}"`)
  expect(bare.spf.record).toBe('centro.velarda.example. TXT "v=spf1 mx -all"')
  const spf = async (...text: string[]) => { set(['TXT centro.velarda.example', text]); return (await check()).spf.state }
  expect([await spf('v=spf1 mx +all'), await spf('v=spf1 mx all'), await spf('v=spf1 mx ?all'), await spf('v=spf1 mx'), await spf('v=spf1 mx -all', 'v=spf1 a -all'), await spf('other', 'v=spf1 include:a.example ~all'), await spf('v=spf1 redirect=_spf.a.example')])
    .toEqual(['missing', 'missing', 'weak', 'weak', 'missing', 'good', 'good'])
  const signed = async (text: string) => { set(['TXT bastida1._domainkey.centro.velarda.example', text]); return (await check()).dkim }
  expect([(await signed('v=DKIM1; p=')).text, (await signed('v=DKIM1; p=AAAA')).state]).toEqual([expect.stringContaining('withdrawn'), 'missing'])
  set(['TXT bastida1._domainkey.altro.example', `v=DKIM1; p=${key}`])
  expect([(await check({ ...dkim, domain: 'altro.example' })).dkim.state, (await check(null)).dkim.state]).toEqual(['weak', 'weak'])
  const policy = async (text: string) => { set(['TXT _dmarc.velarda.example', text]); return (await check()).dmarc.state }
  expect([await policy('v=DMARC1; p=none; rua=mailto:a@b.example'), await policy('v=DMARC1; p=reject'), await policy('v=DMARC1'), await policy('v=DMARC10; p=reject')]).toEqual(['weak', 'weak', 'missing', 'missing'])
})

test('no answer is not the same as no record', async () => {
  isSilent = true
  try { expect(new Set(Object.values(await check()).map((one) => one.state))).toEqual(new Set(['unknown'])) } finally { isSilent = false }
}, 20_000)

test('the command says it in words or as JSON, with its exit code', async () => {
  const keyFile = join(mkdtempSync(join(tmpdir(), 'bastida-dkim-')), 'dkim.pem')
  writeFileSync(keyFile, privateKey)
  const given = { MAIL_FROM: 'avvisi@centro.velarda.example', MAIL_DKIM_DOMAIN: 'centro.velarda.example', MAIL_DKIM_SELECTOR: 'bastida1', MAIL_DKIM_KEY: keyFile, DNS_SERVER: address }
  const before = { ...process.env }
  Object.assign(process.env, given)
  try {
    const lines: string[] = []
    const io = { out: (text: string) => lines.push(text), say: (text: string) => lines.push(text) }
    set()
    expect(await mail.run(['check', '--json'], io)).toBe(0)
    expect(JSON.parse(lines[0]!)).toMatchObject({ ok: true, from: given.MAIL_FROM, findings: expect.arrayContaining([expect.objectContaining({ check: 'dkim', state: 'good' })]) })
    zone.delete('TXT centro.velarda.example')
    expect(await mail.run(['check'], io)).toBe(1)
    expect(lines.join('\n')).toContain('✗ spf      centro.velarda.example: no SPF record')
    expect(await mail.run([], io)).toBe(2)
  } finally { for (const name of Object.keys(given)) if (before[name] === undefined) delete process.env[name]; else process.env[name] = before[name] }
})

test('the environment: a half of DKIM is named, and so is a key that no receiver would read', () => {
  expect(readConfig({ MAIL_DKIM_DOMAIN: 'a.example' }).problems.map((one) => one.variable)).toEqual(['MAIL_DKIM_SELECTOR', 'MAIL_DKIM_KEY'])
  expect(readConfig({ MAIL_DKIM_DOMAIN: 'https://a' }).problems.map((one) => one.variable)).toEqual(['MAIL_DKIM_DOMAIN'])
  expect(readConfig({ DNS_SERVER: 'ns.example' }).problems.map((one) => one.variable)).toEqual(['DNS_SERVER'])
  expect(() => readDkim({ domain: 'a.example', selector: 's', keyFile: '/nonexistent' })).toThrow('MAIL_DKIM_KEY: ')
  const short = generateKeyPairSync('rsa', { modulusLength: 1024, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } })
  expect(() => publicPart(short.privateKey)).toThrow('2048 bits')
  expect(() => publicPart('nothing')).toThrow('no private key')
})
