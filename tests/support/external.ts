/** A PostgreSQL that Bastida does not manage: on a loopback port, with passwords (SCRAM), started and stopped by the test. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { nativeServer } from '#platform/db/embedded.ts'
import { createLog } from '#platform/log/index.ts'
import { dataFolder, freePort, removeFolder } from './server.ts'

export const ADMIN = { user: 'bastida_admin', password: 'solo/per:le prove' }

export type External = {
  readonly port: number
  /** DATABASE_URL of an account that may make roles and databases, and nothing else. */
  url(database: string): string
  /** As the superuser. */
  look<T>(work: (client: pg.Client) => Promise<T>, database?: string): Promise<T>
  start(): Promise<void>
  /** SIGINT: sessions are ended, what they did is kept. SIGKILL: only its log is. */
  stop(signal: 'SIGINT' | 'SIGKILL'): Promise<void>
  remove(): Promise<void>
}

export async function startExternal(): Promise<External> {
  const { home, identity } = nativeServer(createLog('warn', () => new Date()))
  const folder = dataFolder()
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  const password = join(folder, 'password')
  writeFileSync(password, 'superuser')
  if (identity.uid !== undefined) for (const path of [data, password]) chownSync(path, identity.uid, identity.gid!)
  const made = spawnSync(join(home, 'bin/initdb'), ['-D', data, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${password}`, '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--no-sync', '--no-instructions'], { ...identity, encoding: 'utf8', cwd: '/' })
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`)
  const port = await freePort()
  let server: ChildProcess | undefined

  const look: External['look'] = async (work, database = 'postgres') => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password: 'superuser', database })
    client.on('error', () => {})
    await client.connect()
    try { return await work(client) } finally { await client.end() }
  }
  const external: External = {
    port, look,
    url: (database) => `postgresql://${ADMIN.user}:${encodeURIComponent(ADMIN.password)}@localhost:${port}/${database}`,
    async start() {
      const began = spawn(join(home, 'bin/postgres'), ['-D', data, '-c', `port=${port}`, '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=100', '-c', 'shared_buffers=32MB', '-c', 'log_min_messages=fatal'], { ...identity, cwd: '/', stdio: 'ignore' })
      server = began
      for (let i = 0; i < 600; i++) {
        if (began.exitCode !== null) throw new Error(`the external PostgreSQL ended with ${began.exitCode}`)
        if (await look((client) => client.query('select 1')).then(() => true, () => false)) return
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      throw new Error('the external PostgreSQL did not start')
    },
    async stop(signal) {
      const ending = server
      server = undefined
      if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
      const ended = new Promise((resolve) => ending.once('exit', resolve))
      ending.kill(signal)
      await ended
    },
    async remove() {
      await external.stop('SIGINT')
      await removeFolder(folder)
    },
  }
  await external.start()
  await look((client) => client.query(`create role ${ADMIN.user} login createrole createdb nosuperuser password ${pg.escapeLiteral(ADMIN.password)}`))
  return external
}
