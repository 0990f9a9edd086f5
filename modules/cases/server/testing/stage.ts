/** The module on a database of its own, with one open main case and its tied cases: for tests of what a case keeps. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fixedClock } from '#platform/clock.ts'
import { anonymous, type Actor } from '#platform/contract/index.ts'
import { createHttp } from '#platform/http/index.ts'
import { openKeys, type KeyOptions, type Keys } from '#platform/keys/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import { testDatabase } from '#platform/testing/database.ts'
import type { Context } from '../context.ts'
import { createCases } from '../index.ts'
import { NUBILIS, smallTerritory } from '../testing.ts'

export type CaseStage = Awaited<ReturnType<typeof caseStage>>
const person = (id: string, roles: Actor['roles'], parties: readonly string[] = []): Actor =>
  ({ kind: 'person', id, name: `Persona ${id}`, roles, scope: parties.length > 0 ? 'parties' : 'all', parties, realm: 'live' })

export async function caseStage(keyOptions: Partial<KeyOptions> = {}) {
  const t = await testDatabase()
  const land = smallTerritory()
  const folder = mkdtempSync(join(tmpdir(), 'bastida-case-'))
  const clock = fixedClock(new Date('2026-12-08T05:14:00Z'))
  const log = createLog('silent', clock.now)
  const actors: Record<string, Actor> = {
    coordinator: person('coordinator', ['coordinator']), analyst: person('analyst', ['analyst']), corvasse: person('corvasse', ['member'], [land.partyId(2)]),
  }
  const ground = { db: t.db, clock, log, mailer: createMailer({ smtpUrl: undefined, from: 'centro@velarda.example', folder }), publicUrl: 'https://centro.example', dataFolder: folder }
  const servers: ReturnType<typeof createHttp>[] = []

  /** The module as it is after a start with these keys, behind a real socket. */
  async function start(keys: Keys) {
    const context: Context = { ground, territory: land.territory, keys }
    const module = createCases(ground, { territory: land.territory, keys })
    const http = createHttp({ log, origins: [], authenticate: async (request) => actors[String(request.headers['x-test'])] ?? anonymous })
    http.mount(module.routes)
    servers.push(http)
    await http.listen({ host: '127.0.0.1', port: 0 })
    const base = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`
    const call = (who: string, method: string, path: string, body?: unknown) =>
      fetch(base + path, { method, headers: { 'x-test': who, ...(body === undefined ? {} : { 'content-type': Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json' }) }, ...(body === undefined ? {} : { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }) })
    return { context, module, base, call }
  }

  const first = await start(await openKeys(folder, { known: [], now: clock.now(), ...keyOptions }))
  const { mainId } = await first.module.service.open(actors['analyst']!, {
    requestId: randomUUID(), providerId: land.partyId(NUBILIS), title: 'Fermo di Nubilis Cloud', occurredAt: clock.now(), effects: { unavailable: true, exposed: true, tampered: false }, description: {},
  })
  const tied = await t.db.as(actors['analyst']!, (tx) => first.module.service.tiedOf(tx, mainId))
  return {
    ...first, t, clock, folder, actors, start, mainId, tied,
    corvasse: tied.find((one) => one.partyId === land.partyId(2))!.id,
    async close() {
      for (const http of servers) await http.close()
      await t.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
