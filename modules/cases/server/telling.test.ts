import { createHash, randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { casesHouse, type House } from './testing-doors.ts'

let house: House
beforeAll(async () => {
  house = await casesHouse()
  await house.answer()
  await house.post('montelare', `/api/cases/${await house.tiedId('Montelare')}/observed`, { observed: 'degraded' })
  await house.post('analyst', `/api/cases/${house.mainId}/conditions`, { kind: 'prosecutor', askedBy: 'Procura di prova' })
})
afterAll(() => house.close())

test('one message to all: the contact’s language, no second copy on a retry, not beyond its TLP', async () => {
  const { t, mainId, get, post, tiedId } = house
  const message = {
    requestId: randomUUID(),
    to: 'all',
    subject: { it: 'Prossima notizia alle 12', fr: 'Prochaine nouvelle à 12 h' },
    text: { it: 'Il fornitore ricostruisce.', fr: 'Le prestataire reconstruit.' },
  }
  const sent = await post('analyst', `/api/cases/${mainId}/messages`, message)
  expect(sent.body).toEqual({ cases: 13, mails: 11, certified: 0, texts: 0, calls: 2, byHand: 2 })
  expect((await post('analyst', `/api/cases/${mainId}/messages`, message)).body).toEqual(sent.body)
  const rows = await t.sql<{ subject: string; body: string; recipient: string }>(
    `select subject, body, recipient from platform.delivery where key like 'cases.message:%'`,
  )
  expect(rows).toHaveLength(13)
  expect(rows.find((row) => row.recipient === 'ced@comune1.example')!.body).toContain('Le prestataire reconstruit.')
  expect(
    (await post('analyst', `/api/cases/${mainId}/messages`, { ...message, requestId: randomUUID(), tlp: 'red' }))
      .status,
  ).toBe(422)
  expect(
    (await get('corvasse', `/api/cases/${await tiedId('Corvasse')}/timeline?kind=message`)).body.items,
  ).toMatchObject([{ code: 'message_received', text: 'Il fornitore ricostruisce.' }])
  const deliveries = await get('analyst', `/api/cases/${mainId}/deliveries?limit=100`)
  expect(deliveries.body.total).toBe(26)
  expect(deliveries.body.items.every((one: { text: string }) => !/\/r\/[A-Za-z0-9_-]{20}/.test(one.text))).toBe(true)
})

test('an uncertain mail waits for a person; one that was sent is not sent again', async () => {
  const { t, get, post } = house
  const [row] = await t.sql<{ id: number }>(
    `update platform.delivery set state = 'uncertain', problem = 'the process stopped while this was being sent' where id = (select min(id) from platform.delivery) returning id`,
  )
  expect((await get('analyst', '/api/cases/queue?of=uncertain')).body).toMatchObject({
    total: 1,
    items: [{ id: String(row!.id), state: 'uncertain', problem: 'cut_off', detail: '' }],
  })
  expect((await post('analyst', `/api/cases/deliveries/${row!.id}`, { outcome: 'again' })).status).toBe(204)
  expect((await post('analyst', `/api/cases/deliveries/${row!.id}`, { outcome: 'again' })).status).toBe(404)
})

test('evidence: hashed while it comes, kept under its hash, each download a link of custody; TLP holds', async () => {
  const { t, folder, call, get, post, tiedId } = house
  const mine = await tiedId('Corvasse')
  const bytes = Buffer.from('{"not": "parsed"}')
  const upload = (who: string, query: string, payload: Buffer, type = 'application/octet-stream') =>
    call(who, 'POST', `/api/cases/${mine}/evidence?${query}`, payload, { 'content-type': type })
  const stored = await upload(
    'corvasse',
    'fileName=registro%20à.json&mediaType=application/json&note=dal%20server',
    bytes,
  )
  expect(stored.status).toBe(201)
  expect(stored.body).toMatchObject({
    fileName: 'registro à.json',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    custody: [{ action: 'received', actorName: 'Persona corvasse' }],
  })
  const got = await get('analyst', `/api/cases/evidence/${stored.body.id}/file`)
  expect(got.raw.equals(bytes)).toBe(true)
  expect(got.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': "attachment; filename*=UTF-8''registro%20%C3%A0.json",
    'x-content-type-options': 'nosniff',
  })
  expect((await get('acquarsa', `/api/cases/evidence/${stored.body.id}/file`)).status).toBe(404)
  const secret = await upload('analyst', 'fileName=a.bin&tlp=red', Buffer.from('x'))
  expect((await get('corvasse', `/api/cases/evidence/${secret.body.id}/file`)).status).toBe(404)
  expect((await get('corvasse', `/api/cases/${mine}/evidence`)).body).toMatchObject({
    total: 1,
    items: [{ custody: [{ action: 'received' }, { action: 'downloaded' }] }],
  })
  expect((await upload('corvasse', 'fileName=a.bin&tlp=red', bytes)).status).toBe(422)
  expect((await upload('corvasse', 'fileName=a.bin', Buffer.from(''))).status).toBe(400)
  expect((await upload('corvasse', 'fileName=a.txt', bytes, 'application/json')).status).toBe(415)
  expect((await upload('corvasse', 'fileName=big.bin', Buffer.alloc(50 * 1024 * 1024 + 1))).status).toBe(413)
  expect(readdirSync(join(folder, 'evidence', 'incoming'))).toEqual([])
  expect(
    (
      await post('analyst', `/api/cases/evidence/${stored.body.id}/custody`, {
        action: 'handed_over',
        note: 'Alla polizia, verbale 3',
      })
    ).body.custody,
  ).toHaveLength(3)
  await expect(t.appPool.query('delete from cases.custody')).resolves.toMatchObject({ rowCount: 0 })
  await expect(t.sql('delete from cases.custody')).rejects.toThrow('append-only')
})

test('situation, cascade, restoration: what the console shows', async () => {
  const { land, mainId, get, post } = house
  await post('analyst', `/api/cases/${mainId}/tasks`, { situation: 'provider_down' })
  await post('analyst', `/api/cases/${mainId}/decisions`, {
    text: 'Ricostruzione pulita dell’anagrafe da giovedì.',
    reasons: 'Le copie sono integre.',
  })
  const { body } = await get('analyst', `/api/cases/${mainId}`)
  expect(body.situation.lines.map((one: { key: string }) => one.key)).toEqual([
    'what',
    'who',
    'data',
    'doing',
    'missing',
  ])
  expect(body.situation.lines[1].text.it).toBe(
    '3 enti lo confermano. Fermi 1, limitati 1, ripresi 0. 8 enti probabilmente colpiti non hanno ancora risposto. Uno non lo sa. Uno dice di no.',
  )
  expect(body.situation.lines[4].text.en).toContain('agreement of the judicial authority (Procura di prova)')
  const view = (await get('analyst', `/api/cases/${mainId}/cascade`)).body
  expect(view.nodes.filter((one: { kind: string }) => one.kind !== 'rest').length).toBeLessThanOrEqual(10)
  const registry = view.nodes.find((one: { id: string }) => one.id === 'group:registry')
  expect(registry).toMatchObject({
    kind: 'group',
    bodies: 9,
    state: 'down',
    tally: { hit: 2, degraded: 1, restored: 0, notHit: 1, unknown: 5, atRisk: 0 },
  })
  expect(view.edges).toContainEqual({
    from: land.serviceId('registry'),
    to: 'group:registry',
    effect: 'hard',
    bodies: 9,
  })
  expect(view.rows.find((one: { nodeId: string }) => one.nodeId === 'group:health').why).toMatchObject({
    code: 'reads_data',
    on: 'Archivio e copie',
  })
  expect(view.hours).toContainEqual({ hour: 12, confirmed: 1, inferred: 0 })
  const plan = (await get('analyst', `/api/cases/${mainId}/restoration`)).body
  expect(plan).toMatchObject({ optimal: true })
  // 45,000 people on nine registries less Pontescuro's 2,000 (not hit); the machines come first, the archive serves nobody.
  expect(plan.steps[0]).toMatchObject({ name: 'Macchine virtuali', people: 43_500 })
  expect(plan.bodies[0].partyName).toBe('Azienda USL Nord')
  const paths = (await get('analyst', `/api/cases/${mainId}/services/${land.serviceId('reg3')}/paths`)).body.paths
  expect(paths.map((one: { kind: string }) => one.kind).sort()).toEqual(
    ['degraded', 'down', 'exposed'].filter((kind) => paths.some((one: { kind: string }) => one.kind === kind)),
  )
  const report = await post('analyst', `/api/cases/${mainId}/reports`, { tlp: 'green' })
  expect(report.body).toMatchObject({ number: 1, tlp: 'amber' }) // a report is no freer than its case
  expect(report.body.text.fr).toContain('Qui est touché')
  expect((await get('analyst', `/api/cases/${mainId}/reports`)).body.items).toHaveLength(1)
})
