import { expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { paceMs } from '#platform/testing/pace.ts'
import { testWatch } from '../../watch/server/testing.ts'
import { foundBy, listRecords } from './store.ts'

test('of 100,000 attacks those with a word are listed within 50 ms, any page of them, and as soon where a tenth or all have it', async () => {
  const s = await testWatch()
  try {
    await s.t.sql(`insert into observatory.entry (id, ref, state, origin, created_at, created_by, updated_at)
      select gen_random_uuid(), 'OSS-' || 2010 + i % 15 || '-' || i, 'internal', 'import', now(), 'x', now() from generate_series(1, 100000) i`)
    await s.t.sql(`insert into observatory.record (entry_id, state, tlp, facts, provenance, title, started_on, precision, year, victims, confidence, folded_at, words)
      select id, 'internal', 'green', '{}', '{}', 'Attacco ' || ref, make_date(substr(ref, 5, 4)::int, 1 + n::int % 12, 1), 'month', substr(ref, 5, 4)::int, 1, 50, now(),
        concat_ws(' ', 'attacco comune', (array['rancate','bettola','alfarena','nuova','ponte','castel','lumera','velarda','sorgiva','pratola'])[1 + n % 10], 'via' || n % 977, 'nome' || n, md5(id::text))
      from (select *, row_number() over (order by id) as n from observatory.entry) e`)
    await s.t.sql('vacuum analyze observatory.entry, observatory.record') // as the database does by itself, now or a minute later
    const read = (q: string) => s.t.db.as(system('test'), (tx) => listRecords(tx, { q, limit: 50, offset: 0 }))
    const condition = (q: string) => s.t.db.as(system('test'), (tx) => foundBy(tx, q))
    expect((await read('nome77777')).total).toBe(1)
    expect((await read('Bèttola')).total).toBe(10_000)
    expect((await read('bettola via101')).total).toBeLessThan(200)
    const best = async (work: () => Promise<unknown>, bound: number) => {
      let least = Infinity
      for (let i = 0; i < 15 && (i < 5 || least >= bound); i++) { const started = performance.now(); await work(); least = Math.min(least, performance.now() - started) } // the machine may be busy with other tests
      return least
    }
    const bound = 4 * paceMs() // 50 ms
    const page = (q: string, offset: number) => s.t.db.as(system('test'), (tx) => listRecords(tx, { q, limit: 50, offset }))
    expect(await page('attacco', 0)).toMatchObject({ total: 10_000, more: true })
    const times = { one: await best(() => read('nome77777'), bound), two: await best(() => read('bettola via101'), bound), tenth: await best(() => condition('bettola'), bound),
      first: await best(() => page('bettola', 0), bound), later: await best(() => page('bettola', 5000), bound), last: await best(() => page('bettola', 9950), bound), all: await best(() => page('attacco', 0), bound), allLater: await best(() => page('attacco', 5000), bound), none: await best(() => page('', 0), bound),
      year: await best(() => page('2017', 0), bound), both: await best(() => page('bettola attacco', 0), bound) }
    console.info(`search in 100,000: ${Object.entries(times).map(([name, ms]) => `${name} ${Math.round(ms)} ms`).join(', ')}`)
    // Part of a reference is looked for in each of them.
    for (const [name, ms] of Object.entries(times)) expect(ms, name).toBeLessThan(name === 'year' ? 2 * bound : bound)
  } finally { await s.close() }
}, 240_000)
