/** The catalogue on a real database: proposals, trials, tuning of bodies, many at once, weeks. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { CLEARED, cleared, testWatch, type TestWatch } from '../testing.ts'

let s: TestWatch
let source: { readonly id: string; readonly token: string }
beforeAll(async () => {
  s = await testWatch()
  source = await s.source()
  await s.loop()
}, 120_000)
afterAll(() => s?.close())

const [A, B, C] = ['aaaaaaa1', 'aaaaaaa2', 'aaaaaaa3'].map((head) => `${head}-1111-4111-8111-111111111111`) as [string, string, string]
const rule = (id: string, { level = 'low', value = 'b', condition = 'selection', status = 'test', product = 'linux' } = {}) => `title: Prova ${id.slice(0, 8)}\nid: ${id}\nstatus: ${status}\nauthor: Ada\nreferences:\n  - https://prova.example/${id}\nlogsource:\n  product: ${product}\ndetection:\n  selection:\n    a: ${value}\n  condition: ${condition}\nlevel: ${level}\n`
const file = (path: string, text: string) => ({ path, text })
const folder = (files: { path: string; text: string }[], more: object = {}) => s.centre.watch.imports.propose(system('cli'), { kind: 'folder', origin: '/regole', ref: '', licence: 'DRL-1.1', files, ...more })
const rows = <R extends Record<string, unknown>>(text: string, values?: unknown[]) => s.t.sql<R>(text, values)
const stateOf = async (id: string) => (await rows<{ state: string; level: string; gone: string }>('select state, level, gone from watch.rule where id = $1', [id]))[0]
const put = (path: string, body?: object, method = 'POST') => s.coordinator(method as 'POST', `/api/watch/${path}`, body)

test('an import proposes; nothing is in force until it is applied, and then in part or whole', async () => {
  const first = await folder([file('a.yml', rule(A)), file('b.yml', rule(B, { level: 'high', product: 'windows' })), file('bad.yml', 'title: Rotta\n')])
  expect(first).toMatchObject({ added: 2, changed: 0, gone: 0, same: 0, failing: 0, refused: [{ path: 'bad.yml', title: 'Rotta' }] })
  expect(await stateOf(A)).toBeUndefined()
  const read = (query = '') => s.coordinator('GET', `/api/watch/imports/${first.importId}${query}`)
  expect((await read()).json).toMatchObject({ state: 'waiting', added: 2, waiting: 2, ready: 2, total: 2, products: ['linux', 'windows'], refusedCount: 1 })
  expect((await read('?product=windows')).json).toMatchObject({ total: 1, items: [{ ruleId: B, kind: 'new', state: null, author: 'Ada', licence: 'DRL-1.1' }] })
  // Whoever saw another number changes nothing.
  expect((await put(`imports/${first.importId}/apply`, { product: 'windows', expected: 2 })).status).toBe(409)
  expect(await stateOf(B)).toBeUndefined()
  expect((await put(`imports/${first.importId}/apply`, { product: 'windows', expected: 1 })).json).toEqual({ applied: 1 })
  expect([await stateOf(A), await stateOf(B)]).toEqual([undefined, { state: 'observe', level: 'high', gone: '' }])
  expect((await read()).json).toMatchObject({ state: 'waiting', waiting: 1 })
  expect((await put(`imports/${first.importId}/apply`, { expected: 1 })).json).toEqual({ applied: 1 })
  expect((await read()).json).toMatchObject({ state: 'applied', waiting: 0 })
  expect((await put(`imports/${first.importId}/apply`, { expected: 1 })).status).toBe(409)
})

test('an update says what changed, by words and by lines; what people chose stays; what is gone is marked', async () => {
  await rows(`update watch.rule set state = 'alert', version = version + 1 where id = $1`, [A])
  const next = await folder([file('a.yml', rule(A, { level: 'high', condition: 'not selection' })), file('c.yml', rule(C))])
  expect(next).toMatchObject({ added: 1, changed: 1, gone: 1, same: 0 })
  const one = await s.coordinator('GET', `/api/watch/imports/${next.importId}/rules/${A}`)
  expect(one.json).toMatchObject({ kind: 'changed', state: 'alert', changes: [{ what: 'level', before: 'low', after: 'high' }, { what: 'condition', before: 'selection', after: 'not selection' }] })
  expect(one.json.lines.filter((line: { op: string }) => line.op === 'out' || line.op === 'in').map((line: { op: string; text: string }) => `${line.op} ${line.text}`)).toEqual(['out   condition: selection', 'out level: low', 'in   condition: not selection', 'in level: high'])
  expect((await put(`imports/${next.importId}/apply`, { expected: 3 })).json).toEqual({ applied: 3 })
  expect([await stateOf(A), await stateOf(B), await stateOf(C)]).toEqual([{ state: 'alert', level: 'high', gone: '' }, { state: 'off', level: 'high', gone: 'removed' }, { state: 'observe', level: 'low', gone: '' }])
  // Back again: what was gone is a change.
  const back = await folder([file('a.yml', rule(A, { level: 'high', condition: 'not selection' })), file('b.yml', rule(B, { level: 'high', product: 'windows' })), file('c.yml', rule(C, { status: 'deprecated' }))])
  expect(back).toMatchObject({ added: 0, changed: 1, gone: 1, same: 1 })
  expect((await put(`imports/${back.importId}/apply`, { kind: 'gone', expected: 1 })).json).toEqual({ applied: 1 })
  expect(await stateOf(C)).toMatchObject({ state: 'off', gone: 'deprecated' })
  expect((await put(`imports/${back.importId}`, undefined, 'DELETE')).status).toBe(204)
  expect((await put(`imports/${back.importId}/apply`, { expected: 1 })).status).toBe(409)
})

test('filters of the command: only these products and levels, and nothing else is called gone', async () => {
  const some = await s.centre.watch.imports.propose(system('cli'), { kind: 'folder', origin: '/altre', ref: '', licence: '', files: [file('x.yml', rule('bbbbbbb1-1111-4111-8111-111111111111')), file('y.yml', rule('bbbbbbb2-1111-4111-8111-111111111111', { level: 'high' }))], levels: ['high'] })
  expect(some).toMatchObject({ added: 1, gone: 0 })
  await put(`imports/${some.importId}/apply`, { expected: 1 })
  const other = await s.centre.watch.imports.propose(system('cli'), { kind: 'folder', origin: '/altre', ref: '', licence: '', files: [file('x.yml', rule('bbbbbbb1-1111-4111-8111-111111111111'))], levels: ['low'] }, true)
  expect(other).toMatchObject({ importId: null, added: 1, gone: 0 })
  expect(await rows(`select 1 from watch.import where origin = '/altre'`)).toHaveLength(1)
})

test('a rule is tried by its events: one that fails does not alert but for a reason, and stays out of a whole application', async () => {
  const D = 'ddddddd1-1111-4111-8111-111111111111'
  const trials = new Map([[A, [{ name: 'Incontra', least: 1, lines: '{"a":"b"}' }]], [D, [{ name: 'Incontra', least: 2, lines: '{"a":"b"}\n{"a":"b"}\n{"a":"c"}' }, { name: 'Non incontra', least: 0, lines: '{"a":"c"}' }]]])
  const given = await folder([file('a.yml', rule(A, { value: 'other' })), file('d.yml', rule(D))], { trials })
  expect(given).toMatchObject({ changed: 1, added: 1, failing: 1 })
  const items = (await s.coordinator('GET', `/api/watch/imports/${given.importId}`)).json
  expect([items.ready, items.failing, items.items.map((one: { ruleId: string; tested: string }) => [one.ruleId, one.tested]).filter(([id]: string[]) => id === A || id === D)]).toEqual([items.total - 1, 1, [[A, 'failed'], [D, 'passed']]])
  expect((await put(`imports/${given.importId}/apply`, { expected: items.total - 1 })).json).toEqual({ applied: items.total - 1 })
  expect((await rows<{ yaml: string }>('select yaml from watch.rule where id = $1', [A]))[0]!.yaml).toContain('a: b')
  // A file by hand, without a licence: the one that was said before stays, and the collection.
  expect(await rows('select licence, origin from watch.rule where id = $1', [D])).toEqual([{ licence: 'DRL-1.1', origin: '/regole' }])
  const byHand = await put('rules', { files: [file('mine.yml', `${rule(D)}description: Mia\n`)] })
  await put(`imports/${byHand.json.importId}/apply`, { expected: 1 })
  expect(await rows('select licence, origin, description from watch.rule where id = $1', [D])).toEqual([{ licence: 'DRL-1.1', origin: '/regole', description: 'Mia' }])
  await folder([file('d.yml', rule(D))], { trials }).then(async (again) => put(`imports/${again.importId}/apply`, { rules: [D], expected: 1 }))
  // Named, it goes in; to alert it needs a reason.
  expect((await put(`imports/${given.importId}/apply`, { rules: [A], expected: 1 })).json).toEqual({ applied: 1 })
  expect((await put(`rules/${A}/trials/run`)).json.items).toMatchObject([{ met: 0, ok: false }])
  expect((await put(`rules/${D}/trials/run`)).json.items.map((one: { met: number; ok: boolean }) => [one.met, one.ok])).toEqual(expect.arrayContaining([[2, true], [0, true]]))
  const version = async (id: string) => (await rows<{ version: number }>('select version from watch.rule where id = $1', [id]))[0]!.version
  await put(`rules/${A}`, { state: 'observe', version: await version(A) }, 'PATCH')
  const refused = await put(`rules/${A}`, { state: 'alert', version: await version(A) }, 'PATCH')
  expect([refused.status, refused.json.fields[0].path]).toEqual([400, 'overrule'])
  expect((await put(`rules/${A}`, { state: 'alert', version: await version(A), overrule: 'Gli eventi sono vecchi' }, 'PATCH')).status).toBe(204)
  expect(await rows(`select detail->>'overrule' as why from audit.entry where action = 'watch.change_rule' and detail->>'overrule' is not null`)).toEqual([{ why: 'Gli eventi sono vecchi' }])
  // The centre adds its own, up to a bound, and takes them away again; those of the author stay.
  expect((await put(`rules/${D}/trials`, { name: 'Nostra', least: 1, lines: 'no json' })).status).toBe(400)
  const { json: { id } } = await put(`rules/${D}/trials`, { name: 'Nostra', least: 1, lines: '[{"a":"b"}]' })
  expect((await s.coordinator('GET', `/api/watch/rules/${D}/trials`)).json.items.map((one: { own: boolean }) => one.own)).toEqual([false, false, true])
  expect((await put(`trials/${id}`, undefined, 'DELETE')).status).toBe(204)
  expect((await put(`trials/${(await rows<{ id: string }>('select id from watch.rule_event limit 1'))[0]!.id}`, undefined, 'DELETE')).status).toBe(404)
})

test('many at once: by product and level, only if as many as were seen, one record', async () => {
  await rows(`update watch.rule set state = 'off' where product = 'linux'`)
  const off = (await rows<{ n: number }>(`select count(*)::int as n from watch.rule where product = 'linux' and state = 'off'`))[0]!.n
  expect((await put('rules/switch', { product: 'linux', from: 'off', to: 'observe', expected: off + 1 })).status).toBe(409)
  expect((await put('rules/switch', { product: 'linux', from: 'off', to: 'observe', expected: off })).json).toEqual({ switched: off, left: 0 })
  // Of A the events fail.
  expect((await put('rules/switch', { product: 'linux', from: 'observe', to: 'alert', expected: off })).json).toEqual({ switched: off - 1, left: 1 })
  expect(await rows(`select detail->>'rules' as n from audit.entry where action = 'watch.switch_rules' order by at`)).toEqual([{ n: String(off) }, { n: String(off - 1) }])
  expect((await s.coordinator('GET', '/api/watch/rules?product=linux&state=alert')).json.total).toBe(off - 1)
  await rows(`update watch.rule set state = 'observe', version = version + 1 where product = 'linux'`)
})

test('a rule observes here, alerts there and is off elsewhere: the loop asks the body', async () => {
  await s.t.sql(`delete from watch.seen`)
  const other = await s.source(s.party.B)
  await s.t.sql(`delete from watch.tuning`)
  const at = (partyId: string, body: object) => put(`rules/${CLEARED}/bodies/${partyId}`, body, 'PUT')
  expect((await at(s.party.A, { state: 'alert', reason: 'Solo qui', version: 0 })).status).toBe(204)
  expect((await at(s.party.A, { state: 'off', reason: 'x', version: 0 })).status).toBe(409)
  await s.bulk(source.token, [cleared()])
  await s.bulk(other.token, [cleared()])
  await s.loop()
  expect(await rows('select party_id from watch.alert')).toEqual([{ party_id: s.party.A }])
  expect((await rows<{ party_id: string; count: number }>('select party_id, count from watch.seen where rule_id = $1', [CLEARED])).length).toBe(2)
  await s.alerting(CLEARED)
  expect((await at(s.party.B, { state: 'off', reason: 'Il salvataggio', version: 0 })).status).toBe(204)
  expect((await at(s.party.A, { state: 'observe', reason: 'Troppi', version: 1 })).status).toBe(204)
  await s.bulk(source.token, [cleared('x')])
  await s.bulk(other.token, [cleared('y')])
  await s.loop()
  expect(await rows('select host from watch.alert')).toEqual([{ host: 'srv-01' }])
  expect((await rows<{ party_id: string; count: number }>('select party_id, count::int from watch.seen where rule_id = $1 order by count', [CLEARED])).map((one) => [one.party_id, one.count])).toEqual([[s.party.B, 1], [s.party.A, 2]])
  expect((await at(s.party.A, { state: null, reason: 'Come ovunque', version: 2 })).status).toBe(204)
  await s.bulk(source.token, [cleared('z')])
  await s.loop()
  expect((await rows<{ host: string }>('select host from watch.alert order by host')).map((one) => one.host)).toEqual(['srv-01', 'z'])
})

test('a body begins with rules that observe; quiet ones are proposed after two weeks, noisy ones are not, and a click accepts them', async () => {
  await s.t.sql(`delete from watch.tuning; delete from watch.beginning; delete from watch.seen; delete from watch.day`)
  await s.alerting(CLEARED)
  const { json: { rules } } = await put(`bodies/${s.party.A}/pack`)
  expect(rules).toBeGreaterThan(2)
  expect(await rows(`select 1 from watch.tuning where pack and rule_id = $1`, [CLEARED])).toHaveLength(1)
  // It alerts elsewhere, and here nobody knows yet.
  await s.t.sql('delete from watch.alert where false')
  const before = (await rows('select 1 from watch.alert')).length
  await s.bulk(source.token, [cleared('new')])
  await s.loop()
  expect((await rows('select 1 from watch.alert')).length).toBe(before)
  const [quiet, noisy] = (await rows<{ rule_id: string }>('select rule_id from watch.tuning where rule_id <> $1 order by rule_id limit 2', [CLEARED])).map((one) => one.rule_id) as [string, string]
  for (let day = 1; day <= 10; day++) await s.t.sql(`insert into watch.day (source_id, party_id, day, received) values ($1, $2, $3::date - $4::int, 1000)`, [source.id, s.party.A, '2026-11-25', day])
  await s.t.sql(`insert into watch.seen (rule_id, party_id, day, count) values ($1, $2, $3::date - 1, 900)`, [noisy, s.party.A, '2026-11-25'])
  const list = async (query = '') => Object.fromEntries((await s.coordinator('GET', `/api/watch/bodies/${s.party.A}/rules${query}`)).json.items.map((one: { id: string }) => [one.id, one])) as Record<string, { advice: string; forecast: { verdict: string; perDay: number; lines: number } }>
  expect([(await list())[quiet]!.advice, (await list('?early=true'))[quiet]!.advice, (await list())[noisy]]).toMatchObject(['wait', 'alert', { advice: 'keep', forecast: { verdict: 'noisy', perDay: 81.8, lines: 10_001 } }])
  await s.t.sql(`update watch.beginning set at = at - interval '15 days'`)
  expect((await list())[quiet]!.advice).toBe('alert')
  expect((await put(`bodies/${s.party.A}/quiet`, { rules: [quiet, A], reason: 'Silenziose' })).status).toBe(409)
  expect((await put(`bodies/${s.party.A}/quiet`, { rules: [quiet], reason: 'Silenziose' })).json).toEqual({ alerting: 1, left: 0 })
  expect(await rows('select state, pack, reason from watch.tuning where rule_id = $1', [quiet])).toEqual([{ state: 'alert', pack: false, reason: 'Silenziose' }])
  const cast = (await s.coordinator('GET', `/api/watch/rules/${noisy}/forecast`)).json
  expect(cast).toMatchObject({ together: { perDay: 81.8, bodies: 1, watched: 1, verdict: 'noisy' }, items: [{ party: { id: s.party.A }, forecast: { hits: 900, days: 11 }, tuned: { state: 'observe', pack: true } }] })
  // The word of a person about a rule ends what the pack had set, and not what was chosen for the body.
  const version = (await rows<{ version: number }>('select version from watch.rule where id = $1', [CLEARED]))[0]!.version
  await put(`rules/${CLEARED}`, { state: 'alert', version }, 'PATCH')
  expect((await rows<{ rule_id: string }>('select rule_id from watch.tuning where rule_id in ($1, $2)', [CLEARED, quiet])).map((one) => one.rule_id)).toEqual([quiet])
})

test('authors of the rules that work here, with licence and link', async () => {
  const { json } = await s.coordinator('GET', '/api/watch/authors')
  expect(json.rules).toBe(json.items.reduce((sum: number, one: { rules: number }) => sum + one.rules, 0))
  expect(json.items.find((one: { author: string }) => one.author === 'Ada')).toMatchObject({ licences: ['DRL-1.1'], links: expect.arrayContaining([`https://prova.example/${A}`]) })
})

test('on Monday the week before is written once for each body, and its people are told once', async () => {
  const weeks = () => s.centre.watch.periodic.find((one) => one.name === 'watch.weeks')!.run(undefined as never)
  await s.t.sql('delete from watch.day; delete from watch.week; delete from watch.alert')
  // From Wednesday 25 November: Monday the 30th at four in the morning in Rome is too early, at five it is time.
  let now = Date.parse('2026-11-25T09:00:00Z')
  const to = (iso: string) => { s.advance(Date.parse(iso) - now); now = Date.parse(iso) }
  for (const [day, lines] of [['2026-11-17', 500], ['2026-11-23', 400], ['2026-11-24', 300], ['2026-11-26', 200], ['2026-11-30', 9]] as const) await s.t.sql(`insert into watch.day (source_id, party_id, day, received) values ($1, $2, $3, $4)`, [source.id, s.party.A, day, lines])
  await s.t.sql(`insert into watch.alert (id, party_id, source_id, rule_id, title, level, severity, why, first_at, last_at, count, state) values (gen_random_uuid(), $1, $2, $3, 'x', 'high', 'high', '[]', '2026-11-24', '2026-11-24', 1, 'taken')`, [s.party.A, source.id, CLEARED])
  await s.person('Ada', 'admin', s.party.A)
  to('2026-11-30T03:00:00Z')
  await weeks()
  expect(await rows('select 1 from watch.week')).toEqual([])
  to('2026-11-30T04:30:00Z')
  await Promise.all([weeks(), weeks()])
  await weeks()
  expect(await rows('select party_id, week from watch.week order by party_id = $1 desc', [s.party.A])).toEqual([{ party_id: s.party.A, week: '2026-W48' }, { party_id: s.party.B, week: '2026-W48' }])
  expect((await rows(`select 1 from platform.outbox where name = 'watch.week_written' and payload->>'partyId' = $1`, [s.party.A])).length).toBe(1)
  const ada = await s.signIn('ada@prova.example')
  const own = await ada('GET', `/api/watch/bodies/${s.party.A}/weeks/2026-W48`)
  expect(own.json.facts).toEqual({
    from: '2026-11-23', to: '2026-11-29', sources: [{ label: 'Server del protocollo', lines: 900, before: 500, silent: ['2026-11-25', '2026-11-27', '2026-11-28', '2026-11-29'], broken: 0, incomplete: false }],
    found: 1, foundBefore: 0, open: 0, taken: 1, closed: 0, cases: [], worst: 'high',
  })
  expect([(await ada('GET', `/api/watch/bodies/${s.party.B}/weeks/2026-W48`)).status, (await ada('GET', `/api/watch/bodies/${s.party.A}/weeks`)).json.items.map((one: { week: string }) => one.week)]).toEqual([404, ['2026-W48']])
  // The mail: once, however often the event comes, and not to whoever silenced the kind.
  await s.person('Bea', 'member', s.party.A)
  const bea = await s.signIn('bea@prova.example')
  expect((await bea('PUT', '/api/messages/mine/choices', { what: 'week_watched', muted: true })).status).toBe(204)
  await s.settle()
  await rows(`insert into platform.outbox (name, payload, realm) select 'watch.week_written', jsonb_build_object('partyId', party_id, 'week', week, 'said', jsonb_build_object('it', 'x', 'fr', 'x', 'en', 'x')), 'live' from watch.week where party_id = $1`, [s.party.A])
  await s.settle()
  expect((await s.items()).filter((one) => one.address === 'ada@prova.example').map((one) => [one.kind, one.object, one.pace])).toEqual([['week_watched', 'week:2026-W48', 'weekly']])
  to('2026-11-30T08:00:00Z')
  await s.send()
  await s.send()
  const mails = await s.mails()
  expect(mails.filter((one) => one.recipient === 'bea@prova.example')).toEqual([])
  const [mail, ...more] = mails.filter((one) => one.recipient === 'ada@prova.example')
  expect([more, mail!.subject]).toEqual([[], 'Comune di Alfarena: riepilogo della settimana (1)'])
  for (const part of ['Una fonte ha smesso di inviare', 'Righe controllate: 900.', 'Chiedete a chi cura il sistema perché «Server del protocollo» non invia più.', `/space/logs/weeks/2026-W48?body=${s.party.A}`]) expect(mail!.body).toContain(part)
  expect(mail!.body).not.toMatch(/srv-01|mrossi/)
})
