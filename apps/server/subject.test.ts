/** A person asks: what every module holds about them is found, handed over, taken away; what stays says why. Nobody else is touched. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { Decrypter } from 'age-encryption'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import type { Actor } from '#platform/contract/index.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { compose, type Composed } from './compose.ts'
import { placesOf, withoutSubject } from './subject.ts'

const clock = fixedClock(new Date('2026-11-27T09:00:00Z'))
const coordinator: Actor = { kind: 'person', id: randomUUID(), name: 'Cora', roles: ['coordinator'], scope: 'all', parties: [], realm: 'live' }
let t: TestDatabase
let centre: Composed
let folder: string
const party = randomUUID()
const ADA = { name: 'Ada Fittizia', email: 'ada.fittizia@prova.example', phone: '+39 055 123 4567' }
const BEA = { name: 'Bea Inventata', email: 'bea@prova.example', phone: '055 7654321' }

beforeAll(async () => {
  t = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'bastida-subject-'))
  const log = createLog('silent', clock.now)
  const ground = { db: t.db, clock, log, mailer: createMailer({ smtpUrl: undefined, from: 'centro@prova.example', folder }), publicUrl: 'http://localhost:8080', dataFolder: folder }
  centre = compose({
    ground, ready: { connect: t.connect, serverVersion: '', migrations: { applied: 0, latest: '' } }, database: 'external', authPool: t.authPool, workerPool: t.workerPool,
    secret: 'a secret of the tests, longer than thirty-two characters', keys: await openKeys(folder, { known: [], now: clock.now() }), close: async () => {},
  }, 'test', { render: () => '', assets: { css: '', fonts: [] } })
  await t.sql(`update platform.centre set ready = true, time_zone = 'Europe/Rome', name = '{"it":"Centro di prova"}', languages = '{it}'`)
  await t.sql(`insert into territory.party (id, registry, code, name, folded, kind, updated_at) values ($1, 'r', 'c', 'Comune', 'comune', 'municipality', now())`, [party])
})
afterAll(async () => { await t.close(); rmSync(folder, { recursive: true, force: true }) })

const insert = (table: string, row: Record<string, unknown>) =>
  t.sql(`insert into ${table} (${Object.keys(row).map((name) => `"${name}"`).join(', ')}) values (${Object.keys(row).map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(row))
const count = async (text: string) => (await t.sql<{ n: number }>(`select count(*)::int as n from ${text}`))[0]!.n

/** All that the centre may hold about somebody. `held`: one of their reports belongs to a case that somebody holds. */
async function life(who: typeof ADA, { held = false, coordinates = false } = {}) {
  const [user, contact] = [randomUUID(), randomUUID()]
  await insert('identity."user"', { id: user, name: who.name, email: who.email, emailVerified: false })
  await insert('identity.account', { accountId: user, providerId: 'credential', userId: user, password: 'x', updatedAt: clock.now() })
  await insert('identity.session', { token: `s-${user}`, expiresAt: clock.now(), updatedAt: clock.now(), userId: user, ipAddress: '192.0.2.7' })
  await insert('identity.api_token', { user_id: user, name: 'k', token_hash: user, scopes: ['read'], strong: false, made_at: clock.now(), expires_at: clock.now() })
  await insert('identity.membership', { user_id: user, role: coordinates ? 'coordinator' : 'analyst', granted_by: 'x', granted_at: clock.now() })
  await insert('territory.contact', { id: contact, party_id: party, name: who.name, role: 'ict', email: who.email.toUpperCase(), phone: '', language: 'it', source: 'registry', updated_at: clock.now() })
  await insert('coordination.reach', { contact_id: contact, party_id: party, mobile: '', hours: 'sempre', changed_at: clock.now(), changed_by: 'x' })
  await insert('notices.subscription', { id: randomUUID(), realm: 'live', party_id: party, email: who.email, lang: 'it', unsubscribe_token: who.email, created_at: clock.now(), asked_at: clock.now(), confirmed_at: clock.now() })
  await insert('platform.delivery', { key: `d-${who.email}`, channel: 'mail', recipient: who.email, subject: 'Novità', body: 'testo', about: `body:${party}`, state: 'sent', created_at: clock.now() })
  await insert('platform.delivery', { key: `q-${who.email}`, channel: 'mail', recipient: who.email, subject: 'In coda', body: 'testo', about: `body:${party}`, state: 'queued', created_at: clock.now() })
  const recipient = randomUUID()
  await insert('messages.recipient', { id: recipient, address: who.email, made_at: clock.now(), seen_at: clock.now() })
  await insert('messages.mute', { recipient_id: recipient, what: 'weekly', at: clock.now() })
  await insert('messages.item', { recipient_id: recipient, party_id: party, party_name: 'Comune', kind: 'public_page', object: `body:${party}`, pace: 'weekly', role: 'it', first_at: clock.now(), changed_at: clock.now(), due_at: clock.now() })
  await insert('platform.mail_key', { address: who.email, armored: 'x', fingerprint: 'A'.repeat(40), set_at: clock.now(), set_by: 'x' })
  await insert('coordination.roster_feed', { token_hash: user, person_id: user, person_name: who.name, whole: false, created_at: clock.now() })
  const caseId = randomUUID()
  if (held) await insert('cases."case"', { id: caseId, kind: 'main', party_id: party, party_name: 'Comune', party_kind: 'municipality', provider_id: party, provider_name: 'P', ref: `VEL-${who.name}`, title: 'Tenuto', state: 'open', occurred_at: clock.now(), opened_at: clock.now(), updated_at: clock.now(), hold_at: clock.now(), hold_reason: 'Procura', hold_by: 'x' })
  const refs: string[] = []
  for (const state of held ? ['open', 'closed', 'held'] : ['open', 'closed']) {
    const id = randomUUID()
    await insert('intake.report', { id, road: 'web', received_at: clock.now(), subject: `Oggetto ${state}`, words: `Parole di ${who.name} ${state}`, shape: '', moved_at: clock.now(), state: state === 'closed' ? 'closed' : 'open', closed_at: state === 'closed' ? clock.now() : null, case_id: state === 'held' ? caseId : null })
    await insert('intake.signal', { id: randomUUID(), report_id: id, road: 'web', received_at: clock.now(), bytes: 1, sha256: '', key_name: 'k', sealed: 'x', keep_until: clock.now(), provenance: '{"from":"x"}' })
    await insert('intake.contact', { report_id: id, name: who.name, email: state === 'open' ? who.email : '', phone: state === 'open' ? '' : who.phone })
    await insert('intake.code', { hash: `${who.email}${state}`, report_id: id, made_at: clock.now() })
    await insert('intake.entry', { report_id: id, at: clock.now(), kind: 'note', text: 'Zeno dice che mente', by_kind: 'person', by_name: 'Zeno' })
    await insert('intake.entry', { report_id: id, at: clock.now(), kind: 'message', text: 'Arriviamo', told: true, by_kind: 'person', by_name: 'Zeno' })
    refs.push((await t.sql<{ ref: string }>('select ref from intake.report where id = $1', [id]))[0]!.ref)
  }
  return { user, contact, refs }
}
const everything = async (who: typeof ADA) => ({
  accounts: await count(`identity."user" where email = '${who.email}'`), contacts: await count(`territory.contact where name = '${who.name}'`), follows: await count(`notices.subscription where email = '${who.email}'`),
  mails: await count(`platform.delivery where recipient = '${who.email}'`), words: await count(`intake.report where words like '%${who.name}%'`), reach: await count(`intake.contact where name = '${who.name}'`),
  told: await count(`messages.recipient r join messages.item i on i.recipient_id = r.id where r.address = '${who.email}'`), silenced: await count(`messages.recipient r join messages.mute m on m.recipient_id = r.id where r.address = '${who.email}'`),
  keys: await count(`platform.mail_key where address = '${who.email}'`), feeds: await count(`coordination.roster_feed where person_name = '${who.name}'`),
})
const ask = (sought: Record<string, unknown>, kinds: ('access' | 'erasure')[] = ['access', 'erasure']) =>
  centre.retention.requests.add(coordinator, { sought: { name: '', emails: [], phones: [], accounts: [], reports: [], lang: 'it', ...sought } as never, kinds, verified: 'document', receivedOn: '2026-11-27' })
const version = async (id: string) => (await centre.retention.requests.read(coordinator, id)).version

/** What lies in a ZIP, by its central directory. */
function unzip(bytes: Buffer): Record<string, string> {
  const files: Record<string, string> = {}
  for (let at = bytes.readUInt32LE(bytes.length - 6), n = bytes.readUInt16LE(bytes.length - 12); n > 0; n -= 1) {
    const [size, name, begins] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)]
    files[bytes.toString('utf8', at + 46, at + 46 + name)] = inflateRawSync(bytes.subarray(begins + 30 + name, begins + 30 + name + size)).toString()
    at += 46 + name
  }
  return files
}

test('found, handed over sealed, taken away; what stays says why; the other person keeps everything', { timeout: 60_000 }, async () => {
  const [ada] = [await life(ADA, { held: true, coordinates: true }), await life(BEA, { coordinates: true })]
  const before = await everything(BEA)
  // What the account did stands under its id, and stays: on its ground.
  await insert('intake.merge', { id: randomUUID(), request_id: randomUUID(), case_id: randomUUID(), case_ref: 'VEL', at: clock.now(), by_id: ada.user, by_name: 'un altro nome' })
  const { id, dueOn } = await ask({ name: ADA.name, emails: [ADA.email], phones: ['0039 055 1234567'] })
  expect(dueOn).toBe('2026-12-27')
  // The register holds no name in plain.
  expect(JSON.stringify(await t.sql('select * from retention.request'))).not.toMatch(/fittizia/i)
  expect((await centre.retention.requests.list(coordinator, { limit: 10, offset: 0 })).items[0]).toMatchObject({ name: ADA.name, daysLeft: 30, exceeded: false })

  const seen = await centre.retention.requests.look(coordinator, id)
  const of = (place: string) => seen.places.find((one) => one.place === place)!
  expect(seen.places.filter((one) => one.found > 0).map(({ place, found, goes, stays, toRead }) => ({ place, found, goes, stays, toRead }))).toEqual([
    { place: 'identity.accounts', found: 1, goes: 1, stays: [], toRead: 0 }, { place: 'territory.contacts', found: 1, goes: 1, stays: [], toRead: 0 },
    { place: 'coordination.reach', found: 1, goes: 1, stays: [], toRead: 0 }, { place: 'notices.subscriptions', found: 1, goes: 1, stays: [], toRead: 0 },
    { place: 'intake.reports', found: 3, goes: 2, stays: [{ ground: 'hold', count: 1 }], toRead: 6 }, { place: 'intake.work', found: 1, goes: 0, stays: [{ ground: 'archive', count: 1 }], toRead: 0 }, { place: 'mail.messages', found: 2, goes: 2, stays: [], toRead: 0 },
    ...['coordination.feeds', 'messages.recipients', 'messages.keys'].map((place) => ({ place, found: 1, goes: 1, stays: [], toRead: 0 })),
  ].sort((a, b) => seen.places.findIndex((one) => one.place === a.place) - seen.places.findIndex((one) => one.place === b.place)))
  expect(of('intake.work').unsure).toEqual([])

  // The copy opens with the passphrase and with no other, holds nothing of anybody else, and left nothing on the disk.
  const files = () => readdirSync(folder, { recursive: true }).length
  const there = files()
  const { bytes, name } = await centre.retention.requests.copy(coordinator, id, { how: { with: 'passphrase', passphrase: 'quattro parole che so io' } })
  expect([name, files(), bytes.toString('latin1').startsWith('age-encryption.org/v1'), bytes.includes('Fittizia')]).toEqual(['request-1.zip.age', there, true, false])
  const wrong = new Decrypter(); wrong.addPassphrase('un’altra frase di parole')
  await expect(wrong.decrypt(bytes)).rejects.toThrow()
  const opener = new Decrypter(); opener.addPassphrase('quattro parole che so io')
  const packed = unzip(Buffer.from(await opener.decrypt(bytes)))
  const data = JSON.parse(packed['data.json']!)
  expect(data.places.map((one: { place: string; records: unknown[] }) => [one.place, one.records.length])).toContainEqual(['intake.reports', 3])
  expect(packed['data.json']).toContain('Parole di Ada Fittizia open')
  for (const text of Object.values(packed)) expect(text).not.toMatch(/Bea|Zeno|bea@/)
  expect(data.leftOut).toEqual([{ place: 'intake.reports', what: expect.anything(), count: 6 }])
  expect(packed['data.html']).toMatch(/<html lang="it">[\s\S]*Segnalazioni[\s\S]*Che cosa non è qui/)
  expect(packed['data.html']).not.toContain('<script')
  // Without encryption once.
  expect(unzip((await centre.retention.requests.copy(coordinator, id, { how: { with: 'nothing' } })).bytes)['data.json']).toContain('Fittizia')
  await expect(centre.retention.requests.copy(coordinator, id, { how: { with: 'nothing' } })).rejects.toMatchObject({ code: 'conflict', params: { reason: 'plain_once' } })

  // Only what was seen goes: something new in between asks for another look.
  await insert('platform.delivery', { key: 'late', channel: 'mail', recipient: ADA.email, subject: 's', body: 'b', about: '', state: 'sent', created_at: clock.now() })
  const erase = async (shown: string) => centre.retention.requests.erase(coordinator, id, { version: await version(id), seen: shown, why: 'Art. 17(1)(b): il consenso è revocato', again: 'erase' })
  await expect(erase(seen.seen)).rejects.toMatchObject({ params: { reason: 'not_what_was_seen' } })
  const { result, runId } = await erase((await centre.retention.requests.look(coordinator, id)).seen)
  expect(result).toEqual(expect.arrayContaining([
    { place: 'identity.accounts', gone: 1, stays: [], unsure: 0 }, { place: 'territory.contacts', gone: 1, stays: [], unsure: 0 }, { place: 'coordination.reach', gone: 1, stays: [], unsure: 0 },
    { place: 'notices.subscriptions', gone: 1, stays: [], unsure: 0 }, { place: 'intake.reports', gone: 2, stays: [{ ground: 'hold', count: 1 }], unsure: 0 }, { place: 'mail.messages', gone: 3, stays: [], unsure: 0 },
    ...['coordination.feeds', 'messages.recipients', 'messages.keys'].map((place) => ({ place, gone: 1, stays: [], unsure: 0 })),
  ]))
  expect(await everything(ADA)).toEqual({ accounts: 0, contacts: 0, follows: 0, mails: 0, words: 1, reach: 1, told: 0, silenced: 0, keys: 0, feeds: 0 })
  expect([await count(`identity.session where "userId" = '${ada.user}'`), await count(`identity.api_token where user_id = '${ada.user}'`), await count(`identity.membership where user_id = '${ada.user}'`), await count(`coordination.reach where contact_id = '${ada.contact}'`)]).toEqual([0, 0, 0, 0])
  expect(await everything(BEA)).toEqual(before)
  // The open report stays as a frame, without its original, without a word; the held one whole; the closed one is gone.
  expect(await t.sql(`select r.ref, r.words <> '' as words, s.sealed is not null as original, s.provenance from intake.report r join intake.signal s on s.report_id = r.id where r.ref = any ($1) order by r.number`, [ada.refs])).toEqual([
    { ref: ada.refs[0], words: false, original: false, provenance: {} }, { ref: ada.refs[2], words: true, original: true, provenance: { from: 'x' } },
  ])
  // Proof by the id, and an entry that names nobody.
  expect(await centre.retention.service.prove(`contact:${ada.contact}`)).toMatchObject([{ rule: 'subject.territory.contacts', holds: true }])
  expect(await centre.retention.service.prove(`person:${ada.user}`)).toMatchObject([{ rule: 'subject.identity.accounts', removed: 1, holds: true }])
  expect(JSON.stringify(await t.sql('select * from audit.entry'))).not.toMatch(/fittizia|ada\./i)
  expect(await t.sql('select by, finished_at is not null as ended from retention.run where id = $1', [runId])).toEqual([{ by: 'request', ended: true }])
  // Again: nothing more goes, and the held one is still said.
  const again = await centre.retention.requests.look(coordinator, id)
  expect([again.total, again.places.find((one) => one.place === 'intake.reports')!.stays]).toEqual([1, [{ ground: 'hold', count: 1 }]])
})

test('a name alone is a question: it goes only when somebody has said that it is theirs', async () => {
  for (const email of ['uno@prova.example', 'due@prova.example']) await insert('territory.contact', { id: randomUUID(), party_id: party, name: 'Maria Rossi', role: 'ict', email, phone: '', language: 'it', source: 'registry', updated_at: clock.now() })
  const { id } = await ask({ name: 'maria rossi' })
  const seen = await centre.retention.requests.look(coordinator, id)
  const contacts = seen.places.find((one) => one.place === 'territory.contacts')!
  expect([seen.total, contacts.found, contacts.unsure.length]).toEqual([0, 0, 2])
  await centre.retention.requests.change(coordinator, id, { version: await version(id), confirmed: [contacts.unsure[0]!.id] })
  const { seen: shown, total } = await centre.retention.requests.look(coordinator, id)
  expect(total).toBe(1)
  await centre.retention.requests.erase(coordinator, id, { version: await version(id), seen: shown, why: 'x', again: 'erase' })
  expect(await count(`territory.contact where name = 'Maria Rossi'`)).toBe(1)
})

test('the last coordinator stays; an erasure that was cut off goes on', async () => {
  const [bea] = await t.sql<{ id: string }>(`select id from identity."user" where email = $1`, [BEA.email])
  const { id } = await ask({ emails: [BEA.email], phones: [BEA.phone], accounts: [bea!.id] })
  const seen = await centre.retention.requests.look(coordinator, id)
  expect(seen.places.find((one) => one.place === 'identity.accounts')).toMatchObject({ found: 1, goes: 0, stays: [{ ground: 'last_coordinator', count: 1 }] })
  // Killed after the first places: the register says so, the rows of the others are still there.
  await t.sql(`update retention.request set state = 'erasing', erase_asked_at = $2 where id = $1`, [id, clock.now()])
  await t.sql(`delete from notices.subscription where email = $1`, [BEA.email])
  await centre.retention.requests.resume()
  expect(await everything(BEA)).toMatchObject({ accounts: 1, contacts: 0, follows: 0, mails: 0, words: 0 })
  const row = await centre.retention.requests.read(coordinator, id)
  expect([row.state, row.erasedAt !== null, row.result.find((one) => one.place === 'identity.accounts')]).toEqual(['open', true, expect.objectContaining({ place: 'identity.accounts', gone: 0, stays: [{ ground: 'last_coordinator', count: 1 }], unsure: 0 })])
  await centre.retention.requests.resume()
  expect((await centre.retention.requests.read(coordinator, id)).version).toBe(row.version)
})

test('the month is that of the centre; three when extended with a reason; late is said', async () => {
  const { id } = await ask({ emails: ['x@prova.example'] })
  await t.sql(`update retention.request set received_on = '2026-10-27', due_on = '2026-11-27' where id = $1`, [id])
  const at = async (now: string) => { clock.set(new Date(now)); return centre.retention.requests.read(coordinator, id) }
  expect(await at('2026-11-27T22:59:59Z')).toMatchObject({ daysLeft: 0, exceeded: false })
  expect(await at('2026-11-27T23:00:00Z')).toMatchObject({ daysLeft: -1, exceeded: true }) // midnight in Rome
  await expect(centre.retention.requests.extend(coordinator, id, { version: await version(id), why: 'molte' })).rejects.toMatchObject({ params: { reason: 'exceeded' } })
  await at('2026-11-27T12:00:00Z')
  await centre.retention.requests.extend(coordinator, id, { version: await version(id), why: 'Le ricerche sono molte' })
  expect(await at('2026-11-27T12:00:00Z')).toMatchObject({ dueOn: '2027-01-27', extended: true, exceeded: false })
  await expect(centre.retention.requests.extend(coordinator, id, { version: await version(id), why: 'ancora' })).rejects.toMatchObject({ params: { reason: 'extended' } })
})

test('every table that may tell of a person is looked into, or says why not', async () => {
  const places = placesOf([centre.identity, centre.territory, centre.cases, centre.playbooks, centre.obligations, centre.notices, centre.coordination, centre.exercise, centre.intake, centre.watch, centre.observatory, centre.sharing, centre.messages])
  const personal = `(?i)(email|mail$|phone|mobile|person|holder|recipient|(^|_)name$|_name$|given_by|given_role|_by$|by_id|actor_id|author_id|userId|user_id|ipAddress|userAgent|secret|^by$|^who$|words$|sealed)`
  const tables = await t.sql<{ name: string }>(`select distinct c.table_schema || '.' || c.table_name as name from information_schema.columns c join pg_tables p on p.schemaname = c.table_schema and p.tablename = c.table_name
    where c.table_schema !~ '^pg_' and c.table_schema not in ('information_schema', 'public', 'graphile_worker') and c.column_name ~ $1 order by 1`, [personal])
  expect(tables.length).toBeGreaterThan(50)
  const declared = new Set(places.flatMap((one) => one.tables))
  expect(tables.map((one) => one.name).filter((name) => !declared.has(name) && withoutSubject[name] === undefined)).toEqual([])
  // No exception for what is looked into, none for a table that is not there, none without a word why.
  const every = new Set((await t.sql<{ name: string }>(`select schemaname || '.' || tablename as name from pg_tables`)).map((one) => one.name))
  expect(Object.keys(withoutSubject).filter((name) => declared.has(name) || !every.has(name) || withoutSubject[name]!.length < 10)).toEqual([])
  for (const one of places) expect([one.what.it, one.what.fr, one.what.en].every((text) => text !== '') && (one.fate === 'kept') === (one.erase === undefined) && (one.fate === 'kept') === (one.ground !== undefined), one.id).toBe(true)
  expect(new Set(places.map((one) => one.id)).size).toBe(places.length)
})
