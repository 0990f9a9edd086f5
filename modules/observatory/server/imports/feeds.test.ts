/** Feeds of MISP from a real server on this machine into a real database: read, cut short, read again, changed, gone. */
import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { mkdtempSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { testWatch, type TestWatch } from '../../../watch/server/testing.ts'
import type { Context } from '../context.ts'
import { readExtractRows } from '../store/study-store.ts'
import { runImport } from './run.ts'

let s: TestWatch
let server: Server
let base = ''
/** What the server has: a text by its name; `redirect`, `slow`, a status. Who asked for what, in order. */
const files = new Map<string, string | { readonly redirect: string } | { readonly status: number }>()
const asked: string[] = []
let onAsk: (name: string) => void = () => {}
beforeAll(async () => {
  s = await testWatch({ setting: { localHooks: true } })
  server = createServer((request, response) => {
    const name = request.url!.slice(1)
    asked.push(name)
    onAsk(name)
    const file = files.get(name)
    if (file === undefined) return response.writeHead(404).end()
    if (typeof file !== 'string') return 'redirect' in file ? response.writeHead(302, { location: file.redirect }).end() : response.writeHead(file.status).end()
    const etag = `"${Buffer.from(file).length}-${file.length > 0 ? [...file.slice(-4000)].reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) % 1_000_003, 7) : 0}"`
    return request.headers['if-none-match'] === etag ? response.writeHead(304).end() : response.writeHead(200, { etag, 'content-type': 'application/json' }).end(file)
  })
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}, 120_000)
afterAll(async () => { server?.close(); await s?.close() })

const uuid = (n: number) => `5b1c7f6e-2222-4333-8444-${String(n).padStart(12, '0')}`
const event = (n: number, more: object = {}, tags: readonly string[] = ['tlp:green', 'rsit:fraud="phishing"']) => ({
  uuid: uuid(n), info: `Attacco ${n}`, date: '2025-12-30', timestamp: String(1_767_225_700 + n), published: true, analysis: '2', threat_level_id: '2', Orgc: { name: 'CSIRT di prova', uuid: uuid(9_000_000) },
  Tag: tags.map((name) => ({ name, colour: '#33ff00' })), Attribute: [{ uuid: uuid(n + 1_000_000), type: 'domain', category: 'Network activity', value: `login${n}.example`, to_ids: true, timestamp: '1767225600', comment: '', deleted: false }], ...more,
})
type Event = ReturnType<typeof event>
/** In the shape in which MISP writes a feed. */
const lineOf = ({ Orgc, Tag, info, date, analysis, threat_level_id, timestamp }: Event) => ({ Orgc, Tag, info, date, analysis, threat_level_id, timestamp })
function serve(folder: string, events: readonly Event[]) {
  for (const name of files.keys()) if (name.startsWith(`${folder}/`)) files.delete(name)
  files.set(`${folder}/manifest.json`, JSON.stringify(Object.fromEntries(events.map((one) => [one.uuid, lineOf(one)]))))
  for (const one of events) files.set(`${folder}/${one.uuid}.json`, JSON.stringify({ Event: one }))
}
const api = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object, status = 200) => { const answer = await s.coordinator(method, `/api/observatory/feeds${path}`, body); expect([path, answer.status, answer.json]).toEqual([path, status, answer.json]); return answer.json }
const turn = async () => { await s.centre.observatory.periodic.find((one) => one.name === 'observatory.feeds')!.run(undefined as never) }
const add = async (folder: string, more: object = {}): Promise<string> => (await api('POST', '', { name: folder, url: `${base}/${folder}/`, ...more }, 201)).id
const again = async (id: string) => { await api('POST', `/${id}/run`, undefined, 204); await turn(); return api('GET', `/${id}`) }
const entries = (where = 'true') => s.t.sql<{ key: string; state: string; tlp: string; title: string; confidence: number }>(`select st.key, e.state, e.tlp, st.facts ->> 'title' as title, st.confidence from observatory.statement st join observatory.entry e on e.id = st.entry_id where st.key like 'misp:5b1c7f6e%' and ${where} order by st.key`)
const keyed = (n: number) => `st.key = 'misp:${uuid(n)}'`

test('a coordinator sees what would come, then it comes: inside, to verify, each event under its own level', async () => {
  serve('uno', [event(1), event(2, {}, ['tlp:red', 'rsit:malicious-code']), event(3, {}, ['tlp:clear', 'type:OSINT']), event(4, {}, ['rsit:intrusions', 'incident-disposition:not-an-incident="refuted"']), event(5, {}, ['tlp:amber+strict', 'rsit:availability="dos"']), event(6, { Attribute: [{ type: 'target-org', category: 'Targeting data', value: 'Comune di Prova' }] }, [])])
  const tried = await api('POST', '/try', { url: `${base}/uno/manifest.json` })
  expect(tried).toMatchObject({ problem: null, events: 6, attacks: 3, denied: 1, unsaid: 2, ours: 0 })
  expect(tried.rows.map((one: { uuid: string; state: string; text: string }) => [Number(one.uuid.slice(-1)), one.state, one.text === ''])).toEqual([[6, 'entry', true], [5, 'entry', true], [4, 'left', false], [3, 'left', false], [2, 'entry', true], [1, 'entry', true]])
  expect(await entries()).toEqual([])

  const id = await add('uno')
  expect(await api('GET', `/${id}`)).toMatchObject({ state: 'waiting', total: 0 })
  await turn()
  const said = await api('GET', `/${id}`)
  expect(said).toMatchObject({ state: 'done', problem: null, total: 6, counts: { entry: 4, left: 2, withdrawn: 0, gone: 0 } })
  expect((await api('GET', `/${id}?state=left`)).rows.map((one: { title: string; text: string }) => [one.title, one.text.includes('«') || one.text.includes('minaccia')])).toEqual([['Attacco 3', true], ['Attacco 4', true]])
  // Nothing is more open than the level of the feed, AMBER; what is stricter stays so.
  expect(await entries()).toMatchObject([{ state: 'to_verify', tlp: 'amber', title: 'Attacco 1', confidence: 50 }, { tlp: 'red' }, { tlp: 'amber+strict' }, { tlp: 'amber' }])
  expect(await s.t.sql('select * from observatory.publication')).toEqual([])
  expect(await s.t.sql(`select detail from audit.entry where action = 'observatory.feed'`)).toMatchObject([{ detail: { read: 6, stored: 4, changed: 0, same: 0, refused: 2 } }])

  // Nothing new: only the manifest is asked for, and it is as it was. The address is known: not twice.
  asked.length = 0
  await again(id)
  expect(asked).toEqual(['uno/manifest.json'])
  await api('POST', '', { name: 'Di nuovo', url: `${base}/uno/manifest.json` }, 409)
  // What says neither comes, too, when a person wants it.
  await api('PUT', `/${id}`, { name: 'uno', tlp: 'amber', sure: false, daily: false, version: 1 }, 204)
  await again(id)
  expect(await api('GET', `/${id}`)).toMatchObject({ counts: { entry: 5, left: 1 } })
  expect(asked.slice(1)).toEqual(['uno/manifest.json', `uno/${uuid(3)}.json`])
})

test('what changes is a newer edition of the same statement; what becomes stricter is; what is withdrawn or gone is said, and stays', async () => {
  serve('due', [event(11), event(12), event(13), event(14)])
  const id = await add('due', { daily: true })
  await turn()
  const ours = () => entries(`st.key between 'misp:${uuid(11)}' and 'misp:${uuid(14)}'`)
  expect(await ours()).toHaveLength(4)
  serve('due', [event(11, { info: 'Attacco 11, con altro', timestamp: '1767300000' }), event(12, { timestamp: '1767300000' }, ['tlp:red', 'rsit:fraud']), event(13, { timestamp: '1767300000' }, ['tlp:green', 'incident-disposition:not-an-incident="refuted"'])])
  asked.length = 0
  await turn()
  expect(asked).toEqual([])
  // By itself, a day later.
  s.clock.advance(24 * 3_600_000 + 60_000)
  await turn()
  expect(asked).toEqual(['due/manifest.json', ...[11, 12, 13].map((n) => `due/${uuid(n)}.json`)])
  expect(await ours()).toMatchObject([{ title: 'Attacco 11, con altro', tlp: 'amber' }, { tlp: 'red' }, { title: 'Attacco 13' }, { title: 'Attacco 14' }])
  const said = await api('GET', `/${id}`)
  expect(said).toMatchObject({ counts: { entry: 2, left: 0, withdrawn: 1, gone: 1 } })
  expect(said.rows.find((one: { state: string }) => one.state === 'withdrawn')).toMatchObject({ title: 'Attacco 13', entry: { ref: expect.stringMatching(/^OSS-/) }, text: expect.stringContaining('scheda resta') })
  expect(said.rows.find((one: { state: string }) => one.state === 'gone')).toMatchObject({ title: 'Attacco 14', entry: { ref: expect.any(String) } })
  expect(await s.t.sql(`select detail from audit.entry where action = 'observatory.feed_gone'`)).toEqual([{ detail: { gone: 1, back: 0 } }])
  // It comes back; and removed, the feed leaves its entries.
  serve('due', [event(11, { info: 'Attacco 11, con altro', timestamp: '1767300000' }), event(14)])
  expect(await again(id)).toMatchObject({ counts: { entry: 2, gone: 2 } })
  await api('DELETE', `/${id}`, undefined, 204)
  await api('GET', `/${id}`, undefined, 404)
  expect(await ours()).toHaveLength(4)
})

test('each bad event costs itself: wrong JSON, another event, none, one above 64 MB, a file that is not there yet; the others come', async () => {
  serve('tre', [event(21), event(22), event(23), event(24), event(25), event(26)])
  files.set(`tre/${uuid(21)}.json`, '{"Event": {"uuid"')
  files.set(`tre/${uuid(22)}.json`, JSON.stringify({ Event: event(99) }))
  files.set(`tre/${uuid(23)}.json`, '[]')
  const late = files.get(`tre/${uuid(24)}.json`)!
  files.delete(`tre/${uuid(24)}.json`)
  files.set(`tre/${uuid(26)}.json`, ' '.repeat(65 * 1_048_576))
  const id = await add('tre')
  await turn()
  const codes = await s.t.sql(`select right(uuid::text, 2) as n, code from observatory.feed_event where feed_id = $1 order by 1`, [id])
  expect(codes).toEqual([{ n: '21', code: 'not_json' }, { n: '22', code: 'other_event' }, { n: '23', code: 'not_an_incident' }, { n: '24', code: 'not_there' }, { n: '25', code: null }, { n: '26', code: 'too_long' }])
  expect(await entries(keyed(99))).toEqual([])
  // Only what was not there is asked for again.
  files.set(`tre/${uuid(24)}.json`, late)
  asked.length = 0
  expect(await again(id)).toMatchObject({ counts: { entry: 2, left: 4 }, problem: null })
  expect(asked).toEqual(['tre/manifest.json', `tre/${uuid(24)}.json`])
})

test('a manifest that is none, an address that leads elsewhere, a door that is closed: said, and nothing is marked as gone', async () => {
  serve('quattro', [event(31)])
  const id = await add('quattro')
  await turn()
  for (const [manifest, problem] of [['{"5b1c', 'not_misp'], ['[1]', 'not_misp'], [{ redirect: 'http://169.254.169.254/latest/' }, 'not_misp'], [{ status: 403 }, 'refused'], [{ status: 503 }, 'unreachable']] as const) {
    files.set('quattro/manifest.json', manifest)
    asked.length = 0
    expect(await again(id)).toMatchObject({ state: 'done', problem, counts: { entry: 1, gone: 0 } })
    expect(asked).toEqual(['quattro/manifest.json'])
  }
  expect((await api('POST', '/try', { url: `${base}/niente/` })).problem).toBe('not_misp')
  // Without the leave that tests have: only the open Internet, and only https.
  const strict = await testWatch()
  try {
    for (const url of ['http://127.0.0.1:1/', 'https://127.0.0.1/', 'https://10.0.0.1/misp/', 'https://[::1]/', 'https://localhost/']) expect([url, (await strict.coordinator('POST', '/api/observatory/feeds/try', { url })).json.problem]).toEqual([url, 'address'])
  } finally { await strict.close() }
}, 120_000)

test('killed in the middle, it goes on where it was: nothing twice, nothing missing', async () => {
  const all = Array.from({ length: 230 }, (_, n) => event(1000 + n))
  serve('cinque', all)
  const id = await add('cinque')
  let files = 0
  const killed = new Promise<string>((resolve) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('./feed-killed.child.ts', import.meta.url)), JSON.stringify({ connection: s.t.connect.app })], { stdio: ['ignore', 'inherit', 'inherit'] })
    onAsk = () => { files += 1; if (files === 120) child.kill('SIGKILL') }
    child.on('close', (_, signal) => resolve(String(signal)))
  })
  expect(await killed).toBe('SIGKILL')
  onAsk = () => {}
  const there = async () => Number((await s.t.sql(`select count(*) as n from observatory.statement where key like 'misp:5b1c7f6e%' and key >= 'misp:${uuid(1000)}' and key <= 'misp:${uuid(1229)}'`))[0]!['n'])
  const marked = async () => Number((await s.t.sql('select count(*) as n from observatory.feed_event where feed_id = $1', [id]))[0]!['n'])
  const half = await there()
  expect(half).toBeGreaterThanOrEqual(50)
  expect(half).toBeLessThan(230)
  expect(await marked()).toBe(half)
  asked.length = 0
  await turn()
  expect(await there()).toBe(230)
  expect(asked.length).toBe(1 + 230 - half)
  expect(await api('GET', `/${id}?limit=1`)).toMatchObject({ state: 'done', total: 230, counts: { entry: 230 } })
}, 120_000)

test('a manifest of 10,000 is read to its end, a turn at a time; one more is said', async () => {
  const all = Array.from({ length: 10_001 }, (_, n) => event(100_000 + n, {}, ['type:OSINT']))
  serve('sei', all)
  const tried = await api('POST', '/try', { url: `${base}/sei/` })
  expect(tried).toMatchObject({ events: 10_000, unsaid: 10_000 })
  const id = await add('sei')
  await turn()
  expect(await api('GET', `/${id}?limit=1`)).toMatchObject({ state: expect.stringMatching(/running|waiting/), total: 1000 })
  await turn()
  expect(await api('GET', `/${id}?limit=1`)).toMatchObject({ total: 2000, counts: { left: 2000, gone: 0 } })
  await api('DELETE', `/${id}`, undefined, 204)
}, 120_000)

test('a folder on this disk is the same: by command, once, whatever lies beside it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bastida-misp-'))
  const all = [event(51), event(52, {}, ['tlp:red']), event(53, {}, ['exercise:generic="x"']), event(54), event(55)]
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(Object.fromEntries(all.map((one) => [one.uuid, lineOf(one)]))))
  for (const one of all.slice(0, 4)) await writeFile(join(folder, `${one.uuid}.json`), one === all[3] ? JSON.stringify({ Event: event(98) }) : JSON.stringify({ Event: one }))
  await writeFile(join(folder, 'hashes.csv'), 'a,b\n')
  const context = { ground: { db: s.t.db, clock: s.clock } } as unknown as Context
  const bring = (path: string) => runImport(context, system('test'), { path, fileName: 'feed', tlp: 'green' })
  const { row, now } = await bring(folder)
  expect(now).toEqual({ read: 5, stored: 2, merged: 0, refused: 3 })
  expect(row).toMatchObject({ format: 'misp', state: 'done', refused: [{ number: 3, code: 'said_no_attack' }, { number: 4, code: 'other_event' }, { number: 5, code: 'not_there' }] })
  expect(await entries(`st.key between 'misp:${uuid(51)}' and 'misp:${uuid(55)}'`)).toMatchObject([{ state: 'to_verify', tlp: 'green' }, { tlp: 'red' }])
  expect((await bring(join(folder, 'manifest.json'))).now).toEqual({ read: 5, stored: 0, merged: 2, refused: 3 })
  // A file came, and one changed: what is known is known.
  await writeFile(join(folder, `${uuid(55)}.json`), JSON.stringify({ Event: event(55) }))
  await writeFile(join(folder, `${uuid(51)}.json`), JSON.stringify({ Event: event(51, { info: 'Altro titolo' }) }))
  expect((await bring(folder)).now).toEqual({ read: 5, stored: 1, merged: 2, refused: 2 })
  expect(await entries(keyed(51))).toMatchObject([{ title: 'Altro titolo' }])
  await expect(bring(mkdtempSync(join(tmpdir(), 'bastida-misp-')))).rejects.toMatchObject({ code: 'unsupported' })
})

const part = (n: number, type: string, tags: readonly string[]) => ({ uuid: uuid(n + 2_000_000), type, category: 'Other', value: 'segretissimo.example', comment: 'segretissimo', to_ids: true, timestamp: '1767225600', deleted: false, Tag: tags.map((name) => ({ name, colour: '#ff0000' })) })
const TECHNIQUE = 'misp-galaxy:mitre-attack-pattern="Phishing - T1566"'

test('an event of which a part is stricter comes under the level of that part where it tells of it, also when it is long; the preview says so', async () => {
  const many = Array.from({ length: 400 }, (_, n) => part(10_000 + n, 'domain', []))
  const long = event(61, { Attribute: [...many, part(61, 'domain', ['tlp:red', TECHNIQUE])] })
  expect(JSON.stringify({ Event: long }).length).toBeGreaterThan(65_536)
  serve('sette', [long, event(62, { Attribute: [part(62, 'target-org', ['tlp:amber+strict'])] }, ['tlp:green']), event(63, { Attribute: [part(63, 'domain', ['tlp:red', 'note:x'])] }), event(64, { EventReport: [{ name: 'segretissimo', content: 'segretissimo', Tag: [{ name: 'tlp:red' }] }] })])
  const asked_ = { url: `${base}/sette/`, tlp: 'green' }
  const levels = async () => (await api('POST', '/try', asked_)).rows.map((one: { uuid: string; tlp: string | null; byPart: boolean }) => [Number(one.uuid.slice(-2)), one.tlp, one.byPart])
  const wanted = [[64, 'green', false], [63, 'green', false], [62, 'amber+strict', true], [61, 'red', true]]
  expect(await levels()).toEqual(wanted)
  const id = await add('sette', { tlp: 'green' })
  await turn()
  const stored = await s.t.sql<{ tlp: string; whole: string; words: string }>(`select e.tlp, r.tlp as whole, (st.facts::text || st.source::text || r.facts::text || r.words::text) as words from observatory.statement st join observatory.entry e on e.id = st.entry_id join observatory.record r on r.entry_id = e.id where st.key between 'misp:${uuid(61)}' and 'misp:${uuid(64)}' order by st.key`)
  expect(stored.map(({ tlp, whole, words }) => [tlp, whole, words.includes('T1566'), /segretissimo|note:x/.test(words)])).toEqual([['red', 'red', true, false], ['amber+strict', 'amber+strict', false, false], ['green', 'green', false, false], ['green', 'green', false, false]])
  expect(await s.t.sql(`select tlp from observatory.feed_event where feed_id = $1 order by uuid`, [id])).toEqual([{ tlp: 'red' }, { tlp: 'amber+strict' }, { tlp: 'green' }, { tlp: 'green' }])
  // Of an entry that is there and stricter already its own level is said.
  expect(await levels()).toEqual(wanted)
  serve('sette', [event(62, {}, ['tlp:green', 'rsit:fraud'])])
  expect(await levels()).toEqual([[62, 'amber+strict', false]])
})

test('what becomes stricter by a part leaves no more: not to a group that had it, not to researchers; what is public stays as people reviewed it, and one decides', async () => {
  await s.centre.identity.service.createPerson(system('test'), { name: 'Sara Seconda', email: 'sara@prova.example', password: 'ponte-levatoio-1291', memberships: [{ role: 'coordinator', partyId: null }] })
  const second = await s.signIn('sara@prova.example')
  const tags = ['tlp:clear', 'rsit:fraud="phishing"', 'veris:victim:country="IT"']
  serve('otto', [event(71, {}, tags), event(72, {}, tags), event(73, {}, tags)])
  const id = await add('otto', { tlp: 'green' })
  await turn()
  const [given, open, waits] = await s.t.sql<{ id: string; ref: string }>(`select e.id, e.ref from observatory.statement st join observatory.entry e on e.id = st.entry_id where st.key between 'misp:${uuid(71)}' and 'misp:${uuid(73)}' order by st.key`)
  const ask = async (by: typeof second, method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) => { const answer = await by(method, path, body); expect([path, answer.status]).toEqual([path, expect.toBeOneOf([200, 201])]); return answer.json }
  const version = async (one: string): Promise<number> => (await ask(s.coordinator, 'GET', `/api/observatory/entries/${one}`)).version
  const group = (await ask(s.coordinator, 'POST', '/api/sharing/groups', { name: 'Vicini', members: [] })).id
  await ask(s.coordinator, 'POST', `/api/sharing/out/entries/${given!.id}/gifts`, { groupId: group })
  // One is public now, another in a year.
  for (const [one, embargoUntil] of [[open!.id, null], [waits!.id, new Date(s.clock.now().getTime() + 365 * 86_400_000).toISOString()]] as const) {
    await ask(s.coordinator, 'PATCH', `/api/observatory/entries/${one}`, { version: await version(one), state: 'draft' })
    await ask(s.coordinator, 'POST', `/api/observatory/entries/${one}/proposal`, { version: await version(one), title: { it: 'Un attacco' }, summary: {}, embargoUntil })
    await ask(second, 'POST', `/api/observatory/entries/${one}/publication`, { version: await version(one) })
  }
  await s.settle()
  const rows = async () => (await s.t.db.as(system('test'), (tx) => readExtractRows(tx, {} as never))).filter((one) => one.entryId === given!.id || one.entryId === open!.id).length
  const page = async () => { const { statusCode, body } = await s.http.inject({ url: `/osservatorio/casi/${open!.ref}/stix.json` }); return [statusCode, body.includes('T1566')] }
  const shared = async () => { const { tlp, barred, gifts } = await ask(s.coordinator, 'GET', `/api/sharing/out/entries/${given!.id}`); return [tlp, barred, gifts.length] }
  expect([await rows(), await page(), await shared()]).toEqual([2, [200, false], ['green', null, 1]])

  const red = { timestamp: '1767300000', Attribute: [part(71, 'domain', ['tlp:red', TECHNIQUE])] }
  serve('otto', [event(71, red, tags), event(72, red, tags), event(73, red, tags)])
  const { rows: lines } = await again(id)
  await s.settle()
  expect(await s.t.sql(`select e.state, e.tlp, r.tlp as whole, r.techniques from observatory.entry e join observatory.record r on r.entry_id = e.id where e.id = any ($1) order by e.state`, [[given!.id, open!.id]])).toEqual([{ state: 'published', tlp: 'red', whole: 'red', techniques: ['T1566'] }, { state: 'to_verify', tlp: 'red', whole: 'red', techniques: ['T1566'] }])
  expect([await rows(), await page(), await shared()]).toEqual([0, [200, false], ['red', 'red', 0]])
  expect((await s.coordinator('POST', `/api/sharing/out/entries/${given!.id}/gifts`, { groupId: group })).json).toMatchObject({ code: 'tlp' })
  expect(lines.map((one: { uuid: string; text: string }) => [Number(one.uuid.slice(-2)), one.text.includes('pubblica')]).toSorted()).toEqual([[71, false], [72, true], [73, false]])
  // What was not public yet does not become so by the clock: it is to be verified again.
  expect(await ask(s.coordinator, 'GET', `/api/observatory/entries/${waits!.id}`)).toMatchObject({ state: 'to_verify', tlp: 'red', published: null, ready: null })
  expect(await s.t.sql(`select action, detail from audit.entry where object = $1 and action in ('observatory.tighten', 'observatory.hold_back') order by id`, [`entry:${waits!.id}`])).toMatchObject([{ action: 'observatory.tighten', detail: { tlp: 'red' } }, { action: 'observatory.hold_back' }])
  // Nobody publishes it anew by mistake; who takes it back may.
  expect((await s.coordinator('POST', `/api/observatory/entries/${open!.id}/proposal`, { version: await version(open!.id), title: { it: 'Un attacco' }, summary: {} })).json).toMatchObject({ code: 'tlp' })
  await ask(second, 'POST', `/api/observatory/entries/${open!.id}/withdrawal`, { version: await version(open!.id), reason: 'La fonte lo ha ristretto' })
  expect((await page())[0]).toBe(404)
}, 120_000)
