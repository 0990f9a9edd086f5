import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allows } from '#platform/contract/index.ts'
import { NUBILIS } from './testing.ts'
import { casesHouse, type House } from './testing-doors.ts'

let house: House
beforeAll(async () => { house = await casesHouse() })
afterAll(() => house.close())

const bodies: Record<string, unknown> = {
  'cases.change': { version: 1 },
  'cases.describe': { version: 1, description: {} },
  'cases.log': { text: 'x' },
  'cases.decide': { text: 'x', reasons: 'y' },
  'cases.addCondition': { kind: 'dpa', askedBy: 'z' },
  'cases.meetCondition': { evidence: 'prot. 1' },
  'cases.observe': { observed: 'down' },
  'cases.message': { requestId: randomUUID(), subject: { it: 'a' }, text: { it: 'b' } },
  'cases.answer': { answer: 'hit', callerName: 'Anna' },
  'cases.writeReply': { answer: 'hit', contactName: 'Anna' },
  'cases.layTasks': { situation: 'ransomware' },
  'cases.decideTask': { version: 1, state: 'done' },
  'cases.settleDelivery': { outcome: 'done' },
  'cases.handEvidence': { action: 'verified', note: 'x' },
}

test('every door: 401 for nobody, 403 for the wrong role, 404 for an object that is not there or another’s', async () => {
  const { people, routes, mainId, call, tiedId } = house
  expect(new Set(routes.map((one) => one.endpoint.id)).size).toBe(routes.length)
  for (const { endpoint } of routes) {
    const url = endpoint.path
      .replace(':deliveryId', '999999')
      .replace(':token', 'x'.repeat(32))
      .replace(/:\w+/g, () => randomUUID())
    const body = endpoint.body.safeParse(undefined).success ? undefined : (bodies[endpoint.id] ?? {})
    if (endpoint.access.kind !== 'public') {
      expect({ id: endpoint.id, status: (await call(undefined, endpoint.method, url, body)).status }).toEqual({
        id: endpoint.id,
        status: 401,
      })
      for (const [who, actor] of Object.entries(people)) {
        if (allows(endpoint.access, actor) === 'forbidden')
          expect({ id: endpoint.id, who, status: (await call(who, endpoint.method, url, body)).status }).toEqual({
            id: endpoint.id,
            who,
            status: 403,
          })
      }
    }
    if (!endpoint.path.includes(':') || endpoint.id === 'cases.bodies') continue
    const allowed =
      endpoint.access.kind === 'public'
        ? undefined
        : Object.keys(people).find((who) => allows(endpoint.access, people[who]!) === 'yes')
    const query = endpoint.id === 'cases.uploadEvidence' ? '?fileName=a.bin' : ''
    expect({ id: endpoint.id, status: (await call(allowed, endpoint.method, url + query, body)).status }).toEqual({
      id: endpoint.id,
      status: 404,
    })
    if (!endpoint.path.includes(':caseId') || allows(endpoint.access, people['corvasse']!) !== 'yes') continue
    for (const foreign of [await tiedId('Pontescuro'), mainId]) {
      const theirs = endpoint.path.replace(':caseId', foreign).replace(/:\w+/g, () => randomUUID())
      expect({
        id: endpoint.id,
        status: (await call('corvasse', endpoint.method, theirs + query, body)).status,
      }).toEqual({ id: endpoint.id, status: 404 })
    }
  }
})

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
