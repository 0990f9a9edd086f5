import { connect } from 'node:net'
import { statfsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import * as z from 'zod'
import { anonymous, anyone, endpoint, type Actor } from '../contract/index.ts'
import { createHttp, rawRoute, route } from '../http/index.ts'
import { createLog } from '../log/index.ts'
import { createPool } from './index.ts'
import { troubleOf } from './trouble.ts'

const caught = (work: Promise<unknown>) => work.then(() => undefined, (error: unknown) => error)

test('a server that is not there, a cut connection and a cut query are "away"', async () => {
  const { socketFolder, superuser } = inject('server')
  const nobody = createPool({ host: `/tmp/bastida-${randomBytes(4).toString('hex')}`, user: 'x', database: 'x' }, 1, 'test')
  expect(troubleOf(await caught(nobody.query('select 1')))).toBe('away')
  const port = createPool({ host: 'localhost', port: 1, user: 'x', database: 'x' }, 1, 'test')
  expect(troubleOf(await caught(port.query('select 1')))).toBe('away') // an AggregateError: one for each address of the name
  const pool = createPool({ host: socketFolder, user: superuser, database: 'postgres' }, 2, 'test trouble')
  const client = await pool.connect()
  const { rows: [{ pid }] } = await client.query<{ pid: number }>('select pg_backend_pid() as pid') as never as { rows: [{ pid: number }] }
  const running = caught(client.query('select pg_sleep(20)'))
  await pool.query('select pg_terminate_backend($1)', [pid])
  expect(troubleOf(await running)).toBe('away')
  expect(troubleOf(await caught(client.query('select 1')))).toBe('away')
  client.release()
  expect(troubleOf(await caught(pool.query('select 1/0')))).toBeUndefined()
  await Promise.all([nobody.end(), port.end(), pool.end()])
})

test.skipIf(!hasFull())('a disk without space is "full", and so is PostgreSQL on one', async () => {
  expect(troubleOf(await caught(writeFile('/dev/full', 'x')))).toBe('full')
  expect(troubleOf(Object.assign(new Error('could not extend file "base/1/2": No space left on device'), { code: '53100' }))).toBe('full')
})

test('a person is told which of the two it is, a reader of public bytes is not kept out by a sign-in that cannot be looked up', async () => {
  const say = (error: unknown) => endpointApp(() => Promise.reject(error))
  const full = await say(Object.assign(new Error('x'), { code: 'ENOSPC' })).inject({ url: '/api/thing?lang=fr' })
  expect({ status: full.statusCode, ...(full.json() as object) }).toMatchObject({ status: 507, code: 'no_space', title: expect.stringMatching(/^Le disque du centre est plein/) })
  const away = await say(Object.assign(new Error('x'), { code: '57P03' })).inject({ url: '/api/thing' })
  expect({ status: away.statusCode, wait: away.headers['retry-after'], ...(away.json() as object) }).toMatchObject({ status: 503, code: 'unavailable', wait: '10' })
  const blind = endpointApp(async () => ({ ok: true }), () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })))
  expect((await blind.inject({ url: '/api/thing' })).statusCode).toBe(503)
  expect((await blind.inject({ url: '/page' })).body).toBe('a page')
})

function endpointApp(handle: () => Promise<unknown>, authenticate: () => Promise<Actor> = async () => anonymous) {
  const app = createHttp({ log: createLog('silent', () => new Date()), origins: [], authenticate })
  const thing = endpoint({ id: 'test.thing', method: 'GET', path: '/api/thing', summary: 'x', access: anyone, query: z.object({ lang: z.string().optional() }), response: z.object({ ok: z.boolean() }) })
  const page = endpoint({ id: 'test.page', method: 'GET', path: '/page', summary: 'x', access: anyone, raw: true })
  app.mount([route(thing, handle as never), rawRoute(page, async ({ reply }) => reply.send('a page'))])
  return app
}

test('a missing file, a mistake of ours and no error at all are none of it', async () => {
  expect(troubleOf(await caught(import('node:fs/promises').then((fs) => fs.readFile('/none/such'))))).toBeUndefined()
  expect(troubleOf(await caught(new Promise((_, no) => connect('/none/such').on('error', no))))).toBe('away')
  for (const one of [undefined, null, 'text', new TypeError('x'), Object.assign(new Error('duplicate key'), { code: '23505' })]) expect(troubleOf(one)).toBeUndefined()
})

function hasFull(): boolean {
  try { statfsSync('/dev/full'); return true } catch { return false }
}
