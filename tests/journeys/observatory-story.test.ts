/** One attack from its case to another centre: closed, reviewed, public, received there, withdrawn. Two whole centres on loopback; a red note stays home. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { indicator, testSharing, type TestSharing } from '../../modules/sharing/server/testing.ts'
import { PASSWORD } from '../../modules/messages/server/testing.ts'

let toscana: TestSharing
let occitanie: TestSharing
let second: Awaited<ReturnType<TestSharing['signIn']>>
let entryId = ''
beforeAll(async () => {
  ;[toscana, occitanie] = await Promise.all([testSharing(), testSharing()])
  await toscana.centre.identity.service.createPerson(system('test'), { name: 'Sara Seconda', email: 'sara@prova.example', password: PASSWORD, memberships: [{ role: 'coordinator', partyId: null }] })
  second = await toscana.signIn('sara@prova.example')
}, 120_000)
afterAll(async () => { await Promise.all([toscana?.close(), occitanie?.close()]) })

const home = async (): Promise<string> => (await fetch(`${toscana.address}/osservatorio`)).text()

test('a closed case waits for two people, and then the public observatory counts it', async () => {
  const before = await home()
  const { mainId, tied } = await toscana.open({ title: 'Fermo di un fornitore' })
  await toscana.centre.cases.service.answer(system('test'), tied, { answer: 'hit', awareAt: null, personalData: 'no', channel: 'phone', note: '', by: 'Ada' })
  await toscana.centre.cases.service.close(system('test'), tied, { dataLost: '', lessons: '' })
  await toscana.centre.cases.service.close(system('test'), mainId, { dataLost: '', lessons: '', reason: 'prova' })
  await toscana.settle()
  entryId = (await toscana.t.sql<{ id: string }>('select id from observatory.entry where case_id = $1', [mainId]))[0]!.id
  expect(await home()).toBe(before)

  const { json: { version } } = await toscana.coordinator('GET', `/api/observatory/entries/${entryId}`)
  const { json: reviewed } = await toscana.coordinator('POST', `/api/observatory/entries/${entryId}/proposal`, { version, title: { it: 'Un fornitore si ferma', en: 'A provider stands still' }, summary: {} })
  expect((await second('POST', `/api/observatory/entries/${entryId}/publication`, { version: reviewed.version })).status).toBe(200)
  const after = await home()
  expect(after).not.toBe(before)
  expect(after).not.toMatch(/Alfarena|Perinube/)
  const [{ ref }] = await toscana.t.sql<{ ref: string }>('select ref from observatory.entry where id = $1', [entryId]) as [{ ref: string }]
  expect(await (await fetch(`${toscana.address}/osservatorio/casi/${ref}`)).text()).toContain('Un fornitore si ferma')
  const bundle = await fetch(`${toscana.address}/osservatorio/casi/${ref}/stix.json`)
  expect([bundle.status, bundle.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^application\/stix\+json; ?version="?2\.1"?/)])
  expect(await bundle.text()).not.toMatch(/Alfarena|Perinube/)
})

test('Occitanie receives the incident; the red note stays home', async () => {
  await toscana.settle()
  const note = indicator('solo-per-noi', { tlp: 'red' })
  await toscana.make('cases', [note], 'red')
  expect(await toscana.ids('cases')).toContain(note['id'])

  const { token } = await toscana.peer('Occitanie')
  const peerId = await occitanie.follow('Toscana', { address: toscana.address, token }, 'cases', 'altrui')
  expect(await occitanie.api('GET', `/peers/${peerId}`)).toMatchObject({ problem: null })
  const there = await occitanie.t.sql<{ type: string; body: string }>(`select type, body from sharing.object where newest`)
  expect(there.filter((one) => one.type === 'incident').map((one) => JSON.parse(one.body).name)).toEqual(['A provider stands still'])
  expect(JSON.stringify(there)).not.toMatch(/solo-per-noi|Alfarena|Perinube/)
})

test('what is withdrawn is revoked there too, and its page is gone', async () => {
  const { json: { version, ref } } = await toscana.coordinator('GET', `/api/observatory/entries/${entryId}`)
  toscana.clock.advance(60_000)
  expect((await second('POST', `/api/observatory/entries/${entryId}/withdrawal`, { version, reason: 'Il comune lo chiede' })).status).toBe(200)
  await toscana.settle()
  await occitanie.turn()
  const [incident] = await occitanie.t.sql<{ body: string }>(`select body from sharing.object where newest and type = 'incident'`)
  expect(JSON.parse(incident!.body)).toMatchObject({ revoked: true, name: 'A provider stands still' })
  expect((await fetch(`${toscana.address}/osservatorio/casi/${ref}`)).status).toBe(404)
  expect((await fetch(`${toscana.address}/osservatorio/casi/${ref}/stix.json`)).status).toBe(404)
})
