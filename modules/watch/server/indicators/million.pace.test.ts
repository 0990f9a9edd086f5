/** By the clock of the machine, with the background as it runs and 1.1 million indicators: from the request with a line to the row of its alert, also while the lists are read anew. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { startBackground, type Background } from '#platform/jobs/index.ts'
import { createLog } from '#platform/log/index.ts'
import { testWatch, until, type TestWatch } from '../testing.ts'

const file = resolve('../shared/data/03-intel/ioc-maltrail.tsv.gz')
const here = existsSync(file)
const actor = system('test')
let s: TestWatch
let background: Background
let token: string
beforeAll(async () => {
  if (!here) return
  s = await testWatch()
  ;({ token } = await s.source())
  await s.loop()
  background = await startBackground({ pool: s.t.workerPool, connection: s.t.connect.worker, listeners: [], periodic: s.centre.watch.periodic, log: createLog('silent', systemClock.now) })
}, 120_000)
afterAll(async () => { await background?.stop(); await s?.close() })

const countOf = async (host: string) => (await s.t.sql<{ count: number }>('select coalesce(sum(count), 0)::int as count from watch.alert where host = $1', [host]))[0]!.count

test.skipIf(!here)(`an alert stands within two seconds of its line with 1.1 million indicators, and while they are read anew${here ? '' : ' (skipped: ../shared/data/03-intel is not beside the project)'}`, async () => {
  const packed = readFileSync(file)
  const domains = gunzipSync(packed).toString().split('\n').filter((row) => row.startsWith('domain\t')).map((row) => row.split('\t')[1]!)
  const { lists } = s.centre.watch
  const { id } = await lists.named(actor, { name: 'Maltrail', format: 'typed', source: '', licence: '', confidence: 80, tlp: 'clear', days: 30, state: 'alert' })
  const importing = performance.now()
  expect(await lists.bring(actor, id, 'maltrail.tsv.gz', packed)).toMatchObject({ values: 946_526, came: 946_526, refused: 46 })
  const imported = performance.now() - importing
  let round = 0
  const one = async (): Promise<number> => {
    const host = `pace-${round++}`
    const from = performance.now()
    expect((await s.bulk(token, [{ '@timestamp': '2026-11-25T08:59:00Z', host: { name: host }, dns: { question: { name: `www.${domains[(round * 7919) % domains.length]}` } } }])).statusCode).toBe(200)
    await until(async () => await countOf(host) > 0, 30_000)
    return performance.now() - from
  }
  const ready = await one()
  const took: number[] = []
  for (let i = 0; i < 8; i++) { took.push(await one()); await sleep(70 * i) }
  expect(Math.max(...took), took.map(Math.round).join()).toBeLessThan(2000)
  // The load of the new state stops no line: the one before answers.
  const [{ mark } = { mark: '' }] = await s.t.sql<{ mark: string }>('select current::text as mark from watch.list where id = $1', [id])
  await s.t.sql('update watch.list set confidence = 60 where id = $1', [id])
  const during: number[] = []
  for (const from = performance.now(); performance.now() - from < 6000;) during.push(await one())
  expect(Math.max(...during), during.map(Math.round).join()).toBeLessThan(2000)
  await until(async () => { await one(); return (await s.t.sql<{ n: number }>('select count(*)::int as n from watch.alert_indicator where confidence = 60'))[0]!.n > 0 }, 60_000)
  expect(mark).toBe('1')
  // A full batch of ordinary lines beside them.
  const line = JSON.stringify({ '@timestamp': '2026-11-25T08:59:00Z', host: { name: 'srv' }, source: { ip: '192.0.2.10' }, destination: { ip: '198.51.100.20', port: 443 }, url: { domain: 'www.comune.example', path: '/servizi/anagrafe' }, message: 'allowed' })
  const lines = Array.from({ length: 20_000 }, () => line)
  const from = performance.now()
  await s.bulk(token, lines)
  await until(async () => (await s.t.sql<{ n: number }>('select coalesce(sum(received), 0)::int as n from watch.day'))[0]!.n >= 20_000, 30_000)
  // For whoever reads the log of the run.
  console.info(`imported in ${Math.round(imported)} ms, first alert after ${Math.round(ready)} ms, then ${took.map(Math.round).join()} ms; while read anew ${during.map(Math.round).join()} ms; 20,000 lines of ${line.length} bytes ${Math.round(performance.now() - from)} ms; rss ${Math.round(process.memoryUsage().rss / 1e6)} MB`)
}, 240_000)
