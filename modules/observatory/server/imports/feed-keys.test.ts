/** Feeds that ask who we are, from real servers on this machine: whom a key lets in, to whom it is told, and where it never lies in clear. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Refusal } from '#platform/contract/index.ts'
import { createLog } from '#platform/log/index.ts'
import { testWatch, type TestWatch } from '../../../watch/server/testing.ts'
import type { Context } from '../context.ts'
import { createFeeds } from './feed-run.ts'

const SECRETS = { basic: 'centro:pass-UNO-segreta è mia', bearer: 'codice-DUE-segreto', key: 'chiave-TRE-segreta', other: 'chiave-QUATTRO-segreta' } as const
const headerOf = { basic: `Basic ${Buffer.from(SECRETS.basic).toString('base64')}`, bearer: `Bearer ${SECRETS.bearer}`, key: SECRETS.key }
const uuid = (n: number) => `5b1c7f6e-3333-4333-8444-${String(n).padStart(12, '0')}`
const event = (n: number) => ({ uuid: uuid(n), info: `Attacco ${n}`, date: '2025-12-30', timestamp: String(1_767_225_700 + n), Orgc: { name: 'CSIRT di prova', uuid: uuid(9_000_000) }, Tag: [{ name: 'tlp:green' }, { name: 'rsit:fraud="phishing"' }] })
type Asked = { readonly path: string; readonly authorization: string | undefined }
type Door = { readonly server: Server; readonly base: string; readonly asked: Asked[]; readonly files: Map<string, string | { readonly redirect: string }>; open: string | undefined }

/** Lets in who sends this header, or everybody. */
async function door(): Promise<Door> {
  const one: { -readonly [K in keyof Door]: Door[K] } = { server: undefined as never, base: '', asked: [], files: new Map(), open: undefined }
  one.server = createServer((request, response) => {
    const { authorization } = request.headers
    one.asked.push({ path: request.url!, authorization })
    // A server that tells back what it was sent.
    if (one.open !== undefined && authorization !== one.open) return response.writeHead(authorization === undefined ? 401 : 403).end(`{"title":"not ${authorization}"}`)
    const file = one.files.get(request.url!)
    if (file === undefined) return response.writeHead(404).end()
    return typeof file === 'string' ? response.writeHead(200).end(file) : response.writeHead(302, { location: file.redirect }).end()
  })
  await new Promise<void>((done) => { one.server.listen(0, '127.0.0.1', done) })
  one.base = `http://127.0.0.1:${(one.server.address() as AddressInfo).port}`
  return one
}
const serve = (at: Door, folder: string, ...ns: readonly number[]) => {
  at.files.set(`/${folder}/manifest.json`, JSON.stringify(Object.fromEntries(ns.map((n) => { const { uuid: name, ...line } = event(n); return [name, line] }))))
  for (const n of ns) at.files.set(`/${folder}/${uuid(n)}.json`, JSON.stringify({ Event: event(n) }))
}

let s: TestWatch
let feed: Door
let elsewhere: Door
const said: string[] = []
const log = createLog('debug', () => new Date(0), (line) => said.push(line))
const answers: string[] = []
beforeAll(async () => {
  ;[feed, elsewhere] = [await door(), await door()]
  s = await testWatch({ setting: { localHooks: true }, given: { log } })
}, 120_000)
afterAll(async () => { feed?.server.close(); elsewhere?.server.close(); await s?.close() })
beforeEach(() => { for (const one of [feed, elsewhere]) { one.asked.length = 0; one.open = undefined } })

const api = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object, status = 200) => {
  const answer = await s.coordinator(method, `/api/observatory/feeds${path}`, body)
  answers.push(JSON.stringify(answer.json) ?? '')
  expect([path, answer.status, answer.json]).toEqual([path, status, answer.json])
  return answer.json
}
const turn = async () => { await s.centre.observatory.periodic.find((one) => one.name === 'observatory.feeds')!.run(undefined as never) }
const again = async (id: string) => { await api('POST', `/${id}/run`, undefined, 204); await turn(); return api('GET', `/${id}`) }
const add = async (folder: string, more: object = {}): Promise<string> => (await api('POST', '', { name: folder, url: `${feed.base}/${folder}/`, ...more }, 201)).id
const change = async (id: string, more: object, status = 204) => { const { name, tlp, sure, daily, version } = await api('GET', `/${id}`); return api('PUT', `/${id}`, { name, tlp, sure, daily, version, ...more }, status) }
const row = async (id: string) => (await api('GET', '')).items.find((one: { id: string }) => one.id === id)
const kept = (id: string) => s.t.sql<{ auth: string; secret: string }>('select auth, secret from observatory.feed where id = $1', [id])

test.each(['basic', 'bearer', 'key'] as const)('%s: tried before it is saved, it lets us in; without it and with another one it is said what to do', async (auth) => {
  serve(feed, auth, 1, 2)
  feed.open = headerOf[auth]
  const url = `${feed.base}/${auth}/`
  expect(await api('POST', '/try', { url })).toMatchObject({ problem: 'refused', detail: 'answered 401', events: 0 })
  expect(await api('POST', '/try', { url, auth, secret: auth === 'basic' ? 'altro:altro' : 'altro' })).toMatchObject({ problem: 'key_refused', detail: 'answered 403', events: 0 })
  feed.asked.length = 0
  expect(await api('POST', '/try', { url, auth, secret: SECRETS[auth] })).toMatchObject({ problem: null, events: 2, attacks: 2 })
  expect(feed.asked).toEqual(['manifest', uuid(2), uuid(1)].map((name) => ({ path: `/${auth}/${name}.json`, authorization: headerOf[auth] })))
  expect(await api('GET', '')).toMatchObject({ items: expect.not.arrayContaining([expect.objectContaining({ name: auth })]) })

  feed.asked.length = 0
  const id = await add(auth, { auth, secret: SECRETS[auth] })
  await turn()
  expect(new Set(feed.asked.map((one) => one.authorization))).toEqual(new Set([headerOf[auth]]))
  expect(await api('GET', `/${id}`)).toMatchObject({ state: 'done', problem: null, hasKey: true, counts: { entry: 2 } })
  // That one is set is said, never which: neither itself nor its kind.
  const seen = await row(id)
  expect(seen).toMatchObject({ hasKey: true })
  expect(Object.keys(seen)).not.toContain('auth')
  expect(Object.keys(seen)).not.toContain('secret')
})

test('a key that is refused is said in the line of the feed; it knocks once a day, and the new one is taken at once', async () => {
  serve(feed, 'ogni-giorno', 11)
  const id = await add('ogni-giorno', { daily: true, auth: 'key', secret: SECRETS.key })
  await turn()
  expect(await row(id)).toMatchObject({ problem: null, counts: { entry: 1 } })
  feed.open = SECRETS.other
  s.clock.advance(25 * 3_600_000)
  feed.asked.length = 0
  await turn()
  expect(await row(id)).toMatchObject({ state: 'done', problem: 'key_refused', detail: 'answered 403', hasKey: true, counts: { entry: 1, gone: 0 } })
  s.clock.advance(2 * 3_600_000)
  await turn()
  expect(feed.asked.filter((one) => one.path.startsWith('/ogni-giorno/'))).toHaveLength(1)
  s.clock.advance(23 * 3_600_000)
  await turn()
  expect(feed.asked.filter((one) => one.path.startsWith('/ogni-giorno/'))).toHaveLength(2)
  await change(id, { secret: SECRETS.other })
  expect(await again(id)).toMatchObject({ problem: null, hasKey: true })
  expect(feed.asked.at(-1)).toEqual({ path: '/ogni-giorno/manifest.json', authorization: SECRETS.other })
  // The feed stops asking: the key is taken away, and nothing is sent.
  await change(id, { auth: 'none' })
  expect(await kept(id)).toEqual([{ auth: 'none', secret: '' }])
  expect(await again(id)).toMatchObject({ problem: 'refused', hasKey: false })
  expect(feed.asked.at(-1)).toEqual({ path: '/ogni-giorno/manifest.json', authorization: undefined })
})

test('a redirect is not followed, of the manifest or of an event, and a host that the manifest names is not asked', async () => {
  serve(elsewhere, 'ladro', 21, 22)
  serve(feed, 'giro', 21, 22)
  feed.files.set(`/giro/${uuid(21)}.json`, { redirect: `${elsewhere.base}/ladro/${uuid(21)}.json` })
  const id = await add('giro', { auth: 'bearer', secret: SECRETS.bearer })
  await turn()
  expect(await row(id)).toMatchObject({ problem: 'not_misp', detail: 'answered 302: another address is not followed' })
  feed.files.set('/giro/manifest.json', { redirect: `${elsewhere.base}/ladro/manifest.json` })
  expect(await again(id)).toMatchObject({ problem: 'not_misp' })
  expect(await api('POST', '/try', { url: `${feed.base}/giro/`, auth: 'bearer', secret: SECRETS.bearer })).toMatchObject({ problem: 'not_misp' })
  const { uuid: name, ...line } = event(22)
  for (const other of [`${elsewhere.base}/ladro/${name}`, `//${elsewhere.base.slice(7)}/ladro/${name}`, `\\\\${elsewhere.base.slice(7)}\\ladro\\x`, `../../${name}`]) {
    feed.files.set('/giro/manifest.json', JSON.stringify({ [other]: { ...line, url: elsewhere.base, uuid: other }, [name]: { ...line, url: elsewhere.base } }))
    await again(id)
  }
  expect(elsewhere.asked).toEqual([])
  expect(feed.asked.filter((one) => !one.path.startsWith('/giro/'))).toEqual([])
})

test('where the origin of its address moves, the key is typed again; to the new one the old is never told', async () => {
  serve(feed, 'vecchio', 31)
  serve(feed, 'accanto', 31)
  serve(elsewhere, 'nuovo', 31)
  const id = await add('vecchio', { auth: 'key', secret: SECRETS.key })
  await turn()
  const refused = (field: string, problem: string) => ({ fields: [{ path: `body.${field}`, problem }] })
  const url = `${elsewhere.base}/nuovo/`
  expect(await change(id, { url }, 400)).toMatchObject(refused('secret', 'it is needed'))
  expect(await change(id, { url, auth: 'key' }, 400)).toMatchObject(refused('secret', 'it is needed'))
  // Nor is it sent in another way, or lies in an address.
  expect(await change(id, { auth: 'bearer' }, 400)).toMatchObject(refused('secret', 'it is needed'))
  expect(await change(id, { url: `http://a:b@${elsewhere.base.slice(7)}/nuovo/` }, 400)).toMatchObject(refused('url', 'no user or password in an address'))
  await again(id)
  expect(elsewhere.asked).toEqual([])
  // Another folder of the same server: it stays.
  await change(id, { url: `${feed.base}/accanto/manifest.json` })
  expect(await again(id)).toMatchObject({ url: `${feed.base}/accanto/`, problem: null, hasKey: true, counts: { entry: 1, gone: 0 } })
  expect(feed.asked.at(-1)).toEqual({ path: '/accanto/manifest.json', authorization: SECRETS.key })
  await change(id, { url, secret: SECRETS.other })
  expect(await again(id)).toMatchObject({ url, problem: null, hasKey: true })
  expect(elsewhere.asked).toEqual([{ path: '/nuovo/manifest.json', authorization: SECRETS.other }])
  // Who has not seen the last change does not make another over it.
  await change(id, { url: `${feed.base}/vecchio/`, version: 1 }, 409)
  // Away with it, the address is free; one that is read already is not.
  const taken = await add('vecchio')
  await change(taken, { url }, 409)
  await change(taken, { secret: SECRETS.key }, 400)
  await change(taken, { url: `${elsewhere.base}/altro/` })
  expect(await again(taken)).toMatchObject({ hasKey: false })
  expect(elsewhere.asked.at(-1)).toEqual({ path: '/altro/manifest.json', authorization: undefined })
})

test('it lies sealed and nowhere in clear: no table, no answer, no log, no record; the database itself refuses it. Ended, nothing of it is left', async () => {
  const ids = (await s.t.sql<{ id: string }>(`select id from observatory.feed where auth <> 'none'`)).map((one) => one.id)
  expect(ids.length).toBeGreaterThan(3)
  const tables = await s.t.sql<{ of: string }>(`select format('%I.%I', schemaname, tablename) as of from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`)
  expect(tables.length).toBeGreaterThan(100)
  const parts = [...Object.values(SECRETS), ...Object.values(headerOf), 'segret', headerOf.basic.slice(6)]
  const found = async (words: readonly string[]) => { const there: string[] = []; for (const { of } of tables) if ((await s.t.sql(`select 1 from ${of} t where t::text like any ($1) limit 1`, [words.map((one) => `%${one}%`)])).length > 0) there.push(of); return there }
  expect(await found(parts)).toEqual([])
  // What is not secret is found: the search sees.
  expect(await found([feed.base.slice(7)])).toEqual(expect.arrayContaining(['observatory.feed', 'audit.entry']))
  for (const text of [...answers, ...said]) for (const part of parts) expect(text).not.toContain(part)
  expect(await s.t.sql(`select detail from audit.entry where action = 'observatory.change_feed' and detail ->> 'secret' = 'true'`)).toHaveLength(2)
  await expect(s.t.sql(`update observatory.feed set secret = 'in chiaro' where id = $1`, [ids[0]])).rejects.toThrow(/feed_secret_check/)
  await expect(s.t.sql(`update observatory.feed set secret = '' where id = $1`, [ids[0]])).rejects.toThrow(/feed_secret_for_auth/)
  for (const id of ids) await api('DELETE', `/${id}`, undefined, 204)
  expect(await s.t.sql(`select from observatory.feed where secret <> ''`)).toEqual([])
})

test('without the key of the centre it is said, and nobody is asked', async () => {
  serve(feed, 'senza', 41)
  const id = await add('senza', { auth: 'key', secret: SECRETS.key })
  said.length = 0
  await createFeeds({ ground: { db: s.t.db, clock: s.clock, publicUrl: 'https://centro.velarda.example', log }, needs: { localFeeds: true, keys: { open: () => Promise.reject(new Refusal('key_missing')) } } } as unknown as Context).run()
  expect(await row(id)).toMatchObject({ problem: 'key_missing', hasKey: true })
  expect([feed.asked, said]).toEqual([[], []])
})

test('outside of tests a key goes over https alone: over http it is refused before it is kept', async () => {
  const strict = await testWatch()
  try {
    const asked = { name: 'x', url: `${feed.base}/basic/`, auth: 'basic', secret: SECRETS.basic }
    for (const path of ['/try', '']) expect(await strict.coordinator('POST', `/api/observatory/feeds${path}`, asked)).toMatchObject({ status: 400, json: { fields: [{ path: 'body.url', problem: 'only https' }] } })
    expect(feed.asked).toEqual([])
  } finally { await strict.close() }
}, 120_000)
