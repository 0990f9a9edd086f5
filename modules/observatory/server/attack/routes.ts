import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '#platform/contract/index.ts'
import { rawRoute, route, type Route } from '#platform/http/index.ts'
import * as door from '../../contract-attack.ts'
import type { Context } from '../context.ts'
import { listReleases, searchNamed, searchTechniques } from '../store/attack-store.ts'
import { readChanges, toRelease } from './changes.ts'
import { importRelease } from './importing.ts'
import { readMatrix, removeRelease, renewTechniques, useRelease } from './managing.ts'
import { speak } from './speaking.ts'

export const attackRoutes = (context: Context): Route[] => [
  route(door.readAttack, ({ actor }) => context.ground.db.as(actor, async (tx) => ({ releases: (await listReleases(tx)).map(toRelease) }))),
  rawRoute(door.importAttack, async ({ actor, query, request, reply }) => reply.status(201).header('cache-control', 'no-store').send(door.attackRelease.parse(toRelease(await importRelease(context, actor, { ...query, stream: bodyOf(request) }))))),
  route(door.readAttackChanges, ({ actor, params, query }) => readChanges(context, actor, params.attackReleaseId, query.against)),
  route(door.useAttack, async ({ actor, params, body }) => { await useRelease(context, actor, params.attackReleaseId, body.instead); return undefined }),
  route(door.removeAttack, async ({ actor, params }) => { await removeRelease(context, actor, params.attackReleaseId); return undefined }),
  route(door.searchAttack, ({ actor, query }) => context.ground.db.as(actor, async (tx) => ({ techniques: await searchTechniques(tx, query.q), named: await searchNamed(tx, query.q) }))),
  route(door.speakAttack, ({ actor, query }) => context.ground.db.as(actor, async (tx) => ({ items: await speak(tx, query.codes) }))),
  route(door.readMatrix, ({ actor, query }) => readMatrix(context, actor, query.domain)),
  route(door.renewTechniques, ({ actor, params, body }) => renewTechniques(context, actor, params.entryId, body.version)),
]

/** A size that is too large by its own word is refused before the first byte; one that lies, when it goes beyond. */
async function* bodyOf({ body, headers }: FastifyRequest): AsyncIterable<Uint8Array> {
  const tooLarge = () => new Refusal('too_large', { maxMegabytes: door.ATTACK_MAX_BYTES / 1_048_576 })
  if (Number(headers['content-length'] ?? 0) > door.ATTACK_MAX_BYTES) throw tooLarge()
  const stream = body instanceof Readable ? body : typeof body === 'string' || Buffer.isBuffer(body) ? Readable.from([Buffer.from(body)]) : undefined
  if (!stream) throw new Refusal('unsupported', { reason: 'no_bundle' })
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) { if ((bytes += chunk.length) > door.ATTACK_MAX_BYTES) throw tooLarge(); yield chunk }
}
