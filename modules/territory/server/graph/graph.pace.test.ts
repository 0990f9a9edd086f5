import { expect, test } from 'vitest'
import { paceMs } from '#platform/testing/pace.ts'
import { testTerritory } from '../testing.ts'

test('1,300 bodies with ten services each: the graph is in memory within 150 ms', async () => {
  const t = await testTerritory()
  try {
    await t.sql(`insert into territory.party (id, registry, code, name, folded, kind, updated_at) select gen_random_uuid(), 'x', i::text, 'Body ' || i, 'body', case when i <= 20 then 'provider' else 'municipality' end, now() from generate_series(1, 1320) i`)
    await t.sql(`insert into territory.service (id, party_id, registry, code, name, category, people_served, updated_at) select gen_random_uuid(), p.id, 'x', p.code || '.' || j, 'Service', 'mail', 100, now() from territory.party p, generate_series(1, 10) j`)
    await t.sql(`with s as (select id, party_id, row_number() over (order by registry, code) as n from territory.service), provider as (select s.*, row_number() over (order by s.id) as k from s join territory.party p on p.id = s.party_id where p.kind = 'provider')
      insert into territory.dependency (id, party_id, provider_id, dependent_id, on_id, kind, availability, confidence, source, state, updated_at)
      select gen_random_uuid(), s.party_id, provider.party_id, s.id, provider.id, 'software', 'hard', 0.8, 'x', 'declared', now() from s, provider where provider.k = 1 + s.n % 200 and s.id <> provider.id`)
    await t.sql(`insert into territory.version values ('live', 1, now())`)
    await t.sql('analyze')
    await t.service.graph('live') // the first one pays for the connection and the compiler
    const times: number[] = []
    const bound = 11 * paceMs() // 150 ms
    for (let i = 0; i < 15 && (i < 5 || Math.min(...times) >= bound); i++) { // the best of up to fifteen: the machine may be busy with other tests
      await t.sql(`update territory.version set version = version + 1`)
      const started = performance.now()
      const graph = await t.service.graph('live')
      times.push(performance.now() - started)
      expect(graph.graph.services).toBe(13_200)
      expect(graph.graph.dependencies).toBeGreaterThan(13_000)
    }
    console.info(`graph of 13,200 services: ${times.map(Math.round).join(', ')} ms`)
    expect(Math.min(...times)).toBeLessThan(bound)
  } finally { await t.close() }
})
