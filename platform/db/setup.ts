/** From nothing to a migrated database with its four roles. Idempotent; safe when two processes start at once. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { createPool, type Connection } from './index.ts'
import { unreachable } from './unreachable.ts'

export type RoleName = 'owner' | 'app' | 'auth' | 'worker'
export type Credentials = Record<RoleName, string> & {
  /** Signs the sessions. */
  readonly session: string
}
export type Ready = {
  /** Connection of each role. */
  readonly connect: Record<RoleName, Connection>
  readonly serverVersion: string
  readonly migrations: { applied: number; latest: string }
}

const migrationsFolder = fileURLToPath(new URL('../../db/migrations/', import.meta.url))
const rolesFile = fileURLToPath(new URL('../../db/roles.sql', import.meta.url))

export type Migration = { readonly name: string; readonly text: string; readonly sha256: string }
export function readMigrations(folder = migrationsFolder): Migration[] {
  return readdirSync(folder).filter((name) => name.endsWith('.sql')).sort().map((name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
  })
}

/** @throws Error when the server cannot be reached, refuses the account, or is older than 16, a migration was changed after it ran, or the database is newer than the program. */
export async function prepareDatabase(admin: Connection, database: string, credentials: Credentials, options: { prefix?: string; migrations?: Migration[] } = {}): Promise<Ready> {
  const prefix = options.prefix ?? database
  const roleNames = Object.fromEntries((['owner', 'app', 'auth', 'worker'] as const).map((role) => [role, `${prefix}_${role}`])) as Record<RoleName, string>
  const serverVersion = await asAdmin(admin, async (client) => {
    refuseOldServer(Number((await client.query<{ server_version_num: string }>('show server_version_num')).rows[0]!.server_version_num))
    await client.query('select pg_advisory_lock(712001)')
    await createRoles(client, admin, roleNames, credentials)
    await createDatabaseFor(client, database, roleNames.owner)
    await client.query('select pg_advisory_unlock(712001)')
    return (await client.query<{ server_version: string }>('show server_version')).rows[0]!.server_version
  })
  const connect = Object.fromEntries(Object.entries(roleNames).map(([role, user]) => [
    role, { ...admin, user, password: credentials[role as RoleName], database },
  ])) as Record<RoleName, Connection>
  const migrations = await migrate(connect.owner, roleNames, options.migrations ?? readMigrations())
  await migrateQueue(connect.worker)
  return { connect, serverVersion, migrations }
}

/**
 * The roles of a database that somebody else has prepared: nothing is made and nothing is migrated here.
 * @throws Error when the database cannot be reached, the passwords are not its own, or another version of the program wrote it.
 */
export async function joinDatabase(admin: Connection, database: string, credentials: Credentials): Promise<Record<RoleName, Connection>> {
  const connect = Object.fromEntries((['owner', 'app', 'auth', 'worker'] as const).map((role) => [role, { ...admin, user: `${database}_${role}`, password: credentials[role], database }])) as Record<RoleName, Connection>
  const there = await withClient(connect.owner, async (client) => (await client.query<{ name: string; sha256: string }>('select name, sha256 from platform.migration order by name')).rows).catch((error: unknown) => {
    const code = (error as { code?: string }).code ?? ''
    if (code.startsWith('28')) throw new Error('the database does not know the passwords in secrets.json: copy that of the centre’s own data folder', { cause: error })
    throw unreachable(admin, error)
  })
  if (JSON.stringify(there) !== JSON.stringify(readMigrations().map(({ name, sha256 }) => ({ name, sha256 })))) throw new Error('the database was written by another version of Bastida: start the same one here')
  return connect
}

/** `num` as PostgreSQL counts: 160004 is 16.4. */
export function refuseOldServer(num: number): void {
  if (num < 160_000) throw new Error(`PostgreSQL 16 or newer is needed, this one is ${Math.floor(num / 10_000)}`)
}

/**
 * The account needs CREATEROLE and CREATEDB and no more. What it creates it may then administer, but PostgreSQL 16 lets it act
 * for a role only when it says so first; and a database that was made for it beforehand must pass to the owner of the schemas.
 */
async function createDatabaseFor(client: pg.Client, database: string, owner: string) {
  const [name, ownerName] = [pg.escapeIdentifier(database), pg.escapeIdentifier(owner)]
  const { rows: [found] } = await client.query<{ owner: string; super: boolean }>(
    `select (select pg_get_userbyid(datdba) from pg_database where datname = $1) as owner, (select rolsuper from pg_roles where rolname = current_user) as super`, [database])
  if (found!.owner === owner) return
  // Somebody else's database, named by mistake, is left alone.
  const { rows: [other] } = await client.query<{ used: boolean }>(`select current_database() = $1 and exists (select from pg_class where relkind in ('r', 'v', 'm') and relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)) as used`, [database])
  if (other!.used) throw new Error(`the database ${database} belongs to ${found!.owner} and holds tables already: give Bastida an empty one`)
  if (!found!.super) await client.query(`grant ${ownerName} to current_user with inherit false, set true`)
  try {
    await client.query(found!.owner === null ? `create database ${name} owner ${ownerName}` : `alter database ${name} owner to ${ownerName}`)
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    throw new Error(found!.owner === null
      ? `the account ${client.user} may not create the database ${database}: alter role ${client.user} createdb, or create it with owner ${owner}`
      : `the database ${database} belongs to ${found!.owner}: as ${found!.owner} or a superuser, alter database ${database} owner to ${owner}`, { cause: error })
  }
}

/** A password is changed only where that locks nobody out: two data folders on one database would do it to each other. */
async function createRoles(client: pg.Client, admin: Connection, names: Record<RoleName, string>, credentials: Credentials) {
  const known = new Set((await client.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [Object.values(names)])).rows.map((row) => row.rolname))
  if (known.size === Object.keys(names).length) {
    if (await allSignIn(admin, names, credentials)) return
    const { rows: [sessions] } = await client.query<{ open: boolean }>('select exists (select from pg_stat_activity where usename = any($1) and application_name <> $2) as open', [Object.values(names), SIGN_IN])
    if (sessions!.open) throw new Error('another Bastida with another data folder works on this database: use its BASTIDA_DATA, or stop it first')
  }
  const statements = readFileSync(rolesFile, 'utf8').split('\n').filter((text) => text.startsWith('create role'))
  for (const statement of statements) {
    const role = /:(\w+) /.exec(statement)![1] as RoleName
    const text = known.has(names[role]) ? `alter role :${role} password :${role}_password` : statement
    await client.query(text.replace(`:${role}_password`, pg.escapeLiteral(credentials[role])).replace(`:${role}`, pg.escapeIdentifier(names[role]))).catch((error: unknown) => {
      if ((error as { code?: string }).code !== '42501') throw error
      throw new Error(known.has(names[role])
        ? `the account ${client.user} may not set the password of ${names[role]}: run db/roles.sql as ${client.user}, or grant ${names[role]} to ${client.user} with admin option`
        : `the account ${client.user} may not create roles: alter role ${client.user} createrole`, { cause: error })
    })
  }
}

/** Of the sessions that only try a password: one that has just ended may be listed for a moment. */
const SIGN_IN = 'bastida sign-in'

async function allSignIn(admin: Connection, names: Record<RoleName, string>, credentials: Credentials): Promise<boolean> {
  for (const [role, user] of Object.entries(names)) {
    const client = new pg.Client({ ...admin, user, password: credentials[role as RoleName], application_name: SIGN_IN, connectionTimeoutMillis: 10_000 })
    try { await client.connect(); await client.end() } catch (error) {
      client.end().catch(() => {})
      const code = (error as { code?: string }).code ?? ''
      if (code.startsWith('28')) return false
      // Said only to who has shown the password: no such database, or no right to enter this one.
      if (code !== '3D000' && code !== '42501') throw unreachable(admin, error)
    }
  }
  return true
}

async function migrate(owner: Connection, names: Record<RoleName, string>, migrations: Migration[]) {
  return withClient(owner, async (client) => {
    await client.query('select pg_advisory_lock(712002)')
    await client.query(`create schema if not exists platform;
      create table if not exists platform.migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`)
    const done = new Map((await client.query<{ name: string; sha256: string }>('select name, sha256 from platform.migration')).rows.map((row) => [row.name, row.sha256]))
    for (const name of done.keys()) {
      if (!migrations.some((migration) => migration.name === name)) throw new Error(`the database was written by a newer version of Bastida (migration ${name}): start that version`)
    }
    for (const migration of migrations) {
      const before = done.get(migration.name)
      if (before === migration.sha256) continue
      if (before !== undefined) throw new Error(`migration ${migration.name} was changed after it had run: add a new one instead`)
      await client.query('begin')
      try {
        await client.query(migration.text)
        await client.query('insert into platform.migration (name, sha256) values ($1, $2)', [migration.name, migration.sha256])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`migration ${migration.name} failed, nothing of it was kept: ${(error as Error).message}`, { cause: error })
      }
    }
    // Always: a start may have been cut between its last migration and this.
    await grant(client, owner.database, names)
    await client.query('select pg_advisory_unlock(712002)')
    return { applied: migrations.length, latest: migrations.at(-1)?.name ?? '' }
  })
}

/** The queue's tables belong to the worker role, in a schema of their own. */
async function migrateQueue(worker: Connection) {
  const pool = createPool(worker, 2, 'bastida set-up')
  try { await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) }) } finally { await pool.end() }
}

/**
 * Grants follow one rule a schema instead of a line a table, so a new table cannot be forgotten.
 * The audit log is append-only for the app; the sealer may write the chain's columns and nothing else.
 */
async function grant(client: pg.Client, database: string, names: Record<RoleName, string>) {
  const { owner, app, auth, worker } = Object.fromEntries(Object.entries(names).map(([role, name]) => [role, pg.escapeIdentifier(name)])) as Record<RoleName, string>
  const schemas = (await client.query<{ nspname: string }>(`select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public', 'graphile_worker')`)).rows.map((row) => row.nspname)
  const statements = [`revoke all on schema public from public`]
  for (const schema of schemas) {
    const appMay = schema === 'audit' ? 'select, insert' : schema === 'identity' ? '' : 'select, insert, update, delete'
    if (appMay) statements.push(`grant usage on schema ${schema} to ${app}`, `grant ${appMay} on all tables in schema ${schema} to ${app}`, `grant usage on all sequences in schema ${schema} to ${app}`)
  }
  statements.push(
    `revoke insert, update, delete on platform.migration from ${app}`, `revoke select, update, delete on platform.outbox from ${app}`,
    `grant usage on schema platform, audit to ${worker}`,
    `grant select, update, delete on platform.outbox to ${worker}`, `grant select, update on platform.delivery to ${worker}`, `grant select on platform.centre to ${worker}`,
    `grant select on audit.entry to ${worker}`, `grant update (seq, prev_hash, hash) on audit.entry to ${worker}`,
    `grant select, insert, update on audit.head to ${worker}`, `revoke insert, update, delete on audit.head from ${app}`,
    `grant usage, create on schema identity to ${auth}`, `grant select, insert, update, delete on all tables in schema identity to ${auth}`,
    `grant usage on all sequences in schema identity to ${auth}`,
    `grant create on database ${pg.escapeIdentifier(database)} to ${worker}`, // the queue makes and migrates its own schema
    `grant usage on schema audit to ${auth}`, `grant insert on audit.entry to ${auth}`, `grant usage on all sequences in schema audit to ${auth}`,
    `create schema if not exists graphile_worker authorization ${owner}`, `grant all on schema graphile_worker to ${worker}`,
  )
  // An older backup is restored into the schema that it left: these may not be there yet.
  if (schemas.includes('messages')) statements.push(`grant select on platform.mail_key to ${worker}`)
  if (schemas.includes('retention')) statements.push(
    `revoke update, delete on retention.proof from ${app}`,
    `grant usage on schema retention to ${auth}`, `grant insert on retention.proof to ${auth}`, // what goes from schema identity goes with its proof
  )
  await client.query(statements.join(';\n'))
}

async function withClient<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 })
  await client.connect().catch((error: unknown) => { throw unreachable(connection, error) })
  try { return await work(client) } finally { await client.end() }
}

/** A database that is not there yet is created from beside it. */
async function asAdmin<T>(admin: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  try { return await withClient(admin, work) } catch (error) {
    if (((error as Error).cause as { code?: string } | undefined)?.code !== '3D000') throw error
    return withClient({ ...admin, database: 'postgres' }, work)
  }
}

export const hasCredentials = (dataFolder: string): boolean => existsSync(join(dataFolder, 'secrets.json'))
/** Random passwords of the four roles, made once and kept readable by the owner of the process only. */
export function readCredentials(dataFolder: string): Credentials {
  const file = join(dataFolder, 'secrets.json')
  if (!existsSync(file)) {
    const fresh = Object.fromEntries((['owner', 'app', 'auth', 'worker'] as const).map((role) => [role, randomBytes(24).toString('base64url')])) as Record<RoleName, string>
    writeCredentials(dataFolder, { ...fresh, session: randomBytes(32).toString('base64url') })
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Credentials
}

/** Written beside, flushed and renamed: a crash leaves the old file or the new one, never half of one. */
export function writeCredentials(dataFolder: string, credentials: Credentials): void {
  const file = join(dataFolder, 'secrets.json')
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(`${file}.tmp`, JSON.stringify(credentials, null, 2), { mode: 0o600, flush: true })
  renameSync(`${file}.tmp`, file)
}
