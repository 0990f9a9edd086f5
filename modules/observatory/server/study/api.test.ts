/** Study and the research room on a real database, by their own doors. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '#platform/clock.ts'
import { sizes, verisActions } from '../../contract-facts.ts'
import { system } from '#platform/contract/index.ts'
import { testWatch, type TestWatch } from '../../../watch/server/testing.ts'
import type { Statement } from '../../contract.ts'

let s: TestWatch
let researcher: Awaited<ReturnType<TestWatch['signIn']>>, other: Awaited<ReturnType<TestWatch['signIn']>>
const PASSWORD = 'ponte-levatoio-1291'
beforeAll(async () => {
  s = await testWatch()
  for (const name of ['rita', 'remo']) await s.centre.identity.service.createPerson(system('test'), { name, email: `${name}@prova.example`, password: PASSWORD, memberships: [{ role: 'researcher', partyId: null }] })
  researcher = await s.signIn('rita@prova.example')
  other = await s.signIn('remo@prova.example')
  const said = (i: number): Statement => ({
    source: { kind: 'press', title: 'Giornale di prova' }, key: `prova:${i}`, confidence: 60, confidences: {},
    facts: { title: `Attacco segretissimo ${i}`, started: `202${2 + (i % 3)}-0${1 + (i % 9)}-1${i % 9}`, actions: [{ action: i % 2 ? 'malware' : 'hacking', varieties: [], vectors: [] }], victims: [{ kind: 'municipality', count: 1, naming: 'inside', name: `Comune ${i}`, size: 'pop_5k', province: 'Nord' }], daysToRestore: i },
  })
  await s.t.db.as(system('test'), (tx) => s.centre.observatory.service.record(tx, system('test'), Array.from({ length: 24 }, (_, i) => said(i)), { state: 'internal', origin: 'import', tlp: 'green' }))
  await s.t.db.as(system('test'), (tx) => s.centre.observatory.service.record(tx, system('test'), [{ ...said(99), key: 'prova:red' }], { state: 'internal', origin: 'import', tlp: 'amber' }))
}, 120_000)
afterAll(() => s?.close())

test('figures count what matches, with rates by the bodies of the registry', async () => {
  const { status, json } = await s.coordinator('GET', '/api/observatory/study?kind=municipality')
  expect(status).toBe(200)
  expect(json.figures).toMatchObject({ attacks: 25, coverage: { day: 25, denominators: true }, restore: { events: 25 } })
  expect(json.figures.by.year.map((one: { key: string; count: number }) => [one.key, one.count])).toEqual([['2022', 9], ['2023', 8], ['2024', 8]])
  const towns = Number((await s.t.sql<{ n: string }>(`select count(*) as n from territory.party where kind = 'municipality' and realm = 'live'`))[0]!.n)
  expect(json.figures.by.year[0]).toMatchObject({ bodies: towns, rate: { value: expect.closeTo((9 / towns) * 1000, 9) } })
  expect((await s.coordinator('GET', '/api/observatory/study?q=segretissimo%207')).json.figures.attacks).toBe(1)
  expect((await s.coordinator('GET', '/api/observatory/study?q=%25')).json.figures.attacks).toBe(0)
  expect((await researcher('GET', '/api/observatory/study')).status).toBe(403)
})

test('words of sources and of victims find an attack, without accents; a provider that fell stands beside what would stop', async () => {
  const said: Statement = { source: { kind: 'press', title: 'Corriere del Nevischio' }, key: 'parole:1', confidence: 60, confidences: {}, facts: { title: 'Cifratura', summary: 'Perché il portale non risponde', started: '2021-04-01', victims: [{ kind: 'school', count: 1, naming: 'inside', name: 'Liceo Zefirino', size: 'unknown' }], providers: [{ role: 'hosting', partyId: s.party.P, name: 'Perinube Cloud' }] } }
  await s.t.db.as(system('test'), (tx) => s.centre.observatory.service.record(tx, system('test'), [said], { state: 'internal', origin: 'import', tlp: 'green' }))
  for (const words of ['nevischio', 'zefir', 'perche portale', 'perinube cifratura']) expect((await s.coordinator('GET', `/api/observatory/study?q=${encodeURIComponent(words)}`)).json.figures.attacks, words).toBe(1)
  expect((await s.coordinator('GET', '/api/observatory/study?q=nevischio%20assente')).json.figures.attacks).toBe(0)
  expect((await s.coordinator('GET', '/api/observatory/entries?q=zefirino')).json.total).toBe(1)
  expect((await s.coordinator('GET', '/api/observatory/study?q=nevischio')).json.figures.providers).toEqual([{ partyId: s.party.P, name: 'Perinube Cloud', falls: 1, ifDown: { services: 2, bodies: 2, people: 13_000 } }])
})

test('those who use a service, or are named, are held against the others of their kinds', async () => {
  const at = (key: string, started: string, partyId: string): Statement => ({ source: { kind: 'press', title: 'Prova' }, key, confidence: 60, confidences: {}, facts: { title: 'Confronto', started, victims: [{ kind: 'municipality', count: 1, naming: 'no', size: 'pop_5k', partyId }] } })
  const said = [...['2025-03-01', '2025-04-01', '2026-03-01'].map((day) => at(`con:${day}`, day, s.party.A)), ...['2025-05-01', '2026-05-01', '2026-06-01'].map((day) => at(`senza:${day}`, day, s.party.B))]
  await s.t.db.as(system('test'), (tx) => s.centre.observatory.service.record(tx, system('test'), said, { state: 'internal', origin: 'import', tlp: 'amber' }))
  const effect = async (query: string) => (await s.coordinator('GET', `/api/observatory/study?since=2026-01-01&q=confronto&${query}`)).json.figures.effect
  expect(await effect('')).toMatchObject({ before: 3, after: 3, control: null, caveats: expect.arrayContaining(['no_control']) })
  const named = await effect(`had=${encodeURIComponent('Comune di Alfarena')}`)
  expect(named).toMatchObject({ before: 2, after: 1, control: { had: { before: 2, after: 1, bodies: 1 }, others: { before: 1, after: 2, bodies: 1 }, aside: 0 } })
  expect(named.control.against.value).toBeCloseTo(0.25, 12)
  expect(named.caveats).not.toContain('no_control')
  expect(await effect('had=A')).toEqual(named)
  // Both use the cloud: there is nobody to compare with.
  expect(await effect(`tool=${s.party.P}`)).toMatchObject({ control: { had: { bodies: 2 }, against: null }, caveats: expect.arrayContaining(['no_control']) })
  await s.t.sql(`delete from observatory.entry where id in (select entry_id from observatory.statement where key ~ '^(con|senza|parole):')`)
})

test('what is entered by hand is a denominator, and is corrected by the same again', async () => {
  const put = (count: number) => s.coordinator('PUT', '/api/observatory/denominators', { items: [{ kind: 'municipality', year: 2020, count, source: 'Prova' }] })
  expect((await put(100)).json).toEqual({ saved: 1 })
  expect((await put(500)).status).toBe(200)
  const { items } = (await s.coordinator('GET', '/api/observatory/denominators')).json
  expect(items).toMatchObject([{ kind: 'municipality', year: 2020, count: 500 }])
  expect((await s.coordinator('GET', '/api/observatory/study?kind=municipality')).json.figures.by.year[0]).toMatchObject({ bodies: 500 })
  expect((await s.coordinator('DELETE', `/api/observatory/denominators/${items[0].id}`)).status).toBe(204)
})

test('a version keeps the figures of its day when the catalogue grows', async () => {
  const chart = { kind: 'chart', chart: 'year', filter: { kind: 'municipality' } }
  const { id, number } = (await s.coordinator('POST', '/api/observatory/studies', { title: 'Comuni', blocks: [{ kind: 'text', text: 'Prima' }, chart] })).json
  expect(number).toBe(1)
  const before = (await s.coordinator('GET', `/api/observatory/studies/${id}/versions/1`)).json
  expect(before.figures).toMatchObject([null, { attacks: 25 }])
  await s.coordinator('POST', '/api/observatory/entries', { statement: { source: { kind: 'press', title: 'Altro' }, facts: { title: 'Nuovo', started: '2024-05-05', victims: [{ kind: 'municipality' }] } } })
  expect((await s.coordinator('POST', `/api/observatory/studies/${id}/versions`, { last: 1, title: 'Comuni', blocks: [chart] })).json).toEqual({ number: 2 })
  expect((await s.coordinator('POST', `/api/observatory/studies/${id}/versions`, { last: 1, title: 'Comuni', blocks: [] })).status).toBe(409)
  expect((await s.coordinator('GET', `/api/observatory/studies/${id}/versions/2`)).json.figures[0].attacks).toBe(26)
  expect((await s.coordinator('GET', `/api/observatory/studies/${id}/versions/1`)).json).toEqual({ ...before, last: 2 })
  expect((await s.coordinator('GET', `/api/observatory/studies/${id}/versions/1/changes`)).json).toEqual({ before: null, fresh: [], total: 0, changes: [] })
  expect((await s.coordinator('GET', `/api/observatory/studies/${id}/versions/2/changes`)).json).toEqual({ before: 1, fresh: [], total: 1, changes: [{ block: 0, chart: 'year', key: '2024', before: 8, after: 9 }] })
  const other = { kind: 'chart', chart: 'restore', filter: { kind: 'school' } }
  expect((await s.coordinator('POST', `/api/observatory/studies/${id}/versions`, { last: 2, title: 'Comuni', blocks: [other, chart] })).json).toEqual({ number: 3 })
  expect((await s.coordinator('GET', `/api/observatory/studies/${id}/versions/3/changes`)).json).toEqual({ before: 2, fresh: [0], total: 0, changes: [] })
})

test('rows that would be too few, or all blank, are not granted, and the request waits on', async () => {
  const until = `${systemClock.now().toISOString().slice(0, 4)}-12-31`
  const { id } = (await other('POST', '/api/observatory/room', { university: 'Università di prova', purpose: 'Studiare gli attacchi alle scuole', people: ['Remo'], fields: ['when', 'action'], filters: { kind: 'school', from: 2020 }, until })).json
  const refused = await s.coordinator('POST', `/api/observatory/room/${id}/decision`, { version: 0, decision: 'grant', reason: 'Progetto approvato' })
  expect(refused).toMatchObject({ status: 400, json: { code: 'invalid', fields: [{ path: 'rows' }], params: { matching: 0, least: 5 } } })
  const [asked] = (await other('GET', '/api/observatory/room')).json.items
  expect(asked).toMatchObject({ state: 'asked', version: 0, extract: null, filters: { kind: 'school', from: 2020 } })
  expect((await s.coordinator('POST', `/api/observatory/room/${id}/decision`, { version: 0, decision: 'refuse', reason: 'Troppo poche' })).json).toEqual({ state: 'refused' })
  await s.t.sql('delete from observatory.room_request where id = $1', [id])
})

test('where rows would be too few a coordinator may grant counts with noise, until the budget of the year is used up', async () => {
  const until = `${systemClock.now().toISOString().slice(0, 4)}-12-31`
  const ask = async (fields: string[], filters: object = { kind: 'school' }) => (await other('POST', '/api/observatory/room', { university: 'Università di prova', purpose: 'Studiare gli attacchi alle scuole', people: ['Remo'], fields, filters, until })).json.id as string
  const decide = (id: string) => s.coordinator('POST', `/api/observatory/room/${id}/decision`, { version: 0, decision: 'counts', reason: 'Progetto approvato' })
  const noise = async () => (await s.coordinator('GET', '/api/observatory/room')).json.noise
  const year = systemClock.now().getUTCFullYear()
  expect(await noise()).toEqual({ year, most: 10_000, spent: 0 })
  const id = await ask(['action', 'size'])
  expect((await decide(id)).json).toEqual({ state: 'granted' })
  expect(await noise()).toMatchObject({ spent: 1000 })
  const got = await other('GET', `/api/observatory/room/${id}/extract?format=json`)
  const rows = (typeof got.json === 'string' ? JSON.parse(got.json) : got.json) as { field: string; code: string; count: string }[]
  // No school was hit: the cells are there all the same, in the order of the lists.
  expect(rows.map((one) => `${one.field} ${one.code}`)).toEqual([...[...verisActions, '?'].map((code) => `action ${code}`), ...[...sizes, '?'].map((code) => `size ${code}`)])
  expect(rows.every((one) => /^-?\d+$/.test(one.count))).toBe(true)
  const [mine] = (await other('GET', '/api/observatory/room')).json.items
  expect(mine).toMatchObject({ state: 'granted', extract: { rows: rows.length, epsilon: 1000, grain: [] } })
  expect((await other('GET', '/api/observatory/room')).json.noise).toBeNull()
  expect(await s.t.sql(`select detail ->> 'epsilon' as epsilon from audit.entry where action = 'observatory.decide_room' and object = $1`, [`room:${id}`])).toEqual([{ epsilon: '1000' }])
  // The same question is the same answer, and costs nothing.
  const same = await ask(['action', 'size'])
  expect((await decide(same)).status).toBe(200)
  expect(await noise()).toMatchObject({ spent: 1000 })
  expect((await other('GET', `/api/observatory/room/${same}/extract?format=json`)).json).toEqual(got.json)
  expect(await decide(await ask(['place']))).toMatchObject({ status: 400, json: { code: 'invalid', fields: [{ path: 'counts' }] } })
  await s.t.sql('update observatory.noise_budget set spent = most - 999')
  const last = await ask(['action'], { kind: 'school', from: 2020 })
  expect(await decide(last)).toMatchObject({ status: 400, json: { code: 'invalid', fields: [{ path: 'budget' }], params: { left: 999 } } })
  expect((await other('GET', '/api/observatory/room')).json.items.find((one: { id: string }) => one.id === last)).toMatchObject({ state: 'asked', version: 0, extract: null })
  expect(await noise()).toMatchObject({ spent: 9001 })
  await s.t.sql('delete from observatory.room_request')
})

test('a researcher is given rows without names, others are not, and both see who took them', async () => {
  const until = systemClock.now().toISOString().slice(0, 4)
  const ask = await researcher('POST', '/api/observatory/room', { university: 'Università di prova', purpose: 'Studiare quanto dura un fermo', people: ['Rita'], fields: ['when', 'action', 'daysToRestore'], until: `${until}-12-31` })
  expect(ask.status).toBe(201)
  const { id } = ask.json
  expect((await researcher('GET', `/api/observatory/room/${id}/extract`)).status).toBe(404)
  expect((await researcher('POST', `/api/observatory/room/${id}/decision`, { version: 0, decision: 'grant', reason: 'da me' })).status).toBe(403)
  expect((await other('GET', '/api/observatory/room')).json.total).toBe(0)
  expect((await s.coordinator('POST', `/api/observatory/room/${id}/decision`, { version: 0, decision: 'grant', reason: 'Progetto approvato' })).json).toEqual({ state: 'granted' })
  const got = await researcher('GET', `/api/observatory/room/${id}/extract?format=json`)
  expect(got.status).toBe(200)
  const rows = (typeof got.json === 'string' ? JSON.parse(got.json) : got.json) as Record<string, string>[]
  // 24 are green; the amber one stays inside. By the year each has at least five like it.
  expect(rows.length).toBe(24)
  expect(Object.keys(rows[0]!)).toEqual(['id', 'when', 'action', 'daysToRestore'])
  expect(JSON.stringify(rows)).not.toMatch(/segretissimo|Comune|OSS-/)
  for (const group of Map.groupBy(rows, (row) => row['when']).values()) expect(group.length).toBeGreaterThanOrEqual(5)
  expect((await other('GET', `/api/observatory/room/${id}/extract`)).status).toBe(404)
  const [request] = (await researcher('GET', '/api/observatory/room')).json.items
  expect(request).toMatchObject({ state: 'granted', reason: 'Progetto approvato', extract: { rows: 24, grain: ['year'] }, downloads: [{ by: 'rita', format: 'json' }] })
  expect((await s.coordinator('GET', '/api/observatory/room')).json.items[0].downloads).toHaveLength(1)
  expect((await s.t.sql(`select 1 from audit.entry where action = 'observatory.take_room' and object = $1`, [`room:${id}`])).length).toBe(1)
  // After the end there is nothing to take; the term takes the rows away.
  await s.t.sql(`update observatory.room_extract set until = current_date - 400 where request_id = $1`, [id])
  expect((await researcher('GET', `/api/observatory/room/${id}/extract`)).status).toBe(404)
})
