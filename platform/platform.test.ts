import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { record, seal, verify } from './audit/index.ts'
import { anonymous, event, system, type Actor } from './contract/index.ts'
import { deliverRealm, emit, on, realmsWaiting } from './events/index.ts'
import { startBackground } from './jobs/index.ts'
import { createLog } from './log/index.ts'
import { sealing } from './audit/index.ts'
import { testDatabase, type TestDatabase } from './testing/database.ts'

const now = new Date('2026-11-22T06:00:00Z')
const log = createLog('silent', () => now)
const analyst: Actor = { kind: 'person', id: 'p1', name: 'Analista 1', roles: ['analyst'], scope: 'all', parties: [], realm: 'live' }
const partyA = '00000000-0000-4000-8000-00000000000a'
const partyB = '00000000-0000-4000-8000-00000000000b'
const memberOf = (party: string): Actor => ({ ...analyst, id: 'm', roles: ['member'], scope: 'parties', parties: [party] })

describe('audit chain', () => {
  let t: TestDatabase
  beforeAll(async () => { t = await testDatabase() })
  afterAll(() => t.close())

  test('entries are sealed in order and verified; a change, a gap and a cut tail are found', async () => {
    for (let i = 0; i < 5; i++) await t.db.as(analyst, (tx) => record(tx, analyst, now, { action: 'cases.open', object: `case:${i}`, detail: { i } }))
    const client = await t.workerPool.connect()
    try {
      expect(await verify(client)).toMatchObject({ entries: 5, unsealed: 5, ok: true })
      await client.query('begin'); expect(await seal(client)).toBe(5); await client.query('commit')
      expect(await verify(client)).toMatchObject({ entries: 5, sealed: 5, unsealed: 0, ok: true })
    } finally { client.release() }

    const broken = async (change: string, undo: string) => {
      await t.sql(`set session_replication_role = replica; ${change}`)
      const c = await t.workerPool.connect()
      const result = await verify(c).finally(() => c.release())
      await t.sql(undo)
      return result
    }
    expect(await broken(`update audit.entry set detail = '{"i": 9}' where seq = 3`, `update audit.entry set detail = '{"i": 2}' where seq = 3; set session_replication_role = default`)).toMatchObject({ ok: false, problem: 'entry 3 was changed' })
    expect(await broken(`create table kept as select * from audit.entry where seq = 5; delete from audit.entry where seq = 5`, `insert into audit.entry overriding system value select * from kept`)).toMatchObject({ ok: false })
  })

  test('the app role can neither change nor delete nor seal', async () => {
    for (const text of [`update audit.entry set action = 'x'`, 'delete from audit.entry', `insert into audit.entry (at, realm, actor_kind, actor_id, action, seq, prev_hash, hash) values (now(), 'live', 'system', 's', 'a', 99, '', '')`]) {
      await expect(t.appPool.query(text)).rejects.toThrow()
    }
  })

  test('a body reads the entries about itself and nothing else', async () => {
    await t.db.as(analyst, (tx) => record(tx, analyst, now, { action: 'territory.read', partyId: partyA }))
    const count = (actor: Actor) => t.db.as(actor, async (tx) => (await (tx as never as { executeQuery(q: unknown): Promise<{ rows: { n: number }[] }> }).executeQuery({ sql: 'select count(*)::int as n from audit.entry', parameters: [], query: { kind: 'RawNode' } })).rows[0]!.n)
    expect(await count(memberOf(partyA))).toBe(1)
    expect(await count(memberOf(partyB))).toBe(0)
    expect(await count(anonymous)).toBe(0)
  })
})

describe('outbox', () => {
  let t: TestDatabase
  beforeAll(async () => { t = await testDatabase() })
  afterAll(() => t.close())

  test('an event reaches each listener once; one of a rolled back transaction reaches none; a failing one is tried again', async () => {
    const opened = event('test.opened', z.object({ n: z.number() }))
    const seen: string[] = []
    let failures = 1
    const background = await startBackground({
      pool: t.workerPool, connection: t.connect.worker, log, periodic: [sealing],
      listeners: [
        on(opened, 'first', async ({ payload, realm }) => { seen.push(`first ${payload.n} ${realm}`) }),
        on(opened, 'second', async ({ payload }) => { if (failures-- > 0) throw new Error('not yet'); seen.push(`second ${payload.n}`) }),
      ],
    })
    try {
      const actor = system('test', 'trial')
      await t.db.as(actor, (tx) => emit(tx, actor, opened, { n: 1 }))
      await t.db.as(actor, async (tx) => { await emit(tx, actor, opened, { n: 2 }); throw new Error('rolled back') }).catch(() => {})
      await background.drain()
      for (let i = 0; i < 100 && seen.length < 2; i++) await new Promise((resolve) => setTimeout(resolve, 100))
      expect(seen.toSorted()).toEqual(['first 1 trial', 'second 1'])
    } finally { await background.stop() }
  })

  test('events of one exercise are delivered by one at a time: a player waits for them, the background does not', async () => {
    const actor = system('test', 'ex:one')
    const happened = event('test.happened', z.object({}))
    await t.db.as(actor, (tx) => emit(tx, actor, happened, {}))
    expect(await realmsWaiting(t.workerPool)).toEqual(['ex:one'])
    const [begun, open] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let handled = 0
    const listeners = [on(happened, 'slow', async () => { handled += 1; begun.resolve(); await open.promise })]
    const first = deliverRealm(t.workerPool, listeners, 'ex:one')
    await begun.promise
    expect(await deliverRealm(t.workerPool, listeners, 'ex:one', { unlessBusy: true })).toBe(0)
    const player = deliverRealm(t.workerPool, listeners, 'ex:one')
    open.resolve()
    expect([await first, await player, handled]).toEqual([1, 0, 1])
    expect(await realmsWaiting(t.workerPool)).toEqual([])
  })
})
