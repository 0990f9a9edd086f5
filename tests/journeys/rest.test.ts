/**
 * Data at rest, from the command line, on data folders of their own: a backup carries the key that opens its evidence; a restored
 * centre opens it; with the key lost the centre starts, says so, and opens what comes after; a purge can be looked at and proven.
 */
import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openGround, type Opened } from '#apps/server/ground.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { system, type Actor } from '#platform/contract/index.ts'
import { createLog } from '#platform/log/index.ts'
import { download, upload } from '../../modules/cases/server/filing.ts'
import { dataFolder, removeFolder } from '../support/server.ts'

const analyst: Actor = { ...system('analyst'), kind: 'person', name: 'Analista di prova' }
const folders: string[] = []
const caseId = randomUUID()
const bytes = randomBytes(400_000)
let from: string
let evidenceId: string
const said: string[] = []

async function withCentre<T>(folder: string, work: (opened: Opened) => Promise<T>): Promise<T> {
  const { config } = readConfig({ BASTIDA_DATA: folder })
  const opened = await openGround(config!, systemClock, createLog('warn', systemClock.now, (line) => said.push(line)), { fsync: 'off' })
  try { return await work(opened) } finally { await opened.close() }
}
const contextOf = ({ ground, keys }: Opened) => ({ ground, keys, territory: undefined as never })
const owner = async (opened: Opened, text: string, values: unknown[] = []) => {
  const client = new pg.Client(opened.ready.connect.owner)
  await client.connect()
  try { return (await client.query(text, values)).rows as Record<string, string>[] } finally { await client.end() }
}
/** The command as an operator gives it. */
function bastida(folder: string, ...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['apps/cli/main.ts', ...args], { env: { ...process.env, BASTIDA_DATA: folder, NODE_OPTIONS: '', LOG_LEVEL: 'error' } })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => { out += chunk })
    child.stderr.on('data', (chunk) => { err += chunk })
    child.on('exit', (code) => resolve({ code, out, err }))
  })
}
const newFolder = () => { const made = dataFolder(); folders.push(made); return made }
const key = (folder: string) => join(folder, 'keys/centre.key')

beforeAll(async () => {
  from = newFolder()
  await withCentre(from, async (opened) => {
    const party = randomUUID()
    const now = systemClock.now()
    await owner(opened, `insert into cases."case" (id, kind, party_id, party_name, party_kind, provider_id, provider_name, ref, title, occurred_at, opened_at, updated_at) values ($1, 'main', $2, 'Comune', 'municipality', $2, 'P', 'VEL-1', 'Prova', $3, $3, $3)`, [caseId, party, now])
    evidenceId = (await upload(contextOf(opened), analyst, caseId, { fileName: 'disco.img', mediaType: 'application/octet-stream', note: '', tlp: 'amber' }, Readable.from([bytes]))).id
    await owner(opened, `insert into notices.webhook (id, url, secret, created_by, created_at) values ($1, 'https://a.example', $2, 'x', now())`, [randomUUID(), await opened.keys.seal('whsec_prova')])
  })
}, 120_000)
afterAll(async () => { for (const folder of folders) await removeFolder(folder) })

const opensAll = (folder: string) => withCentre(folder, async (opened) => {
  const { stream } = await download(contextOf(opened), analyst, evidenceId)
  const [{ secret }] = await owner(opened, 'select secret from notices.webhook') as [{ secret: string }]
  return { same: (await buffer(stream)).equals(bytes), secret: await opened.keys.open(secret), missing: opened.keys.missing }
})

test('a backup carries the key inside, encrypted; the restored centre opens its evidence and its secrets', { timeout: 300_000 }, async () => {
  const [file, safe] = [join(from, 'centre.age'), join(from, 'backup.key')]
  const identity = await generateX25519Identity()
  writeFileSync(safe, identity)
  const made = await bastida(from, 'backup', file, '--recipient', await identityToRecipient(identity), '--json')
  expect([made.code, made.err]).toEqual([0, ''])
  const secretHalf = /AGE-SECRET-KEY-\w+/.exec(readFileSync(key(from), 'utf8'))![0]
  expect(readFileSync(file).includes(secretHalf)).toBe(false)
  const to = newFolder()
  const back = await bastida(to, 'restore', file, '--identity-file', safe, '--json')
  expect(back.code).toBe(0)
  expect(back.out).not.toContain('AGE-SECRET')
  expect(statSync(key(to)).mode & 0o777).toBe(0o600)
  expect(readFileSync(key(to), 'utf8')).toContain(secretHalf)
  expect(await opensAll(to)).toEqual({ same: true, secret: 'whsec_prova', missing: [] })
  expect((await bastida(to, 'keys')).code).toBe(0)

  // Into a folder where a centre was once started and never used: its own key stays behind the one that came back.
  const used = newFolder()
  await withCentre(used, async () => {})
  const own = /AGE-SECRET-KEY-\w+/.exec(readFileSync(key(used), 'utf8'))![0]
  expect((await bastida(used, 'restore', file, '--identity-file', safe, '--json')).code).toBe(0)
  expect(readFileSync(key(used), 'utf8').match(/AGE-SECRET-KEY-\w+/g)).toEqual([secretHalf, own])
  expect(await opensAll(used)).toMatchObject({ same: true, missing: [] })
})

test('a lost key is said at the start and by command, nothing pretends; a new key seals, the old one back opens all', { timeout: 300_000 }, async () => {
  renameSync(key(from), join(from, 'safe.key'))
  said.length = 0
  await withCentre(from, async (opened) => {
    expect(opened.keys.recipient).toBeUndefined()
    await expect(download(contextOf(opened), analyst, evidenceId)).rejects.toMatchObject({ code: 'key_missing' })
  })
  expect(said.join('')).toMatch(/"level":"error".*a key of this centre is missing from keys\/centre\.key/)
  const told = await bastida(from, 'keys', '--json')
  expect([told.code, JSON.parse(told.out)]).toEqual([1, { file: 'keys/centre.key', recipient: null, missing: [expect.stringMatching(/^age1/)] }])
  const without = await bastida(from, 'backup', join(from, 'without.age'), '--recipient', await identityToRecipient(await generateX25519Identity()))
  expect(without.err).toContain('will not open after a restore')

  const made = await bastida(from, 'keys', '--new')
  expect(made.out).toMatch(/seals, and is in keys[\s\S]*is missing/)
  const later = await withCentre(from, async (opened) => {
    const { id } = await upload(contextOf(opened), analyst, caseId, { fileName: 'dopo.txt', mediaType: 'text/plain', note: '', tlp: 'amber' }, Readable.from([Buffer.from('dopo')]))
    expect((await buffer((await download(contextOf(opened), analyst, id)).stream)).toString()).toBe('dopo')
    await expect(download(contextOf(opened), analyst, evidenceId)).rejects.toMatchObject({ code: 'key_missing' })
    return id
  })
  // From the safe: appended as the operations guide says.
  writeFileSync(key(from), readFileSync(key(from), 'utf8') + readFileSync(join(from, 'safe.key'), 'utf8'))
  expect(await opensAll(from)).toEqual({ same: true, secret: 'whsec_prova', missing: [] })
  await withCentre(from, async (opened) => { expect((await buffer((await download(contextOf(opened), analyst, later)).stream)).toString()).toBe('dopo') })
})

test('bastida purge: a look first, then it goes, then it can be proven; the audit chain holds', { timeout: 300_000 }, async () => {
  mkdirSync(join(from, 'mail'), { recursive: true })
  const id = randomUUID()
  await withCentre(from, (opened) => owner(opened, `insert into notices.subscription (id, realm, party_id, email, lang, confirm_hash, confirm_expires_at, unsubscribe_token, created_at, asked_at) values ($1, 'live', $1, 'mai@example.org', 'it', 'h', now() - interval '1 day', 'u', now() - interval '3 days', now() - interval '3 days')`, [id]))
  const rule = (out: string) => (JSON.parse(out) as { rules: { rule: string; removed: number }[] }).rules.find((one) => one.rule === 'notices.unconfirmed')!.removed
  const look = await bastida(from, 'purge', '--dry-run', '--json')
  expect([look.code, rule(look.out), JSON.parse(look.out)]).toEqual([0, 1, expect.objectContaining({ dryRun: true, runId: null })])
  const done = await bastida(from, 'purge')
  expect([done.code, done.out]).toEqual([0, expect.stringMatching(/notices\.unconfirmed +1 gone, terms from/)])
  const proof = await bastida(from, 'purge', '--prove', id, '--json')
  expect([proof.code, JSON.parse(proof.out)]).toEqual([0, [expect.objectContaining({ rule: 'notices.unconfirmed', holds: true, entry: expect.any(Number) })]])
  expect((await bastida(from, 'audit', 'verify')).code).toBe(0)
  expect((await bastida(from, 'purge', '--dry-run', '--prove', id)).code).toBe(2)
})
