import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import { allows, anonymous, type Actor, type Endpoint } from '#platform/contract/index.ts'
import { createHttp } from '#platform/http/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import type { CasesService } from '../contract.ts'
import { createCases } from './index.ts'
import { NUBILIS, smallTerritory } from './testing.ts'

const land = smallTerritory()
const person = (id: string, roles: Actor['roles'], parties: string[] | 'all'): Actor => ({
  kind: 'person',
  id,
  name: `Persona ${id}`,
  roles,
  scope: parties === 'all' ? 'all' : 'parties',
  parties: parties === 'all' ? [] : parties,
  realm: 'live',
})
const people: Record<string, Actor> = {
  analyst: person('analyst', ['analyst'], 'all'),
  corvasse: person('corvasse', ['member'], [land.partyId(2)]),
  acquarsa: person('acquarsa', ['admin'], [land.partyId(4)]),
  montelare: person('montelare', ['member'], [land.partyId(5)]),
  nubilis: person('nubilis', ['provider'], [land.partyId(NUBILIS)]),
  liaison: person('liaison', ['liaison'], [land.partyId(2), land.partyId(3)]),
  researcher: person('researcher', ['researcher'], []),
}

describe('the doors of cases', () => {
  let t: TestDatabase
  let http: ReturnType<typeof createHttp>
  let routes: readonly { endpoint: Endpoint }[]
  let service: CasesService
  let mainId: string
  const folder = mkdtempSync(join(tmpdir(), 'bastida-cases-'))
  const clock = fixedClock(new Date('2026-12-08T05:14:00Z'))

  const call = async (
    who: string | undefined,
    method: string,
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const answer = await http.inject({
      method: method as 'GET',
      url,
      headers: {
        ...(who ? { 'x-test': who } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
    })
    return {
      status: answer.statusCode,
      body: answer.body.startsWith('{') ? JSON.parse(answer.body) : answer.body,
      headers: answer.headers,
      raw: answer.rawPayload,
    }
  }
  const get = (who: string | undefined, url: string) => call(who, 'GET', url)
  const post = (who: string | undefined, url: string, body?: unknown) => call(who, 'POST', url, body)
  const tiedId = async (name: string) =>
    (
      await t.sql<{ id: string }>(`select id from cases."case" where main_id = $1 and party_name like '%' || $2`, [
        mainId,
        name,
      ])
    )[0]!.id
  const linkOf = async (name: string) => {
    const [row] = await t.sql<{ body: string }>(
      `select body from platform.delivery where about = $1 and key like 'cases.question:%'`,
      [`case:${await tiedId(name)}`],
    )
    return /\/r\/([A-Za-z0-9_-]+)/.exec(row!.body)![1]!
  }

  beforeAll(async () => {
    t = await testDatabase()
    await t.sql(
      `update platform.centre set name = '{"it":"Centro Velarda","fr":"Centre Velarda","en":"Velarda Centre"}', region = '{"it":"Velarda"}'`,
    )
    const log = createLog('silent', () => clock.now())
    const module = createCases(
      {
        db: t.db,
        clock,
        log,
        mailer: createMailer({ smtpUrl: undefined, from: 'centro@velarda.example', folder }),
        publicUrl: 'https://centro.example',
        dataFolder: folder,
      },
      { territory: land.territory },
    )
    routes = module.routes
    service = module.service
    http = createHttp({
      log,
      origins: [],
      authenticate: async (request) => people[String(request.headers['x-test'])] ?? anonymous,
    })
    http.mount(module.routes)
    const opened = await post('analyst', '/api/cases', {
      requestId: randomUUID(),
      providerId: land.partyId(NUBILIS),
      title: 'Fermo di Nubilis Cloud',
      occurredAt: '2026-12-08T06:00:00+01:00',
      effects: { unavailable: true, exposed: true, tampered: false },
      conditions: [{ kind: 'csirt', askedBy: 'CSIRT di prova' }],
    })
    expect(opened.status).toBe(201)
    mainId = opened.body.id
  })
  afterAll(async () => {
    await http.close()
    await t.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('every door: 401 for nobody, 403 for the wrong role, 404 for an object that is not there or another’s', async () => {
    expect(new Set(routes.map((one) => one.endpoint.id)).size).toBe(routes.length)
    for (const { endpoint } of routes) {
      const url = endpoint.path
        .replace(':deliveryId', '999999')
        .replace(':token', 'x'.repeat(32))
        .replace(/:\w+/g, () => randomUUID())
      const body = endpoint.method === 'GET' || endpoint.id === 'cases.extend' ? undefined : (bodies[endpoint.id] ?? {})
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

  test('400 names the fields', async () => {
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

  test('the link of the mail: who asks, an answer, a correction; wrong, expired and closed', async () => {
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

  test('the gate: closed until every condition is met, the body’s reasoned override, always the observed state', async () => {
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

  test('one message to all: the contact’s language, no second copy on a retry, not beyond its TLP', async () => {
    const message = {
      requestId: randomUUID(),
      to: 'all',
      subject: { it: 'Prossima notizia alle 12', fr: 'Prochaine nouvelle à 12 h' },
      text: { it: 'Il fornitore ricostruisce.', fr: 'Le prestataire reconstruit.' },
    }
    const sent = await post('analyst', `/api/cases/${mainId}/messages`, message)
    expect(sent.body).toEqual({ cases: 13, mails: 11, calls: 2 })
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
    const [row] = await t.sql<{ id: number }>(
      `update platform.delivery set state = 'uncertain' where id = (select min(id) from platform.delivery) returning id`,
    )
    expect((await get('analyst', '/api/cases/queue?of=uncertain')).body).toMatchObject({
      total: 1,
      items: [{ id: String(row!.id) }],
    })
    expect((await post('analyst', `/api/cases/deliveries/${row!.id}`, { outcome: 'again' })).status).toBe(204)
    expect((await post('analyst', `/api/cases/deliveries/${row!.id}`, { outcome: 'again' })).status).toBe(404)
  })

  test('evidence: hashed while it comes, kept under its hash, each download a link of custody; TLP holds', async () => {
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

  test('two people at once: the second is told; a change is in the timeline', async () => {
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
    const mine = await tiedId('Corvasse')
    expect(
      (
        await post('analyst', `/api/cases/${mine}/close`, {
          dataLost: 'Tre giorni di protocollo',
          dataLostDays: 3,
          lessons: 'Copie fuori sede',
        })
      ).status,
    ).toBe(204)
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
})
