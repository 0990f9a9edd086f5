/** One server a data folder, with real processes: one after the other, many at once, and after `kill -9` left its word behind. */
import { spawn } from 'node:child_process'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { prepareCentre } from '../support/centre.ts'
import { dataFolder, freePort, removeFolder, startServer } from '../support/server.ts'

const folders: string[] = []
afterAll(async () => { for (const folder of folders) await removeFolder(folder) })
const newFolder = () => { folders.push(dataFolder()); return folders.at(-1)! }

test('a second server is refused with words and the first goes on; a killed one keeps nobody out', { timeout: 120_000 }, async () => {
  const folder = newFolder()
  await prepareCentre(folder, 'http://localhost:8080')
  const start = async () => startServer({ folder, port: await freePort(), env: { LOG_LEVEL: 'error' } })
  const first = await start()
  await expect(start()).rejects.toThrow(`Bastida is already running on this data folder (process ${first.pid}). Stop it first, or give this one another folder with BASTIDA_DATA.`)
  expect((await fetch(`${first.address}/status`)).ok).toBe(true)
  await first.kill()
  expect(words(folder)).toHaveLength(1)
  const second = await start()
  // The other way round: who was refused before is now the one that refuses.
  await expect(start()).rejects.toThrow(`already running on this data folder (process ${second.pid})`)
  expect(words(folder)).toEqual([`server.lock.${second.pid}`])
  expect(await second.stop()).toBe(0)
  expect(words(folder)).toEqual([])
})

test('of many at once exactly one holds the folder, over and over', { timeout: 60_000 }, async () => {
  const folder = newFolder()
  // Left by killed ones: of a pid that is nobody's now, of one that is another program's, and of a version that had one file.
  writeFileSync(join(folder, 'server.lock.4190001'), '4190001\n1\nholds')
  writeFileSync(join(folder, 'server.lock.1'), '1\n77\nholds')
  writeFileSync(join(folder, 'server.lock'), '4190002\n1')
  const runners = await Promise.all(Array.from({ length: 4 }, () => startRunner(folder)))
  try {
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all(runners.map((one) => one.ask('take')))
      expect(answers.filter((one) => one === 'holds')).toHaveLength(1)
      expect(answers.filter((one) => /^Bastida is already running on this data folder \(process \d+\)/.test(one))).toHaveLength(3)
      await Promise.all(runners.map((one) => one.ask('leave')))
    }
    // A living one of the version before is seen too.
    writeFileSync(join(folder, 'server.lock'), `${runners[0]!.pid}\n${runners[0]!.startedAt}`)
    expect(await runners[1]!.ask('take')).toContain(`(process ${runners[0]!.pid})`)
    rmSync(join(folder, 'server.lock'), { force: true })
  } finally { for (const one of runners) one.end() }
})

const words = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('server.lock'))

/** A process that takes the lock and gives it back when told to. */
async function startRunner(folder: string) {
  const code = `
    import { readFileSync } from 'node:fs'
    import { takeLock } from '#apps/server/lock.ts'
    let lock
    process.on('message', async (say) => {
      if (say === 'leave') { lock?.release(); lock = undefined; return process.send('left') }
      try { lock = await takeLock(${JSON.stringify(folder)}); process.send('holds') } catch (error) { process.send(error.message) }
    })
    const stat = readFileSync('/proc/self/stat', 'utf8')
    process.send(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19])`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: { ...process.env, NODE_OPTIONS: '' } })
  const next = () => new Promise<string>((resolve) => child.once('message', (text) => resolve(String(text))))
  const startedAt = await next()
  return { pid: child.pid!, startedAt, ask: (text: string) => { const answer = next(); child.send(text); return answer }, end: () => child.kill('SIGKILL') }
}
