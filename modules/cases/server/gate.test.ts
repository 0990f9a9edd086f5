import { afterAll, beforeAll, expect, test } from 'vitest'
import { casesHouse, type House } from './testing-doors.ts'

let house: House
beforeAll(async () => { house = await casesHouse(); await house.answer() })
afterAll(() => house.close())

test('the gate: closed until every condition is met, the body’s reasoned override, always the observed state', async () => {
  const { t, mainId, get, post, tiedId } = house
  const [mine, other] = [await tiedId('Corvasse'), await tiedId('Montelare')]
  const refused = await post('analyst', `/api/cases/${mine}/safe`, {})
  expect(refused.status).toBe(409)
  expect(refused.body.code).toBe('gate_closed')
  expect(refused.body.params.missing.map((one: { kind: string }) => one.kind).sort()).toEqual([
    'clean_rebuild',
    'csirt',
  ])
  expect(
    (await post('analyst', `/api/cases/${mine}/safe`, { override: 'lo dice il centro, basta così davvero' })).status,
  ).toBe(403)
  expect((await post('corvasse', `/api/cases/${mine}/safe`, { override: 'troppo corto' })).status).toBe(400)
  const own = await post('corvasse', `/api/cases/${mine}/safe`, {
    override: 'Abbiamo ricostruito l’anagrafe in sede da copie del 7 dicembre.',
  })
  expect(own.body).toMatchObject({ open: false, observed: 'down', safeBy: 'Persona corvasse' })
  expect(own.body.reopenedSafeAt).not.toBeNull()
  expect(await t.sql(`select reason from audit.entry where action = 'cases.safe_override'`)).toEqual([
    { reason: 'Abbiamo ricostruito l’anagrafe in sede da copie del 7 dicembre.' },
  ])

  const conditions = (await get('analyst', `/api/cases/${mainId}/conditions`)).body.items as {
    id: string
    kind: string
  }[]
  const rebuild = conditions.find((one) => one.kind === 'clean_rebuild')!
  const csirt = conditions.find((one) => one.kind === 'csirt')!
  expect((await post('corvasse', `/api/cases/conditions/${rebuild.id}/met`, { evidence: 'x' })).status).toBe(404)
  expect((await post('nubilis', `/api/cases/conditions/${csirt.id}/met`, { evidence: 'prot. 77' })).status).toBe(403)
  expect(
    (await post('nubilis', `/api/cases/conditions/${rebuild.id}/met`, { evidence: 'Verbale 12 di ricostruzione' }))
      .status,
  ).toBe(204)
  expect(
    (await post('analyst', `/api/cases/conditions/${csirt.id}/met`, { evidence: 'prot. 184402 del CSIRT' })).status,
  ).toBe(204)
  expect(
    (await post('analyst', `/api/cases/conditions/${csirt.id}/met`, { evidence: 'un altro numero' })).status,
  ).toBe(409)
  const seen = (await get('montelare', `/api/cases/${other}/conditions`)).body
  expect(
    seen.items.every(
      (one: { ofMain: boolean; evidence: string; metAt: string }) =>
        one.ofMain && one.evidence === '' && one.metAt !== null,
    ),
  ).toBe(true)
  expect((await post('montelare', `/api/cases/${other}/observed`, { observed: 'degraded' })).status).toBe(204)
  expect((await post('montelare', `/api/cases/${other}/safe`, {})).body).toMatchObject({
    open: true,
    observed: 'degraded',
    override: '',
  })

  // A prosecutor asks later: what was declared through the gate falls, what the body reasoned stays its own word.
  await post('analyst', `/api/cases/${mainId}/conditions`, { kind: 'prosecutor', askedBy: 'Procura di prova' })
  expect((await get('analyst', `/api/cases/${other}`)).body.gate).toMatchObject({
    open: false,
    reopenedSafeAt: null,
    met: 2,
    required: 3,
  })
  expect((await get('analyst', `/api/cases/${mine}`)).body.gate.reopenedSafeAt).not.toBeNull()
})

test('two people at once: the second is told; a change is in the timeline', async () => {
  const { mainId, call, get } = house
  const { version } = (await get('analyst', `/api/cases/${mainId}`)).body
  const change = {
    version,
    state: 'contained',
    rsit: { class: 'information-content-security', type: 'unauthorised-information-modification' },
    attack: ['T1486'],
    lead: { id: 'a3', name: 'Analista 3' },
  }
  expect((await call('analyst', 'PATCH', `/api/cases/${mainId}`, change)).body).toEqual({ version: version + 1 })
  expect((await call('analyst', 'PATCH', `/api/cases/${mainId}`, change)).status).toBe(409)
  expect((await get('analyst', `/api/cases/${mainId}`)).body).toMatchObject({
    state: 'contained',
    rsitClass: 'information-content-security',
    attack: ['T1486'],
    leadName: 'Analista 3',
  })
})

test('closing: what was lost, the answer follows, the link closes; the main case last or with a reason', async () => {
  const { t, people, service, mainId, get, post, tiedId, linkOf } = house
  const mine = await tiedId('Corvasse')
  for (const [key, byHand] of [['by-hand', true], ['by-itself', false]])
    await t.sql(`insert into platform.delivery (key, party_id, channel, by_hand, recipient, subject, body, about, created_at)
      select $1, party_id, 'sms', $2, '+39 333 000 0000', 's', 'b', 'case:' || id, now() from cases."case" where id = $3`, [key, byHand, mine])
  const calls = async () => (await get('analyst', '/api/cases/queue?of=calls')).body.counts.calls
  const waiting = await calls()
  expect(
    (
      await post('analyst', `/api/cases/${mine}/close`, {
        dataLost: 'Tre giorni di protocollo',
        dataLostDays: 3,
        lessons: 'Copie fuori sede',
      })
    ).status,
  ).toBe(204)
  // Nobody is asked any more to send something by hand.
  expect(await calls()).toBe(waiting - 1)
  expect(await t.sql(`select key, state, sent_at from platform.delivery where key like 'by-%' order by key`)).toEqual([
    { key: 'by-hand', state: 'done', sent_at: null },
    { key: 'by-itself', state: 'queued', sent_at: null },
  ])
  expect((await get('analyst', `/api/cases/${mine}`)).body).toMatchObject({
    state: 'closed',
    answer: 'data_lost',
    dataLostDays: 3,
  })
  expect((await get(undefined, `/api/cases/reply/${await linkOf('Corvasse')}`)).status).toBe(410)
  expect((await get('analyst', `/api/cases/${mainId}/outcome`)).body).toMatchObject({
    lostTotal: 1,
    lost: [{ partyName: 'Comune di Corvasse', days: 3 }],
  })
  const refused = await post('analyst', `/api/cases/${mainId}/close`, { lessons: 'x' })
  expect(refused.status).toBe(409)
  expect(refused.body.params).toEqual({ reason: 'open_tied', openTied: 12 })
  expect(
    (
      await post('analyst', `/api/cases/${mainId}/close`, {
        reason: 'Il fornitore ha chiuso, gli altri proseguono da soli.',
      })
    ).status,
  ).toBe(204)
  await expect(service.observe(people['analyst']!, mainId, 'working')).rejects.toThrow('conflict')
})
