/** The launcher in a small tree of its own, with a stand-in for npm that writes down each call. */
import { spawn } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

const house = dirname(dirname(fileURLToPath(import.meta.url)))
let root = ''

const npmStandIn = `
const fs = require('node:fs')
fs.appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n')
if (fs.existsSync('npm-fails')) { console.error('npm error ENOTFOUND'); process.exit(1) }
setTimeout(() => fs.mkdirSync('node_modules', { recursive: true }), 300)
`

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bastida-launcher-'))
  cpSync(join(house, 'scripts'), join(root, 'scripts'), { recursive: true })
  put('package.json', '{ "type": "module" }')
  put('package-lock.json', '{}')
  put('stand-in/package.json', '{}')
  put('stand-in/npm-cli.js', npmStandIn)
  put('apps/cli/main.ts', "process.stdout.write(JSON.stringify(process.argv.slice(2)))\nprocess.exitCode = 3\n")
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, text: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

const npmCalls = () => (existsSync(join(root, 'npm-calls')) ? readFileSync(join(root, 'npm-calls'), 'utf8').trim().split('\n').length : 0)

type Ended = { code: number | null; out: string; err: string }

function start(...args: string[]) {
  const env = { ...process.env, npm_execpath: join(root, 'stand-in/npm-cli.js') }
  const child = spawn(process.execPath, ['scripts/run.mjs', ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => { said.out += chunk })
  child.stderr.on('data', (chunk: Buffer) => { said.err += chunk })
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, ...said })))
  return { child, said, ended }
}

async function appears(path: string) {
  while (!existsSync(join(root, path))) await new Promise((resolve) => setTimeout(resolve, 20))
}

const run = (...args: string[]) => start(...args).ended

it('installs once, keeps stdout for the command and passes its exit code on', async () => {
  const first = await run('cli', 'exercise', 'westpole', '--json')
  expect(first).toMatchObject({ code: 3, out: '["exercise","westpole","--json"]' })
  expect(first.err).toMatch(/installing the packages/)
  expect(await run('cli')).toEqual({ code: 3, out: '[]', err: '' })
  expect(npmCalls()).toBe(1)
})

it('installs again when the lock file changed', async () => {
  await run('cli')
  put('package-lock.json', '{ "packages": {} }')
  await run('cli')
  expect(npmCalls()).toBe(2)
})

it('installs nothing through a symbolic link, says so, and leaves what lies behind it', async () => {
  put('other/node_modules/kept', 'yes')
  symlinkSync(join(root, 'other/node_modules'), join(root, 'node_modules'))
  const refused = await run('cli')
  expect(refused).toMatchObject({ code: 2, out: '' })
  expect(refused.err).toMatch(/node_modules is a symbolic link/)
  expect([npmCalls(), readFileSync(join(root, 'other/node_modules/kept'), 'utf8'), lstatSync(join(root, 'node_modules')).isSymbolicLink(), existsSync(join(root, '.cache/install.lock'))]).toEqual([0, 'yes', true, false])
  // What was installed there for the same lock file is used as it is.
  rmSync(join(root, 'node_modules'))
  expect((await run('cli')).code).toBe(3)
  cpSync(join(root, 'node_modules'), join(root, 'other/node_modules'), { recursive: true })
  rmSync(join(root, 'node_modules'), { recursive: true })
  symlinkSync(join(root, 'other/node_modules'), join(root, 'node_modules'))
  expect(await run('cli')).toEqual({ code: 3, out: '[]', err: '' })
})

it('lets a second run wait for the first instead of breaking it', async () => {
  const both = await Promise.all([run('cli', 'a'), run('cli', 'b')])
  expect(both.map((one) => one.out)).toEqual(['["a"]', '["b"]'])
  expect(npmCalls()).toBe(1)
  expect(existsSync(join(root, '.cache/install.lock'))).toBe(false)
})

it('takes over the lock of a process that is gone', async () => {
  const gone = spawn(process.execPath, ['-e', '']).pid
  await new Promise((resolve) => setTimeout(resolve, 300))
  put('.cache/install.lock/owner', `${gone} ${hostname()}`)
  expect((await run('cli')).code).toBe(3)
})

it('says what to do when npm fails, and tries again next time', async () => {
  put('npm-fails', '')
  const failed = await run('cli')
  expect(failed).toMatchObject({ code: 2, out: '' })
  expect(failed.err).toMatch(/ENOTFOUND[\s\S]*registry cannot be reached/)
  rmSync(join(root, 'npm-fails'))
  expect((await run('cli')).code).toBe(3)
})

it('passes SIGTERM on and ends only when the server has ended, with its exit code', async () => {
  put('apps/server/main.ts', `
    process.on('SIGTERM', () => setTimeout(() => { console.log('closed'); process.exit(7) }, 300))
    setInterval(() => {}, 1000)
    console.log('ready')`)
  const server = start('start')
  while (!server.said.out.includes('ready')) await new Promise((resolve) => setTimeout(resolve, 20))
  server.child.kill('SIGTERM')
  expect(await server.ended).toMatchObject({ code: 7, out: 'ready\nclosed\n' })
})

it('stops the server when the shell that npm put between them is gone', async () => {
  put('apps/server/main.ts', `
    import { writeFileSync } from 'node:fs'
    process.on('SIGTERM', () => { writeFileSync('stopped', ''); process.exit(0) })
    setInterval(() => {}, 1000)
    writeFileSync('ready', '')`)
  const env = { ...process.env, npm_execpath: join(root, 'stand-in/npm-cli.js'), npm_lifecycle_event: 'start' }
  const shell = spawn('sh', ['-c', `'${process.execPath}' scripts/run.mjs start; true`], { cwd: root, env, stdio: 'ignore' })
  await appears('ready')
  shell.kill('SIGTERM')
  await appears('stopped')
})

it('tells how it is called when it is called wrongly', async () => {
  const wrong = await run('constructor')
  expect(wrong).toMatchObject({ code: 2, out: '' })
  expect(wrong.err).toMatch(/usage/)
})
