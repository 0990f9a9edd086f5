/** Reads a feed of MISP: the manifest, then the events of which it has another word than last time. Cut anywhere, it goes on there. What is gone from a feed stays here. */
import { createHash } from 'node:crypto'
import { readEvent, readManifest, type MispEvent } from '#engines/misp/index.ts'
import { canonical, isRecord } from '#engines/stix/index.ts'
import { record } from '#platform/audit/index.ts'
import { system } from '#platform/contract/index.ts'
import { MANIFEST } from '../../contract.ts'
import type { Context } from '../context.ts'
import { makerOf } from '../misp/events.ts'
import { storeEvent } from '../misp/storing.ts'
import { listCollections, type PeerRow } from '../store.ts'
import { savePage, type PullRow } from '../store/exchange-store.ts'
import { isOurs, marksOf, saveMarks } from '../store/misp-store.ts'
import { failing, isFailure, type Client } from './client.ts'

/** In one run; the next one goes on. */
const EVENTS_MOST = 2000
const BATCH = { events: 50, bytes: 8 * 1_048_576 } as const
const ETAG_MOST = 200
const actor = system('sharing.sync')
type Fetched = { readonly uuid: string; readonly mark: string; readonly event: MispEvent | 'ours' | undefined }

/** @returns what was refused or is missing, in words. */
export async function pullFeed({ ground: { db, clock, publicUrl } }: Context, peer: PeerRow, row: PullRow, client: Client): Promise<{ stored: number; refusals: readonly string[] }> {
  const answered = await client('GET', MANIFEST, undefined, row.cursor ? { 'if-none-match': row.cursor } : {})
  if (answered.status === 304) return { stored: 0, refusals: [] }
  const { entries, problems } = readManifest(answered.text)
  if (entries.length === 0 && problems.some((one) => one.severity === 'error')) throw failing('not_misp', 'the manifest is none of MISP')
  const marks = await db.as(actor, (tx) => marksOf(tx, row.id)), ours = makerOf(publicUrl).uuid
  const asked = entries.map(({ uuid, entry }) => ({ uuid: uuid.toLowerCase(), mark: createHash('sha256').update(canonical(entry) ?? '').digest('hex').slice(0, 32), entry })).filter((one) => marks.get(one.uuid) !== one.mark)
  const refusals: string[] = []
  let [batch, bytes, stored, gone]: [Fetched[], number, number, number] = [[], 0, 0, 0]
  const flush = async () => { if (batch.length > 0) stored += await store(batch); [batch, bytes] = [[], 0] }
  try {
    for (const { uuid, mark, entry } of asked.slice(0, EVENTS_MOST)) {
      // What this centre made comes back from others: it is not theirs.
      if (isRecord(entry['Orgc']) && entry['Orgc']['uuid'] === ours) { batch.push({ uuid, mark, event: 'ours' }); continue }
      const found = await client('GET', `${uuid}.json`).catch((error: unknown) => {
        if (!isFailure(error) || (error.status !== 404 && error.problem !== 'too_large')) throw error
        refusals.push(`${uuid}: ${error.message}`)
        return error.problem === 'too_large' ? null : undefined
      })
      // A manifest may be ahead of its files: what is not there yet is asked for again.
      if (found === undefined) { gone += 1; continue }
      const { events: [event], problems: wrong } = found ? readEvent(found.text) : { events: [], problems: [] }
      if (!event && found) refusals.push(`${uuid}: ${wrong.map((one) => one.code).join(', ').slice(0, 200) || 'no event'}`)
      const other = event && String(event['uuid'] ?? '').toLowerCase() !== uuid
      if (other) refusals.push(`${uuid}: another event stands in this file`)
      batch.push({ uuid, mark, event: other ? undefined : event })
      bytes += found?.text.length ?? 0
      if (batch.length >= BATCH.events || bytes >= BATCH.bytes) await flush()
    }
  } finally { await flush() }
  const isWhole = asked.length <= EVENTS_MOST && gone === 0
  await db.as(actor, (tx) => savePage(tx, row.id, { cursor: isWhole ? (answered.header('etag') ?? '').slice(0, ETAG_MOST) : '', next: '', seen: clock.now().toISOString(), read: 0, refused: 0 }))
  return { stored, refusals }

  async function store(some: readonly Fetched[]): Promise<number> {
    return db.as(actor, async (tx) => {
      const collection = (await listCollections(tx)).find((one) => one.no === row.collection_no)!
      const sum = { events: 0, stored: 0, same: 0, conflicts: 0, refused: 0 }
      for (const { uuid, event } of some) {
        if (!event || event === 'ours' || (isRecord(event['Orgc']) && event['Orgc']['uuid'] === ours) || (await isOurs(tx, uuid))) continue
        const one = await storeEvent(tx, event, { collection, origin: peer.no, groupNo: row.group_no, floor: peer.tlp, now: clock.now() })
        sum.events += 1
        for (const key of ['stored', 'same', 'conflicts'] as const) sum[key] += one[key]
        sum.refused += one.refused.length
        for (const bad of one.refused.slice(0, 3)) refusals.push(`${bad.id}: ${bad.problem}`)
      }
      await saveMarks(tx, row.id, some.map((one) => [one.uuid, one.mark]))
      await savePage(tx, row.id, { cursor: '', next: '', seen: row.seen, read: sum.events, refused: sum.refused + some.filter((one) => one.event === undefined).length })
      if (sum.stored + sum.conflicts > 0) await record(tx, actor, clock.now(), { action: 'sharing.pull', object: `peer:${peer.id}`, detail: { collection: collection.alias, ...sum } })
      return sum.stored
    })
  }
}
