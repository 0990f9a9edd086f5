/** The doors of cases over a database of their own: who calls, one main case opened at Nubilis Cloud, and the links of its questions. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import { anonymous, type Actor } from '#platform/contract/index.ts'
import { createHttp } from '#platform/http/index.ts'
import { createLog } from '#platform/log/index.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import type { Senders } from '#platform/mail/outgoing.ts'
import { testDatabase } from '#platform/testing/database.ts'
import { createCases } from './index.ts'
import { NUBILIS, smallTerritory, type TestTerritory } from './testing.ts'

const person = (id: string, roles: Actor['roles'], parties: string[] | 'all'): Actor => ({
  kind: 'person', id, name: `Persona ${id}`, roles, scope: parties === 'all' ? 'all' : 'parties', parties: parties === 'all' ? [] : parties, realm: 'live',
})
const peopleOf = (land: TestTerritory): Record<string, Actor> => ({
  analyst: person('analyst', ['analyst'], 'all'),
  corvasse: person('corvasse', ['member'], [land.partyId(2)]),
  corvasseHead: person('corvasseHead', ['admin'], [land.partyId(2)]),
  acquarsa: person('acquarsa', ['admin'], [land.partyId(4)]),
  montelare: person('montelare', ['member'], [land.partyId(5)]),
  nubilis: person('nubilis', ['provider'], [land.partyId(NUBILIS)]),
  liaison: person('liaison', ['liaison'], [land.partyId(2), land.partyId(3)]),
  researcher: person('researcher', ['researcher'], []),
})

export type House = Awaited<ReturnType<typeof casesHouse>>

export async function casesHouse({ land = smallTerritory(), ...senders }: Partial<Senders> & { land?: TestTerritory } = {}) {
  const people = peopleOf(land)
  const folder = mkdtempSync(join(tmpdir(), 'bastida-cases-'))
  const clock = fixedClock(new Date('2026-12-08T05:14:00Z'))
  const t = await testDatabase()
  await t.sql(`update platform.centre set name = '{"it":"Centro Velarda","fr":"Centre Velarda","en":"Velarda Centre"}', region = '{"it":"Velarda"}'`)
  const log = createLog('silent', () => clock.now())
  const mailer = createMailer({ smtpUrl: undefined, from: 'centro@velarda.example', folder })
  const { routes, service } = createCases({ db: t.db, clock, log, mailer, ...senders, publicUrl: 'https://centro.example', dataFolder: folder }, { territory: land.territory, keys: await openKeys(folder, { known: [], now: clock.now() }) })
  const http = createHttp({ log, origins: [], authenticate: async (request) => people[String(request.headers['x-test'])] ?? anonymous })
  http.mount(routes)

  const call = async (who: string | undefined, method: string, url: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await http.inject({
      method: method as 'GET', url,
      headers: { ...(who ? { 'x-test': who } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
    })
    return { status: answer.statusCode, body: answer.body.startsWith('{') ? JSON.parse(answer.body) : answer.body, headers: answer.headers, raw: answer.rawPayload }
  }
  const get = (who: string | undefined, url: string) => call(who, 'GET', url)
  const post = (who: string | undefined, url: string, body?: unknown) => call(who, 'POST', url, body)

  const opened = await post('analyst', '/api/cases', {
    requestId: randomUUID(), providerId: land.partyId(NUBILIS), title: 'Fermo di Nubilis Cloud', occurredAt: '2026-12-08T06:00:00+01:00',
    effects: { unavailable: true, exposed: true, tampered: false }, conditions: [{ kind: 'csirt', askedBy: 'CSIRT di prova' }],
  })
  expect(opened.status).toBe(201)
  const mainId: string = opened.body.id
  const tiedId = async (name: string) => (await t.sql<{ id: string }>(`select id from cases."case" where main_id = $1 and party_name like '%' || $2`, [mainId, name]))[0]!.id
  const linkOf = async (name: string) => {
    const [row] = await t.sql<{ body: string }>(`select body from platform.delivery where about = $1 and key like 'cases.question:%' order by id desc`, [`case:${await tiedId(name)}`])
    return /\/r\/([A-Za-z0-9_-]+)/.exec(row!.body)![1]!
  }
  /** Five words: hit by the link, no, "I don't know", hit on the phone, hit in the space. */
  const answer = async () => {
    const services = (await get(undefined, `/api/cases/reply/${await linkOf('Corvasse')}`)).body.services as { id: string }[]
    await post(undefined, `/api/cases/reply/${await linkOf('Corvasse')}`, { answer: 'hit', awareAt: '2026-12-08T06:10:00+01:00', personalData: 'yes', contactName: 'Anna Bruni', services: [{ id: services[0]!.id, state: 'down' }] })
    await post(undefined, `/api/cases/reply/${await linkOf('Pontescuro')}`, { answer: 'not_hit', contactName: 'Luc Moreau' })
    await post(undefined, `/api/cases/reply/${await linkOf('Acquarsa')}`, { answer: 'unknown', contactName: 'Piero' })
    await post('analyst', `/api/cases/${await tiedId('Torrelenta')}/answer`, { answer: 'hit', callerName: 'Ufficio anagrafe', awareAt: '2026-12-08T05:00:00Z' })
    await post('montelare', `/api/cases/${await tiedId('Montelare')}/answer`, { answer: 'hit', personalData: 'no' })
  }
  const close = async () => { await http.close(); await t.close(); rmSync(folder, { recursive: true, force: true }) }
  return { t, land, people, clock, folder, routes, service, mainId, call, get, post, tiedId, linkOf, answer, close }
}
