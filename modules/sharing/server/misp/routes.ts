/** Doors of MISP: a file comes in, an object or a collection is taken along, a collection is read as a feed. Refused is 404: nothing is told of what one may not see. */
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { record } from '#platform/audit/index.ts'
import { anonymous, Refusal, type Actor } from '#platform/contract/index.ts'
import { hasTag, tagOf } from '#platform/http/etag.ts'
import { rawRoute, type Route } from '#platform/http/index.ts'
import * as door from '../../contract-misp.ts'
import type { Context } from '../context.ts'
import { findCollection, type CollectionRow } from '../store.ts'
import { byIds } from '../store/misp-store.ts'
import { asAsker, askerOf, type Asker } from '../taxii/asker.ts'
import { importFile } from './bringing.ts'
import { eventOfObject, makerOf } from './events.ts'
import { createListings } from './listing.ts'

export function mispRoutes(context: Context): Route[] {
  const { ground: { db, clock, publicUrl } } = context, maker = makerOf(publicUrl), listings = createListings(context, maker)

  async function reading(actor: Actor, request: FastifyRequest, root: string, name: string): Promise<{ asker: Asker; row: CollectionRow }> {
    // At the public door everybody is anybody: what is given there may be kept by whoever stands between.
    const asker: Asker = root === 'public' ? { kind: 'anyone', actor: anonymous } : await askerOf(context, actor, request).catch((error: unknown) => { throw error instanceof Refusal && error.code === 'unauthenticated' ? new Refusal('not_found') : error })
    if (root !== 'public' && (root !== 'partners' || asker.kind === 'anyone')) throw new Refusal('not_found')
    const row = await asAsker(context, asker, (tx) => findCollection(tx, name))
    if (!row || (root === 'public' && row.audience !== 'public')) throw new Refusal('not_found')
    return { asker, row }
  }
  async function fileOf(asker: Asker, row: CollectionRow, file: string): Promise<{ tag: string; text: string; type?: string }> {
    if (file === 'manifest.json') { const { state, manifest } = await listings.listing(asker, row); return { tag: tagOf(`m ${row.id} ${state}`), text: manifest } }
    if (file === 'hashes.csv') { const { state, text } = await listings.hashes(asker, row); return { tag: tagOf(`h ${row.id} ${state}`), text, type: 'text/csv; charset=utf-8' } }
    const uuid = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json$/i.exec(file)?.[1]?.toLowerCase()
    const text = uuid === undefined ? undefined : await listings.file(asker, row, uuid)
    if (text === undefined) throw new Refusal('not_found')
    return { tag: tagOf(text), text }
  }
  const own = (actor: Actor): Asker => ({ kind: 'centre', actor })
  const collectionOf = async (actor: Actor, id: string): Promise<CollectionRow> => { const row = await db.as(actor, (tx) => findCollection(tx, id)); if (!row) throw new Refusal('not_found'); return row }
  const takenAlong = (reply: FastifyReply, name: string) => reply.header('content-type', 'application/json').header('content-disposition', `attachment; filename="${name}.misp.json"`).header('cache-control', 'no-store')
  const noted = (actor: Actor, row: CollectionRow, id?: string) => db.as(actor, (tx) => record(tx, actor, clock.now(), { action: 'sharing.misp_out', object: `collection:${row.id}`, detail: id === undefined ? {} : { id } }))

  return [
    rawRoute(door.mispFeed, async ({ actor, params, request, reply }) => {
      const { asker, row } = await reading(actor, request, params.root, params.collection)
      const { tag, text, type = 'application/json' } = await fileOf(asker, row, params.file)
      reply.header('etag', tag).header('cache-control', params.root === 'public' ? 'public, max-age=60' : 'private, no-cache').header('vary', 'Authorization')
      if (hasTag(request.headers['if-none-match'], tag)) return reply.status(304).send()
      return reply.header('content-type', type).send(Buffer.from(text))
    }),
    rawRoute(door.objectAsMisp, async ({ actor, params, reply }) => {
      const row = await collectionOf(actor, params.collectionId)
      const event = await db.as(actor, async (tx) => {
        const [found] = await byIds(tx, { no: row.no, peer: null }, [params.objectId])
        if (!found) throw new Refusal('not_found')
        return eventOfObject(tx, { no: row.no, peer: null }, found, maker)
      })
      if (!event) throw new Refusal('too_large')
      await noted(actor, row, params.objectId)
      return takenAlong(reply, params.objectId.replaceAll(/[^\w-]/g, '_')).send(JSON.stringify({ Event: event }))
    }),
    rawRoute(door.collectionAsMisp, async ({ actor, params, reply }) => {
      const row = await collectionOf(actor, params.collectionId), asker = own(actor)
      const { places } = await listings.listing(asker, row)
      await noted(actor, row)
      // One event after another: a collection is larger than what is held at once.
      return takenAlong(reply, row.alias).send(Readable.from((async function* () {
        yield '{"response":['
        let first = true
        for (const place of places.values()) {
          const event = await listings.event(asker, row, place)
          if (!event) continue
          yield `${first ? '' : ','}${JSON.stringify({ Event: event })}`
          first = false
        }
        yield ']}'
      })()))
    }),
    rawRoute(door.bringFile, async ({ actor, params, query, request, reply }) => {
      await collectionOf(actor, params.collectionId)
      if (Number(request.headers['content-length'] ?? 0) > door.FILE_BYTES) throw new Refusal('too_large')
      const { ms: _, ...report } = await importFile(context, actor, params.collectionId, bytesOf(request), query.kind)
      return reply.status(201).header('cache-control', 'no-store').send(door.importReport.parse({ events: null, notes: [], ...report }))
    }),
  ]
}

async function* bytesOf({ body }: FastifyRequest): AsyncGenerator<Uint8Array> {
  if (Buffer.isBuffer(body)) { yield body; return }
  let bytes = 0
  if (body instanceof Readable) for await (const piece of body as AsyncIterable<Buffer>) {
    bytes += piece.length
    yield piece
    // The reader sees that it is cut, and says what became of what came before.
    if (bytes > door.FILE_BYTES) return
  }
}
