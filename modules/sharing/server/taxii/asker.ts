/** Who asks at the TAXII door: anybody, a peer by its token, or somebody of the centre by a key for programs. */
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { anonymous, centre, LIVE, Refusal, system, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Context } from '../context.ts'
import { askAs, peerByToken, type PeerAsking } from '../store/taxii-store.ts'

export const TOKEN_PREFIX = 'btax_'
const TOKEN_MOST = 200
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

export type Asker = {
  readonly kind: 'anyone' | 'peer' | 'centre'
  /** Stands in the audit log. */
  readonly actor: Actor
  readonly peer?: PeerAsking
}

/** @throws Refusal unauthenticated: credentials that are nobody's. */
export async function askerOf({ ground: { db } }: Context, actor: Actor, request: FastifyRequest): Promise<Asker> {
  if (actor.scope === 'all' && centre.some((role) => actor.roles.includes(role))) return { kind: 'centre', actor }
  const header = request.headers.authorization
  if (header === undefined) return { kind: 'anyone', actor: anonymous }
  const token = tokenIn(header)
  const peer = token === undefined ? undefined : await db.as(system('sharing.taxii'), (tx) => peerByToken(tx, hashOfToken(token)))
  if (!peer) throw new Refusal('unauthenticated')
  return { kind: 'peer', peer, actor: actorOfPeer(peer) }
}
/** It sees what the policies of the exit give to its number, and nothing by its scope. */
export const actorOfPeer = ({ id, name }: Pick<PeerAsking, 'id' | 'name'>): Actor => ({ kind: 'system', id: `peer:${id}`, name, roles: [], scope: 'none', parties: [], realm: LIVE })

/** Reads as whoever asks: the database knows it. */
export const asAsker = <T>({ ground: { db } }: Context, asker: Asker, work: (tx: Tx) => Promise<T>): Promise<T> => db.as(asker.actor, async (tx) => {
  if (asker.peer) await askAs(tx, asker.peer.no)
  return work(tx)
})

/** Bearer, or the password of Basic: clients know one or the other. */
function tokenIn(header: string): string | undefined {
  const [scheme = '', value = ''] = header.trim().split(/\s+/, 2)
  const kind = scheme.toLowerCase()
  const candidates = kind === 'bearer' ? [value] : kind === 'basic' ? Buffer.from(value, 'base64').toString('latin1').split(':').slice(1) : []
  return candidates.find((one) => one.startsWith(TOKEN_PREFIX) && one.length < TOKEN_MOST)
}
