import { getMigrations } from 'better-auth/db/migration'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { authOptions } from './auth.ts'
import { secret, testCentre, type TestCentre } from './testing.ts'

let t: TestCentre
beforeAll(async () => { t = await testCentre() })
afterAll(() => t.close())

test('the committed tables are those the sign-in library wants', async () => {
  const never = () => Promise.reject(new Error('not asked here'))
  const options = authOptions({ pool: t.authPool, publicUrl: 'http://localhost:8080', secret, log: t.ground.log, watch: { happened: never, whoHas: never, mayTry: never, succeeded: never, passwordProblem: never, proven: never } })
  const wanted = await getMigrations(options, { throwOnUnsafe: false })
  expect({ tables: wanted.toBeCreated, columns: wanted.toBeAdded, indexes: wanted.toBeAddedIndexes, problems: wanted.schemaProblems }).toEqual({ tables: [], columns: [], indexes: [], problems: [] })
})

test('neither the app role nor the worker reads anything of this schema', async () => {
  const tables = (await t.sql<{ name: string }>(`select quote_ident(tablename) as name from pg_tables where schemaname = 'identity'`)).map(({ name }) => name)
  expect(tables.length).toBeGreaterThanOrEqual(10)
  for (const table of tables) {
    for (const text of [`select 1 from identity.${table}`, `delete from identity.${table}`]) {
      await expect(t.appPool.query(text), text).rejects.toThrow('permission denied')
      await expect(t.workerPool.query(text), text).rejects.toThrow('permission denied')
    }
  }
})

test('the auth role writes the log and cannot read it, and reaches no other schema', async () => {
  for (const text of ['select 1 from audit.entry', 'delete from audit.entry', 'select 1 from platform.centre', 'select 1 from platform.delivery']) await expect(t.authPool.query(text), text).rejects.toThrow('permission denied')
})

test('a role of the centre has no party, the others have one', async () => {
  const [{ id } = { id: '' }] = await t.sql<{ id: string }>(`insert into identity."user" (name, email, "emailVerified") values ('X', 'x@centro.example', false) returning id`)
  const add = (role: string, party: string | null) => t.sql(`insert into identity.membership (user_id, role, party_id, granted_by, granted_at) values ($1, $2, $3, '', now())`, [id, role, party])
  await expect(add('member', null)).rejects.toThrow('check constraint')
  await expect(add('analyst', id)).rejects.toThrow('check constraint')
  await expect(add('root', null)).rejects.toThrow('check constraint')
  await add('analyst', null)
  await expect(add('analyst', null)).rejects.toThrow('unique')
})
