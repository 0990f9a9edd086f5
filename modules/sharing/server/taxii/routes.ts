/** The TAXII 2.1 server. Who may read or write what is decided once, in `collectionFor`; what of it, by the policies of the database. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal, system, type Actor } from '#platform/contract/index.ts'
import { rawRoute, type Route } from '#platform/http/index.ts'
import * as door from '../../contract-taxii.ts'
import { isTaxii, placeOf, readAsked, type Asked, type Version } from '../../core/asked.ts'
import { momentOf } from '../../core/facts.ts'
import type { Context } from '../context.ts'
import { findCollection, listCollections, type CollectionRow } from '../store.ts'
import { readEntries, readObjects, readStatus, type Served } from '../store/taxii-store.ts'
import { answer, failing, speaksTaxii, type Answer } from './answer.ts'
import { asAsker, askerOf, type Asker } from './asker.ts'
import { createWriting } from './writing.ts'

type Call = { readonly actor: Actor; readonly request: FastifyRequest; readonly reply: FastifyReply; readonly params: { readonly root?: string; readonly collection?: string }; readonly query: Readonly<Record<string, unknown>> }
/** Bytes of a page. */
const PAGE_BYTES = 16 * 1_048_576

export function taxiiRoutes(context: Context): Route[] {
  const { ground: { db, log, publicUrl } } = context
  const writing = createWriting(context)

  const within = (call: Call, work: (asker: Asker, root: door.ApiRoot) => Promise<Answer>) => answer(log, call.reply, async () => {
    const asker = await askerOf(context, call.actor, call.request)
    const { root = 'public' } = call.params
    if (root !== 'public' && asker.kind === 'anyone') throw new Refusal('unauthenticated')
    if (root !== 'public' && root !== 'partners') throw new Refusal('not_found')
    speaksTaxii(call.request)
    return work(asker, root)
  })
  /** At the public door everybody is anybody. */
  const atRoot = (asker: Asker, root: door.ApiRoot) => (row: CollectionRow) => (root === 'public' ? row.audience === 'public' : asker.kind !== 'anyone')
  const mayWrite = (asker: Asker, root: door.ApiRoot, { open }: CollectionRow) => root === 'partners' && (asker.kind === 'centre' || (asker.kind === 'peer' && open))
  async function collectionFor(asker: Asker, root: door.ApiRoot, name: string): Promise<CollectionRow> {
    const row = await asAsker(context, asker, (tx) => findCollection(tx, name))
    if (!row || !atRoot(asker, root)(row)) throw new Refusal('not_found')
    return row
  }
  const shown = (asker: Asker, root: door.ApiRoot, row: CollectionRow) => ({ id: row.id, title: row.title, ...(row.description ? { description: row.description } : {}), alias: row.alias, can_read: true, can_write: mayWrite(asker, root, row), media_types: [door.STIX] })

  /** A collection and what is asked of it. */
  const asking = (call: Call & { readonly params: { collection: string; object?: string } }, work: (asker: Asker, row: CollectionRow, asked: Asked, root: door.ApiRoot) => Promise<Answer>, usual: Version = 'last') => within(call, async (asker, root) => {
    const row = await collectionFor(asker, root, call.params.collection)
    const { object } = call.params
    const asked = readAsked(object === undefined ? call.query : { ...call.query, 'match[id]': object, 'match[type]': undefined }, door.PAGE, usual)
    if (typeof asked === 'string') throw failing(400, asked)
    return work(asker, row, asked, root)
  })
  const objects = (asker: Asker, row: CollectionRow, asked: Asked, one = false) => asAsker(context, asker, async (tx) => {
    const page = await readObjects(tx, row.no, asked, PAGE_BYTES)
    if (one && page.count === 0 && (await readEntries(tx, row.no, { ...asked, after: 0, limit: 1, versions: ['all'], none: false })).entries.length === 0) throw new Refusal('not_found')
    return { headers: dates(page), body: page.count === 0 ? '{}' : `{${nextOf(page)}"objects":[${page.text}]}` }
  })
  const entries = (asker: Asker, row: CollectionRow, asked: Asked, as: 'manifest' | 'versions') => asAsker(context, asker, async (tx) => {
    const { entries: found, more } = await readEntries(tx, row.no, asked)
    if (as === 'versions' && found.length === 0 && (await readEntries(tx, row.no, { ...asked, after: 0, limit: 1, none: false })).entries.length === 0) throw new Refusal('not_found')
    const page = { count: found.length, more, first: found[0]?.added ?? null, last: found.at(-1)?.added ?? null }
    const version = (one: (typeof found)[number]) => momentOf(one.stamp || one.added)
    const body = as === 'versions' ? { versions: found.map(version) } : { objects: found.map((one) => ({ id: one.id, date_added: momentOf(one.added), version: version(one), media_type: door.STIX })) }
    return { headers: dates(page), body: found.length === 0 ? '{}' : `{${nextOf(page)}${JSON.stringify(body).slice(1)}` }
  })

  return [
    rawRoute(door.taxiiDiscovery, (call) => within({ ...call, params: {} }, async () => ({ body: JSON.stringify({ title: 'Bastida', description: 'TAXII 2.1', default: `${publicUrl}/taxii2/public/`, api_roots: door.apiRoots.map((root) => `${publicUrl}/taxii2/${root}/`) }) }))),
    rawRoute(door.taxiiRoot, (call) => within(call, async (_, root) => ({ body: JSON.stringify({ title: root === 'public' ? 'What everybody may read' : 'For partners', versions: [door.TAXII], max_content_length: door.CONTENT_MOST }) }))),
    rawRoute(door.taxiiStatus, (call) => within(call, async (asker) => {
      const row = asker.kind === 'anyone' || !/^[0-9a-f-]{36}$/.test(call.params.statusId) ? undefined : await db.as(system('sharing.taxii'), (tx) => readStatus(tx, call.params.statusId))
      if (!row || (asker.kind === 'peer' && row.peer_no !== asker.peer!.no)) throw new Refusal('not_found')
      return { body: row.body }
    })),
    rawRoute(door.taxiiCollections, (call) => within(call, async (asker, root) => {
      const rows = (await asAsker(context, asker, listCollections)).filter(atRoot(asker, root))
      return { body: rows.length === 0 ? '{}' : JSON.stringify({ collections: rows.map((row) => shown(asker, root, row)) }) }
    })),
    rawRoute(door.taxiiCollection, (call) => within(call, async (asker, root) => ({ body: JSON.stringify(shown(asker, root, await collectionFor(asker, root, call.params.collection))) }))),
    rawRoute(door.taxiiManifest, (call) => asking(call, (asker, row, asked) => entries(asker, row, asked, 'manifest'))),
    rawRoute(door.taxiiObjects, (call) => asking(call, (asker, row, asked) => objects(asker, row, asked))),
    rawRoute(door.taxiiObject, (call) => asking(call, (asker, row, asked) => objects(asker, row, asked, true))),
    rawRoute(door.taxiiVersions, (call) => asking(call, (asker, row, asked) => entries(asker, row, asked, 'versions'), 'all')),
    rawRoute(door.taxiiAdd, (call) => within(call, async (asker, root) => {
      const row = await collectionFor(asker, root, call.params.collection)
      if (!mayWrite(asker, root, row)) throw failing(403, 'this collection is not written to')
      if (!isTaxii(contentTypeOf(call.request))) throw failing(415, `only ${door.TAXII} is taken`)
      return { status: 202, body: await writing.add(asker, row, call.request) }
    })),
    rawRoute(door.taxiiDelete, (call) => asking(call, async (asker, row, asked, root) => {
      if (!mayWrite(asker, root, row)) throw failing(403, 'this collection is not written to')
      await writing.remove(asker, row, call.params.object, asked)
      return { body: '' }
    }, 'all')),
  ]
}

/** `exactBody` has put another in its place, so that no reader takes the body apart. */
function contentTypeOf({ raw: { rawHeaders } }: FastifyRequest): string | undefined {
  const at = rawHeaders.findIndex((name, i) => i % 2 === 0 && name.toLowerCase() === 'content-type')
  return at < 0 ? undefined : rawHeaders[at + 1]
}
const dates = ({ first, last }: Served): Record<string, string> => (first === null || last === null ? {} : { 'x-taxii-date-added-first': momentOf(first), 'x-taxii-date-added-last': momentOf(last) })
const nextOf = ({ more, last }: Served): string => (more ? `"more":true,"next":"${placeOf(last!)}",` : '')
