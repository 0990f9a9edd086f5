/** Correlations on a real database, from the file to the alert: what one of several rules says together, at one body, over time. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readDocuments, readRules } from '#engines/sigma/index.ts'
import { createCorrelator } from '#engines/sigma/correlate/index.ts'
import { system } from '#platform/contract/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createCorrelating } from './correlating.ts'
import { testWatch, type TestWatch } from '../testing.ts'

let s: TestWatch
let at: { readonly a: { readonly id: string; readonly token: string }; readonly b: { readonly id: string; readonly token: string } }
const [REFUSED, ENTERED, BURST, SPRAY, BREAK, BOTH, FILTER] = ['refused', 'entered', 'burst', 'spray', 'break', 'both', 'filter'].map((_, i) => `cccccc${i}1-1111-4111-8111-111111111111`) as [string, string, string, string, string, string, string]
const rule = (id: string, name: string, outcome: string) => `title: Accesso ${name}\nid: ${id}\nname: ${name}\nlogsource:\n  product: linux\ndetection:\n  selection:\n    outcome: ${outcome}\n  condition: selection\nlevel: low\n`
const correlation = (id: string, name: string, { type = 'event_count', rules = ['refused'], by = ['ip'], span = '5m', condition = 'gte: 5', more = '' } = {}) =>
  `title: Insieme ${name}\nid: ${id}\nname: ${name}\ncorrelation:\n  type: ${type}\n  rules:\n${rules.map((one) => `    - ${one}\n`).join('')}  group-by:\n${by.map((one) => `    - ${one}\n`).join('')}  timespan: ${span}\n${condition === '' ? '' : `  condition:\n    ${condition}\n`}${more}level: high\n`
const PACK = [
  rule(REFUSED, 'refused', 'refused'), rule(ENTERED, 'entered', 'entered'), correlation(BURST, 'burst'), correlation(SPRAY, 'spray', { type: 'value_count', by: ['ip'], condition: 'field: User\n    gte: 4' }),
  correlation(BREAK, 'break', { type: 'temporal_ordered', rules: ['burst', 'entered'], span: '10m', condition: '' }),
].join('---\n')

const line = (more: object = {}) => ({ '@timestamp': s.clock.now().toISOString(), product: 'linux', outcome: 'refused', ip: '10.0.0.1', host: { name: 'SRV-01' }, user: { name: 'ada' }, ...more })
const many = (n: number, more: object = {}) => Array.from({ length: n }, () => line(more))
const correlate = () => s.centre.watch.periodic.find((one) => one.name === 'watch.correlations')!.run(undefined as never)
const send = async (lines: object[], token = at.a.token) => { await s.bulk(token, lines); await s.loop() }
const alerts = () => s.t.sql<{ rule_id: string; party_id: string; host: string; account: string; count: number; severity: string }>('select rule_id, party_id, host, account, count::int as count, severity from watch.alert order by rule_id, party_id, host, account')
const missed = async (id: string) => (await s.coordinator('GET', `/api/watch/rules/${id}`)).json.missed
/** As another process of the centre that has just begun. */
const fresh = () => createCorrelating({ ground: { db: s.t.db, clock: s.clock, log: createLog('silent', s.clock.now), publicUrl: '', dataFolder: '' }, needs: { territory: { graph: async () => ({ servicesOfParty: () => [], dataClassesOfService: [] }) } as never } as never })

beforeAll(async () => {
  s = await testWatch()
  at = { a: await s.source(), b: await s.source(s.party.B) }
  await s.loop()
  const given = await s.bring(PACK)
  expect(given.json).toEqual({ applied: 5 })
  await s.alerting(REFUSED, ENTERED, BURST, SPRAY, BREAK)
}, 120_000)
beforeEach(async () => {
  await s.loop()
  await correlate()
  await s.t.sql('delete from watch.sample; delete from watch.alert; delete from watch.seen; delete from watch.missed; delete from watch.suppression; delete from watch.step')
  // Windows of the test before are over.
  s.advance(3_600_000)
})
afterAll(() => s?.close())

test('the rules to begin with bring their correlations; parts are there for these alone', async () => {
  expect(await s.t.sql(`select form, count(*)::int as n from watch.rule where imported_by = 'watch.starters' and form <> 'rule' group by form`)).toEqual([{ form: 'correlation', n: 10 }])
  expect(await s.t.sql(`select called as name from watch.rule where silent and imported_by = 'watch.starters' order by called`)).toEqual(['mariadb_login_failed', 'mssql_login_failed', 'mssql_object_read', 'postgresql_login', 'postgresql_login_failed', 'postgresql_object_read'].map((name) => ({ name })))
  const { json } = await s.coordinator('GET', `/api/watch/rules/${BREAK}`)
  expect(json).toMatchObject({ form: 'correlation', silent: false, product: 'linux', correlation: { type: 'temporal_ordered', windowS: 600, groupBy: ['ip'], generate: false, parts: [{ id: BURST, form: 'correlation', state: 'alert' }, { id: ENTERED, form: 'rule' }] } })
  const part = (await s.coordinator('GET', `/api/watch/rules/${REFUSED}`)).json
  expect([part.silent, part.under.map((one: { id: string }) => one.id)]).toEqual([true, [BURST, SPRAY]])
})

test('five refused logins in five minutes are one alert, with the lines that completed it; the parts alert of nothing', async () => {
  await send(many(4))
  await correlate()
  expect(await alerts()).toEqual([])
  await send([line({ note: 'the fifth' }), line({ ip: '10.0.0.2' })])
  await correlate()
  expect(await alerts()).toEqual([{ rule_id: BURST, party_id: s.party.A, host: 'srv-01', account: 'ada', count: 1, severity: 'high' }])
  const [{ id }] = await s.t.sql<{ id: string }>('select id from watch.alert') as [{ id: string }]
  const { json } = await s.coordinator('GET', `/api/watch/alerts/${id}`)
  expect([json.samples.length, json.samples.at(-1).line.includes('the fifth'), json.title]).toEqual([5, true, 'Insieme burst'])
  // While it goes on it is one thing, and once a window it fires again: one card that grows.
  for (let minute = 0; minute < 6; minute++) { s.advance(60_000); await send(many(3)) ; await correlate() }
  expect((await alerts()).map((one) => one.count)).toEqual([2])
  expect(await s.t.sql('select count::int as n from watch.seen where rule_id = $1', [BURST])).toEqual([{ n: 2 }])
  const made = await s.coordinator('POST', `/api/watch/alerts/${id}/case`)
  expect(made.status).toBe(201)
})

test('a burst in one batch is one row, exact, and fires for what it is', async () => {
  await send([...many(3000), ...many(2, { ip: '10.0.0.9' })])
  expect(await s.t.sql(`select count(*)::int as rows, sum(jsonb_array_length(hits))::int as hits, max(jsonb_array_length(lines))::int as lines from watch.step where rule_id = $1`, [REFUSED])).toEqual([{ rows: 4, hits: 3002, lines: 5 }])
  await correlate()
  expect((await alerts()).map((one) => [one.rule_id, one.count])).toEqual([[BURST, 1]])
  expect(await s.t.sql('select count(*)::int as n from watch.sample')).toEqual([{ n: 5 }])
})

test('values are counted, and one stands on another: first the burst, then the login', async () => {
  await send(['ada', 'bea', 'cleo', 'dora'].map((name) => line({ ip: '10.0.1.1', user: undefined, winlog: { event_data: { User: name } } })))
  await correlate()
  expect((await alerts()).map((one) => one.rule_id)).toEqual([SPRAY])
  await send(many(5, { ip: '10.0.1.2' }))
  s.advance(60_000)
  await send([line({ ip: '10.0.1.2', outcome: 'entered' }), line({ ip: '10.0.1.3', outcome: 'entered' })])
  await correlate()
  expect((await alerts()).map((one) => [one.rule_id, one.count])).toEqual([[BURST, 1], [SPRAY, 1], [BREAK, 1]])
  const lines = await s.t.sql<{ line: string }>('select line from watch.sample x join watch.alert a on a.id = x.alert_id where a.rule_id = $1 order by x.id', [BREAK])
  expect(lines.map((one) => (JSON.parse(one.line) as { outcome: string }).outcome)).toEqual(['refused', 'entered'])
})

test('two bodies are two worlds: neither completes what began at the other', async () => {
  await send(many(4))
  await send(many(4), at.b.token)
  await correlate()
  expect(await alerts()).toEqual([])
  await send(many(1), at.b.token)
  await correlate()
  expect((await alerts()).map((one) => one.party_id)).toEqual([s.party.B])
})

test('killed between batches: whoever comes after goes on with the windows, and nothing fires twice', async () => {
  await send(many(3))
  await fresh().run()
  // Killed after it took them and before it could say so: nothing of it is there.
  await send(many(1))
  await expect(s.t.db.as(system('watch.correlations'), async (tx) => { await (await import('../store/steps-store.ts')).takeWaiting(tx, 7_000_000, 10); throw new Error('killed') })).rejects.toThrow('killed')
  await fresh().run()
  expect(await alerts()).toEqual([])
  await send(many(1))
  await fresh().run()
  await fresh().run()
  expect((await alerts()).map((one) => one.count)).toEqual([1])
  await send(many(2))
  await fresh().run()
  expect((await alerts()).map((one) => one.count)).toEqual([1])
})

test('killed with -9 in the middle of its turns, over and over: every group fires once', { timeout: 120_000 }, async () => {
  const addresses = Array.from({ length: 25 }, (_, i) => `10.7.0.${i}`)
  for (let round = 0; round < 12; round++) await send(addresses.map((ip, i) => line({ ip, host: { name: `host-${i}` } })))
  const child = fileURLToPath(new URL('killed.child.ts', import.meta.url))
  const waiting = async () => (await s.t.sql<{ n: number }>('select count(*)::int as n from watch.step where turn is null'))[0]!.n
  const left: number[] = [await waiting()]
  for (let round = 0; round < 4; round++) {
    const running = spawn(process.execPath, [child, JSON.stringify(s.t.connect.app), s.clock.now().toISOString()], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(running.stdout, 'data')
    const until = performance.now() + 20_000
    while (await waiting() === left.at(-1)! && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 3))
    await new Promise((resolve) => setTimeout(resolve, 12 * round))
    running.kill('SIGKILL')
    await once(running, 'close')
    left.push(await waiting())
  }
  expect(left.some((n) => n > 0 && n < left[0]!), `nobody was killed in the middle: ${left.join()}`).toBe(true)
  await fresh().run()
  expect((await alerts()).map((one) => [one.rule_id, one.count])).toEqual(addresses.map(() => [BURST, 1]))
})

test('several processes at once, each with its own memory, in turn or together: every group fires once', async () => {
  const processes = [fresh(), fresh(), fresh()]
  const addresses = Array.from({ length: 20 }, (_, i) => `10.9.0.${i}`)
  for (let round = 0; round < 7; round++) {
    await send(addresses.map((ip, i) => line({ ip, host: { name: `host-${i}` } })))
    await Promise.all(processes.slice(0, 1 + round % 3).map((one) => one.run()))
    await processes[round % 3]!.run()
  }
  expect((await alerts()).map((one) => [one.rule_id, one.count])).toEqual(addresses.map(() => [BURST, 1]))
})

test('times: the event’s own; one ahead or without a zone counts when it came; one too old is counted as late and shown', async () => {
  const ago = (minutes: number, zone = true) => new Date(s.clock.now().getTime() - minutes * 60_000).toISOString().slice(0, zone ? 24 : 19)
  // Over an hour, though they come at once: no burst.
  await send([50, 40, 30, 20, 10].map((minutes) => line({ '@timestamp': ago(minutes), ip: '10.2.0.1' })))
  await correlate()
  expect(await alerts()).toEqual([])
  // A clock a year ahead would make all others late.
  await send([...many(3, { '@timestamp': '2036-01-01T00:00:00Z', ip: '10.2.0.2' }), ...many(2, { '@timestamp': ago(600, false), ip: '10.2.0.2' })])
  await correlate()
  expect((await alerts()).map((one) => one.rule_id)).toEqual([BURST])
  expect(await missed(BURST)).toMatchObject({ late: 0 })
  await send(many(5, { '@timestamp': ago(30), ip: '10.2.0.3' }))
  await send(many(1, { ip: undefined }))
  await correlate()
  expect((await alerts()).map((one) => one.count)).toEqual([1])
  expect(await missed(BURST)).toEqual({ late: 5, ungrouped: 1, unvalued: 0, evicted: 0, cut: 0 })
  expect(await missed(SPRAY)).toMatchObject({ late: 5, ungrouped: 1 })
})

test('a silence, wholly or for a value of the group; off and observing at one body', async () => {
  const silence = async (field: string, value: string, ruleId = BURST) => s.t.sql(`insert into watch.suppression (id, party_id, rule_id, field, value, reason, made_at, made_by, until) values (gen_random_uuid(), $1, $2, $3, $4, 'prova', $5::timestamptz, 'x', $5::timestamptz + interval '9 days')`, [s.party.A, ruleId, field, value, s.clock.now()])
  await silence('ip', '10.3.0.1')
  await silence('host.name', 'backup')
  await send([...many(5, { ip: '10.3.0.1' }), ...many(5, { ip: '10.3.0.2', host: { name: 'BACKUP' } }), ...many(5, { ip: '10.3.0.3' })])
  await correlate()
  expect((await alerts()).map((one) => [one.rule_id, one.host, one.count])).toEqual([[BURST, 'srv-01', 1]])
  expect(await s.t.sql('select field, hits::int as hits from watch.suppression order by field')).toEqual([{ field: 'host.name', hits: 1 }, { field: 'ip', hits: 1 }])
  for (const [state, count, seen] of [['observe', 1, 4], ['off', 1, 4], ['alert', 2, 5]] as const) {
    const { version = 0 } = (await s.t.sql<{ version: number }>('select version from watch.tuning where rule_id = $1', [BURST]))[0] ?? {}
    expect((await s.coordinator('PUT', `/api/watch/rules/${BURST}/bodies/${s.party.A}`, { state, reason: 'prova', version })).status).toBe(204)
    s.advance(3_600_000)
    await send(many(5, { ip: '10.3.0.3' }))
    await correlate()
    expect((await alerts()).map((one) => one.count), state).toEqual([count])
    expect((await s.t.sql<{ n: number }>('select count::int as n from watch.seen where rule_id = $1', [BURST]))[0]!.n, state).toBe(seen)
  }
  await s.t.sql('delete from watch.tuning where rule_id = $1', [BURST])
})

test('with “generate” parts alert by themselves; without it again they are silent, each time as a proposal', async () => {
  const loud = (await s.coordinator('POST', '/api/watch/rules', { files: [{ path: 'a.yml', text: [rule(REFUSED, 'refused', 'refused'), correlation(BURST, 'burst', { more: '  generate: true\n' })].join('---\n') }], licence: '' })).json
  expect([loud.changed, loud.added, loud.refused]).toEqual([2, 0, []])
  const changesOf = async (id: string, importId = loud.importId) => (await s.coordinator('GET', `/api/watch/imports/${importId}/rules/${id}`)).json.changes.map((one: { what: string; after: string }) => [one.what, one.after])
  expect([await changesOf(BURST), await changesOf(REFUSED)]).toEqual([[['loud', '']], [['alone', '']]])
  expect((await s.coordinator('POST', `/api/watch/imports/${loud.importId}/apply`, { expected: 2 })).json).toEqual({ applied: 2 })
  await send(many(5))
  await correlate()
  expect((await alerts()).map((one) => [one.rule_id, one.count])).toEqual([[REFUSED, 5], [BURST, 1]])
  const quiet = (await s.coordinator('POST', '/api/watch/rules', { files: [{ path: 'a.yml', text: PACK }], licence: '' })).json
  expect([quiet.changed, quiet.same]).toEqual([2, 3])
  expect([await changesOf(BURST, quiet.importId), await changesOf(REFUSED, quiet.importId)]).toEqual([[['quiet', '']], [['silent', '2: Insieme burst · Insieme spray']]])
  await s.coordinator('POST', `/api/watch/imports/${quiet.importId}/apply`, { expected: 2 })
  expect(await s.t.sql('select silent from watch.rule where id = $1', [REFUSED])).toEqual([{ silent: true }])
})

test('a filter is proposed with the rules it changes, holds for them, and goes off; what a correlation says follows', async () => {
  const filter = (ip: string, rules = '    - refused\n') => `title: Scanner del centro\nid: ${FILTER}\nlogsource:\n  product: linux\nfilter:\n  rules:\n${rules}  selection:\n    ip: ${ip}\n  condition: not selection\n`
  const given = (await s.coordinator('POST', '/api/watch/rules', { files: [{ path: 'f.yml', text: filter('10.4.0.1') }], licence: '' })).json
  expect(given).toMatchObject({ added: 1, refused: [] })
  expect((await s.coordinator('GET', `/api/watch/imports/${given.importId}`)).json.items).toMatchObject([{ ruleId: FILTER, form: 'filter', changes: [{ what: 'reach', before: '', after: '1: Accesso refused' }] }])
  await s.coordinator('POST', `/api/watch/imports/${given.importId}/apply`, { expected: 1 })
  await send([...many(5, { ip: '10.4.0.1' }), ...many(5, { ip: '10.4.0.2' })])
  await correlate()
  expect((await alerts()).map((one) => one.count)).toEqual([1])
  const read = async (id: string) => (await s.coordinator('GET', `/api/watch/rules/${id}`)).json
  expect([(await read(FILTER)).reaches, (await read(REFUSED)).filters.map((one: { id: string }) => one.id)]).toEqual([{ total: 1, items: [{ id: REFUSED, title: 'Accesso refused' }] }, [FILTER]])
  // It alerts of nothing, and is the same for all bodies.
  const { version } = await read(FILTER)
  expect((await s.coordinator('PATCH', `/api/watch/rules/${FILTER}`, { state: 'alert', version })).status).toBe(400)
  expect((await s.coordinator('PUT', `/api/watch/rules/${FILTER}/bodies/${s.party.A}`, { state: 'off', reason: 'x', version: 0 })).status).toBe(400)
  const other = (await s.coordinator('POST', '/api/watch/rules', { files: [{ path: 'f.yml', text: filter('10.4.0.1', '    - refused\n    - entered\n') }], licence: '' })).json
  expect((await s.coordinator('GET', `/api/watch/imports/${other.importId}`)).json.items[0].changes).toContainEqual({ what: 'reach', before: '1: Accesso refused', after: '2: Accesso entered · Accesso refused' })
  expect((await s.coordinator('PATCH', `/api/watch/rules/${FILTER}`, { state: 'off', version })).status).toBe(204)
  await send(many(5, { ip: '10.4.0.1' }))
  await correlate()
  expect((await alerts()).map((one) => one.count)).toEqual([2])
  expect((await s.coordinator('POST', '/api/watch/rules', { files: [{ path: 'f.yml', text: filter('10.4.0.1', '    - nobody\n').replace(FILTER, BOTH) }], licence: '' })).json.refused[0].problems[0].code).toBe('filters_nothing')
})

test('what cannot be resolved is refused; parts may stand in the catalogue; a part that goes says what stands on it', async () => {
  const bring = async (text: string) => (await s.coordinator('POST', '/api/watch/rules', { files: [{ path: 'x.yml', text }], licence: '' })).json
  expect((await bring(correlation(BOTH, 'both', { rules: ['nobody'] }))).refused[0].problems[0].code).toBe('unknown_rule')
  expect((await bring(correlation(BOTH, 'both', { span: '8d' }))).refused[0].problems[0].code).toBe('timespan')
  expect((await bring(correlation(BOTH, 'both', { type: 'temporal_ordered', rules: ['entered', ENTERED], condition: '' }))).refused[0].problems[0].code).toBe('expression')
  // A look back goes line by line.
  for (const hunt of [{ kind: 'rule', text: `${rule(BOTH, 'both', 'x')}---\n${correlation(FILTER, 'over', { rules: ['both'] })}` }, { kind: 'rule', ruleId: BURST }]) {
    const { status, json } = await s.coordinator('POST', '/api/watch/hunts', hunt)
    expect([status, json.fields[0].problem]).toEqual([400, expect.stringContaining('the rules that')])
  }
  const given = await bring(correlation(BOTH, 'both', { type: 'temporal', rules: [SPRAY, 'entered'], condition: '' }))
  expect([given.added, given.changed, given.refused]).toEqual([1, 0, []])
  await s.coordinator('POST', `/api/watch/imports/${given.importId}/apply`, { expected: 1 })
  // Who stood by itself stays so: SPRAY alerts as before.
  expect(await s.t.sql('select id, silent, parts from watch.rule where id = any ($1) order by id', [[SPRAY, BOTH]])).toEqual([{ id: SPRAY, silent: false, parts: [REFUSED] }, { id: BOTH, silent: false, parts: [SPRAY, ENTERED] }])
  const folder = (text: string) => s.centre.watch.imports.propose(system('cli'), { kind: 'folder', origin: '/insieme', ref: '', licence: '', files: [{ path: 'x.yml', text }] })
  const [D, E] = ['dddddd11-1111-4111-8111-111111111111', 'dddddd21-1111-4111-8111-111111111111']
  const first = await folder([rule(D, 'base', 'other'), correlation(E, 'over', { rules: ['base'] })].join('---\n'))
  // A correlation without what it stands on is not put in force.
  expect((await s.coordinator('POST', `/api/watch/imports/${first.importId}/apply`, { rules: [E], expected: 1 })).json.fields).toMatchObject([{ path: 'parts' }])
  expect((await s.coordinator('POST', `/api/watch/imports/${first.importId}/apply`, { expected: 2 })).json).toEqual({ applied: 2 })
  await s.t.sql(`update watch.rule set origin = '' where id = $1`, [E])
  const next = await folder(rule('dddddd31-1111-4111-8111-111111111111', 'third', 'third'))
  expect((await s.coordinator('GET', `/api/watch/imports/${next.importId}/rules/${D}`)).json).toMatchObject({ kind: 'gone', changes: [{ what: 'under', after: '1: Insieme over' }] })
  const { version } = (await s.coordinator('GET', `/api/watch/rules/${D}`)).json
  await s.coordinator('PATCH', `/api/watch/rules/${D}`, { state: 'off', version })
  expect(await s.t.sql(`select detail->'under' as under from audit.entry where action = 'watch.change_rule' and object = $1`, [`rule:${D}`])).toEqual([{ under: [E] }])
})

test('too many at once: what correlations did not get is counted and shown, at the part and at what stands on it', async () => {
  await send(Array.from({ length: 5100 }, (_, i) => line({ ip: `10.5.${i >> 8}.${i & 255}` })))
  expect(await s.t.sql('select count(*)::int as rows, count(*) filter (where jsonb_array_length(lines) > 0)::int as lines from watch.step')).toEqual([{ rows: 5000, lines: 500 }])
  await correlate()
  expect([(await missed(REFUSED)).cut, (await missed(BURST)).cut, (await missed(BREAK)).cut]).toEqual([100, 100, 0])
})

test('steps go when no window can reach them, and the oldest when they are too many', async () => {
  await send(many(2))
  await correlate()
  expect(await s.t.sql('select 1 from watch.step')).toHaveLength(1)
  await send([...many(1, { ip: '10.0.0.2' }), ...many(1, { ip: '10.0.0.3' })])
  await createCorrelating({ ground: { db: s.t.db, clock: s.clock, log: createLog('silent', s.clock.now), publicUrl: '', dataFolder: '' }, needs: { territory: { graph: async () => ({ servicesOfParty: () => [], dataClassesOfService: [] }) } as never } as never }, { keptMost: 2 }).run()
  expect(await s.t.sql(`select fields->>'ip' as ip from watch.step order by id`)).toEqual([{ ip: '10.0.0.2' }, { ip: '10.0.0.3' }])
  s.advance(4 * 600_000 + 600_000)
  await correlate()
  expect(await s.t.sql('select 1 from watch.step')).toEqual([])
})

test('over a recorded set the watch fires as the engine does when it is fed directly', async () => {
  // A day's worth of logins, made by a small generator that always says the same; in the order of time, in batches as shippers send them.
  let seed = 7
  const next = (below: number) => { seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0; return Math.floor(seed / 65_536) % below }
  let time = s.clock.now().getTime() - 7_200_000
  const events = Array.from({ length: 4000 }, () => {
    time += next(20) === 0 ? next(400_000) : next(2500)
    return { '@timestamp': new Date(Math.min(time, s.clock.now().getTime())).toISOString(), product: 'linux', outcome: next(9) === 0 ? 'entered' : 'refused', ...(next(40) === 0 ? {} : { ip: `10.8.0.${next(12)}` }), User: `u${next(9)}`, host: { name: 'SRV-08' } }
  })
  const documents = readDocuments([{ path: 'p.yml', text: PACK }]).documents.filter((one) => one.kind === 'correlation')
  expect(readRules([{ path: 'p.yml', text: PACK }]).refused).toEqual([])
  const engine = createCorrelator(documents, { maxGroups: 100_000 })
  const expected = new Map<string, number>()
  for (const event of events) {
    const name = event.outcome === 'entered' ? 'entered' : 'refused'
    for (const fired of engine.feed({ rule: name === 'entered' ? ENTERED : REFUSED, name, time: Date.parse(event['@timestamp']), read: (field) => (event as unknown as Record<string, string>)[field], event })) expected.set(fired.correlation.id, (expected.get(fired.correlation.id) ?? 0) + 1)
  }
  expect([...expected.values()].every((n) => n > 3), JSON.stringify([...expected])).toBe(true)
  const two = [fresh(), fresh()]
  for (let from = 0, round = 0; from < events.length; from += 130, round++) {
    await s.bulk(at.a.token, events.slice(from, from + 130))
    if (round % 3 === 2) await s.loop()
    if (round % 5 === 4) await two[round % 2]!.run()
  }
  await s.loop()
  await fresh().run()
  const seen = await s.t.sql<{ rule_id: string; n: number }>('select rule_id, sum(count)::int as n from watch.seen where rule_id = any ($1) group by rule_id', [[BURST, SPRAY, BREAK]])
  expect(new Map(seen.map((one) => [one.rule_id, one.n]))).toEqual(expected)
  const counts = new Map<string, number>()
  for (const one of await alerts()) counts.set(one.rule_id, (counts.get(one.rule_id) ?? 0) + one.count)
  expect(counts).toEqual(expected)
  expect(await missed(BURST)).toMatchObject({ ungrouped: engine.missed().get(BURST)!.ungrouped, late: 0 })
})
