/** The real cases, territory and obligations behind a fixed session, with the demonstration region and one case open: what the console's pages are looked at with. */
import type { FastifyInstance } from 'fastify'
import { createCases } from '#modules/cases/server/index.ts'
import { createObligations } from '#modules/obligations/server/index.ts'
import { createTerritory } from '#modules/territory/server/index.ts'
import { fixedClock } from '#platform/clock.ts'
import { system, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { deliverRealm } from '#platform/events/index.ts'
import { createHttp } from '#platform/http/index.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import type { TestDatabase } from '#platform/testing/database.ts'
import { fileAt, page } from '../support/web.ts'

export const sixInTheMorning = new Date('2026-12-08T05:00:00Z')
export const analyst: Actor = { kind: 'person', id: 'a2', name: 'Ada Fittizia', roles: ['analyst'], scope: 'all', parties: [], realm: 'live' }
export const memberOf = (partyId: string): Actor => ({ kind: 'person', id: 'm1', name: 'Bruna Finta', roles: ['member'], scope: 'parties', parties: [partyId], realm: 'live' })

export type House = {
  readonly http: FastifyInstance
  readonly clock: ReturnType<typeof fixedClock>
  readonly mainId: string
  readonly providerId: string
  /** A tied body that has not answered, one that was hit. */
  readonly waiting: { caseId: string; partyId: string; name: string }
  readonly hit: { caseId: string; partyId: string; name: string }
  /** Who is signed in from now on. */
  signIn(actor: Actor, parties?: readonly { id: string; name: string }[]): void
  close(): Promise<void>
}

export async function openHouse({ db, sql, workerPool }: TestDatabase, folder: string): Promise<House> {
  const clock = fixedClock(new Date('2026-12-08T05:14:00Z'))
  const log = createLog('error', () => clock.now())
  await sql(`update platform.centre set name = '{"it":"Centro Velarda","fr":"Centre Velarda","en":"Velarda Centre"}', region = '{"it":"Regione Velarda"}', contacts = '{"phone":"800 000 000"}'`)
  const ground = { db, clock, log, mailer: createMailer({ smtpUrl: undefined, from: 'centro@velarda.example', folder }), publicUrl: 'https://centro.velarda.example', dataFolder: folder }
  const territory = createTerritory(ground)
  const cases = createCases(ground, { territory: territory.service, keys: await openKeys(folder, { known: [], now: clock.now() }) })
  const obligations = createObligations(ground, { cases: cases.service, territory: territory.service })
  await territory.service.seedDemo(system('demo'))
  const [provider] = await sql(`select id from territory.party where name = 'Nubilis Cloud' limit 1`) as { id: string }[]
  const providerId = provider!.id
  const opened = await cases.service.open(analyst, { providerId, title: 'Fermo di Nubilis Cloud', occurredAt: sixInTheMorning, effects: { unavailable: true, exposed: true, tampered: false }, description: { summary: 'Macchine virtuali cifrate nella notte.' }, conditions: [{ kind: 'prosecutor', askedBy: 'Procura di Lumera' }] })
  const bodies = await db.as(analyst, async (tx: Tx) => {
    const tied = await cases.service.tiedOf(tx, opened.mainId)
    const municipalities = new Set((await territory.service.parties(tx, tied.map((one) => one.partyId))).filter((party) => party.kind === 'municipality').map((party) => party.id))
    return tied.filter((one) => municipalities.has(one.partyId)).toSorted((a, b) => (a.expectedAt?.getTime() ?? 0) - (b.expectedAt?.getTime() ?? 0))
  })
  await play(cases.service, clock, bodies, opened.mainId)
  // What the outbox holds is delivered here: the background of a whole centre is not what these pages need.
  await deliverRealm(workerPool, obligations.listeners, 'live')
  const [hitBody, waitingBody] = [bodies[0]!, bodies.at(-1)!]

  let actor: Actor = analyst
  let parties: readonly { id: string; name: string }[] = []
  const http = createHttp({ log, origins: [], authenticate: async () => actor })
  http.mount([...territory.routes, ...cases.routes, ...obligations.routes])
  http.get('/api/identity/session', async () => ({
    signedIn: true, person: { id: actor.id, name: actor.name, email: 'persona@velarda.example', twoFactor: true, passkeys: 1 }, roles: actor.roles, parties,
    memberships: actor.roles.map((role) => ({ role, partyId: actor.parties[0] ?? null })),
    centre: { name: { it: 'Centro Velarda', fr: 'Centre Velarda', en: 'Velarda Centre' }, region: { it: 'Velarda', fr: 'Velarda', en: 'Velarda' }, demo: true, languages: ['it', 'fr', 'en'], timeZone: 'Europe/Rome', phone: '800 000 000', hours: '8–20', ready: true, country: 'IT' },
  }))
  serveFiles(http)
  return {
    http, clock, mainId: opened.mainId, providerId,
    hit: { caseId: hitBody.id, partyId: hitBody.partyId, name: hitBody.partyName }, waiting: { caseId: waitingBody.id, partyId: waitingBody.partyId, name: waitingBody.partyName },
    signIn: (who, of = []) => { actor = who; parties = of },
    close: () => http.close(),
  }
}

type Service = ReturnType<typeof createCases>['service']

/** A day of answers: some hit, some not, one back, a log line, a decision. */
async function play(cases: Service, clock: ReturnType<typeof fixedClock>, bodies: readonly { id: string }[], mainId: string) {
  const answers = ['hit', 'hit', 'hit', 'not_hit', 'hit', 'unknown', 'hit', 'not_hit'] as const
  for (const [i, body] of bodies.slice(0, Math.floor(bodies.length * 0.6)).entries()) {
    clock.advance(7 * 60_000)
    const answer = answers[i % answers.length]!
    const awareAt = answer === 'hit' && i % 2 === 0 ? new Date(clock.now().getTime() - 1_800_000) : null
    const personalData = answer === 'hit' && i % 3 === 0 ? 'yes' as const : 'unknown' as const
    await cases.answer(analyst, body.id, { answer, awareAt, personalData, channel: i % 4 === 0 ? 'phone' : 'mail', note: i === 0 ? 'Anagrafe ferma dalle sei, sportello su carta.' : '', by: 'Carla Inventata' })
    if (answer === 'hit' && i % 5 === 4) await cases.observe(analyst, body.id, 'working')
  }
  await cases.observe(analyst, mainId, 'down')
  clock.set(new Date('2026-12-09T10:40:00Z'))
}

/** The built client, and its page for every other address. */
export function serveFiles(http: FastifyInstance) {
  http.get('/*', (request, reply) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    if (pathname.startsWith('/api/')) return reply.status(404).send({ code: 'not_found' })
    const { headers, bytes } = fileAt(pathname) ?? page
    return reply.headers(headers).send(bytes)
  })
}
