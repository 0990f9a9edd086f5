import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addressOf } from '#platform/contract/client.ts'
import type { BodyInput, Endpoint } from '#platform/contract/index.ts'
import * as c from '../contract.ts'
import { systemClock } from '#platform/clock.ts'
import { as, centreActor, testTerritory, type TestTerritory } from './testing.ts'

let t: TestTerritory
let moment: Date | undefined
const id: Record<string, string> = {}
const service: Record<string, string> = {}
const files = {
  parties: 'code,name,kind,population\nA,Comune Primo,municipality,1000\nB,Comune Secondo,municipality,9000\nP,Nuvola Finta,provider,\nQ,Altra Nuvola,provider,\n',
  services: 'code,party,name,category,people_served,data_classes,data_place\nA.ana,A,Anagrafe,registry-office,1000,common,sala macchine\nA.soc,A,Servizi sociali,social,80,,\nB.ana,B,Anagrafe,registry-office,9000,,\nP.box,P,Caselle,mail,,,\nP.bak,P,Copie,backup,,,\nQ.box,Q,Caselle,mail,,,\n',
}
const load = (text: string) => t.service.importRegistry(centreActor, { stream: Readable.from([Buffer.from(text)]), fileName: 'x.csv' })
beforeAll(async () => {
  t = await testTerritory({ clock: { ...systemClock, now: () => moment ?? systemClock.now() } })
  await load(files.parties)
  await load(files.services)
  for (const row of await t.sql<{ id: string; code: string }>('select id, code from territory.party')) id[row.code] = row.id
  for (const row of await t.sql<{ id: string; code: string }>('select id, code from territory.service')) service[row.code] = row.id
})
afterAll(() => t.close())

type Caller = ReturnType<typeof as>
const call = async (endpoint: Endpoint, caller: Caller, params: object, body?: unknown) => {
  const answer = await t.app.inject({ method: endpoint.method, url: addressOf(endpoint, params as never, {}), headers: { ...caller, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { payload: JSON.stringify(body) }) })
  return { status: answer.statusCode, body: answer.headers['content-type']?.toString().includes('json') ? answer.json() : answer.body }
}
const a = () => as('member', [id['A']!])
const mine = async (caller = a()) => (await call(c.readParty, caller, { partyId: id['A'] })).body as { datasets: (typeof c.datasetItem)['_output'][]; assets: (typeof c.assetItem)['_output'][]; contacts: (typeof c.contactItem)['_output'][]; statements: (typeof c.statementItem)['_output'][]; party: { facts: Record<string, unknown>; population: number; version: number } }
const saveData = (body: Partial<BodyInput<typeof c.saveDataset>>, caller = a()) => call(c.saveDataset, caller, { partyId: id['A'] }, { name: 'Fascicoli', classes: ['health'], serviceId: service['A.soc'], heldOnId: null, ...body })
const saveAsset = (body: Partial<BodyInput<typeof c.saveAsset>>, caller = a()) => call(c.saveAsset, caller, { partyId: id['A'] }, { kind: 'domain', value: 'primo.example', serviceId: null, ...body })
/** Services whose data are at risk when all services of a provider are read by a stranger. */
const atRisk = async (provider: string) => {
  const { body } = await call(c.whatIf, as('analyst'), {}, { providerId: id[provider], effects: { unavailable: false, exposed: true, tampered: false } })
  return (body as { page: { id: string; dataClasses: string[]; confidence: number }[] }).page.filter((one) => one.dataClasses.length > 0).map((one) => [one.id, one.dataClasses, one.confidence])
}

describe('data', () => {
  test('are added by the body, sure and dated; moved to another service of another provider, the data at risk move with them', async () => {
    expect(await atRisk('P')).toEqual([])
    const added = await saveData({ heldOnId: service['P.bak']!, country: 'IT', people: 80 })
    expect(added).toMatchObject({ status: 200, body: { name: 'Fascicoli', classes: ['health'], heldBy: { name: 'Nuvola Finta' }, heldOn: { name: 'Copie' }, country: 'IT', people: 80, confidence: 1, source: 'declared', state: 'confirmed', version: 1 } })
    expect(await atRisk('P')).toEqual([[service['A.soc'], ['health'], 1]])
    expect(await atRisk('Q')).toEqual([])
    const moved = { id: added.body.id, version: 1, serviceId: service['A.ana']!, heldOnId: service['Q.box']! }
    expect((await saveData({ ...moved, version: 9 })).status).toBe(409)
    expect((await saveData(moved)).body).toMatchObject({ version: 2, heldBy: { name: 'Altra Nuvola' } })
    expect(await atRisk('P')).toEqual([])
    expect(await atRisk('Q')).toEqual([[service['A.ana'], ['common', 'health'], 1]])
    expect(await t.sql(`select party_id, detail -> 'after' ->> 'heldOnId' as "on" from audit.entry where action = 'territory.save_dataset' order by id`)).toEqual([{ party_id: id['A'], on: service['P.bak'] }, { party_id: id['A'], on: service['Q.box'] }])
  })

  test('the centre says how sure it is; a body cannot', async () => {
    const byCentre = await saveData({ name: 'Dal contratto', heldOnId: service['P.box']!, source: 'contratto 12', sourceDate: '2026-01-10', confidence: 0.6 }, as('analyst'))
    expect(byCentre.body).toMatchObject({ confidence: 0.6, source: 'contratto 12', sourceDate: '2026-01-10' })
    expect(await atRisk('P')).toEqual([[service['A.soc'], ['health'], 0.6]])
    expect((await saveData({ name: 'Nostra', confidence: 0.2 })).body).toMatchObject({ confidence: 1 })
    expect((await saveData({ sourceDate: '2999-01-01' })).body).toMatchObject({ status: 400, fields: [{ path: 'body.sourceDate' }] })
    expect((await saveData({ classes: ['gossip' as 'health'] })).status).toBe(400)
    expect((await saveData({ people: -1 })).status).toBe(400)
  })

  test('are dated by the centre’s day, also in the hours when UTC is still at yesterday', async () => {
    moment = new Date('2026-07-08T22:30:00Z')
    try {
      expect((await saveData({ name: 'Di notte' })).body).toMatchObject({ sourceDate: '2026-07-09' })
      expect((await saveData({ name: 'Di notte', sourceDate: '2026-07-09' })).status).toBe(200)
      expect((await saveData({ name: 'Domani', sourceDate: '2026-07-10' })).status).toBe(400)
    } finally { moment = undefined }
  })

  test('of others are out of reach, and so are others’ services', async () => {
    expect((await saveData({}, as('admin', [id['B']!]))).status).toBe(404)
    expect((await saveData({ serviceId: service['B.ana']! })).status).toBe(404)
    expect((await saveData({ heldOnId: service['B.ana']! })).status).toBe(404)
    expect((await saveData({ id: '00000000-0000-4000-8000-000000000000', version: 1 })).status).toBe(404)
    expect((await saveData({}, as('member', [id['A']!], 'ex:00000000-0000-4000-8000-000000000001'))).body).toMatchObject({ code: 'exercise' })
  })

  test('what a file said is confirmed or taken away with one click, and the file does not undo it', async () => {
    const [fromFile] = (await mine()).datasets.filter((one) => one.state === 'declared')
    expect(fromFile).toMatchObject({ name: 'Anagrafe', place: 'sala macchine' })
    const decide = (decision: string, version: number, caller = a()) => call(c.decideHolding, caller, { partyId: id['A'], holdingId: fromFile!.id }, { kind: 'dataset', decision, version })
    expect((await decide('confirm', 1, as('member', [id['B']!]))).status).toBe(404)
    expect((await decide('confirm', 1)).status).toBe(204)
    expect((await decide('deny', 1)).status).toBe(409)
    expect((await mine()).datasets.find((one) => one.id === fromFile!.id)).toMatchObject({ state: 'confirmed', version: 2 })
    await load(files.services.replace('sala macchine', 'altrove'))
    expect((await mine()).datasets.find((one) => one.id === fromFile!.id)).toMatchObject({ place: 'sala macchine' })
    expect((await decide('deny', 2)).status).toBe(204)
    await load(files.services.replace('sala macchine', 'ancora altrove'))
    expect((await mine()).datasets.some((one) => one.id === fromFile!.id)).toBe(false)
  })
})

describe('assets', () => {
  test('are kept in one form, refused with the reason, and once', async () => {
    expect((await saveAsset({ value: 'HTTPS://www.Primo.example/' })).body).toMatchObject({ value: 'primo.example', kind: 'domain' })
    expect((await saveAsset({ kind: 'address_range', value: '192.0.2.77/24' })).body).toMatchObject({ value: '192.0.2.0/24' })
    expect((await saveAsset({ kind: 'product', value: 'Gestionale Finto', productVersion: '4.2' })).body).toMatchObject({ value: 'Gestionale Finto', productVersion: '4.2' })
    const problem = async (body: object) => ((await saveAsset(body)).body as { fields: { problem: string }[] }).fields[0]!.problem
    expect(await problem({ value: 'gov.it' })).toBe('whole-suffix')
    expect(await problem({ kind: 'address_range', value: '10.0.0.0/24' })).toBe('range-reserved')
    expect(await problem({ value: 'primo.example' })).toBe('already-there')
  })

  test('a domain has one holder: another’s is refused without saying whose', async () => {
    const answer = await call(c.saveAsset, as('member', [id['B']!]), { partyId: id['B'] }, { kind: 'domain', value: 'primo.example', serviceId: null })
    expect(answer.body).toMatchObject({ status: 400, fields: [{ problem: 'domain-taken' }] })
    expect(JSON.stringify(answer.body)).not.toContain('Primo')
  })

  test('a domain that is another’s by its site, or a known provider’s, is no body’s; a site that two share is', async () => {
    const problem = async (value: string) => ((await saveAsset({ value })).body as { fields?: { problem: string }[] }).fields?.[0]!.problem
    await t.sql(`update territory.party set website = 'https://www.nuvolafinta.example/chi-siamo' where id = $1`, [id['P']])
    await t.sql(`update territory.party set website = 'https://unione.example' where id = any($1)`, [[id['A'], id['B']]])
    expect([await problem('nuvolafinta.example'), await problem('microsoft.com'), await problem('unione.example')]).toEqual(['domain-taken', 'domain-taken', undefined])
    expect((await call(c.saveAsset, as('analyst'), { partyId: id['P'] }, { kind: 'domain', value: 'microsoft.com', serviceId: null })).status).toBe(200)
    const { sql } = await import('kysely')
    const asked = async (scope: 'none' | 'all') => (await t.db.as({ ...centreActor, scope }, (tx) => sql<{ taken: boolean }>`select territory.domain_taken('nuvolafinta.example', ${id['A']}) as taken`.execute(tx as never))).rows
    expect([await asked('all'), await asked('none')]).toEqual([[{ taken: true }], [{ taken: false }]])
    await t.sql(`delete from territory.asset where value in ('unione.example', 'microsoft.com'); update territory.party set website = ''`)
  })

  test('of two who claim one domain at once one has it', async () => {
    for (const value of ['gara1.example', 'gara2.example', 'gara3.example']) {
      const both = await Promise.all(['A', 'B'].map((who) => call(c.saveAsset, as('member', [id[who]!]), { partyId: id[who] }, { kind: 'domain', value, serviceId: null })))
      expect(both.map((one) => one.status).sort()).toEqual([200, 400])
    }
    await t.sql(`delete from territory.asset where value like 'gara%'`)
  })

  test('one is changed into what was denied before', async () => {
    const [gone, kept] = [(await saveAsset({ value: 'vecchio.example' })).body, (await saveAsset({ value: 'nuovo.example' })).body]
    expect((await call(c.decideHolding, a(), { partyId: id['A'], holdingId: gone.id }, { kind: 'asset', decision: 'deny', version: 1 })).status).toBe(204)
    expect(await saveAsset({ id: kept.id, version: 1, value: 'vecchio.example' })).toMatchObject({ status: 200, body: { id: kept.id, value: 'vecchio.example', version: 2, state: 'confirmed' } })
    await t.sql(`delete from territory.asset where value = 'vecchio.example'`)
  })

  test('are changed, taken away and said anew', async () => {
    const [domain] = (await mine()).assets.filter((one) => one.kind === 'domain')
    expect((await saveAsset({ id: domain!.id, version: domain!.version, value: 'comune.primo.example' })).body).toMatchObject({ id: domain!.id, value: 'comune.primo.example', version: 2 })
    expect((await call(c.decideHolding, a(), { partyId: id['A'], holdingId: domain!.id }, { kind: 'asset', decision: 'deny', version: 2 })).status).toBe(204)
    expect((await mine()).assets.some((one) => one.kind === 'domain')).toBe(false)
    expect((await saveAsset({ value: 'comune.primo.example' })).body).toMatchObject({ id: domain!.id, state: 'confirmed', version: 4 })
  })

  test('are bounded in number', async () => {
    await t.sql(`insert into territory.asset (id, party_id, kind, value, updated_at) select gen_random_uuid(), $1, 'product', 'p' || n, now() from generate_series(1, 500) n`, [id['B']])
    expect((await call(c.saveAsset, as('member', [id['B']!]), { partyId: id['B'] }, { kind: 'product', value: 'uno di troppo', serviceId: null })).status).toBe(413)
    // Those that were taken away count as well.
    await t.sql(`update territory.asset set state = 'denied' where party_id = $1`, [id['B']])
    expect((await call(c.saveAsset, as('member', [id['B']!]), { partyId: id['B'] }, { kind: 'product', value: 'uno di troppo', serviceId: null })).status).toBe(413)
    await t.sql(`delete from territory.asset where party_id = $1`, [id['B']])
  })
})

test('whom to call: added, changed with the version read, taken away; never another’s', async () => {
  const save = (body: object, caller = a()) => call(c.saveContact, caller, { partyId: id['A'] }, { role: 'incident', name: 'Sala operativa', email: 'sala@primo.example', phone: '+39 055 000 000', ...body })
  const added = await save({})
  expect(added).toMatchObject({ status: 200, body: { role: 'incident', source: 'declared', version: 1 } })
  expect((await save({})).body).toMatchObject({ fields: [{ problem: 'already-there' }] })
  expect((await save({ email: '', phone: '' })).status).toBe(400)
  expect((await save({ role: 'mayor' })).status).toBe(400)
  // Two numbers of one role, neither with an e-mail: by day and by night. The same number twice is said at the number.
  const byPhone = [await save({ email: '', phone: '055 111' }), await save({ email: '', phone: '055 222' })]
  expect(byPhone.map((one) => one.status)).toEqual([200, 200])
  expect((await save({ email: '', phone: '055-111' })).body).toMatchObject({ fields: [{ path: 'body.phone', problem: 'already-there' }] })
  for (const one of byPhone) expect((await call(c.removeContact, a(), { partyId: id['A'], contactId: one.body.id })).status).toBe(204)
  expect((await save({ id: added.body.id, version: 1, phone: '112' }, as('member', [id['B']!]))).status).toBe(404)
  expect((await save({ id: added.body.id, version: 1, phone: '055 111111' })).body).toMatchObject({ version: 2, phone: '055 111111' })
  expect((await save({ id: added.body.id, version: 1 })).status).toBe(409)
  expect((await t.db.as(centreActor, (tx) => t.service.contacts(tx, [id['A']!])))).toMatchObject([{ role: 'incident', email: 'sala@primo.example' }])
  expect((await call(c.removeContact, as('member', [id['B']!]), { partyId: id['A'], contactId: added.body.id })).status).toBe(404)
  expect((await call(c.removeContact, a(), { partyId: id['A'], contactId: added.body.id })).status).toBe(204)
  expect((await mine()).contacts).toEqual([])
})

describe('a body’s word on what the laws ask', () => {
  const say = (fact: string, value: unknown, more: object = {}, caller = a()) => call(c.stateFact, caller, { partyId: id['A'], fact }, { value, ...more })
  const known = async () => (await t.db.as(centreActor, (tx) => t.service.parties(tx, [id['A']!])))[0]!

  test('counts at once where only it can know, and stands beside what was known before', async () => {
    expect((await say('cyberInsured', 'yes', { source: 'polizza 7', sourceDate: '2026-03-01' })).body).toMatchObject({ fact: 'cyberInsured', value: 'yes', state: 'stated', by: 'Test member', source: 'polizza 7' })
    expect((await known()).facts).toMatchObject({ cyberInsured: 'yes' })
    expect(await t.sql(`select facts from territory.party where id = $1`, [id['A']])).toEqual([{ facts: {} }])
    expect((await say('cyberInsured', 'yes')).body).toMatchObject({ state: 'stated', source: 'polizza 7' })
    expect((await say('acn', { status: 'important' })).body).toMatchObject({ fields: [{ path: 'body.source', problem: 'document' }] })
    expect((await say('oiv', 'maybe')).status).toBe(400)
    expect((await say('cyberInsured', 'no', {}, as('member', [id['B']!]))).status).toBe(404)
    expect((await say('cyberInsured', 'no', {}, as('provider', [id['A']!]))).status).toBe(403)
    const events = await t.sql<{ n: number }>(`select count(*)::int as n from audit.entry where action = 'territory.state_fact' and party_id = $1`, [id['A']])
    expect(events[0]!.n).toBe(2)
  })

  test('against a registry waits for the centre, which sees whose word it is', async () => {
    expect((await say('population', 1000)).body).toMatchObject({ state: 'confirmed' })
    expect((await say('population', 101_000, { source: 'bilancio demografico 2026' })).body).toMatchObject({ state: 'proposed' })
    expect((await known()).population).toBe(1000)
    const { body } = await call(c.readStatements, as('analyst'), {})
    expect(body).toMatchObject({ total: 1, items: [{ fact: 'population', value: 101_000, known: 1000, by: 'Test member', source: 'bilancio demografico 2026', party: { name: 'Comune Primo' } }] })
    const decide = (decision: string, version: number, caller = as('coordinator')) => call(c.decideStatement, caller, { partyId: id['A'], fact: 'population' }, { decision, version, reason: 'ISTAT non ancora' })
    const { version } = body.items[0]
    expect((await decide('accept', version, as('analyst'))).status).toBe(403)
    expect((await decide('refuse', version + 1)).status).toBe(409)
    expect((await decide('refuse', version)).status).toBe(204)
    expect((await mine()).statements.find((one) => one.fact === 'population')).toMatchObject({ state: 'refused', reason: 'ISTAT non ancora' })
    const again = (await say('population', 101_000)).body
    expect((await decide('accept', again.version)).status).toBe(204)
    expect(await known()).toMatchObject({ population: 101_000 })
    expect((await call(c.readStatements, as('coordinator'), {})).body.total).toBe(0)
  })

  test('is overruled by the centre with open eyes: its own word then counts no longer, and it reads so', async () => {
    const { party } = await mine(as('coordinator'))
    expect((await call(c.changeParty, as('coordinator'), { partyId: id['A'] }, { version: party.version, facts: { ...party.facts, cyberInsured: 'no' } })).status).toBe(204)
    expect((await known()).facts).toMatchObject({ cyberInsured: 'no' })
    expect((await mine()).statements.find((one) => one.fact === 'cyberInsured')).toMatchObject({ state: 'refused', value: 'yes' })
  })

  test('that it does not know is not overruled by a centre that does not know either', async () => {
    for (const [fact, value] of [['manufacturer', 'unknown'], ['acn', { status: 'unknown' }], ['psnc', 'unknown']] as const) expect((await say(fact, value)).body).toMatchObject({ state: 'stated' })
    const { party } = await mine(as('coordinator'))
    const { manufacturer: _, acn: __, ...others } = party.facts
    expect((await call(c.changeParty, as('coordinator'), { partyId: id['A'] }, { version: party.version, facts: { ...others, healthActor: 'no', psnc: 'yes' } })).status).toBe(204)
    const states = Object.fromEntries((await mine()).statements.map((one) => [one.fact, one.state]))
    expect(states).toMatchObject({ manufacturer: 'stated', acn: 'stated', psnc: 'refused' })
  })

  test('the database itself lets no body decide, nor make its own law of a registry’s fact', async () => {
    const { sql } = await import('kysely')
    const { own } = await import('#platform/db/index.ts')
    const { person } = await import('./testing.ts')
    const write = (state: string, fact: string, partyId: string) => t.db.as(person('admin', [id['B']!]), (tx) =>
      sql`insert into territory.statement (party_id, fact, value, state, by_id, by_name, stated_at) values (${partyId}, ${fact}, '1', ${state}, 'x', 'x', now())`.execute(own<'territory'>(tx)))
    await expect(write('accepted', 'population', id['B']!)).rejects.toThrow('row-level security')
    await expect(write('stated', 'population', id['B']!)).rejects.toThrow('check')
    await expect(write('proposed', 'population', id['A']!)).rejects.toThrow('row-level security')
    await write('proposed', 'population', id['B']!)
    expect((await t.db.as(person('admin', [id['A']!]), (tx) => sql`update territory.statement set value = '2' where party_id = ${id['B']}`.execute(own<'territory'>(tx)))).numAffectedRows).toBe(0n)
  })
})
