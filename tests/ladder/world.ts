/**
 * A small world, made through the front door of the whole composed server: two bodies, A and B, that stand on the same
 * provider P; B also on Q. Each has its cases, its papers, its people. Everything of B carries one invented word, so that
 * a leak is found by reading. All names are invented.
 */
import { createHash, randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { Resolver } from 'node:dns/promises'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { compose, type Composed } from '#apps/server/compose.ts'
import { REALM_COOKIE } from '#modules/exercise/contract.ts'
import { tokenOf } from '../../modules/messages/server/token.ts'
import { systemClock } from '#platform/clock.ts'
import { addressOf } from '#platform/contract/client.ts'
import { LIVE, system, type Endpoint, type Role } from '#platform/contract/index.ts'
import { deliverRealm } from '#platform/events/index.ts'
import { createLog } from '#platform/log/index.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import { testDatabase } from '#platform/testing/database.ts'

/** Stands in every text of B, and nowhere else. */
export const SECRET = 'Segretara'
/** Stands in every text of a case that is TLP:RED: A is tied to it, and must not know. */
export const RED = 'Rubinara'
const PASSWORD = 'ponte-levatoio-1291'

export const callers = ['nobody', 'researcher', 'provider', 'member', 'admin', 'liaison', 'analyst', 'coordinator'] as const
export type Caller = (typeof callers)[number]
/** Whose objects: the two bodies, the two providers, and A and P again in the case that is red. */
export const holders = ['a', 'b', 'p', 'q', 'red', 'redMain'] as const
export type Holder = (typeof holders)[number]
/** Ids of one holder's objects, by the name that a path gives them. Absent: this holder has none. */
export type Ids = Readonly<Partial<Record<string, string>>>

export type Sent = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown; bytes?: { type: string; content: string }; /** The exercise that the asker is in. */ realm?: string }
export type Answer = { readonly status: number; readonly text: string; readonly json: ReturnType<typeof JSON.parse>; readonly type: string }
export type World = Awaited<ReturnType<typeof createWorld>>

const registry = `code,name,kind,province,population,mail
A,Comune di Alfarena,municipality,Nord,4000,a@alfarena.example
B,Comune di ${SECRET},municipality,Sud,9000,b@segretara.example
P,Perinube Cloud,provider,,,p@perinube.example
Q,Quercenube Cloud,provider,,,q@quercenube.example
R,Ripanube Cloud,provider,,,
D,Presidio Nord,district,Nord,,
U,Unione Alta,union,Nord,,
`
const services = `code,party,name,category,people_served,data_classes
A.ana,A,Anagrafe di Alfarena,registry-office,4000,common
A.mail,A,Posta di Alfarena,mail,50,
B.ana,B,Anagrafe di ${SECRET},registry-office,9000,common
B.mail,B,Posta di ${SECRET},mail,90,
P.cloud,P,Macchine,cloud-infrastructure,,
P.box,P,Caselle,mail,,
Q.cloud,Q,Server,cloud-infrastructure,,
R.cloud,R,Archivio,storage,,
`
// B's edge on P is only guessed: P's contact may not learn of it. Of A it has declared word.
const dependencies = `service,on,kind,source,confidence
A.ana,P.cloud,hosting,contract,1
A.mail,P.box,hosting,mx record,0.6
B.ana,P.cloud,hosting,guess,0.6
B.mail,P.box,hosting,guess,0.6
B.ana,Q.cloud,hosting,contract,1
`

/** The net knows no name of this world, and no question leaves this machine. */
const silenceNet = () => (['resolveMx', 'resolveNs', 'resolveCname', 'resolveTxt', 'resolve4', 'reverse'] as const).map((question) =>
  vi.spyOn(Resolver.prototype, question).mockImplementation(() => Promise.reject(Object.assign(new Error(`${question} ENOTFOUND`), { code: 'ENOTFOUND' }))))

export async function createWorld(publicUrl = 'http://localhost:8080') {
  const net = silenceNet()
  const t = await testDatabase()
  const dataFolder = mkdtempSync(join(tmpdir(), 'bastida-ladder-'))
  const errors: string[] = []
  const log = createLog('error', systemClock.now, (line) => errors.push(line))
  const mailer = createMailer({ smtpUrl: undefined, from: 'centro@bastida.example', folder: join(dataFolder, 'mail') })
  const centre: Composed = compose({
    ground: { db: t.db, clock: systemClock, log, mailer, publicUrl, dataFolder }, ready: { connect: t.connect, serverVersion: '18', migrations: { applied: 1, latest: '' } },
    database: 'external', authPool: t.authPool, workerPool: t.workerPool, secret: 'only for tests, thirty-two signs or more', keys: await openKeys(dataFolder, { known: [], now: systemClock.now() }), close: async () => {},
    // A public document as data: what its page can show is what stands here. The drawing has tests of its own.
  }, '0.0.0', { render: (route, document) => JSON.stringify({ route, ...document }), assets: { css: '/assets/public.css', fonts: [] } })
  const http = centre.listen()
  const endpoints = centre.routes.map((route) => route.endpoint)
  const endpoint = (id: string): Endpoint => { const found = endpoints.find((one) => one.id === id); if (!found) throw new Error(`no endpoint ${id}`); return found }

  const cookies = new Map<string, string>()
  async function send(who: string, to: Endpoint, { params = {}, query = {}, body, bytes, realm }: Sent = {}): Promise<Answer> {
    const cookie = [cookies.get(who) ?? [], realm === undefined ? [] : `${REALM_COOKIE}=${realm}`].flat().join('; ')
    const answer = await http.inject({
      method: to.method, url: addressOf({ path: to.path.replace('*', ':rest') }, { ...params, rest: params['*'] }, query).replaceAll('%2F', '/'),
      headers: { accept: 'application/json', 'accept-language': 'en', ...(cookie ? { cookie } : {}), ...(bytes ? { 'content-type': bytes.type } : body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(bytes ? { payload: bytes.content } : body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    const type = String(answer.headers['content-type'] ?? '')
    return { status: answer.statusCode, text: answer.body, type, json: type.includes('json') && answer.body ? answer.json() : undefined }
  }
  /** For arranging: what does not succeed is an error of the world. */
  async function done(who: string, id: string, sent: Sent = {}): Promise<Answer['json']> {
    const answer = await send(who, endpoint(id), sent)
    if (answer.status >= 300) throw new Error(`${who} ${id}: ${answer.status} ${answer.text}`)
    return answer.json
  }
  const one = async (text: string, values: unknown[] = []): Promise<string> => {
    const row = (await t.sql(text, values))[0]
    if (!row) throw new Error(`nothing found: ${text} ${values.join(' ')}`)
    return String(Object.values(row)[0])
  }
  /** What the outbox holds, delivered here and now. */
  const settle = () => deliverRealm(t.workerPool, centre.listeners, LIVE)

  // The centre and its people.
  const token = (await centre.identity.service.prepareSetup())!
  await done('nobody', 'identity.setUp', { body: {
    token, coordinator: { name: 'Cora Coordinatrice', email: 'coordinator@prova.example', password: PASSWORD },
    centre: { name: { it: 'Centro', fr: 'Centre', en: 'Centre' }, region: { it: 'Velarda', fr: 'Velarda', en: 'Velarda' }, country: 'IT', languages: ['it', 'fr', 'en'], timeZone: 'Europe/Rome', phone: '', hours: '' },
  } })
  const signIn = async (name: string) => {
    const answer = await http.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email: `${name.toLowerCase()}@prova.example`, password: PASSWORD } })
    if (answer.statusCode !== 200) throw new Error(`${name} cannot sign in: ${answer.body}`)
    cookies.set(name, [answer.headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split(';')[0]).join('; '))
  }
  /** Their second step is given: making and proving one is tested in identity. */
  const prove = () => t.sql(`with proven as (update identity.session set strong = true returning "userId") update identity."user" set "twoFactorEnabled" = true where id in (select "userId" from proven)`)
  await signIn('coordinator')
  await prove()
  let badImport = ''
  for (const [fileName, content] of Object.entries({ 'parties.csv': registry, 'services.csv': services, 'dependencies.csv': `${dependencies}A.ana,A.none,hosting,nobody,1\n` })) {
    badImport = (await done('coordinator', 'territory.upload', { query: { fileName }, bytes: { type: 'application/octet-stream', content } })).id
    await done('coordinator', 'territory.run_import', { params: { importId: badImport } })
  }
  const party = Object.fromEntries((await t.sql<{ id: string; code: string }>('select id, code from territory.party')).map(({ id, code }) => [code.toLowerCase(), id])) as Record<'a' | 'b' | 'p' | 'q' | 'r' | 'd' | 'u', string>
  await t.sql('update territory.party set district_id = $1 where code = $2', [party.d, 'A'])
  await done('coordinator', 'territory.acts_for', { params: { partyId: party.u }, body: { memberId: party.b, actsFor: false } })

  const people: readonly { name: string; role: Role; at: string | null }[] = [
    { name: 'analyst', role: 'analyst', at: null }, { name: 'researcher', role: 'researcher', at: null }, { name: 'liaison', role: 'liaison', at: party.d }, { name: 'provider', role: 'provider', at: party.p },
    { name: 'member', role: 'member', at: party.a }, { name: 'admin', role: 'admin', at: party.a }, { name: SECRET, role: 'admin', at: party.b }, { name: 'quercia', role: 'provider', at: party.q },
  ]
  await Promise.all(people.map(async ({ name, role, at }) => {
    const { id } = await centre.identity.service.createPerson(system('test'), { name: `Persona ${name}`, email: `${name.toLowerCase()}@prova.example`, memberships: [{ role, partyId: at }] })
    // The coordinator's password, as it is kept: making eight of them anew takes longer than all the rest.
    await t.sql(`insert into identity.account ("accountId", "providerId", "userId", password, "updatedAt") select $1::text, 'credential', $1::uuid, password, now() from identity.account where "providerId" = 'credential' limit 1`, [id])
    await signIn(name)
  }))
  await prove()
  // A coordinator whose second step is still owed: every role sleeps.
  await centre.identity.service.createPerson(system('test'), { name: 'Persona a metà', email: 'half@prova.example', password: PASSWORD, memberships: [{ role: 'coordinator', partyId: null }] })
  await signIn('half')

  // What bodies say of themselves. B's data lie on a service of P, which may not learn of it.
  const holdings = {} as Record<'a' | 'b' | 'p' | 'q', { holdingId: string; contactId: string }>
  for (const [holder, who, heldOn] of [['a', 'admin', null], ['b', SECRET, 'P.cloud'], ['p', 'analyst', null], ['q', 'analyst', null]] as const) {
    const params = { partyId: party[holder] }
    const said = async (id: string, body: object) => (await done(who, id, { params, body })).id as string
    holdings[holder] = {
      holdingId: await said('territory.save_dataset', { name: `Elenco di ${holder === 'b' ? SECRET : holder}`, classes: ['common'], serviceId: null, heldOnId: heldOn && await one('select id from territory.service where code = $1', [heldOn]) }),
      contactId: await said('territory.save_contact', { role: 'it', name: `Tecnica di ${holder === 'b' ? SECRET : holder}`, phone: '0555 100' }),
    }
  }
  await done(SECRET, 'territory.save_asset', { params: { partyId: party.b }, body: { kind: 'domain', value: 'segretara.example', serviceId: null } })
  await done(SECRET, 'territory.state_fact', { params: { partyId: party.b, fact: 'population' }, body: { value: 9100, source: `Delibera di ${SECRET}` } })

  // Two providers fall: A and B are tied to P's case, B also to Q's.
  const occurredAt = new Date(systemClock.now().getTime() - 6 * 3_600_000).toISOString()
  const main = async (providerId: string, more: object = {}) => (await done('analyst', 'cases.open', { body: {
    requestId: randomUUID(), providerId, title: 'Fermo di un fornitore', occurredAt, effects: { unavailable: true, exposed: true, tampered: false }, conditions: [{ kind: 'csirt', askedBy: 'CSIRT di prova' }], ...more,
  } })).id as string
  const mains = { p: await main(party.p), q: await main(party.q), red: await main(party.p, { title: `Fermo ${RED}`, tlp: 'red', description: { notes: RED } }) }
  await settle()
  const caseOf = (partyId: string, mainId: string) => one('select id from cases."case" where party_id = $1 and main_id = $2', [partyId, mainId])
  const cases: Record<Holder, string> = { p: mains.p, q: mains.q, a: await caseOf(party.a, mains.p), b: await caseOf(party.b, mains.p), red: await caseOf(party.a, mains.red), redMain: mains.red }

  // Papers of each, by its own people; B's all say the word.
  const own: Record<Holder, string> = { a: 'member', b: SECRET, p: 'provider', q: 'quercia', red: 'analyst', redMain: 'analyst' }
  const evidence = {} as Record<Holder, string>
  await done('coordinator', 'playbooks.starters', { body: {} })
  const playbookId = await one(`select id from playbooks.playbook where name = 'Ransomware'`)
  const runs = {} as Record<Holder, string>
  for (const holder of holders) {
    const [who, params] = [own[holder], { caseId: cases[holder] }]
    const word = holder === 'b' ? SECRET : holder === 'red' || holder === 'redMain' ? RED : 'Alfarena'
    await done(who, 'cases.log', { params, body: { text: `Nota di ${word}` } })
    await done(who, 'cases.layTasks', { params, body: { situation: 'provider_down' } })
    runs[holder] = (await done('analyst', 'playbooks.start', { params, body: { playbookId, requestId: randomUUID() } })).runId
    await done('analyst', 'cases.decide', { params, body: { text: `Decisione per ${word}`, reasons: 'Così.' } })
    await done('analyst', 'cases.addCondition', { params, body: { kind: 'other', askedBy: `Autorità di ${word}` } })
    evidence[holder] = (await done(who, 'cases.uploadEvidence', { params, query: { fileName: `registro-${word}.bin` }, bytes: { type: 'application/octet-stream', content: word } })).id
    if (holder === 'p' || holder === 'q' || holder === 'redMain') { await done('analyst', 'cases.writeReport', { params, body: {} }); continue }
    await done(who, 'cases.describe', { params, body: { version: Number(await one('select version from cases."case" where id = $1', [cases[holder]])), description: { notes: word } } })
    await done(who, 'cases.keep', { params: { ...params, field: 'notes' }, body: { version: Number(await one('select version from cases."case" where id = $1', [cases[holder]])), mark: 'regulator', reason: `Per ${word}` } })
    await done(who, 'cases.answer', { params, body: { answer: 'hit', ...(who === 'analyst' ? { callerName: RED } : {}), note: `Nota di ${word}`, personalData: 'yes', awareAt: occurredAt } })
  }
  await settle()
  await done('coordinator', 'notices.add_hook', { body: { url: 'https://centro.example/hook' } })
  const hook = async (who: string, partyId: string) => (await done(who, 'notices.add_hook', { body: { partyId, url: `https://${who.toLowerCase()}.example/hook` } })).id as string
  const calendar = async (who: string) => new URL((await done(who, 'obligations.createCalendar')).url).pathname.split('/')[2]!
  /** Whose key and session it is that a holder has. */
  const keeperOf: Record<Holder, string> = { a: 'admin', b: SECRET, p: 'provider', q: 'quercia', red: '', redMain: '' }
  const ids = {} as Record<Holder, Ids>
  for (const holder of holders) {
    const caseId = cases[holder]
    const isRed = holder === 'red' || holder === 'redMain'
    const partyId = party[holder === 'red' ? 'a' : holder === 'redMain' ? 'p' : holder]
    const personId = isRed ? '' : (await done('coordinator', 'identity.invite', { body: { name: `Nuova di ${holder === 'b' ? SECRET : holder}`, email: `nuova-${holder}@prova.example`, memberships: [{ role: 'member', partyId }] } })).id
    ids[holder] = {
      caseId, evidenceId: evidence[holder], runId: runs[holder],
      ...(holder === 'red' || holder === 'redMain' ? {} : holdings[holder]),
      ...(isRed ? {} : {
        delegationId: randomUUID(),
        emergencyId: await one(`insert into identity.emergency (user_id, role, reason, given_at, until, told_at) select id, 'analyst', $1, now() - interval '9 hours', now() - interval '8 hours', now() from identity."user" where email = $2 returning id`, [`Accesso di emergenza di ${holder === 'b' ? SECRET : holder}`, 'researcher@prova.example']),
        tokenId: await one(`insert into identity.api_token (user_id, name, token_hash, scopes, strong, made_at, expires_at) select id, $1, $1, '{read}', false, now(), now() + interval '9 days' from identity."user" where email = $2 returning id`, [`chiave di ${holder === 'b' ? SECRET : holder}`, `${keeperOf[holder].toLowerCase()}@prova.example`]),
        sessionId: await one(`insert into identity.session ("expiresAt", token, "updatedAt", "userId") select now() + interval '1 hour', $1, now(), id from identity."user" where email = $2 returning id`, [`laid by ${holder}`, `${keeperOf[holder].toLowerCase()}@prova.example`]),
      }),
      ...(isRed ? {} : { partyId, personId, membershipId: await one('select id from identity.membership where user_id = $1', [personId]) }),
      conditionId: await one(`select id from cases.condition where case_id = $1 and kind = 'other'`, [caseId]),
      taskId: await one('select id from cases.task where case_id = $1 order by position limit 1', [caseId]),
      obligationId: await one(`select id from obligations.obligation where case_id = $1 order by regime <> 'EU-GDPR33', place limit 1`, [caseId]),
      ...(isRed ? {} : { serviceId: await one('select id from territory.service where party_id = $1 order by code limit 1', [partyId]) }),
      ...(holder === 'p' || holder === 'q' || holder === 'redMain' ? {} : { noticeId: await one('select id from notices.notice where case_id = $1', [caseId]) }),
      ...(holder === 'a' || holder === 'b' ? {
        dependencyId: await one(`select id from territory.dependency where party_id = $1 and state = 'proposed' order by confidence limit 1`, [partyId]),
        deliveryId: await one('select id from platform.delivery where about = $1', [`case:${caseId}`]),
        hookId: await hook(holder === 'a' ? 'admin' : SECRET, partyId),
        reply: /\/r\/([\w-]+)/.exec(await one('select body from platform.delivery where about = $1', [`case:${caseId}`]))![1]!,
        calendar: await calendar(own[holder]),
      } : {}),
    }
  }
  // Reports: a body's own, and those that the centre wrote down for others.
  const reports = {} as Record<Holder, string>
  for (const holder of holders) {
    const who = holder === 'a' ? 'member' : holder === 'b' ? SECRET : 'analyst'
    const word = holder === 'b' ? SECRET : holder === 'red' || holder === 'redMain' ? RED : 'Alfarena'
    reports[holder] = (await done(who, 'intake.file', { body: { partyId: ids[holder].partyId ?? (holder === 'red' ? party.a : party.p), who: 'body', whoName: `Comune di ${word}`, situation: 'phishing', words: `Un messaggio falso a ${word}`, contact: { name: `Chi scrive di ${word}` }, ...(holder === 'red' || holder === 'redMain' ? { tlp: 'red' } : {}) } })).id
    await t.sql(`insert into intake.attachment (id, report_id, party_id, signal_id, part, file_name, bytes, sha256) select gen_random_uuid(), report_id, party_id, id, 0, $2, 1, sha256('') from intake.signal where report_id = $1`, [reports[holder], `allegato di ${word}.pdf`])
    ids[holder] = { ...ids[holder], reportId: reports[holder], signalId: await one('select id from intake.signal where report_id = $1', [reports[holder]]) }
  }
  // What came by the other roads: a mail with a file, a table with a row that does not go in, a program.
  const letter = await centre.intake.roads.mail.file(system('test'), { bytes: Buffer.from('From: uno@prova.example\r\nMessage-ID: <prova@prova.example>\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain\r\n\r\nUna lettera\r\n--B\r\nContent-Disposition: attachment; filename=a.bin\r\n\r\nabc\r\n--B--\r\n') })
  ids.a = {
    ...ids.a, attachmentId: await one('select id from intake.attachment where report_id = $1', [letter.reportId]), sourceId: (await done('coordinator', 'intake.add_source', { body: { name: 'Programma', partyId: party.a } })).id,
    reportImportId: (await done('analyst', 'intake.import', { bytes: { type: 'text/csv', content: 'subject,situation\nUna riga,phishing\nUn’altra,boh\n' } })).id,
    attackImportId: (await done('analyst', 'observatory.import', { bytes: { type: 'application/octet-stream', content: '{"incident_id":"x"}\n{\n' } })).id,
  }
  const merged = await done('analyst', 'intake.merge', { body: { requestId: randomUUID(), reportIds: [(await done('analyst', 'intake.file', { body: { words: 'Altro' } })).id], into: { caseId: mains.p } } })
  // A form that is being written, and one that was sent.
  const written = async (sent: boolean) => {
    const post = async (path: string, fields: Record<string, string>) => String((await http.inject({ method: 'POST', url: path, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams(fields).toString() })).headers['location'])
    const token = /\/report\/([\w-]+)\//.exec(await post('/report', { situation: 'unknown', words: randomUUID() }))![1]!
    if (sent) { await post(`/report/${token}/who`, { who: 'unknown' }); await post(`/report/${token}/reach`, { go: 'sure' }) }
    return token
  }
  const [draft, sentDraft] = [await written(false), await written(true)]
  const exerciseId = randomUUID()
  await t.sql(`insert into exercise.run (id, realm, name, state, zero_at, started_at, by) values ($1, $2, 'westpole', 'done', now(), now(), 'prova')`, [exerciseId, `ex:${exerciseId}`])

  // A goes public by two people's word; B has said its own and waits.
  const notice = (id: string) => one('select version from notices.notice where id = $1', [id]).then((version) => ({ params: { noticeId: id }, body: { version: Number(version) } }))
  await done('member', 'notices.confirm', await notice(ids.a.noticeId!))
  await done('admin', 'notices.publish', await notice(ids.a.noticeId!))
  await done(SECRET, 'notices.confirm', await notice(ids.b.noticeId!))
  await done(SECRET, 'notices.say', { params: { partyId: party.b }, body: { services: [{ name: `Sportello di ${SECRET}`, state: 'down' }] } })

  // Followers: one confirmed and one that waits for A, whose links are then at hand; one of B.
  const [follow, unfollow] = [randomUUID(), randomUUID()]
  const follower = (partyId: string, email: string, hash: string | null, end: string) => t.sql(`insert into notices.subscription (id, realm, party_id, email, lang, confirm_hash, confirm_expires_at, unsubscribe_token, created_at, asked_at, confirmed_at)
    values (gen_random_uuid(), 'live', $1, $2, 'it', $3::text, case when $3::text is null then null else now() + interval '1 day' end, $4, now(), now(), case when $3::text is null then now() end)`, [partyId, email, hash, end])
  await follower(party.a, 'uno@prova.example', createHash('sha256').update(follow).digest('hex'), randomUUID())
  await follower(party.a, 'due@prova.example', null, unfollow)
  await follower(party.b, `${SECRET.toLowerCase()}@prova.example`, null, randomUUID())

  // What the front door gives B only in public, or never: one row in every table, so that each wall has something to hide.
  const rows: readonly [string, ...unknown[]][] = [
    [`insert into territory.alias (registry, code, party_id) values ('prova', 'B', $1)`],
    [`insert into intake.source (id, party_id, name, secret, made_at, made_by) values (gen_random_uuid(), $1, 'Programma di ${SECRET}', '${SECRET}', now(), 'x')`],
    [`insert into territory.boundary (party_id, geometry, updated_at) values ($1, '{}', now())`],
    [`insert into cases.report (id, case_id, party_id, number, at, author_id, author_name, tlp, lines, it, fr, en) values (gen_random_uuid(), $2, $1, 1, now(), 'x', 'x', 'amber', '[]', '${SECRET}', '', '')`, ids.b.caseId],
    [`insert into notices.body_page (party_id, realm, slug, name, updated_at) values ($1, 'live', 'segretara', 'Comune di ${SECRET}', now())`],
    [`insert into notices.notice_version (notice_id, number, realm, party_id, at, what, content, confirmed_by, approved_by, confirmed_name, approved_name) values ($2, 1, 'live', $1, now(), 'withdrawn', '{}', 'x', 'x', '', '')`, ids.b.noticeId],
    [`insert into notices.publication (notice_id, realm, party_id, main_id, slug, number, content, search_text, published_at, updated_at, expires_at, withdrawn_at) values ($2, 'live', $1, gen_random_uuid(), 'segretara-avviso', 1, '{}', 'segretara', now(), now(), now() + interval '1 day', now())`, ids.b.noticeId],
    [`insert into notices.webhook_delivery (webhook_id, realm, party_id, message_id, payload, next_at, created_at) values ($2, 'live', $1, 'prova', '${SECRET}', now(), now())`, ids.b.hookId],
  ]
  for (const [text, ...more] of rows) await t.sql(text, [party.b, ...more])
  // Logs: a source of A and of B, with what came, what was found and what is silenced; an alert of A that became its red case.
  await t.sql(`insert into watch.rule (id, title, yaml, level, state, imported_at, imported_by, changed_at) values ('prova', 'Regola di prova', 'title: Prova', 'high', 'alert', now(), 'x', now())`)
  for (const [holder, word] of [['a', 'Alfarena'], ['b', SECRET], ['red', RED]] as const) {
    const partyId = holder === 'b' ? party.b : party.a
    const logSourceId = holder === 'red' ? ids.a.logSourceId! : (await done('coordinator', 'watch.add_source', { body: { partyId, kind: 'syslog', label: `Log di ${word}`, shows: ['servers'] } })).id
    const [alertId, suppressionId] = [randomUUID(), randomUUID()]
    await t.sql(`insert into watch.day (source_id, day, party_id, received) values ($1, current_date, $2, 7) on conflict do nothing`, [logSourceId, partyId])
    await t.sql(`insert into watch.file (source_id, party_id, name, state, why, at) values ($1, $2, $3, 'refused', 'list', now())`, [logSourceId, partyId, `${word}.log`])
    await t.sql(`insert into watch.seen (rule_id, party_id, day, count) values ('prova', $1, current_date, 7) on conflict do nothing`, [partyId])
    await t.sql(`insert into watch.missed (rule_id, party_id, day, late) values ('prova', $1, current_date, 7) on conflict do nothing`, [partyId])
    if (holder !== 'red') await t.sql(`insert into watch.step (party_id, source_id, rule_id, came_at, fields, host, hits, turn, until) values ($1, $2, 'prova', now(), $3, $4, '[]', 1, now() + interval '9 days')`, [partyId, logSourceId, JSON.stringify({ user: `Utente di ${word}` }), `Macchina di ${word}`])
    await t.sql(`insert into watch.alert (id, party_id, source_id, rule_id, title, level, severity, why, host, first_at, last_at, count, case_id, case_ref) values ($1, $2, $3, 'prova', $4, 'high', 'high', '[]', $4, now(), now(), 7, $5, $6)`, [alertId, partyId, logSourceId, `Macchina di ${word}`, holder === 'red' ? ids.red.caseId : null, holder === 'red' ? RED : ''])
    await t.sql(`insert into watch.sample (alert_id, party_id, at, line, until) values ($1, $2, now(), $3, now() + interval '9 days')`, [alertId, partyId, `Riga di ${word}`])
    await t.sql(`insert into watch.suppression (id, party_id, rule_id, reason, made_at, made_by, until) values ($1, $2, 'prova', $3, now(), 'x', now() + interval '9 days')`, [suppressionId, partyId, `Silenzio di ${word}`])
    await t.sql(`insert into watch.tuning (party_id, rule_id, state, reason, pack, by_id, at) values ($1, 'prova', 'observe', $2, true, 'x', now()) on conflict do nothing`, [partyId, `Motivo di ${word}`])
    await t.sql(`insert into watch.beginning (party_id, at, rules) values ($1, now(), 1) on conflict do nothing`, [partyId])
    await t.sql(`insert into watch.week (party_id, week, facts, made_at) values ($1, $3, $2, now()) on conflict do nothing`, [partyId, JSON.stringify({ from: '2026-11-23', to: '2026-11-29', sources: [{ label: `Log di ${word}`, lines: 1, before: 0, silent: [], broken: 0, incomplete: false }], found: 0, foundBefore: 0, open: 0, taken: 0, closed: 0, cases: [], worst: '' }), holder === 'b' ? '2026-W47' : '2026-W48'])
    // What is kept of it, what went, and a look back that met something there; of the red case only that it led to it.
    const huntId = randomUUID()
    const file = `live/${partyId}/${logSourceId}/${word}`
    for (const [table, when] of [['segment', 'bytes, raw, first_at, last_at, made_at, until'], ['deletion', 'why, at, gone_at, until']] as const) {
      await t.sql(`insert into watch.${table} (party_id, source_id, day, name, rows, sha256, ${when}) values ($1, $2, current_date, $3, 7, sha256('x'), ${table === 'segment' ? `7, 7, now(), now(), now(), now() + interval '9 days'` : `'term', now(), now(), now()`})`, [partyId, logSourceId, holder === 'red' ? `${file}-${table}`.replace(RED, 'rosso') : `${file}-${table}`])
    }
    await t.sql(`insert into watch.hunt (id, kind, title, text, from_day, to_day, party_id, state, made_at, made_by) values ($1, 'rule', $2, 'title: Prova', '2026-01-01', '2026-12-31', $3, 'running', now(), 'x')`, [huntId, holder === 'red' ? 'Ricerca' : `Ricerca di ${word}`, partyId])
    await t.sql(`insert into watch.hunt_hit (hunt_id, segment_id, party_id, source_id, day, count) values ($1, 1, $2, $3, current_date, 7)`, [huntId, partyId, logSourceId])
    if (holder !== 'red') await t.sql(`insert into watch.hunt_sample (hunt_id, party_id, source_id, day, at, line, until) values ($1, $2, $3, current_date, now(), $4, now() + interval '9 days')`, [huntId, partyId, logSourceId, `Riga di ${word}`])
    await t.sql(`insert into watch.hunt_case (hunt_id, party_id, case_id, case_ref, made_at, made_by) values ($1, $2, $3, $4, now(), 'x')`, [huntId, partyId, ids[holder].caseId, holder === 'red' ? RED : 'x'])
    ids[holder] = { ...ids[holder], alertId, suppressionId, ...(holder === 'red' ? {} : { logSourceId, huntId }), ...(holder === 'a' ? { ruleId: 'prova' } : {}) }
  }
  // A list of indicators, and at each body an alert of one, with its value.
  const [listId, withdrawnId] = [randomUUID(), randomUUID()]
  await t.sql(`insert into watch.list (id, name, kind, format, confidence, tlp, state, current, made_at, made_by) values ($1, 'Lista di prova', 'indicators', 'list', 50, 'amber', 'off', 1, now(), 'x')`, [listId])
  await t.sql(`insert into watch.list_version (list_id, number, at, by_id, bytes, sha256, "values", came, went, refused, problems, kinds, ends, fresh) values ($1, 1, now(), 'x', 13, sha256('x'), 1, 1, 0, 0, '[]', '{"domain":1}', '{}', E'domain\\tevil.example')`, [listId])
  await t.sql(`insert into watch.list_part (list_id, number, part, bytes) values ($1, 1, 0, $2)`, [listId, gzipSync('evil.example\n')])
  await t.sql(`insert into watch.withdrawn (id, list_id, value, reason, at, by_id) values ($1, $2, 'good.example', 'prova', now(), 'x')`, [withdrawnId, listId])
  for (const [holder, word] of [['a', 'Alfarena'], ['b', SECRET], ['red', RED]] as const) {
    const partyId = holder === 'b' ? party.b : party.a
    const alertId = randomUUID()
    await t.sql(`insert into watch.list_seen (list_id, party_id, day, count) values ($1, $2, current_date, 7) on conflict do nothing`, [listId, partyId])
    await t.sql(`insert into watch.alert (id, party_id, source_id, indicator_hash, title, level, severity, why, host, first_at, last_at, count) values ($1, $2, $3, sha256('x'), 'indicator', 'high', 'high', '[]', $4, now(), now(), 7)`, [alertId, partyId, ids[holder === 'red' ? 'a' : holder].logSourceId, `macchina-${holder}`])
    await t.sql(`insert into watch.alert_indicator (alert_id, party_id, tlp, kind, value, reason, field, matched, list_id, list_name, confidence, since) values ($1, $2, $3, 'domain', $4, 'same', 'q', $4, $5, 'Lista di prova', 50, now())`, [alertId, partyId, holder === 'red' ? 'red' : 'amber', `${word}.example`, listId])
  }
  ids.a = { ...ids.a, listId, withdrawnId }
  // The catalogue: an attack on B that only the centre studies, one of A that is public. Of B its publication is still under embargo.
  for (const [holder, word] of [['a', 'Alfarena'], ['b', SECRET]] as const) {
    const entryId = randomUUID()
    await t.sql(`insert into observatory.entry (id, ref, state, origin, created_at, created_by, updated_at) values ($1, $2, 'published', 'person', now(), $3, now())`, [entryId, `OSS-2023-${holder}`, `di ${party[holder]}`])
    await t.sql(`insert into observatory.statement (id, entry_id, source_kind, source, facts, confidence, digest, recorded_at, recorded_by) values (gen_random_uuid(), $1, 'press', '{"kind":"press","title":"Prova"}', $2, 50, sha256('x'), now(), 'x')`, [entryId, JSON.stringify({ title: `Attacco a ${word}`, started: '2023-12-08', victims: [{ kind: 'municipality', count: 1, naming: 'no', size: 'unknown', partyId: party[holder] }] })])
    await t.sql(`insert into observatory.record (entry_id, state, tlp, facts, provenance, title, victims, parties, words, confidence, folded_at) values ($1, 'published', 'amber', '{}', '{}', $2, 1, array[$3]::uuid[], lower($2), 50, now())`, [entryId, `Attacco a ${word}`, party[holder]])
    await t.sql(`insert into observatory.victim (entry_id, position, kind, count, name, naming, party_id, size) values ($1, 0, 'municipality', 1, $2, 'inside', $3, 'unknown')`, [entryId, word, party[holder]])
    await t.sql(`insert into observatory.publication (entry_id, ref, public_from, title, summary, facts, year, victim_kind, victims, reviewed_by, reviewed_by_name, published_by, published_by_name, published_at, updated_at)
      values ($1, $2, now() + $3::interval, $4, '{}', '{}', 2023, 'municipality', 1, 'x', 'x', $5, 'x', now(), now())`, [entryId, `OSS-2023-${holder}`, holder === 'a' ? '-1 day' : '30 days', JSON.stringify({ it: `Attacco a ${word}` }), `di ${party[holder]}`])
    ids[holder] = { ...ids[holder], entryId }
  }
  // What the centre shares with others: a group, a peer in it, a collection with an object, and what came with another content.
  const [campaignId, giftId] = [randomUUID(), randomUUID()]
  await t.sql(`insert into watch.campaign (id, name, made_at, made_by) values ($1, 'Campagna di prova', now(), 'x')`, [campaignId])
  await t.sql(`insert into watch.shared (kind, object_id, places) values ('sightings', $1, '{Gruppo}')`, [campaignId])
  ids.a = { ...ids.a, campaignId, giftId }
  const [sharingGroupId, peerId, collectionId, conflictId, statusId] = Array.from({ length: 5 }, () => randomUUID())
  await t.sql(`with g as (insert into sharing.sharing_group (id, name, made_at, made_by) values ($1, 'Gruppo', now(), 'x') returning no), p as (insert into sharing.peer (id, name, made_at, made_by) values ($2, 'Occitanie', now(), 'x') returning no)
    insert into sharing.member (group_no, peer_no) select g.no, p.no from g, p`, [sharingGroupId, peerId])
  await t.sql(`insert into sharing.gift (id, kind, object_id, group_no, given_at, given_by) select $1, 'sightings', $1, no, now(), 'x' from sharing.sharing_group where id = $2`, [giftId, sharingGroupId])
  await t.sql(`with c as (insert into sharing.collection (id, alias, title, audience, last_added, made_at, made_by) values ($1, 'prova', 'Raccolta', 'partners', 1, now(), 'x') returning no),
    o as (insert into sharing.object (collection_no, added, stamp, uuid, bytes, newest, revoked, type, tlp, body) select no, 1, 1, $2, 9, true, false, 'note', 'amber', $4 from c),
    s as (insert into sharing.status (id, collection_no, at, body) select $3, no, now(), '{}' from c)
    insert into sharing.conflict (id, collection_no, uuid, type, stamp, kind, tlp, sha256, body, at) select $2, no, $2, 'note', 1, 'content', 'amber', sha256('x'), $4, now() from c`, [collectionId, conflictId, statusId, JSON.stringify({ type: 'note', id: `note--${conflictId}`, content: 'Altro' })])
  ids.a = { ...ids.a, groupId: sharingGroupId!, peerId: peerId!, collectionId: collectionId!, conflictId: conflictId!, statusId: statusId!, objectId: `note--${conflictId}` }
  const [denominatorId, studyId] = [randomUUID(), randomUUID()]
  await t.sql(`insert into observatory.denominator (id, kind, year, count, source, entered_at, entered_by, entered_by_name) values ($1, 'firm', 2020, 7, 'Prova', now(), 'x', 'x')`, [denominatorId])
  await t.sql(`insert into observatory.study (id, title, last, updated_at) values ($1, 'Prova', 1, now())`, [studyId])
  await t.sql(`insert into observatory.study_version (study_id, number, title, blocks, figures, data_at, saved_by, saved_by_name) values ($1, 1, 'Prova', '[]', '[]', now(), 'x', 'x')`, [studyId])
  await t.sql(`insert into observatory.report_edition (year, number, state, reason, data, refs, published_at, published_by, published_by_name) values (2000, 1, 'published', '', '{}', '{}', now(), 'x', 'x')`)
  await t.sql(`insert into observatory.report_document (year, number, lang, pdf) values (2000, 1, 'it', 'x')`)
  // Requests of researchers: of the one who is asked for here, and of somebody else, about B.
  const researcherId = (await t.sql<{ id: string }>(`select id from identity."user" where email = 'researcher@prova.example'`))[0]?.id ?? ''
  for (const [holder, word] of [['a', 'Alfarena'], ['b', SECRET]] as const) {
    const roomRequestId = randomUUID()
    await t.sql(`insert into observatory.room_request (id, asked_at, asked_by, asked_by_name, university, purpose, people, fields, filters, until, state, decided_at, decided_by) values ($1, now(), $2, 'x', $3, $4, array['x'], array['action'], '{}', current_date + 30, 'granted', now(), 'x')`, [roomRequestId, holder === 'a' ? researcherId : 'another', `Università di ${word}`, `di ${party[holder]}`])
    await t.sql(`insert into observatory.room_extract (request_id, made_at, until, key_sealed, columns, rows, grain, dropped, smallest) values ($1, now(), current_date + 30, $3, array['id'], $2, '[]', 0, 5)`, [roomRequestId, JSON.stringify([[word]]), `di ${party[holder]}`])
    await t.sql(`insert into observatory.room_download (id, request_id, at, by_id, by_name, format, rows) values (gen_random_uuid(), $1, now(), $2, 'x', 'csv', 1)`, [roomRequestId, `di ${party[holder]}`])
    ids[holder] = { ...ids[holder], roomRequestId }
  }
  ids.a = { ...ids.a, denominatorId, studyId, attackReleaseId: randomUUID(), attackFeedId: randomUUID() }
  await t.sql(`insert into observatory.attack_release (id, domain, version, file_name, sha256, notice, tactics, imported_at, imported_by, imported_by_name) values ($1, 'enterprise', '1.0', 'x', sha256('x'), 'x', '[]', now(), 'x', 'x')`, [ids.a.attackReleaseId])
  await t.sql(`insert into observatory.attack_technique (release_id, code, name, about, tactics, state, version, modified) values ($1, 'T9005', 'x', 'x', '{}', 'active', '1.0', '')`, [ids.a.attackReleaseId])
  await t.sql(`insert into observatory.attack_named (release_id, code, kind, name, aliases, state, version) values ($1, 'S9001', 'software', 'x', '{}', 'active', '1.0')`, [ids.a.attackReleaseId])
  const [importId, trialId] = [randomUUID(), randomUUID()]
  await t.sql(`insert into watch.import (id, kind, origin, files, same, refused, refused_count, made_at, made_by) values ($1, 'files', 'prova.yml', 1, 0, '[]', 0, now(), 'x')`, [importId])
  await t.sql(`insert into watch.import_rule (import_id, rule_id, kind, title, yaml, level) values ($1, 'prova-2', 'new', 'Prova', 'title: Prova', 'low')`, [importId])
  await t.sql(`insert into watch.rule_event (id, rule_id, least, lines, own, at, by) values ($1, 'prova', 0, '{}', true, now(), 'x')`, [trialId])
  ids.a = { ...ids.a, ruleImportId: importId, trialId, week: '2026-W48' }
  ids.b = { ...ids.b, week: '2026-W47' }
  // Of no body, and yet for the centre alone: a key, and the proof that something went.
  await t.sql(`insert into platform.key (recipient, since) values ('prova', now())`)
  await t.sql(`with run as (insert into retention.run (id, started_at, finished_at, by) values (gen_random_uuid(), now(), now(), 'job') returning id), leaf as (select sha256($1::text::bytea) as hash)
    insert into retention.proof (id, run_id, rule, at, removed, oldest, newest, digest, leaves) select gen_random_uuid(), run.id, 'prova', now(), 1, now(), now(), sha256(leaf.hash), leaf.hash from run, leaf`, [ids.a.caseId])

  const requestId = (await done('coordinator', 'retention.add_request', { body: { sought: { emails: ['nessuno@prova.example'] }, kinds: ['access', 'erasure'], verified: 'document', receivedOn: '2026-01-31' } })).id
  ids.a = { ...ids.a, requestId }

  // What holds people together: claims, permissions, ways out of band and paper cards, of each with a body's own things.
  for (const holder of ['a', 'b', 'p', 'q'] as const) {
    const [partyId, word] = [party[holder], holder === 'b' ? SECRET : holder]
    const params = { partyId }
    const until = new Date(systemClock.now().getTime() + 30 * 86_400_000).toISOString()
    const claimId = (await done('coordinator', 'coordination.claim', { params, body: { kind: 'domain', value: `rete-${word.toLowerCase()}.example`, note: `Nota di ${word}` } })).id
    const consentId = (await done('coordinator', 'coordination.give_consent', { params, body: { what: 'logs', asset: null, givenBy: `Sindaca di ${word}`, givenRole: 'Sindaca', document: `Atto di ${word}`, from: systemClock.now().toISOString(), until } })).id
    const cardId = (await done('coordinator', 'coordination.issue_card', { params, body: { holder: `Cassaforte di ${word}`, until } })).card.id
    await done('coordinator', 'coordination.save_reach', { params: { partyId, contactId: holdings[holder].contactId }, body: { version: 0, hours: `Orari di ${word}`, place: 1 } })
    ids[holder] = { ...ids[holder], claimId, consentId, cardId }
  }
  // Responders: P, and R who is of nobody here. Names were given to A, to B, and to A in its red case. B on the list is nonsense, and must be hidden all the same.
  const ripanube = await one(`select id from territory.party where code = 'R'`)
  for (const partyId of [party.p, ripanube]) await done('coordinator', 'coordination.save_responder', { params: { partyId }, body: { version: 0, trades: ['ransomware'], places: ['Nord', 'Sud'], everywhere: false, languages: ['it'], phone: '', email: '', website: '', groupName: '', hours: '', qualifications: [], bonds: [], publicDocument: '', active: true, note: '', readyHours: 4, notUntil: null } })
  await t.sql(`insert into coordination.responder (party_id, note, changed_at, changed_by) values ($1, $2, now(), 'x')`, [party.b, SECRET])
  for (const [holder, partyId, caseId] of [['a', party.a, null], ['b', party.b, ids.b.caseId], ['red', party.a, ids.red.caseId]] as const) {
    ids[holder] = { ...ids[holder], referralId: (await done('coordinator', 'coordination.refer', { params: { partyId }, body: { caseId, trade: 'ransomware', place: '', withinHours: 24, language: 'it' } })).id }
  }
  const rosterFeed = new URL((await done('coordinator', 'coordination.create_feed', { body: { scope: 'whole' } })).url).pathname.split('/').at(-1)!.replace('.ics', '')
  const feedId = createHash('sha256').update(rosterFeed).digest('hex').slice(0, 16)
  const shiftId = (await done('coordinator', 'coordination.save_shift', { body: { startsAt: '2020-01-01T00:00:00Z', endsAt: '2020-01-08T00:00:00Z', person: 'Ada', phone: '333 1234567' } })).id

  // Who gets mails, with what was told, silenced and given as a key: of each its own row.
  const laid = async (partyId: string, name: string, address: string) => {
    const recipientId = await one(`insert into messages.recipient (id, address, made_at, seen_at) values (gen_random_uuid(), $1, now(), now()) on conflict (realm, address) do update set seen_at = now() returning id`, [address])
    await t.sql(`insert into messages.mute (recipient_id, what, at) values ($1, 'public_page', now()) on conflict do nothing`, [recipientId])
    await t.sql(`insert into messages.item (recipient_id, party_id, party_name, kind, object, pace, role, first_at, changed_at, due_at, state, settled_at) values ($1, $2::uuid, $3, 'public_page', 'body:' || ($2::uuid)::text, 'weekly', 'it', now(), now(), now(), 'told', now())`, [recipientId, partyId, name])
    await t.sql(`insert into platform.mail_key (address, armored, fingerprint, set_at, set_by) values ($1, 'x', repeat('A', 40), now(), $2) on conflict do nothing`, [address, name])
    return recipientId
  }
  const recipient = await laid(party.a, 'Comune di Alfarena', 'ufficio@alfarena.example')
  await laid(party.b, `Comune di ${SECRET}`, `ufficio@${SECRET.toLowerCase()}.example`)

  const upload = (await done('coordinator', 'territory.upload', { query: { fileName: 'parties.csv' }, bytes: { type: 'application/octet-stream', content: 'code,name,kind\nX,Comune di Prova,municipality\n' } })).id as string
  ids.a = { ...ids.a, situation: 'fraud', mergeId: merged.mergeId, draft, sentDraft, importId: upload, badImportId: badImport, playbookId, exerciseId, shiftId, rosterFeed, feedId, choices: tokenOf('only for tests, thirty-two signs or more', recipient), follow, unfollow, party: await one('select slug from notices.body_page where party_id = $1', [party.a]), slug: await one('select slug from notices.publication where party_id = $1', [party.a]) }
  return {
    t, http, centre, endpoints, endpoint, send, done, one, settle, cookies, errors, party, mains, ids, occurredAt,
    async close() {
      for (let i = 0; i < 200 && (await t.sql(`select 1 from exercise.run where state = 'playing'`)).length > 0; i++) await new Promise((resolve) => setTimeout(resolve, 50))
      for (const question of net) question.mockRestore()
      await http.close()
      await t.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
