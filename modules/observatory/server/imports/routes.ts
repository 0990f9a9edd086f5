/** The doors of imports. A file is written down beside the database while it is read, and not kept. */
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { toCsv } from '#platform/contract/csv.ts'
import { Refusal, type Actor, type Lang } from '#platform/contract/index.ts'
import { rawRoute, route, type Route } from '#platform/http/index.ts'
import * as door from '../../contract-imports.ts'
import { look } from '../../core/imports/formats.ts'
import type { Context } from '../context.ts'
import { importById, listImports, listMappings, saveMapping, type ImportRow, type RefusedRow } from '../store/imports-store.ts'
import { runImport, tryImport } from './run.ts'
import { seed } from './seed.ts'
import { sentence } from './words.ts'

/** A run that has not moved for so long is not alive any more: a part takes seconds. */
const STILL_MS = 120_000

export function importRoutes(context: Context): Route[] {
  const { ground: { db, clock, dataFolder } } = context
  const toItem = (row: ImportRow): door.AttackImport => ({
    id: row.id, fileName: row.fileName, sha256: row.sha256, format: row.format, tlp: row.tlp, state: row.state === 'running' && row.movedAt.getTime() < clock.now().getTime() - STILL_MS ? 'interrupted' : row.state,
    by: row.byName, startedAt: row.startedAt.toISOString(), finishedAt: row.finishedAt?.toISOString() ?? null, read: row.position, stored: row.stored, merged: row.merged, refused: row.refusedCount,
  })
  const load = async (actor: Actor, id: string) => { const row = await db.as(actor, (tx) => importById(tx, id)); if (!row) throw new Refusal('not_found'); return row }
  const told = (rows: readonly RefusedRow[], lang: Lang) => rows.map((one) => ({ number: one.number, code: one.code, text: sentence(one, lang) }))
  return [
    rawRoute(door.importAttacks, async ({ actor, query, request, lang, reply }) => {
      const path = join(dataFolder, 'imports', `${randomUUID()}.attacks`)
      try {
        await mkdir(join(dataFolder, 'imports'), { recursive: true })
        await keep(request, path)
        const run = { path, fileName: query.fileName, format: query.format, mapping: query.mapping, tlp: query.tlp }
        if (query.dryRun === 'true') {
          const { good, rows, ...said } = await tryImport(context, actor, run)
          return await reply.status(201).header('cache-control', 'no-store').send({ ...said, fileName: query.fileName, tlp: query.tlp, stored: good, merged: 0, rows: told(rows, lang) })
        }
        return await reply.status(201).header('cache-control', 'no-store').send(door.attackImport.parse(toItem((await runImport(context, actor, run)).row)))
      } finally { await rm(path, { force: true }) }
    }),
    route(door.readAttackImports, ({ actor, query }) => db.as(actor, async (tx) => { const { total, items } = await listImports(tx, query); return { total, items: items.map(toItem) } })),
    route(door.readAttackImport, async ({ actor, params, lang }) => { const row = await load(actor, params.importId); return { ...toItem(row), rows: told(row.refused.slice(0, 500), lang) } }),
    rawRoute(door.readRefused, async ({ actor, params, lang, reply }) => {
      const row = await load(actor, params.importId)
      const rows = told(row.refused, lang).map((one) => [String(one.number), one.code, one.text])
      return reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${row.id}-refused.csv"`).header('cache-control', 'no-store').send(toCsv([['number', 'code', 'reason'], ...rows]))
    }),
    route(door.lookAtHead, async ({ body }) => look(body.head)),
    route(door.readMappings, ({ actor }) => db.as(actor, async (tx) => ({ items: (await listMappings(tx)).map((one) => ({ ...one, savedAt: one.savedAt.toISOString() })) }))),
    route(door.putMapping, async ({ actor, body }) => { await db.as(actor, (tx) => saveMapping(tx, { id: randomUUID(), realm: actor.realm, name: body.name, mapping: body.mapping, at: clock.now(), byId: actor.id, byName: actor.name })); return undefined }),
    route(door.seedCatalogue, ({ actor }) => seed(context, actor)),
  ]
}

/** A size that is too large by its own word is refused before the first byte; one that lies, when it goes beyond. */
async function keep({ body, headers }: FastifyRequest, path: string): Promise<void> {
  const tooLarge = () => new Refusal('too_large', { maxMegabytes: door.ATTACKS_MAX_BYTES / 1_048_576 })
  if (Number(headers['content-length'] ?? 0) > door.ATTACKS_MAX_BYTES) throw tooLarge()
  const stream = body instanceof Readable ? body : typeof body === 'string' || Buffer.isBuffer(body) ? Readable.from([Buffer.from(body)]) : undefined
  if (!stream) throw new Refusal('unsupported')
  let bytes = 0
  const counting = new Transform({ transform(chunk: Buffer, _, done) { bytes += chunk.length; if (bytes > door.ATTACKS_MAX_BYTES) done(tooLarge()); else done(null, chunk) } })
  await pipeline(stream, counting, createWriteStream(path))
}
