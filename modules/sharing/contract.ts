/** The wire of sharing: read by the server, the browser and the permission tests. The doors for programs are in contract-taxii.ts. */
import * as z from 'zod'
import type { fileProblems } from './contract-misp.ts'
import { can, centre, endpoint, instant, line, page, prose, tlps, uuid, version, type Actor, type Tlp } from '#platform/contract/index.ts'
import { proofSecret, proofWays } from '#platform/contract/proof.ts'
import type { Tx } from '#platform/db/index.ts'

const read = { kind: 'roles', roles: centre } as const
/** Who is let in, and what leaves, is decided by who answers for the centre. */
const manage = can('coordinator')
export const audiences = ['public', 'partners', 'group'] as const
export const peerAuths = proofWays
/** Why the last run with a peer did not end well. */
export const syncProblems = ['unreachable', 'refused', 'not_taxii', 'too_large', 'address', 'key_missing', 'rejected', 'failed', 'not_misp'] as const
/** `misp`: a feed that we read. */
export const peerKinds = ['taxii', 'misp'] as const
/** The only thing that is read of a feed. */
export const MANIFEST = 'manifest.json'
export type SyncProblem = (typeof syncProblems)[number]
export const COLLECTIONS_MOST = 200
export const PEERS_MOST = 200

const named = z.object({ id: uuid, name: z.string() })
const alias = z.string().trim().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: 'small letters, digits and dashes' })
const url = z.url({ protocol: /^https?$/ }).max(2000)

const collectionRow = z.object({
  id: uuid, alias: z.string(), title: z.string(), description: z.string(), audience: z.enum(audiences), group: named.nullable(), open: z.boolean(), version,
  url: z.string(), /** The folder of its feed of MISP. */ feed: z.string(), objects: z.number(), byTlp: z.array(z.object({ tlp: z.enum(tlps), objects: z.number() })), lastAt: instant.nullable(),
}).meta({ id: 'SharingCollection' })
const groupRow = z.object({ id: uuid, name: z.string(), description: z.string(), members: z.array(named), version }).meta({ id: 'SharingGroup' })
const pull = z.object({ id: uuid, remote: z.string(), collection: named, group: named.nullable(), read: z.number(), refused: z.number(), cursor: z.string() })
const push = z.object({ id: uuid, remote: z.string(), collection: named, sent: z.number(), refused: z.number(), waiting: z.number() })
const peerRow = z.object({
  id: uuid, name: z.string(), kind: z.enum(peerKinds), tlp: z.enum(tlps).nullable(), url: z.string(), auth: z.enum(peerAuths), comes: z.boolean(), active: z.boolean(), version,
  triedAt: instant.nullable(), succeededAt: instant.nullable(), problem: z.enum(syncProblems).nullable(), detail: z.string(), asked: z.boolean(), waiting: z.number(),
}).meta({ id: 'SharingPeer' })
export type PeerRow = z.output<typeof peerRow>
export type CollectionItem = z.output<typeof collectionRow>
export type GroupItem = z.output<typeof groupRow>

export const readSharing = endpoint({ id: 'sharing.all', method: 'GET', path: '/api/sharing', summary: 'Peers, collections and groups of the centre, and how many conflicts wait', access: read, response: z.object({ peers: z.array(peerRow), collections: z.array(collectionRow), groups: z.array(groupRow), conflicts: z.number() }) })

const collectionBody = { title: line(), description: prose(2000).default(''), audience: z.enum(audiences), groupId: uuid.nullable().default(null), open: z.boolean().default(false) }
export const addCollection = endpoint({ id: 'sharing.add_collection', method: 'POST', path: '/api/sharing/collections', summary: 'A collection is made', access: manage, body: z.object({ alias, ...collectionBody }), response: z.object({ id: uuid }), status: 201 })
export const changeCollection = endpoint({ id: 'sharing.change_collection', method: 'PUT', path: '/api/sharing/collections/:collectionId', summary: 'A collection is changed', access: manage, params: z.object({ collectionId: uuid }), body: z.object({ ...collectionBody, version }), status: 204 })

const groupBody = { name: line(), description: prose(2000).default(''), members: z.array(uuid).max(PEERS_MOST) }
export const addGroup = endpoint({ id: 'sharing.add_group', method: 'POST', path: '/api/sharing/groups', summary: 'A sharing group is made', access: manage, body: z.object(groupBody), response: z.object({ id: uuid }), status: 201 })
export const changeGroup = endpoint({ id: 'sharing.change_group', method: 'PUT', path: '/api/sharing/groups/:groupId', summary: 'A sharing group is changed', access: manage, params: z.object({ groupId: uuid }), body: z.object({ ...groupBody, version }), status: 204 })

const exchanges = {
  pulls: z.array(z.object({ remote: line(200), collectionId: uuid, groupId: uuid.nullable().default(null) })).max(50).default([]),
  pushes: z.array(z.object({ remote: line(200), collectionId: uuid })).max(50).default([]),
}
/** `tlp`: nothing that comes from it is served more widely. */
const peerBody = { name: line(), url: z.union([z.literal(''), url]), auth: z.enum(peerAuths), tlp: z.enum(tlps).nullable().optional(), ...exchanges }
export const addPeer = endpoint({ id: 'sharing.add_peer', method: 'POST', path: '/api/sharing/peers', summary: 'A peer is made', access: manage, body: z.object({ ...peerBody, kind: z.enum(peerKinds).default('taxii'), secret: proofSecret }), response: z.object({ id: uuid }), status: 201 })
export const changePeer = endpoint({ id: 'sharing.change_peer', method: 'PUT', path: '/api/sharing/peers/:peerId', summary: 'A peer is changed, or paused', access: manage, params: z.object({ peerId: uuid }), body: z.object({ ...peerBody, secret: proofSecret, active: z.boolean(), version }), status: 204 })
export const readPeer = endpoint({ id: 'sharing.peer', method: 'GET', path: '/api/sharing/peers/:peerId', summary: 'One peer: what is read, what is sent, and what went wrong', access: read, params: z.object({ peerId: uuid }), response: peerRow.extend({ pulls: z.array(pull), pushes: z.array(push), groups: z.array(named) }) })
export type PeerDetail = z.output<typeof readPeer.response>
export const peerToken = endpoint({ id: 'sharing.peer_token', method: 'POST', path: '/api/sharing/peers/:peerId/token', summary: 'A token by which the peer comes to us; shown once, and the one before ends', access: manage, params: z.object({ peerId: uuid }), response: z.object({ token: z.string() }), status: 201 })
export const endPeerToken = endpoint({ id: 'sharing.end_peer_token', method: 'DELETE', path: '/api/sharing/peers/:peerId/token', summary: 'The token of a peer ends', access: manage, params: z.object({ peerId: uuid }), status: 204 })
export const syncPeer = endpoint({ id: 'sharing.sync_peer', method: 'POST', path: '/api/sharing/peers/:peerId/sync', summary: 'Synchronise with a peer at once', access: read, params: z.object({ peerId: uuid }), status: 202 })

const conflictRow = z.object({ id: uuid, objectId: z.string(), collection: named, kind: z.enum(['content', 'ours']), from: z.string().nullable(), at: instant, version: z.string(), tlp: z.enum(tlps), theirs: z.string(), ours: z.string().nullable() })
export const listConflicts = endpoint({ id: 'sharing.conflicts', method: 'GET', path: '/api/sharing/conflicts', summary: 'Objects that came in with another content than what is here', access: read, query: z.object(page), response: z.object({ total: z.number(), items: z.array(conflictRow) }) })
export const settleConflict = endpoint({ id: 'sharing.settle', method: 'POST', path: '/api/sharing/conflicts/:conflictId', summary: 'Keep what is here, or take what came', access: manage, params: z.object({ conflictId: uuid }), body: z.object({ outcome: z.enum(['kept', 'taken']) }), status: 204 })

const objectRow = z.object({ id: z.string(), type: z.string(), name: z.string(), version: z.string(), addedAt: instant, tlp: z.enum(tlps), revoked: z.boolean(), newest: z.boolean(), from: z.string().nullable() })
export const listObjects = endpoint({ id: 'sharing.objects', method: 'GET', path: '/api/sharing/collections/:collectionId/objects', summary: 'The objects of a collection, the latest to come first', access: read, params: z.object({ collectionId: uuid }), query: z.object({ before: z.coerce.number().int().min(0).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }), response: z.object({ collection: named, items: z.array(objectRow), next: z.number().nullable() }) })
/** Why an object may leave to a peer, or not: by the level, the group, or because it came from there. */
export const exitWords = ['sent', 'waits', 'may_read', 'red', 'amber', 'group', 'audience', 'echo', 'paused'] as const
export type ExitWord = (typeof exitWords)[number]
export const readObject = endpoint({ id: 'sharing.object', method: 'GET', path: '/api/sharing/collections/:collectionId/objects/:objectId', summary: 'One object: its text, its versions, and where it may go', access: read, params: z.object({ collectionId: uuid, objectId: z.string().min(1).max(300) }), response: z.object({ object: objectRow, body: z.string(), group: named.nullable(), versions: z.array(objectRow), exits: z.array(z.object({ peer: named, word: z.enum(exitWords) })), publicly: z.boolean(), related: z.array(z.object({ collectionId: uuid, id: z.string(), name: z.string(), tlp: z.enum(tlps) })) }) })
export type ObjectDetail = z.output<typeof readObject.response>

export type ImportReport = {
  readonly kind?: 'stix' | 'misp'
  /** Of a file of MISP. */
  readonly events?: number
  readonly read: number
  readonly stored: number
  readonly same: number
  readonly conflicts: number
  readonly refusals: number
  /** Of STIX 2.0: stored as 2.1, and one may have become several. */
  readonly upgraded: number
  /** The first thousand. */
  readonly refused: readonly { readonly index: number; readonly id: string; readonly problem: string }[]
  /** What is wrong with the document itself; what came before is stored. */
  readonly problem: (typeof fileProblems)[number] | null
  /** What is unusual, and was kept. */
  readonly notes?: ImportReport['refused']
  readonly ms: number
}
export type Correlated = { readonly collectionId: string; readonly id: string; readonly tlp: Tlp; readonly values: readonly string[]; readonly body: string }

/** What the modules below may call. */
export type SharingService = {
  /**
   * Stores objects that this centre makes, in the transaction that made them. Of the marking of an object and `tlp` the stricter holds.
   * @param given.collection its id or alias.
   * @throws Refusal not_found: no such collection or group · invalid: an object that cannot be stored, with its place.
   */
  offer(tx: Tx, actor: Actor, given: { readonly collection: string; readonly objects: readonly Readonly<Record<string, unknown>>[]; readonly tlp: Tlp; readonly groupId?: string | undefined }): Promise<{ readonly stored: number; readonly same: number }>
  /** @param collection id or alias. @throws Refusal not_found */
  importBundle(actor: Actor, collection: string, stream: AsyncIterable<Uint8Array>): Promise<ImportReport>
  /** Objects of STIX or events of MISP: said, or recognised by the content. @param collection id or alias. @throws Refusal not_found */
  importFile(actor: Actor, collection: string, stream: AsyncIterable<Uint8Array>, kind?: 'stix' | 'misp'): Promise<ImportReport>
  makeCollection(actor: Actor, body: { readonly alias: string; readonly title: string; readonly description: string; readonly audience: (typeof audiences)[number]; readonly groupId: string | null; readonly open: boolean }): Promise<{ id: string }>
  /** The newest objects that name a value which this one names too; a hundred at most, the latest to come first. */
  correlate(actor: Actor, object: Readonly<Record<string, unknown>>): Promise<readonly Correlated[]>
}
