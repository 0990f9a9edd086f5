/** What the centre says of itself: written by the coordinator, read by anybody. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { as } from '../../territory/server/testing.ts'
import { testCoordination, type TestCoordination } from './testing.ts'

let s: TestCoordination
beforeAll(async () => { s = await testCoordination() })
afterAll(() => s.close())
const put = (body: object, who = as('coordinator')) => s.call(who, 'PUT', '/api/coordination/profile', { version: 0, texts: {}, ...body })

test('the coordinator writes, once at a time; a fingerprint is one or none', async () => {
  expect((await s.call(as('analyst'), 'GET', '/api/coordination/profile')).json).toMatchObject({ version: 0, fingerprint: '', changedAt: null })
  expect((await put({}, as('analyst'))).status).toBe(403)
  expect((await put({ fingerprint: 'abc' })).json.fields).toEqual([{ path: 'body.fingerprint', problem: 'fingerprint' }])
  expect((await put({ keyAddress: 'http://x.example/key' })).status).toBe(400)
  expect((await put({ fingerprint: 'abcd '.repeat(10), texts: { mission: { en: 'Hold the region together' } } })).json).toMatchObject({ version: 1, fingerprint: 'ABCD'.repeat(10), texts: { mission: { it: '', fr: '', en: 'Hold the region together' } }, changedBy: 'Test coordinator' })
  expect((await put({})).status).toBe(409)
})
