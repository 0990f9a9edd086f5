/** The doors of the other roads and what is behind them. */
import type { FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { Refusal } from '#platform/contract/index.ts'
import { rawRoute, route, type Route } from '#platform/http/index.ts'
import * as door from '../../contract-roads.ts'
import type { Csv } from './csv.ts'
import type { createExport } from './export.ts'
import type { Mail } from './mail.ts'
import type { Sources } from './sources.ts'

const MEGABYTE = 1_048_576

export function roadRoutes(mail: Mail, csv: Csv, sources: Sources, out: ReturnType<typeof createExport>): Route[] {
  const silent = async (work: Promise<unknown>): Promise<undefined> => { await work; return undefined }
  return [
    rawRoute(door.readAttachment, async ({ actor, params, reply }) => {
      const { bytes, fileName } = await mail.attachment(actor, params.attachmentId)
      // Never of a type that a browser would open, whatever the mail called it.
      return reply.header('content-type', 'application/octet-stream').header('content-disposition', attached(fileName)).header('cache-control', 'no-store').send(bytes)
    }),
    rawRoute(door.importReports, async ({ actor, query, request, reply }) => {
      const done = await csv.run(actor, { bytes: await bytesOf(request, door.IMPORT_MAX_BYTES), fileName: query.fileName })
      return reply.status(201).header('cache-control', 'no-store').send(door.reportImport.parse(csv.toItem(done)))
    }),
    route(door.readImports, ({ actor, query }) => csv.list(actor, query)),
    route(door.readImport, ({ actor, params, lang }) => csv.read(actor, params.importId, lang)),
    rawRoute(door.readBadRows, async ({ actor, params, reply }) =>
      reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', attached(`${params.importId}-bad.csv`)).header('cache-control', 'no-store').send(await csv.badRows(actor, params.importId))),
    rawRoute(door.hookIn, async ({ params, request, reply }) => {
      const receipts = await sources.hear(params.sourceId, await bytesOf(request, MEGABYTE), request.headers)
      return reply.status(201).header('cache-control', 'no-store').send({ receipts: receipts.map((one) => ({ id: one.reportId, ref: one.ref, code: one.code, answerBy: one.answerBy?.toISOString() ?? null, was: one.was })) })
    }),
    route(door.readSources, ({ actor, query }) => sources.list(actor, query)),
    route(door.addSource, ({ actor, body }) => sources.add(actor, body)),
    route(door.changeSource, ({ actor, params, body }) => silent(sources.change(actor, params.sourceId, body.active))),
    route(door.removeSource, ({ actor, params }) => silent(sources.remove(actor, params.sourceId))),
    rawRoute(door.exportReports, async ({ actor, query, reply }) =>
      reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', attached('reports.csv')).header('cache-control', 'no-store').send(await out.table(actor, query))),
  ]
}

/** RFC 6266: a plain name for all, and the true one in UTF-8. Neither ends the header. */
const attached = (name: string) => `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_').slice(0, 100)}"; filename*=UTF-8''${encodeURIComponent(name.slice(0, 150)).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`

/** A size that is too large by its own word is refused before the first byte; one that lies, when it goes beyond. */
async function bytesOf({ body, headers }: FastifyRequest, most: number): Promise<Buffer> {
  const tooLarge = () => new Refusal('too_large', { maxMegabytes: most / MEGABYTE })
  if (Number(headers['content-length'] ?? 0) > most) throw tooLarge()
  const stream = body instanceof Readable ? body : typeof body === 'string' || Buffer.isBuffer(body) ? Readable.from([Buffer.from(body)]) : undefined
  if (!stream) throw new Refusal('unsupported')
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > most) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
