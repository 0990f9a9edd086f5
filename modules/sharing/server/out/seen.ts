/** What others have seen of what stands here, and looking for what they gave. */
import { Refusal, type Actor, type ResponseOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type * as door from '../../contract-out.ts'
import { SEEN_SHOWN, type Seen } from '../../contract-out.ts'
import { OURS } from '../../core/decide.ts'
import type { Context } from '../context.ts'
import { fromWhom } from '../looking.ts'
import { hashOfValue } from '../saving.ts'
import { findCollection, listCollections, listPeers } from '../store.ts'
import { namesOf, sightingsBy } from '../store/out-store.ts'
import { versionsOf } from '../store/shown-store.ts'

type Said = { readonly sighting_of_ref?: unknown; readonly created_by_ref?: unknown; readonly first_seen?: unknown; readonly last_seen?: unknown; readonly count?: unknown; readonly description?: unknown }
const NOTE_SHOWN = 500

/** `ids` of STIX. Six bytes of a hash find them; the identifier itself decides. The same sighting in two collections is one. */
export async function seenOf(tx: Tx, ids: readonly string[], byOthers: boolean): Promise<Seen[]> {
  if (ids.length === 0) return []
  const [asked, collections, peers] = [new Set(ids), await listCollections(tx), await listPeers(tx)]
  const rows = (await sightingsBy(tx, ids.map((id) => hashOfValue({ kind: 'sighting', value: id })), SEEN_SHOWN * 2)).map((row) => ({ ...row, said: JSON.parse(row.body) as Said }))
  const mine = rows.filter((row) => asked.has(String(row.said.sighting_of_ref)) && !(byOthers && row.peer_no === OURS))
  const one = [...new Map(mine.map((row) => [row.id, row])).values()].slice(0, SEEN_SHOWN)
  const names = await namesOf(tx, [...new Set(one.flatMap(({ said }) => [said.created_by_ref, said.sighting_of_ref].filter(isId)))])
  return one.map(({ id, collection_no: no, peer_no: peer, tlp, said }) => ({
    id, collectionId: collections.find((each) => each.no === no)!.id, of: String(said.sighting_of_ref), ofName: names.get(String(said.sighting_of_ref)) ?? '', who: names.get(String(said.created_by_ref)) ?? '', from: fromWhom(peer, peers),
    first: text(said.first_seen), last: text(said.last_seen), count: typeof said.count === 'number' ? said.count : null, note: (text(said.description) ?? '').slice(0, NOTE_SHOWN), tlp,
  }))
}
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const isId = (value: unknown): value is string => typeof value === 'string' && /^[a-z0-9-]{1,250}--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

export function createSeen({ ground: { db }, needs: { watch } }: Context) {
  async function newest(tx: Tx, collectionId: string, objectId: string) {
    const collection = await findCollection(tx, collectionId)
    const row = collection && (await versionsOf(tx, collection.no, objectId)).find((one) => one.newest)
    if (!row) throw new Refusal('not_found')
    return { object: JSON.parse(row.body) as Record<string, unknown>, tlp: row.tlp as Seen['tlp'] }
  }
  const ofObject = (actor: Actor, collectionId: string, objectId: string): Promise<ResponseOf<typeof door.objectSeen>> => db.as(actor, async (tx) => {
    const { object } = await newest(tx, collectionId, objectId)
    return { seen: await seenOf(tx, [objectId], false), askable: object['type'] === 'indicator' && ['stix', 'sigma'].includes(String(object['pattern_type'] ?? 'stix')) }
  })
  const hunt = async (actor: Actor, collectionId: string, objectId: string): Promise<{ id: string }> => watch.look(actor, await db.as(actor, (tx) => newest(tx, collectionId, objectId)))
  return { ofObject, hunt }
}
export type SeenDoors = ReturnType<typeof createSeen>
