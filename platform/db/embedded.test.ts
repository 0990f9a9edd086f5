import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { createLog } from '../log/index.ts'
import { keepAlive, launch, runningPid, startEmbedded } from './embedded.ts'

const log = createLog('silent', () => new Date())
const children: ChildProcess[] = []
const folders: string[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'bastida-embedded-'))
  folders.push(made)
  return made
}
const pretend = async (data: string, argv0: string, ...args: string[]) => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20_000)', ...args], { argv0, stdio: 'ignore' })
  children.push(child)
  await new Promise((resolve) => child.once('spawn', resolve))
  writeFileSync(join(data, 'postmaster.pid'), `${child.pid}\n${data}\n`)
  return child.pid
}

test.skipIf(process.getuid?.() !== 0).each([0o700, 0o755])('root neither takes nor passes by the database of a centre that runs as another user (folder %o)', async (mode) => {
  const centre = folder()
  const data = join(centre, 'pg')
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(join(data, 'PG_VERSION'), '17\n')
  for (const path of [centre, data, join(data, 'PG_VERSION')]) chownSync(path, 12_345, 12_345)
  chmodSync(centre, mode)
  await expect(startEmbedded({ folder: centre, log })).rejects.toThrow(/belongs to another user.*sudo -u '#12345'/)
  expect(statSync(data).uid).toBe(12_345)
})

test('a pid belongs to our server only when its command line names our data', async () => {
  const data = folder()
  expect(runningPid(data)).toBeUndefined()
  const ours = await pretend(data, 'postgres', '--', '-D', data)
  expect(runningPid(data)).toBe(ours)
  await pretend(data, 'postgres', '--', '-D', `${data}-of-another`)
  expect(runningPid(data)).toBeUndefined()
  await pretend(data, 'node', '--', '/srv/postgres', data)
  expect(runningPid(data)).toBeUndefined()
})

test('a server program that cannot be started is an ended start with its reason, and ends nothing else', async () => {
  const over = launch('/none/such', folder(), tmpdir(), {}, {})
  await expect.poll(() => over(), { timeout: 2000, interval: 10 }).toMatchObject({ code: 'ENOENT' })
})

test('a pid file that cannot be read now says nothing about the server', async () => {
  const data = folder()
  mkdirSync(join(data, 'postmaster.pid'))
  let revived = 0
  const guard = keepAlive(data, async () => { revived++ }, async () => false, log)
  await sleep(350)
  expect(revived).toBe(0)
  rmSync(join(data, 'postmaster.pid'), { recursive: true })
  await expect.poll(() => revived, { timeout: 2000, interval: 20 }).toBeGreaterThan(0)
  await guard.stop()
})

test('a recovery that never ends is ended: the server comes back with what it had acknowledged', { timeout: 120_000 }, async () => {
  const centre = folder()
  chmodSync(centre, 0o755) // else the server, which root runs as nobody, lies elsewhere
  const said: string[] = []
  const listening = { ...log, error: (message: string) => { said.push(message) } }
  // A follower that lets nobody read recovers for ever, and refuses with the words of a recovery that hangs.
  const server = await startEmbedded({ folder: centre, log: listening, settings: { hot_standby: 'off' }, patienceMs: 2000 })
  const pidNow = () => Number(readFileSync(join(centre, 'pg/postmaster.pid'), 'utf8').split('\n')[0])
  const inside = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ host: server.socketFolder, user: server.superuser, database: 'postgres' })
    client.on('error', () => {})
    await client.connect()
    try { return await work(client) } finally { await client.end().catch(() => {}) }
  }
  try {
    await inside((client) => client.query('create table kept (n int); insert into kept values (7)'))
    const before = pidNow()
    const follow = join(centre, 'pg/standby.signal')
    writeFileSync(follow, '')
    // A process of it that is killed makes it recover, under the same postmaster.
    await inside(async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      process.kill(rows[0]!.pid, 'SIGKILL')
      await expect.poll(() => client.query('select 1').then(() => 'answers', () => 'gone'), { timeout: 5000 }).toBe('gone')
    })
    await expect.poll(() => inside(() => Promise.resolve()).catch((error: { code?: string }) => error.code), { timeout: 10_000, interval: 50 }).toBe('57P03')
    expect(pidNow()).toBe(before)
    await expect.poll(() => said, { timeout: 40_000, interval: 100 }).toContain('the database does not come out of its recovery, it is ended and started again')
    rmSync(follow)
    await expect.poll(() => inside((client) => client.query('select n from kept')).then(({ rows }) => rows, () => []), { timeout: 60_000, interval: 100 }).toEqual([{ n: 7 }])
    expect(pidNow()).not.toBe(before)
    expect(said).toContain('the database has died, it is started again')
  } finally { await server.release() }
})
