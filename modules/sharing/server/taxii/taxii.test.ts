import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tlpMarking } from '#engines/stix/objects/index.ts'
import { system } from '#platform/contract/index.ts'
import { CONTENT_MOST, TAXII } from '../../contract-taxii.ts'
import { indicator, testSharing, type TestSharing } from '../testing.ts'

let s: TestSharing
let [ally, stranger] = ['', '']
let allyId = ''
beforeAll(async () => {
  s = await testSharing()
  ;({ token: ally, id: allyId } = await s.peer('Occitanie'))
  stranger = (await s.peer('Altra regione')).token
})
afterAll(() => s.close())

const names = (answer: { json?: { objects?: { name: string }[] } }) => (answer.json?.objects ?? []).map((one) => one.name)

describe('the words of TAXII', () => {
  test('discovery, roots, media types and errors', async () => {
    const found = await s.taxii('/')
    expect(found).toMatchObject({ status: 200, json: { api_roots: [expect.stringMatching(/\/taxii2\/public\/$/), expect.stringMatching(/\/taxii2\/partners\/$/)] } })
    expect(found.headers.get('content-type')).toBe(TAXII)
    expect(await s.taxii('/public/')).toMatchObject({ json: { versions: [TAXII], max_content_length: CONTENT_MOST } })
    for (const accept of ['application/json', 'application/taxii+json;version=2.0', 'application/vnd.oasis.stix+json; version=2.0']) expect(await s.taxii('/', { headers: { accept } }), accept).toMatchObject({ status: 406, json: { http_status: '406' } })
    expect((await s.taxii('/', { headers: { accept: 'application/taxii+json' } })).status).toBe(200)
    const shut = await s.taxii('/partners/')
    expect(shut).toMatchObject({ status: 401, json: { title: expect.any(String), http_status: '401' } })
    expect(shut.headers.get('www-authenticate')).toContain('Basic')
    expect((await s.taxii('/partners/', { token: 'btax_guessed' })).status).toBe(401)
    expect((await s.taxii('/partners/', { headers: { authorization: `Basic ${Buffer.from(`occitanie:${ally}`).toString('base64')}` } })).status).toBe(200)
  })

  test('pages, matches, manifest, versions and dates', async () => {
    const id = await s.collection('pagine', { audience: 'public' })
    const first = indicator('uno')
    await s.bring('pagine', [first, indicator('due'), { ...first, name: 'uno bis', modified: '2026-11-02T10:00:00.000Z' }, { type: 'ipv4-addr', spec_version: '2.1', id: 'ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4', value: '192.0.2.1' }])
    const path = `/public/collections/${id}`
    const whole = await s.taxii(`${path}/objects/`)
    expect(names(whole)).toEqual(['due', 'uno bis', undefined])
    expect(names(await s.taxii('/public/collections/pagine/objects/?match[version]=all'))).toHaveLength(4)
    expect(names(await s.taxii(`${path}/objects/?match[version]=first&match[type]=indicator`))).toEqual(['uno', 'due'])
    expect(names(await s.taxii(`${path}/objects/?match[version]=2026-11-01T10:00:00.000Z`))).toEqual(['uno', 'due'])
    expect(names(await s.taxii(`${path}/objects/?match[id]=${first['id']}`))).toEqual(['uno bis'])
    expect((await s.taxii(`${path}/objects/?match[spec_version]=2.0`)).json).toEqual({})
    const page = await s.taxii(`${path}/objects/?limit=1&match[version]=all`)
    expect(page.json).toMatchObject({ more: true, next: expect.any(String) })
    expect(page.headers.get('x-taxii-date-added-first')).toBe(page.headers.get('x-taxii-date-added-last'))
    expect(names(await s.taxii(`${path}/objects/?limit=9&match[version]=all&next=${page.json.next}`))).toHaveLength(3)
    expect(names(await s.taxii(`${path}/objects/?match[version]=all&added_after=${page.headers.get('x-taxii-date-added-last')}`))).toHaveLength(3)
    const { json: manifest } = await s.taxii(`${path}/manifest/?match[version]=all&match[type]=indicator`)
    expect(manifest.objects[0]).toMatchObject({ id: first['id'], version: '2026-11-01T10:00:00.000Z', media_type: 'application/stix+json;version=2.1', date_added: expect.stringMatching(/Z$/) })
    expect((await s.taxii(`${path}/objects/${first['id']}/versions/`)).json.versions).toEqual(['2026-11-01T10:00:00.000Z', '2026-11-02T10:00:00.000Z'])
    expect(names(await s.taxii(`${path}/objects/${first['id']}/`))).toEqual(['uno bis'])
    expect((await s.taxii(`${path}/objects/indicator--00000000-0000-4000-8000-000000000000/`)).status).toBe(404)
    for (const wrong of ['limit=0', 'limit=x', 'added_after=yesterday', 'next=17', 'match[version]=newest']) expect((await s.taxii(`${path}/objects/?${wrong}`)).status, wrong).toBe(400)
    expect((await s.taxii('/public/collections/nowhere/objects/')).status).toBe(404)
  })
})

describe('who sends what', () => {
  test('objects are taken with a status; what cannot be read is said; the same again is no change', async () => {
    await s.collection('scambio')
    const [one, other] = [indicator('a'), { type: 'indicator', id: 'indicator--no' }]
    const sent = await s.taxii('/partners/collections/scambio/objects/', { token: ally, method: 'POST', body: { objects: [one, other] } })
    expect(sent).toMatchObject({ status: 202, json: { status: 'complete', total_count: 2, success_count: 1, failure_count: 1, pending_count: 0, failures: [{ message: expect.stringContaining('UUID') }] } })
    expect((await s.taxii(`/partners/status/${sent.json.id}/`, { token: ally })).json).toEqual(sent.json)
    expect((await s.taxii(`/partners/status/${sent.json.id}/`, { token: stranger })).status).toBe(404)
    await s.taxii('/partners/collections/scambio/objects/', { token: ally, method: 'POST', body: { objects: [one] } })
    expect(names(await s.taxii('/partners/collections/scambio/objects/?match[version]=all', { token: ally }))).toEqual(['a'])
    const post = (more: object) => s.taxii('/partners/collections/scambio/objects/', { token: ally, method: 'POST', ...more })
    expect((await post({ body: '{', })).status).toBe(400)
    expect((await post({ body: { things: [] } })).status).toBe(422)
    expect((await post({ body: '{}', headers: { 'content-type': 'application/json' } })).status).toBe(415)
    expect((await post({ body: JSON.stringify({ objects: [], pad: 'x'.repeat(CONTENT_MOST) }) }).catch(() => ({ status: 413 }))).status).toBe(413)
  })

  test('403 where one may only read, 404 where one may not see; at the public door nobody writes', async () => {
    await s.collection('lettura', { open: false })
    const body = { objects: [indicator('x')] }
    expect((await s.taxii('/partners/collections/lettura/objects/', { token: ally, method: 'POST', body })).status).toBe(403)
    const { id: groupId } = await s.api('POST', '/groups', { name: 'Sanità', members: [allyId] }, 201)
    await s.collection('gruppo', { audience: 'group', groupId })
    expect((await s.taxii('/partners/collections/gruppo/objects/', { token: ally, method: 'POST', body })).status).toBe(202)
    for (const [method, more] of [['GET', {}], ['POST', { body }]] as const) expect((await s.taxii('/partners/collections/gruppo/objects/', { token: stranger, method, ...more })).status).toBe(404)
    expect((await s.taxii('/partners/collections/', { token: stranger })).text).not.toContain('gruppo')
    expect((await s.taxii('/public/collections/pagine/objects/', { token: ally, method: 'POST', body })).status).toBe(403)
    expect((await s.taxii('/public/collections/scambio/')).status).toBe(404)
    const paused = await s.api('GET', `/peers/${allyId}`)
    await s.api('PUT', `/peers/${allyId}`, { name: 'Occitanie', url: '', auth: 'none', active: false, version: paused.version }, 204)
    expect((await s.taxii('/partners/', { token: ally })).status).toBe(401)
    await s.api('PUT', `/peers/${allyId}`, { name: 'Occitanie', url: '', auth: 'none', active: true, version: paused.version + 1 }, 204)
  })

  test('who gave an object takes it back; it is not brought again by a peer', async () => {
    const [mine, theirs] = [indicator('mio'), indicator('loro')]
    await s.taxii('/partners/collections/scambio/objects/', { token: ally, method: 'POST', body: { objects: [mine] } })
    await s.taxii('/partners/collections/scambio/objects/', { token: stranger, method: 'POST', body: { objects: [theirs] } })
    expect((await s.taxii(`/partners/collections/scambio/objects/${theirs['id']}/`, { token: ally, method: 'DELETE' })).status).toBe(403)
    expect((await s.taxii(`/partners/collections/scambio/objects/${mine['id']}/`, { token: ally, method: 'DELETE' })).status).toBe(200)
    expect((await s.taxii(`/partners/collections/scambio/objects/${mine['id']}/`, { token: ally })).status).toBe(404)
    expect((await s.taxii('/partners/collections/scambio/objects/', { token: stranger, method: 'POST', body: { objects: [mine] } })).json).toMatchObject({ failure_count: 1, failures: [{ message: 'it was deleted here' }] })
  })
})

test('every exit holds: RED nowhere, AMBER to the group it was given to, GREEN to partners, CLEAR to all', async () => {
  const { id: groupId } = await s.api('POST', '/groups', { name: 'Comuni', members: [allyId] }, 201)
  const all = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const
  const given = () => all.map((tlp) => indicator(`${tlp}`, { tlp }))
  for (const audience of ['public', 'partners'] as const) {
    await s.collection(`uscita-${audience}`, { audience })
    await s.bring(`uscita-${audience}`, given())
    await s.make(`uscita-${audience}`, [indicator('offerto')], 'red')
    await s.make(`uscita-${audience}`, all.map((tlp) => indicator(`gruppo ${tlp}`)).filter((_, i) => i < 4), 'amber', groupId)
  }
  await s.collection('uscita-gruppo', { audience: 'group', groupId })
  await s.bring('uscita-gruppo', given())
  // A marking that nobody here can read keeps its object inside, until its definition comes.
  const statement = { type: 'marking-definition', spec_version: '2.1', id: 'marking-definition--3f9a1b52-0000-4000-8000-000000000001', created: '2026-11-01T10:00:00.000Z', definition_type: 'statement', definition: { statement: 'Solo per prova' } }
  await s.bring('uscita-public', [{ ...indicator('con licenza'), object_marking_refs: [statement.id, tlpMarking('clear').id] }])
  const seen = async (root: string, alias: string, token?: string) => names(await s.taxii(`/${root}/collections/${alias}/objects/?match[version]=all`, token ? { token } : {}))
  const ofGroup = all.slice(0, 4).map((tlp) => `gruppo ${tlp}`)
  expect(await seen('public', 'uscita-public')).toEqual(['clear'])
  expect(await seen('public', 'uscita-partners')).toEqual([])
  expect(await seen('partners', 'uscita-public', stranger)).toEqual(['clear', 'green'])
  expect(await seen('partners', 'uscita-partners', stranger)).toEqual(['clear', 'green'])
  expect(await seen('partners', 'uscita-gruppo', stranger)).toEqual([])
  expect(await seen('partners', 'uscita-partners', ally)).toEqual(['clear', 'green', ...ofGroup])
  expect(await seen('partners', 'uscita-gruppo', ally)).toEqual(['clear', 'green', 'amber', 'amber+strict'])
  for (const path of ['manifest/', 'objects/']) expect((await s.taxii(`/public/collections/uscita-public/${path}`)).json.objects).toHaveLength(1)
  await s.bring('uscita-public', [statement])
  expect(await seen('public', 'uscita-public')).toEqual(['clear', undefined, 'con licenza'])
})

test('who pages by added_after loses nothing, however many write at once', async () => {
  await s.collection('folla')
  const read = new Set<string>()
  let after = ''
  const reader = async () => {
    const { json, headers } = await s.taxii(`/partners/collections/folla/objects/?limit=7${after && `&added_after=${after}`}`, { token: ally })
    for (const one of json.objects ?? []) read.add(one.id)
    after = headers.get('x-taxii-date-added-last') ?? after
  }
  let writing = true
  const writers = Promise.all(Array.from({ length: 6 }, async (_, w) => { for (let i = 0; i < 8; i++) await s.bring('folla', Array.from({ length: 5 }, (_, n) => indicator(`${w}-${i}-${n}`))) })).then(() => { writing = false })
  while (writing) await reader()
  await writers
  for (let i = 0; i < 50; i++) await reader()
  expect(read.size).toBe(240)
})

test('what shares a value is found, and no pair is stored', async () => {
  await s.collection('valori')
  await s.bring('valori', [indicator('uno', { pattern: `[ipv4-addr:value = '203.0.113.9' OR file:hashes.'SHA-256' = 'AB12']` }), { type: 'ipv4-addr', spec_version: '2.1', id: 'ipv4-addr--11bb3599-77cd-5a82-a950-b5bc3caf07c4', value: '203.0.113.9' }, indicator('altro')])
  const found = await s.centre.sharing.service.correlate(system('test'), indicator('nuovo', { pattern: `[ipv4-addr:value = '203.0.113.9' AND file:hashes.'SHA-256' = 'ab12']` }))
  expect(found.map((one) => one.values)).toEqual([['203.0.113.9'], ['203.0.113.9', 'ab12']])
  expect(await s.t.sql(`select count(*)::int as n from sharing.value v join sharing.collection c on c.no = v.collection_no where c.alias = 'valori'`)).toEqual([{ n: 4 }])
})
