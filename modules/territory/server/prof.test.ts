import { test } from 'vitest'
import { sql } from 'kysely'
import { own } from '#platform/db/index.ts'
import { testTerritory, centreActor } from './testing.ts'
import { createSink } from './imports/sink.ts'
test('prof', async () => {
  const t = await testTerritory()
  await t.db.as(centreActor, async (tx) => {
    const sink = await createSink(tx, { realm: 'live', now: new Date(), source: 'x' })
    let s = performance.now()
    for (let i = 0; i < 150_000; i++) {
      await sink.add(i, { kind: 'party', key: { registry: 'own', code: `G${i}` }, name: `Comune ${i}`, partyKind: 'municipality', country: 'IT', codes: {} })
      if (i % 15000 === 0) { console.log(i, Math.round(performance.now() - s)); s = performance.now() }
    }
    const plan = await sql<{ 'QUERY PLAN': string }>`explain select r.code from json_to_recordset('[]'::json) as r(registry text, code text, hash text) where not exists (select from territory.party old where old.realm = 'live' and old.registry = r.registry and old.code = r.code and old.hashes ->> 'x' = r.hash)`.execute(own<'territory'>(tx))
    console.log(plan.rows.map((r) => r['QUERY PLAN']).join('\n'))
  })
  await t.close()
}, 200_000)
