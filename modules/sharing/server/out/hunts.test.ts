/** One centre gives an indicator, another looks for it in the lines of all its bodies and says that it was seen: the first learns it, and nothing of any body. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkObject, tlpOf, type StixObject } from '#engines/stix/index.ts'
import { system } from '#platform/contract/index.ts'
import { RECORD } from '../../../watch/server/testing.ts'
import { indicator, testSharing, type TestSharing } from '../testing.ts'

// `a` gives, `b` looks.
let [a, b]: [TestSharing, TestSharing] = [undefined!, undefined!]
/** Tokens by which one comes to the other, and groups. */
let [tokenOfA, tokenOfStranger] = ['', '']
let [groupAtA, groupAtB, otherAtB] = ['', '', '']
let peerAtB = ''
const sources: { party: string; token: string }[] = []
beforeAll(async () => {
  ;[a, b] = await Promise.all([testSharing(), testSharing()])
  const [ofB, ofA, stranger] = [await a.peer('Occitanie'), await b.peer('Toscana'), await b.peer('Catalunya')]
  ;[tokenOfA, tokenOfStranger, peerAtB] = [ofA.token, stranger.token, ofA.id]
  groupAtA = (await a.api('POST', '/groups', { name: 'Sanità', members: [ofB.id] }, 201)).id
  groupAtB = (await b.api('POST', '/groups', { name: 'Santé', members: [ofA.id] }, 201)).id
  otherAtB = (await b.api('POST', '/groups', { name: 'Autres', members: [ofA.id, stranger.id] }, 201)).id
  await a.collection('dati')
  await a.collection('del-gruppo', { audience: 'group', groupId: groupAtA })
  for (const alias of ['recus', 'recus-groupe', 'vus']) await b.collection(alias)
  await b.collection('du-groupe', { audience: 'group', groupId: groupAtB })
  await a.collection('visti-la')
  const [at, there] = [await idsOf(a), await idsOf(b)]
  await b.api('PUT', `/peers/${ofA.id}`, { name: 'Toscana', url: `${a.address}/taxii2/partners/`, auth: 'bearer', secret: ofB.token, active: true, version: (await b.api('GET', `/peers/${ofA.id}`)).version, pulls: [{ remote: 'dati', collectionId: there['recus'], groupId: null }, { remote: 'del-gruppo', collectionId: there['recus-groupe'], groupId: groupAtB }] }, 204)
  await a.api('PUT', `/peers/${ofB.id}`, { name: 'Occitanie', url: `${b.address}/taxii2/partners/`, auth: 'bearer', secret: ofA.token, active: true, version: (await a.api('GET', `/peers/${ofB.id}`)).version, pulls: [{ remote: 'du-groupe', collectionId: at['visti-la'], groupId: groupAtA }] }, 204)
  for (const party of [b.party.A, b.party.B]) {
    const { id } = await watch('POST', '/sources', { partyId: party, kind: 'elasticsearch', label: 'Serveur-Etat-Civil', shows: ['servers'] })
    await watch('PUT', `/sources/${id}/record`, { ...RECORD, version: 1 })
    sources.push({ party, token: (await watch('POST', `/sources/${id}/token`)).token })
  }
  await run('watch.loop')
}, 180_000)
afterAll(async () => { await b?.centre.watch.close(); await a?.centre.watch.close(); await Promise.all([a?.close(), b?.close()]) })

const watch = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object, status = 0) => { const answer = await b.coordinator(method, `/api/watch${path}`, body); if (status ? answer.status !== status : answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.json)}`); return answer.json }
const idsOf = async (centre: TestSharing): Promise<Record<string, string>> => Object.fromEntries((await centre.api('GET', '')).collections.map((one: { alias: string; id: string }) => [one.alias, one.id]))
const run = (name: string) => b.centre.watch.periodic.find((one) => one.name === name)!.run(undefined as never)
const bulk = async (at: number, lines: readonly object[]) => expect((await b.http.inject({ method: 'POST', url: '/ingest/_bulk', headers: { authorization: `Bearer ${sources[at]!.token}`, 'content-type': 'application/x-ndjson' }, payload: lines.map((one) => `{"create":{}}\n${JSON.stringify(one)}\n`).join('') })).statusCode).toBe(200)
const line = (domain: string, n = 0) => ({ '@timestamp': `2026-11-25T08:41:${String(n % 60).padStart(2, '0')}.123Z`, dns: { question: { name: domain } }, host: { name: 'SRV-MAIRIE-01', ip: '10.77.3.9' }, user: { name: 'mdupont' }, message: 'ligne-secrete' })
/** All that a peer could ever be served, byte by byte. */
async function servedTo(token: string): Promise<string> {
  const all = [(await b.taxii('/partners/collections/', { token })).text, (await b.taxii('/public/collections/')).text]
  for (const alias of Object.keys(await idsOf(b))) {
    for (const root of ['partners', 'public']) {
      for (const path of ['objects/?limit=1000&match[version]=all', 'manifest/?limit=1000&match[version]=all']) all.push((await b.taxii(`/${root}/collections/${alias}/${path}`, root === 'partners' ? { token } : {})).text)
      const feed = `${b.address}/misp/${root}/${alias}/`
      const headers = root === 'partners' ? { authorization: `Bearer ${token}` } : undefined
      const manifest = await fetch(`${feed}manifest.json`, headers ? { headers } : {})
      const text = await manifest.text()
      all.push(text)
      if (manifest.ok) for (const uuid of Object.keys(JSON.parse(text))) all.push(await (await fetch(`${feed}${uuid}.json`, headers ? { headers } : {})).text())
    }
  }
  return all.join('\n')
}
/** What was stored to leave, too: nothing of a body stands there, whoever may read it. */
async function expectNobody() {
  const served = [await servedTo(tokenOfA), await servedTo(tokenOfStranger), ...(await b.t.sql<{ body: string }>('select body from sharing.object where peer_no = 0')).map((one) => one.body)].join('\n')
  expect(served.length).toBeGreaterThan(1000)
  const names = (await b.t.sql<{ id: string; name: string }>('select id, name from territory.party')).flatMap((one) => [one.id, one.name])
  for (const word of [...names, ...Object.values(b.party), ...(await b.t.sql<{ value: string }>('select value from territory.asset')).map((one) => one.value), 'Serveur-Etat-Civil', 'SRV-MAIRIE', '10.77.3.9', 'mdupont', 'ligne-secrete', 'Mairie secrète', '08:41', 'municipality', ...(await b.t.sql<{ id: string }>('select id from watch.source union select id from watch.hunt')).map((one) => one.id)]) expect(served.includes(word), word).toBe(false)
}
const read = async (alias: string, token = tokenOfA): Promise<StixObject[]> => (await b.taxii(`/partners/collections/${alias}/objects/?limit=1000`, { token })).json?.objects ?? []
const sightings = (objects: readonly StixObject[]) => objects.filter((one) => one.type === 'sighting')
const standing = (objects: readonly StixObject[]) => sightings(objects).filter((one) => one['revoked'] !== true)
/** Given by `a`, read by `b`, looked for from the page of the object. */
async function lookFor(given: Record<string, unknown>, alias = 'recus'): Promise<string> {
  await b.turn()
  const { id } = await b.api('POST', `/collections/${(await idsOf(b))[alias]}/objects/${given['id']}/hunt`, undefined, 201)
  await run('watch.loop')
  await run('watch.archive')
  await run('watch.hunt')
  return id
}
const hunt = (id: string) => watch('GET', `/hunts/${id}`)
const tell = async (id: string, tlp: string | null, status = 0) => { const answer = await watch('PUT', `/hunts/${id}/told`, { tlp }, status); await b.settle(); return answer }
const judge = async (id: string, party: string, verdict: string) => { await watch('PUT', `/hunts/${id}/bodies/${party}/verdict`, { verdict }); await b.settle() }
const give = (id: string, groupId = groupAtB, status = 201) => b.api('POST', `/out/hunts/${id}/gifts`, { groupId }, status)
const atGiver = async (given: Record<string, unknown>, alias: string) => { await a.turn(); return (await a.api('GET', `/collections/${(await idsOf(a))[alias]}/objects/${given['id']}/seen`)).seen }

test('given for a group, looked for, found at two bodies, told to the group once a person has looked; its giver sees it beside the indicator', async () => {
  const given = indicator('mauvais', { tlp: 'amber' })
  await a.make('del-gruppo', [given], 'amber', groupAtA)
  await bulk(0, Array.from({ length: 37 }, (_, n) => line('mauvais.example', n)))
  await bulk(1, [line('mauvais.example'), line('bon.example')])
  const id = await lookFor(given, 'recus-groupe')
  expect(await hunt(id)).toMatchObject({ state: 'done', title: 'mauvais', kind: 'indicator', hits: 38, bodies: 2, told: { tlp: null, about: given['id'], floor: 'amber', lack: 'unjudged', waiting: 2, shared: [] } })
  // Off, and not before somebody has looked; never wider than it came.
  expect(await tell(id, 'amber', 409)).toMatchObject({ code: 'conflict' })
  await judge(id, b.party.A, 'real')
  expect(await tell(id, 'green', 422)).toMatchObject({ code: 'tlp' })
  expect(await b.coordinator('GET', `/api/sharing/out/hunts/${id}`)).toMatchObject({ status: 404 })
  await tell(id, 'amber')
  expect(sightings(await read('du-groupe'))).toEqual([])
  // AMBER that came for a group goes to that group alone, though the other one has its giver in it too.
  const shown = await b.api('GET', `/out/hunts/${id}`)
  expect(shown).toMatchObject({ title: 'mauvais', tlp: 'amber', barred: null })
  expect(await give(id, otherAtB, 422)).toMatchObject({ code: 'tlp' })
  await give(id)
  const there = await read('du-groupe')
  const [one] = sightings(there)
  expect(shown.objects.map((text: string) => JSON.parse(text).id)).toContain(one!.id)
  expect(there.flatMap((each) => checkObject(each).problems.filter((problem) => problem.severity === 'error'))).toEqual([])
  // Thirty-seven lines of one day at one body: a power of ten, and the week.
  expect(one).toMatchObject({ sighting_of_ref: given['id'], count: 10, first_seen: '2026-11-23T00:00:00.000Z', last_seen: '2026-11-25T23:59:59.999Z' })
  expect(tlpOf(one!)).toBe('amber')
  const centre = there.find((each) => each.id === one!['created_by_ref'])!
  expect(one!['where_sighted_refs']).toEqual([centre.id])
  expect(there.filter((each) => each.type === 'identity')).toEqual([centre])
  expect(there.some((each) => each.type === 'indicator')).toBe(false)
  expect(sightings(await read('du-groupe', tokenOfStranger))).toEqual([])
  await expectNobody()
  expect(await hunt(id)).toMatchObject({ told: { tlp: 'amber', by: 'Cora Coordinatrice', bodies: 1, waiting: 1, shared: ['Raccolta du-groupe'] } })
  expect(await atGiver(given, 'del-gruppo')).toMatchObject([{ id: one!.id, of: given['id'], who: centre['name'], from: 'Occitanie', count: 10, first: '2026-11-23T00:00:00.000Z', tlp: 'amber' }])
  expect((await b.t.sql<{ n: number }>(`select count(*)::int as n from audit.entry where action in ('watch.hunt_start', 'watch.hunt_judge', 'watch.hunt_tell', 'sharing.give')`))[0]!.n).toBeGreaterThanOrEqual(4)

  // Those that stood here before they were found by what they are of: migration 0337 makes the same hashes.
  const hashed = `('x' || encode(substring(sha256('\\x7369676874696e6700'::bytea || convert_to(lower(substring(o.body from '"sighting_of_ref":"([^"]+)"')), 'UTF8')) from 1 for 6), 'hex'))::bit(48)::bigint`
  expect(await b.t.sql(`select count(*)::int as n, bool_and(v.hash = ${hashed}) as same from sharing.object o join sharing.value v on v.collection_no = o.collection_no and v.added = o.added where o.type = 'sighting'`)).toEqual([{ n: 1, same: true }])

  // Another body: told anew under the same name. Then found to be nothing, at both: revoked here and there.
  await judge(id, b.party.B, 'real')
  expect(standing(await read('du-groupe'))).toMatchObject([{ id: one!.id, count: 10 }])
  await judge(id, b.party.A, 'false')
  expect(standing(await read('du-groupe'))).toMatchObject([{ id: one!.id, count: 1 }])
  await judge(id, b.party.B, 'false')
  expect(await hunt(id)).toMatchObject({ told: { lack: 'false', shared: [] } })
  expect(sightings(await read('du-groupe'))).toMatchObject([{ id: one!.id, revoked: true }])
  expect(await atGiver(given, 'del-gruppo')).toEqual([])
  await expectNobody()
})

test('GREEN goes where sightings go by themselves, AMBER without a group back to its giver alone, RED nowhere; and ends with the hunt or with the indicator', async () => {
  const [green, red] = [indicator('vert', { tlp: 'green' }), indicator('rouge', { tlp: 'red' })]
  await a.make('dati', [green])
  await b.bring('recus', [red])
  await bulk(1, [line('vert.example'), line('rouge.example')])
  const id = await lookFor(green)
  const redHunt = await lookFor(red)
  for (const each of [id, redHunt]) await judge(each, b.party.B, 'real')
  await b.api('PUT', '/out/sightings', { collectionId: (await idsOf(b))['vus'] }, 204)
  await tell(id, 'green')
  await tell(redHunt, 'green', 422)
  await tell(redHunt, 'red')
  expect((await hunt(redHunt)).told).toMatchObject({ tlp: 'red', floor: 'red', shared: [] })
  expect(await give(redHunt, groupAtB, 422)).toMatchObject({ code: 'tlp' })
  const mine = standing(await read('vus'))
  expect(mine).toMatchObject([{ sighting_of_ref: green['id'], count: 1 }])
  expect((await b.api('GET', '/out')).kinds.find((one: { kind: string }) => one.kind === 'sightings')).toMatchObject({ things: 1, tellable: [{ tlp: 'red', things: 1 }, { tlp: 'green', things: 1 }] })
  expect(await servedTo(tokenOfA)).not.toContain(red['id'])
  // Its case is as strict, and the record says what was asked by its identifier alone.
  const { caseId } = (await b.coordinator('POST', `/api/watch/hunts/${redHunt}/bodies/${b.party.B}/case`)).json
  expect(await b.t.sql('select tlp from cases."case" where id = $1', [caseId])).toEqual([{ tlp: 'red' }])
  expect(JSON.stringify(await b.t.sql(`select * from audit.entry where object = $1`, [`hunt:${redHunt}`]))).not.toContain('rouge')
  await expectNobody()
  // Stricter there from now on, without a group: no longer for all partners; its giver alone may still have it.
  await a.make('dati', [{ ...green, ...indicator('vert', { tlp: 'amber' }), id: green['id'], modified: '2026-11-26T10:00:00.000Z' }])
  await b.bring('recus', [{ ...indicator('vert', { tlp: 'amber' }), id: green['id'], created: green['created'], modified: '2026-11-26T10:00:00.000Z' }])
  const settleHunts = () => b.centre.sharing.periodic.find((one) => one.name === 'sharing.hunts')!.run(undefined as never)
  await settleHunts()
  expect(standing(await read('vus'))).toEqual([])
  expect(await give(id, otherAtB, 422)).toMatchObject({ code: 'tlp' })
  expect(await give(id, groupAtB, 422)).toMatchObject({ code: 'tlp' })
  await b.t.sql(`update sharing.object set peer_no = (select no from sharing.peer where id = $1) where uuid = $2`, [peerAtB, String(green['id']).slice(11)])
  expect(await give(id, otherAtB, 422)).toMatchObject({ code: 'tlp' })
  await give(id)
  expect(standing(await read('du-groupe')).filter((one) => one['sighting_of_ref'] === green['id']).map((one) => tlpOf(one))).toEqual(['amber'])
  // Deleted: what led to no case goes, and so does what was told.
  const again = indicator('encore', { tlp: 'clear' })
  await a.make('dati', [again])
  await bulk(0, [line('encore.example')])
  const third = await lookFor(again)
  await judge(third, b.party.A, 'real')
  await tell(third, 'clear')
  expect(standing(await read('vus'))).toMatchObject([{ sighting_of_ref: again['id'] }])
  await watch('DELETE', `/hunts/${third}`)
  await b.settle()
  expect(standing(await read('vus'))).toEqual([])
  // What led to a case stays, and is told no more when somebody says so.
  await b.coordinator('POST', `/api/watch/hunts/${id}/bodies/${b.party.B}/case`)
  await watch('DELETE', `/hunts/${id}`, undefined, 409)
})

test('what was looked for and not seen is said by a person alone, of all bodies and of what was read whole', async () => {
  const given = indicator('absent', { tlp: 'green' })
  await a.make('dati', [given])
  const id = await lookFor(given)
  expect(await hunt(id)).toMatchObject({ hits: 0, told: { tlp: null, lack: null, over: { bodies: 2, from: '2026-11-25' } } })
  expect(standing(await read('vus')).filter((one) => one['sighting_of_ref'] === given['id'])).toEqual([])
  await tell(id, 'green')
  const told = standing(await read('vus')).find((one) => one['sighting_of_ref'] === given['id'])!
  expect(told).toMatchObject({ count: 0, first_seen: '2026-11-25T00:00:00.000Z', description: expect.stringMatching(/^Not seen in \d+ days? over the logs of fewer than 5 bodies\.$/) })
  await expectNobody()
  await tell(id, null)
  expect(standing(await read('vus')).filter((one) => one['sighting_of_ref'] === given['id'])).toEqual([])
  // At one body alone it would be said of that body.
  const { id: narrow } = await watch('POST', '/hunts', { kind: 'indicator', text: 'absent.example', partyId: b.party.A })
  await run('watch.archive')
  await run('watch.hunt')
  expect(await tell(narrow, 'green', 409)).toMatchObject({ code: 'conflict' })
})

test('a rule, a pattern or a value of our own goes with its sighting, as an indicator that the group can use', async () => {
  await bulk(0, [line('propre.example')])
  await b.api('PUT', '/out/sightings', { collectionId: null }, 204)
  const yaml = `title: Nom propre\nlogsource:\n  category: dns\ndetection:\n  selection:\n    dns.question.name: propre.example\n  condition: selection\n`
  const asked = [{ kind: 'indicator', text: 'propre.example' }, { kind: 'pattern', text: `[domain-name:value = 'propre.example']` }, { kind: 'rule', text: yaml.replace('  category: dns', '  product: test') }]
  const ids: string[] = []
  await bulk(1, [{ ...line('propre.example'), product: 'test' }])
  for (const body of [...asked.map((one) => ({ ...one, title: 'Mairie secrète' })), { kind: 'indicator', text: 'propre.example\nautre.example' }]) ids.push((await watch('POST', '/hunts', body)).id)
  await run('watch.loop')
  await run('watch.archive')
  await run('watch.hunt')
  expect((await hunt(ids[3]!)).told).toMatchObject({ lack: null, parts: expect.arrayContaining([{ name: 'propre.example', lack: 'unjudged', says: null, floor: null }, { name: 'autre.example', lack: null, says: expect.objectContaining({ count: 0 }), floor: null }]) })
  for (const [n, id] of ids.slice(0, 3).entries()) {
    const { found } = await hunt(id)
    expect(found.length, asked[n]!.kind).toBeGreaterThan(0)
    for (const one of found) await judge(id, one.party.id, 'real')
    await tell(id, 'amber')
    await give(id)
  }
  const there = await read('du-groupe')
  expect(there.flatMap((each) => checkObject(each).problems.filter((problem) => problem.severity === 'error'))).toEqual([])
  const ours = there.filter((one) => one.type === 'indicator')
  expect(ours.map((one) => one['pattern_type']).toSorted()).toEqual(['sigma', 'stix', 'stix'])
  for (const one of ours) expect(standing(there).filter((each) => each['sighting_of_ref'] === one.id)).toHaveLength(1)
  expect(ours.find((one) => one['pattern_type'] === 'sigma')!['pattern']).toContain('Nom propre')
  await expectNobody()
  // Somebody of the group answers that they have seen it too: it stands beside what was told.
  const answer = { type: 'sighting', spec_version: '2.1', id: 'sighting--7b6f2c0e-5d4b-4f0a-9a51-0c6a1d2e3f40', created: '2026-11-25T09:00:00.000Z', modified: '2026-11-25T09:00:00.000Z', count: 3, sighting_of_ref: ours[0]!.id }
  await b.taxii('/partners/collections/du-groupe/objects/', { token: tokenOfA, method: 'POST', body: { objects: [answer] } })
  const thing = ids.slice(0, 3).map((id) => b.api('GET', `/out/hunts/${id}`))
  expect((await Promise.all(thing)).flatMap((one) => one.seen)).toMatchObject([{ from: 'Toscana', count: 3, of: ours[0]!.id, ofName: ours[0]!['name'] }])
  // Taken back, both are revoked.
  const { gifts: [gift] } = await b.api('GET', `/out/hunts/${ids[0]}`)
  await b.api('DELETE', `/gifts/${gift.id}`, undefined, 204)
  expect(standing(await read('du-groupe')).filter((one) => one.id !== answer.id && ours.some((each) => each.id === one['sighting_of_ref']))).toHaveLength(2)
})

test('of several things that were asked at once each is told by itself, as it was shown before', async () => {
  await bulk(0, [...Array.from({ length: 12 }, (_, n) => line('un.example', n)), line('deux.example')])
  await bulk(1, [line('deux.example')])
  const { id } = await watch('POST', '/hunts', { kind: 'indicator', title: 'Mairie secrète', text: 'un.example\ndeux.example\ntrois.example\n/un%20secret.php' })
  await run('watch.loop')
  await run('watch.archive')
  await run('watch.hunt')
  type Shown = { name: string; lack: string | null; says: { count: number; from: string; to: string } | null }
  const shown = async () => new Map((await hunt(id)).told.parts.map((one: Shown) => [one.name, one.lack ?? one.says!.count] as const))
  expect(Object.fromEntries(await shown())).toEqual({ 'un.example': 'unjudged', 'deux.example': 'unjudged', 'trois.example': 0, '/un%20secret.php': 'unsayable' })
  await judge(id, b.party.A, 'real')
  expect(Object.fromEntries(await shown())).toEqual({ 'un.example': 10, 'deux.example': 1, 'trois.example': 0, '/un%20secret.php': 'unsayable' })
  await tell(id, 'amber')
  await give(id)
  const there = async () => {
    const all = await read('du-groupe')
    const names = new Map(all.filter((one) => one.type === 'indicator').map((one) => [one.id, String(one['name'])]))
    return Object.fromEntries(standing(all).flatMap((one) => { const name = names.get(String(one['sighting_of_ref'])); return name !== undefined && /^(?:un|deux|trois)\./.test(name) ? [[name, one['count']] as const] : [] }))
  }
  expect(await there()).toEqual({ 'un.example': 10, 'deux.example': 1, 'trois.example': 0 })
  const all = await read('du-groupe')
  expect(all.flatMap((each) => checkObject(each).problems.filter((problem) => problem.severity === 'error'))).toEqual([])
  expect(JSON.stringify(all)).not.toContain('secret.php')
  await expectNobody()
  // One word of a person covers them all: with it goes what was seen, and what was not seen stays.
  await judge(id, b.party.A, 'false')
  expect(await there()).toEqual({ 'trois.example': 0 })
  await judge(id, b.party.B, 'real')
  expect(await there()).toEqual({ 'deux.example': 1, 'trois.example': 0 })
  await tell(id, null)
  expect(await there()).toEqual({})
})

test('indicators of a bundle are told each no further than its own may; values of a list as the list tells them, or not at all', async () => {
  const [green, amber, unknown] = [indicator('lot-vert', { tlp: 'green' }), indicator('lot-ambre', { tlp: 'amber' }), indicator('lot-inconnu', { tlp: 'green' })]
  await a.make('dati', [green])
  await a.make('del-gruppo', [amber], 'amber', groupAtA)
  await b.turn()
  await bulk(0, ['lot-vert', 'lot-ambre', 'lot-inconnu', 'liste'].map((name) => line(`${name}.example`)))
  const { id } = await watch('POST', '/hunts', { kind: 'pattern', text: JSON.stringify({ type: 'bundle', id: 'bundle--11111111-0000-4000-8000-000000000009', objects: [green, amber, unknown] }) })
  const { id: listId } = await watch('POST', '/lists', { name: 'Liste', source: 'Prova', licence: '', confidence: 80, tlp: 'amber', days: null, format: 'list' })
  await b.centre.watch.lists.bring(system('test'), listId, 'x', Buffer.from('liste.example\n'))
  const { huntId } = await watch('POST', `/lists/${listId}/look-back`)
  await run('watch.loop')
  await run('watch.archive')
  await run('watch.hunt')
  await judge(id, b.party.A, 'real')
  expect((await hunt(id)).told).toMatchObject({ lack: null, parts: [{ name: 'lot-vert', floor: 'green', says: { count: 1 } }, { name: 'lot-ambre', floor: 'amber', says: { count: 1 } }, { name: 'lot-inconnu', floor: 'green' }] })
  const of = (objects: readonly StixObject[]) => standing(objects).filter((one) => [green, amber, unknown].some((each) => each['id'] === one['sighting_of_ref'])).map((one) => [one['sighting_of_ref'], tlpOf(one)]).toSorted()
  await b.api('PUT', '/out/sightings', { collectionId: (await idsOf(b))['vus'] }, 204)
  await tell(id, 'clear')
  // The one of the group goes to that group alone; the one that nobody gave, nowhere.
  expect(of(await read('vus'))).toEqual([[green['id'], 'green']])
  await give(id)
  expect(of(await read('du-groupe'))).toEqual([[green['id'], 'green'], [amber['id'], 'amber']].toSorted())
  expect(await servedTo(tokenOfA)).not.toContain(unknown['id'])
  await expectNobody()

  await judge(huntId, b.party.A, 'real')
  expect((await hunt(huntId)).told).toMatchObject({ lack: 'unsayable', parts: [{ name: 'liste.example', lack: 'unsayable' }] })
  expect(await tell(huntId, 'clear', 409)).toMatchObject({ code: 'conflict' })
  await watch('PUT', `/lists/${listId}/resharing`, { resharing: 'own', version: (await watch('GET', `/lists/${listId}/told`)).version })
  expect((await hunt(huntId)).told).toMatchObject({ lack: null, parts: [{ floor: 'amber', says: { count: 1 } }] })
  await tell(huntId, 'clear')
  await give(huntId)
  const there = await read('du-groupe')
  const listed = there.find((one) => one['name'] === 'liste.example')!
  expect(standing(there).filter((one) => one['sighting_of_ref'] === listed.id).map((one) => [tlpOf(one), one['count']])).toEqual([['amber', 1]])
  expect(JSON.stringify(await read('vus'))).not.toContain('liste.example')
  // The list tells nothing any more: neither does this.
  await watch('PUT', `/lists/${listId}/resharing`, { resharing: 'no', version: (await watch('GET', `/lists/${listId}/told`)).version })
  await b.settle()
  expect(standing(await read('du-groupe')).filter((one) => one['sighting_of_ref'] === listed.id)).toEqual([])
  await expectNobody()
})
