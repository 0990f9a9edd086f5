import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addressOf } from '#platform/contract/client.ts'
import type { Endpoint } from '#platform/contract/index.ts'
import * as contract from '../contract.ts'
import { as, centreActor, person, testTerritory, type TestTerritory } from './testing.ts'

let t: TestTerritory
const id = { a: '', b: '', union: '', provider: '', other: '', district: '' }
const service: Record<string, string> = {}
const edge: Record<string, { id: string; version: number }> = {}
const nobody = '00000000-0000-4000-8000-000000000000'

beforeAll(async () => {
  t = await testTerritory()
  const load = (text: string) => t.service.importRegistry(centreActor, { stream: ReadableFrom(text), fileName: 'x.csv' })
  await load('code,name,kind,province,population,mail\nA,Comune Àbile,municipality,Nord,1000,a@a.example\nB,Comune Bello,municipality,Sud,9000,b@b.example\nU,Unione Finta,union,Nord,,\nP,Nuvola Finta,provider,,,\nQ,Altra Nuvola,provider,,,\nD,Presidio Nord,district,,,\n')
  await load('code,party,name,category,people_served,data_classes\nA.ana,A,Anagrafe,registry-office,1000,common\nA.mail,A,Posta,mail,50,\nB.ana,B,Anagrafe,registry-office,9000,common\nP.cloud,P,Macchine,cloud-infrastructure,,\nP.box,P,Caselle,mail,,\nQ.cloud,Q,Server,cloud-infrastructure,,\n')
  await load('service,on,kind,source,confidence\nA.ana,P.cloud,hosting,contract,1\nA.mail,P.box,hosting,mx record,0.6\nB.ana,P.cloud,hosting,contract,1\nB.ana,Q.cloud,hosting,guess,0.5\n')
  for (const [key, code] of Object.entries({ a: 'A', b: 'B', union: 'U', provider: 'P', other: 'Q', district: 'D' })) id[key as 'a'] = (await t.sql<{ id: string }>('select id from territory.party where code = $1', [code]))[0]!.id
  for (const row of await t.sql<{ id: string; code: string }>('select id, code from territory.service')) service[row.code] = row.id
  for (const row of await t.sql<{ id: string; version: number; key: string }>(`select d.id, d.version, f.code || '>' || o.code as key from territory.dependency d join territory.service f on f.id = dependent_id join territory.service o on o.id = on_id`)) edge[row.key] = row
  await t.sql('update territory.party set district_id = $1 where code = $2', [id.district, 'A'])
})
afterAll(() => t.close())

const ReadableFrom = (text: string) => Readable.from([Buffer.from(text)])
type Caller = ReturnType<typeof as> | Record<string, never>
const call = async (endpoint: Endpoint, caller: Caller, input: { params?: object; query?: object; body?: unknown } = {}) => {
  const answer = await t.app.inject({
    method: endpoint.method, url: addressOf(endpoint, input.params as never ?? {}, input.query as never ?? {}), headers: { ...caller, ...(input.body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(input.body === undefined ? {} : { payload: JSON.stringify(input.body) }),
  })
  return { status: answer.statusCode, body: answer.headers['content-type']?.toString().includes('json') ? answer.json() : answer.body, headers: answer.headers }
}

describe('every endpoint', () => {
  test('wants an answer in its own bounds', async () => {
    expect((await call(contract.readParties, as('analyst'), { query: { limit: 9999 } })).status).toBe(400)
    expect((await call(contract.whatIf, as('analyst'), { body: {} })).status).toBe(400)
    expect((await call(contract.decideDependency, as('analyst'), { params: { dependencyId: edge['A.ana>P.cloud']!.id }, body: { decision: 'maybe', version: 1 } })).body).toMatchObject({ status: 400, fields: [{ path: 'body.decision' }] })
    expect((await call(contract.makeDistrict, as('coordinator'), { body: { code: 'x', name: 'a\u0000b', provinces: [] } })).status).toBe(400)
    expect((await call(contract.changeParty, as('coordinator'), { params: { partyId: id.a }, body: { version: 'one' } })).status).toBe(400)
    expect((await call(contract.setActsFor, as('coordinator'), { params: { partyId: id.a }, body: {} })).status).toBe(400)
    expect((await call(contract.proposeDependencies, as('analyst'), { body: { from: 'rumours' } })).status).toBe(400)
    expect((await call(contract.planRestoration, as('analyst'), { body: { providerId: id.provider, workHours: { [service['P.box']!]: -1 } } })).status).toBe(400)
    expect((await call(contract.declareDependency, as('admin', [id.a]), { params: { partyId: id.a }, body: { dependentId: service['A.ana'], onId: 'x', kind: 'hosting' } })).status).toBe(400)
  })
})

describe('who sees what', () => {
  const names = async (caller: Caller, query = {}) => ((await call(contract.readParties, caller, { query })).body.items as { name: string }[]).map((one) => one.name)

  test('the centre all, a body itself, a liaison its district, a provider itself', async () => {
    expect(await names(as('analyst'))).toHaveLength(6)
    expect(await names(as('member', [id.a]))).toEqual(['Comune Àbile'])
    expect(await names(as('liaison', await t.service.reach([{ role: 'liaison', partyId: id.district }])))).toEqual(['Comune Àbile', 'Presidio Nord'])
    expect(await names(as('provider', [id.provider]))).toEqual(['Nuvola Finta'])
  })

  test('search folds accents, escapes wildcards, filters and counts', async () => {
    expect(await names(as('analyst'), { q: 'abile' })).toEqual(['Comune Àbile'])
    expect(await names(as('analyst'), { q: '%' })).toHaveLength(6)
    expect(await names(as('analyst'), { q: 'c_mune' })).toEqual([])
    expect(await names(as('analyst'), { province: 'Sud' })).toEqual(['Comune Bello'])
    expect(await names(as('analyst'), { kind: ['provider', 'union'] })).toEqual(['Altra Nuvola', 'Nuvola Finta', 'Unione Finta'])
    expect((await call(contract.readParties, as('analyst'), { query: { limit: 2, offset: 4 } })).body).toMatchObject({ total: 6, items: [{}, {}] })
    expect((await call(contract.readParties, as('analyst'), { query: { offset: 400 } })).body).toMatchObject({ total: 6, items: [] })
    expect(await names(as('member', [id.a]), { q: 'bello' })).toEqual([])
  })

  test('another body does not exist; one’s own is whole, with the names of its providers', async () => {
    const mine = (await call(contract.readParty, as('member', [id.a]), { params: { partyId: id.a } })).body
    expect(mine.services).toHaveLength(2)
    expect(mine.dependencies.map((one: contract.DependencyItem) => [one.on.name, one.on.party?.name, one.state])).toEqual([['Macchine', 'Nuvola Finta', 'declared'], ['Caselle', 'Nuvola Finta', 'proposed']])
    expect(mine).toMatchObject({ district: { name: 'Presidio Nord' }, contacts: [{ email: 'a@a.example' }] })
    expect((await call(contract.readParty, as('member', [id.a]), { params: { partyId: id.b } })).status).toBe(404)
    expect((await call(contract.readParty, as('member', [id.a]), { params: { partyId: id.provider } })).status).toBe(404)
    expect((await call(contract.readMyProviders, as('member', [id.a]), { params: { partyId: id.b } })).status).toBe(404)
    expect((await call(contract.readMyProviders, as('member', [id.a]), { params: { partyId: id.a } })).body).toMatchObject({ total: 1, items: [{ provider: { name: 'Nuvola Finta' }, toConfirm: 1 }] })
  })

  test('a provider’s contact sees who declared to need it, and neither guesses nor what these bodies need elsewhere', async () => {
    const mine = (await call(contract.readParty, as('provider', [id.provider]), { params: { partyId: id.provider } })).body
    expect(mine.clientsTotal).toBe(2)
    expect(mine.clients.map((one: contract.DependencyItem) => one.dependent.party?.name).sort()).toEqual(['Comune Bello', 'Comune Àbile'])
    expect((await call(contract.readParty, as('provider', [id.other]), { params: { partyId: id.other } })).body).toMatchObject({ clientsTotal: 0, clients: [] })
    expect((await call(contract.readParty, as('provider', [id.provider]), { params: { partyId: id.a } })).status).toBe(404)
    expect((await call(contract.decideDependency, as('member', [id.provider]), { params: { dependencyId: edge['A.ana>P.cloud']!.id }, body: { decision: 'deny', version: 1 } })).status).toBe(404)
  })

  test('the tables themselves refuse: nobody widens its own view, nor writes in another realm', async () => {
    const { sql } = await import('kysely')
    const { own } = await import('#platform/db/index.ts')
    const a = person('member', [id.a])
    const write = (statement: ReturnType<typeof sql>, actor = a) => t.db.as(actor, (tx) => statement.execute(own<'territory'>(tx)))
    await expect(write(sql`insert into territory.membership (member_id, of_id, acts_for, updated_at) values (${id.b}, ${id.a}, true, now())`)).rejects.toThrow('row-level security')
    await expect(write(sql`insert into territory.service (id, party_id, registry, code, name, category, updated_at) values (gen_random_uuid(), ${id.b}, 'x', 'x', 'x', 'x', now())`)).rejects.toThrow('row-level security')
    await expect(write(sql`insert into territory.service (id, realm, party_id, registry, code, name, category, updated_at) values (gen_random_uuid(), 'ex:1', ${id.a}, 'x', 'x', 'x', 'x', now())`)).rejects.toThrow('row-level security')
    expect((await write(sql`update territory.party set district_id = null where true`)).numAffectedRows).toBe(0n)
    expect((await write(sql`update territory.dependency set state = 'denied' where party_id = ${id.b}`)).numAffectedRows).toBe(0n)
    expect((await write(sql`delete from territory.dependency where true`, person('provider', [id.provider]))).numAffectedRows).toBe(0n)
  })

  test('a union that acts for a body reaches it; a plain membership does not', async () => {
    const reach = () => t.service.reach([{ role: 'member', partyId: id.union }, { role: 'researcher', partyId: null }])
    expect(await reach()).toEqual([id.union])
    expect((await call(contract.setActsFor, as('coordinator'), { params: { partyId: id.union }, body: { memberId: id.a, actsFor: true } })).status).toBe(204)
    expect((await reach()).sort()).toEqual([id.a, id.union].sort())
    expect(await t.service.reach([{ role: 'provider', partyId: id.union }])).toEqual([id.union])
    expect((await call(contract.readParty, as('member', [id.a]), { params: { partyId: id.a } })).body.memberOf).toEqual([{ party: { id: id.union, name: 'Unione Finta', kind: 'union' }, actsFor: true }])
  })
})

describe('a body’s word', () => {
  test('confirms what was proposed, once; the second of two is told', async () => {
    const { id: dependencyId, version } = edge['A.mail>P.box']!
    expect((await call(contract.readProposals, as('member', [id.a]))).body).toMatchObject({ total: 1, items: [{ id: dependencyId, confidence: 0.6 }] })
    const confirm = () => call(contract.decideDependency, as('admin', [id.a]), { params: { dependencyId }, body: { decision: 'confirm', version } })
    expect((await call(contract.decideDependency, as('admin', [id.b]), { params: { dependencyId }, body: { decision: 'deny', version } })).status).toBe(404)
    expect((await confirm()).body).toMatchObject({ state: 'confirmed', confidence: 1, version: version + 1 })
    expect((await confirm()).status).toBe(409)
    expect((await call(contract.readProposals, as('member', [id.a]))).body.total).toBe(0)
    expect(await t.sql(`select actor_id, party_id, detail from audit.entry where action = 'territory.decide'`)).toMatchObject([{ actor_id: 'test-admin', party_id: id.a, detail: { before: 'proposed', state: 'confirmed' } }])
  })

  test('declares what nobody knew, among what providers offer', async () => {
    const offered = (await call(contract.readOffered, as('member', [id.a]), { query: { q: 'altra' } })).body
    expect(offered).toMatchObject({ total: 1, items: [{ name: 'Server', provider: { name: 'Altra Nuvola' } }] })
    const declare = (body: object, caller = as('member', [id.a])) => call(contract.declareDependency, caller, { params: { partyId: id.a }, body: { dependentId: service['A.mail'], onId: offered.items[0].id, kind: 'hosting', autonomyMinutes: 90, ...body } })
    expect(await declare({})).toMatchObject({ status: 201, body: { state: 'declared', confidence: 1, autonomyMinutes: 90, on: { party: { name: 'Altra Nuvola' } } } })
    expect((await declare({}, as('member', [id.b]))).status).toBe(404)
    expect((await declare({ onId: service['B.ana'] })).status).toBe(404)
    expect((await declare({ dependentId: service['B.ana'] })).status).toBe(404)
    expect((await declare({ onId: service['A.mail'] })).status).toBe(400)
  })
})

describe('the centre', () => {
  test('changes facts with the version it read, and the log has both', async () => {
    const { version } = (await call(contract.readParty, as('coordinator'), { params: { partyId: id.a } })).body.party
    const change = (body: object) => call(contract.changeParty, as('coordinator'), { params: { partyId: id.a }, body: { version, ...body } })
    expect((await change({ districtId: id.b })).status).toBe(400)
    expect((await change({ facts: { cyberInsured: 'yes' } })).status).toBe(204)
    expect((await change({ facts: {} })).status).toBe(409)
    expect((await t.db.as(centreActor, (tx) => t.service.parties(tx, [id.a])))[0]).toMatchObject({ country: 'IT', established: 'IT', facts: { cyberInsured: 'yes' } })
    expect((await call(contract.changeParty, as('coordinator'), { params: { partyId: nobody }, body: { version } })).status).toBe(404)
  })

  test('makes a district of provinces', async () => {
    const answer = await call(contract.makeDistrict, as('coordinator'), { body: { code: 'sud', name: 'Presidio Sud', provinces: ['Sud'] } })
    expect(answer).toMatchObject({ status: 201, body: { bodies: 1 } })
    expect(await t.service.reach([{ role: 'liaison', partyId: answer.body.id }])).toEqual(expect.arrayContaining([answer.body.id, id.b]))
  })

  test('its look at a body is in the body’s log', async () => {
    await call(contract.readParty, as('analyst'), { params: { partyId: id.b } })
    expect(await t.sql(`select actor_id from audit.entry where action = 'territory.party' and party_id = $1`, [id.b])).toEqual([{ actor_id: 'test-analyst' }])
  })

  test('what-if, ranking and restoration answer 404 for what the graph does not hold', async () => {
    expect((await call(contract.whatIf, as('analyst'), { body: { providerId: nobody } })).status).toBe(404)
    expect((await call(contract.planRestoration, as('analyst'), { body: { providerId: nobody } })).status).toBe(404)
    expect((await call(contract.whatIf, as('analyst'), { body: { providerId: id.provider } })).body).toMatchObject({ bodies: { hit: 2, people: 10_000 }, sources: 2 })
    expect((await call(contract.rankProviders, as('analyst'))).body.items[0]).toMatchObject({ provider: { name: 'Nuvola Finta' }, bodies: 2, people: 10_000 })
    for (const endpoint of [contract.whatIf, contract.rankProviders, contract.planRestoration, contract.readCompleteness, contract.proposeDependencies]) {
      expect((await call(endpoint, as('admin', [id.a]), { body: endpoint.method === 'POST' ? {} : undefined })).status).toBe(403)
    }
  })
})

describe('a file by the page', () => {
  const upload = (payload: string | Buffer, type = 'application/octet-stream', fileName = 'registro.csv') =>
    t.app.inject({ method: 'POST', url: addressOf(contract.uploadImport, {}, { fileName }), headers: { ...as('coordinator'), 'content-type': type }, payload })

  test('is sent, previewed, run, and its bad rows are handed back', async () => {
    const sent = await upload('code,name,kind\nN1,Comune Nuovo,municipality\nN2,,municipality\n')
    expect(sent.statusCode).toBe(201)
    const importId = sent.json().id as string
    expect(sent.json()).toMatchObject({ format: 'parties-csv', state: 'uploaded', counts: null, bytes: 61 })
    const preview = await t.app.inject({ method: 'POST', url: addressOf(contract.previewImport, { importId }), headers: { ...as('coordinator'), 'accept-language': 'fr' } })
    expect(preview.json()).toMatchObject({ dryRun: true, stored: 1, refused: 1, problems: [{ line: 3, text: 'Il manque une valeur dans la colonne name.' }] })
    expect((await call(contract.readBadRows, as('coordinator'), { params: { importId } })).status).toBe(404)
    expect((await call(contract.runImport, as('coordinator'), { params: { importId } })).body).toMatchObject({ dryRun: false, stored: 1 })
    expect((await call(contract.runImport, as('coordinator'), { params: { importId } })).status).toBe(409)
    const bad = await call(contract.readBadRows, as('coordinator'), { params: { importId } })
    expect(bad.body).toContain('N2,,municipality,line 3: Manca un valore nella colonna name.')
    expect(bad.headers['content-disposition']).toContain('registro-bad.csv')
    expect((await call(contract.readImports, as('coordinator'))).body.items[0]).toMatchObject({ id: importId, state: 'done', counts: { stored: 1, refused: 1 }, badRows: true, by: 'Test coordinator' })
    expect((await call(contract.readImport, as('coordinator'), { params: { importId } })).body.problems[0].line).toBe(3)
    expect((await call(contract.readImport, as('coordinator'), { params: { importId: nobody } })).status).toBe(404)
    expect((await call(contract.uploadImport, as('admin', [id.a]), { query: { fileName: 'x' } })).status).toBe(403)
  })

  test('of an unknown kind is 415, parsed JSON too, and one that is too large is 413 and leaves nothing', async () => {
    expect((await upload('no registry at all')).statusCode).toBe(415)
    expect((await upload('{"a":1}', 'application/json')).statusCode).toBe(415)
    expect((await upload('code,name,kind\nN3,Tre,municipality\n', 'text/plain')).statusCode).toBe(201)
    const large = await t.app.inject({ method: 'POST', url: addressOf(contract.uploadImport, {}, { fileName: 'x.csv' }), headers: { ...as('coordinator'), 'content-type': 'application/octet-stream', 'content-length': String(contract.MAX_UPLOAD_BYTES + 1) }, payload: ReadableFrom('code') })
    expect(large.statusCode).toBe(413)
    expect((await t.app.inject({ method: 'POST', url: '/api/territory/imports', headers: { ...as('coordinator'), 'content-type': 'application/octet-stream' }, payload: 'x' })).statusCode).toBe(400)
  })

  test('of borders comes by the same door: shown first, joined by code, then the map is drawn with them', async () => {
    const ring = (x: number) => [[[x, 43], [x + 0.1, 43], [x + 0.1, 43.1], [x, 43]]]
    const feature = (properties: object, geometry: object | null = { type: 'Polygon', coordinates: ring(10) }) => ({ type: 'Feature', properties, geometry })
    const features = [feature({ id: 'unknown-one', code: 'A', nom: 'Abile' }), feature({ code: 'nowhere', nom: 'Nessunluogo' }), feature({ code: 'B' }, null), feature({ code: 'A' }, { type: 'Polygon', coordinates: ring(11) })]
    const sent = await upload(JSON.stringify({ type: 'FeatureCollection', features }), 'application/octet-stream')
    expect(sent.json()).toMatchObject({ format: 'geojson', state: 'uploaded' })
    const params = { importId: sent.json().id as string }
    const shown = (await call(contract.previewImport, as('coordinator'), { params })).body
    expect(shown).toMatchObject({
      dryRun: true, read: 4, stored: 1, skipped: 1, refused: 1, problems: [{ line: 3, code: 'boundary-broken' }],
      borders: { by: [{ property: 'code', code: 'own', kind: 'municipality', places: 1 }], unknown: [{ line: 2, code: 'nowhere', name: 'Nessunluogo' }], unknownTotal: 1, withoutTotal: 2, without: [{ name: 'Comune Bello' }, { name: 'Comune Nuovo' }] },
    })
    expect(await t.sql('select 1 from territory.boundary')).toEqual([])
    expect((await call(contract.readMap, as('analyst'))).body).toMatchObject({ source: 'cells' })
    expect((await call(contract.runImport, as('coordinator'), { params })).body).toMatchObject({ stored: 1, borders: { withoutTotal: 2 } })
    expect((await call(contract.readMap, as('analyst'))).body).toMatchObject({ source: 'boundaries', cells: [{ partyId: id.a }] })
    // A place in two features is one border with both its parts.
    expect(await t.sql(`select jsonb_array_length(geometry -> 'coordinates') as parts from territory.boundary`)).toEqual([{ parts: 2 }])
    const bad = await call(contract.readBadRows, as('coordinator'), { params })
    expect(String(bad.body)).toContain('"code":"B"')
    expect((await t.sql<{ action: string }>(`select action from audit.entry where object = $1`, [`import:${params.importId}`]))).toEqual([{ action: 'territory.run_import' }])
  })

  test('that was running when the process died is told as interrupted', async () => {
    const importId = (await upload('code,name,kind\nN4,Quattro,municipality\n')).json().id as string
    await t.sql(`update territory.import set state = 'running' where id = $1`, [importId])
    expect((await call(contract.readImports, as('coordinator'))).body.items.find((one: { id: string }) => one.id === importId).state).toBe('interrupted')
    expect((await call(contract.runImport, as('coordinator'), { params: { importId } })).body).toMatchObject({ stored: 1 })
  })
})
