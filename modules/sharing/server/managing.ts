/** What people do: collections, groups, peers and their tokens. */
import { randomBytes, randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { checkProof, sealProof } from '#platform/http/proof.ts'
import * as door from '../contract.ts'
import type { Context } from './context.ts'
import * as store from './store.ts'
import { setPulls, setPushes } from './store/exchange-store.ts'
import { hashOfToken, TOKEN_PREFIX } from './taxii/asker.ts'

const TOKEN_BYTES = 32
const invalid = (path: string, problem: string) => new Refusal('invalid', { fields: [{ path: `body.${path}`, problem }] })

export function createManaging({ ground: { db, clock }, needs: { keys, localPeers } }: Context) {
  const act = <T>(actor: Actor, work: (tx: Tx, at: Date) => Promise<T>): Promise<T> => db.as(actor, (tx) => work(tx, clock.now()))
  const noted = (tx: Tx, actor: Actor, at: Date, action: string, object: string, detail: Record<string, unknown> = {}) => record(tx, actor, at, { action: `sharing.${action}`, object, detail })

  async function groupNo(tx: Tx, audience: string, groupId: string | null): Promise<number | null> {
    if ((audience === 'group') !== (groupId !== null)) throw invalid('groupId', 'a collection for a group names one; another does not')
    return groupId === null ? null : await noOfGroup(tx, groupId)
  }
  async function noOfGroup(tx: Tx, id: string): Promise<number> {
    const group = (await store.listGroups(tx)).find((one) => one.id === id)
    if (!group) throw invalid('groupId', 'there is no such group')
    return group.no
  }
  const addCollection = (actor: Actor, { groupId, ...body }: BodyOf<typeof door.addCollection>) => act(actor, async (tx, at) => {
    const id = randomUUID()
    if ((await store.listCollections(tx)).length >= door.COLLECTIONS_MOST) throw invalid('alias', `there are ${door.COLLECTIONS_MOST} collections already`)
    if (!await store.insertCollection(tx, { id, ...body, group_no: await groupNo(tx, body.audience, groupId), made_at: at, made_by: actor.id })) throw invalid('alias', 'there is a collection of this name')
    await noted(tx, actor, at, 'add_collection', `collection:${id}`, { ...body, groupId })
    return { id }
  })
  const changeCollection = (actor: Actor, id: string, { groupId, version, ...body }: BodyOf<typeof door.changeCollection>) => act(actor, async (tx, at) => {
    if (!await store.findCollection(tx, id)) throw new Refusal('not_found')
    if (!await store.updateCollection(tx, id, version, { ...body, group_no: await groupNo(tx, body.audience, groupId) })) throw new Refusal('conflict')
    await noted(tx, actor, at, 'change_collection', `collection:${id}`, { ...body, groupId })
  })

  const membersOf = async (tx: Tx, ids: readonly string[]): Promise<number[]> => {
    const peers = await store.listPeers(tx)
    return ids.map((id, i) => { const peer = peers.find((one) => one.id === id); if (!peer) throw invalid(`members.${i}`, 'there is no such peer'); return peer.no })
  }
  const addGroup = (actor: Actor, { members, ...body }: BodyOf<typeof door.addGroup>) => act(actor, async (tx, at) => {
    const id = randomUUID()
    const no = await store.insertGroup(tx, { id, ...body, made_at: at, made_by: actor.id })
    if (no === undefined) throw invalid('name', 'there is a group of this name')
    await store.setMembers(tx, no, await membersOf(tx, members))
    await noted(tx, actor, at, 'add_group', `group:${id}`, { name: body.name, members })
    return { id }
  })
  const changeGroup = (actor: Actor, id: string, { members, version, ...body }: BodyOf<typeof door.changeGroup>) => act(actor, async (tx, at) => {
    const groups = await store.listGroups(tx)
    if (!groups.some((one) => one.id === id)) throw new Refusal('not_found')
    if (groups.some((one) => one.id !== id && one.name === body.name)) throw invalid('name', 'there is a group of this name')
    const no = await store.updateGroup(tx, id, version, body)
    if (no === undefined) throw new Refusal('conflict')
    await store.setMembers(tx, no, await membersOf(tx, members))
    await noted(tx, actor, at, 'change_group', `group:${id}`, { name: body.name, members })
  })

  async function exchanges(tx: Tx, peerNo: number, { pulls, pushes }: Pick<BodyOf<typeof door.addPeer>, 'pulls' | 'pushes'>) {
    const collections = new Map((await store.listCollections(tx)).map((one) => [one.id, one.no]))
    const noOf = (id: string, path: string) => { const no = collections.get(id); if (no === undefined) throw invalid(path, 'there is no such collection'); return no }
    const read = []
    for (const [i, one] of pulls.entries()) read.push({ id: randomUUID(), remote: one.remote, collectionNo: noOf(one.collectionId, `pulls.${i}.collectionId`), groupNo: one.groupId === null ? null : await noOfGroup(tx, one.groupId) })
    await setPulls(tx, peerNo, read)
    await setPushes(tx, peerNo, pushes.map((one, i) => ({ id: randomUUID(), remote: one.remote, collectionNo: noOf(one.collectionId, `pushes.${i}.collectionId`) })))
  }
  /** Of a feed there is one thing to read, and nothing is sent to it. */
  function ofKind<T extends Pick<BodyOf<typeof door.addPeer>, 'pulls' | 'pushes'>>(kind: 'taxii' | 'misp', url: string, { pulls, pushes }: T): Pick<T, 'pulls' | 'pushes'> {
    if (kind === 'taxii') return { pulls, pushes }
    if (url === '') throw invalid('url', 'a feed has an address')
    if (pushes.length > 0) throw invalid('pushes', 'nothing is sent to a feed')
    if (pulls.length > 1 || pulls.some((one) => one.remote !== door.MANIFEST)) throw invalid('pulls', `of a feed one thing is read: ${door.MANIFEST}`)
    return { pulls, pushes }
  }
  const addPeer = async (actor: Actor, { pulls, pushes, secret, tlp = null, ...body }: BodyOf<typeof door.addPeer>) => {
    checkProof({ ...body, secret }, undefined, localPeers === true)
    const sealed = (await sealProof(keys, { ...body, secret })) ?? ''
    return act(actor, async (tx, at) => {
      const id = randomUUID()
      if ((await store.listPeers(tx)).length >= door.PEERS_MOST) throw invalid('name', `there are ${door.PEERS_MOST} peers already`)
      const no = await store.insertPeer(tx, { id, ...body, tlp, url: rootOf(body.url), secret: sealed, made_at: at, made_by: actor.id })
      if (no === undefined) throw invalid('name', 'there is a peer of this name')
      await exchanges(tx, no, ofKind(body.kind, body.url, { pulls, pushes }))
      await noted(tx, actor, at, 'add_peer', `peer:${id}`, { ...body, tlp, pulls, pushes })
      return { id }
    })
  }
  const changePeer = async (actor: Actor, id: string, { pulls, pushes, secret, version, tlp, ...body }: BodyOf<typeof door.changePeer>) => {
    const sealed = await sealProof(keys, { ...body, secret })
    return act(actor, async (tx, at) => {
      const before = await store.peerById(tx, id, true)
      if (!before) throw new Refusal('not_found')
      checkProof({ ...body, secret }, before, localPeers === true)
      if ((await store.listPeers(tx)).some((one) => one.id !== id && one.name === body.name)) throw invalid('name', 'there is a peer of this name')
      const no = await store.updatePeer(tx, id, version, { ...body, ...(tlp === undefined ? {} : { tlp }), url: rootOf(body.url), ...(sealed === undefined ? {} : { secret: sealed }) })
      if (no === undefined) throw new Refusal('conflict')
      await exchanges(tx, no, ofKind(before.kind, body.url, { pulls, pushes }))
      await noted(tx, actor, at, 'change_peer', `peer:${id}`, { ...body, ...(tlp === undefined ? {} : { tlp }), pulls, pushes, secret: secret !== undefined })
    })
  }
  const giveToken = (actor: Actor, id: string) => act(actor, async (tx, at) => {
    const token = TOKEN_PREFIX + randomBytes(TOKEN_BYTES).toString('base64url')
    if (!await store.setToken(tx, id, hashOfToken(token))) throw new Refusal('not_found')
    await noted(tx, actor, at, 'peer_token', `peer:${id}`)
    return { token }
  })
  const endToken = (actor: Actor, id: string) => act(actor, async (tx, at) => {
    if (!await store.setToken(tx, id, null)) throw new Refusal('not_found')
    await noted(tx, actor, at, 'end_peer_token', `peer:${id}`)
  })
  const askNow = (actor: Actor, id: string) => act(actor, async (tx, at) => {
    if (!await store.askPeer(tx, id, at)) throw new Refusal('not_found')
    await noted(tx, actor, at, 'sync_peer', `peer:${id}`)
  })
  return { addCollection, changeCollection, addGroup, changeGroup, addPeer, changePeer, giveToken, endToken, askNow }
}
export type Managing = ReturnType<typeof createManaging>

/** API roots end with a slash (TAXII 2.1, 3.3); of a feed the folder is meant. */
const rootOf = (given: string): string => { const url = given.replace(/\/manifest\.json$/, '/'); return url === '' || url.endsWith('/') ? url : `${url}/` }
