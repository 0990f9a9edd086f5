/** From an event to a mail, and no further than its reader wants: on the whole centre. */
import { system } from '#platform/contract/index.ts'
import { deliver } from '#platform/mail/outgoing.ts'
import { createLog } from '#platform/log/index.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testMessages, type TestMessages } from './testing.ts'

const actor = system('test')
const log = createLog('silent', () => new Date(0))
const MINUTE = 60_000
let s: TestMessages
beforeAll(async () => {
  s = await testMessages()
  await s.contact('A', 'incident', 'ced@alfarena.example')
  await s.contact('A', 'it', 'Tecnica@Alfarena.example', 'fr')
  await s.contact('A', 'dpo', 'dpo@alfarena.example')
  await s.contact('A', 'pec', 'protocollo@pec.alfarena.example')
  await s.contact('B', 'general', 'info@bettola.example')
  await s.contact('P', 'incident', 'noc@perinube.example')
  await s.person('Ada', 'admin', s.party.A)
  await s.person('Bruno', 'member', s.party.B)
  // Invited, and never came: nobody has answered for this address.
  await s.centre.identity.service.createPerson(actor, { name: 'Mai Venuta', email: 'mai@prova.example', memberships: [{ role: 'admin', partyId: s.party.A }] })
}, 180_000)
afterAll(() => s?.close())
beforeEach(async () => { await s.t.sql('delete from messages.item; delete from messages.mute; delete from messages.recipient; delete from platform.delivery; delete from platform.outbox') })
const answered = (caseId: string, answer: 'hit' | 'not_hit' = 'hit') => s.centre.cases.service.answer(actor, caseId, { answer, awareAt: null, personalData: 'no', channel: 'phone', note: '', by: 'Prova' })
const until = (iso: string) => s.advance(new Date(iso).getTime() - s.clock.now().getTime())

test('a case opens: the provider is told at once, bodies in the week, and whom the cases asked not a second time', async () => {
  await s.open()
  await s.settle()
  const items = await s.items()
  expect(items.filter((one) => one.kind === 'case_opened').map(({ address, pace }) => [address, pace])).toEqual([
    ['ada@prova.example', 'weekly'], ['bruno@prova.example', 'weekly'], ['noc@perinube.example', 'at_once'], ['tecnica@alfarena.example', 'weekly'],
  ])
  expect(await s.t.sql(`select recipient from platform.delivery where key like 'cases.question:%' order by 1`)).toEqual([{ recipient: 'ced@alfarena.example' }, { recipient: 'info@bettola.example' }])
  await s.send()
  expect(await s.mails()).toEqual([])
  s.advance(3 * MINUTE)
  await s.send()
  expect((await s.mails()).map((one) => one.recipient)).toEqual(['noc@perinube.example'])
  const [mail] = await s.mails()
  expect(mail).toMatchObject({ party_id: s.party.P, about: expect.stringMatching(/^case:/) })
  expect(mail!.body).toContain('Ricevete questo messaggio perché siete il contatto per gli incidenti di Perinube Cloud.')
  expect(mail!.unsubscribe_url).toMatch(/^https:\/\/centro\.velarda\.example\/messages\/[\w-]{43}\/case_opened$/)
  expect(mail!.body).toContain(mail!.unsubscribe_url.replace('case_opened', 'all'))
})

test('Monday at eight there is one digest a person, each in its language; with nothing to say there is none', async () => {
  await s.open()
  await s.settle()
  until('2026-11-30T06:59:00Z')
  await s.send()
  expect((await s.mails()).filter((one) => one.key.startsWith('messages.week'))).toEqual([])
  until('2026-11-30T07:00:10Z')
  for (let round = 0; round < 3; round++) { await s.send(); s.advance(MINUTE) }
  const week = (await s.mails()).filter((one) => one.key.startsWith('messages.week'))
  expect(week.map((one) => one.recipient).toSorted()).toEqual(['ada@prova.example', 'bruno@prova.example', 'ced@alfarena.example', 'info@bettola.example', 'tecnica@alfarena.example'])
  expect(week.find((one) => one.recipient === 'tecnica@alfarena.example')!.subject).toBe('Comune di Alfarena\u202f: le point de la semaine (2)')
  expect(week.find((one) => one.recipient === 'ced@alfarena.example')!.body).toMatch(/manca la risposta alla domanda su Perinube Cloud/)
  until('2026-12-07T08:00:00Z')
  await s.send()
  expect((await s.mails()).filter((one) => one.key.startsWith('messages.week'))).toHaveLength(5)
})

test('five hundred changes of one case are one row and one mail; an event that comes again after it changes nothing', async () => {
  const { tied } = await s.open()
  await answered(tied)
  await s.settle()
  const moved = s.centre.listeners.find((one) => one.name === 'messages.moved')!
  const event = (id: number) => moved.handle({ id, name: 'cases.moved', realm: 'live', payload: { caseId: tied, partyId: s.party.A } } as never)
  for (let n = 0; n < 500; n++) {
    await s.t.sql(`update cases."case" set observed = $2 where id = $1`, [tied, n % 2 ? 'degraded' : 'working'])
    await event(n)
  }
  const rows = (await s.items()).filter((one) => one.kind === 'case_moved')
  expect(rows.map(({ address, pace, changes }) => [address, pace, changes])).toEqual([['ada@prova.example', 'at_once', 500], ['ced@alfarena.example', 'at_once', 500], ['tecnica@alfarena.example', 'at_once', 500]])
  s.advance(3 * MINUTE)
  await s.send()
  const mails = await s.mails()
  expect(mails.filter((one) => one.recipient === 'ada@prova.example')).toHaveLength(1)
  expect(mails.find((one) => one.recipient === 'ada@prova.example')!.body).toContain('(cambiamenti: 500)')
  for (let n = 0; n < 3; n++) await event(499)
  s.advance(30 * MINUTE)
  await s.send()
  expect(await s.mails()).toHaveLength(mails.length)
  await s.centre.messages.listeners.find((one) => one.name === 'messages.answered')!.handle({ id: 1, name: 'cases.answered', realm: 'live', payload: { caseId: tied, partyId: s.party.A, answer: 'hit', awareAt: null, personalData: 'no' } } as never)
  expect((await s.items()).filter((one) => one.state === 'waiting' && one.kind === 'case_confirmed')).toEqual([])
})

test('a process that dies between gathering and queueing loses nothing, and the next sends it once', async () => {
  const { tied } = await s.open()
  await answered(tied)
  await s.settle()
  s.advance(3 * MINUTE)
  // The queue refuses in the middle of the work, as a kill would: the transaction leaves nothing behind.
  await s.t.sql(`create function public.cut() returns trigger language plpgsql as $$ begin raise exception 'cut'; end $$; grant usage on schema public to public; create trigger cut before insert on platform.delivery for each row when (new.key like 'messages.%') execute function public.cut()`)
  await expect(s.send()).rejects.toThrow('cut')
  await s.t.sql('drop trigger cut on platform.delivery; drop function public.cut')
  expect([await s.mails(), (await s.items()).filter((one) => one.state !== 'waiting')]).toEqual([[], []])
  // Two processes at once, then again.
  await Promise.all([s.send(), s.send()])
  await s.send()
  const sent = await s.mails()
  expect(new Set(sent.map((one) => one.recipient)).size).toBe(sent.length)
  expect(sent.map((one) => one.recipient).toSorted()).toEqual(['ada@prova.example', 'ced@alfarena.example', 'noc@perinube.example', 'tecnica@alfarena.example'])
})

test('a red case is told to nobody of a body, and one that turns red before its mail is let go', async () => {
  await s.open({ tlp: 'red', title: 'Fermo segretissimo' })
  await s.settle()
  expect(await s.items()).toEqual([])
  const { tied } = await s.open()
  await answered(tied)
  await s.settle()
  await s.t.sql(`update cases."case" set tlp = 'red'`)
  s.advance(3 * MINUTE)
  await s.send()
  expect(await s.mails()).toEqual([])
  expect(new Set((await s.items()).filter((one) => one.kind !== 'question_open').map((one) => `${one.kind} ${one.state}`))).toContain('case_confirmed withheld')
})

test('a question that was answered, and a term that is past, are not called to mind', async () => {
  const { tied } = await s.open()
  await s.settle()
  await answered(tied, 'not_hit')
  await s.settle()
  until('2026-12-14T08:00:00Z')
  await s.send()
  const ofA = (await s.items()).filter((one) => one.party_id === s.party.A && one.kind === 'question_open')
  expect(new Set(ofA.map((one) => one.state))).toEqual(new Set(['over']))
  expect((await s.mails()).filter((one) => one.body.includes('manca la risposta') && one.party_id === s.party.A)).toEqual([])
})

test('a legal term is told a day before its hour, once, and cannot be silenced', async () => {
  const { tied } = await s.open()
  await answered(tied)
  await s.settle()
  const at = new Date(s.clock.now().getTime() + 40 * 3_600_000)
  await s.t.sql(`update obligations.obligation set state = 'not_applicable' where case_id = $1`, [tied])
  await s.t.sql(`update obligations.obligation set state = 'due', strict_at = $2 where id = (select id from obligations.obligation where case_id = $1 limit 1)`, [tied, at])
  const computed = s.centre.listeners.find((one) => one.name === 'messages.computed')!
  await computed.handle({ id: 1, name: 'obligations.computed', realm: 'live', payload: { caseIds: [tied] } } as never)
  const ofTerm = async () => (await s.mails()).filter((one) => /termine di legge|échéance légale/.test(one.body) && one.party_id === s.party.A)
  s.advance(3 * MINUTE)
  await s.send()
  expect(await ofTerm()).toEqual([])
  s.advance(17 * 3_600_000)
  await s.send()
  expect((await ofTerm()).map((one) => one.recipient).toSorted()).toEqual(['ada@prova.example', 'ced@alfarena.example', 'dpo@alfarena.example'])
  const dpo = (await ofTerm()).find((one) => one.recipient === 'dpo@alfarena.example')!
  expect([dpo.unsubscribe_url, dpo.body.includes('Quello che la legge o una domanda aperta richiedono arriva comunque.')]).toEqual(['', true])
  await computed.handle({ id: 2, name: 'obligations.computed', realm: 'live', payload: { caseIds: [tied] } } as never)
  s.advance(3_600_000)
  await s.send()
  expect(await ofTerm()).toHaveLength(3)
})

const post = async (url: string, fields: Record<string, string>) => {
  const answer = await s.http.inject({ method: 'POST', url: new URL(url).pathname, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams(fields).toString() })
  return { status: answer.statusCode, view: answer.statusCode === 200 ? (answer.json() as { view: ReturnType<typeof JSON.parse> }).view : undefined }
}

test('one click of a mail program silences that kind and nothing else; the page undoes it; what is required stays', async () => {
  await s.open()
  await s.settle()
  s.advance(3 * MINUTE)
  await s.send()
  const link = (await s.mails())[0]!.unsubscribe_url
  const seen = await s.http.inject(new URL(link).pathname)
  expect(seen.json().view).toMatchObject({ address: 'no•••@perinube.example', asked: 'case_opened', weeklyMuted: false })
  expect(await s.t.sql('select what from messages.mute')).toEqual([])
  expect(await post(link, { 'List-Unsubscribe': 'One-Click' })).toMatchObject({ status: 200, view: { done: { what: 'case_opened', muted: true } } })
  expect(await s.t.sql('select what from messages.mute')).toEqual([{ what: 'case_opened' }])
  await s.open()
  await s.settle()
  s.advance(3 * MINUTE)
  await s.send()
  expect((await s.mails()).filter((one) => one.recipient === 'noc@perinube.example')).toHaveLength(1)
  expect((await s.items()).filter((one) => one.address === 'noc@perinube.example').map((one) => one.state)).toEqual(['told', 'muted'])
  const page = link.replace('case_opened', 'all')
  expect((await post(page, { what: 'case_opened', act: 'unmute' })).view.kinds.every((one: { muted: boolean }) => !one.muted)).toBe(true)
  expect((await post(page, { what: 'deadline_near', act: 'mute' })).status).toBe(404)
  expect((await post(page, { 'List-Unsubscribe': 'One-Click' })).status).toBe(404)
  // A link that this centre did not make, and one of a recipient that is gone.
  const [, , token = ''] = new URL(link).pathname.split('/')
  const forged = `${token.slice(0, 30)}${token[30] === 'A' ? 'B' : 'A'}${token.slice(31)}`
  expect((await post(link.replace(token, forged), { 'List-Unsubscribe': 'One-Click' })).status).toBe(410)
  await s.t.sql('delete from messages.recipient')
  expect((await post(link, { 'List-Unsubscribe': 'One-Click' })).status).toBe(410)
})

test('at once becomes weekly when somebody asks for it', async () => {
  const { tied } = await s.open()
  await s.settle()
  const ada = await s.signIn('ada@prova.example')
  expect((await ada('PUT', '/api/messages/mine/choices', { what: 'now', muted: true })).status).toBe(204)
  expect((await ada('GET', '/api/messages/mine?lang=en')).json).toMatchObject({ address: 'ada@prova.example', nowMuted: true, weeklyMuted: false, key: null, reasons: ['you administer the space · Comune di Alfarena'] })
  await answered(tied)
  await s.settle()
  s.advance(3 * MINUTE)
  await s.send()
  expect((await s.mails()).filter((one) => one.recipient === 'ada@prova.example')).toEqual([])
  s.advance(8 * 86_400_000)
  await s.send()
  expect((await s.mails()).filter((one) => one.recipient === 'ada@prova.example').map((one) => one.key.split(':')[0])).toEqual(['messages.week'])
})

test('a permission in its last month is called to mind once', async () => {
  const now = s.clock.now()
  await s.t.sql(`insert into coordination.consent (id, party_id, what, given_by, given_role, document, from_at, until_at, recorded_at, recorded_by) values (gen_random_uuid(), $1, 'scan', 'Gina', 'Sindaca', 'Delibera 1', $2, $3, $2, 'x')`, [s.party.A, new Date(now.getTime() - 86_400_000), new Date(now.getTime() + 20 * 86_400_000)])
  for (let n = 0; n < 3; n++) await s.run('messages.ending')
  expect((await s.items()).map(({ address, kind, pace, changes }) => [address, kind, pace, changes])).toEqual([['ada@prova.example', 'consent_ending', 'weekly', 1], ['tecnica@alfarena.example', 'consent_ending', 'weekly', 1]])
  s.advance(8 * 86_400_000)
  await s.send()
  await s.run('messages.ending')
  s.advance(8 * 86_400_000)
  await s.send()
  expect(await s.mails()).toHaveLength(2)
  expect((await s.mails()).find((one) => one.recipient === 'ada@prova.example')!.body).toContain('Controlli dall’esterno')
})

test('keys: one’s own and a contact’s; what is wrong is said; the mail then leaves encrypted', async () => {
  const { generateKey } = await import('openpgp')
  const { publicKey, privateKey } = await generateKey({ userIDs: [{ email: 'x@y.example' }], date: new Date('2026-01-01T00:00:00Z'), format: 'armored' })
  const [ada, cora] = [await s.signIn('ada@prova.example'), await s.signIn('coordinator@prova.example')]
  expect(await ada('PUT', '/api/messages/mine/key', { armored: privateKey })).toMatchObject({ status: 400, json: { fields: [{ path: 'body.armored', problem: 'private' }] } })
  expect((await ada('PUT', '/api/messages/mine/key', { armored: publicKey })).json).toMatchObject({ state: 'good', expiresAt: null })
  const { items } = (await cora('GET', `/api/messages/parties/${s.party.A}/keys`)).json as { items: { contactId: string; address: string; key: unknown }[] }
  expect(items.map((one) => [one.address, one.key]).toSorted()).toEqual([['Tecnica@Alfarena.example', null], ['ced@alfarena.example', null], ['dpo@alfarena.example', null]])
  const ced = items.find((one) => one.address.startsWith('ced@'))!
  expect((await cora('PUT', `/api/messages/parties/${s.party.A}/contacts/${ced.contactId}/key`, { armored: publicKey })).status).toBe(200)
  expect((await cora('PUT', `/api/messages/parties/${s.party.B}/contacts/${ced.contactId}/key`, { armored: publicKey })).status).toBe(404)
  expect((await ada('PUT', `/api/messages/parties/${s.party.A}/contacts/${ced.contactId}/key`, { armored: publicKey })).status).toBe(403)
  // The question of the cases to that contact leaves encrypted too.
  await s.open()
  await deliver(s.t.workerPool, { mailer: s.mailer }, s.clock, log)
  expect(await s.t.sql(`select state, problem from platform.delivery where recipient = 'ced@alfarena.example'`)).toEqual([{ state: 'sent', problem: '' }])
  await s.t.sql(`update platform.mail_key set expires_at = $1`, [s.clock.now()])
  expect((await ada('GET', '/api/messages/mine')).json.key.state).toBe('ended')
  expect((await ada('DELETE', '/api/messages/mine/key')).status).toBe(204)
  expect((await ada('GET', '/api/messages/mine')).json.key).toBeNull()
  await s.t.sql('delete from platform.mail_key')
})

test('the log: what the reader may see, without links; a person sends again with a reason, and not what may not leave', async () => {
  const { tied } = await s.open()
  const [ada, cora] = [await s.signIn('ada@prova.example'), await s.signIn('coordinator@prova.example')]
  const all = (await cora('GET', '/api/messages/deliveries')).json
  expect([all.total, all.counts.queued, all.kinds]).toEqual([2, 2, ['cases.question']])
  expect(JSON.stringify(all)).not.toMatch(/\/r\/[\w-]{20}/)
  expect((await ada('GET', '/api/messages/deliveries')).json.items.map((one: { to: string }) => one.to)).toEqual(['ced@alfarena.example'])
  expect((await ada('GET', `/api/messages/deliveries?partyId=${s.party.B}`)).json.total).toBe(0)
  expect((await cora('GET', '/api/messages/deliveries?q=ALFARENA')).json.total).toBe(1)
  expect((await cora('GET', '/api/messages/deliveries?q=%25')).json.total).toBe(0)
  const id = (await cora('GET', '/api/messages/deliveries?q=ced@')).json.items[0].id as number
  expect((await cora('POST', `/api/messages/deliveries/${id}`, { outcome: 'again', reason: 'Chiamato' })).json).toMatchObject({ code: 'conflict' })
  await s.t.sql(`update platform.delivery set state = 'failed', problem = 'pgp_expired' where id = $1`, [id])
  expect((await cora('GET', '/api/messages/deliveries?state=failed')).json).toMatchObject({ total: 1, items: [{ problem: 'pgp_expired', answer: '' }] })
  expect((await cora('POST', `/api/messages/deliveries/${id}`, { outcome: 'again', reason: 'Chiave nuova' })).status).toBe(204)
  expect((await cora('GET', '/api/messages/deliveries?q=ced@')).json.items[0]).toMatchObject({ state: 'queued', problem: null, settled: { by: 'Cora Coordinatrice', reason: 'Chiave nuova' } })
  await s.t.sql(`update platform.delivery set state = 'failed', problem = 'stopped_by_tlp' where id = $1`, [id])
  await s.t.sql(`update cases."case" set tlp = 'red' where id = $1`, [tied])
  expect((await cora('POST', `/api/messages/deliveries/${id}`, { outcome: 'again', reason: 'Per prova' })).json).toMatchObject({ code: 'tlp' })
  // Beyond the body’s reach, its admin does not even learn that something was written.
  expect((await ada('GET', '/api/messages/deliveries')).json.total).toBe(0)
  expect((await cora('POST', `/api/messages/deliveries/${id}`, { outcome: 'done', reason: 'Detto al telefono' })).status).toBe(204)
  expect(await s.t.sql(`select action, reason from audit.entry where action = 'messages.settle' order by id`)).toEqual([{ action: 'messages.settle', reason: 'Chiave nuova' }, { action: 'messages.settle', reason: 'Detto al telefono' }])
})
