import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '#platform/contract/index.ts'
import { route, type Route } from '#platform/http/index.ts'
import * as c from '../contract.ts'
import type { Imports } from './imports/index.ts'
import { sentence } from './imports/words.ts'
import type { Own } from './own.ts'
import type { createProposals } from './proposals.ts'
import type { createTerritoryService } from './service.ts'
import type { ImportRow } from './store/importStore.ts'
import type { Lang } from '#platform/contract/index.ts'

type Needs = { readonly service: ReturnType<typeof createTerritoryService>; readonly own: Own; readonly imports: Imports; readonly proposals: ReturnType<typeof createProposals>; map(): Promise<c.TerritoryMap> }

export function createRoutes({ service, own, imports, proposals, map }: Needs): Route[] {
  return [
    route(c.readParties, ({ actor, query }) => service.list(actor, query)),
    route(c.readParty, ({ actor, params }) => service.detail(actor, params.partyId)),
    route(c.changeParty, async ({ actor, params, body }) => { await service.change(actor, params.partyId, body); return undefined }),
    route(c.readMyProviders, ({ actor, params }) => service.providersOf(actor, params.partyId)),
    route(c.makeDistrict, ({ actor, body }) => service.makeDistrict(actor, body)),
    route(c.setActsFor, async ({ actor, params, body }) => { await service.setActsFor(actor, params.partyId, body.memberId, body.actsFor); return undefined }),

    route(c.saveDataset, ({ actor, params, body }) => own.saveDataset(actor, params.partyId, body)),
    route(c.saveAsset, ({ actor, params, body }) => own.saveAsset(actor, params.partyId, body)),
    route(c.decideHolding, async ({ actor, params, body }) => { await own.decideHolding(actor, params.partyId, params.holdingId, body); return undefined }),
    route(c.saveContact, ({ actor, params, body }) => own.saveContact(actor, params.partyId, body)),
    route(c.removeContact, async ({ actor, params }) => { await own.removeContact(actor, params.partyId, params.contactId); return undefined }),
    route(c.stateFact, ({ actor, params, body }) => own.stateFact(actor, params.partyId, params.fact, body)),
    route(c.decideStatement, async ({ actor, params, body }) => { await own.decideStatement(actor, params.partyId, params.fact, body); return undefined }),
    route(c.readStatements, ({ actor, query }) => own.statements(actor, query.limit, query.offset)),

    route(c.uploadImport, async ({ actor, query, lang, request, reply }) => {
      const { id } = await imports.keep(actor, { stream: bytesOf(request), fileName: query.fileName, region: query.region })
      return reply.status(201).send(c.importItem.parse(toItem(await imports.load(actor, id), lang)))
    }),
    route(c.readImports, async ({ actor, query, lang }) => {
      const { total, items } = await imports.list(actor, query.limit, query.offset)
      return { total, items: items.map((row) => toItem(row, lang)) }
    }),
    route(c.readImport, async ({ actor, params, lang }) => toItem(await imports.load(actor, params.importId), lang)),
    route(c.previewImport, ({ actor, params, lang }) => imports.run(actor, params.importId, { dryRun: true, lang })),
    route(c.runImport, ({ actor, params, lang }) => imports.run(actor, params.importId, { dryRun: false, lang })),
    route(c.readBadRows, async ({ actor, params, reply }) => {
      const { path, fileName } = await imports.badRows(actor, params.importId)
      // The file holds what somebody else wrote: it is saved, never shown.
      return reply.header('content-type', 'application/octet-stream').header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`).send(createReadStream(path))
    }),

    route(c.decideDependency, ({ actor, params, body }) => service.decide(actor, params.dependencyId, body)),
    route(c.declareDependency, ({ actor, params, body }) => service.declare(actor, params.partyId, body)),
    route(c.readOffered, ({ actor, query }) => service.offered(actor, query)),
    route(c.readProposals, ({ actor, query }) => service.proposals(actor, query)),
    route(c.proposeDependencies, ({ actor, body, lang }) => proposals.proposeEdges(actor, body, lang)),
    route(c.lookUpNames, ({ actor, body, lang }) => proposals.proposeFromNames(actor, body, lang)),
    route(c.readCompleteness, ({ actor }) => service.completeness(actor)),

    route(c.whatIf, ({ actor, body }) => service.whatIf(actor, body)),
    route(c.rankProviders, ({ actor, query }) => service.concentration(actor, query)),
    route(c.planRestoration, ({ actor, body }) => service.restoration(actor, body)),
    route(c.readMap, () => map()),
  ]
}

/**
 * Small text bodies come parsed by the server's own reader; JSON ones would have lost their bytes. A size that is too
 * large by its own word is refused before the first byte: cutting it in the middle would cut the answer as well.
 */
function bytesOf({ body, headers }: FastifyRequest): AsyncIterable<Uint8Array> {
  if (Number(headers['content-length'] ?? 0) > c.MAX_UPLOAD_BYTES) throw new Refusal('too_large', { maxMegabytes: c.MAX_UPLOAD_BYTES / 1048576 })
  if (body instanceof Readable) return body
  if (typeof body === 'string') return Readable.from([Buffer.from(body)])
  if (Buffer.isBuffer(body)) return Readable.from([body])
  throw new Refusal('unsupported', { expected: 'application/octet-stream' })
}

function toItem(row: ImportRow, lang: Lang) {
  const { read, stored, unchanged, refused, skipped, ms } = row.counts
  return {
    id: row.id, fileName: row.file_name, format: row.format, region: row.region, bytes: row.bytes, sha256: row.sha256, state: row.state,
    counts: read === undefined ? null : { read, stored: stored!, unchanged: unchanged!, refused: refused!, skipped: skipped!, ms: ms! },
    problems: row.problems.map((problem) => ({ ...problem, text: sentence(problem, lang) })), badRows: row.bad_rows, by: row.by_name,
    createdAt: row.created_at.toISOString(), finishedAt: row.finished_at?.toISOString() ?? null,
  }
}
