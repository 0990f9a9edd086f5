import { afterAll, beforeAll, expect, test } from 'vitest'
import { Readable } from 'node:stream'
import { fixedClock } from '#platform/clock.ts'
import { centreActor, testTerritory, type TestTerritory } from './testing.ts'

let t: TestTerritory
beforeAll(async () => {
  t = await testTerritory({ clock: fixedClock(new Date('2026-11-22T08:00:00Z')) })
  await t.service.importRegistry(centreActor, {
    fileName: 'parties.csv', stream: Readable.from([Buffer.from('code,name,kind,population,fiscal,website\nA,Comune di Fintopoli,municipality,3000,00000000111,www.fintopoli.example\nB,Fintolago,municipality,3100,00000000222,\nC,Fintomare,municipality,2900,,\nD,Fintobosco,municipality,3300,,\nP,Gestionali Finti,provider,,00000000999,\n')]),
  })
})
afterAll(() => t.close())
const release = (ocid: string, buyer: string, supplier: [string, string], title: string) => ({
  ocid, date: '2026-01-10T00:00:00Z', buyer: { name: buyer, id: buyer }, parties: [{ id: supplier[1], name: supplier[0], identifier: { scheme: 'IT-CF', id: supplier[1] }, roles: ['supplier'] }],
  tender: { title, items: [{ classification: { scheme: 'CPV', id: '48311000' } }] },
  awards: [{ id: '1', status: 'active', date: '2026-01-10T00:00:00Z', suppliers: [{ id: supplier[1], name: supplier[0] }], contractPeriod: { startDate: '2026-01-10T00:00:00Z', endDate: '2028-01-10T00:00:00Z' } }],
})
const edges = () => t.sql(`select b.name as body, p.name as provider, s.name as service, s.category, d.kind, d.state, d.confidence::text, jsonb_array_length(d.evidence) as reasons
  from territory.dependency d join territory.party b on b.id = d.party_id join territory.party p on p.id = d.provider_id join territory.service s on s.id = d.dependent_id order by 1, 2, 4`)

test('public contracts become questions; a second reading asks nothing new', async () => {
  const document = { releases: [
    release('ocds-1', 'COMUNE DI FINTOPOLI', ['Gestionali Finti', '00000000999'], 'Canone protocollo informatico'),
    release('ocds-2', 'Comune di Fintolago', ['Sconosciuta Software', '00000000888'], 'Protocollo informatico in cloud'),
    release('ocds-3', 'Comune di Nessunluogo', ['Gestionali Finti', '00000000999'], 'Protocollo informatico'),
  ] }
  const first = await t.service.proposeEdges(centreActor, { from: 'ocds', document })
  expect(first).toMatchObject({ stored: 2, providersAdded: 1, unmatchedTotal: 1, unmatched: [{ name: 'Comune di Nessunluogo' }] })
  expect(await edges()).toMatchObject([
    { body: 'Comune di Fintopoli', provider: 'Gestionali Finti', service: 'Protocollo informatico', category: 'protocol', kind: 'software', state: 'proposed' },
    { body: 'Fintolago', provider: 'Sconosciuta Software', category: 'protocol', state: 'proposed' },
  ])
  const before = await edges()
  expect(await t.service.proposeEdges(centreActor, { from: 'ocds', document })).toMatchObject({ stored: 0, unchanged: 2, providersAdded: 0 })
  expect(await edges()).toEqual(before)
  const graph = await t.service.graph('live')
  expect(graph.graph.dependencies).toBe(2)
})

test('the provider’s own list adds to the same edge and makes it surer', async () => {
  const [provider] = await t.sql<{ id: string }>(`select id from territory.party where code = 'P'`)
  const [before] = (await edges()) as { confidence: string; reasons: number }[]
  const report = await t.service.proposeEdges(centreActor, { from: 'customers', providerId: provider!.id, csv: 'cliente;codice;prodotto\nFintopoli;00000000111;Protocollo informatico\n' })
  expect(report).toMatchObject({ stored: 1, unmatchedTotal: 0 })
  const [after] = (await edges()) as { confidence: string; reasons: number }[]
  expect(Number(after!.confidence)).toBeGreaterThan(Number(before!.confidence))
  expect(after!.reasons).toBe(before!.reasons + 1)
})

test('a denied edge is not asked again', async () => {
  await t.sql(`update territory.dependency set state = 'denied', decided_by = 'x', decided_at = now() where party_id = (select id from territory.party where code = 'B')`)
  expect(await t.service.proposeEdges(centreActor, { from: 'ocds', document: { releases: [release('ocds-2', 'Comune di Fintolago', ['Sconosciuta Software', '00000000888'], 'Protocollo informatico in cloud')] } }))
    .toMatchObject({ stored: 0, known: 1 })
})

test('names of the net, and bodies alike', async () => {
  const [a, c] = await Promise.all(['A', 'C'].map(async (code) => (await t.sql<{ id: string }>(`select id from territory.party where code = $1`, [code]))[0]!.id))
  // A body that says a provider's name for its own is not taken for that provider, here or when it is asked again.
  await t.sql(`insert into territory.asset (id, party_id, kind, value, updated_at) select gen_random_uuid(), id, 'domain', 'microsoft.com', now() from territory.party where code = 'B'`)
  const dns = await t.service.proposeEdges(centreActor, { from: 'dns', bodies: [{ partyId: a!, domain: 'fintopoli.example', mx: ['fintopoli.mail.protection.outlook.com'], date: '2026-11-20' }] })
  expect(dns).toMatchObject({ stored: 1, providersAdded: 1 })
  expect(await t.service.proposeEdges(centreActor, { from: 'dns', bodies: [{ partyId: c!, domain: 'fintomare.example', mx: ['fintomare.mail.protection.outlook.com'], date: '2026-11-20' }] })).toMatchObject({ stored: 1, providersAdded: 0 })
  await t.sql(`delete from territory.dependency where party_id = $1 and evidence::text like '%fintomare%'`, [c])
  await t.sql(`update territory.dependency set state = 'confirmed', decided_by = 'x', decided_at = now() where state = 'proposed'`)
  expect(await t.service.proposeEdges(centreActor, { from: 'similar', partyId: c! })).toMatchObject({ found: 0 }) // one body alike proves nothing
  await expect(t.service.proposeEdges(centreActor, { from: 'similar', partyId: '00000000-0000-4000-8000-000000000000' })).rejects.toMatchObject({ code: 'not_found' })
  const shared = (await t.sql<{ id: string }>(`select id from territory.service where party_id = (select id from territory.party where code = 'P')`))[0]!.id
  for (const code of ['B', 'D']) {
    await t.sql(`insert into territory.service (id, party_id, registry, code, name, category, updated_at) select gen_random_uuid(), id, 'x', $1 || '.p', 'Protocollo', 'protocol', now() from territory.party where code = $1 on conflict do nothing`, [code])
    await t.sql(`insert into territory.dependency (id, party_id, provider_id, dependent_id, on_id, kind, availability, confidence, source, state, updated_at)
      select gen_random_uuid(), s.party_id, o.party_id, s.id, o.id, 'software', 'hard', 1, 'x', 'declared', now() from territory.service s, territory.service o where s.code = $1 and o.id = $2`, [`${code}.p`, shared])
  }
  expect(await t.service.proposeEdges(centreActor, { from: 'similar', partyId: c! })).toMatchObject({ stored: 1 })
  expect((await edges()).filter((one) => one['body'] === 'Fintomare')).toMatchObject([{ provider: 'Gestionali Finti', category: 'protocol', state: 'proposed' }])
})
