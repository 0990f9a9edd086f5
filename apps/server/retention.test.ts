/** All rules of the house on one database: what is old goes, what is young or held stays, the table for people says the same. */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealing, verifyIn } from '#platform/audit/index.ts'
import { fixedClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { once } from '#platform/jobs/index.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import type { RetentionRule } from '#platform/retention.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { ownRules } from '#modules/retention/server/index.ts'
import { compose, type Composed } from './compose.ts'
import { rulesOf } from './retention.ts'

const DAY = 86_400_000
const clock = fixedClock(new Date('2026-11-22T06:00:00Z'))
const ago = (days: number) => new Date(clock.now().getTime() - days * DAY)
let t: TestDatabase
let centre: Composed
let folder: string
let rules: readonly RetentionRule[]

beforeAll(async () => {
  t = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'bastida-rest-'))
  const log = createLog('silent', clock.now)
  const ground = { db: t.db, clock, log, mailer: createMailer({ smtpUrl: undefined, from: 'centro@velarda.example', folder }), publicUrl: 'http://localhost:8080', dataFolder: folder }
  centre = compose({
    ground, ready: { connect: t.connect, serverVersion: '', migrations: { applied: 0, latest: '' } }, database: 'external', authPool: t.authPool, workerPool: t.workerPool,
    secret: 'a secret of the tests, longer than thirty-two characters', keys: await openKeys(folder, { known: [], now: clock.now() }), close: async () => {},
  }, 'test', { render: () => '', assets: { css: '', fonts: [] } })
  rules = rulesOf([centre.identity, centre.territory, centre.cases, centre.playbooks, centre.obligations, centre.notices, centre.coordination, centre.exercise, centre.intake, centre.watch, centre.observatory, centre.sharing, centre.messages, { retention: ownRules }], folder)
})
afterAll(async () => { await t.close(); rmSync(folder, { recursive: true, force: true }) })

const insert = (table: string, row: Record<string, unknown>) =>
  t.sql(`insert into ${table} (${Object.keys(row).map((name) => `"${name}"`).join(', ')}) values (${Object.keys(row).map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(row))
const count = async (text: string) => (await t.sql<{ n: number }>(`select count(*)::int as n from ${text}`))[0]!.n
const purge = async (options = {}) => Object.fromEntries((await centre.retention.service.purge('command', options)).rules.map((one) => { expect(one.problem, one.rule).toBeNull(); return [one.rule, one.removed] }))
const file = (path: string, at: Date) => { mkdirSync(join(folder, path, '..'), { recursive: true }); writeFileSync(join(folder, path), 'x'); utimesSync(join(folder, path), at, at) }

test('reports: the original goes first, then how to reach its writer, then the report; what waits or is held stays', async () => {
  const held = randomUUID()
  await insert('cases."case"', { id: held, kind: 'main', party_id: randomUUID(), party_name: 'Comune', party_kind: 'municipality', provider_id: randomUUID(), provider_name: 'P', ref: 'VEL-9', title: 'Tenuto', state: 'open', occurred_at: ago(4001), opened_at: ago(4001), updated_at: ago(4000), hold_at: ago(3000), hold_reason: 'Procura', hold_by: 'x' })
  const report = async (name: string, days: number, closed: number | null, more = {}) => {
    const id = randomUUID()
    await insert('intake.report', { id, road: 'web', received_at: ago(days), subject: name, shape: '', moved_at: ago(days), state: closed === null ? 'open' : 'closed', closed_at: closed === null ? null : ago(closed), ...more })
    await insert('intake.signal', { id: randomUUID(), report_id: id, road: 'web', received_at: ago(days), bytes: 1, sha256: '', key_name: 'k', sealed: 'x', keep_until: ago(days - 180) })
    await insert('intake.contact', { report_id: id, name: 'Ada Fittizia' })
    await insert('intake.code', { hash: name, report_id: id, made_at: ago(days) })
    await insert('intake.entry', { report_id: id, at: ago(days), kind: 'received', by_kind: 'reporter' })
    return id
  }
  await report('young', 179, null)
  await report('waits', 2000, null)
  await report('closed', 500, 370)
  await report('ancient', 2100, 1900)
  await report('held', 2100, 1900, { case_id: held })
  const gone = { 'intake.originals': 3, 'intake.contacts': 2, 'intake.reports': 1 }
  expect(await t.shut(() => purge({ dryRun: true }))).toMatchObject(gone)
  expect(await purge()).toMatchObject(gone)
  const left = await t.sql(`select r.subject, s.sealed is not null as original, c.report_id is not null as contact, (select count(*)::int from intake.code k where k.report_id = r.id) as codes
    from intake.report r left join intake.signal s on s.report_id = r.id left join intake.contact c on c.report_id = r.id order by 1`)
  expect(left).toEqual([
    { subject: 'closed', original: false, contact: false, codes: 0 }, { subject: 'held', original: true, contact: true, codes: 1 },
    { subject: 'waits', original: false, contact: true, codes: 1 }, { subject: 'young', original: true, contact: true, codes: 1 },
  ])
  expect(await t.sql(`select count(*)::int as n from intake.entry`)).toEqual([{ n: 4 }])
  await t.sql(`delete from intake.report; delete from intake.signal; delete from intake.contact; delete from intake.code; delete from intake.entry; delete from retention.proof where false`)
  await t.sql(`delete from cases."case" where id = $1`, [held])
})


/** Two of each: one whose term is over, and one that is young or still holds. */
async function together(party: string) {
  const id = () => ({ id: randomUUID() })
  for (const days of [1900, 1000]) {
    await insert('coordination.claim', { ...id(), party_id: party, kind: 'domain', value: `n${days}.example`, token: 't', state: 'released', asked_at: ago(days + 9), asked_by: 'x', decided_at: ago(days) })
    await insert('coordination.consent', { ...id(), party_id: party, what: 'scan', given_by: 'x', given_role: 'x', document: 'x', from_at: ago(days + 300), until_at: ago(days), recorded_at: ago(days + 300), recorded_by: 'x' })
  }
  // Withdrawn long before its end: the withdrawal counts.
  await insert('coordination.consent', { ...id(), party_id: party, what: 'logs', given_by: 'x', given_role: 'x', document: 'x', from_at: ago(1950), until_at: ago(1300), recorded_at: ago(1950), recorded_by: 'x', withdrawn_at: ago(1900), withdrawn_by: 'x' })
  await insert('coordination.claim', { ...id(), party_id: party, kind: 'domain', value: 'held.example', token: 't', state: 'approved', asked_at: ago(3000), asked_by: 'x', decided_at: ago(3000) })
  for (const days of [400, 300]) {
    await insert('coordination.on_call', { ...id(), starts_at: ago(days + 7), ends_at: ago(days), person: 'Ada', phone: '+393331234567', changed_at: ago(days), changed_by: 'x' })
    await insert('coordination.card', { ...id(), party_id: party, hash: Buffer.from(String(days)), holder: 'x', issued_at: ago(days + 90), issued_by: 'x', until_at: ago(days) })
  }
  for (const days of [1900, 1000]) {
    const referral = randomUUID()
    await insert('coordination.referral', { id: referral, party_id: party, trade: 'web', place: 'Nord', within_hours: 4, language: 'it', rule: 1, left_out: 0, asked_at: ago(days), asked_by: 'x' })
    await insert('coordination.referral_name', { referral_id: referral, party_id: party, responder_id: randomUUID(), place: 1, shown: {}, at: ago(days) })
    await insert('coordination.referral_weighing', { referral_id: referral, party_id: party, input: {}, excluded: {} })
  }
  for (const [days, closed] of [[40, 31], [39, 29], [38, null]] as const) await insert('coordination.roster_feed', { token_hash: `h${days}`, person_id: `p${days}`, person_name: 'x', whole: false, created_at: ago(days), revoked_at: closed === null ? null : ago(closed) })
  for (const days of [1.1, 0.9]) await insert('coordination.card_miss', { at: ago(days), actor_id: 'x' })
}
test('sign-in, mails, webhooks, subscriptions, notices, imports: the old goes, the young and the held stays', async () => {
  const before = await count(`audit.entry where action = 'retention.purge'`)
  const [user, party, heldCase] = [randomUUID(), randomUUID(), randomUUID()]
  await insert('identity."user"', { id: user, name: 'Ada Fittizia', email: 'ada@example.org', emailVerified: false })
  for (const [token, days] of [['old', 2], ['young', 0.5]] as const) {
    await insert('identity.session', { token, expiresAt: ago(days), updatedAt: ago(days), userId: user, ipAddress: '192.0.2.7' })
    await insert('identity.api_token', { user_id: user, name: token, token_hash: token, scopes: ['read'], strong: false, made_at: ago(90), expires_at: ago(days * 16) })
    await insert('identity.invitation', { user_id: user, token_hash: token, created_by: 'x', created_at: ago(40), expires_at: ago(days * 16) })
  }
  const follow = (email: string, asked: number, more = {}) => insert('notices.subscription', { id: randomUUID(), realm: 'live', party_id: party, email, lang: 'it', confirm_hash: email, confirm_expires_at: ago(asked - 2), unsubscribe_token: email, created_at: ago(asked), asked_at: ago(asked), ...more })
  await together(party)
  await follow('never.said.yes@example.org', 2.1)
  await follow('still.may@example.org', 1.9)
  await follow('said.yes@example.org', 400, { confirm_hash: null, confirm_expires_at: null, confirmed_at: ago(399) })
  const mail = (key: string, about: string, days: number, state = 'sent') => insert('platform.delivery', { key, channel: 'mail', recipient: 'ada@example.org', subject: 's', body: 'b', about, state, created_at: ago(days), sent_at: ago(days) })
  await mail('a', `body:${party}`, 31)
  await mail('b', `follow:${party}`, 29)
  await mail('c', `follow:${party}`, 60, 'queued') // still to be sent: never taken away under the sender
  await mail('d', `case:${heldCase}`, 4000)
  const hook = randomUUID()
  await insert('notices.webhook', { id: hook, url: 'https://a.example', secret: 's', active: false, created_by: 'x', created_at: ago(400) })
  for (const [id, state, days] of [['1', 'sent', 31], ['2', 'sent', 29], ['3', 'failed', 91], ['4', 'failed', 31], ['5', 'queued', 91]] as const) {
    await insert('notices.webhook_delivery', { webhook_id: hook, realm: 'live', message_id: id, payload: '{}', state, next_at: ago(days), tried_at: ago(days), created_at: ago(days) })
  }
  await insert('cases."case"', { id: heldCase, kind: 'main', party_id: party, party_name: 'Comune', party_kind: 'municipality', provider_id: party, provider_name: 'P', ref: 'VEL-1', title: 'Tenuto', state: 'closed', closed_at: ago(4000), occurred_at: ago(4001), opened_at: ago(4001), updated_at: ago(4000), hold_at: ago(3000), hold_reason: 'Procura', hold_by: 'x' })
  const notice = async (caseId: string, state: string, days: number) => {
    const id = randomUUID()
    await insert('notices.notice', { id, party_id: party, case_id: caseId, main_id: caseId, party_name: 'Comune', state, content: '{}', expires_at: ago(days), confirmed_by: state === 'published' ? 'a' : null, approved_by: state === 'published' ? 'b' : null, created_at: ago(days), updated_at: ago(days) })
    await insert('notices.notice_version', { notice_id: id, number: 1, realm: 'live', party_id: party, at: ago(days), what: 'published', content: '{}', confirmed_by: 'a', confirmed_name: 'Ada Fittizia', approved_by: 'b', approved_name: 'B' })
    await insert('notices.publication', { notice_id: id, realm: 'live', party_id: party, main_id: caseId, slug: id, number: 1, content: '{}', search_text: '', published_at: ago(days + 1), updated_at: ago(days), expires_at: ago(days), withdrawn_at: state === 'withdrawn' ? ago(days) : null })
    return id
  }
  const kept = [await notice(randomUUID(), 'withdrawn', 5 * 365), await notice(heldCase, 'withdrawn', 3000), await notice(randomUUID(), 'published', 3000)]
  await notice(randomUUID(), 'withdrawn', 5 * 366)
  const imports: Record<string, string> = {}
  for (const [name, state, days] of [['old', 'done', 31], ['young', 'done', 29], ['failed', 'failed', 31]] as const) {
    imports[name] = randomUUID()
    await insert('territory.import', { id: imports[name], file_name: 'ipa.csv', sha256: '', bytes: 1, format: 'ipa', state, bad_rows: state === 'done', problems: JSON.stringify([{ line: 1, params: { value: 'Ada' } }]), by_id: '', by_name: '', created_at: ago(days), finished_at: ago(days) })
    file(`imports/${imports[name]}${state === 'done' ? '-bad.csv' : '.data'}`, ago(days))
  }
  for (const [name, days] of [['old', 31], ['young', 29]] as const) await insert('intake.import', { id: randomUUID(), file_name: name, sha256: name, state: 'done', by_id: '', by_name: '', started_at: ago(days), finished_at: ago(days), refused_count: 1, bad_key: 'k', bad_sealed: 'x' })
  file(`imports/${randomUUID()}.data.part`, ago(31))
  file(`imports/${randomUUID()}.data`, ago(1))
  file('mail/old.eml', ago(91))
  file('mail/young.eml', ago(89))

  // Logs: of each one whose term is over and one that is young.
  const source = randomUUID()
  await insert('watch.source', { id: source, party_id: party, kind: 'syslog', label: 'x', shows: '{servers}', made_at: ago(2000), made_by: 'x' })
  await insert('watch.rule', { id: 'r', title: 'x', yaml: 'x', level: 'low', imported_at: ago(2000), imported_by: 'x', changed_at: ago(2000) })
  const list = randomUUID()
  await insert('watch.list', { id: list, name: 'x', kind: 'indicators', format: 'list', confidence: 1, tlp: 'red', made_at: ago(2000), made_by: 'x' })
  for (const [days, year] of [[740, 370], [700, 300]] as const) {
    const alert = randomUUID()
    await insert('watch.alert', { id: alert, party_id: party, source_id: source, rule_id: 'r', title: 'x', level: 'low', severity: 'low', why: '[]', first_at: ago(days + 1), last_at: ago(days + 1), count: 1, state: 'closed', closed_at: ago(days), close_reason: 'benign' })
    await insert('watch.suppression', { id: randomUUID(), party_id: party, rule_id: 'r', reason: 'x', made_at: ago(days + 30), made_by: 'x', until: ago(days) })
    await insert('watch.day', { source_id: source, party_id: party, day: ago(days), received: 1 })
    await insert('watch.file', { source_id: source, party_id: party, name: 'x.log', state: 'read', at: ago(days > 710 ? days : 20) })
    await insert('watch.week', { party_id: party, week: `2020-W${String(days % 50).padStart(2, '0')}`, facts: '{}', made_at: ago(days) })
    await insert('watch.import', { id: randomUUID(), kind: 'files', origin: 'x', files: 1, same: 0, refused: '[]', refused_count: 0, made_at: ago(days), made_by: 'x' })
    await insert('watch.seen', { rule_id: 'r', party_id: party, day: ago(year), count: 1 })
    await insert('watch.list_seen', { list_id: list, party_id: party, day: ago(year), count: 1 })
    await insert('watch.missed', { rule_id: 'r', party_id: party, day: ago(year), late: 1 })
    await insert('watch.step', { rule_id: 'r', party_id: party, source_id: source, came_at: ago(30), fields: '{}', hits: '[]', turn: 1, until: ago(days - 720) })
    const hunt = randomUUID()
    await insert('watch.hunt', { id: hunt, kind: 'rule', title: 'x', text: 'x', from_day: ago(days), to_day: ago(days), state: 'done', made_at: ago(days), made_by: 'x', ended_at: ago(days) })
    if (days === 700) {
      for (const until of [1, -1]) {
        await insert('watch.segment', { party_id: party, source_id: source, day: ago(30), name: `live/${until}`, rows: 1, bytes: 1, raw: 1, sha256: Buffer.alloc(32), first_at: ago(30), last_at: ago(30), made_at: ago(30), until: ago(until) })
        await insert('watch.hunt_sample', { hunt_id: hunt, party_id: party, source_id: source, day: ago(30), at: ago(30), line: 'ada@example.org', until: ago(until) })
      }
      for (const gone of [1900, 1700]) await insert('watch.deletion', { name: `live/gone-${gone}`, party_id: party, source_id: source, day: ago(2000), rows: 1, sha256: Buffer.alloc(32), until: ago(gone), why: 'term', at: ago(gone), gone_at: ago(gone) })
    }
    if (days === 700) for (const until of [1, -1]) await insert('watch.sample', { alert_id: alert, party_id: party, at: ago(30), line: 'ada@example.org', until: ago(until) })
  }

  // Sharing: a status and a decided conflict; one that nobody has decided stays.
  const { no } = (await t.sql<{ no: number }>(`insert into sharing.collection (id, alias, title, audience, made_at, made_by) values (gen_random_uuid(), 'x', 'x', 'partners', now(), 'x') returning no`))[0]!
  for (const days of [31, 29]) await insert('sharing.status', { id: randomUUID(), collection_no: no, at: ago(days), body: '{}' })
  for (const [days, decided] of [[740, true], [700, true], [740, false]] as const) await insert('sharing.conflict', { id: randomUUID(), collection_no: no, uuid: randomUUID(), type: 'note', stamp: 1, kind: 'content', tlp: 'green', sha256: Buffer.alloc(32), body: '{}', at: ago(days), ...(decided ? { settled_at: ago(days), settled_by: 'x', outcome: 'kept' } : {}) })

  // Messages: a line, a digest and an address that is written to no more; what was silenced keeps its address.
  for (const [name, days, lines] of [['old', 370, 91], ['silent', 370, 89], ['young', 360, 89]] as const) {
    const recipient = randomUUID()
    await insert('messages.recipient', { id: recipient, address: `${name}@example.org`, made_at: ago(days), seen_at: ago(days) })
    if (name === 'silent') await insert('messages.mute', { recipient_id: recipient, what: 'weekly', at: ago(days) })
    if (name !== 'old') await insert('messages.item', { recipient_id: recipient, party_id: party, party_name: 'x', kind: 'public_page', object: 'body:x', pace: 'weekly', role: 'it', first_at: ago(lines), changed_at: ago(lines), due_at: ago(lines), state: 'told', settled_at: ago(name === 'silent' ? 91 : 89) })
  }
  for (const [key, days] of [['messages.week:old', 91], ['messages.week:young', 89]] as const) await insert('platform.delivery', { key, channel: 'mail', recipient: 'x@example.org', subject: '', body: '', about: 'messages', state: 'sent', created_at: ago(days), sent_at: ago(days) })

  const expected = {
    'identity.sessions': 1, 'identity.invitations': 1, 'identity.tokens': 1, 'territory.imports': 2, 'cases.contacts': 0, 'cases.messages': 0, 'cases.evidence': 0, 'cases.texts': 0, 'playbooks.runs': 0, 'coordination.claims': 1, 'coordination.consents': 2, 'coordination.on_call': 1, 'coordination.cards': 1, 'coordination.misses': 1, 'coordination.referrals': 1, 'coordination.feeds': 1, 'notices.unconfirmed': 1, 'notices.mails': 1,
    'notices.hooks_sent': 1, 'notices.hooks_failed': 2, 'notices.withdrawn': 1, 'observatory.room_extracts': 0, 'observatory.room_requests': 0, 'exercise.runs': 0, 'mail.folder': 1,
    'intake.originals': 0, 'intake.contacts': 0, 'intake.reports': 0, 'intake.mails': 0, 'intake.bad_rows': 1, 'retention.requests': 0,
    'messages.items': 1, 'messages.mails': 1, 'messages.recipients': 1,
    'watch.samples': 1, 'watch.alerts': 1, 'watch.suppressions': 1, 'watch.days': 1, 'watch.files': 1, 'watch.weeks': 1, 'watch.imports': 1, 'watch.seen': 1, 'watch.list_seen': 1, 'watch.steps': 1, 'watch.missed': 1,
    'sharing.statuses': 1, 'sharing.conflicts': 1,
    'watch.archive': 1, 'watch.deletions': 1, 'watch.hunt_samples': 1, 'watch.hunts': 1,
  }
  expect(await t.shut(() => purge({ dryRun: true }))).toEqual(expected)
  expect(existsSync(join(folder, 'mail/old.eml'))).toBe(true)
  expect(await purge()).toEqual(expected)

  expect(await t.sql(`select token from identity.session`)).toEqual([{ token: 'young' }])
  expect(await t.sql(`select token_hash from identity.invitation`)).toEqual([{ token_hash: 'young' }])
  expect(await t.sql(`select email from notices.subscription order by email`)).toEqual([{ email: 'said.yes@example.org' }, { email: 'still.may@example.org' }])
  expect(await t.sql(`select key from platform.delivery order by key`)).toEqual([{ key: 'b' }, { key: 'c' }, { key: 'd' }, { key: 'messages.week:young' }])
  expect(await t.sql(`select file_name, bad_sealed is not null as kept, refused_count from intake.import order by 1`)).toEqual([{ file_name: 'old', kept: false, refused_count: 1 }, { file_name: 'young', kept: true, refused_count: 1 }])
  expect(await t.sql(`select message_id from notices.webhook_delivery order by message_id`)).toEqual([{ message_id: '2' }, { message_id: '4' }])
  expect((await t.sql<{ id: string }>(`select id from notices.notice order by id`)).map((row) => row.id)).toEqual(kept.toSorted())
  expect([await count('notices.publication'), await count('notices.notice_version')]).toEqual([3, 3])
  expect(await t.sql(`select id, problems, bad_rows from territory.import order by created_at`)).toEqual([{ id: imports['old'], problems: [], bad_rows: false }, { id: imports['young'], problems: [expect.anything()], bad_rows: true }])
  expect(['old', 'young', 'failed'].map((name) => existsSync(join(folder, `imports/${imports[name]}${name === 'failed' ? '.data' : '-bad.csv'}`)))).toEqual([false, true, false])
  expect([existsSync(join(folder, 'mail/old.eml')), existsSync(join(folder, 'mail/young.eml'))]).toEqual([false, true])
  expect(await t.sql(`select value from coordination.claim order by value`)).toEqual([{ value: 'held.example' }, { value: 'n1000.example' }])
  expect([await count('coordination.consent'), await count('coordination.on_call'), await count('coordination.card'), await count('coordination.card_miss')]).toEqual([1, 1, 1, 1])
  expect([await count('coordination.referral'), await count('coordination.referral_name'), await count('coordination.referral_weighing'), await count('coordination.roster_feed')]).toEqual([1, 1, 1, 2])

  // Again: nothing, and no new entry.
  const entries = await count(`audit.entry where action = 'retention.purge'`)
  expect(entries).toBe(38 + before)
  expect(Object.values(await purge()).every((n) => n === 0)).toBe(true)
  expect(await count(`audit.entry where action = 'retention.purge'`)).toBe(entries)
  for (const table of ['audit.entry', 'retention.proof', 'retention.run']) expect(JSON.stringify(await t.sql(`select * from ${table}`)), table).not.toMatch(/ada@|fittizia|example\.org|192\.0\.2/i)
  await once(t.workerPool, sealing, createLog('silent', clock.now))
  expect(await verifyIn(t.workerPool)).toMatchObject({ ok: true, unsealed: 0 })
})

test('an exercise that is over goes with every row of its realm, and with no other', { timeout: 180_000 }, async () => {
  const actor = system('test')
  const old = await centre.exercise.service.play(actor, { bodies: 3, seed: 7, ownRegistry: false, untilHour: 9 })
  expect(old.state).toBe('done')
  const recent = { id: randomUUID(), realm: `ex:${randomUUID()}` }
  await insert('exercise.run', { ...recent, name: 'westpole', state: 'done', zero_at: ago(400), started_at: ago(364), by: 'x' })
  await insert('territory.party', { id: randomUUID(), realm: recent.realm, registry: 'r', code: 'c', name: 'Comune', folded: 'comune', kind: 'municipality', updated_at: ago(364) })
  await insert('platform.delivery', { key: 'recent', realm: recent.realm, channel: 'mail', recipient: 'x@example.org', subject: '', body: '', state: 'held', created_at: ago(364) })
  await t.sql(`insert into obligations.calendar (token_hash, realm, person_id, scope, parties, created_at) values ('h', $1, 'p', 'all', '{}', now())`, [old.realm])
  // A body says something of itself while it plays.
  await t.sql(`insert into territory.statement (realm, party_id, fact, value, state, by_id, by_name, stated_at) select realm, id, 'population', '1', 'proposed', 'x', 'x', now() from territory.party where realm = $1 limit 1`, [old.realm])
  const tables = await t.sql<{ name: string }>(`select format('%I.%I', table_schema, table_name) as name from information_schema.columns c join pg_tables p on p.schemaname = c.table_schema and p.tablename = c.table_name where column_name = 'realm' and table_schema not in ('audit') order by 1`)
  const inRealm = async (realm: string) => Object.fromEntries((await Promise.all(tables.map(async ({ name }) => [name, await count(`${name} where realm = '${realm}'`)] as const))).filter(([, n]) => n > 0))
  const live = async () => Object.fromEntries(await Promise.all(tables.map(async ({ name }) => [name, (await t.sql<{ s: string }>(`select count(*) || ' ' || coalesce(sum(hashtextextended(x::text, 0)::numeric), 0) as s from ${name} x where realm = 'live'`))[0]!.s])))
  const [book, run, on] = [randomUUID(), randomUUID(), randomUUID()]
  await insert('playbooks.playbook', { id: book, realm: old.realm, cacao_id: 'playbook--x', name: 'x', modified_at: ago(366), document: '{}', steps: 0, imported_at: ago(366), imported_by: 'x' })
  await insert('playbooks.run', { id: run, realm: old.realm, case_id: on, party_id: on, playbook_id: book, playbook_version: 1, name: '{}', plan: '{}', started_at: ago(366), started_by: 'x' })
  await insert('playbooks.step_task', { run_id: run, position: 0, realm: old.realm, case_id: on, party_id: on, item: 'x' })
  await insert('platform.outbox', { realm: old.realm, name: 'territory.changed', payload: '{"version":1}' })
  expect(Object.keys(await inRealm(old.realm)).length).toBeGreaterThan(15)
  const [other, lively] = [await inRealm(recent.realm), await live()]
  await t.sql(`update exercise.run set finished_at = $1 where id = $2`, [ago(366), old.id])
  await t.sql(`update exercise.run set finished_at = $1 where id = $2`, [ago(364), recent.id])
  expect(await purge({ dryRun: true })).toMatchObject({ 'exercise.runs': 1 })
  expect(await purge()).toMatchObject({ 'exercise.runs': 1 })
  expect(await inRealm(old.realm)).toEqual({})
  expect(await inRealm(recent.realm)).toEqual(other)
  expect(await live()).toEqual(lively)
  expect(await centre.exercise.service.exists(old.realm)).toBe(false)
  expect(await centre.retention.service.prove(old.id)).toMatchObject([{ rule: 'exercise.runs', removed: 1, holds: true }])
  expect(await purge()).toMatchObject({ 'exercise.runs': 0 })
})

test('what people still do in an exercise after its play is told; a play, and one that may be taken up, keep their events', async () => {
  const [party, run] = [randomUUID(), (state: string, secondsAgo: number) => ({ id: randomUUID(), realm: `ex:${randomUUID()}`, state, finished_at: state === 'playing' ? null : new Date(clock.now().getTime() - secondsAgo * 1000) })]
  const runs = [run('done', 60), run('ended', 60), run('ended', 1), run('interrupted', 60), run('failed', 60), run('playing', 0)]
  for (const one of runs) {
    await insert('exercise.run', { ...one, name: 'westpole', zero_at: clock.now(), started_at: clock.now(), by: 'x' })
    await insert('platform.outbox', { realm: one.realm, name: 'territory.changed', payload: '{"version":1}' })
  }
  // A case without its dossier: the event that tells of it makes one.
  const id = randomUUID()
  await insert('territory.party', { id: party, realm: runs[0]!.realm, registry: 'r', code: 'after', name: 'Comune', folded: 'comune', kind: 'municipality', updated_at: clock.now() })
  await insert('cases."case"', { id, realm: runs[0]!.realm, kind: 'main', party_id: party, party_name: 'Comune', party_kind: 'municipality', provider_id: party, provider_name: 'P', ref: 'EX-1', title: 'Fermo', state: 'open', occurred_at: clock.now(), opened_at: clock.now(), updated_at: clock.now() })
  await insert('platform.outbox', { realm: runs[0]!.realm, name: 'cases.opened', payload: JSON.stringify({ mainId: id }) })
  await centre.exercise.periodic.find((one) => one.name === 'exercise.follow')!.run(undefined as never)
  expect((await t.sql<{ realm: string }>(`select realm from platform.outbox where realm like 'ex:%' order by id`)).map((row) => row.realm)).toEqual(runs.slice(2).map((one) => one.realm))
  expect(await count(`obligations.dossier where case_id = '${id}'`)).toBe(1)
  await t.sql(`delete from platform.outbox where realm like 'ex:%'`)
})

test('every table that holds something is in the list, and every rule says the same in the table for people', async () => {
  const named = new Set(rules.flatMap((rule) => rule.where))
  const covered = (table: string) => named.has(table) || named.has(`${table.split('.')[0]}.*`)
  const tables = await t.sql<{ name: string }>(`select schemaname || '.' || tablename as name from pg_tables where schemaname in ('identity', 'cases', 'playbooks', 'obligations', 'notices', 'exercise', 'watch', 'sharing', 'messages', 'audit', 'retention') order by 1`)
  expect(tables.map((one) => one.name).filter((name) => !covered(name) && !withoutPeople.includes(name))).toEqual([])

  const guide = readFileSync(new URL('../../docs/operations/gdpr.md', import.meta.url), 'utf8').split(/^## /m).find((part) => part.startsWith('4. '))!
  const missing = rules.map(lineOf).filter((line) => !guide.includes(line))
  expect(missing, `section 4 of gdpr.md lacks:\n${missing.join('\n')}`).toEqual([])
  const lines = guide.split('\n').filter((line) => /\| `\w+\.\w+` \|$/.test(line))
  expect(lines.length).toBe(rules.length)
  for (const rule of rules) {
    for (const text of [rule.what, rule.why, ...(rule.from ? [rule.from] : [])]) expect([text.it, text.fr, text.en].every((one) => one.trim() !== ''), rule.id).toBe(true)
    expect((rule.term === null) === (rule.fate === 'kept') && (rule.term === null) === (rule.from === null), rule.id).toBe(true)
    expect(rule.term !== null, rule.id).toBe(rule.purge !== undefined || rule.promptly === true)
  }
})

/** Counters, settings, public halves: nobody stands in them. */
const withoutPeople = ['audit.head', 'cases.counter', 'identity.policy', 'identity.rateLimit', 'notices.webhook']
const termOf = (term: RetentionRule['term']): string => {
  if (!term) return 'no term'
  const [unit, n] = Object.entries(term)[0] as [string, number]
  return `${n} ${n === 1 ? unit.slice(0, -1) : unit}`
}
const lineOf = (rule: RetentionRule) => `| ${rule.what.en} | ${rule.fate === 'kept' ? 'kept' : `${rule.fate} after ${termOf(rule.term)}`} | ${rule.from?.en ?? '–'} | ${rule.why.en} | \`${rule.id}\` |`
test('the digest of a proof is the one that the audit log has', async () => {
  const proofs = await t.sql<{ id: string; leaves: Buffer; digest: Buffer }>('select id, leaves, digest from retention.proof')
  expect(proofs.length).toBeGreaterThan(5)
  for (const { id, leaves, digest } of proofs) {
    expect(createHash('sha256').update(leaves).digest().equals(digest)).toBe(true)
    expect(await t.sql(`select detail ->> 'digest' as digest from audit.entry where object = $1`, [`purge:${id}`])).toEqual([{ digest: digest.toString('hex') }])
  }
})
