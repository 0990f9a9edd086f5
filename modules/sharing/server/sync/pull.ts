/** Reads what a peer has that is new. How far it has come is saved in the transaction that stored the page: cut anywhere, it goes on there. */
import { record } from '#platform/audit/index.ts'
import { system } from '#platform/contract/index.ts'
import type { Context } from '../context.ts'
import { readAll } from '../reading.ts'
import { saveObjects } from '../saving.ts'
import { listCollections, type PeerRow } from '../store.ts'
import { savePage, type PullRow } from '../store/exchange-store.ts'
import { failing, isFailure, parsed, type Client } from './client.ts'

const PAGE_OBJECTS = 1000
/** In one run; the next one goes on. */
const PAGES_MOST = 2000
const actor = system('sharing.sync')

export async function pullFrom({ ground: { db, clock } }: Context, peer: PeerRow, row: PullRow, client: Client): Promise<{ stored: number }> {
  let { cursor, next, seen } = row
  let stored = 0
  for (let page = 0; page < PAGES_MOST; page++) {
    const query = new URLSearchParams({ limit: String(PAGE_OBJECTS), ...(cursor ? { added_after: cursor } : {}), ...(next ? { next } : {}) })
    const answered = await client('GET', `collections/${encodeURIComponent(row.remote)}/objects/?${query}`).catch((error: unknown) => {
      // A place in pages that it has forgotten: the run begins anew, and what is known already is the same.
      if (next !== '' && isFailure(error) && (error.status === 400 || error.status === 404)) return undefined
      throw error
    })
    if (!answered) { next = ''; continue }
    const envelope = parsed(answered.text)
    const objects = envelope['objects'] ?? []
    if (!Array.isArray(objects)) throw failing('not_taxii', 'the envelope has no list of objects')
    const last = answered.header('x-taxii-date-added-last')?.slice(0, 40) ?? ''
    if (last > seen) seen = last
    const before = { cursor, next }
    const goesOn = envelope['more'] === true && objects.length > 0
    if (goesOn && typeof envelope['next'] === 'string') next = envelope['next'].slice(0, 2000)
    else { next = ''; if (seen > cursor) cursor = seen; if (!goesOn) seen = '' }
    if (goesOn && next === before.next && cursor === before.cursor) throw failing('not_taxii', 'its pages come to no end')
    stored += await db.as(actor, async (tx) => {
      const collection = (await listCollections(tx)).find((one) => one.no === row.collection_no)!
      const { good, bad, upgraded } = await readAll(tx, row.collection_no, objects)
      const saved = await saveObjects(tx, good, { collectionNo: row.collection_no, origin: peer.no, groupNo: row.group_no ?? collection.group_no, now: clock.now(), tlp: peer.tlp ?? undefined })
      await savePage(tx, row.id, { cursor, next, seen, read: objects.length, refused: bad.length + saved.refused.length })
      if (saved.stored + saved.conflicts > 0) await record(tx, actor, clock.now(), { action: 'sharing.pull', object: `peer:${peer.id}`, detail: { collection: collection.alias, stored: saved.stored, same: saved.same, conflicts: saved.conflicts, refused: bad.length + saved.refused.length, ...(upgraded > 0 ? { upgraded } : {}) } })
      return saved.stored
    })
    if (!goesOn) break
  }
  return { stored }
}
