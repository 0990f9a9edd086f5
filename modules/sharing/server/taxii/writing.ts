/** Objects that a client sends, and deletes. */
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { record } from '#platform/audit/index.ts'
import { Refusal, system } from '#platform/contract/index.ts'
import { CONTENT_MOST } from '../../contract-taxii.ts'
import type { Asked } from '../../core/asked.ts'
import { momentOf, type Facts } from '../../core/facts.ts'
import { valuesOf } from '../../core/values.ts'
import type { Context } from '../context.ts'
import { readAll } from '../reading.ts'
import { hashOfValue, saveObjects } from '../saving.ts'
import type { CollectionRow } from '../store.ts'
import { lockCollection } from '../store/objects-store.ts'
import { bury, deleteVersions, heldVersions, insertStatus } from '../store/taxii-store.ts'
import { failing } from './answer.ts'
import type { Asker } from './asker.ts'

const OBJECTS_MOST = 50_000

export function createWriting({ ground: { db, clock } }: Context) {
  /** @returns the status resource. Everything has been decided by then: nothing is pending. */
  async function add(asker: Asker, row: CollectionRow, request: FastifyRequest): Promise<string> {
    const objects = objectsIn(await bytesOf(request))
    const [id, at] = [randomUUID(), clock.now()]
    return db.as(system('sharing.taxii'), async (tx) => {
      const { good, places, bad, upgraded } = await readAll(tx, row.no, objects)
      const saved = await saveObjects(tx, good, { collectionNo: row.no, origin: asker.peer?.no ?? null, groupNo: row.group_no, now: at })
      const detail = (facts: Facts) => ({ id: facts.id, version: momentOf(facts.stamp || at.getTime() * 1000) })
      // Of an object of STIX 2.0 that became several, it itself is told.
      const itself = (i: number) => (objects[places[i]!] as { readonly id?: unknown }).id === good[i]!.id
      const successes = good.flatMap((facts, i) => (saved.verdicts[i] === 'refused' || !itself(i) ? [] : [saved.verdicts[i] === 'conflict' ? { ...detail(facts), message: 'kept beside another content, until a person decides' } : detail(facts)]))
      const refused = [...bad.map((one) => ({ id: one.id, message: one.problem, version: momentOf(at.getTime() * 1000) })), ...saved.refused.filter((one) => itself(one.at)).map((one) => ({ ...detail(good[one.at]!), message: one.problem }))]
      const body = JSON.stringify({
        id, status: 'complete', request_timestamp: at.toISOString(), total_count: objects.length, success_count: successes.length, ...(successes.length > 0 ? { successes } : {}),
        failure_count: refused.length, ...(refused.length > 0 ? { failures: refused } : {}), pending_count: 0,
      })
      await insertStatus(tx, { id, collection_no: row.no, peer_no: asker.peer?.no ?? null, at, body })
      await record(tx, asker.actor, at, { action: 'sharing.taxii_add', object: `collection:${row.id}`, detail: { stored: saved.stored, same: saved.same, conflicts: saved.conflicts, refused: refused.length, ...(upgraded > 0 ? { upgraded } : {}) } })
      return body
    })
  }

  /** A peer takes back what it gave; the centre, whatever it holds. @throws Refusal not_found; Failure 403 for what another gave. */
  async function remove(asker: Asker, row: CollectionRow, objectId: string, { versions, none }: Asked): Promise<void> {
    const [type = '', uuid = ''] = objectId.split('--')
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid)) throw new Refusal('not_found')
    await db.as(system('sharing.taxii'), async (tx) => {
      await lockCollection(tx, row.no)
      const held = await heldVersions(tx, row.no, { type, uuid })
      const mine = asker.kind === 'centre' ? held : held.filter((one) => one.peer_no === asker.peer!.no)
      if (held.length === 0 || none) throw new Refusal('not_found')
      if (mine.length === 0) throw failing(403, 'another gave this object')
      const goes = versions.includes('all') ? mine : mine.filter((one) => versions.some((version) => (version === 'first' ? one === held[0] : version === 'last' ? one === held.at(-1) : version === one.stamp || (one.stamp === 0 && version === one.added))))
      if (goes.length === 0) throw new Refusal('not_found')
      await deleteVersions(tx, row.no, { type, uuid }, goes.map((one) => one.added), goes.flatMap((one) => valuesOf(JSON.parse(one.body) as Record<string, unknown>).map(hashOfValue)))
      if (goes.length === held.length) await bury(tx, row.no, { type, uuid }, clock.now(), asker.actor.id)
      await record(tx, asker.actor, clock.now(), { action: 'sharing.taxii_delete', object: `collection:${row.id}`, detail: { id: objectId, versions: goes.length } })
    })
  }
  return { add, remove }
}

function objectsIn(bytes: Buffer): readonly unknown[] {
  let envelope: unknown
  try { envelope = JSON.parse(bytes.toString('utf8')) } catch { throw failing(400, 'the envelope is no JSON') }
  const objects = typeof envelope === 'object' && envelope !== null ? (envelope as { objects?: unknown }).objects : undefined
  if (!Array.isArray(objects)) throw failing(422, 'the envelope has no list of objects')
  if (objects.length > OBJECTS_MOST) throw failing(413, `more than ${OBJECTS_MOST} objects`)
  return objects
}
async function bytesOf({ body, headers }: FastifyRequest): Promise<Buffer> {
  if (Number(headers['content-length'] ?? 0) > CONTENT_MOST) throw failing(413, `more than ${CONTENT_MOST} bytes`)
  if (!(body instanceof Readable)) return Buffer.isBuffer(body) ? body : Buffer.alloc(0)
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of body as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > CONTENT_MOST) throw failing(413, `more than ${CONTENT_MOST} bytes`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces, bytes)
}
