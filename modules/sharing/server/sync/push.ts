/** Sends what a peer may have and has not. At least once: its place moves when the peer has answered, and the same again is no change there. */
import { record } from '#platform/audit/index.ts'
import { system } from '#platform/contract/index.ts'
import type { Context } from '../context.ts'
import type { PeerRow } from '../store.ts'
import { envelopeFor, lastAdded, saveSent, type PushRow } from '../store/exchange-store.ts'
import { askAs } from '../store/taxii-store.ts'
import { actorOfPeer } from '../taxii/asker.ts'
import { isFailure, parsed, type Client } from './client.ts'

const ENVELOPE_BYTES = 8 * 1_048_576
const ENVELOPE_OBJECTS = 2000
const ENVELOPES_MOST = 2000
/** `{"objects":[` and what closes it. */
const AROUND_BYTES = 64
const actor = system('sharing.sync')

/** @returns what the peer refused, in its words. */
export async function pushTo({ ground: { db, clock } }: Context, peer: PeerRow, row: PushRow, client: Client): Promise<{ sent: number; refusals: readonly string[] }> {
  let [position, sent, most]: [number, number, number | undefined] = [Number(row.position), 0, undefined]
  const refusals: string[] = []
  for (let turn = 0; turn < ENVELOPES_MOST; turn++) {
    const end = await db.as(actor, (tx) => lastAdded(tx, row.collection_no))
    const limits = { objects: ENVELOPE_OBJECTS, bytes: (most ?? ENVELOPE_BYTES) - AROUND_BYTES }
    // As the peer itself: the policies of the exit decide what is there.
    const envelope = await db.as(actorOfPeer(peer), async (tx) => { await askAs(tx, peer.no); return envelopeFor(tx, row.collection_no, peer.no, position, limits.objects, limits.bytes) })
    if (!envelope) {
      if (end > position) await db.as(actor, (tx) => saveSent(tx, row.id, end, 0, 0))
      break
    }
    if (most === undefined) {
      most = Math.min(ENVELOPE_BYTES, contentMost(parsed((await client('GET', '')).text)))
      if (most < ENVELOPE_BYTES) continue
    }
    let refused = 0
    try {
      const status = parsed((await client('POST', `collections/${encodeURIComponent(row.remote)}/objects/`, `{"objects":[${envelope.text}]}`)).text)
      refused = Number(status['failure_count']) || 0
      for (const one of Array.isArray(status['failures']) ? status['failures'].slice(0, 5) as { id?: unknown; message?: unknown }[] : []) refusals.push(`${String(one.id)}: ${String(one.message ?? '')}`.slice(0, 300))
    } catch (error) {
      if (!isFailure(error) || error.status !== 413) throw error
      if (envelope.count > 1) { most = Math.floor(most / 2); continue }
      refused = 1
      refusals.push('an object is larger than the peer takes')
    }
    position = envelope.last
    sent += envelope.count - refused
    await db.as(actor, async (tx) => {
      await saveSent(tx, row.id, position, envelope.count - refused, refused)
      await record(tx, actor, clock.now(), { action: 'sharing.push', object: `peer:${peer.id}`, detail: { remote: row.remote, sent: envelope.count - refused, refused } })
    })
  }
  return { sent, refusals }
}

const SMALLEST_BYTES = 1024
const contentMost = (root: Readonly<Record<string, unknown>>): number => { const most = Number(root['max_content_length']); return Number.isSafeInteger(most) && most > 0 ? Math.max(most, SMALLEST_BYTES) : ENVELOPE_BYTES }
