import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, truncateSync, writeFileSync, existsSync, statSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import pg from 'pg'
import { expect, inject, test, vi } from 'vitest'
import { record, seal, verify } from '../audit/index.ts'
import { event, system } from '../contract/index.ts'
import { emit } from '../events/index.ts'
import { queue } from '../mail/outgoing.ts'
import { testCredentials } from '../testing/global-setup.ts'
import { testDatabase } from '../testing/database.ts'
import { backup, restore, type Secrets } from './backup.ts'
import { readMigrations, type Migration } from './setup.ts'
import * as z from 'zod'

const now = new Date('2026-11-22T06:00:00Z')
const actor = system('test')

/** What was flushed meanwhile, in order. */
async function syncing<T>(work: () => Promise<T>): Promise<[T, string[]]> {
  const probe = await open(tmpdir())
  const handle = Object.getPrototypeOf(probe) as FileHandle
  await probe.close()
  const paths: string[] = []
  const sync = handle.sync
  const spy = vi.spyOn(handle, 'sync').mockImplementation(function (this: FileHandle) { paths.push(readlinkSync(`/proc/self/fd/${this.fd}`)); return sync.call(this) })
  try { return [await work(), paths] } finally { spy.mockRestore() }
}

test('a centre comes back equal, with its files and its audit chain; a wrong key, a cut file and a used centre are refused', async () => {
  const t = await testDatabase()
  const from = mkdtempSync(join(tmpdir(), 'bastida-backup-'))
  const to = mkdtempSync(join(tmpdir(), 'bastida-restore-'))
  const file = join(from, 'centre.bastida')
  const key = { passphrase: 'correct horse battery staple' }
  const { socketFolder, superuser } = inject('server')
  const admin = { host: socketFolder, user: superuser, database: 'postgres' }
  const database = `t_${randomBytes(6).toString('hex')}`
  const into = { admin, database, credentials: testCredentials, prefix: 'test', dataFolder: to, file, key, putBack: async () => {} }
  try {
    mkdirSync(join(from, 'evidence/ab'), { recursive: true })
    const evidence = randomBytes(300_000)
    writeFileSync(join(from, 'evidence/ab/cd'), evidence)
    mkdirSync(join(from, 'evidence/incoming'))
    writeFileSync(join(from, 'evidence/incoming/half'), 'half of an upload')
    for (let i = 0; i < 50; i++) await t.db.as(actor, async (tx) => {
      await record(tx, actor, now, { action: 'test.write', detail: { i, text: 'à\n"\\\t€' } })
      await emit(tx, actor, event('test.thing', z.object({ i: z.number() })), { i })
      await queue(tx, actor, now, [{ key: `k${i}`, partyId: null, channel: 'mail', to: 'a@b.example', subject: 's', text: 't', about: '' }])
    })
    await t.db.as(actor, (tx) => queue(tx, actor, now, (['pec', 'sms', 'sms'] as const).map((channel, i) => ({ key: `w${i}`, partyId: null, channel, byHand: i === 2, to: 'a', subject: 's', text: 't', about: '' }))))
    const sealer = await t.workerPool.connect()
    await sealer.query('begin'); await seal(sealer); await sealer.query('commit'); sealer.release()
    await t.workerPool.query(`select graphile_worker.add_job('event', '{"a":1}')`)

    const [made, synced] = await syncing(() => backup({ connect: t.connect, dataFolder: from, file, key, now, session: 'the secret of the sessions', keys: ['AGE-SECRET-KEY-1XYZ'] }))
    expect(synced).toEqual([`${file}.partial`, from]) // a power cut takes neither the bytes nor the name
    expect(made).toMatchObject({ files: 1 })
    expect(made.rows).toBeGreaterThan(150)
    expect(readFileSync(file).includes('test.write')).toBe(false)

    await expect(restore({ ...into, key: { passphrase: 'wrong' } })).rejects.toThrow(/wrong key/)
    const cut = join(from, 'cut.bastida')
    writeFileSync(cut, readFileSync(file)); truncateSync(cut, statSync(file).size - 60_000)
    await expect(restore({ ...into, file: cut })).rejects.toThrow(/cut|damaged/)
    expect(existsSync(join(to, 'evidence/ab/cd'))).toBe(false)

    const putBack = vi.fn(async () => {})
    expect((await restore({ ...into, putBack })).rows).toBe(made.rows)
    expect(putBack.mock.calls).toEqual([[{ session: 'the secret of the sessions', keys: ['AGE-SECRET-KEY-1XYZ'] }]])
    expect(readFileSync(file).includes('the secret of')).toBe(false)
    expect(readFileSync(file).includes('AGE-SECRET')).toBe(false)
    expect(readFileSync(join(to, 'evidence/ab/cd')).equals(evidence)).toBe(true)
    const client = new pg.Client({ ...admin, user: 'test_worker', password: 'w', database })
    await client.connect()
    expect(await verify(client)).toMatchObject({ entries: 50, sealed: 50, ok: true })
    expect((await client.query('select count(*)::int as n from graphile_worker.jobs')).rows[0]).toEqual({ n: 1 })
    // A mail waits as it did; what may have left by a way that counts is for a person to look at, and what a person sends still is.
    expect((await client.query('select key, state from platform.delivery where key ~ $1 order by key', ['^(k1|w.)$'])).rows).toEqual(
      [['k1', 'queued'], ['w0', 'uncertain'], ['w1', 'uncertain'], ['w2', 'queued']].map(([key, state]) => ({ key, state })))
    await client.end()
    await expect(restore(into)).rejects.toThrow(/empty centre/)

    const app = new pg.Client({ ...admin, user: 'test_app', password: 'a', database })
    await app.connect()
    await expect(app.query('delete from audit.entry')).rejects.toThrow(/permission|append-only/)
    await app.end()
  } finally {
    await t.close()
    const client = new pg.Client(admin)
    await client.connect()
    await client.query(`drop database if exists ${database} with (force)`)
    await client.end()
  }
})

test('files and secrets are in their place before anything of the database counts', async () => {
  const t = await testDatabase()
  const from = mkdtempSync(join(tmpdir(), 'bastida-backup-'))
  const to = mkdtempSync(join(tmpdir(), 'bastida-restore-'))
  const file = join(from, 'centre.bastida')
  const identity = await generateX25519Identity()
  const { socketFolder, superuser } = inject('server')
  const admin = { host: socketFolder, user: superuser, database: 'postgres' }
  const database = `t_${randomBytes(6).toString('hex')}`
  const into = { admin, database, credentials: testCredentials, prefix: 'test', dataFolder: to, file, key: { identity } }
  const entries = async () => {
    const client = new pg.Client({ ...admin, database })
    await client.connect()
    try { return (await client.query<{ n: number }>('select count(*)::int as n from audit.entry')).rows[0]!.n } finally { await client.end() }
  }
  try {
    mkdirSync(join(from, 'evidence/ab'), { recursive: true })
    writeFileSync(join(from, 'evidence/ab/cd'), 'sealed')
    await t.db.as(actor, (tx) => record(tx, actor, now, { action: 'test.write' }))
    await backup({ connect: t.connect, dataFolder: from, file, key: { recipient: await identityToRecipient(identity) }, now, session: 's', keys: ['k'] })
    // What fails while they are put back leaves the centre empty, for another try.
    await expect(restore({ ...into, putBack: () => Promise.reject(new Error('the disk is full')) })).rejects.toThrow('the disk is full')
    expect(await entries()).toBe(0)
    // A later migration that fails finds them where they belong.
    const broken: Migration = { name: '9999_not_written_yet.sql', text: 'select 1 / 0', sha256: 'x' }
    const found: unknown[] = []
    const putBack = async (secrets: Secrets) => { found.push(secrets, existsSync(join(to, 'evidence/ab/cd'))) }
    const [, flushed] = await syncing(() => expect(restore({ ...into, putBack, migrations: [...readMigrations(), broken] })).rejects.toThrow('division by zero'))
    expect(found).toEqual([{ session: 's', keys: ['k'] }, true])
    expect(flushed).toEqual([join(to, 'evidence/ab/cd.partial'), join(to, 'evidence/ab'), join(to, 'evidence'), to])
    expect(await entries()).toBe(1)
  } finally {
    await t.close()
    const client = new pg.Client(admin)
    await client.connect()
    await client.query(`drop database if exists ${database} with (force)`)
    await client.end()
  }
})
