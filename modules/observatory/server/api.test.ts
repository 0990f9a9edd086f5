/** The catalogue on a real database: from a closed case to what everybody may read, merges and their way back. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anonymous, system, type Actor } from '#platform/contract/index.ts'
import { testWatch, type TestWatch } from '../../watch/server/testing.ts'
import type { EntryView } from '../contract.ts'

let s: TestWatch
/** Another person of the centre, who may publish what the coordinator has reviewed. */
let second: Awaited<ReturnType<TestWatch['signIn']>>
beforeAll(async () => {
  s = await testWatch()
  await s.centre.identity.service.createPerson(system('test'), { name: 'Sara Seconda', email: 'sara@prova.example', password: 'ponte-levatoio-1291', memberships: [{ role: 'coordinator', partyId: null }] })
  second = await s.signIn('sara@prova.example')
}, 120_000)
afterAll(() => s?.close())

const read = async (id: string): Promise<EntryView> => (await s.coordinator('GET', `/api/observatory/entries/${id}`)).json as EntryView
const press = (title: string, facts: object, url?: string) => ({ statement: { source: { kind: 'press', title, ...(url ? { url } : {}) }, facts } })
const add = async (facts: object, title = 'Giornale di prova') => (await s.coordinator('POST', '/api/observatory/entries', press(title, facts))).json.entryId as string
const publicOnes = () => s.t.db.as(anonymous, async (tx) => (await import('kysely')).sql<{ ref: string; facts: object; title: object }>`select ref, facts, title from observatory.publication order by ref`.execute(tx as never)).then(({ rows }) => rows)

test('a case that closes fills the catalogue once; what is said later is a newer edition', async () => {
  const { mainId, tied } = await s.open({ title: 'Fermo di un fornitore', description: { summary: 'Chiamare Ada allo +39 055 123 4567' } })
  const actor: Actor = system('test')
  await s.centre.cases.service.answer(actor, tied, { answer: 'hit', awareAt: null, personalData: 'no', channel: 'phone', note: '', by: 'Ada' })
  await s.settle()
  expect(await s.t.sql('select 1 from observatory.entry where case_id = $1', [mainId])).toEqual([])
  await s.centre.cases.service.close(actor, tied, { dataLost: '', lessons: '' })
  await s.centre.cases.service.close(actor, mainId, { dataLost: '', lessons: '', reason: 'prova' })
  await s.settle()
  const [entry] = await s.t.sql<{ id: string; state: string; tlp: string }>('select id, state, tlp from observatory.entry where case_id = $1', [mainId])
  expect(entry).toMatchObject({ state: 'draft', tlp: 'amber' })
  const view = await read(entry!.id)
  expect(view).toMatchObject({
    origin: 'case', title: 'Fermo di un fornitore', confidence: 90,
    facts: { victims: [{ kind: 'municipality', name: 'Comune di Alfarena', naming: 'inside', size: 'pop_5k', sector: 'O84', province: 'Nord', partyId: s.party.A }], providers: [{ name: 'Perinube Cloud', partyId: s.party.P }], certainty: 'confirmed' },
  })
  await s.settle()
  expect((await s.t.sql('select id from observatory.entry where case_id = $1', [mainId])).length).toBe(1)
})

test('what is proposed names nobody who did not speak, and covers numbers of people; two persons make it public', async () => {
  const id = (await s.t.sql<{ id: string }>(`select id from observatory.entry where origin = 'case'`))[0]!.id
  const before = (await s.coordinator('GET', `/api/observatory/entries/${id}/proposal`)).json
  expect(before).toMatchObject({ covered: ['phone'], problems: [], proposal: { title: { it: 'Fermo di un fornitore' }, facts: { victims: [{ kind: 'municipality', count: 1, province: 'Nord' }] } } })
  expect(JSON.stringify(before.proposal)).not.toMatch(/Alfarena|Perinube|123 4567/)
  expect(before.left).toEqual(['providers'])
  const propose = (title: string) => s.coordinator('POST', `/api/observatory/entries/${id}/proposal`, { version: before.version, title: { it: title }, summary: {} })
  // A name of the town, of the provider, in any case and with other signs around: refused, with the word.
  expect(await propose('Attacco al fornitore Perinube-Cloud')).toMatchObject({ status: 400, json: { fields: [{ path: 'name_in_text', problem: 'Perinube Cloud' }] } })
  expect(await propose('Fermi i servizi di ALFARENA')).toMatchObject({ status: 400, json: { fields: [{ path: 'name_in_text', problem: 'Alfarena' }] } })
  expect(await propose('Un fornitore si ferma: chiamare lo +39 055 123 4567')).toMatchObject({ status: 400, json: { fields: [{ path: 'number_in_text' }] } })
  expect(await propose('')).toMatchObject({ status: 400, json: { fields: [{ path: 'no_title' }] } })
  const { json: { version } } = await propose('Un fornitore si ferma, un comune con lui')
  expect(await read(id)).toMatchObject({ state: 'ready', ready: { mine: true, byName: 'Cora Coordinatrice' } })
  expect(await s.coordinator('POST', `/api/observatory/entries/${id}/publication`, { version })).toMatchObject({ status: 409, json: { code: 'second_person' } })
  expect(await publicOnes()).toEqual([])
  expect((await second('POST', `/api/observatory/entries/${id}/publication`, { version })).status).toBe(200)
  const [one] = await publicOnes()
  expect(one).toMatchObject({ title: { it: 'Un fornitore si ferma, un comune con lui' } })
  expect(JSON.stringify(one)).not.toMatch(/Alfarena|Perinube|partyId/)
  expect(await s.t.sql(`select action, actor_id <> '' as who from audit.entry where object = $1 and action like 'observatory.p%' order by id`, [`entry:${id}`])).toEqual([{ action: 'observatory.propose', who: true }, { action: 'observatory.publish', who: true }])
})

test('what is public has a tag, and whoever has it already is sent nothing; the media type is that of the standard, letter by letter', async () => {
  const ref = (await s.t.sql<{ ref: string }>('select ref from observatory.publication'))[0]!.ref
  for (const [url, type] of [[`/osservatorio/casi/${ref}/stix.json`, 'application/stix+json;version=2.1'], ['/osservatorio/dati/total.csv', 'text/csv; charset=utf-8'], ['/osservatorio/catalogo.jsonld', 'application/ld+json']] as const) {
    const first = await s.http.inject({ url })
    expect([url, first.statusCode, first.headers['content-type']]).toEqual([url, 200, type])
    const again = await s.http.inject({ url, headers: { 'if-none-match': `W/${String(first.headers['etag'])}` } })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  }
})

test('an embargo keeps it from everybody until its end; a withdrawal takes it back and says why', async () => {
  const id = (await s.t.sql<{ id: string }>(`select id from observatory.entry where origin = 'case'`))[0]!.id
  const { version } = await read(id)
  const { json: { version: next } } = await s.coordinator('POST', `/api/observatory/entries/${id}/proposal`, { version, title: { it: 'Un fornitore si ferma' }, summary: {}, embargoUntil: '2030-01-01T00:00:00Z' })
  // What is public stays as it was until the second person agrees.
  expect((await publicOnes()).map((one) => one.title)).toEqual([{ it: 'Un fornitore si ferma, un comune con lui' }])
  const { json: { version: last } } = await second('POST', `/api/observatory/entries/${id}/publication`, { version: next })
  expect(await publicOnes()).toEqual([])
  expect(await read(id)).toMatchObject({ published: { edition: 2, from: '2030-01-01T00:00:00.000Z', reviewedByName: 'Cora Coordinatrice', byName: 'Sara Seconda' } })
  expect((await second('POST', `/api/observatory/entries/${id}/withdrawal`, { version: last, reason: 'Il comune lo chiede' })).status).toBe(200)
  expect(await read(id)).toMatchObject({ state: 'withdrawn', published: null, reason: 'Il comune lo chiede' })
})

test('what is red, or only suspected, or still to be verified, does not become public', async () => {
  const id = await add({ title: 'Attacco', started: '2024-05-01', victims: [{ kind: 'school', name: 'Scuola di Prova' }] })
  const propose = async () => s.coordinator('POST', `/api/observatory/entries/${id}/proposal`, { version: (await read(id)).version, title: { it: 'Una scuola' }, summary: {} })
  const change = async (to: object) => s.coordinator('PATCH', `/api/observatory/entries/${id}`, { version: (await read(id)).version, ...to })
  await change({ tlp: 'red' })
  expect(await propose()).toMatchObject({ status: 422, json: { code: 'tlp' } })
  await change({ tlp: 'green', state: 'to_verify' })
  expect(await propose()).toMatchObject({ status: 400, json: { fields: [{ path: 'not_confirmed' }] } })
  await change({ state: 'draft' })
  const { json: { version } } = await propose()
  // Between review and publication a newer word comes: what was agreed to was another text.
  const { json: { version: later } } = await s.coordinator('POST', `/api/observatory/entries/${id}/statements`, { version, ...press('Smentita', { certainty: 'false_positive' }) })
  expect((await second('POST', `/api/observatory/entries/${id}/publication`, { version: later })).status).toBe(409)
  expect(await read(id)).toMatchObject({ state: 'draft', ready: null, facts: { certainty: 'false_positive' } })
})

test('a victim that published the fact itself is named; a person never is', async () => {
  const id = await add({ title: 'Attacco', started: '2024', certainty: 'confirmed', victims: [{ kind: 'firm', name: 'Ditta Loquace', naming: 'self', namingUrl: 'https://loquace.example/avviso' }, { kind: 'firm', name: 'Ditta Muta', naming: 'inside' }, { kind: 'person', name: 'Ada Fittizia', naming: 'self', namingUrl: 'https://x.example/' }] })
  const { json } = await s.coordinator('GET', `/api/observatory/entries/${id}/proposal`)
  expect(json.proposal.facts.victims.map((one: { name?: string }) => one.name)).toEqual(['Ditta Loquace', undefined, undefined])
  const propose = (title: string) => s.coordinator('POST', `/api/observatory/entries/${id}/proposal`, { version: json.version, title: { it: title }, summary: {} })
  expect((await propose('Attacco a Ditta Muta')).status).toBe(400)
  expect((await propose('Attacco a Ditta Loquace')).status).toBe(200)
})

test('a name among the codes is found as one in a text is, until the field is left out', async () => {
  const id = await add({ title: 'Attacco', started: '2024', certainty: 'confirmed', services: ['Portale di Alfarena'], assets: ['S - Web application'], victims: [{ kind: 'municipality', name: 'Comune di Alfarena', naming: 'inside' }] })
  const { version, problems } = (await s.coordinator('GET', `/api/observatory/entries/${id}/proposal`)).json
  expect(problems).toEqual([{ code: 'name_in_text', word: 'Alfarena' }])
  const propose = (more: object) => s.coordinator('POST', `/api/observatory/entries/${id}/proposal`, { version, title: { it: 'Un comune' }, summary: {}, ...more })
  expect(await propose({})).toMatchObject({ status: 400, json: { fields: [{ path: 'name_in_text', problem: 'Alfarena' }] } })
  expect((await propose({ hide: ['services'] })).status).toBe(200)
})

test('two entries of one attack are proposed as such; merged they are one record, separated they are what they were', async () => {
  const one = await add({ title: 'Attacco al Comune di Bettola', started: '2025-03-10', actions: [{ action: 'malware' }], techniques: ['T1486'], victims: [{ kind: 'municipality', name: 'Comune di Bettola Nuova', province: 'Sud', country: 'IT' }] })
  const two = await add({ title: 'Bettola, anagrafe ferma', started: '2025-03', techniques: ['T1078'], claims: [{ by: 'BandaFinta' }], records: 900, victims: [{ kind: 'municipality', name: 'comune di bettola nuova', province: 'Sud', country: 'IT' }] }, 'Altro giornale')
  const other = await add({ title: 'Lontano', started: '2025-09-10', victims: [{ kind: 'municipality', name: 'Comune di Bettola Nuova', province: 'Sud', country: 'IT' }] })
  const { twins } = await read(one)
  expect(twins.map((twin) => twin.entryId)).toEqual([two])
  expect(twins[0]!.reasons).toEqual(expect.arrayContaining(['name', 'place']))
  expect((await s.coordinator('GET', '/api/observatory/twins')).json.pairs.map((pair: { a: { entryId: string }; b: { entryId: string } }) => [pair.a.entryId, pair.b.entryId].sort())).toEqual([[one, two].sort()])

  const was = await Promise.all([one, two, other].map(read))
  const records = () => s.t.sql('select entry_id, facts, provenance, title, victims, techniques from observatory.record where entry_id = any ($1) order by entry_id', [[one, two, other]])
  const before = await records()
  const merge = await s.coordinator('POST', `/api/observatory/entries/${two}/merge`, { version: was[1]!.version, into: one })
  expect(merge.status).toBe(200)
  expect(await read(one)).toMatchObject({ facts: { techniques: expect.arrayContaining(['T1486', 'T1078']), records: 900, claims: [{ by: 'BandaFinta' }] }, merged: [{ id: two }], statements: [{ entryRef: expect.any(String) }, {}], provenance: { records: { others: 0 } } })
  expect((await read(two)).mergedInto).toMatchObject({ id: one })
  // A ring is refused, what is merged is not merged again.
  expect((await s.coordinator('POST', `/api/observatory/entries/${one}/merge`, { version: (await read(one)).version, into: two })).status).toBe(409)
  // A choice made while they were one falls away when its statement goes.
  const records900 = (await read(one)).statements.find((said) => said.facts['records'] === 900)!
  await s.coordinator('PUT', `/api/observatory/entries/${one}/chosen`, { version: (await read(one)).version, field: 'records', statementId: records900.id })
  expect((await s.coordinator('POST', `/api/observatory/entries/${two}/separate`, { version: (await read(two)).version })).status).toBe(200)
  expect(await records()).toEqual(before)
})

test('whoever saw another version changes nothing; an analyst does not publish', async () => {
  const id = await add({ title: 'Attacco', started: '2024' })
  expect((await s.coordinator('PATCH', `/api/observatory/entries/${id}`, { version: 7, tlp: 'green' })).status).toBe(409)
  expect((await s.coordinator('GET', '/api/observatory/entries/00000000-0000-4000-8000-000000000000')).status).toBe(404)
})
