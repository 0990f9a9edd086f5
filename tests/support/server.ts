/** A real server as a child process on a data folder of its own, and the tools to look at it from outside. */
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

export type ServerProcess = {
  readonly pid: number
  readonly address: string
  readonly stderr: () => string
  /** SIGKILL: nothing is said, nothing is written. */
  kill(): Promise<void>
  /** SIGTERM, and waits. Resolves with the exit code. */
  stop(): Promise<number | null>
}

export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bastida-journey-'))
  chmodSync(folder, 0o755) // the database's own user must be able to walk there
  return folder
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export async function startServer(options: { folder: string; port: number; entry?: string; args?: string[]; env?: Record<string, string>; waitMs?: number; /** Of open descriptors (`ulimit -n`). */ limit?: number }): Promise<ServerProcess> {
  const address = `http://localhost:${options.port}`
  const command = [process.execPath, options.entry ?? 'apps/server/main.ts', ...(options.args ?? [])]
  const [file, ...args] = options.limit === undefined ? command : ['sh', '-c', `ulimit -n ${options.limit}; exec "$@"`, 'sh', ...command]
  const child = spawn(file!, args, {
    env: { ...process.env, BASTIDA_DATA: options.folder, PORT: String(options.port), BASTIDA_URL: address, LOG_LEVEL: 'warn', NODE_OPTIONS: '', ...options.env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString() })
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)))
  const deadline = Date.now() + (options.waitMs ?? 60_000)
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended while starting:\n${said}`)
    if (Date.now() > deadline) { child.kill('SIGKILL'); throw new Error(`the server did not answer in time:\n${said}`) }
    if (await fetch(`${address}/status`).then((answer) => answer.ok, () => false)) break
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return {
    pid: child.pid!, address, stderr: () => said,
    kill: async () => { signal(child, 'SIGKILL'); await ended },
    stop: () => { signal(child, 'SIGTERM'); return ended },
  }
}

function signal(child: ChildProcess, name: NodeJS.Signals) { if (child.exitCode === null && child.signalCode === null) child.kill(name) }

/** The embedded database of a data folder, as its superuser: to look, and to be cruel. */
export async function lookInside<T>(folder: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ host: postmaster(folder).socketFolder, user: 'bastida', database: 'bastida' })
  client.on('error', () => {}) // a database that falls meanwhile is told by the query
  await client.connect()
  try { return await work(client) } finally { await client.end().catch(() => {}) }
}

export function postmaster(folder: string): { pid: number; socketFolder: string } {
  const lines = readFileSync(join(folder, 'pg/postmaster.pid'), 'utf8').split('\n')
  return { pid: Number(lines[0]), socketFolder: lines[4]!.trim() }
}

/** `before`: what must be undone between the end of the database and the removal. */
export async function removeFolder(folder: string, before: () => void = () => {}): Promise<void> {
  try {
    const { pid } = postmaster(folder)
    process.kill(pid, 'SIGQUIT')
    // What still writes would make the folder anew while it is removed.
    for (let tries = 0; tries < 400; tries++) { process.kill(pid, 0); await new Promise((resolve) => setTimeout(resolve, 25)) }
  } catch { /* it has stopped */ }
  before()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

export type Api = (path: string, init?: { method?: string; body?: unknown; bytes?: string | Uint8Array }) => Promise<Response>

/** Signs in and returns fetch with the cookies, kept as a browser keeps them. `code`: of the second factor. */
export async function signIn(address: string, email: string, password: string, code?: () => Promise<string>): Promise<Api> {
  const jar = new Map<string, string>()
  const call: Api = async (path, { method = 'GET', body, bytes } = {}) => {
    const type = bytes !== undefined ? 'application/octet-stream' : body !== undefined ? 'application/json' : undefined
    const answer = await fetch(`${address}${path}`, {
      method, headers: { cookie: [...jar].map((one) => one.join('=')).join('; '), origin: address, accept: 'application/json', ...(type ? { 'content-type': type } : {}) },
      ...(type ? { body: bytes ?? JSON.stringify(body) } : {}),
    })
    for (const one of answer.headers.getSetCookie()) jar.set(one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1).split(';')[0]!)
    return answer
  }
  await json(await call('/api/auth/sign-in/email', { method: 'POST', body: { email, password } }))
  if (code) await json(await call('/api/auth/two-factor/verify-totp', { method: 'POST', body: { code: await code() } }))
  return call
}

/** The body of an answer that must have this status. @throws Error with what it said instead. */
export async function json<T>(answer: Response, status = 200): Promise<T> {
  if (answer.status !== status) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`)
  return (status === 204 ? undefined : await answer.json()) as T
}
