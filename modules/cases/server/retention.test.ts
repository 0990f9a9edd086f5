/** What of a closed case goes, when, and what stays; what a hold keeps; files after their rows, whatever breaks in between. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createRetention } from '#modules/retention/server/index.ts'
import { verifyIn } from '#platform/audit/index.ts'
import { FILES_LOCK } from '#platform/db/filesLock.ts'
import { sweepEvidence } from './retention.ts'
import { caseStage, type CaseStage } from './testing/stage.ts'

let s: CaseStage
const DAY = 86_400_000
const YEAR = 365.25 * DAY
beforeAll(async () => { s = await caseStage() })
afterAll(() => s.close())

const retention = (rules = s.module.retention!) => createRetention(s.context.ground, { places: [], keys: undefined as never, rules }).service
const purge = async (rules = s.module.retention!) => Object.fromEntries((await retention(rules).purge('job')).rules.map((one) => [one.rule, one.removed]))
const look = async () => Object.fromEntries((await retention().purge('command', { dryRun: true })).rules.map((one) => [one.rule, one.removed]))
const put = async (bytes: string, caseId = s.corvasse, name = 'elenco-mario-fittizio.csv') =>
  ((await (await s.call('analyst', 'POST', `/api/cases/${caseId}/evidence?fileName=${name}&note=di%20Mario%20Fittizio`, Buffer.from(bytes))).json()) as { id: string; sha256: string })
/** As if it had come before the closing. */
const putThen = async (...of: Parameters<typeof put>) => {
  const item = await put(...of)
  await s.t.sql(`update cases.evidence set received_at = $1 where id = $2`, [closedAt, item.id])
  return item
}
const fileOf = (sha256: string) => join(s.folder, 'evidence', sha256.slice(0, 2), `${sha256}.age`)
const at = (ms: number) => s.clock.set(new Date(closedAt.getTime() + ms))
const everything = async () => (await s.t.sql<{ sums: string }>(`select string_agg(format('%s %s', t, (xpath('/row/c/text()', query_to_xml(format('select count(*) || '' '' || coalesce(sum(hashtextextended(x::text, 0)::numeric), 0) as c from %s x', t), false, true, '')))[1]::text), E'\n' order by t) as sums
  from (select format('%I.%I', schemaname, tablename) as t from pg_tables where schemaname in ('cases', 'platform', 'audit', 'retention')) y`))[0]!.sums
let closedAt: Date
let evidence: { id: string; sha256: string }

beforeAll(async () => {
  evidence = await put('Mario Fittizio;via Inventata 1')
  await s.call('analyst', 'POST', `/api/cases/${s.corvasse}/answer`, { answer: 'hit', callerName: 'Carla Inventata', note: 'Richiamare Carla al 0555', personalData: 'yes' })
  await s.call('analyst', 'POST', `/api/cases/${s.corvasse}/timeline`, { text: 'Parlato con Carla' })
  await s.call('analyst', 'POST', `/api/cases/${s.corvasse}/decisions`, { text: 'Carla stacca la rete', reasons: 'Lo chiede Carla' })
  const [condition] = await s.t.sql<{ id: string }>('select id from cases.condition where case_id = $1', [s.mainId])
  await s.call('analyst', 'POST', `/api/cases/conditions/${condition!.id}/met`, { evidence: 'Verbale di Carla' })
  await s.call('analyst', 'POST', `/api/cases/${s.mainId}/reports`, {})
  await s.t.sql(`update platform.delivery set state = 'sent', sent_at = $1`, [s.clock.now()])
  s.clock.advance(DAY)
  for (const one of s.tied) await s.call('analyst', 'POST', `/api/cases/${one.id}/close`, { dataLost: '', lessons: '' })
  expect((await s.call('analyst', 'POST', `/api/cases/${s.mainId}/close`, { dataLost: '', lessons: 'Provare il ripristino', reason: 'fine' })).status).toBe(204)
  closedAt = s.clock.now()
})
beforeEach(() => { expect(closedAt).toBeDefined() })

const everywhere = async (word: string) => (await s.t.sql<{ t: string }>(`select t from (select format('%I.%I', schemaname, tablename) as t from pg_tables where schemaname in ('cases', 'platform', 'retention')) y
  where (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %s x where x::text ilike %L', t, '%' || $1 || '%'), false, true, '')))[1]::text <> '0' order by t`, [word])).map((row) => row.t)

test('before a term is over nothing goes, and a look changes nothing ever', async () => {
  at(YEAR - DAY)
  expect(await purge()).toEqual({ 'cases.contacts': 0, 'cases.messages': 0, 'cases.evidence': 0, 'cases.texts': 0 })
  at(6 * YEAR)
  const before = await everything()
  expect(await look()).toEqual({ 'cases.contacts': 14, 'cases.messages': 13, 'cases.evidence': 1, 'cases.texts': 14 })
  expect(await everything()).toBe(before)
  expect(existsSync(fileOf(evidence.sha256))).toBe(true)
})

test('a hold keeps everything of its case and of those tied to it; only a coordinator sets one, and its reason is not told outside', async () => {
  const hold = (who: string, id: string, body: object) => s.call(who, 'PUT', `/api/cases/${id}/hold`, body)
  expect((await hold('analyst', s.mainId, { reason: 'Procura' })).status).toBe(403)
  expect((await hold('coordinator', s.mainId, { reason: 'x' })).status).toBe(400)
  expect((await hold('coordinator', s.mainId, { reason: 'Procura, prot. 12', until: '2026-01-01T00:00:00Z' })).status).toBe(400)
  expect((await hold('coordinator', s.mainId, { reason: 'Procura, prot. 12' })).status).toBe(204)
  at(6 * YEAR)
  expect(await purge()).toEqual({ 'cases.contacts': 0, 'cases.messages': 0, 'cases.evidence': 0, 'cases.texts': 0 })
  const detail = async (who: string) => (await (await s.call(who, 'GET', `/api/cases/${s.corvasse}`)).json()) as { hold: object | null; may: { hold: boolean } }
  expect(await detail('coordinator')).toMatchObject({ hold: { reason: 'Procura, prot. 12', until: null, by: 'Persona coordinator', ofMain: true }, may: { hold: true } })
  expect(await detail('corvasse')).toMatchObject({ hold: null, may: { hold: false } })
  expect(await (await s.call('corvasse', 'GET', `/api/cases/${s.corvasse}/timeline`)).text()).not.toContain('Procura')
  expect(await s.t.sql(`select action, reason from audit.entry where action like 'cases.hold%' order by id`)).toEqual([{ action: 'cases.hold', reason: 'Procura, prot. 12' }])
  // On one tied case alone, with an end: the others go, this one does not until then.
  expect((await s.call('coordinator', 'DELETE', `/api/cases/${s.mainId}/hold`)).status).toBe(204)
  const until = new Date(closedAt.getTime() + 1.5 * YEAR)
  s.clock.set(closedAt)
  await s.t.sql('update cases.timeline set written_at = $1 where written_at > $1', [closedAt]) // the clock of a centre does not go back
  expect((await hold('coordinator', s.corvasse, { reason: 'Assicurazione', until: until.toISOString() })).status).toBe(204)
  at(1.1 * YEAR)
  expect(await purge()).toMatchObject({ 'cases.contacts': 13, 'cases.messages': 12 })
  at(1.6 * YEAR)
  expect(await detail('coordinator')).toMatchObject({ hold: null })
  expect(await purge()).toMatchObject({ 'cases.contacts': 1, 'cases.messages': 1 })
  expect(await purge()).toEqual({ 'cases.contacts': 0, 'cases.messages': 0, 'cases.evidence': 0, 'cases.texts': 0 })
})

test('after a year who was asked and who answered are nobody; that it was asked, and what was said, stays', async () => {
  expect(await s.t.sql(`select count(*)::int as n from platform.delivery where recipient <> '' or body <> '' or key like '%@%'`)).toEqual([{ n: 0 }])
  expect(await s.t.sql(`select count(distinct key)::int as n from platform.delivery where state = 'sent' and sent_at is not null and key like 'cases.question:%'`)).toEqual([{ n: 13 }])
  expect(await s.t.sql('select answer, answered_by, answer_note, personal_data from cases."case" where id = $1', [s.corvasse])).toEqual([{ answer: 'hit', answered_by: '', answer_note: '', personal_data: 'yes' }])
  expect(await s.t.sql('select 1 from cases.question')).toEqual([])
  const [entry] = await s.t.sql<{ params: object; text: string }>(`select params, text from cases.timeline where kind = 'answer'`)
  expect([entry!.text, JSON.stringify(entry!.params)]).toEqual(['', expect.not.stringContaining('Carla')])
})

test('what nobody sent by hand before an earlier version closed the case goes too; what a sender still has does not', async () => {
  for (const [key, byHand] of [['by-hand', true], ['by-itself', false]])
    await s.t.sql(`insert into platform.delivery (key, channel, by_hand, recipient, subject, body, about, created_at) values ($1, 'sms', $2, '+39 333 000 0000', 's', 'b', $3, $4)`, [key, byHand, `case:${s.corvasse}`, closedAt])
  expect(await purge()).toMatchObject({ 'cases.messages': 1 })
  expect(await s.t.sql(`select by_hand from platform.delivery where recipient <> ''`)).toEqual([{ by_hand: false }])
  expect(await s.t.sql(`select channel, state from platform.delivery where state <> 'sent'`)).toEqual(expect.arrayContaining([{ channel: 'sms', state: 'done' }, { channel: 'sms', state: 'queued' }]))
  await s.t.sql(`delete from platform.delivery where key = 'by-itself'`)
})

test('after two years the file goes and its hash stays, with who had it in hand and how it ended', async () => {
  at(2.1 * YEAR)
  // The same bytes in a case that is still open: the file is needed there.
  const mainFile = await put('the same bytes twice', s.mainId)
  await s.t.sql(`update cases."case" set state = 'open', closed_at = null where id = $1`, [s.mainId])
  const shared = await put('Mario Fittizio;via Inventata 1', s.mainId, 'altro.csv')
  expect(shared.sha256).toBe(evidence.sha256)
  await s.t.sql(`update cases."case" set state = 'closed', closed_at = $2 where id = $1`, [s.mainId, closedAt])
  await s.t.sql(`update cases.evidence set received_at = $1`, [closedAt])
  // As an earlier version wrote it: the note of the file in its first link too.
  await s.t.sql(`set session_replication_role = replica; update cases.custody set note = 'di Mario Fittizio' where evidence_id = '${evidence.id}'; set session_replication_role = default`)
  await expect(s.t.sql(`update cases.custody set note = ''`)).rejects.toThrow(/append-only/)
  const report = await retention().purge('job')
  expect(report.rules.find((one) => one.rule === 'cases.evidence')).toMatchObject({ removed: 3, files: 2, problem: null })
  for (const one of [evidence, mainFile]) expect(existsSync(fileOf(one.sha256))).toBe(false)
  const item = ((await (await s.call('analyst', 'GET', `/api/cases/${s.corvasse}/evidence`)).json()) as { items: object[] }).items[0]
  expect(item).toMatchObject({ id: evidence.id, file: 'gone', fileName: '', note: '', sha256: evidence.sha256, custody: [{ action: 'received', actorName: 'Persona analyst' }, { action: 'destroyed', actorName: '' }] })
  const refused = await s.call('analyst', 'GET', `/api/cases/evidence/${evidence.id}/file`)
  expect(refused.status).toBe(410)
  const handed = await s.call('analyst', 'POST', `/api/cases/evidence/${evidence.id}/custody`, { action: 'handed_over', note: 'alla Procura' })
  expect([handed.status, await handed.json()]).toEqual([410, expect.objectContaining({ code: 'expired', params: { reason: 'evidence_gone' } })])
  expect(await s.t.sql(`select action from cases.custody where evidence_id = $1 order by id desc limit 1`, [evidence.id])).toEqual([{ action: 'destroyed' }])
  expect(await everywhere('fittizio')).toEqual([])
  await expect(s.t.sql(`update cases.custody set actor_name = '' where action = 'received'`)).rejects.toThrow(/append-only/)
  await expect(s.t.sql(`delete from cases.custody where action = 'destroyed'`)).rejects.toThrow(/append-only/)
})

test('evidence that came after the closing has its own two years', async () => {
  const late = await put('came late')
  const came = s.clock.now().getTime() - closedAt.getTime()
  expect(await purge()).toMatchObject({ 'cases.evidence': 0 })
  at(came + 1.9 * YEAR)
  expect(await purge()).toMatchObject({ 'cases.evidence': 0 })
  expect(existsSync(fileOf(late.sha256))).toBe(true)
  at(came + 2.1 * YEAR)
  const report = await retention().purge('job')
  expect(report.rules.find((one) => one.rule === 'cases.evidence')).toMatchObject({ removed: 1, oldest: new Date(closedAt.getTime() + came), problem: null })
  expect(existsSync(fileOf(late.sha256))).toBe(false)
  at(came)
})

test('a file that another case still needs stays, until the last one lets it go', async () => {
  const own = await putThen('needed twice')
  const other = await putThen('needed twice', s.tied.find((one) => one.id !== s.corvasse)!.id)
  await s.call('coordinator', 'PUT', `/api/cases/${s.corvasse}/hold`, { reason: 'Procura' })
  expect(await purge()).toMatchObject({ 'cases.evidence': 1 })
  expect(existsSync(fileOf(own.sha256))).toBe(true)
  expect((await s.call('analyst', 'GET', `/api/cases/evidence/${own.id}/file`)).status).toBe(200)
  expect((await s.call('analyst', 'GET', `/api/cases/evidence/${other.id}/file`)).status).toBe(410)
  await s.call('coordinator', 'DELETE', `/api/cases/${s.corvasse}/hold`)
  expect(await purge()).toMatchObject({ 'cases.evidence': 1 })
  expect(existsSync(fileOf(own.sha256))).toBe(false)
})

test('an error between the commit and the files leaves the files to the next run, and no second proof', async () => {
  const item = await putThen('left behind')
  const broken = s.module.retention!.map((rule) => (rule.id === 'cases.evidence' ? { ...rule, purge: { ...rule.purge!, sweep: () => Promise.reject(new Error('the disk is away')) } } : rule))
  const report = await retention(broken).purge('job')
  expect(report.rules.find((one) => one.rule === 'cases.evidence')).toMatchObject({ removed: 1, problem: 'the disk is away' })
  expect(report.rules.find((one) => one.rule === 'cases.texts')).toMatchObject({ problem: null })
  expect(existsSync(fileOf(item.sha256))).toBe(true)
  expect((await s.call('analyst', 'GET', `/api/cases/evidence/${item.id}/file`)).status).toBe(410)
  const next = await retention().purge('job')
  expect(next.rules.find((one) => one.rule === 'cases.evidence')).toMatchObject({ removed: 0, files: 1, problem: null })
  expect(existsSync(fileOf(item.sha256))).toBe(false)
  expect(await retention().prove(item.id)).toHaveLength(1)
})

test('kill -9 in the middle of a transaction takes nothing away; after its commit the next run finds the files', { timeout: 120_000 }, async () => {
  const item = await putThen('a process dies over this one')
  const proofs = async () => (await s.t.sql<{ n: number }>('select count(*)::int as n from retention.proof'))[0]!.n
  const child = fileURLToPath(new URL('./testing/killed.child.ts', import.meta.url))
  const killAt = async (moment: 'remove' | 'sweep') => {
    const running = spawn(process.execPath, [child, JSON.stringify({ connection: s.t.connect.app, dataFolder: s.folder, now: s.clock.now(), moment })], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(running.stdout, 'data') // it says that it is there, and waits
    running.kill('SIGKILL')
    await once(running, 'exit')
    // The server notices that its client is gone, and rolls back what it held.
    for (let i = 0; i < 200 && (await s.t.sql(`select 1 from pg_stat_activity where application_name = 'killed purge'`)).length > 0; i++) await new Promise((resolve) => setTimeout(resolve, 25))
  }
  const before = await proofs()
  await killAt('remove')
  expect([await proofs(), existsSync(fileOf(item.sha256)), (await s.call('analyst', 'GET', `/api/cases/evidence/${item.id}/file`)).status]).toEqual([before, true, 200])
  await killAt('sweep')
  expect([await proofs(), existsSync(fileOf(item.sha256)), (await s.call('analyst', 'GET', `/api/cases/evidence/${item.id}/file`)).status]).toEqual([before + 1, true, 410])
  const next = await retention().purge('job')
  expect(next.rules.find((one) => one.rule === 'cases.evidence')).toMatchObject({ removed: 0, files: 1 })
  expect([await proofs(), existsSync(fileOf(item.sha256))]).toEqual([before + 1, false])
  expect(await s.t.sql(`select count(*)::int as n from retention.run where finished_at is null`)).toEqual([{ n: 2 }])
  expect(await verifyIn(s.t.workerPool)).toMatchObject({ ok: true })
})

test('what no row ever knew is put aside when it is a week old, what an upload left goes after a day; nothing while a backup copies', async () => {
  const now = s.clock.now()
  const orphan = (name: string, days: number) => {
    const path = join(s.folder, 'evidence', name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, 'x')
    const when = new Date(now.getTime() - days * DAY)
    utimesSync(path, when, when)
    return path
  }
  const hex = (char: string) => char.repeat(64)
  const [old, fresh, plain, half, current] = [orphan(`aa/${hex('a')}.age`, 8), orphan(`bb/${hex('b')}.age`, 6), orphan(`cc/${hex('c')}`, 8), orphan('incoming/old', 2), orphan('incoming/new', 0)]
  const held = await put('kept')
  await s.call('coordinator', 'PUT', `/api/cases/${s.corvasse}/hold`, { reason: 'Procura' })
  const backup = await s.t.workerPool.connect()
  await backup.query(`select pg_advisory_lock_shared(${FILES_LOCK})`)
  expect(await sweepEvidence(s.context, now)).toBe(0)
  await backup.query('select pg_advisory_unlock_all()')
  backup.release()
  const warned: unknown[] = []
  const log = { ...s.context.ground.log, warn: (_: string, more: unknown) => warned.push(more) }
  expect(await sweepEvidence({ ...s.context, ground: { ...s.context.ground, log } }, now)).toBe(1)
  expect([old, fresh, plain, half, current, fileOf(held.sha256)].map(existsSync)).toEqual([false, true, false, false, true, true])
  expect([readdirSync(join(s.folder, 'evidence/unknown')).sort(), warned]).toEqual([[`${hex('a')}.age`, hex('c')], [{ files: 2 }]])
  // They lie there for a person, however long.
  expect(await sweepEvidence(s.context, new Date(now.getTime() + YEAR))).toBe(1)
  expect(existsSync(join(s.folder, `evidence/unknown/${hex('a')}.age`))).toBe(true)
  await s.call('coordinator', 'DELETE', `/api/cases/${s.corvasse}/hold`)
})

test('after five years the story is without people; its frame and its lessons stay', async () => {
  at(5.1 * YEAR)
  await s.t.sql('update cases.timeline set written_at = $1 where written_at > $1', [closedAt]) // as if all of it had been written before the closing
  expect(await purge()).toMatchObject({ 'cases.texts': 14 })
  for (const word of ['carla', 'persona analyst', 'procura', 'assicurazione']) expect(await everywhere(word), word).toEqual(word === 'persona analyst' ? ['cases.custody'] : [])
  expect(await s.t.sql('select title, lessons, state, ref <> $$$$ as has_ref from cases."case" where id = $1', [s.mainId])).toEqual([{ title: 'Fermo di Nubilis Cloud', lessons: 'Provare il ripristino', state: 'closed', has_ref: true }])
  // Its pages still open.
  for (const path of ['', '/timeline', '/conditions', '/evidence', '/tasks', '/reports', '/deliveries', '/bodies', '/outcome']) expect((await s.call('coordinator', 'GET', `/api/cases/${s.mainId}${path}`)).status, path).toBe(200)
  expect(readdirSync(join(s.folder, 'evidence/incoming')).filter((name) => name !== 'new')).toEqual([])
})

test('what is written after a case was emptied goes too, when its own term is over', async () => {
  at(5.2 * YEAR)
  const call = async (method: string, path: string, body: object) => expect((await s.call('coordinator', method, path, body)).status, path).toBeLessThan(300)
  const task = randomUUID()
  await s.t.sql(`insert into cases.task (id, case_id, party_id, code, situation, position, params, created_at) select $1, id, party_id, 'x', 'y', 1, '{}', now() from cases."case" where id = $2`, [task, s.mainId])
  await call('POST', `/api/cases/${s.corvasse}/timeline`, { text: 'Carla ha richiamato' })
  await call('PATCH', `/api/cases/tasks/${task}`, { version: 1, state: 'done', note: 'Fatto da Carla' })
  const [third, fourth] = s.tied.filter((one) => one.id !== s.corvasse)
  await call('POST', `/api/cases/${third!.id}/decisions`, { text: 'Carla decide', reasons: 'Carla' })
  await call('PUT', `/api/cases/${fourth!.id}/hold`, { reason: 'Procura di Carla' })
  s.clock.advance(DAY)
  expect((await s.call('coordinator', 'DELETE', `/api/cases/${fourth!.id}/hold`)).status).toBe(204)
  at(10.1 * YEAR) // five years of the closing twice over, not yet of what was written
  expect(await purge()).toMatchObject({ 'cases.contacts': 4, 'cases.texts': 0 })
  expect(await everywhere('carla')).not.toEqual([])
  at(10.3 * YEAR)
  expect(await purge()).toMatchObject({ 'cases.contacts': 0, 'cases.texts': 4 })
  expect(await everywhere('carla')).toEqual([])
  expect(await purge()).toMatchObject({ 'cases.texts': 0 })
})
