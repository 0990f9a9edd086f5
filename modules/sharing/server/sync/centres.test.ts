/** Two whole centres, each with its own database, that know each other over loopback. */
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { indicator, testSharing, type TestSharing } from '../testing.ts'

let [toscana, occitanie]: [TestSharing, TestSharing] = [undefined!, undefined!]
let [ofOccitanie, ofToscana] = ['', '']
const servers: Server[] = []
beforeAll(async () => {
  ;[toscana, occitanie] = await Promise.all([testSharing(), testSharing()])
  for (const centre of [toscana, occitanie]) for (const alias of ['propri', 'altrui']) await centre.collection(alias)
  const [a, b] = [await toscana.peer('Occitanie'), await occitanie.peer('Toscana')]
  ;[ofOccitanie, ofToscana] = [a.id, b.id]
  await join(toscana, ofOccitanie, 'Occitanie', occitanie.address, b.token, { pushes: ['altrui'] })
  await join(occitanie, ofToscana, 'Toscana', toscana.address, a.token, { pulls: ['propri'] })
})
afterAll(async () => { await Promise.all([toscana.close(), occitanie.close()]) })
afterEach(() => { for (const server of servers.splice(0)) { server.closeAllConnections(); server.close() } })

/** Tuscany sends; Occitanie reads: both ways to go, each tried by itself and against the other. */
async function join(centre: TestSharing, peerId: string, name: string, address: string, token: string, { pulls = [], pushes = [], groupId = null }: { pulls?: string[]; pushes?: string[]; groupId?: string | null }) {
  const [{ version }, { collections }] = [await centre.api('GET', `/peers/${peerId}`), await centre.api('GET', '')]
  const idOf = (alias: string) => collections.find((one: { alias: string }) => one.alias === alias).id
  await centre.api('PUT', `/peers/${peerId}`, {
    name, url: `${address}/taxii2/partners/`, auth: 'bearer', secret: token, active: true, version,
    pulls: pulls.map((remote) => ({ remote, collectionId: idOf('altrui'), groupId })), pushes: pushes.map((remote) => ({ remote, collectionId: idOf('propri') })),
  }, 204)
}
const state = async (centre: TestSharing, id: string) => centre.api('GET', `/peers/${id}`)

describe('both ways', () => {
  test('what is made here is there after a turn, once, and nothing comes back', async () => {
    const [sent, read] = [indicator('da-toscana'), indicator('letto-da-occitanie')]
    await toscana.make('propri', [sent, read])
    await toscana.turn()
    expect(await occitanie.ids('altrui')).toEqual([sent['id'], read['id']])
    expect(await state(toscana, ofOccitanie)).toMatchObject({ problem: null, waiting: 0, pushes: [{ sent: 2, refused: 0, waiting: 0 }] })
    // The other way round finds them there already: the same is no change.
    await occitanie.turn()
    expect(await occitanie.ids('altrui')).toEqual([sent['id'], read['id']])
    expect(await state(occitanie, ofToscana)).toMatchObject({ problem: null, pulls: [{ read: 2, refused: 0 }] })
    await toscana.turn()
    await occitanie.turn()
    expect(await state(occitanie, ofToscana)).toMatchObject({ pulls: [{ read: 2 }] })
    expect(await state(toscana, ofOccitanie)).toMatchObject({ pushes: [{ sent: 2 }] })
    expect(await toscana.ids('propri')).toHaveLength(2)
    expect(await occitanie.t.sql(`select count(*)::int as n from sharing.object`)).toEqual([{ n: 2 }])
  })

  test('a peer is not sent what came from it', async () => {
    const given = indicator('eco')
    const { token } = await toscana.api('POST', `/peers/${ofOccitanie}/token`, undefined, 201)
    await join(occitanie, ofToscana, 'Toscana', toscana.address, token, { pulls: ['propri'] })
    await toscana.taxii('/partners/collections/propri/objects/', { token, method: 'POST', body: { objects: [given] } })
    const { pushes: [before] } = await state(toscana, ofOccitanie)
    await toscana.turn()
    expect((await state(toscana, ofOccitanie)).pushes).toMatchObject([{ sent: before.sent, waiting: 0 }])
    expect(await toscana.api('GET', `/collections/${(await idsOf(toscana)).propri}/objects/${given['id']}`)).toMatchObject({ exits: [{ word: 'echo' }] })
  })
})

const idsOf = async (centre: TestSharing): Promise<Record<string, string>> => Object.fromEntries((await centre.api('GET', '')).collections.map((one: { alias: string; id: string }) => [one.alias, one.id]))

describe('versions', () => {
  test('a newer version takes its place, the older one is history; revoked is final', async () => {
    const one = indicator('cambia')
    await toscana.make('propri', [one])
    await toscana.turn()
    await toscana.make('propri', [{ ...one, name: 'cambiato', modified: '2026-11-02T10:00:00.000Z' }])
    await toscana.turn()
    const versions = () => occitanie.t.sql<{ name: string; newest: boolean; revoked: boolean }>(`select body::json->>'name' as name, newest, revoked from sharing.object where uuid = $1 order by stamp`, [String(one['id']).slice(11)])
    expect(await versions()).toEqual([{ name: 'cambia', newest: false, revoked: false }, { name: 'cambiato', newest: true, revoked: false }])
    await toscana.make('propri', [{ ...one, name: 'revocato', modified: '2026-11-03T10:00:00.000Z', revoked: true }])
    await toscana.turn()
    expect((await versions()).at(-1)).toEqual({ name: 'revocato', newest: true, revoked: true })
    await expect(toscana.make('propri', [{ ...one, modified: '2026-11-04T10:00:00.000Z' }])).rejects.toMatchObject({ code: 'invalid' })
    expect((await occitanie.bring('altrui', [{ ...one, modified: '2026-11-04T10:00:00.000Z' }])).refused).toMatchObject([{ problem: 'it was revoked, which is final' }])
  })

  test('another content under the same version is kept beside, and a person decides', async () => {
    const one = indicator('conteso')
    await occitanie.bring('altrui', [{ ...one, name: 'qui' }])
    await toscana.make('propri', [{ ...one, name: 'di là' }])
    await toscana.turn()
    const { items: [waits], total } = await occitanie.api('GET', '/conflicts')
    expect([total, waits]).toMatchObject([1, { objectId: one['id'], kind: 'content', from: 'Toscana' }])
    expect(JSON.parse(waits.ours)).toMatchObject({ name: 'qui' })
    // The same again is the same conflict.
    await occitanie.turn()
    expect(await occitanie.api('GET', '/conflicts')).toMatchObject({ total: 1 })
    await occitanie.api('POST', `/conflicts/${waits.id}`, { outcome: 'taken' }, 204)
    expect(await occitanie.t.sql(`select body::json->>'name' as name from sharing.object where uuid = $1`, [String(one['id']).slice(11)])).toEqual([{ name: 'di là' }])
    expect(await occitanie.api('GET', '/conflicts')).toMatchObject({ total: 0 })
  })

  test('nobody else makes versions of what this centre made', async () => {
    const one = indicator('nostro')
    await toscana.make('propri', [one])
    const { token } = await toscana.peer('Terza')
    await toscana.taxii('/partners/collections/propri/objects/', { token, method: 'POST', body: { objects: [{ ...one, modified: '2026-12-01T00:00:00.000Z', revoked: true }] } })
    expect(await toscana.t.sql(`select revoked from sharing.object where uuid = $1`, [String(one['id']).slice(11)])).toEqual([{ revoked: false }])
    expect(await toscana.api('GET', '/conflicts')).toMatchObject({ total: 1, items: [{ kind: 'ours', from: 'Terza' }] })
  })

  test('what was deleted is not read anew', async () => {
    const one = indicator('cancellato')
    await toscana.make('propri', [one])
    await occitanie.turn()
    expect(await occitanie.ids('altrui')).toContain(one['id'])
    // The centre that read it deletes it, with a key for programs: here as its own people do.
    const { key } = await keyOf(occitanie)
    expect((await occitanie.taxii(`/partners/collections/altrui/objects/${one['id']}/`, { token: key, method: 'DELETE' })).status).toBe(200)
    await occitanie.t.sql(`update sharing.pull set cursor = '', seen = '', next = ''`)
    await occitanie.turn()
    expect(await occitanie.ids('altrui')).not.toContain(one['id'])
  })
})

async function keyOf(centre: TestSharing): Promise<{ key: string }> {
  const made = await centre.coordinator('POST', '/api/identity/tokens', { name: 'TAXII', scopes: ['sharing:write'] })
  if (made.status !== 201) throw new Error(JSON.stringify(made))
  return { key: made.json.token }
}

test('RED stays, AMBER goes to its group alone and no further', async () => {
  const { id: groupId } = await toscana.api('POST', '/groups', { name: 'Sanità', members: [ofOccitanie] }, 201)
  const { id: others } = await toscana.api('POST', '/groups', { name: 'Altri', members: [] }, 201)
  const [red, amber, loose, elsewhere] = [indicator('rosso', { tlp: 'red' }), indicator('ambra', { tlp: 'amber' }), indicator('ambra-sciolta', { tlp: 'amber+strict' }), indicator('ambra-altrui', { tlp: 'amber' })]
  await toscana.make('propri', [red], 'red', groupId)
  await toscana.make('propri', [amber], 'amber', groupId)
  await toscana.make('propri', [loose], 'amber')
  await toscana.make('propri', [elsewhere], 'amber', others)
  await toscana.turn()
  await occitanie.turn()
  const there = await occitanie.ids('altrui')
  expect(there).toContain(amber['id'])
  for (const one of [red, loose, elsewhere]) expect(there).not.toContain(one['id'])
  // In Occitanie it was given to nobody: no peer of theirs, and nobody else, reads it.
  const { token } = await occitanie.peer('Catalunya')
  expect((await occitanie.taxii('/partners/collections/altrui/objects/', { token })).text).not.toContain(String(amber['id']))
  const { altrui } = await idsOf(occitanie)
  const { exits } = await occitanie.api('GET', `/collections/${altrui}/objects/${amber['id']}`)
  expect(exits.find((one: { peer: { name: string } }) => one.peer.name === 'Catalunya')).toMatchObject({ word: 'amber' })
})

describe('interruptions', () => {
  /** A wire between the two that can be cut: after so many answers, or after a request was taken and before it is answered. */
  async function wire(to: string, cut: (method: string, count: number) => 'before' | 'after' | null) {
    let count = 0
    const server = createServer((asked, answer) => {
      const how = cut(asked.method!, ++count)
      if (how === 'before') { answer.destroy(); return }
      const url = new URL(to)
      const onward = request({ host: url.hostname, port: url.port, method: asked.method, path: asked.url, headers: { ...asked.headers, host: url.host } }, (said) => {
        if (how === 'after') { said.resume().on('end', () => answer.destroy()); return }
        answer.writeHead(said.statusCode!, said.headers)
        said.pipe(answer)
      })
      onward.on('error', () => answer.destroy())
      asked.pipe(onward)
    }).listen(0, '127.0.0.1')
    servers.push(server)
    await new Promise((resolve) => server.once('listening', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  test('cut between two pages, it goes on at the second; cut after the POST was taken, nothing is lost and nothing is there twice', async () => {
    const many = Array.from({ length: 2500 }, (_, i) => indicator(`n${i}`))
    await toscana.make('propri', many)
    const before = (await occitanie.ids('altrui')).length
    const { token } = await toscana.api('POST', `/peers/${ofOccitanie}/token`, undefined, 201)
    let broken = true
    const address = await wire(toscana.address, (_, count) => (broken && count === 3 ? 'before' : null))
    await join(occitanie, ofToscana, 'Toscana', address, token, { pulls: ['propri'] })
    await occitanie.turn()
    expect(await state(occitanie, ofToscana)).toMatchObject({ problem: 'unreachable' })
    const cut = await occitanie.ids('altrui')
    expect(cut.length).toBe(before + 2000)
    const { pulls: [{ read }] } = await state(occitanie, ofToscana)
    broken = false
    await occitanie.turn()
    expect(await state(occitanie, ofToscana)).toMatchObject({ problem: null })
    const whole = await occitanie.ids('altrui')
    for (const one of many) expect(whole).toContain(one['id'])
    expect(new Set(whole).size).toBe(whole.length)
    // The two pages were not read again.
    expect((await state(occitanie, ofToscana)).pulls[0].read - read).toBeLessThan(1000)

    const more = Array.from({ length: 30 }, (_, i) => indicator(`m${i}`))
    await toscana.make('propri', more)
    const theirs = (await occitanie.api('POST', `/peers/${ofToscana}/token`, undefined, 201)).token
    let lost = true
    await join(toscana, ofOccitanie, 'Occitanie', await wire(occitanie.address, (method) => (lost && method === 'POST' ? 'after' : null)), theirs, { pushes: ['altrui'] })
    await toscana.turn()
    expect(await state(toscana, ofOccitanie)).toMatchObject({ problem: 'unreachable' })
    const { pushes: [waits] } = await state(toscana, ofOccitanie)
    lost = false
    await toscana.turn()
    expect(await state(toscana, ofOccitanie)).toMatchObject({ problem: null, waiting: 0 })
    expect(waits.waiting).toBeGreaterThan(0)
    const after = await occitanie.ids('altrui')
    for (const one of more) expect(after.filter((id) => id === one['id'])).toHaveLength(1)
    expect(await occitanie.t.sql(`select count(*)::int as n from (select from sharing.object group by collection_no, uuid, type, stamp having count(*) > 1) twice`)).toEqual([{ n: 0 }])
  })
})

test('a peer that is no TAXII server, or lies inside, is told so', async () => {
  const server = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<p>ciao</p>')).listen(0, '127.0.0.1')
  servers.push(server)
  await new Promise((resolve) => server.once('listening', resolve))
  await join(occitanie, ofToscana, 'Toscana', `http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'x', { pulls: ['propri'] })
  await occitanie.turn()
  expect(await state(occitanie, ofToscana)).toMatchObject({ problem: 'not_taxii' })
})
