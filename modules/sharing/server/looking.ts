/** What the pages of the console show. */
import { Refusal, type Actor, type QueryOf, type ResponseOf, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type * as door from '../contract.ts'
import { OURS } from '../core/decide.ts'
import { exitTo } from '../core/exits.ts'
import { momentOf } from '../core/facts.ts'
import type { Context } from './context.ts'
import { correlate } from './service.ts'
import * as store from './store.ts'
import { openConflicts } from './store/conflicts-store.ts'
import { pullsOf, pushesOf } from './store/exchange-store.ts'
import { newestFirst, versionsOf, type ShownRow } from './store/shown-store.ts'

export function createLooking(context: Context) {
  const { ground: { db, publicUrl } } = context
  const addressOf = ({ id, audience }: store.CollectionRow) => `${publicUrl}/taxii2/${audience === 'public' ? 'public' : 'partners'}/collections/${id}/`

  const all = (actor: Actor): Promise<ResponseOf<typeof door.readSharing>> => db.as(actor, async (tx) => {
    const [collections, groups, peers, counts, pushes] = [await store.listCollections(tx), await store.listGroups(tx), await store.listPeers(tx), await store.countObjects(tx), await pushesOf(tx, null)]
    const name = (no: number) => { const peer = peers.find((one) => one.no === no)!; return { id: peer.id, name: peer.name } }
    return {
      peers: peers.map((row) => toPeer(row, pushes.filter((one) => one.peer_no === row.no).reduce((sum, one) => sum + one.waiting, 0))),
      groups: groups.map((group) => ({ id: group.id, name: group.name, description: group.description, version: group.version, members: group.members.map(name) })),
      collections: collections.map((row) => {
        const of = counts.filter((one) => one.collection_no === row.no)
        return {
          id: row.id, alias: row.alias, title: row.title, description: row.description, audience: row.audience, group: named(groups, row.group_no), open: row.open, version: row.version, url: addressOf(row), feed: `${publicUrl}/misp/${row.audience === 'public' ? 'public' : 'partners'}/${row.alias}/`,
          objects: of.reduce((sum, one) => sum + one.n, 0), byTlp: of.map(({ tlp, n }) => ({ tlp, objects: n })), lastAt: row.last_added === 0 ? null : momentOf(row.last_added),
        }
      }),
      conflicts: (await openConflicts(tx, { limit: 1, offset: 0 })).total,
    }
  })

  const peer = (actor: Actor, id: string): Promise<ResponseOf<typeof door.readPeer>> => db.as(actor, async (tx) => {
    const row = await store.peerById(tx, id)
    if (!row) throw new Refusal('not_found')
    const [collections, groups, pulls, pushes] = [await store.listCollections(tx), await store.listGroups(tx), await pullsOf(tx, row.no), await pushesOf(tx, row.no)]
    return {
      ...toPeer(row, pushes.reduce((sum, one) => sum + one.waiting, 0)),
      pulls: pulls.map((one) => ({ id: one.id, remote: one.remote, collection: titled(collections, one.collection_no), group: named(groups, one.group_no), read: Number(one.read), refused: Number(one.refused), cursor: one.seen || one.cursor })),
      pushes: pushes.map((one) => ({ id: one.id, remote: one.remote, collection: titled(collections, one.collection_no), sent: Number(one.sent), refused: Number(one.refused), waiting: one.waiting })),
      groups: groups.filter((one) => one.members.includes(row.no)).map((one) => ({ id: one.id, name: one.name })),
    }
  })

  async function collectionOf(tx: Tx, id: string): Promise<store.CollectionRow> {
    const row = await store.findCollection(tx, id)
    if (!row) throw new Refusal('not_found')
    return row
  }
  const objects = (actor: Actor, id: string, { before, limit }: QueryOf<typeof door.listObjects>): Promise<ResponseOf<typeof door.listObjects>> => db.as(actor, async (tx) => {
    const [row, peers] = [await collectionOf(tx, id), await store.listPeers(tx)]
    const rows = await newestFirst(tx, row.no, before ?? Number.MAX_SAFE_INTEGER, limit + 1)
    return { collection: { id: row.id, name: row.title }, items: rows.slice(0, limit).map((one) => toObject(one, peers)), next: rows.length > limit ? rows[limit - 1]!.added : null }
  })

  async function object(actor: Actor, id: string, objectId: string): Promise<ResponseOf<typeof door.readObject>> {
    const found = await db.as(actor, async (tx) => {
      const [row, peers, groups] = [await collectionOf(tx, id), await store.listPeers(tx), await store.listGroups(tx)]
      const versions = await versionsOf(tx, row.no, objectId)
      const newest = versions.find((one) => one.newest)
      if (!newest) throw new Refusal('not_found')
      const pushes = await pushesOf(tx, null)
      // A feed is only read: nothing goes there.
      const exits = peers.filter((one) => one.kind === 'taxii' || one.comes).map((one) => ({
        peer: { id: one.id, name: one.name },
        word: exitTo({ tlp: newest.tlp as Tlp, groupNo: newest.group_no, origin: newest.peer_no }, row, {
          no: one.no, active: one.active, groups: groups.filter((group) => group.members.includes(one.no)).map((group) => group.no),
          reached: pushes.filter((push) => push.peer_no === one.no && push.collection_no === row.no).map((push) => Number(push.position) >= newest.added),
        }),
      }))
      return { object: toObject(newest, peers), body: newest.body, group: named(groups, newest.group_no), versions: versions.map((one) => toObject(one, peers)), exits, publicly: row.audience === 'public' && newest.tlp === 'clear' && newest.group_no === null }
    })
    const related = await correlate(context, actor, JSON.parse(found.body) as Record<string, unknown>)
    return { ...found, related: related.slice(0, RELATED_MOST).map((one) => ({ collectionId: one.collectionId, id: one.id, name: nameOf(one.body), tlp: one.tlp })) }
  }
  return { all, peer, objects, object }
}
export type Looking = ReturnType<typeof createLooking>
const RELATED_MOST = 20

const named = (groups: readonly store.GroupRow[], no: number | null) => { const group = groups.find((one) => one.no === no); return group ? { id: group.id, name: group.name } : null }
const titled = (collections: readonly store.CollectionRow[], no: number) => { const row = collections.find((one) => one.no === no)!; return { id: row.id, name: row.title } }
export const fromWhom = (no: number | null, peers: readonly store.PeerRow[]): string | null => (no === null || no === OURS ? null : peers.find((one) => one.no === no)?.name ?? null)

function toPeer(row: store.PeerRow, waiting: number): door.PeerRow {
  return {
    id: row.id, name: row.name, kind: row.kind, tlp: row.tlp, url: row.url, auth: row.auth, comes: row.comes, active: row.active, version: row.version, triedAt: row.tried_at?.toISOString() ?? null, succeededAt: row.succeeded_at?.toISOString() ?? null,
    problem: row.problem as door.SyncProblem | null, detail: row.problem_detail, asked: row.asked_at !== null && (row.tried_at === null || row.asked_at > row.tried_at), waiting,
  }
}
const toObject = (row: ShownRow, peers: readonly store.PeerRow[]) => ({ id: row.id, type: row.type, name: nameOf(row.body), version: momentOf(row.stamp || row.added), addedAt: momentOf(row.added), tlp: row.tlp as Tlp, revoked: row.revoked, newest: row.newest, from: fromWhom(row.peer_no, peers) })
/** What a person would call it. */
export function nameOf(body: string): string {
  const object = JSON.parse(body) as Record<string, unknown>
  const word = ['name', 'value', 'opinion', 'relationship_type', 'abstract', 'content', 'subject', 'path', 'id'].map((key) => object[key]).find((one) => typeof one === 'string' && one !== '') as string
  return word.slice(0, 200)
}
