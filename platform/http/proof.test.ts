/** To whom a secret is told, and what is refused before it is kept. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proofProblems as said, proofWays } from '../contract/proof.ts'
import { Refusal } from '../contract/refused.ts'
import { fetchOutside } from './fetching.ts'
import { checkProof, openProof, proofHeaders, sealProof, withoutSecret, type GivenProof, type KeptProof } from './proof.ts'

const seen: (string | undefined)[] = []
let server: Server
let base = ''
beforeAll(async () => {
  server = createServer((request, response) => { seen.push(request.headers.authorization); response.writeHead(request.url === '/away' ? 302 : 200, { location: 'http://127.0.0.2:1/' }).end() })
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

test('each way has its header', () => {
  const target = new URL('https://feed.example/misp/manifest.json')
  expect(proofWays.map((way) => proofHeaders({ way, secret: 'àda:x', origin: target.origin }, target))).toEqual([{}, { authorization: `Basic ${Buffer.from('àda:x', 'utf8').toString('base64')}` }, { authorization: 'Bearer àda:x' }, { authorization: 'àda:x' }])
})

test('another host, another port, another scheme is told nothing', () => {
  const proof = { way: 'key', secret: 'k', origin: 'https://feed.example' } as const
  for (const other of ['https://evil.example/', 'https://feed.example.evil.example/', 'https://sub.feed.example/', 'https://feed.example:8443/', 'http://feed.example/', 'https://feed.example@evil.example/']) expect([other, proofHeaders(proof, new URL(other))]).toEqual([other, {}])
  expect(proofHeaders(proof, new URL('https://FEED.example:443/a?b'))).toEqual({ authorization: 'k' })
})

test('over the wire: to its origin, not to another, and where a redirect leads nobody is asked', async () => {
  const proof = { way: 'bearer', secret: 't', origin: base } as const
  await fetchOutside(new URL('/a', base), { proof, local: true })
  await fetchOutside(new URL('/a', base), { proof: { ...proof, origin: 'https://feed.example' }, local: true })
  expect((await fetchOutside(new URL('/away', base), { proof, local: true })).status).toBe(302)
  expect(seen).toEqual(['Bearer t', undefined, 'Bearer t'])
  // Without the leave that tests have: plain http does not even begin.
  await expect(fetchOutside(new URL('/a', base), { proof })).rejects.toMatchObject({ fetch: 'address' })
  expect(seen).toHaveLength(3)
})

const kept: KeptProof = { url: 'https://feed.example/misp/', auth: 'basic', secret: 'sealed' }
test.each<[string, GivenProof, KeptProof | undefined, string | undefined]>([
  ['nothing is asked', { url: 'https://a.example/', auth: 'none' }, undefined, undefined],
  ['plain http', { url: 'http://a.example/', auth: 'basic', secret: 'a:b' }, undefined, said.https],
  ['a password in the address', { url: 'https://a:b@a.example/', auth: 'none' }, undefined, said.inside],
  ['a secret without its way', { url: 'https://a.example/', auth: 'none', secret: 'a' }, undefined, said.way],
  ['no secret', { url: 'https://a.example/', auth: 'key' }, undefined, said.needed],
  ['it stays where it was', { url: kept.url, auth: 'basic' }, kept, undefined],
  ['another folder of the same origin', { url: 'https://feed.example:443/other/', auth: 'basic' }, kept, undefined],
  ['another origin', { url: 'https://feed.example:8443/misp/', auth: 'basic' }, kept, said.needed],
  ['no address any more', { url: '', auth: 'basic' }, kept, said.needed],
  ['another way', { url: kept.url, auth: 'key' }, kept, said.needed],
  ['nothing was kept', { url: kept.url, auth: 'basic' }, { ...kept, secret: '' }, said.needed],
  ['another origin with its own', { url: 'https://b.example/', auth: 'basic', secret: 'a:b' }, kept, undefined],
  ['no colon', { url: 'https://a.example/', auth: 'basic', secret: 'ab' }, undefined, said.pair],
  ['a password with spaces and accents', { url: 'https://a.example/', auth: 'basic', secret: 'ada: è così' }, undefined, undefined],
  ['a second header', { url: 'https://a.example/', auth: 'basic', secret: 'a:b\r\nx: y' }, undefined, said.control],
  ['a second header in a key', { url: 'https://a.example/', auth: 'key', secret: 'a\nx' }, undefined, said.control],
  ['a space in a token', { url: 'https://a.example/', auth: 'bearer', secret: 'a b' }, undefined, said.shape],
  ['no ASCII in a key', { url: 'https://a.example/', auth: 'key', secret: 'chiàve' }, undefined, said.shape],
])('what is refused before it is kept: %s', (_, given, before, problem) => {
  const told = (() => { try { checkProof(given, before, false); return undefined } catch (error) { return error instanceof Refusal ? error.params : error } })()
  if (problem === undefined) expect(told).toBeUndefined()
  else expect(told).toMatchObject({ fields: [{ problem }] })
  if (given.secret !== undefined && given.secret.length > 1) expect(JSON.stringify(told) ?? '').not.toContain(given.secret)
})

test('what is said back of it is left out', () => {
  const basic = { way: 'basic', secret: 'ada:segreta', origin: '' } as const
  expect(withoutSecret(basic, `not ada:segreta, not ${Buffer.from(basic.secret).toString('base64')}, not segreta`)).toBe('not …, not …, not …')
  expect(withoutSecret({ way: 'key', secret: 'k1', origin: '' }, 'no k1')).toBe('no …')
  expect(withoutSecret({ way: 'none', secret: '', origin: '' }, 'as it is')).toBe('as it is')
})

test('sealed it is stored, opened it is sent to the origin of its address', async () => {
  const keys = { seal: async (text: string) => `sealed ${text}`, open: async (text: string) => text.slice(7) }
  expect(await sealProof(keys, { auth: 'none', secret: undefined })).toBe('')
  expect(await sealProof(keys, { auth: 'key' })).toBeUndefined()
  const secret = (await sealProof(keys, { auth: 'key', secret: 'k' }))!
  expect(await openProof(keys, { url: 'https://feed.example/misp/', auth: 'key', secret })).toEqual({ way: 'key', secret: 'k', origin: 'https://feed.example' })
})
