/** What the audit log tells a body: nothing of what TLP and a hold keep from it, and at a price that does not grow with the evidence. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseStage, type CaseStage } from './testing/stage.ts'

let s: CaseStage
beforeAll(async () => { s = await caseStage() })
afterAll(() => s.close())

/** As the body's own connection sees it: the application's role under its settings. */
const log = () => s.t.db.as(s.actors['corvasse']!, async (tx) => (await sql<{ action: string; reason: string }>`select * from audit.entry order by id`.execute(tx as never)).rows)

test('a hold, its lifting and a decision beyond its level are not in a body’s log; a decision within it is', async () => {
  const before = await log()
  const put = async (method: string, path: string, body?: object) => expect((await s.call('coordinator', method, `/api/cases/${s.corvasse}${path}`, body)).status).toBeLessThan(300)
  await put('PUT', '/hold', { reason: 'Procura, prot. 12' })
  await put('DELETE', '/hold')
  await put('POST', '/decisions', { text: 'Taciamo', reasons: 'Indagine riservata', tlp: 'red' })
  await put('POST', '/decisions', { text: 'Taciamo', reasons: 'Indagine interna', tlp: 'amber+strict' })
  expect(await log()).toEqual(before)
  await put('POST', '/timeline', { text: 'Pista interna', tlp: 'red' })
  expect(await log()).toEqual(before)
  await put('POST', '/decisions', { text: 'Si stacca la rete', reasons: 'Lo chiede il comune', tlp: 'amber' })
  expect((await log()).slice(before.length)).toMatchObject([{ action: 'cases.decide', reason: 'Lo chiede il comune' }])
  expect(await s.t.sql(`select action, reason, party_id is null as nobodys from audit.entry where object = $1 and action ~ 'hold|decide' order by id`, [`case:${s.corvasse}`])).toEqual([
    { action: 'cases.hold', reason: 'Procura, prot. 12', nobodys: true }, { action: 'cases.hold_lifted', reason: '', nobodys: true },
    { action: 'cases.decide', reason: '', nobodys: true }, { action: 'cases.decide', reason: '', nobodys: true }, { action: 'cases.decide', reason: 'Lo chiede il comune', nobodys: false },
  ])
})

test('which cases are withheld is asked once for a reading of the log, whatever the evidence', async () => {
  await s.t.sql(`insert into cases.evidence (id, case_id, party_id, file_name, media_type, bytes, sha256, tlp, received_at, received_by)
    select gen_random_uuid(), $1, party_id, 'a', 'text/plain', 1, sha256('a'), case when n <= 3 then 'red' else 'amber' end, $2, 'p' from generate_series(1, 300) n, cases."case" where id = $1`, [s.corvasse, s.clock.now()])
  const client = await s.t.superuser.connect()
  try {
    await client.query(`begin; set local track_functions = 'all'; set local role test_app`)
    await client.query(`select set_config('app.scope', 'parties', true), set_config('app.parties', $1, true), set_config('app.realm', 'live', true), set_config('app.tlps', '{amber,green,clear}', true)`, [`{${s.actors['corvasse']!.parties.join(',')}}`])
    const { rows } = await client.query<{ objects: string[] }>('select cases.withheld_objects() as objects')
    expect(rows[0]!.objects).toHaveLength(3)
    await client.query('select count(*) from audit.entry')
    const calls = await client.query(`reset role; select calls::int from pg_stat_xact_user_functions where schemaname = 'cases' and funcname = 'withheld'`)
    // Once for the call above, once for the log.
    expect((calls as unknown as { rows: unknown[] }[])[1]!.rows).toEqual([{ calls: 2 }])
  } finally {
    await client.query('rollback')
    client.release()
  }
})
