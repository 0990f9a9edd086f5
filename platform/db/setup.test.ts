/** On a server that wants passwords: the one of the tests believes everybody. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMIN, startExternal, type External } from '../../tests/support/external.ts'
import { testCredentials } from '../testing/global-setup.ts'
import { prepareDatabase, type Credentials } from './setup.ts'

let external: External
beforeAll(async () => { external = await startExternal() })
afterAll(async () => { await external?.remove() })

const others: Credentials = { owner: 'o2', app: 'a2', auth: 'u2', worker: 'w2', session: 'another secret of the tests, longer than thirty-two characters' }
const prepare = (credentials: Credentials) => prepareDatabase({ host: '127.0.0.1', port: external.port, ...ADMIN, database: 'centre' }, 'centre', credentials)
const passwords = () => external.look(async (client) => (await client.query<{ rolpassword: string }>(`select rolpassword from pg_authid where rolname like 'centre%' order by rolname`)).rows.map((row) => row.rolpassword))

test('a start with the known passwords changes none, another data folder locks nobody out, left roles are taken over', { timeout: 60_000 }, async () => {
  const { connect } = await prepare(testCredentials)
  const before = await passwords()
  await prepare(testCredentials)
  expect(await passwords()).toEqual(before)
  const living = new pg.Client(connect.app)
  await living.connect()
  await expect(prepare(others)).rejects.toThrow('another Bastida with another data folder works on this database: use its BASTIDA_DATA, or stop it first')
  expect(await passwords()).toEqual(before)
  await living.end()
  await expect.poll(() => prepare(others).then(() => 'taken over', String), { timeout: 5000 }).toBe('taken over')
  expect(await passwords()).not.toEqual(before)
})

test('rights that a start was cut off before giving are given by the next', { timeout: 60_000 }, async () => {
  await expect.poll(() => prepare(others).then(() => 'ready', String), { timeout: 5000 }).toBe('ready')
  const may = (role: string, table: string, right: string) => external.look(async (client) => (await client.query<{ may: boolean }>('select has_table_privilege($1, $2, $3) as may', [role, table, right])).rows[0]!.may, 'centre')
  await external.look((client) => client.query('revoke all on cases.case from centre_app; revoke all on platform.outbox from centre_worker'), 'centre')
  await prepare(others)
  expect([await may('centre_app', 'cases.case', 'select'), await may('centre_worker', 'platform.outbox', 'delete'), await may('centre_app', 'platform.migration', 'delete')]).toEqual([true, true, false])
})
