/** What a worker refuses to start with, in words. That it works is in tests/conformance/jetstream.test.ts. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'bastida-worker-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const start = (env: Record<string, string>) => {
  const { status, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url))], { env: { PATH: process.env['PATH'], BASTIDA_DATA: folder, ...env }, encoding: 'utf8', timeout: 60_000 })
  return [status, stderr.trim()]
}
const both = { DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/centre', NATS_URL: 'nats://127.0.0.1:1' }

test('without a database and a stream that are shared there is nothing to work on', () => {
  expect(start({})).toEqual([2, 'DATABASE_URL: is needed by a worker\nNATS_URL: is needed by a worker'])
  expect(start({ ...both, SILENT: 'yes' })).toEqual([2, 'SILENT=no: is needed by a worker'])
})

test('it makes no passwords of its own, and says where they come from; a database that is away is named', () => {
  expect(start(both)).toEqual([1, `there is no secrets.json in ${folder}: copy that of the centre’s own data folder`])
  expect(readdirSync(folder)).toEqual([])
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify({ owner: 'o', app: 'a', auth: 'u', worker: 'w', session: 's' }))
  const [status, said] = start(both)
  expect([status, String(said)]).toEqual([1, expect.stringContaining('127.0.0.1')])
})
