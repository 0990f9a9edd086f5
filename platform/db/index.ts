/** The database: pools for each role, transactions that carry who is asking, and a type that keeps a store inside its own schema. */
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { LIVE, type Actor } from '../contract/access.ts'
import { marksOf } from '../contract/marks.ts'
import { readableTlps } from '../contract/tlp.ts'
import type { DB } from '#db/types.ts'

export type { DB }
export type Schema = 'identity' | 'territory' | 'cases' | 'playbooks' | 'obligations' | 'notices' | 'coordination' | 'exercise' | 'intake' | 'watch' | 'sharing' | 'messages' | 'retention' | 'platform' | 'audit'
/** The tables of one schema: another module's table in a store is a compile error. */
export type Own<S extends Schema> = { [K in keyof DB as K extends `${S}.${string}` ? K : never]: DB[K] }

declare const opened: unique symbol
/** A transaction in which row-level security knows who asks. Only `Database.as` makes one. */
export type Tx = { readonly [opened]: true }

export type Database = {
  /** Runs `work` in one transaction as `actor`; visible rows follow from the actor's scope, parties, realm and reach (TLP). */
  as<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Whether the server answers. */
  ping(): Promise<boolean>
  close(): Promise<void>
}

/** The door of a store: `own<'cases'>(tx).selectFrom('cases.case')`. */
export const own = <S extends Schema>(tx: Tx): Transaction<Own<S>> => tx as unknown as Transaction<Own<S>>

pg.types.setTypeParser(pg.types.builtins.INT8, Number) // ids and counts stay far below 2^53

export type Connection = { host?: string; port?: number; user: string; password?: string; database: string; ssl?: pg.PoolConfig['ssl'] }

export function createPool(connection: Connection, max: number, name: string): pg.Pool {
  const pool = new pg.Pool({ ...connection, max, application_name: name, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000 })
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', () => {}) // an idle connection cut by the server: the pool opens another; queries report their own errors
  return pool
}

export function createDatabase(pool: pg.Pool): Database {
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return {
    as: (actor, work) => kysely.transaction().execute(async (transaction) => {
      await enter(transaction, actor)
      return work(transaction as unknown as Tx)
    }),
    ping: () => sql`select 1`.execute(kysely).then(() => true, () => false),
    close: () => kysely.destroy(),
  }
}

/** Settings last until the end of the transaction (third argument true), so a pooled connection never keeps them. */
async function enter(transaction: Transaction<DB>, actor: Actor) {
  const { speaks, counsel } = marksOf(actor)
  await sql`select set_config('app.scope', ${actor.scope}, true), set_config('app.parties', ${`{${actor.parties.join(',')}}`}, true),
    set_config('app.realm', ${actor.realm || LIVE}, true), set_config('app.actor', ${actor.id}, true),
    set_config('app.tlps', ${`{${readableTlps(actor).join(',')}}`}, true),
    set_config('app.speaks', ${speaks === 'all' ? 'all' : `{${speaks.join(',')}}`}, true), set_config('app.counsel', ${`{${counsel.join(',')}}`}, true)`.execute(transaction)
}
