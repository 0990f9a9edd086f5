/** Each peer has its turn every few minutes, or when somebody asks: first what it has is read, then what it may have is sent. */
import { record } from '#platform/audit/index.ts'
import { Refusal, system } from '#platform/contract/index.ts'
import { openProof } from '#platform/http/proof.ts'
import type { Context } from '../context.ts'
import { beginTurn, duePeers, endTurn, type PeerRow } from '../store.ts'
import { pullsOf, pushesOf } from '../store/exchange-store.ts'
import { createClient, isFailure } from './client.ts'
import { pullFeed } from './feed.ts'
import { pullFrom } from './pull.ts'
import { pushTo } from './push.ts'

const BETWEEN_MS = 300_000
export const LOOK_EVERY_MS = 5000
const actor = system('sharing.sync')

export function createSync(context: Context) {
  const { ground: { db, clock, log, silent }, needs: { keys, localPeers = false } } = context

  async function exchange(peer: PeerRow): Promise<{ code: string; detail: string } | null> {
    try {
      const client = createClient({ kind: peer.kind, root: peer.url, proof: await openProof(keys, peer), local: localPeers })
      const refusals: string[] = []
      for (const row of await db.as(actor, (tx) => pullsOf(tx, peer.no))) {
        if (peer.kind === 'misp') refusals.push(...(await pullFeed(context, peer, row, client)).refusals)
        else await pullFrom(context, peer, row, client)
      }
      for (const row of await db.as(actor, (tx) => pushesOf(tx, peer.no))) refusals.push(...(await pushTo(context, peer, row, client)).refusals)
      return refusals.length > 0 ? { code: peer.kind === 'misp' ? 'not_misp' : 'rejected', detail: refusals.slice(0, 3).join('\n') } : null
    } catch (error) {
      if (isFailure(error)) return { code: error.problem, detail: error.message }
      if (error instanceof Refusal && error.code === 'key_missing') return { code: 'key_missing', detail: '' }
      log.error('a peer could not be synchronised', { peer: peer.id, error })
      return { code: 'failed', detail: '' }
    }
  }
  async function turn(peer: PeerRow): Promise<void> {
    await db.as(actor, (tx) => beginTurn(tx, peer.no, clock.now()))
    const problem = await exchange(peer)
    await db.as(actor, async (tx) => {
      await endTurn(tx, peer.no, clock.now(), problem)
      // What stays as it was is told once.
      if ((problem?.code ?? null) !== peer.problem) await record(tx, actor, clock.now(), { action: 'sharing.sync', object: `peer:${peer.id}`, detail: { problem: problem?.code ?? null } })
    })
  }
  return {
    async run(): Promise<void> {
      if (silent) return
      for (const peer of await db.as(actor, (tx) => duePeers(tx, new Date(clock.now().getTime() - BETWEEN_MS)))) await turn(peer)
    },
  }
}
