/** The doors, and the way rules are carried out, on a rule whose rows are easy to count. */
import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealing, verifyIn } from '#platform/audit/index.ts'
import { fixedClock } from '#platform/clock.ts'
import { allows, anonymous, type Actor } from '#platform/contract/index.ts'
import { own, type Tx } from '#platform/db/index.ts'
import { createHttp } from '#platform/http/index.ts'
import { once } from '#platform/jobs/index.ts'
import { createLog } from '#platform/log/index.ts'
import type { Ask, Due, RetentionRule } from '#platform/retention.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createRetention } from './index.ts'

const say = (text: string) => ({ it: text, fr: text, en: text })
const person = (id: string, roles: Actor['roles']): Actor => ({ kind: 'person', id, name: id, roles, scope: roles.includes('member') ? 'parties' : 'all', parties: [], realm: 'live' })
const people: Record<string, Actor> = { coordinator: person('coordinator', ['coordinator']), analyst: person('analyst', ['analyst']), member: person('member', ['member']) }
const DAY = 86_400_000

/** Letters of the outbox stand for anything that is kept thirty days. */
const letters = (more: Partial<RetentionRule> = {}): RetentionRule => ({
  id: 'test.letters', what: say('Letters'), where: ['platform.delivery'], fate: 'deleted', term: { days: 30 }, from: say('their writing'), why: say('a test'),
  purge: {
    due: async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select message_id as id, created_at as at from platform.delivery where created_at <= ${ask.before} order by created_at, id limit ${ask.limit}`.execute(own<'platform'>(tx))).rows,
    remove: async (tx, due) => { await sql`delete from platform.delivery where message_id = any (${due.map((one) => one.id)})`.execute(own<'platform'>(tx)) },
  },
  ...more,
})
const kept: RetentionRule = { id: 'test.kept', what: say('Stones'), where: ['stones'], fate: 'kept', term: null, from: null, why: say('they are stones') }

let t: TestDatabase
const clock = fixedClock(new Date('2026-11-22T06:00:00Z'))
const log = createLog('silent', clock.now)
const module = (rules: RetentionRule[], limit?: number) => createRetention({ db: t.db, clock, log, mailer: undefined as never, publicUrl: '', dataFolder: '' }, { places: [], keys: undefined as never, rules, ...(limit ? { limit } : {}) })
beforeAll(async () => { t = await testDatabase() })
afterAll(() => t.close())

const write = async (daysAgo: readonly number[]) => {
  const ids = daysAgo.map(() => randomUUID())
  for (const [i, days] of daysAgo.entries())
    await t.sql(`insert into platform.delivery (key, channel, recipient, subject, body, message_id, created_at) values ($1, 'mail', 'ada.fittizia@example.org', 's', 'b', $1, $2)`, [ids[i], new Date(clock.now().getTime() - days * DAY)])
  return ids
}
const left = async () => (await t.sql<{ n: number }>('select count(*)::int as n from platform.delivery'))[0]!.n
const entries = () => t.sql<{ object: string; actor_kind: string; actor_id: string; reason: string; detail: Record<string, string | number> }>(`select object, actor_kind, actor_id, reason, detail from audit.entry where action = 'retention.purge' order by id`)

describe('carrying out', () => {
  test('what is past its term goes, in one transaction with its proof; nothing of anybody stands in the entry', async () => {
    const ids = await write([90, 31, 30, 29])
    const report = await module([kept, letters()]).service.purge('command')
    expect(report.rules).toEqual([{ rule: 'test.letters', removed: 3, oldest: new Date(clock.now().getTime() - 90 * DAY), newest: new Date(clock.now().getTime() - 30 * DAY), digests: [expect.stringMatching(/^[0-9a-f]{64}$/)], files: 0, problem: null }])
    expect(await left()).toBe(1)
    const [entry] = await entries()
    // The digest as anybody can make it: sort the SHA-256 of the ids, put them one after the other, take the SHA-256.
    const leaves = ids.slice(0, 3).map((id) => createHash('sha256').update(id).digest()).sort(Buffer.compare)
    expect(entry).toEqual({
      object: expect.stringMatching(/^purge:/), actor_kind: 'system', actor_id: 'retention', reason: '',
      detail: { rule: 'test.letters', run: report.runId, fate: 'deleted', removed: 3, oldest: '2026-08-24T06:00:00.000Z', newest: '2026-10-23T06:00:00.000Z', before: '2026-10-23T06:00:00.000Z', digest: createHash('sha256').update(Buffer.concat(leaves)).digest('hex') },
    })
    expect(JSON.stringify(await t.sql('select * from retention.proof, retention.run, audit.entry'))).not.toContain('fittizia')
  })

  test('again it finds nothing, and writes nothing', async () => {
    const before = (await entries()).length
    expect((await module([letters()]).service.purge('job')).rules[0]).toMatchObject({ removed: 0, digests: [] })
    expect((await entries()).length).toBe(before)
  })

  test('whoever has an id can show that it was in, and that nobody has touched the proof since', async () => {
    const ids = await write([40, 41])
    await module([letters()]).service.purge('job')
    const service = module([letters()]).service
    expect(await service.prove(ids[0]!)).toMatchObject([{ rule: 'test.letters', removed: 2, holds: true, entry: null }])
    await once(t.workerPool, sealing, log)
    expect(await service.prove(ids[1]!)).toMatchObject([{ holds: true, entry: expect.any(Number) }])
    expect(await service.prove(randomUUID())).toEqual([])
    await expect(t.appPool.query('delete from retention.proof')).rejects.toThrow(/permission/)
    await expect(t.sql(`update retention.proof set removed = 1`)).rejects.toThrow(/append-only/)
    // Somebody with the owner's rights adds an id to the leaves: the digest of the audit log does not follow.
    await t.sql(`set session_replication_role = replica; update retention.proof set leaves = leaves || sha256('intruso'), digest = sha256(leaves || sha256('intruso')) where removed = 2; set session_replication_role = default`)
    const proofs = (await Promise.all(ids.map((id) => service.prove(id)))).flat()
    expect(proofs.map((one) => one.holds)).toEqual([false, false])
    expect(await verifyIn(t.workerPool)).toMatchObject({ ok: true })
  })

  test('a look finds the same and leaves no trace: it works where nothing can be written', async () => {
    await write([50, 51, 52])
    const before = [await left(), (await entries()).length, await t.sql('select count(*) from retention.run')]
    const report = await t.shut(() => module([letters()]).service.purge('command', { dryRun: true }))
    expect(report).toMatchObject({ runId: null, dryRun: true, rules: [{ removed: 3, digests: [], files: 0, problem: null }] })
    expect([await left(), (await entries()).length, await t.sql('select count(*) from retention.run')]).toEqual(before)
  })

  test('more than one transaction holds: each has its proof; one rule that fails does not stop the next, and is told', async () => {
    const failing = letters({ id: 'test.failing', purge: { ...letters().purge!, remove: () => Promise.reject(new Error('no')) } })
    const report = await module([failing, letters()], 2).service.purge('job')
    expect(report.rules).toMatchObject([{ rule: 'test.failing', removed: 0, digests: [], problem: 'no' }, { rule: 'test.letters', removed: 3, problem: null }])
    expect(report.rules[1]!.digests).toHaveLength(2)
    expect(await t.sql('select problems, finished_at is not null as done from retention.run where id = $1', [report.runId])).toEqual([{ problems: [{ rule: 'test.failing', problem: 'no' }], done: true }])
  })

  test('a realm that fails does not stop the next one of its rule, and is told', async () => {
    await write([60, 61])
    const purge = letters().purge!
    const realms = letters({ purge: { ...purge, realms: async () => ['ex:a', 'live'], due: (tx, ask) => (ask.realm === 'live' ? purge.due(tx, ask) : Promise.reject(new Error('ex:a stays'))) } })
    const report = await module([realms]).service.purge('job')
    expect(report.rules).toMatchObject([{ removed: 2, problem: 'ex:a stays' }])
    expect(await t.sql('select problems from retention.run where id = $1', [report.runId])).toEqual([{ problems: [{ rule: 'test.letters', problem: 'ex:a stays' }] }])
  })

  test('a rule whose entry cannot be written takes nothing away', async () => {
    await write([60])
    const wrong = letters({ id: 'test.wrong', purge: { ...letters().purge!, due: async (tx, ask) => (await letters().purge!.due(tx, ask)).map((one) => ({ ...one, at: new Date(Number.NaN) })) } })
    const before = await left()
    expect((await module([wrong]).service.purge('job')).rules[0]!.problem).not.toBeNull()
    expect(await left()).toBe(before)
    // It is refused here, before the database is asked to keep a date that is none.
    expect((await module([wrong]).service.purge('job')).rules[0]!.problem).toMatch(/^[0-9a-f-]{36} has no moment$/)
    // And what the database itself refuses takes nothing away either.
    const early = letters({ id: 'test.early', purge: { ...letters().purge!, due: async (tx, ask) => (await letters().purge!.due(tx, ask)).map((one) => ({ ...one, at: new Date(-8.64e15) })) } })
    expect((await module([early]).service.purge('job')).rules[0]!.problem).not.toBeNull()
    expect(await left()).toBe(before)
  })
})

describe('the day’s turn', () => {
  test('once a day by the clock, and again only after the next turn; a run that was cut off is made up for', async () => {
    await t.sql('set session_replication_role = replica; delete from retention.proof; delete from retention.run; set session_replication_role = default')
    const { periodic } = module([letters()])
    const runs = async () => (await t.sql<{ n: number }>('select count(*)::int as n from retention.run'))[0]!.n
    const tick = async (text: string) => { clock.set(new Date(text)); await periodic[0]!.run(undefined as never); return runs() }
    expect(await tick('2026-11-23T10:50:00Z')).toBe(0) // not set up yet: what lies in the folder may be of another database
    await t.sql('update platform.centre set ready = true')
    expect(await tick('2026-11-23T11:00:00Z')).toBe(1) // the first start does not wait for the night
    expect(await tick('2026-11-23T23:50:00Z')).toBe(1)
    expect(await tick('2026-11-24T02:20:00Z')).toBe(1)
    expect(await tick('2026-11-24T02:30:00Z')).toBe(2)
    expect(await tick('2026-11-24T02:40:00Z')).toBe(2)
    expect(await tick('2026-11-27T08:00:00Z')).toBe(3) // off for days
    await t.sql('update retention.run set finished_at = null where started_at = $1', [clock.now()])
    expect(await tick('2026-11-27T08:10:00Z')).toBe(4)
  })
})

describe('the doors', () => {
  test('a coordinator’s only; rules with their terms, runs with their proofs', async () => {
    const { routes, service } = module([kept, letters()])
    clock.advance(60_000)
    await write([70])
    await service.purge('command')
    const http = createHttp({ log, origins: [], authenticate: async (request) => people[String(request.headers['x-test'])] ?? anonymous })
    http.mount(routes)
    const get = async (who: string, url: string) => { const answer = await http.inject({ method: 'GET', url, headers: { 'x-test': who } }); return { status: answer.statusCode, body: answer.json() as Record<string, never> } }
    for (const { endpoint } of routes) expect([endpoint.id, allows(endpoint.access, people['coordinator']!), allows(endpoint.access, people['analyst']!)]).toEqual([endpoint.id, 'yes', expect.not.stringMatching(/^yes$/)])
    for (const { endpoint } of routes.filter((one) => one.endpoint.id === 'retention.read' || one.endpoint.id === 'retention.prove')) {
      const url = endpoint.path + (endpoint.id === 'retention.prove' ? '?id=x' : '')
      expect([(await get('nobody', url)).status, (await get('analyst', url)).status, (await get('member', url)).status, (await get('coordinator', url)).status]).toEqual([401, 403, 403, 200])
    }
    expect((await get('coordinator', '/api/retention/proof')).status).toBe(400)
    expect((await get('coordinator', '/api/retention?limit=9999')).status).toBe(400)
    const { body } = await get('coordinator', '/api/retention?limit=1')
    expect(body).toMatchObject({
      rules: [{ id: 'test.kept', term: null, fate: 'kept', promptly: false }, { id: 'test.letters', term: { days: 30 }, from: { fr: 'their writing' } }],
      total: 5, nextAt: '2026-11-28T02:30:00.000Z', runs: [{ by: 'command', problems: [], proofs: [{ rule: 'test.letters', removed: 1 }] }],
    })
    expect(JSON.stringify(body)).not.toContain('leaves')
    await http.close()
  })
})
