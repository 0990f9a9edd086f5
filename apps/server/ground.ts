/** Opens what every process stands on: configuration, log, database, mail. Used by the server and by the command line. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { verifyIn, type Verification } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Config, SingleSignOn } from '#platform/config.ts'
import { system } from '#platform/contract/index.ts'
import { restore, type BackupKey, type BackupReport } from '#platform/db/backup.ts'
import { startEmbedded, type EmbeddedServer } from '#platform/db/embedded.ts'
import { createDatabase, createPool, type Connection, type Database } from '#platform/db/index.ts'
import { knownRecipients, rememberRecipient } from '#platform/db/keys.ts'
import { hasCredentials, joinDatabase, prepareDatabase, readCredentials, writeCredentials, type Ready } from '#platform/db/setup.ts'
import { flush } from '#platform/files.ts'
import { closeKeyFile, KEY_FILE } from '#platform/keys/file.ts'
import { openKeys, putBackKeys, type Keys } from '#platform/keys/index.ts'
import { createLog, type Log } from '#platform/log/index.ts'
import { readDkim } from '#platform/mail/dkim.ts'
import { createMailer } from '#platform/mail/index.ts'
import { createTexter } from '#platform/mail/texts.ts'
import type { Ground } from '#platform/module.ts'

export type Opened = {
  readonly ground: Ground
  readonly ready: Ready
  readonly database: 'embedded' | 'external'
  readonly authPool: Pool
  readonly workerPool: Pool
  /** Secret that signs sessions. */
  readonly secret: string
  /** Seals evidence and the secrets that the database must hold. */
  readonly keys: Keys
  /** Provider of single sign-on, where there is one. */
  readonly singleSignOn?: SingleSignOn | undefined
  close(): Promise<void>
}

/** Where the database is and how each role signs in there: all that a further process needs to stand on the same ground. */
export type Standing = Pick<Opened, 'ready' | 'database'>

export async function openGround(config: Config, clock: Clock, log: Log, settings?: Record<string, string>): Promise<Opened> {
  mkdirSync(config.dataFolder, { recursive: true })
  const credentials = readCredentials(config.dataFolder)
  const embedded = config.databaseUrl === undefined ? await startEmbedded({ folder: config.dataFolder, log, ...(settings ? { settings } : {}) }) : undefined
  try {
    const admin: Connection = embedded
      ? { host: embedded.socketFolder, user: embedded.superuser, database: 'postgres' }
      : externalConnection(config.databaseUrl!)
    const ready = await prepareDatabase(admin, embedded ? 'bastida' : admin.database, credentials)
    const opened = await standOn({ ready, database: embedded ? 'embedded' : 'external' }, config, clock, log)
    return { ...opened, close: async () => { await opened.close(); await embedded?.release() } }
  } catch (error) {
    await releaseQuietly(embedded)
    throw error
  }
}

/** A key that is missing stops nothing but what needs it: on a bad day the centre must still open. */
async function theKeys(config: Config, db: Database, clock: Clock, log: Log): Promise<Keys> {
  const actor = system('keys')
  if (!closeKeyFile(config.dataFolder)) log.warn('the key file could be read by others and has been closed to them', { file: KEY_FILE })
  const keys = await openKeys(config.dataFolder, { known: await db.as(actor, knownRecipients), now: clock.now(), alsoFor: config.evidenceRecipient })
  const { recipient } = keys
  if (recipient !== undefined) await db.as(actor, (tx) => rememberRecipient(tx, recipient, clock.now()))
  if (keys.missing.length > 0) log.error(`a key of this centre is missing from ${KEY_FILE}: what was sealed to it cannot be opened until it is back (bastida keys)`, { missing: keys.missing })
  return keys
}

/** Stands on ground that another process has opened and will close. */
export async function standOn({ ready, database }: Standing, config: Config, clock: Clock, log: Log): Promise<Opened> {
  const authPool = createPool({ ...ready.connect.auth, options: '-c search_path=identity' } as Connection, 4, 'bastida auth')
  const workerPool = createPool(ready.connect.worker, 8, 'bastida worker')
  const db = createDatabase(createPool(ready.connect.app, 12, 'bastida app'))
  const mailer = createMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom, folder: join(config.dataFolder, 'mail'), dkim: config.dkim && readDkim(config.dkim), now: () => clock.now() })
  const certified = config.pec && createMailer({ smtpUrl: config.pec.url, from: config.pec.from, folder: '' })
  const texter = config.sms && createTexter(config.sms, clock)
  return {
    ready, authPool, workerPool, database,
    secret: readCredentials(config.dataFolder).session, singleSignOn: config.singleSignOn,
    keys: await theKeys(config, db, clock, log),
    ground: {
      db, clock, log, mailer, certified, texter,
      publicUrl: config.publicUrl,
      dataFolder: config.dataFolder,
      silent: config.silent,
      mailbox: config.imap,
      archive: config.archive,
      logs: config.logs,
      ownAddresses: [config.mailFrom, ...(config.pec ? [config.pec.from] : [])],
    },
    async close() {
      mailer.close()
      certified?.close()
      await Promise.all([db.close(), authPool.end(), workerPool.end()])
    },
  }
}

/**
 * Stands beside a centre that is served elsewhere, perhaps on another machine, with nothing but its database: no keys, no mail.
 * @throws Error when the folder has not the passwords, or the database is not one of this version.
 */
export async function standBeside(config: Config, clock: Clock, log: Log): Promise<{ readonly ground: Ground; close(): Promise<void> }> {
  if (!hasCredentials(config.dataFolder)) throw new Error(`there is no secrets.json in ${config.dataFolder}: copy that of the centre’s own data folder`)
  const admin = externalConnection(config.databaseUrl!)
  const connect = await joinDatabase(admin, admin.database, readCredentials(config.dataFolder))
  const db = createDatabase(createPool(connect.app, 6, 'bastida worker'))
  const mailer = createMailer({ smtpUrl: undefined, from: config.mailFrom, folder: join(config.dataFolder, 'mail') })
  return { ground: { db, clock, log, mailer, certified: undefined, texter: undefined, publicUrl: config.publicUrl, dataFolder: config.dataFolder, silent: config.silent }, close: async () => { mailer.close(); await db.close() } }
}

/** Restores into the data folder or the database that the configuration names. @throws Error when it is in use or not empty. */
export async function restoreInto(config: Config, file: string, key: BackupKey, now: Date): Promise<BackupReport & { audit: Verification }> {
  mkdirSync(config.dataFolder, { recursive: true })
  const log = createLog('warn', () => new Date(0))
  const embedded = config.databaseUrl === undefined ? await startEmbedded({ folder: config.dataFolder, log }) : undefined
  try {
    const admin: Connection = embedded ? { host: embedded.socketFolder, user: embedded.superuser, database: 'postgres' } : externalConnection(config.databaseUrl!)
    const database = embedded ? 'bastida' : admin.database
    const credentials = readCredentials(config.dataFolder)
    const report = await restore({
      admin, database, credentials, dataFolder: config.dataFolder, file, key,
      async putBack({ session, keys }) {
        if (session) writeCredentials(config.dataFolder, { ...credentials, session })
        await putBackKeys(config.dataFolder, keys, now)
        await flush(config.dataFolder)
      },
    })
    const pool = createPool({ ...admin, database, user: `${database}_worker`, password: credentials.worker }, 1, 'bastida restore')
    try { return { ...report, audit: await verifyIn(pool) } } finally { await pool.end() }
  } finally { await embedded?.release() }
}

function externalConnection(address: string): Connection {
  const url = new URL(address)
  const mode = url.searchParams.get('sslmode')
  return {
    host: url.searchParams.get('host') ?? decodeURIComponent(url.hostname),
    port: url.port ? Number(url.port) : 5432,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)) || 'bastida',
    // verify-full is the default meaning of "require" here: an encrypted line to an unknown server protects nothing.
    ...(mode && mode !== 'disable' ? { ssl: { rejectUnauthorized: mode !== 'no-verify' } } : {}),
  }
}

async function releaseQuietly(embedded: EmbeddedServer | undefined) {
  try { await embedded?.release() } catch { /* the first error is the one to tell */ }
}
