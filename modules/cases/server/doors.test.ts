import { afterAll, beforeAll, expect, test } from 'vitest'
import { NUBILIS } from './testing.ts'
import { casesHouse, type House } from './testing-doors.ts'

let house: House
beforeAll(async () => { house = await casesHouse() })
afterAll(() => house.close())

test('400 names the fields', async () => {
  const { land, mainId, call, get, post } = house
  const bad = await post('analyst', '/api/cases', {
    requestId: 'x',
    providerId: land.partyId(NUBILIS),
    title: ' ',
    occurredAt: '1970',
    effects: { unavailable: false, exposed: false, tampered: false },
  })
  expect(bad.status).toBe(400)
  expect(bad.body.fields.map((one: { path: string }) => one.path).sort()).toEqual([
    'body.effects',
    'body.occurredAt',
    'body.requestId',
    'body.title',
  ])
  expect((await get('analyst', '/api/cases?limit=9999')).status).toBe(400)
  expect(
    (
      await call('analyst', 'PATCH', `/api/cases/${mainId}`, {
        version: 1,
        rsit: { class: 'availability', type: 'phishing' },
      })
    ).status,
  ).toBe(400)
})

test('another body’s case, its timeline, its gate and its evidence are 404 for a member; the main case too', async () => {
  const { mainId, get, post, tiedId } = house
  const [mine, other] = [await tiedId('Corvasse'), await tiedId('Pontescuro')]
  expect((await get('corvasse', `/api/cases/${mine}`)).status).toBe(200)
  for (const id of [other, mainId])
    for (const tab of ['', '/timeline', '/conditions', '/evidence', '/tasks'])
      expect((await get('corvasse', `/api/cases/${id}${tab}`)).status).toBe(404)
  expect((await post('corvasse', `/api/cases/${other}/answer`, { answer: 'not_hit' })).status).toBe(404)
  expect((await get('corvasse', '/api/cases?kind=main')).body.total).toBe(0)
  const search = await get('corvasse', '/api/cases?q=comune')
  expect(search.body.items.map((one: { partyName: string }) => one.partyName)).toEqual(['Comune di Corvasse'])
  expect((await get('nubilis', `/api/cases/${mainId}`)).body.counts).toBeNull()
  expect((await get('liaison', `/api/cases/${mainId}/bodies`)).body).toMatchObject({ total: 2, counts: null })
})

test('a member knows the provider, its own services and why, the gate; nothing of other bodies', async () => {
  const { get, tiedId } = house
  const { body } = await get('montelare', `/api/cases/${await tiedId('Montelare')}`)
  expect(body.main).toMatchObject({ providerName: 'Nubilis Cloud', title: 'Fermo di Nubilis Cloud' })
  expect(body.gate).toMatchObject({ open: false, required: 2, met: 0, observed: 'unknown' })
  expect(
    body.services[0].path.map((step: { onName: string; onParty: string; autonomyHours: number }) => [
      step.onName,
      step.onParty,
      step.autonomyHours,
    ]),
  ).toEqual([
    ['Macchine virtuali', 'Nubilis Cloud', 0],
    ['Anagrafe Quadrante', 'Quadrante PA', 12],
  ])
  expect(JSON.stringify(body)).not.toContain('Corvasse')
  expect([body.counts, body.situation]).toEqual([null, null])
  expect((await get('montelare', '/api/cases/mine')).body).toMatchObject({
    total: 1,
    items: [{ asksAnswer: true, gateOpen: false }],
  })
})
