import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseFacts } from '#modules/cases/contract.ts'
import { createTerritory, partyIdOf } from '#modules/territory/server/index.ts'
import { fixedClock } from '#platform/clock.ts'
import { LIVE, system, type Actor } from '#platform/contract/index.ts'
import { createHttp } from '#platform/http/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createObligations } from './index.ts'

const opened = new Date('2026-11-02T05:10:00Z')
const clock = fixedClock(opened)
const log = createLog('silent', clock.now)
const partyId = partyIdOf(LIVE, { registry: 'own', code: 'A' })
const one: CaseFacts = {
  id: '00000000-0000-4000-8000-000000000011', ref: 'VEL-2026-0001/1', kind: 'tied', mainId: '00000000-0000-4000-8000-000000000010', partyId, partyName: 'Comune Primo', realm: LIVE, title: 'Fermo', state: 'open', answer: 'unknown', answeredAt: null,
  inferred: 'hit', confidence: 0.8, expectedAt: opened, occurredAt: opened, openedAt: opened, observed: 'unknown', reopenedSafeAt: null, closedAt: null, personalData: 'yes', providerId: partyId, providerName: 'Nuvola Finta', awareAt: null,
  dataLostDays: null, tlp: 'amber', description: {}, services: [],
}
const member: Actor = { kind: 'person', id: 'p-1', name: 'Addetta', roles: ['member'], scope: 'parties', parties: [partyId], realm: LIVE }

let t: TestDatabase
let http: ReturnType<typeof createHttp>
let obligations: ReturnType<typeof createObligations>
beforeAll(async () => {
  t = await testDatabase()
  const ground = { db: t.db, clock, log, mailer: createMailer({ smtpUrl: undefined, from: 'a@b.example', folder: '/nonexistent' }), publicUrl: 'http://localhost:8080', dataFolder: '/nonexistent' }
  const territory = createTerritory(ground)
  await t.sql(`insert into territory.party (id, registry, code, name, folded, kind, population, updated_at) values ($1, 'own', 'A', 'Comune Primo', 'comune primo', 'municipality', 3000, now())`, [partyId])
  // Cases stand still: their rows are not this test's matter. Territory and obligations are the real ones.
  obligations = createObligations(ground, { cases: { facts: async () => [one], tiedOf: async () => [] }, territory: territory.service })
  http = createHttp({ log, origins: [], authenticate: async () => member })
  http.mount(territory.routes)
  await obligations.service.open(system('test'), one.id)
})
afterAll(async () => { await http.close(); await t.close() })

const missing = async () => (await t.sql<{ missing: string[] }>('select missing from obligations.dossier'))[0]!.missing

test('a body that says ACN listed it is asked for it no longer in its open dossier, with nobody in between', async () => {
  expect(await missing()).toContain('party.acn.status')
  const said = await http.inject({ method: 'PUT', url: `/api/territory/parties/${partyId}/facts/acn`, payload: { value: { status: 'important', noticeReceivedOn: '2025-04-12', firstListedYear: 2025 }, source: 'ACN prot. 12/2025' } })
  expect(said.json()).toMatchObject({ state: 'stated', by: 'Addetta' })
  // The event of that transaction, handed to the listener that apps/server/wiring.ts names for it.
  const waiting = await t.sql<{ id: number; name: string; payload: never; realm: string }>(`select id, name, payload, realm from platform.outbox where name = 'territory.changed'`)
  expect(waiting).toHaveLength(1)
  await obligations.listeners.find(({ name }) => name === 'obligations.party')!.handle(waiting[0]!)
  expect(await missing()).not.toContain('party.acn.status')
  expect(await t.sql(`select facts #>> '{party,acn,status}' as acn from obligations.dossier`)).toEqual([{ acn: 'important' }])
})
