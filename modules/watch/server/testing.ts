/** The whole centre on a real database, small, with a source of one body that may send. For tests only. */
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { Setting } from '#apps/server/compose.ts'
import type { BuiltWeb } from '#apps/server/web.ts'
import { system } from '#platform/contract/index.ts'
import type { Ground } from '#platform/module.ts'
import { compileSigma } from './sigma.ts'
import { testMessages } from '../../messages/server/testing.ts'

export { PASSWORD } from '../../messages/server/testing.ts'
export { compileSigma, gzipSync }
export const RECORD = { contractOn: '2026-10-01', contractRef: 'Prot. 123/2026', impact: 'done', impactOn: '2026-10-02', impactWhy: '', retentionDays: 30, labour: 'agreement', labourOn: '2026-10-03', labourRef: 'Accordo con la RSU' } as const

export async function testWatch(options: { web?: Pick<BuiltWeb, 'render' | 'assets'>; publicUrl?: string; at?: string; setting?: Setting; given?: Partial<Ground> } = {}) {
  const s = await testMessages({ at: '2026-11-25T09:00:00Z', ...options })
  // Signs in when first asked: a server that has answered once takes no more pages.
  let session: ReturnType<typeof s.signIn> | undefined
  const coordinator: Awaited<ReturnType<typeof s.signIn>> = async (...asked) => (await (session ??= s.signIn('coordinator@prova.example')))(...asked)
  const source = async (partyId = s.party.A, record: object = RECORD, shows: string[] = ['servers']) => {
    const { json: { id } } = await coordinator('POST', '/api/watch/sources', { partyId, kind: 'elasticsearch', label: 'Server del protocollo', shows })
    await coordinator('PUT', `/api/watch/sources/${id}/record`, { ...record, version: 1 })
    return { id: id as string, token: (await coordinator('POST', `/api/watch/sources/${id}/token`)).json.token as string }
  }

  /** Proposed and applied, as a person does it in the page. */
  const bring = async (text: string) => {
    const { json: { importId, added, changed } } = await coordinator('POST', '/api/watch/rules', { files: [{ path: 'a.yml', text }], licence: '' })
    return coordinator('POST', `/api/watch/imports/${importId}/apply`, { expected: added + changed })
  }
  /** The word of a person: it ends what was set for bodies that had just begun. */
  const alerting = async (...ids: string[]) => {
    await s.t.sql(`update watch.rule set state = 'alert', version = version + 1 where id = any ($1)`, [ids])
    await s.t.sql('delete from watch.tuning where pack and rule_id = any ($1)', [ids])
  }
  const loop = () => s.centre.watch.periodic.find((one) => one.name === 'watch.loop')!.run(undefined as never)
  const bulk = (token: string, lines: readonly (object | string)[], action: object = { create: {} }) => s.http.inject({
    method: 'POST', url: '/ingest/_bulk', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    payload: lines.map((one) => `${JSON.stringify(action)}\n${typeof one === 'string' ? one : JSON.stringify(one)}\n`).join(''),
  })
  return { ...s, coordinator, source, bring, alerting, loop, bulk, actor: system('test'), close: async () => { await s.centre.watch.close(); await s.close() } }
}
export type TestWatch = Awaited<ReturnType<typeof testWatch>>

export const CLEARED = 'eca415ac-6907-40dd-8654-c5abf024daba'
/** As Winlogbeat ships it. */
export const cleared = (host = 'SRV-01', user = 'mrossi') => ({ '@timestamp': '2026-11-25T08:59:00.000Z', event: { code: '1102', provider: 'Microsoft-Windows-Eventlog' }, winlog: { channel: 'Security', event_id: '1102', provider_name: 'Microsoft-Windows-Eventlog', computer_name: host }, host: { name: host }, user: { name: user } })

/** How many milliseconds it took. @throws after `ms` of them. */
export async function until(holds: () => Promise<boolean>, ms: number): Promise<number> {
  const from = performance.now()
  while (!await holds()) {
    if (performance.now() - from > ms) throw new Error(`not within ${ms} ms`)
    await sleep(20)
  }
  return performance.now() - from
}
