import { afterAll, beforeAll, expect, test } from 'vitest'
import { anonymous, system, type Actor } from '#platform/contract/index.ts'
import { own } from '#platform/db/index.ts'
import { testWatch } from '../../watch/server/testing.ts'
import { COUNTED, listRecords, type EntryFilter } from './store.ts'
import { searchedRecords } from './testing-search.ts'

/** The list is read behind a door that applies visibility itself. Its twin asks each row that the policies give, one by one. */
let s: Awaited<ReturnType<typeof testWatch>>
beforeAll(async () => { s = await testWatch() }, 120_000)
afterAll(() => s.close())

const EXERCISE = 'ex:00000000-0000-4000-8000-000000000001'
/** Sees no red one. */
const liaison: Actor = { ...system('liaison'), kind: 'person', roles: ['liaison'] }
const member: Actor = { kind: 'person', id: 'prova', name: 'Prova', roles: ['member'], scope: 'parties', parties: ['00000000-0000-4000-8000-000000000002'], realm: 'live' }

test('the list is what who reads all visible rows one by one finds, in order, page by page, for each tenant', async () => {
  for (const [realm, count] of [['live', 700], [EXERCISE, 300]] as const) await searchedRecords(s.t.sql, { realm, count })
  const naive = async (actor: Actor, { q = '', state, year, origin }: Partial<EntryFilter>) => {
    const rows = await s.t.db.as(actor, (tx) => own<'observatory'>(tx).selectFrom('observatory.record as r').innerJoin('observatory.entry as e', 'e.id', 'r.entry_id').select(['e.id', 'e.ref', 'r.words', 'r.state', 'r.year', 'e.origin', 'r.started_on as started']).execute())
    const asked = q.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean)
    const has = (words: string) => asked.length > 0 && asked.every((one) => words.split(' ').some((word) => (/^\d+$/.test(one) ? word === one : word.startsWith(one))))
    const isRef = /^(o|os|oss|oss-.*|\d{4}-\d*|\d{4})$/i.test(q)
    const day = ({ started }: { readonly started: Date | string | null }) => (started === null ? '' : new Date(started).toISOString())
    return rows.filter((row) => (!q || has(row.words) || (isRef && row.ref.toLowerCase().includes(q.toLowerCase()))) && (!state || row.state === state) && (!year || row.year === year) && (!origin || row.origin === origin))
      .sort((a, b) => (day(a) === day(b) ? (a.id < b.id ? -1 : 1) : day(a) > day(b) ? -1 : 1)).map((row) => row.id)
  }
  const asked: Partial<EntryFilter>[] = [
    {}, { q: 'attacco' }, { q: 'bettola' }, { q: 'Bèttola via1' }, { q: 'via1' }, { q: '7' }, { q: 'niente' }, { q: '!?' }, { q: '%' }, { q: "a' | b & !" }, { q: 'o' }, { q: 'OSS-' }, { q: 'oss-2012-1' }, { q: '2013' }, { q: '2013-1' },
    { state: 'draft' }, { year: 2012 }, { origin: 'seed' }, { q: 'attacco', state: 'internal', year: 2013 }, { q: 'bettola', origin: 'seed' }, { q: '2013', state: 'draft', origin: 'import' },
  ]
  const met: number[] = []
  for (const actor of [system('test'), liaison, system('test', EXERCISE), system('test', 'ex:nobody'), member, anonymous]) for (const filter of asked) {
    const all = await naive(actor, filter)
    met.push(all.length)
    for (const offset of [0, 20, Math.max(0, all.length - 5), all.length + 5]) {
      const { total, more, items } = await s.t.db.as(actor, (tx) => listRecords(tx, { ...filter, limit: 20, offset }))
      expect({ actor: actor.id, filter, total, more, ids: items.map((one) => one.id) }).toEqual({ actor: actor.id, filter, total: all.length, more: false, ids: all.slice(offset, offset + 20) })
    }
  }
  expect(met.filter((n) => n > 20).length).toBeGreaterThan(20)
  expect(met.slice(-asked.length * 3).every((n) => n === 0)).toBe(true)
}, 240_000)

test('of what is looked for ten thousand are counted, and it is said that there are more', async () => {
  await searchedRecords(s.t.sql, { realm: 'ex:many', count: COUNTED + 40 })
  const read = (filter: Partial<EntryFilter>) => s.t.db.as(system('test', 'ex:many'), (tx) => listRecords(tx, { limit: 20, offset: 0, ...filter }))
  expect(await read({ q: 'attacco' })).toMatchObject({ total: COUNTED, more: true })
  expect((await read({ q: 'attacco', offset: COUNTED - 5 })).items).toHaveLength(5)
  expect((await read({ q: 'attacco', offset: COUNTED })).items).toEqual([])
  expect((await read({ q: 'bettola' })).more).toBe(false)
  const whole = await read({ offset: COUNTED + 30 })
  expect([whole.more, whole.total, whole.items.length]).toEqual([false, whole.total, Math.min(20, Math.max(0, whole.total - COUNTED - 30))])
  expect(whole.total).toBeGreaterThan(COUNTED)
}, 240_000)
