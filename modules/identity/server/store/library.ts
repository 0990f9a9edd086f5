/** The sign-in library's own door to its tables. It qualifies every statement with the schema, so the pool needs no search path. */
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'

export const libraryDatabase = (pool: pg.Pool) =>
  ({ db: new Kysely<never>({ dialect: new PostgresDialect({ pool }) }), type: 'postgres', schemaName: 'identity', transaction: true }) as const
