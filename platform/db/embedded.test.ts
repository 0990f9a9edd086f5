import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
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
  const guard = keepAlive(data, async () => { revived++ }, log)
  await sleep(350)
  expect(revived).toBe(0)
  rmSync(join(data, 'postmaster.pid'), { recursive: true })
  await expect.poll(() => revived, { timeout: 2000, interval: 20 }).toBeGreaterThan(0)
  await guard.stop()
})
