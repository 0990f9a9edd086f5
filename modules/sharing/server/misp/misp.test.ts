/** Events of MISP come in and go out; a collection is a feed, and another centre reads it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readManifest } from '#engines/misp/index.ts'
import { indicator, testSharing, type TestSharing } from '../testing.ts'

let [toscana, occitanie]: [TestSharing, TestSharing] = [undefined!, undefined!]
beforeAll(async () => { [toscana, occitanie] = await Promise.all([testSharing(undefined, { publicUrl: 'https://toscana.example' }), testSharing(undefined, { publicUrl: 'https://occitanie.example' })]) })
afterAll(async () => { await Promise.all([toscana.close(), occitanie.close()]) })

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const attribute = (n: number, type: string, value: string, more: object = {}) => ({ uuid: uuid(n), type, category: 'Network activity', value, to_ids: true, timestamp: '1767225600', comment: '', deleted: false, distribution: '5', ...more })
const eventOf = (n: number, more: object = {}) => ({
  uuid: uuid(n), info: `Phishing ${n}`, date: '2025-12-30', timestamp: '1767225700', published: true, analysis: '1', threat_level_id: '2', distribution: '3', Orgc: { name: 'A centre', uuid: uuid(2) }, Tag: [{ name: 'tlp:green', colour: '#33ff00' }],
  Galaxy: [{ type: 'mitre-attack-pattern', name: 'Attack Pattern', GalaxyCluster: [{ uuid: uuid(70), value: 'Phishing - T1566', description: 'Mail that lies.' }] }],
  Attribute: [attribute(n * 100 + 1, 'domain', `login${n}.example`), attribute(n * 100 + 2, 'ip-src', '2001:db8::1', { to_ids: false }), attribute(n * 100 + 3, 'never-heard', 'x'), attribute(n * 100 + 4, 'url', `http://login${n}.example/a`, { Tag: [{ name: 'tlp:amber' }] })],
  Object: [{ uuid: uuid(n * 100 + 20), name: 'file', 'meta-category': 'file', Attribute: [attribute(n * 100 + 21, 'filename', 'a.exe'), attribute(n * 100 + 22, 'sha1', 'da39a3ee5e6b4b0d3255bfef95601890afd80709')], ObjectReference: [{ uuid: uuid(n * 100 + 24), referenced_uuid: uuid(n * 100 + 1), relationship_type: 'drops', timestamp: '1767225660' }] }],
  ...more,
})
type Event = ReturnType<typeof eventOf>
const importing = (s: TestSharing, alias: string, content: unknown, kind?: 'misp') => s.centre.sharing.service.importFile(systemActor, alias, (async function* () { yield Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)) })(), kind)
const systemActor = (await import('#platform/contract/index.ts')).system('test')
const idOf = async (s: TestSharing, alias: string): Promise<string> => (await s.api('GET', '')).collections.find((one: { alias: string }) => one.alias === alias).id
const get = async (s: TestSharing, path: string, { token, headers = {} }: { token?: string; headers?: Record<string, string> } = {}) => {
  const answer = await fetch(`${s.address}/misp/${path}`, { headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers } })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text, json: text.startsWith('{') ? JSON.parse(text) : undefined }
}

describe('a file of events', () => {
  test('is recognised in all its wrappings, stored as what a person brought, and the same again changes nothing', async () => {
    await toscana.collection('file')
    for (const wrapped of [{ Event: eventOf(1) }, { response: [{ Event: eventOf(1) }] }, [{ Event: eventOf(1) }], eventOf(1)]) expect(await importing(toscana, 'file', wrapped)).toMatchObject({ kind: 'misp', events: 1, conflicts: 0, refusals: 0, problem: null, notes: [{ problem: expect.stringContaining('never-heard') }] })
    const before = await toscana.ids('file')
    expect(before).toContain(`report--${uuid(1)}`)
    expect(await importing(toscana, 'file', { response: [{ Event: eventOf(1) }, { Event: { info: 3, Attribute: 'x' } }, 5] })).toMatchObject({ events: 1, stored: 0, refusals: 2, refused: [{ index: 1, problem: expect.stringContaining('Attribute: kind') }, { index: 2, problem: '[2]: not-an-event' }] })
    expect(await toscana.ids('file')).toEqual(before)
    expect(await importing(toscana, 'file', '{"Event":', 'misp')).toMatchObject({ problem: 'not_json', stored: 0 })
    expect(await importing(toscana, 'file', { type: 'bundle', objects: [indicator('uno')] })).toMatchObject({ kind: 'stix', stored: 1 })
    expect((await toscana.t.sql(`select peer_no from sharing.object where uuid = $1`, [uuid(1)]))).toEqual([{ peer_no: null }])
  })

  test('comes out again as it came, however it changes; a newer event is a newer version, an older one is none', async () => {
    await toscana.collection('giro')
    const collectionId = await idOf(toscana, 'giro')
    const out = async (n: number) => (await toscana.api('GET', `/collections/${collectionId}/objects/report--${uuid(n)}/misp`)).Event
    // Two events that share an organisation, a cluster and an address, at different levels.
    const [red, green] = [eventOf(3, { Tag: [{ name: 'tlp:amber' }] }), eventOf(4, { Galaxy: [{ type: 'mitre-attack-pattern', GalaxyCluster: [{ uuid: uuid(70), value: 'Phishing - T1566', description: 'Said otherwise.' }] }] })]
    expect(await importing(toscana, 'giro', [red, green])).toMatchObject({ events: 2, conflicts: 0, refusals: 0 })
    expect([await out(3), await out(4)]).toEqual([red, green])
    // What is shared is as open as its widest telling.
    expect(await toscana.t.sql(`select distinct o.tlp from sharing.object o join sharing.collection c on c.no = o.collection_no where c.alias = 'giro' and o.type in ('identity', 'attack-pattern') and o.uuid = any ($1)`, [[uuid(2), uuid(70)]])).toEqual([{ tlp: 'green' }])
    const seen = { ...green, publish_timestamp: '1767225999', Attribute: [{ ...green.Attribute[0]!, Sighting: [{ uuid: uuid(60), type: '0', date_sighting: '1767225650' }] }, ...green.Attribute.slice(1)] }
    expect(await importing(toscana, 'giro', seen)).toMatchObject({ conflicts: 0, refusals: 0 })
    expect(await out(4)).toEqual(seen)
    const newer = { ...seen, timestamp: '1767229999', Tag: [{ name: 'tlp:clear' }], Attribute: seen.Attribute.slice(1) }
    await importing(toscana, 'giro', newer)
    expect(await out(4)).toEqual(newer)
    expect(await importing(toscana, 'giro', newer)).toMatchObject({ stored: 0 })
    expect(await importing(toscana, 'giro', green)).toMatchObject({ stored: 0, conflicts: 0, notes: [{}, { problem: 'a newer version of this event is here' }] })
    const all = await toscana.api('GET', `/collections/${collectionId}/misp`)
    expect(all.response).toEqual(expect.arrayContaining([{ Event: red }, { Event: newer }]))
    expect(all.response).toHaveLength(2)
  })

  test('kept objects are as strict as the event that brings them, also when it becomes stricter', async () => {
    await toscana.collection('severo')
    const kept = indicator('custodito'), text = JSON.stringify(kept)
    const { fromStix } = await import('#engines/misp/index.ts')
    const wrapped = { ...fromStix([JSON.parse(text)]), uuid: uuid(30), timestamp: '1767225700' }
    const levels = async () => (await toscana.t.sql<{ tlp: string }>(`select tlp from sharing.object o join sharing.collection c on c.no = o.collection_no where c.alias = 'severo' and o.type in ('indicator', 'report') and o.newest order by o.type`)).map((one) => one.tlp)
    for (const [tag, timestamp] of [['tlp:green', '1767225700'], ['tlp:red', '1767225800']] as const) {
      expect(await importing(toscana, 'severo', { ...wrapped, timestamp, Tag: [{ name: tag }] })).toMatchObject({ conflicts: 0, refusals: 0 })
      expect(await levels()).toEqual([tag.slice(4), tag.slice(4)])
    }
  })

  test('an organisation, a cluster, a part of a RED event leave by no door', async () => {
    await toscana.collection('rosso', { audience: 'public' })
    await importing(toscana, 'rosso', [eventOf(5, { Tag: [{ name: 'tlp:red' }], Orgc: { name: 'Chi ha scritto', uuid: uuid(500) } }), eventOf(6, { Tag: [{ name: 'tlp:clear' }] })])
    const { token } = await toscana.peer('Chiunque')
    const told = [...await Promise.all([(await toscana.taxii('/partners/collections/rosso/objects/', { token })).text, (await get(toscana, 'public/rosso/manifest.json')).text, (await get(toscana, 'partners/rosso/hashes.csv', { token })).text])].join()
    expect(told).toContain(uuid(6))
    for (const word of ['Chi ha scritto', uuid(500), uuid(5), 'login5']) expect(told).not.toContain(word)
    const collectionId = await idOf(toscana, 'rosso')
    expect((await toscana.coordinator('GET', `/api/sharing/collections/${collectionId}/objects/report--${uuid(5)}/misp`)).status).toBe(404)
    expect(JSON.stringify(await toscana.api('GET', `/collections/${collectionId}/misp`))).not.toContain('login5')
  })
})

describe('a feed', () => {
  test('has its manifest, its events and its hashes; what one may not read is not there', async () => {
    await toscana.collection('feed', { audience: 'public' })
    await importing(toscana, 'feed', [eventOf(7, { Tag: [{ name: 'tlp:clear' }] }), eventOf(8)])
    await toscana.bring('feed', [indicator('sciolto'), indicator('sciolto-verde', { tlp: 'green' }), indicator('sciolto-rosso', { tlp: 'red' })])
    const manifest = await get(toscana, 'public/feed/manifest.json')
    expect(manifest.headers.get('cache-control')).toContain('public')
    const { entries } = readManifest(manifest.text)
    expect(entries.map((one) => one.entry['info'])).toEqual(['Phishing 7', 'Raccolta feed, 2026-11-25'])
    expect(entries[0]).toEqual({ uuid: uuid(7), entry: { Orgc: { name: 'A centre', uuid: uuid(2) }, info: 'Phishing 7', date: '2025-12-30', analysis: '1', threat_level_id: '2', timestamp: '1767225700', Tag: [{ name: 'tlp:clear', colour: '#ffffff' }] } })
    const { status, json } = await get(toscana, `public/feed/${uuid(7)}.json`)
    const clear = eventOf(7, { Tag: [{ name: 'tlp:clear' }] })
    expect([status, json.Event]).toEqual([200, { ...clear, Attribute: clear.Attribute.slice(0, 3) }])
    const day = (await get(toscana, `public/feed/${entries[1]!.uuid}.json`)).json.Event
    expect(day.Attribute).toContainEqual(expect.objectContaining({ type: 'domain', value: 'sciolto.example', to_ids: true }))
    expect(day.timestamp).toBe(entries[1]!.entry['timestamp'])
    expect(JSON.stringify(day)).not.toContain('sciolto-')
    expect((await get(toscana, 'public/feed/hashes.csv')).text).toContain(`,${uuid(7)}\n`)
    // Asked again, the same; after something came, another.
    const tag = manifest.headers.get('etag')!
    expect((await get(toscana, 'public/feed/manifest.json', { headers: { 'if-none-match': tag } })).status).toBe(304)
    await toscana.bring('feed', [indicator('dopo')])
    const after = await get(toscana, 'public/feed/manifest.json', { headers: { 'if-none-match': tag } })
    expect([after.status, Object.keys(after.json)]).toEqual([200, entries.map((one) => one.uuid)])
    const { token } = await toscana.peer('Lettore')
    const read = await get(toscana, 'partners/feed/manifest.json', { headers: { authorization: `Basic ${Buffer.from(`misp:${token}`).toString('base64')}` } })
    expect(readManifest(read.text).entries.map((one) => one.entry['info'])).toEqual(['Phishing 8', 'Phishing 7', 'Raccolta feed, 2026-11-25', 'Raccolta feed, 2026-11-25'])
    expect(read.headers.get('cache-control')).toBe('private, no-cache')
    for (const [path, more] of [['public/nowhere/manifest.json', {}], ['public/file/manifest.json', {}], ['partners/feed/manifest.json', {}], ['partners/feed/manifest.json', { token: 'btax_guessed' }], ['other/feed/manifest.json', { token }], ['public/feed/other.json', {}], [`public/feed/${uuid(8)}.json`, {}], ['public/feed/..%2Fx', {}]] as const) expect((await get(toscana, path, more)).status, path).toBe(404)
  })

  test('AMBER is in the feed of its group and in no other', async () => {
    const [inside, outside] = [await toscana.peer('Dentro'), await toscana.peer('Fuori')]
    const { id: groupId } = await toscana.api('POST', '/groups', { name: 'Sanità', members: [inside.id] }, 201)
    await toscana.collection('gruppo', { audience: 'group', groupId })
    await importing(toscana, 'gruppo', eventOf(9, { Tag: [{ name: 'tlp:amber' }] }))
    await toscana.collection('misto')
    await toscana.make('misto', [indicator('per-il-gruppo')], 'amber', groupId)
    expect((await get(toscana, 'partners/gruppo/manifest.json', outside)).status).toBe(404)
    expect((await get(toscana, 'partners/misto/manifest.json', outside)).json).toEqual({})
    expect(Object.keys((await get(toscana, 'partners/gruppo/manifest.json', inside)).json)).toEqual([uuid(9)])
    expect((await get(toscana, `partners/gruppo/${uuid(9)}.json`, inside)).json.Event).toEqual(eventOf(9, { Tag: [{ name: 'tlp:amber' }] }))
    const [[day, entry]] = Object.entries((await get(toscana, 'partners/misto/manifest.json', inside)).json) as [[string, { Tag: object[] }]]
    expect(entry.Tag).toEqual([{ name: 'tlp:amber', colour: '#ffffff' }])
    expect((await get(toscana, `partners/misto/${day}.json`, inside)).json.Event.Tag).toEqual([{ name: 'tlp:amber' }])
    expect((await get(toscana, `partners/misto/${day}.json`, outside)).status).toBe(404)
  })
})

test('two centres: one serves a feed, the other reads it; what is new is read, nothing comes back, nothing is lost by a cut', async () => {
  await toscana.collection('uscita', { audience: 'public' })
  const { token } = await toscana.peer('Occitanie')
  const events: Event[] = [eventOf(11), eventOf(12, { Tag: [{ name: 'tlp:red' }] }), eventOf(13, { Tag: [{ name: 'tlp:clear' }] })]
  await importing(toscana, 'uscita', events)
  const loose = indicator('in-giro')
  await toscana.make('uscita', [loose])
  const collectionId = await occitanie.collection('arrivo', { audience: 'public' })
  const { id } = await occitanie.api('POST', '/peers', { name: 'Toscana', kind: 'misp', url: `${toscana.address}/misp/partners/uscita/manifest.json`, auth: 'bearer', secret: token, tlp: 'green', pulls: [{ remote: 'manifest.json', collectionId, groupId: null }] }, 201)
  await occitanie.turn()
  expect(await occitanie.api('GET', `/peers/${id}`)).toMatchObject({ kind: 'misp', tlp: 'green', problem: null, pulls: [{ read: 3, refused: 0 }] })
  const there = await occitanie.ids('arrivo')
  for (const one of [`report--${uuid(11)}`, `report--${uuid(13)}`, loose['id']]) expect(there).toContain(one)
  expect(there).not.toContain(`report--${uuid(12)}`)
  expect(JSON.stringify(await occitanie.t.sql('select body from sharing.object'))).not.toContain('login12')
  // The floor of the peer: what was CLEAR there is served to partners here, and to nobody else.
  expect((await get(occitanie, 'public/arrivo/manifest.json')).json).toEqual({})
  const again = (await occitanie.api('GET', `/collections/${collectionId}/objects/report--${uuid(13)}/misp`)).Event
  expect(again).toEqual({ ...events[2], Tag: [{ name: 'tlp:clear' }, { name: 'tlp:green' }], Attribute: events[2]!.Attribute.slice(0, 3) })

  // Nothing is read twice; a changed event is read again; what is gone there stays here.
  await occitanie.turn()
  expect(await occitanie.api('GET', `/peers/${id}`)).toMatchObject({ pulls: [{ read: 3 }] })
  await importing(toscana, 'uscita', eventOf(11, { timestamp: '1767229999', info: 'Altro nome' }))
  await toscana.t.sql(`delete from sharing.object where uuid = $1`, [uuid(13)])
  await occitanie.turn()
  expect(await occitanie.api('GET', `/peers/${id}`)).toMatchObject({ problem: null, pulls: [{ read: 4 }] })
  expect(await occitanie.t.sql(`select body::json->>'name' as name from sharing.object where uuid = any ($1) and newest order by 1`, [[uuid(11), uuid(13)]])).toEqual([{ name: 'Altro nome' }, { name: 'Phishing 13' }])
  expect(await occitanie.api('GET', '/conflicts')).toMatchObject({ total: 0 })

  // Back again: what Tuscany made is not theirs, and what came from Tuscany is not told to it.
  const theirs = await occitanie.peer('Toscana che legge')
  await toscana.collection('ritorno')
  const back = await idOf(toscana, 'ritorno')
  await toscana.api('POST', '/peers', { name: 'Occitanie, feed', kind: 'misp', url: `${occitanie.address}/misp/partners/arrivo/`, auth: 'bearer', secret: theirs.token, pulls: [{ remote: 'manifest.json', collectionId: back, groupId: null }] }, 201)
  await toscana.turn()
  expect(await toscana.ids('ritorno')).not.toContain(loose['id'])
  expect(await toscana.ids('ritorno')).toContain(`report--${uuid(11)}`)
}, 60_000)

describe('feeds that are none, or break', () => {
  test('are told; what could be read is kept, and the rest is read the next time', async () => {
    const { createServer } = await import('node:http')
    let broken = true
    const line = (n: number) => ({ info: `Phishing ${n}`, timestamp: '1767225700' })
    const server = createServer((asked, answer) => {
      const name = asked.url!.slice(1), json = (value: unknown) => answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
      if (name === 'manifest.json') json({ [uuid(21)]: line(21), [uuid(22)]: line(22), [uuid(23)]: line(23), [uuid(24)]: line(24), '../x': {} })
      else if (name === `${uuid(22)}.json` && broken) answer.destroy()
      else if (name === `${uuid(23)}.json`) json({ Event: eventOf(99) })
      else if (name === `${uuid(24)}.json`) answer.writeHead(404).end()
      else json({ Event: eventOf(Number(name.slice(-7, -5))) })
    }).listen(0, '127.0.0.1')
    try {
      await new Promise((resolve) => server.once('listening', resolve))
      const address = `http://127.0.0.1:${(server.address() as { port: number }).port}/`
      const collectionId = await occitanie.collection('rotto')
      const peer = async (name: string, url: string) => (await occitanie.api('POST', '/peers', { name, kind: 'misp', url, auth: 'none', pulls: [{ remote: 'manifest.json', collectionId, groupId: null }] }, 201)).id
      const id = await peer('Rotto', address)
      await occitanie.turn()
      expect(await occitanie.api('GET', `/peers/${id}`)).toMatchObject({ problem: 'unreachable', pulls: [{ read: 1 }] })
      expect(await occitanie.ids('rotto')).toContain(`report--${uuid(21)}`)
      broken = false
      await occitanie.turn()
      const { problem, detail, pulls } = await occitanie.api('GET', `/peers/${id}`)
      expect([problem, pulls[0].read, await occitanie.ids('rotto')]).toEqual(['not_misp', 2, expect.arrayContaining([`report--${uuid(22)}`])])
      expect(detail).toContain('another event stands in this file')
      expect(detail).toContain('answered 404')
      expect(await occitanie.ids('rotto')).not.toContain(`report--${uuid(99)}`)
      const none = await peer('Nessuno', `${address}${uuid(21)}/`)
      await occitanie.turn()
      expect(await occitanie.api('GET', `/peers/${none}`)).toMatchObject({ problem: 'not_misp' })
    } finally { server.closeAllConnections(); server.close() }
    await occitanie.api('POST', '/peers', { name: 'Due cose', kind: 'misp', url: 'https://feed.example/', auth: 'none', pulls: [{ remote: 'altro', collectionId: await idOf(occitanie, 'rotto'), groupId: null }] }, 400)
  })
})
