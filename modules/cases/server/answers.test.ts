import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { casesHouse, type House } from './testing-doors.ts'

let house: House
beforeAll(async () => { house = await casesHouse() })
afterAll(() => house.close())

test('the link of the mail: who asks, an answer, a correction; wrong, expired and closed', async () => {
  const { t, get, post, tiedId, linkOf } = house
  const token = await linkOf('Corvasse')
  const form = await get(undefined, `/api/cases/reply/${token}`)
  expect(form.status).toBe(200)
  expect(form.headers['cache-control']).toBe('no-store')
  expect(form.body).toMatchObject({
    bodyName: 'Comune di Corvasse',
    providerName: 'Nubilis Cloud',
    language: 'it',
    exercise: false,
    given: null,
    services: [{ name: 'Anagrafe online', state: null }],
  })
  expect(form.body.notANotification.it).toContain('Non sostituisce le notifiche')
  const hit = {
    answer: 'hit',
    awareAt: '2026-12-08T06:10:00+01:00',
    personalData: 'yes',
    contactName: 'Anna Bruni',
    services: [{ id: form.body.services[0].id, state: 'down' }],
  }
  expect((await post(undefined, `/api/cases/reply/${token}`, hit)).body).toMatchObject({ answer: 'hit' })
  const events = () =>
    t.sql<{ payload: { answer: string; awareAt: string } }>(
      `select payload from platform.outbox where name = 'cases.answered' order by id`,
    )
  expect((await events()).map((one) => one.payload)).toMatchObject([
    { answer: 'hit', awareAt: '2026-12-08T05:10:00.000Z', personalData: 'yes' },
  ])
  expect((await post(undefined, `/api/cases/reply/${token}`, hit)).status).toBe(200)
  expect(await events()).toHaveLength(1) // the same answer again changes nothing
  expect((await get(undefined, `/api/cases/reply/${token}`)).body.given).toMatchObject({
    answer: 'hit',
    by: 'Anna Bruni',
  })
  expect(
    (await post(undefined, `/api/cases/reply/${token}`, { ...hit, awareAt: '2027-01-01T00:00:00Z' })).status,
  ).toBe(400)
  expect(
    (await post(undefined, `/api/cases/reply/${token}`, { ...hit, services: [{ id: randomUUID(), state: 'down' }] }))
      .status,
  ).toBe(400)
  const { body } = await get('analyst', `/api/cases/${await tiedId('Corvasse')}`)
  expect(body).toMatchObject({
    answer: 'hit',
    inferred: 'hit',
    observed: 'down',
    answeredBy: 'Anna Bruni',
    awareAt: '2026-12-08T05:10:00.000Z',
  })
  expect(body.services[0]).toMatchObject({ availability: 'down', confirmed: 'down' })

  expect((await get(undefined, `/api/cases/reply/${'A'.repeat(32)}`)).status).toBe(404)
  expect((await get(undefined, '/api/cases/reply/short')).status).toBe(404)
  const gone = await linkOf('Serravella')
  await t.sql(`update cases.question set expires_at = '2026-12-01' where case_id = $1`, [await tiedId('Serravella')])
  expect((await get(undefined, `/api/cases/reply/${gone}`)).status).toBe(410)
  expect((await post(undefined, `/api/cases/reply/${gone}`, hit)).status).toBe(410)
})

test('cases diverge: one says no, one does not know and is told whom to ask, one answers on the phone', async () => {
  const { mainId, get, post, tiedId, linkOf } = house
  await post(undefined, `/api/cases/reply/${await linkOf('Pontescuro')}`, {
    answer: 'not_hit',
    contactName: 'Luc Moreau',
  })
  const unsure = await post(undefined, `/api/cases/reply/${await linkOf('Acquarsa')}`, {
    answer: 'unknown',
    contactName: 'Piero',
  })
  expect(unsure.body.whatNow.it).toContain('scrivete a Nubilis Cloud')
  const tasks = await get('acquarsa', `/api/cases/${await tiedId('Acquarsa')}/tasks`)
  expect(tasks.body.items).toMatchObject([{ code: 'ask_provider', state: 'open' }])
  expect(tasks.body.items[0].text.fr).toContain('Écrivez à Nubilis Cloud')
  const phoned = await tiedId('Torrelenta')
  expect((await post('analyst', `/api/cases/${phoned}/answer`, { answer: 'hit' })).status).toBe(400)
  expect((await get('analyst', '/api/cases/queue?of=calls')).body.counts.calls).toBe(2)
  expect(
    (
      await post('analyst', `/api/cases/${phoned}/answer`, {
        answer: 'hit',
        callerName: 'Ufficio anagrafe',
        awareAt: '2026-12-08T05:00:00Z',
      })
    ).status,
  ).toBe(204)
  expect((await get('analyst', '/api/cases/queue?of=calls')).body.counts.calls).toBe(1)
  expect(
    (await post('montelare', `/api/cases/${await tiedId('Montelare')}/answer`, { answer: 'hit', personalData: 'no' }))
      .status,
  ).toBe(204)
  const { body } = await get('analyst', `/api/cases/${mainId}/bodies?limit=3&sort=name`)
  expect(body.counts).toMatchObject({
    tied: 13,
    bodies: 12,
    suppliers: 1,
    confirmedHit: 3,
    notHit: 1,
    dontKnow: 1,
    unanswered: 8,
    personalData: 1,
  })
  expect(body.total).toBe(13)
  expect(body.items[0]).toMatchObject({ services: ['Referti'], asked: 'mail', delivery: 'queued' })
  expect((await get('analyst', '/api/cases/queue')).body.counts).toMatchObject({
    unanswered: 8,
    dontKnow: 1,
    unled: 0,
    uncertain: 0,
  })
})
