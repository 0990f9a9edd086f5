/** What sources say, on a real database: once each, folded, numbered without gaps. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system, type Actor } from '#platform/contract/index.ts'
import { testWatch, type TestWatch } from '../../watch/server/testing.ts'
import { statement, type Recorded, type Statement } from '../contract.ts'

let s: TestWatch
beforeAll(async () => { s = await testWatch() }, 120_000)
afterAll(() => s?.close())

export const said = (key: string | undefined, facts: object, more: object = {}): Statement => statement.parse({ source: { kind: 'press', title: 'Giornale di prova' }, ...(key ? { key } : {}), facts, ...more })
const actor: Actor = system('test')
const record = (statements: readonly Statement[], as: object = {}): Promise<readonly Recorded[]> => s.t.db.as(actor, (tx) => s.centre.observatory.service.record(tx, actor, statements, { state: 'internal', origin: 'import', tlp: 'amber', ...as }))

test('a key is known again; what it says anew takes the place of what it said', async () => {
  const [first, second] = await record([said('prova:1', { title: 'Uno', started: '2023-12-08' }), said('prova:2', { title: 'Due', started: '2024-02' })])
  expect([first!.outcome, second!.outcome, first!.ref, second!.ref]).toEqual(['stored', 'stored', 'OSS-2023-0001', 'OSS-2024-0001'])
  expect(await record([said('prova:1', { title: 'Uno', started: '2023-12-08' }), said('prova:2', { title: 'Due, rivisto', started: '2024-02' }), said(undefined, { started: '2023' })])).toEqual([
    { outcome: 'same', entryId: first!.entryId, ref: 'OSS-2023-0001' }, { outcome: 'changed', entryId: second!.entryId, ref: 'OSS-2024-0001' }, { outcome: 'stored', entryId: expect.any(String), ref: 'OSS-2023-0002' },
  ])
  const { json } = await s.coordinator('GET', '/api/observatory/entries')
  expect(json).toMatchObject({ total: 3, states: [{ state: 'internal', n: 3 }], items: [{ title: 'Due, rivisto', precision: 'month', startedOn: '2024-02-01' }, { title: 'Uno' }, { precision: 'year' }] })
})

test('the same key twice in one batch is one statement, in its later edition', async () => {
  const outcomes = await record([said('prova:3', { title: 'Prima' }), said('prova:3', { title: 'Dopo' })])
  expect(outcomes.map((one) => one.outcome)).toEqual(['stored', 'same'])
  expect(outcomes[1]!.ref).toBe(outcomes[0]!.ref)
  expect((await s.t.sql('select title from observatory.record where entry_id = $1', [outcomes[0]!.entryId]))[0]).toEqual({ title: 'Dopo' })
})

test('the same key from two at once is one statement', async () => {
  const outcomes = await Promise.all([1, 2, 3].map(() => record([said('insieme:uno', { title: 'Uno solo' })])))
  expect(outcomes.map(([one]) => one!.outcome).sort()).toEqual(['same', 'same', 'stored'])
  expect(new Set(outcomes.map(([one]) => one!.entryId)).size).toBe(1)
})

test('two who bring at once leave no gap and no double', async () => {
  await Promise.all([0, 1, 2, 3].map((batch) => record(Array.from({ length: 25 }, (_, at) => said(`insieme:${batch}:${at}`, { title: `${batch} ${at}`, started: String(1990 + ((batch + at) % 4)) })))))
  const refs = await s.t.sql<{ ref: string }>(`select ref from observatory.entry where ref like 'OSS-199%' order by ref`)
  expect(refs.map((one) => one.ref)).toEqual([0, 1, 2, 3].flatMap((year) => Array.from({ length: 25 }, (_, at) => `OSS-${1990 + year}-${String(at + 1).padStart(4, '0')}`)))
})
