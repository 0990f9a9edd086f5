/** The whole centre on a real database, small: one provider, two bodies that stand on it, their people and contacts. For tests only. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose, type Setting } from '#apps/server/compose.ts'
import type { BuiltWeb } from '#apps/server/web.ts'
import { fixedClock } from '#platform/clock.ts'
import { LIVE, system, type Actor, type Role } from '#platform/contract/index.ts'
import { deliverRealm } from '#platform/events/index.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import type { Ground } from '#platform/module.ts'
import { testDatabase } from '#platform/testing/database.ts'

const registry = 'code,name,kind,province,population\nA,Comune di Alfarena,municipality,Nord,4000\nB,Comune di Bettola Nuova,municipality,Sud,9000\nP,Perinube Cloud,provider,,\n'
const services = 'code,party,name,category,people_served,data_classes\nA.ana,A,Anagrafe di Alfarena,registry-office,4000,common\nB.ana,B,Anagrafe di Bettola,registry-office,9000,common\nP.cloud,P,Macchine,cloud-infrastructure,,\n'
const dependencies = 'service,on,kind,source,confidence\nA.ana,P.cloud,hosting,contract,1\nB.ana,P.cloud,hosting,contract,1\n'
export const PASSWORD = 'ponte-levatoio-1291'

/** A public document as data: what its page can show is what stands here. */
const asData: Pick<BuiltWeb, 'render' | 'assets'> = { render: (route, document) => JSON.stringify({ route, ...document }), assets: { css: '/assets/public.css', fonts: [] } }

/** `web`: the built one, for a browser. */
export async function testMessages({ web = asData, publicUrl = 'https://centro.velarda.example', at = '2026-11-25T09:00:00Z', setting = {}, given = {} }: { web?: Pick<BuiltWeb, 'render' | 'assets'>; publicUrl?: string; at?: string; setting?: Setting; /** What a configuration adds. */ given?: Partial<Ground> } = {}) {
  const t = await testDatabase()
  const clock = fixedClock(new Date(at))
  const dataFolder = mkdtempSync(join(tmpdir(), 'bastida-messages-'))
  const log = createLog('error', clock.now)
  const mailer = createMailer({ smtpUrl: undefined, from: 'centro@velarda.example', folder: join(dataFolder, 'mail') })
  const secret = 'only for tests, thirty-two signs or more'
  const centre = compose({
    ground: { db: t.db, clock, log, mailer, publicUrl, dataFolder, ...given }, ready: { connect: t.connect, serverVersion: '18', migrations: { applied: 1, latest: '' } },
    database: 'external', authPool: t.authPool, workerPool: t.workerPool, secret, keys: await openKeys(dataFolder, { known: [], now: clock.now() }), close: async () => {},
  }, '0.0.0', web, setting)
  const token = (await centre.identity.service.prepareSetup())!
  await centre.identity.service.setUp({
    token, centre: { name: { it: 'Centro Velarda', fr: 'Centre Velarda', en: 'Velarda Centre' }, region: { it: 'Velarda', fr: 'Velarda', en: 'Velarda' }, country: 'IT', languages: ['it', 'fr', 'en'], timeZone: 'Europe/Rome', phone: '800 000 000', hours: '' },
    coordinator: { name: 'Cora Coordinatrice', email: 'coordinator@prova.example', password: PASSWORD },
  }, { secondFactor: false })
  const actor = system('test')
  const importing = async (fileName: string, content: string) => { await centre.territory.service.importRegistry(actor, { stream: (async function* () { yield Buffer.from(content) })(), fileName }) }
  await importing('parties.csv', registry)
  await importing('services.csv', services)
  await importing('dependencies.csv', dependencies)
  const party = Object.fromEntries((await t.sql<{ id: string; code: string }>('select id, code from territory.party')).map(({ id, code }) => [code, id])) as Record<'A' | 'B' | 'P', string>
  const contact = (who: 'A' | 'B' | 'P', role: string, email: string, language = 'it') => t.sql(`insert into territory.contact (party_id, role, name, email, language, updated_at) values ($1, $2, $3, $4, $5, now())`, [party[who], role, `Contatto ${role}`, email, language])
  const person = async (name: string, role: Role, partyId: string) => (await centre.identity.service.createPerson(actor, { name, email: `${name.toLowerCase()}@prova.example`, password: PASSWORD, memberships: [{ role, partyId }] })).id
  const settle = () => deliverRealm(t.workerPool, centre.listeners, LIVE)
  const run = async (name: string) => centre.messages.periodic.find((one) => one.name === name)!.run(undefined as never)
  const mails = () => t.sql<{ id: number; key: string; recipient: string; subject: string; body: string; about: string; state: string; party_id: string | null; unsubscribe_url: string }>(`select * from platform.delivery where key like 'messages.%' order by id`)
  const items = () => t.sql<{ address: string; kind: string; pace: string; state: string; changes: number; object: string; party_id: string }>(`select r.address, i.kind, i.pace, i.state, i.changes, i.object, i.party_id from messages.item i join messages.recipient r on r.id = i.recipient_id order by r.address, i.kind, i.id`)
  const open = async (more: object = {}) => {
    const { mainId } = await centre.cases.service.open(actor, { providerId: party.P, title: 'Fermo di un fornitore', occurredAt: new Date(clock.now().getTime() - 3_600_000), effects: { unavailable: true, exposed: false, tampered: false }, description: {}, requestId: randomUUID(), ...more })
    const [tied] = await t.sql<{ id: string }>('select id from cases."case" where main_id = $1 and party_id = $2', [mainId, party.A])
    return { mainId, tied: tied!.id }
  }
  const http = centre.listen()
  const actorOf = (roles: Role[], parties: string[], id: string): Actor => ({ kind: 'person', id, name: 'Persona', roles, scope: parties.length > 0 ? 'parties' : 'all', parties, realm: LIVE })
  const signIn = async (email: string) => {
    const answer = await http.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password: PASSWORD } })
    if (answer.statusCode !== 200) throw new Error(`${email} cannot sign in: ${answer.body}`)
    const cookie = [answer.headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0]).join('; ')
    return async (method: 'GET' | 'PATCH' | 'PUT' | 'POST' | 'DELETE', url: string, body?: object) => {
      const reply = await http.inject({ method, url, headers: { cookie, accept: 'application/json' }, ...(body ? { payload: body } : {}) })
      return { status: reply.statusCode, json: reply.body && String(reply.headers['content-type']).includes('json') ? reply.json() : undefined }
    }
  }
  return {
    t, clock, centre, http, party, secret, mailer, contact, person, settle, run, mails, items, open, signIn, actorOf,
    advance: (ms: number) => clock.advance(ms), send: () => run('messages.send'),
    close: async () => { await http.close(); await t.close(); rmSync(dataFolder, { recursive: true, force: true }) },
  }
}
export type TestMessages = Awaited<ReturnType<typeof testMessages>>
