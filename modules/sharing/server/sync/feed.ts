/** Reads a feed of MISP: the manifest, then the events of which it has another word than last time. Cut anywhere, it goes on there. What is gone from a feed stays here. */
import { record } from '#platform/audit/index.ts'
import { system } from '#platform/contract/index.ts'
import { MANIFEST } from '../../contract.ts'
import type { Context } from '../context.ts'
import { makerOf } from '../misp/events.ts'
import { storeEvent, type Into } from '../misp/storing.ts'
import { createTaking, isLongText, type Taken, type Taking } from '../misp/taking.ts'
import { listCollections, type PeerRow } from '../store.ts'
import { savePage, type PullRow } from '../store/exchange-store.ts'
import { isOurs, marksOf, saveMarks } from '../store/misp-store.ts'
import { failing, isFailure, type Client } from './client.ts'

/** In one run; the next one goes on. */
const EVENTS_MOST = 2000
const BATCH = { events: 50, bytes: 1_048_576 } as const
const ETAG_MOST = 200
const actor = system('sharing.sync')
type Fetched = { readonly uuid: string; readonly mark: string; /** Undefined: it is not to be had. */ readonly bytes: Buffer | 'ours' | undefined }

/** @returns what was refused or is missing, in words. */
export async function pullFeed(context: Context, peer: PeerRow, row: PullRow, client: Client): Promise<{ stored: number; refusals: readonly string[] }> {
  const taking = createTaking()
  try { return await pull(context, peer, row, client, taking) } finally { await taking.end() }
}

async function pull({ ground: { db, clock, publicUrl } }: Context, peer: PeerRow, row: PullRow, client: Client, taking: Taking): Promise<{ stored: number; refusals: readonly string[] }> {
  const answered = await client('GET', MANIFEST, undefined, row.cursor ? { 'if-none-match': row.cursor } : {})
  if (answered.status === 304) return { stored: 0, refusals: [] }
  const lines = await taking.manifest(answered.bytes)
  if (!lines) throw failing('not_misp', 'the manifest is none of MISP')
  const marks = await db.as(actor, (tx) => marksOf(tx, row.id)), ours = makerOf(publicUrl).uuid
  const asked = lines.filter((one) => marks.get(one.uuid) !== one.mark)
  const refusals: string[] = []
  let [batch, bytes, stored, gone]: [Fetched[], number, number, number] = [[], 0, 0, 0]
  const flush = async () => { if (batch.length > 0) stored += await store(batch); [batch, bytes] = [[], 0] }
  try {
    for (const { uuid, mark, maker } of asked.slice(0, EVENTS_MOST)) {
      // What this centre made comes back from others: it is not theirs.
      if (maker === ours) { batch.push({ uuid, mark, bytes: 'ours' }); continue }
      const found = await client('GET', `${uuid}.json`).catch((error: unknown) => {
        if (!isFailure(error) || (error.status !== 404 && error.problem !== 'too_large')) throw error
        refusals.push(`${uuid}: ${error.message}`)
        return error.problem === 'too_large' ? null : undefined
      })
      // A manifest may be ahead of its files: what is not there yet is asked for again.
      if (found === undefined) { gone += 1; continue }
      // A long one is alone in its transaction: it is taken apart before that begins.
      const isLong = isLongText(found?.bytes)
      if (isLong) await flush()
      batch.push({ uuid, mark, bytes: found?.bytes })
      bytes += found?.bytes.length ?? 0
      if (isLong || batch.length >= BATCH.events || bytes >= BATCH.bytes) await flush()
    }
  } finally { await flush() }
  const isWhole = asked.length <= EVENTS_MOST && gone === 0
  await db.as(actor, (tx) => savePage(tx, row.id, { cursor: isWhole ? (answered.header('etag') ?? '').slice(0, ETAG_MOST) : '', next: '', seen: clock.now().toISOString(), read: 0, refused: 0 }))
  return { stored, refusals }

  /** The event that a file of this name must hold. */
  async function eventIn(uuid: string, bytes: Buffer): Promise<Taken | undefined> {
    const found = await taking.read(bytes)
    const taken = found && found.events.length > 0 ? await taking.take(0, true) : undefined
    if (!found || (found.events.length > 0 && !taken)) refusals.push(`${uuid}: it is more than there is room for`)
    else if (!taken) refusals.push(`${uuid}: ${found.problems.map((one) => one.code).join(', ').slice(0, 200) || 'no event'}`)
    else if (taken.head.uuid !== uuid) refusals.push(`${uuid}: another event stands in this file`)
    else return taken
    return undefined
  }
  async function store(some: readonly Fetched[]): Promise<number> {
    const [alone] = some, before = some.length === 1 && Buffer.isBuffer(alone!.bytes) ? { taken: await eventIn(alone!.uuid, alone!.bytes) } : undefined
    return db.as(actor, async (tx) => {
      const collection = (await listCollections(tx)).find((one) => one.no === row.collection_no)!
      const into: Into = { collection, origin: peer.no, groupNo: row.group_no, floor: peer.tlp, now: clock.now() }
      const sum = { events: 0, stored: 0, same: 0, conflicts: 0, refused: 0 }
      let without = 0
      for (const { uuid, bytes } of some) {
        if (bytes === 'ours') continue
        const taken = before ? before.taken : bytes && await eventIn(uuid, bytes)
        if (!taken) { without += 1; continue }
        if (taken.head.maker === ours || (await isOurs(tx, uuid))) continue
        const one = await storeEvent(tx, taken, into)
        sum.events += 1
        for (const key of ['stored', 'same', 'conflicts'] as const) sum[key] += one[key]
        sum.refused += one.refused.length
        for (const bad of one.refused.slice(0, 3)) refusals.push(`${bad.id}: ${bad.problem}`)
      }
      await saveMarks(tx, row.id, some.map((one) => [one.uuid, one.mark]))
      await savePage(tx, row.id, { cursor: '', next: '', seen: row.seen, read: sum.events, refused: sum.refused + without })
      if (sum.stored + sum.conflicts > 0) await record(tx, actor, clock.now(), { action: 'sharing.pull', object: `peer:${peer.id}`, detail: { collection: collection.alias, ...sum } })
      return sum.stored
    })
  }
}
