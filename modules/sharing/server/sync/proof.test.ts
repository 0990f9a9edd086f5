/** A feed of MISP that asks for the bare key, read as a peer: by the same rule as feeds of the observatory. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testSharing, type TestSharing } from '../testing.ts'

const KEY = 'chiave-di-prova-TRE'
let s: TestSharing
const asked: (string | undefined)[][] = [[], []]
let servers: Server[] = []
const base = (n: number) => `http://127.0.0.1:${(servers[n]!.address() as AddressInfo).port}/`
beforeAll(async () => {
  s = await testSharing()
  servers = asked.map((list) => createServer((request, response) => {
    list.push(request.headers.authorization)
    response.writeHead(request.headers.authorization === KEY ? 200 : 403).end(request.headers.authorization === KEY ? '{}' : JSON.stringify({ title: `no such key: ${request.headers.authorization}` }))
  }))
  for (const one of servers) await new Promise<void>((done) => { one.listen(0, '127.0.0.1', done) })
}, 120_000)
afterAll(async () => { for (const one of servers) one.close(); await s?.close() })

test('the key is the whole header; it is kept sealed, for its origin and its way alone', async () => {
  const collectionId = await s.collection('arrivo')
  const body = { name: 'MISP altrove', url: base(0), auth: 'key', pulls: [{ remote: 'manifest.json', collectionId, groupId: null }] }
  await expect(s.api('POST', '/peers', { ...body, kind: 'misp' }, 201)).rejects.toThrow(/it is needed/)
  const { id } = await s.api('POST', '/peers', { ...body, kind: 'misp', secret: KEY }, 201)
  await s.turn()
  expect(asked[0]).toEqual([KEY])
  const { problem, version } = await s.api('GET', `/peers/${id}`)
  expect(problem).toBeNull()
  expect(await s.t.sql(`select 1 from sharing.peer where secret like '%${KEY}%'`)).toEqual([])
  const change = (more: object, status: number) => s.api('PUT', `/peers/${id}`, { ...body, active: true, version, ...more }, status)
  for (const more of [{ url: base(1) }, { auth: 'bearer' }, { auth: 'none', secret: KEY }, { secret: `${KEY}\r\nx: y` }, { url: `http://a:b@${base(0).slice(7)}` }]) expect(await change(more, 400)).toMatchObject({ code: 'invalid' })
  await change({ url: `${base(0)}altro/` }, 204)
  await s.turn()
  expect(asked).toEqual([[KEY, KEY], []])
  await s.api('PUT', `/peers/${id}`, { ...body, url: base(1), active: true, version: version + 1, secret: 'nuova' }, 204)
  await s.turn()
  expect(asked).toEqual([[KEY, KEY], ['nuova']])
  expect(await s.api('GET', `/peers/${id}`)).toMatchObject({ problem: 'refused', detail: 'answered 403: no such key: …' })
})
