/** A territory on a real database, spoken to over HTTP with the caller named in a header; for tests only. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { anonymous, LIVE, system, type Actor, type Role } from '#platform/contract/index.ts'
import { systemClock, type Clock } from '#platform/clock.ts'
import { createHttp } from '#platform/http/index.ts'
import { createLog } from '#platform/log/index.ts'
import type { Ground } from '#platform/module.ts'
import { testDatabase } from '#platform/testing/database.ts'
import { createTerritory } from './index.ts'

export const centreActor = system('test')

export async function testTerritory(options: { clock?: Clock; nameServers?: readonly string[] } = {}) {
  const t = await testDatabase()
  const dataFolder = mkdtempSync(join(tmpdir(), 'bastida-territory-'))
  const clock = options.clock ?? systemClock
  const log = createLog('error', () => clock.now())
  const ground: Ground = { db: t.db, clock, log, mailer: { kind: 'folder', send: () => Promise.reject(new Error('no mail is sent here')), close: () => {} }, publicUrl: 'http://localhost:8080', dataFolder }
  const territory = createTerritory(ground, options)
  const app = createHttp({ log, origins: [], authenticate: async (request) => actorFrom(String(request.headers['x-test-actor'] ?? '')) })
  app.mount(territory.routes)
  return { ...t, ground, app, ...territory, dataFolder, close: async () => { await app.close(); await t.close(); rmSync(dataFolder, { recursive: true, force: true }) } }
}
export type TestTerritory = Awaited<ReturnType<typeof testTerritory>>

/** `role`, `role party,party` or `role party realm`: enough to be anybody. */
export const as = (role: Role, parties: readonly string[] = [], realm = LIVE) => ({ 'x-test-actor': [role, parties.join(','), realm].join(' ') })

export function person(role: Role, parties: readonly string[] = [], realm = LIVE): Actor {
  const centre = role === 'coordinator' || role === 'analyst'
  return { kind: 'person', id: `test-${role}`, name: `Test ${role}`, roles: [role], scope: centre ? 'all' : role === 'researcher' ? 'none' : 'parties', parties: [...parties], realm }
}

function actorFrom(header: string): Actor {
  if (header === '') return anonymous
  const [role, parties, realm] = header.split(' ')
  return person(role as Role, parties ? parties.split(',') : [], realm || LIVE)
}

export const sharedRegistry = (name: string) => join('../shared/data/06-registry', name)
