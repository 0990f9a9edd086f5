/** One embedded server and one migrated template database for a whole test run; each test file clones it in about 0.1 s. */
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../db/embedded.ts'
import { prepareDatabase, readMigrations, type Credentials } from '../db/setup.ts'
import { createLog } from '../log/index.ts'

declare module 'vitest' {
  interface ProvidedContext { server: { socketFolder: string; superuser: string; template: string } }
}

export const testCredentials: Credentials = { owner: 'o', app: 'a', auth: 'u', worker: 'w', session: 'a secret of the tests, longer than thirty-two characters' }

export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'bastida-test-'))
  chmodSync(folder, 0o755)
  // Whole centres, made by the first test that needs one: the workers find the place among their settings.
  mkdirSync(process.env['BASTIDA_TEST_CENTRES'] = join(folder, 'centres'))
  const log = createLog('warn', () => new Date())
  // Durability is not what these tests are about; the kill tests start a server of their own with it on.
  const server = await startEmbedded({ folder, log, settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' } })
  const template = `test_${createHash('sha256').update(readMigrations().map((migration) => migration.sha256).join()).digest('hex').slice(0, 8)}`
  await prepareDatabase({ host: server.socketFolder, user: server.superuser, database: 'postgres' }, template, testCredentials, { prefix: 'test' })
  project.provide('server', { socketFolder: server.socketFolder, superuser: server.superuser, template })
  return async () => {
    await server.release()
    rmSync(folder, { recursive: true, force: true })
  }
}
