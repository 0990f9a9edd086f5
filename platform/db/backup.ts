/**
 * Backup and restore without pg_dump, the same for the embedded and an external PostgreSQL.
 * One file: age( gzip( sections ) ). A section is a line of JSON, then length-prefixed chunks, then a chunk of length 0.
 * All tables are read in one snapshot; restore is one transaction, so a centre is whole or still empty.
 */
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { PassThrough, Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { flush } from '../files.ts'
import { FILES_LOCK } from './filesLock.ts'
import type { Connection } from './index.ts'
import { prepareDatabase, readMigrations, type Credentials, type Migration, type RoleName } from './setup.ts'

export type BackupKey = { readonly passphrase: string } | { readonly recipient: string } | { readonly identity: string }
type TableSection = { section: 'table'; name: string; columns: string[]; role: 'owner' | 'worker' }
type Header = { section: 'header'; format: 1; migrations: string[]; createdAt: string }
type Section = Header | TableSection | { section: 'session'; secret: string } | { section: 'keys'; identities: readonly string[] } | { section: 'file'; name: string } | { section: 'end'; tables: Record<string, Sum> }
/** Rows, and a sum that does not depend on their order. */
type Sum = { rows: number; sum: string }
/** What a centre has beside its database: the secret of its sessions (empty: of an old backup), secret halves of its keys. */
export type Secrets = { readonly session: string; readonly keys: readonly string[] }
export type BackupReport = { tables: number; rows: number; files: number; bytes: number; createdAt: string }

const fileFolders = ['evidence', 'imports', 'mail']

/**
 * `session`: the secret that signs sessions and encrypts second factors; without it a restore would lock everybody out.
 * `keys`: secret halves of the centre's keys, without which the evidence inside could not be opened.
 */
export async function backup(options: { connect: Record<RoleName, Connection>; dataFolder: string; file: string; key: BackupKey; now: Date; session: string; keys: readonly string[] }): Promise<BackupReport> {
  const owner = new pg.Client(options.connect.owner)
  const worker = new pg.Client(options.connect.worker)
  await Promise.all([owner.connect(), worker.connect()])
  const partial = `${options.file}.partial`
  try {
    // Before the snapshot: no file that it will name may be taken away until the last byte is written.
    await owner.query(`select pg_advisory_lock_shared(${FILES_LOCK})`)
    await openSnapshot(owner, worker)
    const tables = await listTables(owner)
    const plain = new PassThrough()
    const writing = seal(plain, partial, options.key)
    writing.catch((error: Error) => plain.destroy(error))
    const write = (bytes: Uint8Array | string) => new Promise<void>((resolve, reject) => plain.write(bytes, (error) => (error ? reject(error) : resolve())))
    const section = (head: Section) => write(`${JSON.stringify(head)}\n`)

    await section({ section: 'header', format: 1, migrations: await appliedMigrations(owner), createdAt: options.now.toISOString() })
    await section({ section: 'session', secret: options.session })
    await section({ section: 'keys', identities: options.keys })
    const sums: Record<string, Sum> = {}
    for (const table of tables) {
      const client = table.role === 'owner' ? owner : worker
      await section(table)
      await writeChunks(client.query(copyTo(`copy (select ${table.columns.map(pg.escapeIdentifier).join(', ')} from ${table.name}) to stdout (format binary)`)), write)
      sums[table.name] = await sumOf(client, table.name)
    }
    let written = 0
    for (const name of listFiles(options.dataFolder)) {
      const file = await open(join(options.dataFolder, name)).catch(unlessGone)
      if (!file) continue // an upload that has run its course, a mail whose day is over
      await section({ section: 'file', name })
      await writeChunks(file.createReadStream(), write)
      written += 1
    }
    await section({ section: 'end', tables: sums })
    plain.end()
    await writing
    await owner.query('commit'); await worker.query('commit')
    // Said to be done means that a power cut takes neither the bytes nor the name.
    await flush(partial)
    renameSync(partial, options.file)
    await flush(dirname(options.file))
    return { tables: tables.length, rows: Object.values(sums).reduce((total, one) => total + one.rows, 0), files: written, bytes: statSync(options.file).size, createdAt: options.now.toISOString() }
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  } finally { await Promise.all([owner.end(), worker.end()]) }
}

/**
 * `migrations`: those of this program. `putBack`: the secrets, to where the centre looks for them; called before anything of the
 * database counts, because a centre in use without its key is worse than a key without its centre. @throws Error when the centre is not empty, the key is wrong, the file is cut, or a table does not come back equal.
 */
export async function restore(options: { admin: Connection; database: string; credentials: Credentials; prefix?: string; dataFolder: string; file: string; key: BackupKey; migrations?: Migration[]; putBack: (secrets: Secrets) => Promise<void> }): Promise<BackupReport> {
  const reader = new SectionReader(await unseal(options.file, options.key))
  const header = (await reader.next()) as Header
  if (header?.section !== 'header' || header.format !== 1) throw new Error('this is not a Bastida backup, or a newer format')
  const known = options.migrations ?? readMigrations()
  const missing = header.migrations.filter((name) => !known.some((migration) => migration.name === name))
  if (missing.length > 0) throw new Error(`the backup was made by a newer version of Bastida (${missing[0]})`)
  // The data come back into the schema they left, then the migrations made since run over them.
  const settings = { ...(options.prefix ? { prefix: options.prefix } : {}) }
  const { connect } = await prepareDatabase(options.admin, options.database, options.credentials, { ...settings, migrations: known.filter((migration) => header.migrations.includes(migration.name)) })
  const owner = new pg.Client(connect.owner)
  const worker = new pg.Client(connect.worker)
  await Promise.all([owner.connect(), worker.connect()])
  const fresh: string[] = []
  try {
    for (const client of [owner, worker]) await client.query(`begin; set local timezone = 'UTC'`)
    await refuseUnlessEmpty(owner)
    const tables = await listTables(owner)
    await owner.query(tables.filter((table) => table.role === 'owner').map((table) => `alter table ${table.name} disable trigger user`).join(';'))
    await owner.query(`truncate ${tables.filter((table) => table.role === 'owner').map((table) => table.name).join(', ')}`)
    await worker.query(tables.filter((table) => table.role === 'worker').toReversed().map((table) => `delete from ${table.name}`).join(';'))
    let end: Extract<Section, { section: 'end' }> | undefined
    let rows = 0
    let session = ''
    let keys: readonly string[] = []
    for (let at = await reader.next(); at; at = await reader.next()) {
      if (at.section === 'table') {
        const client = at.role === 'owner' ? owner : worker
        await pipeline(reader.chunks(), client.query(copyFrom(`copy ${at.name} (${at.columns.map(pg.escapeIdentifier).join(', ')}) from stdin (format binary)`)))
      } else if (at.section === 'file') {
        const target = safeJoin(options.dataFolder, at.name)
        mkdirSync(dirname(target), { recursive: true })
        fresh.push(target)
        await pipeline(reader.chunks(), createWriteStream(`${target}.partial`, { mode: 0o600 }))
      } else if (at.section === 'session') session = at.secret
      else if (at.section === 'keys') keys = at.identities
      else if (at.section === 'end') { end = at; break }
    }
    if (!end) throw new Error('the backup file ends too early: it was cut')
    for (const table of tables) {
      const sum = await sumOf(table.role === 'owner' ? owner : worker, table.name)
      const expected = end.tables[table.name]
      if (!expected || expected.rows !== sum.rows || expected.sum !== sum.sum) throw new Error(`table ${table.name} did not come back equal: ${JSON.stringify({ expected, found: sum })}`)
      rows += sum.rows
    }
    // Certified mail and texts count when they arrive, and some of these may have left after the backup: a person decides. Read
    // through jsonb, since a table of an older version has no such column (nor such a message).
    await owner.query(`update platform.delivery d set state = 'uncertain', problem = 'restored from a backup: it may have been sent since'
      where channel in ('pec', 'sms') and state = 'queued' and not (to_jsonb(d) -> 'by_hand')::boolean`)
    await setSequences(owner)
    await owner.query(tables.filter((table) => table.role === 'owner').map((table) => `alter table ${table.name} enable trigger user`).join(';'))
    // Until the commit the centre is still empty, and all of this can be done once more.
    await putInPlace(options.dataFolder, fresh)
    await options.putBack({ session, keys })
    await worker.query('commit'); await owner.query('commit')
    await prepareDatabase(options.admin, options.database, options.credentials, { ...settings, migrations: known })
    return { tables: tables.length, rows, files: fresh.length, bytes: statSync(options.file).size, createdAt: header.createdAt }
  } catch (error) {
    for (const file of fresh) rmSync(`${file}.partial`, { force: true })
    throw error
  } finally { await Promise.all([owner.end(), worker.end()]) }
}

/** Bytes first, then names, in folders that may be new themselves. */
async function putInPlace(dataFolder: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    await flush(`${file}.partial`)
    renameSync(`${file}.partial`, file)
  }
  for (const folder of new Set([...files.flatMap((file) => [dirname(file), dirname(dirname(file))]), dataFolder])) await flush(folder)
}

async function openSnapshot(owner: pg.Client, worker: pg.Client) {
  await owner.query(`begin isolation level repeatable read read only; set local timezone = 'UTC'`)
  const { rows } = await owner.query<{ id: string }>('select pg_export_snapshot() as id')
  await worker.query('begin isolation level repeatable read read only')
  await worker.query(`set transaction snapshot ${pg.escapeLiteral(rows[0]!.id)}`)
  await worker.query(`set local timezone = 'UTC'`)
}

/** Every ordinary table, referenced ones first; the list of migrations is carried by the header instead. */
async function listTables(owner: pg.Client): Promise<TableSection[]> {
  const { rows } = await owner.query<{ name: string; schema: string; columns: string[]; needs: string[] }>(`
    select format('%I.%I', n.nspname, c.relname) as name, n.nspname as schema,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(format('%I.%I', fn.nspname, f.relname)) from pg_constraint k join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid), '{}') as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public') and (n.nspname, c.relname) not in (('platform', 'migration'), ('graphile_worker', 'migrations'))
    order by 1`)
  const ordered: TableSection[] = []
  const placed = new Set<string>()
  const place = (name: string) => {
    const row = rows.find((one) => one.name === name)
    if (!row || placed.has(name)) return
    placed.add(name)
    for (const needed of row.needs) place(needed)
    ordered.push({ section: 'table', name, columns: row.columns, role: row.schema === 'graphile_worker' ? 'worker' : 'owner' })
  }
  for (const row of rows) place(row.name)
  return ordered
}

const appliedMigrations = async (owner: pg.Client) => (await owner.query<{ name: string }>('select name from platform.migration order by name')).rows.map((row) => row.name)

async function sumOf(client: pg.Client, table: string): Promise<Sum> {
  const { rows } = await client.query<Sum>(`select count(*)::int as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as sum from ${table} t`)
  return rows[0]!
}

async function refuseUnlessEmpty(owner: pg.Client) {
  const { rows } = await owner.query<{ ready: boolean; entries: boolean }>('select ready, exists (select 1 from audit.entry) as entries from platform.centre')
  if (rows[0]?.ready || rows[0]?.entries) throw new Error('restore needs an empty centre: this one is already in use. Give it an empty data folder or database.')
}

/** Copied rows keep their numbers; the next number must come after them. */
async function setSequences(owner: pg.Client) {
  const { rows } = await owner.query<{ table_name: string; column_name: string; sequence: string }>(`
    select format('%I.%I', n.nspname, c.relname) as table_name, a.attname as column_name, pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) as sequence
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where a.attidentity <> '' and c.relkind = 'r' and n.nspname <> 'graphile_worker'`)
  for (const row of rows) await owner.query(`select setval('${row.sequence}', coalesce((select max(${pg.escapeIdentifier(row.column_name)}) from ${row.table_name}), 0) + 1, false)`)
}

function listFiles(dataFolder: string): string[] {
  const found: string[] = []
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) { if (entry.name !== 'incoming') walk(path) } // half of a file that nobody was told is here
      else if (entry.isFile() && !/\.(tmp|partial)$/.test(entry.name)) found.push(relative(dataFolder, path))
    }
  }
  for (const name of fileFolders) if (existsSync(join(dataFolder, name))) walk(join(dataFolder, name))
  return found
}

const unlessGone = (error: NodeJS.ErrnoException) => { if (error.code !== 'ENOENT') throw error }

function safeJoin(folder: string, name: string): string {
  const target = join(folder, name)
  if (relative(folder, target).startsWith('..') || !fileFolders.some((one) => name.startsWith(`${one}/`))) throw new Error(`the backup names a file outside the data folder: ${name}`)
  return target
}

async function seal(plain: Readable, file: string, key: BackupKey) {
  const encrypter = new Encrypter()
  if ('passphrase' in key) encrypter.setPassphrase(key.passphrase)
  else if ('recipient' in key) encrypter.addRecipient(key.recipient)
  else throw new Error('to make a backup give a passphrase or a recipient (age1…)')
  const zipped = plain.pipe(createGzip({ level: 5 }))
  plain.on('error', (error) => zipped.destroy(error))
  const sealed = await encrypter.encrypt(Readable.toWeb(zipped) as ReadableStream<Uint8Array>)
  await sealed.pipeTo(Writable.toWeb(createWriteStream(file, { mode: 0o600 })) as WritableStream<Uint8Array>)
}

async function unseal(file: string, key: BackupKey): Promise<AsyncIterable<Buffer>> {
  const decrypter = new Decrypter()
  if ('passphrase' in key) decrypter.addPassphrase(key.passphrase)
  else if ('identity' in key) decrypter.addIdentity(key.identity)
  else throw new Error('to restore give the passphrase or the identity file (AGE-SECRET-KEY-…)')
  const opened = await decrypter.decrypt(Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>).catch((cause: unknown) => { throw new Error('the backup cannot be opened: wrong key, or a damaged file', { cause }) })
  const source = Readable.fromWeb(opened as never)
  const unzip = createGunzip()
  source.on('error', (error) => unzip.destroy(error))
  return source.pipe(unzip) as AsyncIterable<Buffer>
}

async function writeChunks(source: AsyncIterable<Uint8Array>, write: (bytes: Uint8Array) => Promise<void>) {
  const length = (n: number) => { const bytes = Buffer.alloc(4); bytes.writeUInt32BE(n); return bytes }
  for await (const chunk of source) {
    if (chunk.length === 0) continue
    await write(length(chunk.length))
    await write(chunk)
  }
  await write(length(0))
}

/** Reads the sections one after the other. The chunks of a section must be read before the next one is asked for. */
class SectionReader {
  #source: AsyncIterator<Buffer>
  #held: Buffer = Buffer.alloc(0)
  #ended = false
  #inside = false
  constructor(source: AsyncIterable<Buffer>) { this.#source = source[Symbol.asyncIterator]() }

  async next(): Promise<Section | undefined> {
    if (this.#inside) for await (const _ of this.chunks()) { /* skipped */ }
    const text: Buffer[] = []
    for (;;) {
      const end = this.#held.indexOf(10)
      if (end >= 0) {
        text.push(this.#held.subarray(0, end))
        this.#held = this.#held.subarray(end + 1)
        break
      }
      text.push(this.#held)
      if (!(await this.#more())) return undefined
    }
    const section = JSON.parse(Buffer.concat(text).toString('utf8')) as Section
    this.#inside = section.section === 'table' || section.section === 'file'
    return section
  }

  async *chunks(): AsyncGenerator<Buffer> {
    for (;;) {
      const size = (await this.#take(4)).readUInt32BE()
      if (size === 0) break
      yield await this.#take(size)
    }
    this.#inside = false
  }

  async #take(size: number): Promise<Buffer> {
    const parts: Buffer[] = []
    let missing = size
    for (;;) {
      const part = this.#held.subarray(0, missing)
      parts.push(part)
      missing -= part.length
      this.#held = this.#held.subarray(part.length)
      if (missing === 0) return parts.length === 1 ? part : Buffer.concat(parts)
      if (!(await this.#more())) throw new Error('the backup file ends too early: it was cut')
    }
  }

  async #more(): Promise<boolean> {
    if (this.#ended) return false
    const { value, done } = await this.#source.next().catch((cause: unknown) => { throw new Error('the backup cannot be read to its end: it was cut or changed', { cause }) })
    if (done) { this.#ended = true; return false }
    this.#held = value
    return true
  }
}
