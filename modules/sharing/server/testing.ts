/** A whole centre that listens on this machine, its peers allowed to be here too. For tests only. */
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { BuiltWeb } from '#apps/server/web.ts'
import { system } from '#platform/contract/index.ts'
import { tlpMarking, type Level } from '#engines/stix/objects/index.ts'
import { testMessages } from '../../messages/server/testing.ts'
import { TAXII } from '../contract-taxii.ts'

/** `serve`: mounts the built pages, for a browser, at the address that `publicUrl` says. */
export async function testSharing(at = '2026-11-25T09:00:00Z', { serve, port = 0, ...pages }: { web?: Pick<BuiltWeb, 'render' | 'assets'>; publicUrl?: string; port?: number; serve?: BuiltWeb['serve'] } = {}) {
  const s = await testMessages({ at, setting: { localHooks: true }, ...pages })
  await serve?.(s.http)
  const coordinator = await s.signIn('coordinator@prova.example')
  await s.http.listen({ port, host: '127.0.0.1' })
  const address = `http://127.0.0.1:${(s.http.server.address() as AddressInfo).port}`
  const api = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object, status = 0) => {
    const answer = await coordinator(method, `/api/sharing${path}`, body)
    if (status && answer.status !== status) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.json)}`)
    return answer.json
  }
  const collection = async (alias: string, more: object = {}): Promise<string> => (await api('POST', '/collections', { alias, title: `Raccolta ${alias}`, audience: 'partners', open: true, ...more }, 201)).id
  /** A peer that comes to us; `to`: where it is, by whose token. */
  const peer = async (name: string, more: object = {}): Promise<{ id: string; token: string }> => {
    const { id } = await api('POST', '/peers', { name, url: '', auth: 'none', ...more }, 201)
    return { id, token: (await api('POST', `/peers/${id}/token`, undefined, 201)).token }
  }
  const taxii = async (path: string, { token, method = 'GET', body, headers = {} }: { token?: string; method?: 'GET' | 'POST' | 'DELETE'; body?: unknown; headers?: Record<string, string> } = {}) => {
    const answer = await fetch(`${address}/taxii2${path}`, { method, headers: { accept: TAXII, ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'content-type': TAXII }), ...headers }, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, text, json: text.startsWith('{') ? JSON.parse(text) as any : undefined } // oxlint-disable-line no-explicit-any
  }
  const bring = (alias: string, objects: readonly object[]) => s.centre.sharing.service.importBundle(system('test'), alias, (async function* () { yield Buffer.from(JSON.stringify({ type: 'bundle', objects })) })())
  const make = (alias: string, objects: readonly Record<string, unknown>[], tlp: Level = 'clear', groupId?: string) => s.t.db.as(system('test'), (tx) => s.centre.sharing.service.offer(tx, system('test'), { collection: alias, objects, tlp, groupId }))
  const sync = () => s.centre.sharing.periodic.find((one) => one.name === 'sharing.sync')!.run(undefined as never)
  /** As if somebody had asked, a minute later. */
  const turn = async () => { s.clock.advance(600_000); await sync() }
  /** Goes to another centre with a token that it gave, and reads one of its collections into one of ours, made for it. @returns the peer's id. */
  const follow = async (name: string, there: { readonly address: string; readonly token: string }, remote: string, alias: string): Promise<string> => {
    const collectionId = await collection(alias)
    const { id } = await peer(name)
    const { version } = await api('GET', `/peers/${id}`)
    await api('PUT', `/peers/${id}`, { name, url: `${there.address}/taxii2/partners/`, auth: 'bearer', secret: there.token, active: true, version, pulls: [{ remote, collectionId, groupId: null }], pushes: [] }, 204)
    await turn()
    return id
  }
  const ids = async (alias: string): Promise<string[]> => (await s.t.sql<{ id: string }>(`select o.type || '--' || o.uuid as id from sharing.object o join sharing.collection c on c.no = o.collection_no where c.alias = $1 and o.newest order by added`, [alias])).map((one) => one.id)
  return { ...s, coordinator, address, api, collection, peer, taxii, bring, make, turn, follow, ids }
}
export type TestSharing = Awaited<ReturnType<typeof testSharing>>

export const indicator = (name: string, { tlp, ...more }: { tlp?: Level; id?: string; modified?: string; revoked?: boolean; pattern?: string } = {}): Record<string, unknown> => ({
  type: 'indicator', spec_version: '2.1', id: `indicator--${randomUUID()}`, created: '2026-11-01T10:00:00.000Z', modified: '2026-11-01T10:00:00.000Z', name,
  pattern: `[domain-name:value = '${name}.example']`, pattern_type: 'stix', valid_from: '2026-11-01T10:00:00Z', ...more, ...(tlp ? { object_marking_refs: [tlpMarking(tlp).id] } : {}),
})
