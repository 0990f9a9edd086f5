/** A database of one's own for a test file, with the four roles and row-level security as in production. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { createDatabase, createPool, type Connection, type Database } from '../db/index.ts'
import type { RoleName } from '../db/setup.ts'
import { testCredentials } from './global-setup.ts'

export type TestDatabase = {
  readonly db: Database
  readonly connect: Record<RoleName, Connection>
  readonly appPool: pg.Pool
  readonly authPool: pg.Pool
  readonly workerPool: pg.Pool
  /** Sees and changes everything, and may take another role for a transaction. */
  readonly superuser: pg.Pool
  /** As the superuser: sees and changes everything; for arranging and inspecting, never for the code under test. */
  sql<Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  /** Runs `work` while every table refuses to be written: what only reads does not notice. */
  shut<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

export async function testDatabase(): Promise<TestDatabase> {
  const { socketFolder, superuser, template } = inject('server')
  const database = `t_${randomBytes(6).toString('hex')}`
  const admin: Connection = { host: socketFolder, user: superuser, database: 'postgres' }
  await once(admin, `create database ${database} template ${template}`)
  const connect = Object.fromEntries((['owner', 'app', 'auth', 'worker'] as const).map((role) =>
    [role, { host: socketFolder, user: `test_${role}`, password: testCredentials[role], database }])) as Record<RoleName, Connection>
  const appPool = createPool(connect.app, 8, 'test app')
  const authPool = createPool(connect.auth, 3, 'test auth')
  const workerPool = createPool(connect.worker, 6, 'test worker')
  const superPool = createPool({ ...admin, database }, 2, 'test superuser')
  const db = createDatabase(appPool)
  return {
    db, connect, appPool, authPool, workerPool, superuser: superPool,
    sql: async (text, values) => (await superPool.query(text, values)).rows as never,
    async shut(work) {
      const each = (text: string) => superPool.query(`do $$ declare t record; begin
        for t in select schemaname, tablename from pg_tables where schemaname !~ '^pg_' and schemaname <> 'information_schema' loop execute format('${text}', t.schemaname, t.tablename); end loop; end $$`)
      await superPool.query(`create or replace function public.shut() returns trigger language plpgsql as $$ begin raise exception 'shut for writing'; end $$; grant usage on schema public to public`)
      await each('create trigger shut before insert or update or delete or truncate on %I.%I for each statement execute function public.shut()')
      try { return await work() } finally { await each('drop trigger shut on %I.%I') }
    },
    async close() {
      await Promise.all([db.close(), authPool.end(), workerPool.end(), superPool.end()])
      await once(admin, `drop database if exists ${database} with (force)`)
    },
  }
}

async function once(connection: Connection, text: string) {
  const client = new pg.Client(connection)
  await client.connect()
  try { await client.query(text) } finally { await client.end() }
}
