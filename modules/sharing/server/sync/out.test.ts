/** What one centre knows and another reads: of the watch and of the catalogue, at each level, until it is told no more. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkObject, tlpOf, type StixObject } from '#engines/stix/index.ts'
import { system } from '#platform/contract/index.ts'
import { emit } from '#platform/events/index.ts'
import { watchTold } from '#modules/watch/contract.ts'
import { testSharing, type TestSharing } from '../testing.ts'

let [toscana, occitanie]: [TestSharing, TestSharing] = [undefined!, undefined!]
let [groupId, otherGroup, member, stranger] = ['', '', '', '']
beforeAll(async () => {
  ;[toscana, occitanie] = await Promise.all([testSharing(), testSharing()])
  await occitanie.collection('altrui')
  await toscana.collection('nostri')
  const [a, b] = [await toscana.peer('Occitanie'), await toscana.peer('Catalunya')]
  ;[member, stranger] = [a.token, b.token]
  groupId = (await toscana.api('POST', '/groups', { name: 'Sanità', members: [a.id] }, 201)).id
  otherGroup = (await toscana.api('POST', '/groups', { name: 'Altri', members: [b.id] }, 201)).id
}, 120_000)
afterAll(async () => { await Promise.all([toscana?.close(), occitanie?.close()]) })

const watch = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) => { const answer = await toscana.coordinator(method, `/api/watch${path}`, body); if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.json)}`); return answer.json }
/** A list of this centre with these values, as its own finding. */
async function list(name: string, tlp: string, text: string, resharing = 'own', more: object = {}): Promise<string> {
  const { id } = await watch('POST', '/lists', { name, source: 'CSIRT di prova', licence: 'CC BY 4.0', confidence: 80, tlp, days: null, format: 'list', ...more })
  await bring(id, text)
  if (resharing !== 'no') await watch('PUT', `/lists/${id}/resharing`, { resharing, version: (await watch('GET', `/lists/${id}/told`)).version })
  await toscana.settle()
  return id
}
const bring = async (id: string, text: string) => { await toscana.centre.watch.lists.bring(system('test'), id, 'prova', Buffer.from(text)); await toscana.settle() }
const change = async (id: string, more: object) => { const { name, source, licence, confidence, tlp, days, state, version } = await watch('GET', `/lists/${id}`); await watch('PATCH', `/lists/${id}`, { name, source, licence, confidence, tlp, days, state, version, ...more }); await toscana.settle() }
const idOf = async (alias: string): Promise<string> => (await toscana.api('GET', '')).collections.find((one: { alias: string }) => one.alias === alias).id
const choose = async (kind: string, alias: string | null) => { await toscana.api('PUT', `/out/${kind}`, { collectionId: alias === null ? null : await idOf(alias) }, 204) }
const give = (kind: string, id: string, group = groupId, status = 201) => toscana.api('POST', `/out/${kind}/${id}/gifts`, { groupId: group }, status)
const read = async (collection: string, token = member): Promise<StixObject[]> => (await toscana.taxii(`/partners/collections/${collection}/objects/?limit=1000`, { token })).json?.objects ?? []
const told = (objects: readonly StixObject[], type = 'indicator') => objects.filter((one) => one.type === type && one['revoked'] !== true).map((one) => String(one['name'] ?? one.id)).toSorted()
/** Whatever an object names is in the same collection, and is what the standard says. */
function expectWhole(objects: readonly StixObject[]) {
  const ids = new Set(objects.map((one) => one.id))
  expect(objects.flatMap((one) => checkObject(one).problems.filter((problem) => problem.severity === 'error'))).toEqual([])
  for (const one of objects) for (const [name, value] of Object.entries(one)) if (/_refs?$/.test(name)) for (const ref of [value].flat()) expect([one.id, name, ids.has(String(ref))]).toEqual([one.id, name, true])
}

test('nothing leaves until somebody chooses; then GREEN goes to partners, AMBER and RED do not, and a list that is not ours never', async () => {
  await list('Verdi', 'green', 'verde.example\n203.0.113.7\n')
  await list('Ambra', 'amber', 'ambra.example\n')
  await list('Rossi', 'red', 'rosso.example\n')
  await list('Di altri', 'clear', 'altrui.example\n', 'no')
  expect(await read('nostri')).toEqual([])
  expect((await toscana.api('GET', '/out')).kinds[0]).toMatchObject({ kind: 'indicators', collection: null, tellable: [{ tlp: 'red', things: 1 }, { tlp: 'amber', things: 1 }, { tlp: 'green', things: 1 }], objects: 0 })
  await choose('indicators', 'nostri')
  const there = await read('nostri')
  expect(told(there)).toEqual(['203.0.113.7', 'verde.example'])
  expectWhole(there)
  expect(JSON.stringify(await toscana.t.sql('select body from sharing.object'))).not.toMatch(/ambra|rosso|altrui/)
  expect((await toscana.api('GET', '/out')).kinds[0]).toMatchObject({ collection: { name: 'Raccolta nostri' }, audience: 'partners', things: 1, objects: 2 })
  // The other centre reads it, whole.
  await occitanie.api('POST', '/peers', { name: 'Toscana', url: `${toscana.address}/taxii2/partners/`, auth: 'bearer', secret: member, pulls: [{ remote: 'nostri', collectionId: (await occitanie.api('GET', '')).collections[0].id, groupId: null }] }, 201)
  await occitanie.turn()
  expect(await occitanie.ids('altrui')).toEqual(expect.arrayContaining(there.map((one) => one.id)))
  expect((await toscana.t.sql<{ n: number }>(`select count(*)::int as n from audit.entry where action = 'sharing.choose_out'`))[0]!.n).toBe(1)
})

test('somebody else\'s list is passed on only under terms that are written down, in its name', async () => {
  const { id } = await watch('POST', '/lists', { name: 'Senza patti', confidence: 50, tlp: 'green', days: null, format: 'list' })
  await bring(id, 'senza.example\n')
  expect(await toscana.coordinator('PUT', `/api/watch/lists/${id}/resharing`, { resharing: 'allowed', version: (await watch('GET', `/lists/${id}/told`)).version })).toMatchObject({ status: 400 })
  await list('Con patti', 'green', 'patto.example\n', 'allowed')
  const there = await read('nostri')
  const one = there.find((each) => each['name'] === 'patto.example')!
  expect(there.find((each) => each.id === one['created_by_ref'])).toMatchObject({ name: 'CSIRT di prova' })
  expectWhole(there)
})

test('AMBER is given to a group and read by its members alone; RED to none', async () => {
  const [amber, red] = [await list('Ambra del gruppo', 'amber', 'gruppo.example\n'), await list('Rossi del gruppo', 'red', 'rosso-gruppo.example\n')]
  expect(await give('indicators', red, groupId, 422)).toMatchObject({ code: 'tlp' })
  expect(await toscana.api('GET', `/out/indicators/${red}`)).toMatchObject({ barred: 'red', objects: [] })
  expect(await toscana.api('GET', `/out/indicators/${amber}`)).toMatchObject({ title: 'Ambra del gruppo', tlp: 'amber', barred: null, gifts: [], objects: expect.arrayContaining([expect.stringContaining('gruppo.example')]) })
  await give('indicators', amber)
  const group = await idOf('group-1')
  const there = await read(group)
  expect(told(there)).toEqual(['gruppo.example'])
  expect(tlpOf(there.find((one) => one.type === 'indicator')!)).toBe('amber')
  expectWhole(there)
  expect(await read(group, stranger)).toEqual([])
  expect(await watch('GET', `/lists/${amber}/told`)).toMatchObject({ shared: { indicators: ['Sanità'] } })
  // Taken back, it is revoked there.
  const { gifts: [gift] } = await toscana.api('GET', `/out/indicators/${amber}`)
  expect(gift).toMatchObject({ group: { name: 'Sanità' }, by: 'Cora Coordinatrice' })
  await toscana.api('DELETE', `/gifts/${gift.id}`, undefined, 204)
  expect(told(await read(group))).toEqual([])
  expect((await read(group)).find((one) => one.type === 'indicator')).toMatchObject({ revoked: true })
  expect(await watch('GET', `/lists/${amber}/told`)).toMatchObject({ shared: { indicators: [] } })
})

test('what goes here is revoked there, late or twice; what comes back is another object', async () => {
  const id = await list('Cambia', 'green', 'resta.example\nparte.example\n')
  const before = await read('nostri')
  await bring(id, 'resta.example\n')
  const objects = async () => (await read('nostri')).filter((one) => /^(resta|parte)/.test(String(one['name'])))
  expect(told(await objects())).toEqual(['resta.example'])
  expect((await objects()).find((one) => one['name'] === 'parte.example')).toMatchObject({ revoked: true, id: before.find((one) => one['name'] === 'parte.example')!.id })
  const versions = () => toscana.t.sql<{ n: number }>('select count(*)::int as n from sharing.object').then(([row]) => row!.n)
  const n = await versions()
  // The same event again, and one that comes late, change nothing.
  for (let i = 0; i < 2; i++) await toscana.t.db.as(system('test'), (tx) => emit(tx, system('test'), watchTold, { kind: 'indicators', id }))
  await toscana.settle()
  expect(await versions()).toBe(n)
  // What has stayed holds since it was told first.
  expect((await objects()).find((one) => one['name'] === 'resta.example')).toMatchObject({ valid_from: before.find((one) => one['name'] === 'resta.example')!['valid_from'] })
  await watch('POST', `/lists/${id}/withdrawn`, { value: 'resta.example', reason: 'era nostro' })
  await toscana.settle()
  expect(told(await objects())).toEqual([])
  const { withdrawn: [row] } = await watch('GET', `/lists/${id}`)
  await watch('DELETE', `/withdrawn/${row.id}`)
  await toscana.settle()
  expect(told(await objects())).toEqual(['resta.example'])
  expect((await objects()).filter((one) => one['name'] === 'resta.example')).toHaveLength(2)
  await occitanie.turn()
  expect(await occitanie.t.sql(`select revoked, count(*)::int as n from sharing.object where newest and body like '%resta.example%' group by 1 order by 1`)).toEqual([{ revoked: false, n: 1 }, { revoked: true, n: 1 }])
  // Stricter from now on: it is no longer for partners.
  await change(id, { tlp: 'amber' })
  expect(told(await objects())).toEqual([])
  expect(await toscana.t.sql('select count(*)::int as n from sharing.conflict')).toEqual([{ n: 0 }])
})

test('a sighting says a kind of body at most, and comes with its indicator, once a person has taken the alert up', async () => {
  await toscana.collection('visti')
  const id = await list('Visti', 'green', 'visto.example\n')
  await choose('sightings', 'visti')
  const [source, alert] = [randomUUID(), randomUUID()]
  await toscana.t.sql(`insert into watch.source (id, party_id, kind, label, shows, made_at, made_by) values ($1, $2, 'upload', 'x', '{servers}', now(), 'x')`, [source, toscana.party.A])
  await toscana.t.sql(`insert into watch.alert (id, party_id, source_id, indicator_hash, title, level, severity, why, host, first_at, last_at, count) values ($1, $2, $3, sha256('x'), 'indicator', 'high', 'high', '[]', 'srv', '2026-11-20T10:00:00Z', '2026-11-21T10:00:00Z', 7)`, [alert, toscana.party.A, source])
  await toscana.t.sql(`insert into watch.alert_indicator (alert_id, party_id, tlp, kind, value, reason, field, matched, list_id, list_name, confidence, since) values ($1, $2, 'green', 'domain', 'visto.example', 'same', 'q', 'visto.example', $3, 'Visti', 80, now())`, [alert, toscana.party.A, id])
  expect(await read('visti')).toEqual([])
  await watch('POST', `/alerts/${alert}/take`, { version: 1 })
  await toscana.settle()
  const there = await read('visti')
  expectWhole(there)
  expect(there.find((one) => one.type === 'sighting')).toMatchObject({ count: 1, first_seen: '2026-11-16T00:00:00.000Z', last_seen: '2026-11-22T23:59:59.999Z', sighting_of_ref: there.find((one) => one.type === 'indicator')!.id })
  // One municipality of a few would be known by its kind.
  expect(JSON.stringify(there)).not.toMatch(/Alfarena|municipality|where_sighted/)
  // Nor by an hour, a host or the number of lines, over TAXII or as events of MISP.
  const feed = async (path: string) => (await fetch(`${toscana.address}/misp/partners/visti/${path}`, { headers: { authorization: `Bearer ${member}` } })).text()
  const events = Object.keys(JSON.parse(await feed('manifest.json')) as object)
  expect(events.length).toBeGreaterThan(0)
  for (const text of [JSON.stringify(there), ...await Promise.all(events.map((uuid) => feed(`${uuid}.json`)))]) {
    expect(text).toContain('visto.example')
    expect(text).not.toMatch(/T10:00:00|"srv"|count\W+7\b|2026-11-2[01]T/)
  }
  // Told before with hours and an exact count, twice: nothing exact is served again, and what stands is told once more under its name.
  const [migration, all] = [readFileSync(fileURLToPath(new URL('../../../../db/migrations/0343_sightings_rounded.sql', import.meta.url)), 'utf8'), () => toscana.taxii('/partners/collections/visti/objects/?limit=1000&match[version]=all', { token: member }).then((answer) => answer.text)]
  const rows = () => toscana.t.sql<{ body: string; added: string }>(`select body, added from sharing.object where type = 'sighting' order by added`)
  const exact = (more: object) => { const { description: _, ...one } = JSON.parse(now!.body); return JSON.stringify({ ...one, created: '2026-11-20T10:07:11.123Z', modified: '2026-11-21T10:07:11.123Z', first_seen: '2026-11-20T10:07:11.123Z', last_seen: '2026-11-21T10:07:11.123Z', count: 437, ...more }) }
  let [now] = await rows()
  const told437 = () => toscana.t.sql(`update sharing.object set body = $1 where type = 'sighting' and newest`, [exact(JSON.parse(now!.body).revoked ? { revoked: true } : {})])
  await told437()
  await toscana.t.sql(`insert into sharing.object (collection_no, added, stamp, uuid, peer_no, bytes, newest, revoked, type, tlp, body) select collection_no, added - 1000000, 7, uuid, 0, 7, false, false, type, tlp, replace(body, '437', '43') from sharing.object where type = 'sighting'`)
  expect(await all()).toMatch(/10:07:11[^]*"count":437/)
  await toscana.t.sql(migration)
  expect(await all()).not.toMatch(/10:07:11|"count":43/)
  ;[now] = await rows()
  expect(JSON.parse(now!.body)).toMatchObject({ count: 100, created: '2026-11-16T00:00:00.000Z', first_seen: '2026-11-16T00:00:00.000Z', last_seen: '2026-11-22T23:59:59.999Z' })
  for (let i = 0; i < 2; i++) await toscana.settle()
  const [again] = (await read('visti')).filter((one) => one.type === 'sighting')
  expect(again).toMatchObject({ count: 1, created: '2026-11-16T00:00:00.000Z', description: expect.stringContaining('power of ten') })
  expect([again!.id, String(again!['modified']) > JSON.parse(now!.body).modified, (await rows()).length]).toEqual([JSON.parse(now!.body).id, true, 2])
  await watch('POST', `/alerts/${alert}/close`, { version: 2, reason: 'false_positive', note: '' })
  await toscana.settle()
  expect(told(await read('visti'), 'sighting')).toEqual([])
  // One that is revoked stays so, and says no more either.
  now = (await rows()).at(-1)
  await told437()
  await toscana.t.sql(migration)
  expect(await all()).not.toMatch(/10:07:11|"count":43/)
  expect((await read('visti')).find((one) => one.type === 'sighting')).toMatchObject({ id: again!.id, revoked: true, count: 100 })
})

test('a campaign comes with all that it refers to; retired it is revoked', async () => {
  await toscana.collection('campagne', { audience: 'group', groupId })
  await choose('campaigns', 'campagne')
  const lists = [await list('Della campagna', 'amber', 'campagna.example\n')]
  const body = { name: 'Autunno', description: 'Posta falsa.', tlp: 'amber', actor: 'Gruppo X', techniques: ['T1566.001'], targets: ['municipality'], lists }
  const { id } = await watch('POST', '/campaigns', body)
  await toscana.settle()
  const there = await read('campagne')
  expectWhole(there)
  expect(there.flatMap((one) => one['relationship_type'] ?? []).toSorted()).toEqual(['attributed-to', 'indicates', 'targets', 'uses'])
  expect(told(there, 'campaign')).toEqual(['Autunno'])
  expect(await read('campagne', stranger)).toEqual([])
  expect(await watch('GET', `/campaigns/${id}`)).toMatchObject({ shared: ['Raccolta campagne'] })
  await watch('PUT', `/campaigns/${id}`, { ...body, retired: true, version: 1 })
  await toscana.settle()
  const after = await read('campagne')
  expect(after.filter((one) => ['campaign', 'relationship', 'threat-actor', 'indicator'].includes(one.type) && one['revoked'] !== true)).toEqual([])
  expectWhole(after)
})

const entries = async (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) => (await toscana.coordinator(method, `/api/observatory/entries${path}`, body)).json
test('an entry is given to a group as it was shown; the publication has its identifier; withdrawn it is revoked everywhere', async () => {
  const facts = { title: 'Attacco a Alfarena', summary: 'Chiamare lo +39 055 123 4567', started: '2026-10-03', certainty: 'confirmed', techniques: ['T1486'], victims: [{ kind: 'municipality', count: 1, name: 'Comune di Alfarena', naming: 'inside', size: 'unknown', country: 'IT' }], providers: [{ role: 'hosting', name: 'Perinube Cloud' }] }
  const { entryId } = await entries('POST', '', { statement: { source: { kind: 'press', title: 'Giornale' }, facts }, tlp: 'red' })
  const group = await idOf('group-1')
  expect(await give('entries', entryId, groupId, 422)).toMatchObject({ code: 'tlp' })
  const mark = async (more: object) => entries('PATCH', `/${entryId}`, { version: (await entries('GET', `/${entryId}`)).version, ...more })
  await mark({ tlp: 'amber', embargoUntil: '2026-12-31T00:00:00.000Z' })
  expect(await toscana.api('GET', `/out/entries/${entryId}`)).toMatchObject({ barred: 'embargo', left: expect.arrayContaining(['providers']) })
  expect(await give('entries', entryId, groupId, 409)).toMatchObject({ code: 'conflict' })
  await mark({ embargoUntil: null })
  const shown = await toscana.api('GET', `/out/entries/${entryId}`)
  await give('entries', entryId)
  await toscana.settle()
  const incident = async (collection: string, token = member) => (await read(collection, token)).filter((one) => one.type === 'incident')
  const [one] = await incident(group)
  expectWhole(await read(group))
  expect(tlpOf(one!)).toBe('amber')
  expect(JSON.stringify([shown.objects, await read(group)])).not.toMatch(/Alfarena|Perinube|123 4567/)
  expect(shown.objects.map((text: string) => JSON.parse(text).id)).toContain(one!.id)
  expect(await read(group, stranger)).toEqual([])
  expect(await entries('GET', `/${entryId}`)).toMatchObject({ sharedWith: ['Sanità'] })
  expect((await toscana.t.sql<{ actor_id: string }>(`select count(*)::int as n from audit.entry where action = 'sharing.give' and object = $1`, [`entries:${entryId}`]))).toEqual([{ n: 1 }])
  // Published, it is the same incident, and the group reads what everybody reads.
  await toscana.centre.identity.service.createPerson(system('test'), { name: 'Sara Seconda', email: 'sara@prova.example', password: 'ponte-levatoio-1291', memberships: [{ role: 'coordinator', partyId: null }] })
  toscana.clock.advance(60_000)
  await entries('POST', `/${entryId}/proposal`, { version: (await entries('GET', `/${entryId}`)).version, title: { it: 'Un comune si ferma' }, summary: {} })
  const { readyVersion } = { readyVersion: (await entries('GET', `/${entryId}`)).version }
  await toscana.t.sql(`update observatory.entry set ready_by = 'x' where id = $1`, [entryId])
  await entries('POST', `/${entryId}/publication`, { version: readyVersion })
  await toscana.settle()
  const open = (await toscana.taxii('/public/collections/cases/objects/?match[type]=incident')).json.objects
  expect(open).toMatchObject([{ id: one!.id, name: 'Un comune si ferma' }])
  expect(await incident(group)).toMatchObject([{ id: one!.id, name: 'Un comune si ferma' }])
  expect(tlpOf((await incident(group))[0]!)).toBe('clear')
  await entries('POST', `/${entryId}/withdrawal`, { version: (await entries('GET', `/${entryId}`)).version, reason: 'prova' })
  await toscana.settle()
  expect(await incident(group)).toMatchObject([{ revoked: true }])
  expect((await toscana.taxii('/public/collections/cases/objects/?match[type]=incident')).json.objects).toMatchObject([{ revoked: true }])
  expect(await toscana.api('GET', `/out/entries/${entryId}`)).toMatchObject({ barred: 'withdrawn', gifts: [] })
})

test('an entry that becomes stricter is told under that level, or not at all; in an exercise nothing leaves', async () => {
  const { entryId } = await entries('POST', '', { statement: { source: { kind: 'press', title: 'Giornale' }, facts: { title: 'Fermo', started: '2026-10-03' } }, tlp: 'green' })
  await give('entries', entryId, otherGroup)
  const group = await idOf('group-2')
  const mine = async () => (await read(group, stranger)).filter((one) => one.type === 'incident')
  expect((await mine()).map((one) => tlpOf(one))).toEqual(['green'])
  await entries('PATCH', `/${entryId}`, { version: (await entries('GET', `/${entryId}`)).version, tlp: 'amber' })
  await toscana.settle()
  expect((await mine()).map((one) => tlpOf(one))).toEqual(['amber'])
  await entries('PATCH', `/${entryId}`, { version: (await entries('GET', `/${entryId}`)).version, tlp: 'red' })
  await toscana.settle()
  expect(await mine()).toMatchObject([{ revoked: true }])
  const n = async () => (await toscana.t.sql('select count(*)::int as n from sharing.object'))
  const before = await n()
  const exercise = system('test', 'ex:prova')
  await toscana.t.db.as(system('test'), (tx) => emit(tx, exercise, watchTold, { kind: 'indicators', id: randomUUID() }))
  for (const listener of toscana.centre.sharing.listeners) await listener.handle({ id: 0, name: listener.event.name, realm: 'ex:prova', payload: { kind: 'indicators', id: randomUUID(), entryId, public: true } as never })
  expect(await n()).toEqual(before)
})
